// The Money screen: what service costs, and the best use of a budget.

import type { GoalMet, MoneyRate } from "../wire";
import { counted, percent, points, shortMoney, shortMoneyDifference } from "./numbers";

export const rates: Record<MoneyRate, string> = { fill_rate: "fill rate", cycle_service: "cycle service" };
export const rateNames: Record<MoneyRate, string> = {
  fill_rate: "Fill rate",
  cycle_service: "Cycle service",
};

/** The sentence above the curve. */
export function heading(
  saved: number | null,
  than: "today" | "policy" | "uniform",
  money: (value: number) => string,
) {
  if (saved === null) return "What service costs";
  const other = {
    today: "the stock you hold today",
    policy: "this policy",
    uniform: "one target for all",
  }[than];
  return saved > 0
    ? `The same service for ${money(saved)} less than ${other}`
    : `No cheaper way to this service than ${other}`;
}

export const deck =
  "Drag the point along the curve, or type a budget or a rate. Contracted targets and floors stay where they are.";
export const going = (share: number) => `Drawing the curve: ${Math.floor(100 * share)} %`;
export const waiting = "The curve follows.";

export const curve = {
  title: "What service costs",
  measure: "Service counted as",
  rateAxis: (rate: MoneyRate) => `${rateNames[rate]}, %`,
  moneyAxis: (currency: string, inMoney: boolean, scale: string) =>
    `Safety stock, ${inMoney ? [currency, scale].filter(Boolean).join(" ") || "value" : `${scale} units`.trim()}`,
  uniform: "One target for all",
  segments: "These segments,",
  segmentsFree: "targets set freely",
  segmentsShort: "These segments",
  items: "Item by item",
  policy: "This policy",
  current: "Your stock today",
  chosen: "Chosen",
  slider: "Point on the curve of these segments",
  label: (rate: string, policy: string, others: string) =>
    `${rate} against safety stock. ${policy} ${others}`,
  table: "Table of this chart",
  efficiency: (share: number) =>
    `With their targets set freely these segments keep ${percent(share, 0)} of what setting every item singly saves over one target for all.`,
  columns: { uniform: "One target", segments: "These segments", items: "Item by item" },
};

export const budget = {
  title: "With a budget of",
  money: "Safety stock at most",
  rate: (rate: MoneyRate) => `or ${rates[rate]} at least`,
  reach: (rate: MoneyRate) => `these segments reach a ${rates[rate]} of`,
  need: "these segments need",
  rounded: "in targets of half points",
  items: "item by item",
  uniform: "one target for all",
  versus: (capital: number, short: number, currency: string, inMoney: boolean) => {
    const money = inMoney
      ? `${shortMoney(Math.abs(capital), currency)} ${capital <= 0 ? "less" : "more"}`
      : `${counted(Math.round(Math.abs(capital)), "unit")} ${capital <= 0 ? "less" : "more"}`;
    const units = Math.round(Math.abs(short));
    return `${money} than this policy; ${counted(units, "unit")} ${short > 0 ? "more" : "fewer"} short a year.`;
  },
  rounding: (capital: number, rate: number, currency: string) =>
    `Rounding to half points: ${shortMoneyDifference(capital, currency)}, ${points(rate)}.`,
  take: "Take over these targets",
  reset: "Reset",
  targets: "Targets",
  segment: "Segment",
  now: "Now",
  after: "Then",
  notNumber: "Type a number.",
  range: "Type more than 0 and less than 100 %.",
  negative: "Type zero or more.",
  exact: "Exact targets",
  half: "Half points",
  form: "Targets as",
};

export const limits = {
  title: "Limits and contracts",
  note: "What the best use of a budget keeps to: money and pallets for this search, contracts and least cover in the policy",
  segment: "Segment",
  stock: "Safety stock",
  most: "At most",
  mostLabel: (segment: string) => `${segment}: ties up at most`,
  kind: "Contract on",
  kindLabel: (segment: string) => `${segment}: what its contract counts`,
  noContract: "none",
  contract: "Contract, at least",
  contractLabel: (segment: string) => `${segment}: contract, at least`,
  cover: "Least cover",
  coverLabel: (segment: string) => `${segment}: least cover`,
  days: "days",
  pallets: "Pallet places at most",
  palletsNote: (known: number, now: number) =>
    `${counted(Math.round(now), "place")} now, of the ${counted(known, "item")} whose units per pallet are known.`,
  palletsTaken: "pallet places",
  blank: "no limit",
  inForce: "Within the limits below.",
};

export const met: Record<GoalMet, string> = {
  yes: "",
  least_is_more: "less is not possible",
  out_of_reach: "out of reach",
};

export const ways = {
  title: "What each way costs",
  note: (weight: string) =>
    `Rates weighted by ${weight}; cash freed and holding saved against the first line.`,
  way: "Way",
  stock: "Safety stock",
  holding: "Holding cost",
  turns: "Turns",
  short: "Units short",
  freed: "Cash freed",
  saved: "Holding saved",
  year: "a year",
  current: "Your stock today",
  policy: "This policy",
  uniformTarget: (target: string) => `Uniform: same target, ${target}`,
  uniformCapital: "Uniform: same capital",
  uniformService: "Uniform: same service",
  segments: "These segments, targets free: same service",
  segmentsCapital: "These segments, targets free: same capital",
  rounded: "The same in half points",
  items: "Item by item: same service",
  itemsCapital: "Item by item: same capital",
  partly: (known: number, all: number) =>
    `Your stock today is known of ${known} of ${counted(all, "item")}; the others are counted as under this policy.`,
};

export const moves = {
  frees: "Moves that free cash",
  freesNote: "At today’s service: what is freed is more than buying the lost service elsewhere costs",
  buys: "Moves that buy service",
  buysNote: "At today’s service: what is bought is more than the same money buys elsewhere",
  item: "Item",
  stock: "Safety stock",
  stockUnit: "units, now to best",
  frees_: "Frees",
  takes: "Takes",
  rate: "Of all",
  ratePoints: "points",
  short: "Short",
  shortUnit: "units a year",
  none: "No move gains anything: every item is at its best.",
};

export const margins = {
  title: "What a point of service costs in each segment",
  note: "The last point that each has now, the next one, and what its stock says a unit short costs",
  segment: "Segment",
  rate: "Reached",
  last: "Last point",
  next: "Next point",
  unit: "A unit short",
  unitNote: "says it costs",
  best: "Best target",
  bestNote: "same service overall",
  now: "Target",
  try: "Try",
  tryLabel: (segment: string, target: string) => `Try ${segment} at ${target}`,
};
