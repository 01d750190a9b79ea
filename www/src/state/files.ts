// The files of the page and how far their reading is.

import { computed, signal } from "@preact/signals";
import type { FileReport, FilesAnswer, FindingView } from "../wire";

export interface Loaded {
  slot: number;
  name: string;
  size: number;
  /** Why it was not read; empty where it was. */
  failure: string;
  /** Reads it after all, with stock held by item alone, where that is what would help. */
  byItem?: () => void;
}

/** How far the reading of one file is. */
export interface Reading {
  slot: number;
  bytes: number;
  size: number;
  /** Rows met so far; 0 while a file is unpacked. */
  rows: number;
  milliseconds: number;
}

let slots = 0;
/** A slot that no file has had. */
export const newSlot = () => slots++;

/** The files of the page, in the order of their slots. */
export const loaded = signal<Loaded[]>([]);
/** Slots that are being read or wait for it. */
export const readingSlots = signal<number[]>([]);
/** The file being read now. */
export const readingNow = signal<Reading | null>(null);
/** The sample that is loaded; empty where the files are the user's own. */
export const sample = signal("");
/** What the engine says of the files; null before the first were read. */
export const report = signal<FilesAnswer | null>(null);
/** What is wrong with what was opened, beside the files themselves. */
export const arrivalTrouble = signal("");
/** What was being read when the user stopped it, and how it is read after all. */
export const stopped = signal<{ names: string[]; again: () => void } | null>(null);
/** What is odd in the policy that was opened. */
export const policyFindings = signal<FindingView[]>([]);

/** Questions that wait for an answer. */
export const openQuestions = computed(
  () => report.value?.files.reduce((sum, file) => sum + file.questions.length, 0) ?? 0,
);

/** A file that counts nowhere before a question is answered. */
export const isAsking = (file: FileReport) => !file.used && file.questions.some(({ blocks }) => blocks);

/** A file that could be used, were it not for what was found in it: in its head, or in every single row. */
export const isLost = (file: FileReport) =>
  (!file.used || (file.rows > 0 && file.left_out >= file.rows)) && !isAsking(file);
