// The policy being edited: its steps, undo and redo, and the last saved one that it is compared with.
//
// A policy is never changed in place: every step holds the whole policy before and after it, so that
// going back is an assignment. Steps of one gesture (a drag, a held key) are one step.

import { computed, signal } from "@preact/signals";
import type { PolicyFile } from "../wire";

/** What a step did, for undo's label. */
type Label = (before: PolicyFile, after: PolicyFile) => string;

interface Step {
  label: Label;
  before: PolicyFile;
  after: PolicyFile;
  /** Steps of the same gesture are joined; empty joins nothing. */
  gesture: string;
}

/** The policy; null until the engine has answered with the one a page opens with. */
export const policy = signal<PolicyFile | null>(null);

/** The policy as it was last downloaded or opened; null where neither has happened. */
export const savedPolicy = signal<PolicyFile | null>(null);

const taken = signal<Step[]>([]);
/** How many of the steps are in force. */
const reached = signal(0);

export const stepLabels = computed(() => taken.value.map((step) => step.label(step.before, step.after)));
export const stepsReached = computed(() => reached.value);
export const undoLabel = computed(() => stepLabels.value[reached.value - 1] ?? null);
export const redoLabel = computed(() => stepLabels.value[reached.value] ?? null);

/** The policy before the first step; the one in force where there was none. */
export const firstPolicy = () => taken.value[0]?.before ?? policy.value;

/** Takes a step; `make` returns the policy as it is to be, or the same one for none. */
export function change(label: string | Label, make: (policy: PolicyFile) => PolicyFile, gesture = ""): void {
  const before = policy.value;
  if (!before) return;
  const after = make(before);
  if (after === before || JSON.stringify(after) === JSON.stringify(before)) return;
  const past = taken.value.slice(0, reached.value);
  const last = past.at(-1);
  const words = typeof label === "string" ? () => label : label;
  const joins = gesture !== "" && last?.gesture === gesture;
  const step = { label: words, before: joins ? last.before : before, after, gesture };
  taken.value = [...(joins ? past.slice(0, -1) : past), step];
  reached.value = taken.value.length;
  policy.value = after;
}

/** Ends a gesture: what follows is a step of its own. */
export function endGesture(): void {
  const last = taken.value.at(-1);
  if (last?.gesture) taken.value = [...taken.value.slice(0, -1), { ...last, gesture: "" }];
}

/** Goes to the state after so many steps. */
export function goToStep(count: number): void {
  const steps = taken.value;
  if (count < 0 || count > steps.length || count === reached.value) return;
  const at = count === 0 ? steps[0]?.before : steps[count - 1]?.after;
  if (!at) return;
  endGesture();
  reached.value = count;
  policy.value = at;
}

export const undo = () => goToStep(reached.value - 1);
export const redo = () => goToStep(reached.value + 1);

/** The policy a page opens with: there is no step before it. */
export function beginWith(first: PolicyFile): void {
  taken.value = [];
  reached.value = 0;
  policy.value = first;
}
