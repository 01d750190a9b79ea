// Scenarios: what is supposed, in words, and what it comes to.

import type { Supposed, SupposedOf, Supposition } from "../wire";
import { counted, full, percent } from "./numbers";

export const supposed: Record<Supposed, string> = {
  lead_time: "Lead time",
  lead_time_sd: "Lead time varies by",
  order_quantity: "Order quantity",
  review: "Review interval",
  demand: "Demand",
  holding_rate: "Holding rate",
};

/** What a figure that is set is counted in. */
export const supposedUnits: Record<Supposed, string> = {
  lead_time: "days",
  lead_time_sd: "days",
  order_quantity: "units",
  review: "days",
  demand: "",
  holding_rate: "%",
};

export const supposedOf: Record<SupposedOf, string> = {
  all: "all items",
  item: "the item",
  supplier: "the supplier",
  segment: "the segment",
};

/** `Lead time × 1.5 of the supplier North`. */
export function supposition({ what, of, name, times, to }: Supposition): string {
  const value =
    to === undefined
      ? `× ${full(times ?? 1)}`
      : what === "holding_rate"
        ? percent(to)
        : `${full(to)} ${supposedUnits[what]}`;
  return `${supposed[what]} ${value} of ${supposedOf[of]}${of === "all" ? "" : ` ${name}`}`;
}

export const scenarios = {
  title: "Scenarios",
  note: (weight: string) =>
    `What if, side by side; rates weighted by ${weight}, the same items in the same segments.`,
  none: "Keep today’s targets before you try others, or suppose that lead times, order quantities, reviews, holding rates or demand were otherwise. Scenarios are saved in the policy file.",
  whatIf: "What if",
  addWhatIf: "Add a what-if",
  keep: "Keep these targets",
  kept: "Targets",
  most: "A policy has room for twelve scenarios.",
  table: "Scenarios: table",
  scenario: "Scenario",
  policy: "This policy",
  stock: "Safety stock",
  inventory: "Average inventory",
  holding: "Holding cost",
  turns: "Turns",
  fill: "Fill rate",
  cycle: "Cycle service",
  short: "Units short",
  year: "a year",
  more: "Stock against policy",
  points: "Fill rate against policy",
  pointsUnit: "points",
  name: "Name",
  targetsOwn: "Its targets are kept as they were.",
  targetsShared: "Its targets are those of the policy.",
  take: "Take over its targets",
  remove: "Remove",
  removeLabel: (name: string) => `Remove ${name}`,
  suppose: "Suppose something else",
  what: "What",
  how: "How",
  times: "times",
  to: "set to",
  value: "Value",
  of: "Of",
  ofName: "Which one",
  removeOne: (words: string) => `Remove: ${words}`,
  touched: (items: number) => (items > 0 ? `${counted(items, "item")} otherwise` : ""),
  nobody: "No item is meant: check the name.",
  notNumber: "Type a number.",
  aboveZero: "Type more than 0.",
  negative: "Type zero or more.",
  tooMuch: "Type at most 1,000.",
  tooDear: "Type at most 1,000 %.",
  blank: "Type a name.",
  taken: "Another scenario has this name.",
};
