// "Why this number": one item's safety stock, in words, in symbols and in its own numbers.

import type { Bound, ItemAnswer, ModelReason, Period, Source, SourceOrigin, TargetOrigin } from "../wire";
import { historyFacts } from "./history";
import { models } from "./names";
import { asSentence, counted, figures, isoDay, money, number, percent } from "./numbers";
import { targetWords } from "./steps";
import { boundNames } from "./working";

const perPeriod: Record<Period, string> = { day: "a day", week: "a week", month: "a month" };
const per: Record<Period, string> = { day: "day", week: "week", month: "month" };

export const why = {
  title: "Why this number",
  close: "Close the working",
  copy: "Copy as text",
  nothing: "Choose an item: its safety stock shows its working here.",
  units: (value: number) => counted(value, "unit"),
  stock: "safety stock",
  before: (exact: number) => `${number(exact, 2)} before rounding up`,
  none: "No safety stock",
  formula: "How it is worked out",
  sources: "From your files",
  value: "Value",
  place: "Where from",
  model: "Model",
  buys: "What it buys",
  warnings: "Before you rely on it",
  further: "Further",
  holding: "Holding cost",
  short: "Short",
  implied: "Implies",
  review: "Order-up-to",
  override: "Override with a reason",
  overridden: "Overridden",
  removeOverride: "Remove the override",
  findings: "What is odd about it",
};

/** The answer in one paragraph. */
export function sentence(item: ItemAnswer): string {
  const { row, bound, range } = item;
  const who = item.target_origin === "segment" ? `segment ${row.segment} asks` : origins[item.target_origin];
  const what = row.target ? `${who} for ${asked(item)}` : "";
  if (row.reorder_point_units === null || row.safety_stock_units === null)
    return `${asSentence(what)} ${statusWords(row.status)}`.trim();
  if (item.level === null) return `Hold none. ${statusWords(row.status)}`.trim();
  const level = number(row.reorder_point_units);
  const then =
    item.review_days > 0
      ? `Every ${counted(item.review_days, "day")}, order up to ${level} units.`
      : `Order again at ${level} units.`;
  const instead = bound ? `, but what holds is ${heldWords[bound]}` : "";
  // Drawing anew for each of those histories would take too long: another model stands in.
  const by = row.model === "empirical" ? ", by the model that its pattern suggests" : "";
  const sure = range
    ? ` Nine of ten histories like its own ask for ${figures(range.low)} to ${figures(range.high)}${by}.`
    : "";
  return `Hold ${counted(row.safety_stock_units, "unit")}: ${what}${instead}. ${then}${sure}`;
}

const heldWords: Record<Bound, string> = {
  ...boundNames,
  floor_at_zero: "that no safety stock is below zero",
  nothing_pays: "that at these costs no safety stock pays",
};

const origins: Record<Exclude<TargetOrigin, "segment">, string> = {
  override: "its override asks",
  item_master: "the item master asks",
  star: "the target for the rest asks",
  default: "the default asks",
};

function asked({ row }: ItemAnswer): string {
  if (!row.target) return "";
  const { kind, value } = row.target;
  const words = targetWords(row.target);
  if (kind === "cycle_service_level") return `a cycle service of ${words}`;
  if (kind === "fill_rate") return `a fill rate of ${percent(value ?? 0)}`;
  if (kind === "cost_optimal") return "the stock that costs least";
  return kind === "days_of_cover" ? `${words} of cover` : words;
}

const statuses: Record<string, string> = {
  "spread of its segment": "Its own history is too short for a spread: its segment lends one.",
  "missing unit cost": "What costs least cannot be worked out: nobody gave what a unit costs.",
  "missing stock-out cost or price":
    "What costs least cannot be worked out: nobody gave what a unit short costs, or what a unit sells for.",
  "missing holding rate": "What costs least cannot be worked out: holding costs nothing here.",
  "figures out of range": "Its figures are beyond what can be computed.",
  "not enough history": "Its history is too short for a spread: two periods are the least.",
  "no demand in the window": "It has no demand in the window, so it holds no stock.",
  "only sale cancelled": "Its only sale was cancelled, so nothing is known of its demand.",
};
export const statusWords = (status: string) =>
  statuses[status] ?? (status === "ok" ? "" : `${status.charAt(0).toUpperCase()}${status.slice(1)}.`);

export const modelReasons: Record<ModelReason, string> = {
  typed: "as the policy says",
  smooth_and_steady: "because demand is smooth and varies by at most 20 % over the interval",
  smooth_but_varied: "because demand is smooth, but varies by more than 20 % over the interval",
  erratic: "because demand comes often, in very different amounts",
  lumpy: "because demand comes seldom, in very different amounts",
  single_pieces: "because demand is rare and comes in whole units that vary no more than chance",
  several_pieces: "because demand is rare and comes in several units at a time",
  intermittent_fractional: "because demand is rare and comes in parts of a unit",
};

