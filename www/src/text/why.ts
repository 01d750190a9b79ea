// "Why this number": one item's safety stock, in words, in symbols and in its own numbers.

import type { Bound, ItemAnswer, ModelReason, Period, Source, SourceOrigin, TargetOrigin } from "../wire";
import { counted, figures, isoDay, money, number, percent, worked } from "./numbers";
import { targetWords } from "./steps";

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
  formula: "Formula",
  sources: "From your files",
  value: "Value",
  place: "Where from",
  model: "Model",
  reached: "Reached",
  textbook: "Textbook",
  looked: { daily: "looked at once a day", continuous: "under textbook continuous review" },
  besideTextbook: ({
    safety_stock,
    claimed_fill_rate,
    fill_rate,
  }: {
    safety_stock: number;
    claimed_fill_rate: number;
    fill_rate: number;
  }) =>
    `continuous review would hold ${amount(safety_stock)} and claim a fill rate of ${percent(claimed_fill_rate, 2)}; looked at once a day that delivers ${percent(fill_rate, 2)}`,
  holding: "Holding cost",
  short: "Short",
  bounds: "Held instead",
  review: "Order-up-to",
  override: "Override with a reason",
  overridden: "Overridden",
  removeOverride: "Remove the override",
  findings: "What is odd about it",
};

/** The answer in one paragraph. */
export function sentence(item: ItemAnswer): string {
  const { row } = item;
  const who = item.target_origin === "segment" ? `Segment ${row.segment} asks` : origins[item.target_origin];
  const what = row.target ? `${who} for ${asked(item)}.` : "";
  if (row.reorder_point_units === null) return `${what} ${statusWords(row.status)}`.trim();
  const level = number(row.reorder_point_units);
  const then =
    item.review_days > 0
      ? `Every ${counted(item.review_days, "day")}, order up to ${level} units.`
      : `Order again at ${level} units.`;
  return `${what} ${then}`.trim();
}

const origins: Record<Exclude<TargetOrigin, "segment">, string> = {
  override: "Its override asks",
  item_master: "The item master asks",
  star: "The target for the rest asks",
  default: "The default asks",
};

function asked({ row }: ItemAnswer): string {
  if (!row.target) return "";
  const words = targetWords(row.target);
  return row.target.kind === "cycle_service_level" ? `a cycle service of ${words}` : words;
}

