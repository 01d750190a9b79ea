// What the engine's room answers when something of its own goes wrong: each cause with its code and
// its sentence.

import {
  fileChanged,
  fileGone,
  noMemory,
  readingCancelled,
  stepCancelled,
  stepFailed,
  stepStarved,
} from "../text/engine";
import { NoEngine } from "./blocks";
import type { Of } from "./messages";
import type { Unreadable } from "./reading";
import { WorkerDied } from "./tickets";

type Failure = Of<"failure">;

const made = (code: string, sentence: string): Failure => ({ kind: "failure", code, sentence });

/** How a worker died, where that is what is wrong. */
export function died(error: unknown): WorkerDied["how"] | undefined {
  return error instanceof WorkerDied ? error.how : undefined;
}

/** What a broken question answers; anything but trouble with the worker is a mistake in the page. */
export function failedStep(error: unknown): Failure {
  const how = died(error);
  if (how === "ended") return made("cancelled", stepCancelled);
  if (how === "crashed") return made("crashed", stepFailed);
  if (how === "starved") return made("out_of_memory", stepStarved);
  if (error instanceof NoEngine) return made("no_engine", error.message);
  throw error;
}

/** What a file answers whose reading broke off. */
export function failedReading(error: unknown, name: string): Failure {
  const how = died(error);
  if (how === "ended") return cancelled(name);
  return how === "starved" ? starved(name) : failedStep(error);
}

/** The page has stopped the reading. */
export const cancelled = (name: string) => made("cancelled", readingCancelled(name));

/** The browser gives no more memory. */
export const starved = (name: string) => made("out_of_memory", noMemory(name));

/** The file has gone, or is another one than when it was chosen. */
export const unreadable = ({ code }: Unreadable, name: string) =>
  made(code, { file_gone: fileGone, file_changed: fileChanged }[code](name));