/** An item whose spread is borrowed has no pattern of its own. */
const borrowedReason = "because its own history is too short to tell its pattern";

const interval = (item: ItemAnswer) => (item.review_days > 0 ? "lead time and review" : "lead time");

export const bell = {
  title: (item: ItemAnswer, period: Period) =>
    item.undershoot
      ? `Demand of the ${interval(item)} and what is missing, units`
      : `Demand over ${figures(item.interval)} ${per[period]}${item.interval === 1 ? "" : "s"} of ${interval(item)}, units`,
  mean: (value: number) => `mean ${figures(value)}`,
  level: (value: number) => `reorder point ${figures(value)}`,
  upTo: (value: number) => `order-up-to level ${figures(value)}`,
  between: (value: number) => `safety stock ${figures(value)}`,
  tail: (fraction: number) => `${percent(fraction)} run short`,
  label: (item: ItemAnswer) =>
    `Demand over the interval: mean ${figures(item.mean_over_interval ?? 0)} units, standard deviation ${figures(item.sd_over_interval ?? 0)}. ` +
    `${figures(item.row.reorder_point ?? 0)} units cover ${percent(item.row.cycle_service_level ?? 0)} of it.`,
};

export const strip = {
  unit: (period: Period) => `Units ${perPeriod[period]}`,
  mean: (mean: number, sd: number | null) => `mean ${figures(mean)}${sd === null ? "" : ` ± ${figures(sd)}`}`,
  window: (count: number, leftOut: number, period: Period) =>
    `window: ${counted(count - leftOut, per[period])}${leftOut > 0 ? `, ${number(leftOut)} left out` : ", all used"}`,
  label: (count: number, period: Period, mean: number | null) =>
    `Demand ${perPeriod[period]} over ${counted(count, per[period])}${mean === null ? "" : `, mean ${figures(mean)} units`}.`,
};

/** Name and words of each further fact that is known. */
export function facts(item: ItemAnswer, period: Period, currency: string): [string, string][] {
  const { row, model_reason: reason, units_short: short, implied_stockout_cost: implied } = item;
  const all: [string, string][] = [
    [
      why.model,
      row.model && reason
        ? `${models[row.model]}, ${item.borrowed && reason !== "typed" ? borrowedReason : modelReasons[reason]}`
        : "",
    ],
    [why.short, short === null ? "" : `${figures(short)} units a year`],
    [why.holding, item.holding_cost === null ? "" : `${money(item.holding_cost, currency, 2)} a year`],
    [
      why.implied,
      implied === null ? "" : `it would cost least where a unit short costs ${money(implied, currency, 2)}`,
    ],
    ...historyFacts(item, period),
  ];
  return all.filter(([, text]) => text);
}

/** An input with its unit. */
export function sourceValue(
  { input, value }: Source,
  period: Period,
  currency: string,
  kind: string | undefined,
): string {
  if (value === null) return input === "target" && kind === "cost_optimal" ? "least cost" : "–";
  if (input === "review_days" && value === 0) return "none";
  if (input === "mean" || input === "sd") return `${figures(value)} ${perPeriod[period]}`;
  if (input.endsWith("_days")) return counted(value, "day").replace(/^[\d,.]+/, figures(value));
  if (input === "order_quantity" || input === "min_units") return `${figures(value)} units`;
  if (input.startsWith("unit_") || input === "stockout_cost") return money(value, currency, 2);
  if (input === "holding_rate") return percent(value);
  if (input === "target" && kind)
    return kind === "days_of_cover"
      ? `${figures(value)} days`
      : kind === "units"
        ? `${figures(value)} units`
        : percent(value);
  return figures(value);
}

const sourceOrigins: Record<SourceOrigin, string> = {
  file: "",
  policy: "policy",
  default: "default of the policy",
  assumed: "assumed",
  supplier: "pooled over the supplier’s lines",
};

/** File and rows, or what stands in their place. */
export function sourcePlace({ file, line, rows, origin, note }: Source): string {
  const place = file ? (line > 0 ? `${file}, row ${number(line)}` : file) : "";
  const many = rows > 1 ? counted(rows, "row") : "";
  return [place, many, sourceOrigins[origin], note].filter(Boolean).join(", ");
}

export const override = {
  legend: "Override",
  what: "Hold instead",
  target: "a target of its own",
  segment: "another segment",
  value: "Cycle service",
  segmentName: "Segment",
  reason: "Reason",
  until: "Until, if not for ever",
  needReason: "Type why: whoever reads the policy later will ask.",
  needValue: "Type percent between 0 and 100.",
  needSegment: "Type the segment’s name.",
  set: "Set the override",
  cancel: "Leave it",
  said: (reason: string, until: string | undefined) =>
    `“${reason}”${until ? `, until ${isoDay(until)}` : ""}`,
};