const statuses: Record<string, string> = {
  "spread of its segment": "Its own history is too short for a spread: its segment lends one.",
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

export const boundNames: Record<Bound, string> = {
  floor_at_zero: "no safety stock below zero",
  min_days: "the least days of cover",
  min_units: "the least units",
  max_days: "the most days of cover",
  shelf_life: "the shelf life",
  nothing_pays: "at these costs no safety stock pays",
};

const interval = (item: ItemAnswer) => (item.review_days > 0 ? "lead time and review" : "lead time");

/** The formula: words, then the same lines with this item's numbers. */
export function formula(item: ItemAnswer, period: Period): { words: string[][]; numbers: string[][] } {
  const { row } = item;
  const target = row.target;
  if (!target || row.safety_stock === null || row.mean === null) return { words: [], numbers: [] };
  const lines = parts(item, period);
  const point = item.review_days > 0 ? "order up to" : "reorder at";
  const end: [string, string, string] = [
    point,
    "mean over the interval + safety stock",
    `${worked(row.mean)} × ${worked(item.season?.seasonal ? item.season.index_sum : item.interval)} + ${amount(row.safety_stock)} = ${amount(row.reorder_point ?? 0)}`,
  ];
  const all = [...lines, end];
  return {
    words: all.map(([name, words]) => [name, words]),
    numbers: all.map(([name, , numbers]) => [name, numbers]),
  };
}

/** Two decimals, none where it is whole. */
const amount = (value: number) => number(value, Math.abs(value - Math.round(value)) < 1e-9 ? 0 : 2);

type Line = [name: string, words: string, numbers: string];

function parts(item: ItemAnswer, period: Period): Line[] {
  const { row } = item;
  const stock = amount(row.safety_stock ?? 0);
  const value = row.target?.value ?? 0;
  if (row.target?.kind === "units") return [["safety stock", "as typed", stock]];
  if (row.target?.kind === "days_of_cover")
    return [
      [
        "safety stock",
        `days × demand ${perPeriod[period]} ÷ days a ${per[period]}`,
        `${figures(value)} × ${worked(row.mean ?? 0)} ÷ ${dayCount[period]} = ${stock}`,
      ],
    ];
  return [deviation(item), ...below(item), ...held(item, value, stock)];
}

const dayCount: Record<Period, string> = { day: "1", week: "7", month: "30.4375" };

/** The deviation of a period that sizes the stock: its own, or the mean's share that it borrows. */
const ownSd = ({ row, borrowed }: ItemAnswer) => row.sd ?? (row.mean ?? 0) * (borrowed?.cv ?? 0);

function deviation(item: ItemAnswer): Line {
  const { row, short_history_factor: factor, season, forecast } = item;
  const sd = amount(item.sd_over_interval ?? 0);
  if (forecast?.sizes) {
    const { sigma, interval: whole } = forecast;
    const words = "error of the forecast over the interval";
    return ["deviation", words, `${worked(sigma)} × √(${worked(item.interval)} ÷ ${whole}) → ${sd}`];
  }
  const short = factor > 1 ? ` × ${worked(factor)}` : "";
  const moving = item.lead_time_sd > 0;
  const late = moving ? ` + ${worked(row.mean ?? 0)}² × ${worked(item.lead_time_sd)}²` : "";
  if (season?.seasonal)
    return [
      "deviation",
      `√(sum of squared indices × sd without season²${short ? " × short history" : ""}${moving ? " + lead time’s part" : ""})`,
      `√(${worked(season.index_squares)} × ${worked(season.sd)}²${short}${moving ? ` + ${worked(item.lead_time_variance ?? 0)}` : ""}) = ${sd}`,
    ];
  return [
    "deviation",
    `√(interval × sd²${short ? " × short history" : ""}${moving ? " + mean² × lead time’s sd²" : ""})`,
    `√(${worked(item.interval)} × ${worked(ownSd(item))}²${short}${late}) = ${sd}`,
  ];
}

/** What is missing at the reorder point when stock is looked at once a day. */
function below({ undershoot }: ItemAnswer): Line[] {
  if (!undershoot) return [];
  const mean = `${worked(undershoot.mean)} ± ${worked(Math.sqrt(undershoot.variance))}`;
  return [["below the point", "missing when the order goes out, mean ± deviation", mean]];
}

function held(item: ItemAnswer, target: number, stock: string): Line[] {
  const mean = amount(item.mean_over_interval ?? 0);
  if (item.row.model === "normal" && item.bound === null && !item.whole_units && !item.undershoot)
    return [
      [
        "safety stock",
        "safety factor × deviation",
        `${worked(item.safety_factor ?? 0)} × ${amount(item.sd_over_interval ?? 0)} = ${stock}`,
      ],
    ];
  const level = amount(item.level ?? 0);
  const whole = item.whole_units ? ", whole units" : "";
  return [
    [
      "level",
      `covers demand over the interval${item.undershoot ? " and what is missing" : ""} in ${percent(target)} of cycles${whole}`,
      level,
    ],
    [
      "safety stock",
      "level − mean over the interval",
      `${level} − ${mean} = ${amount((item.level ?? 0) - (item.mean_over_interval ?? 0))}`,
    ],
    ...(item.bound === null ? [] : ([["held", boundNames[item.bound], stock]] as Line[])),
  ];
}

export const bell = {
  title: (item: ItemAnswer, period: Period) =>
    `Demand over ${figures(item.interval)} ${per[period]}${item.interval === 1 ? "" : "s"} of ${interval(item)}, units`,
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

/** An input with its unit. */
export function sourceValue(
  { input, value }: Source,
  period: Period,
  currency: string,
  kind: string | undefined,
): string {
  if (value === null) return "–";
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
