// The policy being edited and the list of promises: their steps, undo and redo, and the last saved policy that it is
// compared with.
//
// Neither is ever changed in place: every step holds both as they were before and after it, so that going back is an
// assignment. Steps of one gesture (a drag, a held key) are one step.

import { batch, computed, signal } from "@preact/signals";
import type { OrderLine, PolicyFile } from "../wire";

/** What a step did, for undo's label. */
type Label = (before: PolicyFile, after: PolicyFile) => string;

/** A line of the desk's list; what is promised counts in every further answer. */
export interface Entry {
  line: OrderLine;
  promised: boolean;
}

/** What steps lead from and to. */
interface Held {
  policy: PolicyFile;
  entries: readonly Entry[];
}

interface Step {
  label: Label;
  before: Held;
  after: Held;
  /** Steps of the same gesture are joined; empty joins nothing. */
  gesture: string;
}

/** The policy; null until the engine has answered with the one a page opens with. */
export const policy = signal<PolicyFile | null>(null);

/** The policy as it was last downloaded or opened; null where neither has happened. */
export const savedPolicy = signal<PolicyFile | null>(null);

/** The desk's list. */
export const entries = signal<readonly Entry[]>([]);

const taken = signal<Step[]>([]);
/** How many of the steps are in force. */
const reached = signal(0);

export const stepLabels = computed(() =>
  taken.value.map((step) => step.label(step.before.policy, step.after.policy)),
);
export const stepsReached = computed(() => reached.value);
export const undoLabel = computed(() => stepLabels.value[reached.value - 1] ?? null);
export const redoLabel = computed(() => stepLabels.value[reached.value] ?? null);

/** The policy before the first step; the one in force where there was none. */
export const firstPolicy = () => taken.value[0]?.before.policy ?? policy.value;

/** Takes a step; `make` returns the policy as it is to be, or the same one for none. */
export function change(label: string | Label, make: (policy: PolicyFile) => PolicyFile, gesture = ""): void {
  const before = policy.value;
  if (!before) return;
  const after = make(before);
  if (after === before || JSON.stringify(after) === JSON.stringify(before)) return;
  const words = typeof label === "string" ? () => label : label;
  step(words, { policy: after, entries: entries.value }, gesture);
}

/** Takes a step of the desk's list. */
export function changeList(label: string, list: readonly Entry[]): void {
  const before = policy.value;
  if (before) step(() => label, { policy: before, entries: list }, "");
}

function step(label: Label, after: Held, gesture: string): void {
  const past = taken.value.slice(0, reached.value);
  const last = past.at(-1);
  const joins = gesture !== "" && last?.gesture === gesture;
  const before = joins ? last.before : { policy: policy.value ?? after.policy, entries: entries.value };
  batch(() => {
    taken.value = [...(joins ? past.slice(0, -1) : past), { label, before, after, gesture }];
    reached.value = taken.value.length;
    hold(after);
  });
}

function hold(held: Held): void {
  policy.value = held.policy;
  entries.value = held.entries;
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
  batch(() => {
    reached.value = count;
    hold(at);
  });
}

/** Goes to the last state before this one that had a policy, if any had; what was done since can be done again. */
export function returnTo(wanted: PolicyFile): boolean {
  const steps = taken.value.slice(0, reached.value);
  const place = steps.findLastIndex(({ before }) => before.policy === wanted);
  if (place >= 0) goToStep(place);
  return place >= 0;
}

export const undo = () => goToStep(reached.value - 1);
export const redo = () => goToStep(reached.value + 1);

/** Empties the list and forgets its steps: they were about files that are gone. */
export function forgetList(): void {
  const ofPolicy = (step: Step) => step.before.policy !== step.after.policy;
  const bare = (held: Held): Held => ({ ...held, entries: [] });
  batch(() => {
    reached.value = taken.value.slice(0, reached.value).filter(ofPolicy).length;
    taken.value = taken.value
      .filter(ofPolicy)
      .map((step) => ({ ...step, before: bare(step.before), after: bare(step.after) }));
    entries.value = [];
  });
}

/** The policy a page opens with: there is no step before it. */
export function beginWith(first: PolicyFile): void {
  batch(() => {
    taken.value = [];
    reached.value = 0;
    policy.value = first;
  });
}
