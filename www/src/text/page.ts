// Header, key figures, footer: what stands on every screen.

import { readingCancelled } from "./engine";
import { capital, counted, inWords, month, number } from "./numbers";

export const productName = "Segmented Safety Stock";
export const skip = "Skip to content";
export const toStart = `${productName}, start`;
export const openFiles = "Open files";
export const nothingLoaded = "Nothing loaded";
export const unnamed = "Unnamed policy";
export const screens = {
  data: "Data",
  segments: "Segments",
  items: "Items",
  money: "Money",
  commit: "Commit",
} as const;
export const screensLabel = "Screens";
export const openQuestions = ", open questions: ";

export const loadedWords = (files: number, items: number, first: number | null, last: number | null) => {
  const span = first === null || last === null ? "" : ` · ${month(first)} – ${month(last)}`;
  return ` · ${counted(files, "file")} · ${counted(items, "item")}${span}`;
};

export const undo = (what: string | null) => (what ? `Undo: ${what}` : "Undo");
export const redo = (what: string | null) => (what ? `Redo: ${what}` : "Redo");

export const policyMenu = {
  button: "Policy",
  name: "Name of this policy",
  currency: "Currency, shown before amounts",
  fresh: "New policy",
  open: "Open a policy",
  steps: "Steps since it was opened",
  noSteps: "No steps yet. Every change is kept here and can be undone.",
  opened: "As opened",
  keep: "Keep this policy and corrected columns in this browser",
  keepNote: "Policies and which column is what, by the header; never data.",
  keepLocal:
    "Opened from a file, all local pages of this browser share one store: other local pages could read what is kept.",
  keepFailed: "This browser keeps nothing for this page; download the policy instead.",
};

export const exportMenu = { button: "Export" };
export const downloads = {
  label: "Take it with you",
  note: "Files keep every digit; the page rounds.",
  item_results: "Download item results",
  segment_results: "Download segment results",
  scenarios: "Download scenarios",
  policy: "Download policy",
  licences: "Licences of the software inside",
  print: "Print",
};

export const excelDownloads = {
  item_results: "Items for Excel",
  segment_results: "Segments for Excel",
};

export const theme = { auto: "Theme: automatic", light: "Theme: light", dark: "Theme: dark" };

export const privacy = {
  mark: (requests: number) => `${requests} ${requests === 1 ? "request" : "requests"} since this page opened`,
  title: "Nothing leaves this machine",
  text: "The files are read and calculated inside this page. Its content policy forbids every connection.",
  check:
    "Check it: open the browser’s developer tools, tab Network, and load a file. Or pull the plug first.",
  not: "Not counted: this page itself, its icon and its copy for use without a network.",
};

export const figures = {
  title: "Key figures",
  region: "Key figures of this policy",
  safetyStock: "Safety stock",
  holding: "Holding cost",
  fill: "Fill rate",
  cycle: "Cycle service",
  turns: "Inventory turns",
  year: "a year",
  units: "units",
  value: "value",
  uniform: "vs uniform",
  inForce: "vs this policy",
  saved: "vs saved",
  same: "the same",
  none: "none",
  searching: "…",
  unknown: "not known",
  older: "older",
  versus: "Uniform at the",
  looked: { daily: "Stock looked at once a day", continuous: "Textbook continuous review" },
  preview: "figures of the point chosen on the curve, not of the policy",
  computing: "Computing the figures of this policy",
  computed: (done: number, of: number) => `${number(done)} of ${counted(of, "item")} computed`,
  cancelTitle: "Keeps the policy whose figures are shown; undo and redo know both",
  weighted: (weight: string) => `rates weighted by ${weight}`,
  covered: (costed: number, items: number) =>
    costed === items ? "" : `money covers ${number(costed)} of ${counted(items, "item")}`,
};

export const versusNames = {
  same_service: "same fill rate",
  same_target: "same target",
  same_capital: "same money",
} as const;

export const terms = {
  fill: {
    title: "Fill rate",
    text: "Of 100 units asked for, how many come straight from the shelf.",
    more: "Not the same as cycle service: that counts order cycles without any shortage.",
  },
  cycle: {
    title: "Cycle service",
    text: "Of 100 replenishment cycles, how many end without a shortage, however small.",
    more: "Targets in the matrix are cycle service. The fill rate that follows is usually higher.",
  },
  looked: {
    daily: {
      title: "Stock looked at once a day",
      text: "Stock is already below the reorder point when the order goes out. Safety stock and rates count that in.",
      more: "Textbooks look after every single sale and promise more than they deliver, most on lumpy demand. Each item shows both.",
    },
    continuous: {
      title: "Textbook continuous review",
      text: "Rates assume that stock is looked at after every single sale, and that an order goes out the moment the reorder point is reached.",
      more: "Looked at once a day, stock is already lower when the order goes out, and less is delivered than shown, most on lumpy demand.",
    },
  },
  turns: {
    title: "Inventory turns",
    text: "Cost of a year’s demand divided by average inventory: cycle stock and safety stock together.",
    more: "",
  },
  holding: {
    title: "Holding cost",
    text: "What average inventory costs a year at the holding rate.",
    more: "",
  },
};

export const crash = {
  title: "A fault in the tool, not in your data",
  text: "The calculation stopped and was started again; the files are read anew. This report holds no data: copy it and send it if you wish.",
  report: "Report",
  copy: "Copy report",
  close: "Close",
};

/** A reading that the user stopped is no trouble. */
export const stopped = {
  title: (names: string[]) =>
    names.length === 1
      ? readingCancelled(names[0] ?? "")
      : `Reading stopped; nothing of ${inWords(names.length)} files was taken over.`,
  step: "Reading stopped; what is shown is as it was before the last step.",
  again: "Read again",
};

export const noDemand =
  "No item has demand yet. Open a file with date, item and quantity, or say on its card which columns hold them.";
export const lacking = {
  title: "Nothing to work out yet",
  text: "What became of each file, and what it lacks, stands on its card:",
  link: "to the data",
};
export const copied = "Copied";
export const close = "Close";
export const suggestions = "Suggestions";
export const engineStarting = "The calculation engine is starting.";
export const dropHere = "Drop files anywhere: they are read here, and go nowhere";
export const notAPolicy = (name: string) =>
  `${name} is JSON, but not a policy of this tool; nothing was changed. Data are read as CSV, TSV or Excel.`;
export const policyRefused = (name: string, reason: string) =>
  `${name} was not opened: ${reason.replaceAll("`", "")}. The policy stays as it was.`;
/** Computed groups apart from segments beside them: `Three groups and one of items beside them`. */
export function groupsWord(names: readonly string[]): string {
  const groups = names.filter((name) => /^G\d+$/.test(name)).length;
  const beside = names.length - groups;
  if (groups === 0) return segmentsWord(names.length);
  const who = `${capital(inWords(groups))} ${groups === 1 ? "group" : "groups"}`;
  if (beside === 0) return who;
  const them = groups === 1 ? "it" : "them";
  return names.includes("Unknown") && beside === 1
    ? `${who} and one of items beside ${them}`
    : `${who} and ${inWords(beside)} ${beside === 1 ? "segment" : "segments"} beside ${them}`;
}

export const segmentsWord = (count: number) =>
  `${capital(inWords(count))} ${count === 1 ? "segment" : "segments"}`;

export const update = {
  title: "A new version is ready",
  text: "What is loaded now is gone after the change; the policy is kept.",
  take: "Change now",
};
