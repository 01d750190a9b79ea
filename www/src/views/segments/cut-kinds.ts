// What is known of the dimensions whose classes end at borders that a person sets.

import { cutNames } from "../../text/segments";
import type { DimensionKind } from "../../wire";

export interface CutKind {
  /** What each border is called. */
  names: readonly [string, string];
  /** The classes from the least figure up, or from the dearest item on. */
  classes: readonly [string, string, string];
  /** The borders a page opens with. */
  cuts: readonly [number, number];
  /** What is typed for each unit that is stored, and its name. */
  scale: number;
  unit: string;
  /** What an arrow key and a drag move by, as it is stored. */
  step: number;
  finest: number;
  /** Whether a border lies between 0 and 1. */
  isShare: boolean;
  /** Whether the best class has the largest figures. */
  largestFirst: boolean;
}

const share = { scale: 100, unit: "%", step: 0.01, finest: 0.005, isShare: true, largestFirst: false };
const amount = { scale: 1, unit: "", step: 0.05, finest: 0.01, isShare: false, largestFirst: false };
const days = { ...amount, step: 1, finest: 1 };

export const cutKinds: Partial<Record<DimensionKind, CutKind>> = {
  abc: { ...share, names: cutNames.abc, classes: ["A", "B", "C"], cuts: [0.8, 0.95] },
  criterion: { ...share, names: cutNames.abc, classes: ["A", "B", "C"], cuts: [0.2, 0.5] },
  xyz: { ...amount, names: cutNames.xyz, classes: ["X", "Y", "Z"], cuts: [0.5, 1] },
  velocity: {
    ...share,
    names: cutNames.velocity,
    classes: ["N", "S", "F"],
    cuts: [0.25, 0.75],
    largestFirst: true,
  },
  supplier: {
    ...share,
    names: cutNames.supplier,
    classes: ["Unreliable", "Fair", "Reliable"],
    cuts: [0.8, 0.95],
    largestFirst: true,
  },
  lead_time: {
    ...days,
    names: cutNames.lead_time,
    classes: ["Short", "Medium", "Long"],
    cuts: [14, 45],
    unit: cutNames.days,
  },
  lifecycle: {
    ...days,
    names: cutNames.lifecycle,
    classes: ["New", "Active", "Dormant"],
    cuts: [13, 26],
    unit: cutNames.weeks,
  },
};

/** A border as it is kept: no more digits than were meant. */
const kept = (value: number) => Number(value.toPrecision(12));

/** The values between which one of the borders may be moved. */
export function rangeOf(kind: CutKind, cuts: readonly number[], at: number, end: number): [number, number] {
  const [before, after] = [cuts[at - 1], cuts[at + 1]];
  const last = kind.isShare ? 1 - kind.finest : end;
  return [
    kept(before === undefined ? kind.finest : before + kind.finest),
    kept(after === undefined ? Math.max(last, cuts[at] ?? 0) : after - kind.finest),
  ];
}

/** The borders with one of them moved as near to a value as it may go. */
export function movedTo(
  kind: CutKind,
  cuts: readonly number[],
  at: number,
  wanted: number,
  end: number,
): number[] {
  const [least, most] = rangeOf(kind, cuts, at, end);
  const round = Math.round(wanted / kind.finest) * kind.finest;
  const value = kept(Math.min(most, Math.max(least, round)));
  return cuts.map((old, place) => (place === at ? value : old));
}
