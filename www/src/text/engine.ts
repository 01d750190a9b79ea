// What the page says when a file or the engine itself fails.

const nothingImported = "Nothing of it was imported";

export const fileGone = (name: string) =>
  `${name} is not there any more: it was moved, renamed or deleted. ${nothingImported}; open it again from where it is now.`;

export const fileChanged = (name: string) =>
  `${name} changed while it was being read. ${nothingImported}; open it again.`;

export const noMemory = (name: string) =>
  `${name} needs more memory than this browser gives one page. ${nothingImported}; try it with fewer months or fewer items, or close other tabs first.`;

export const readingCancelled = (name: string) => `Reading stopped; nothing of ${name} was taken over.`;

export const stepCancelled = "This step was cancelled.";

export const notSettled = "The settings changed while the files were being read. Ask again.";

export const stepFailed =
  "This step failed through a fault in the tool. Your data is safe: the files are read again by themselves.";

export const stepStarved =
  "This step needs more memory than this browser gives one page. Your data is safe: the files are read again by themselves.";

export const engineMissing =
  "The calculation engine is not in this page. Open the built page: the command in README makes it.";

export const engineTooOld =
  "This browser cannot run the calculation engine. Current versions of Chrome, Edge, Firefox and Safari can.";

export const engineSilent = (seconds: number) =>
  `The calculation engine did not start within ${seconds} seconds. Reload the page; if that does not help, try a current version of Chrome, Edge, Firefox or Safari.`;

export const encodingUnknown = (name: string) =>
  `${name} is not read: this browser does not know the encoding that the policy names. Choose another on its card.`;

export const framed =
  "Another page shows this one inside itself, so nothing is started here. Open it in a tab of its own.";
