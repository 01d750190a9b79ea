// What the engine answers to policy and data: key figures, matrix and segments at once, the searched
// comparisons when the policy has come to rest.
//
// One question at a time, and always the latest policy: while a slider moves, policies between two
// answers are never asked for. The comparisons search, so they wait for a pause; until they are
// there, the old ones are shown and marked.

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import type { CompareAnswer, Failure, PolicyFile, SegmentRow, SummaryAnswer } from "../wire";
import { ask } from "./engine";
import { loaded, openQuestions, readingNow, readingSlots, report } from "./files";
import { policy, returnTo, savedPolicy } from "./policy";

/** A pause of so long counts as rest. */
const restMilliseconds = 90;

export const summary = signal<SummaryAnswer | null>(null);
export const summaryTrouble = signal<Failure | null>(null);
/** Rises with every answer that the lists have to follow. */
export const turn = signal(0);
export const comparison = signal<CompareAnswer | null>(null);
/** Whether the comparisons belong to an older policy or older data. */
export const comparisonOlder = signal(true);
/** All items under the saved policy; null where not known. */
export const savedTotal = signal<SegmentRow | null>(null);
/** How far the figures of a policy have come. */
export interface Computing {
  /** Share of the work that is done, from 0 to 1. */
  share: number;
  /** Items done, of so many. */
  done: number;
  of: number;
  /** Since they were asked for. */
  milliseconds: number;
}

/** How far the figures of the policy have come; null once they are there. */
export const computing = signal<Computing | null>(null);
/** Whether the data changed and are not answered yet. */
export const dataPending = signal(false);

export type Status = "empty" | "reading" | "ready" | "error";

/** Files are read, and no item comes of them. */
export const nothingToShow = computed(() => report.value?.items === 0);

/** What `main` says of itself. */
export const status = computed<Status>(() => {
  if (loaded.value.length === 0) return "empty";
  if (readingSlots.value.length > 0 || readingNow.value || dataPending.value) return "reading";
  if (summaryTrouble.value || (nothingToShow.value && openQuestions.value === 0)) return "error";
  return summary.value ? "ready" : "reading";
});

/** The engine's complaint about one field of the policy, such as `filters.demand`; empty for none. */
export const troubleWith = (field: string) => {
  const sentence = summaryTrouble.value?.sentence ?? "";
  return sentence.includes(`\`${field}`) ? sentence : "";
};

let wanted = 0;
let running = false;
let rest: ReturnType<typeof setTimeout> | undefined;
let reportedFor = "";
/** Rises with every change of the data: a report asked for before it says nothing of what is there after. */
let dataTurn = 0;
/** The policy that `summary` answers. */
let answered: PolicyFile | undefined;

/** What the files' report rests on: everything but targets and names. */
function ground({ segments: _, uniform: __, name: ___, currency: ____, ...others }: PolicyFile): string {
  return JSON.stringify(others);
}

/** Asks for everything that is shown, soon. */
export function refresh(): void {
  wanted += 1;
  comparisonOlder.value = true;
  if (!running) void run();
}

/**
 * The data are about to change: nothing is settled until they are read and answered. What it gives back takes that
 * back, for data that did not change after all.
 */
export function dataChange(): () => void {
  const before = { pending: dataPending.value, total: savedTotal.value, reportedFor };
  dataTurn += 1;
  batch(() => {
    dataPending.value = true;
    savedTotal.value = null;
    reportedFor = "";
  });
  return () => {
    reportedFor = before.reportedFor;
    dataPending.value = before.pending;
    savedTotal.value = before.total;
  };
}

async function run(): Promise<void> {
  running = true;
  for (let done = -1; done !== wanted; ) {
    done = wanted;
    await answer();
  }
  running = false;
  clearTimeout(rest);
  rest = setTimeout(() => void compare(), restMilliseconds);
}

async function answer(): Promise<void> {
  const now = policy.value;
  if (!now || readingSlots.value.length > 0) return;
  if (loaded.value.length === 0) return clear();
  await reportFiles(now);
  const asked = wanted;
  const began = performance.now();
  const found = await ask(
    { kind: "summary", policy: now },
    {
      working: (share, { done, of }) => {
        computing.value = { share, done, of, milliseconds: performance.now() - began };
      },
      wanted: () => asked === wanted,
    },
  );
  if (found.kind === "failure" && asked !== wanted) return;
  batch(() => {
    computing.value = null;
    dataPending.value = false;
    summaryTrouble.value = found.kind === "failure" ? found : null;
    if (found.kind !== "summary") return;
    summary.value = found;
    answered = now;
    if (savedPolicy.value === now) savedTotal.value = found.total;
    turn.value += 1;
  });
}

/**
 * Does without the figures that are being computed: the policy is again the one whose figures are shown. Whether
 * there is such a one to go back to.
 */
export function cancelComputing(): boolean {
  return answered !== undefined && returnTo(answered);
}

async function reportFiles(now: PolicyFile): Promise<void> {
  const rests = ground(now);
  if (rests === reportedFor) return;
  const asked = dataTurn;
  const found = await ask({ kind: "files", policy: now });
  if (found.kind !== "files") return;
  report.value = found;
  if (asked === dataTurn) reportedFor = rests;
}

function clear(): void {
  batch(() => {
    summary.value = null;
    summaryTrouble.value = null;
    comparison.value = null;
    report.value = null;
    savedTotal.value = null;
    dataPending.value = false;
    computing.value = null;
  });
}

/** The searched comparisons, unless the policy has moved on. */
async function compare(): Promise<void> {
  const now = policy.value;
  const asked = wanted;
  if (!now || !summary.value || running) return;
  const found = await ask({ kind: "compare", policy: now }, { wanted: () => asked === wanted });
  if (asked !== wanted) return;
  batch(() => {
    comparison.value = found.kind === "compare" ? found : null;
    comparisonOlder.value = false;
  });
  await compareSaved(now);
}

/** The saved policy on new data, where asking for it reads no file again. */
async function compareSaved(now: PolicyFile): Promise<void> {
  const saved = savedPolicy.value;
  if (!saved || savedTotal.value || ground(saved) !== ground(now)) return;
  const asked = wanted;
  const found = await ask({ kind: "summary", policy: saved }, { wanted: () => asked === wanted });
  if (found.kind === "summary") savedTotal.value = found.total;
}

/** Every change of the policy is answered. */
export function followPolicy(): void {
  effect(() => {
    if (policy.value) untracked(refresh); // What is looked at on the way is no reason to ask again.
  });
  effect(() => {
    const total = summary.peek()?.total;
    if (savedPolicy.value && savedPolicy.value === answered && total) savedTotal.value = total;
  });
}
