// What segments are worth: computed groups for every count of them, and merges that would cost little.
//
// Both are asked for by the screen that shows them, after the comparisons: they search, so they wait for the
// same rest, and are given up where the policy moves on.

import { batch, computed, signal } from "@preact/signals";
import { targetWords } from "../text/steps";
import { worthSteps } from "../text/worth";
import type { AdviceAnswer, FewestAnswer, MergeAdvice, PolicyFile, Preset, Target } from "../wire";
import { ask } from "./engine";
import { takeMade } from "./made";
import { change, policy } from "./policy";
import { comparisonOlder, summary, turn } from "./results";

export const fewest = signal<FewestAnswer | null>(null);
export const advice = signal<AdviceAnswer | null>(null);
/** How far the groups have come, from 0 to 1; null while they are not searched for. */
export const grouping = signal<number | null>(null);
/** Why an edit was refused; empty where it was made. */
export const worthTrouble = signal("");

/** The answer of the engine that the groups belong to. */
const answeredTurn = signal(-1);
/** Whether the groups belong to an older policy or older data. */
export const worthOlder = computed(() => answeredTurn.value !== turn.value);

/** Beyond so many items the search would hold up the figures of the next edit: it is made on request. */
const mostUnasked = 5000;
export const onRequest = computed(
  () => worthOlder.value && grouping.value === null && (summary.value?.total.items ?? 0) > mostUnasked,
);

/** Asks for both where they are missing and nothing else is under way. */
export async function askWorth(): Promise<void> {
  const [now, at] = [policy.value, turn.value];
  if (!now || comparisonOlder.value || !worthOlder.value || grouping.value !== null) return;
  const wanted = () => turn.value === at;
  grouping.value = 0;
  const groups = await ask({ kind: "fewest", policy: now }, { wanted, working: show });
  if (wanted()) fewest.value = groups.kind === "fewest" ? groups : null;
  const merges = wanted() ? await ask({ kind: "advice", policy: now }, { wanted }) : null;
  batch(() => {
    grouping.value = null;
    if (!wanted()) return;
    advice.value = merges?.kind === "advice" ? merges : null;
    answeredTurn.value = at;
    adviceTurn.value = at;
  });
}

/** The answer of the engine that the merges belong to. */
const adviceTurn = signal(-1);
export const adviceOlder = computed(() => adviceTurn.value !== turn.value);

/** Asks for the merges alone, where somebody is about to make one. */
export async function askAdvice(): Promise<void> {
  const [now, at] = [policy.value, turn.value];
  if (!now || !adviceOlder.value) return;
  const wanted = () => turn.value === at;
  const found = await ask({ kind: "advice", policy: now }, { wanted });
  batch(() => {
    if (!wanted() || found.kind !== "advice") return;
    advice.value = found;
    adviceTurn.value = at;
  });
}

function show(share: number): void {
  grouping.value = share;
}

/** What the taught A, B, C would be worth; null until it was asked for. */
export const taught = signal<FewestAnswer | null>(null);
const taughtTurn = signal(-1);
export const taughtOlder = computed(() => taughtTurn.value !== turn.value);

/** What A, B and C as commonly taught cost on these data, against one target for all and against computed groups. */
export async function askTaught(): Promise<void> {
  const [now, at] = [policy.value, turn.value];
  if (!now || grouping.value !== null) return;
  grouping.value = 0;
  const made = await ask({ kind: "preset", policy: now, preset: "taught", columns: [] });
  const found =
    made.kind === "policy" ? await ask({ kind: "fewest", policy: made.policy }, { working: show }) : made;
  batch(() => {
    grouping.value = null;
    taught.value = found.kind === "fewest" ? found : null;
    taughtTurn.value = at;
    worthTrouble.value = found.kind === "failure" ? found.sentence : "";
  });
}

async function takeOver(label: string, make: Parameters<typeof takeMade>[1]): Promise<void> {
  worthTrouble.value = await takeMade(label, make);
}

/** Takes over so many computed groups in place of the policy's segments. */
export const takeGroups = (groups: number) =>
  takeOver(worthSteps.groups(groups), (now) => ask({ kind: "take_groups", policy: now, groups }));

/** Begins from a preset's segmentation and targets; `columns` are those it classes by, where they are called otherwise. */
export const takePreset = (preset: Preset, columns: string[] = []) =>
  takeOver(worthSteps.preset(preset), (now) => ask({ kind: "preset", policy: now, preset, columns }));

/** Gives two segments one name and the one target that serves the same. */
export const takeMerge = ({ name, tuples, segments, target }: MergeAdvice) =>
  mergeInto({ name, tuples, segments, target: { kind: "cycle_service_level", value: target } });

interface Merged {
  name: string;
  /** The combinations of classes in it. */
  tuples: string[];
  /** The segments it is made of. */
  segments: string[];
  target: Target;
}

/** Gives segments one name and one target; a merge that goes into it goes. */
export function mergeInto({ name, tuples, segments, target: wanted }: Merged): void {
  const apart = (now: PolicyFile) =>
    Object.entries(now.segmentation.merges).filter(([, of]) => !of.every((tuple) => tuples.includes(tuple)));
  change(worthSteps.merge(segments, targetWords(wanted)), (now) => ({
    ...now,
    segmentation: {
      ...now.segmentation,
      merges: { ...Object.fromEntries(apart(now)), [name]: tuples },
    },
    segments: { ...now.segments, [name]: { ...now.segments[name], target: wanted } },
  }));
}
