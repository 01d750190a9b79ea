// Corrected matches that this browser remembers: a file whose header was corrected once is read so the
// next time, as a step that can be undone. They stand in the policy's `columns` and travel with it.
//
// Kept in: the policy's entries as a person makes or opens them. Taken out: an entry that an undo
// takes back. Never kept: anything of a sample, and anything while keeping is switched off.

import { effect } from "@preact/signals";
import { steps } from "../text/steps";
import type { ColumnMatch, FileReport, PolicyFile } from "../wire";
import { ask } from "./engine";
import { sample } from "./files";
import { change, policy, stepsReached } from "./policy";
import { keep, keeping, kept } from "./store";

type Matches = Record<string, ColumnMatch>;

/** So many are remembered; the oldest give way. */
const most = 200;

const name = "columns";
let remembered: Matches = {};

/** Follows the policy from now on; what was remembered before is at hand. */
export async function followMatches(): Promise<void> {
  const found = keeping.value ? await kept(name) : undefined;
  remembered = found && typeof found === "object" ? (found as Matches) : {};
  let before = policy.peek()?.columns ?? {};
  let reached = stepsReached.peek();
  effect(() => {
    const now = policy.value?.columns ?? before;
    const back = stepsReached.value < reached;
    if (!sample.peek()) remember(before, now, back ? "undone" : "done");
    before = now;
    reached = stepsReached.peek();
  });
  effect(() => {
    if (!keeping.value) remembered = {};
  });
}

function remember(before: Matches, now: Matches, how: "done" | "undone"): void {
  const made = Object.entries(now).filter(([key, match]) => !same(before[key], match));
  const taken = how === "undone" ? Object.keys(before).filter((key) => !(key in now)) : [];
  if (!keeping.peek() || made.length + taken.length === 0) return;
  const changed = new Set([...made.map(([key]) => key), ...taken]);
  const others = Object.entries(remembered).filter(([key]) => !changed.has(key));
  remembered = Object.fromEntries([...others, ...made].slice(-most));
  void keep(name, remembered);
}

const same = (one: ColumnMatch | undefined, other: ColumnMatch) =>
  JSON.stringify(one) === JSON.stringify(other);

/** Gives files that were just read the matches remembered for their headers, where the policy has none. */
export async function applyMatches(slots: number[]): Promise<void> {
  const now = policy.value;
  if (!now || sample.value || Object.keys(remembered).length === 0) return;
  const answer = await ask({ kind: "files", policy: now });
  if (answer.kind !== "files") return;
  const known = answer.files.filter((file) => slots.includes(file.slot) && isKnown(file, now));
  if (known.length === 0) return;
  const matches = known.map(({ fingerprint }) => [fingerprint, remembered[fingerprint]] as const);
  const columns = { ...now.columns, ...Object.fromEntries(matches) } as Matches;
  const checked = await ask({
    kind: "open_policy",
    name: "policy.json",
    text: JSON.stringify({ ...now, columns }),
  });
  if (checked.kind !== "policy") return; // What the store holds is no match: nothing is applied.
  const { columns: sound } = checked.policy;
  change(steps.remembered(known.map((file) => file.name)), (policy) => ({ ...policy, columns: sound }));
}

const isKnown = ({ fingerprint }: FileReport, now: PolicyFile) =>
  fingerprint !== "" && fingerprint in remembered && !(fingerprint in now.columns);
