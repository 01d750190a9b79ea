// A segment picked up to be merged with another: which, over which it is, and what the two would cost as one.

import { batch, computed, signal } from "@preact/signals";
import type { MergeAdvice, PolicyFile } from "../wire";
import { targetOf } from "./edits";
import { policy } from "./policy";
import { summary } from "./results";
import { advice, adviceOlder, askAdvice, mergeInto, takeMerge } from "./worth";

/** The segment picked up; empty for none. */
export const carried = signal("");
/** The segment it would be merged with; empty for none. */
export const over = signal("");

const isPair = ({ segments }: MergeAdvice) =>
  segments.length === 2 && segments.includes(carried.value) && segments.includes(over.value);

/** What the merge would cost; null while that is not known. */
export const offered = computed(() =>
  over.value && !adviceOlder.value ? (advice.value?.merges.find(isPair) ?? null) : null,
);
/** Whether what it costs is still being worked out. */
export const weighing = computed(() => over.value !== "" && adviceOlder.value);

export function pickUp(segment: string): void {
  batch(() => {
    carried.value = segment;
    over.value = "";
  });
  void askAdvice();
}

export function carryOver(segment: string): void {
  over.value = segment === carried.value ? "" : segment;
}

export function letGo(): void {
  batch(() => {
    carried.value = "";
    over.value = "";
  });
}

/** The combinations of classes that a segment is made of. */
function tuplesOf(now: PolicyFile, segment: string): string[] {
  const cells = summary.value?.matrix?.cells.flat() ?? [];
  const own = cells.flatMap((cell) => (cell?.segment === segment ? [cell.row.segment] : []));
  return own.length > 0 ? own : (now.segmentation.merges[segment] ?? [segment]);
}

/** Merges what is carried with what it is over: one step. Without a best target known, that of the other holds. */
export function putDown(): void {
  const [now, one, other, known] = [policy.value, carried.value, over.value, offered.value];
  letGo();
  if (!now || !one || !other) return;
  if (known && known.tuples.length > 0) {
    takeMerge(known);
    return;
  }
  const tuples = [...new Set([...tuplesOf(now, one), ...tuplesOf(now, other)])].sort();
  mergeInto({ name: `${other}+${one}`, tuples, segments: [one, other], target: targetOf(now, other) });
}
