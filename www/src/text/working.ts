// The working of a safety stock: each step by name, in words and with the item's own numbers. What stands left of
// the last equals sign of a line, typed into a calculator, gives what stands right of it.

import type { Bound, CoverView, ItemAnswer, Period } from "../wire";
import { models } from "./names";
import { figures, percent, worked } from "./numbers";

/** A step: its name, in words, in numbers. */
export type Line = [name: string, words: string, numbers: string];

const perPeriod: Record<Period, string> = { day: "a day", week: "a week", month: "a month" };
const per: Record<Period, string> = { day: "day", week: "week", month: "month" };
const dayCount: Record<Period, string> = { day: "1", week: "7", month: "30.4375" };

export const boundNames: Record<Bound, string> = {
  floor_at_zero: "no safety stock below zero",
  min_days: "the least days of cover",
  min_units: "the least units",
  max_days: "the most days of cover",
  shelf_life: "the shelf life",
  nothing_pays: "at these costs no safety stock pays",
};

export const result = (left: string, right: string) => `${left} = ${right}`;
const root = (inside: string) => `√(${inside})`;

/** Every step from the figures of the history to the stock; none where there is no stock. */
export function steps(item: ItemAnswer, period: Period): Line[] {
  const { row } = item;
  if (!row.target || row.safety_stock === null || item.level === null) return [];
  const amount = row.target.kind === "units" || row.target.kind === "days_of_cover";
  return [
    ...covered(item, period),
    ...(amount || item.cover?.model === "empirical" ? [] : spread(item)),
    ...(amount ? typed(item, period) : asked(item)),
    ...bounded(item, period),
    point(item),
  ];
}

const unitsMean = (item: ItemAnswer) => worked(item.mean_over_interval ?? 0);

/** How long the stock has to last, and mean demand over that. */
function covered(item: ItemAnswer, period: Period): Line[] {
  const { row, review_days: review, season, lead_time: leadTime } = item;
  const days = Number(dayCount[period]);
  const wait = row.lead_time_days - leadTime * days;
  const waited = wait > 1e-9 ? ` − ${worked(wait)}` : "";
  const reviewed = review > 0 ? ` + ${worked(review)}` : "";
  const inDays = `${worked(row.lead_time_days)}${waited}${reviewed}`;
  const sum = waited || reviewed ? `(${inDays})` : inDays;
  const times = season?.seasonal ? season.index_sum : item.interval;
  return [
    [
      "interval",
      `lead time${waited ? " less the customer’s wait" : ""}${reviewed ? " and review" : ""}, ${per[period]}s`,
      result(`${sum} ÷ ${dayCount[period]}`, worked(item.interval)),
    ],
    [
      "mean",
      season?.seasonal
        ? `demand ${perPeriod[period]} × sum of the interval’s indices`
        : `demand ${perPeriod[period]} × interval`,
      result(`${worked(row.mean ?? 0)} × ${worked(times)}`, unitsMean(item)),
    ],
  ];
}

/** The deviation of a period that sizes the stock: its own, or the mean's share that it borrows. */
const ownSd = ({ row, borrowed }: ItemAnswer) => row.sd ?? (row.mean ?? 0) * (borrowed?.cv ?? 0);

const isTypedPoisson = ({ row, model_reason }: ItemAnswer) =>
  row.model === "poisson" && model_reason === "typed";

/** The deviation of demand over the interval. */
function spread(item: ItemAnswer): Line[] {
  const { season, forecast, short_history_factor: factor, row } = item;
  if (isTypedPoisson(item)) {
    const mean = item.mean_over_interval ?? 0;
    const numbers = result(`√${worked(mean)}`, worked(Math.sqrt(mean)));
    return [["deviation", "√mean, as a Poisson has it", numbers]];
  }
  const sd = worked(item.sd_over_interval ?? 0);
  const moving = (item.lead_time_variance ?? 0) > 0;
  if (forecast?.sizes) return [byError(item, sd, moving)];
  const short = factor > 1 ? ` × ${worked(factor)}` : "";
  const shortWords = factor > 1 ? " × short history" : "";
  if (season?.seasonal) {
    const late = moving ? ` + ${worked(item.lead_time_variance ?? 0)}` : "";
    const words = `sum of squared indices × sd without season²${shortWords}${moving ? " + lead time’s part" : ""}`;
    const numbers = `${worked(season.index_squares)} × ${worked(season.sd)}²${short}${late}`;
    return [["deviation", root(words), result(root(numbers), sd)]];
  }
  const late = moving ? ` + ${worked(row.mean ?? 0)}² × ${worked(item.lead_time_sd)}²` : "";
  const words = `interval × sd²${shortWords}${moving ? " + mean² × lead time’s sd²" : ""}`;
  const numbers = `${worked(item.interval)} × ${worked(ownSd(item))}²${short}${late}`;
  return [["deviation", root(words), result(root(numbers), sd)]];
}

/** The deviation that a forecast's error gives. */
function byError(item: ItemAnswer, sd: string, moving: boolean): Line {
  const { forecast, season, demand_variance: demand, lead_time_variance: late } = item;
  const added = moving ? ` + ${worked(late ?? 0)}` : "";
  const addedWords = moving ? " + lead time’s part" : "";
  if (!forecast || season?.seasonal)
    return [
      "deviation",
      root(`variance of the forecast’s error over the interval${addedWords}`),
      result(root(`${worked(demand ?? 0)}${added}`), sd),
    ];
  return [
    "deviation",
    root(`error of the forecast² × interval ÷ its ${forecast.interval}${addedWords}`),
    result(root(`${worked(forecast.sigma)}² × ${worked(item.interval)} ÷ ${forecast.interval}${added}`), sd),
  ];
}

/** The stock that is typed. */
function typed(item: ItemAnswer, period: Period): Line[] {
  const { row, season } = item;
  const value = row.target?.value ?? 0;
  const stock = worked((item.level ?? 0) - (item.mean_over_interval ?? 0));
  if (row.target?.kind === "units") return [["safety stock", "as typed", stock]];
  if (season?.seasonal)
    return [["safety stock", `demand of the next ${figures(value)} days, by season`, stock]];
  return [
    [
      "safety stock",
      `days × demand ${perPeriod[period]} ÷ days a ${per[period]}`,
      ofDays(item, value, period, stock),
    ],
  ];
}

/** A mean day that is drawn is not that of the history to the last digit. */
const isDrawnDay = ({ row, undershoot }: ItemAnswer) => row.model === "empirical" && undershoot !== null;

const ofDays = (item: ItemAnswer, days: number, period: Period, stock: string) =>
  isDrawnDay(item)
    ? `${worked(days)} days as drawn: ${stock}`
    : result(`${worked(days)} × ${worked(item.row.mean ?? 0)} ÷ ${dayCount[period]}`, stock);

/** The level that a service asks for. */
function asked(item: ItemAnswer): Line[] {
  const { cover, row, least_cost: least } = item;
  const level = worked(item.level ?? 0);
  const stock = worked((item.level ?? 0) - (item.mean_over_interval ?? 0));
  const lines: Line[] = least ? cheapest(item) : [];
  const end: Line = ["safety stock", "level − mean", result(`${level} − ${unitsMean(item)}`, stock)];
  if (!cover) return [...lines, ["level", "the mean: no safety stock pays", level], end];
  if (item.interval === 0) return [["level", "nothing: what is ordered arrives at once", level], end];
  if (row.target?.kind === "fill_rate") return [byFillRate(item, cover, level), end];
  if (cover.model === "empirical") return [...lines, ...drawn(item, cover, level), end];
  return [...lines, ...missing(item, cover), ...byCycles(item, cover, level), end];
}

/** What is missing at the reorder point when stock is looked at once a day. */
function missing(item: ItemAnswer, cover: CoverView): Line[] {
  const { undershoot, whole_units: whole } = item;
  if (!undershoot) return [];
  const { day_mean, day_variance, mean, variance } = undershoot;
  const [m, v, r] = [worked(day_mean), worked(day_variance), worked(day_variance / day_mean)];
  if (mean === 0) return [["missing", "when the order goes out: nothing, one unit is sold at a time", "0"]];
  const first = result(`(${v} + ${m}²) ÷ (2 × ${m})${whole ? " − 0.5" : ""}`, worked(mean));
  const overdispersed = day_variance >= day_mean;
  const [last, lastWords] = whole
    ? overdispersed
      ? [`(5 × ${r}² − 4 × ${r} − 1) ÷ 12`, "(5r² − 4r − 1) ÷ 12"]
      : [`(1 − ${r}²) ÷ 4`, "(1 − r²) ÷ 4"]
    : [`5 × ${r}² ÷ 12`, "5r² ÷ 12"];
  const poisson = cover.model === "poisson";
  const own = isTypedPoisson(item) ? `${unitsMean(item)}` : `${worked(item.sd_over_interval ?? 0)}²`;
  const both: Line = poisson
    ? ["with both", "√mean, as a Poisson has it", result(`√${worked(cover.mean)}`, worked(cover.sd))]
    : [
        "with both",
        "√(deviation² + deviation of what is missing²)",
        result(root(`${own} + ${worked(Math.sqrt(variance))}²`), worked(cover.sd)),
      ];
  return [
    [
      "missing",
      `when the order goes out, looked at once a day: (variance of a day + its mean²) ÷ (2 × its mean)${whole ? " − ½" : ""}`,
      first,
    ],
    [
      "its deviation",
      `√(variance ÷ 2 + mean² ÷ 12 + ${lastWords}), r = variance ÷ mean of a day`,
      result(root(`${v} ÷ 2 + ${m}² ÷ 12 + ${last}`), worked(Math.sqrt(variance))),
    ],
    both,
  ];
}

/** The cycle service that costs least. */
function cheapest({ least_cost: least }: ItemAnswer): Line[] {
  if (!least) return [];
  const { holding, ordered, short, annual } = least;
  const level = 1 - (holding * ordered) / (short * annual);
  return [
    [
      "cycle service",
      "1 − holding a unit a year × an order’s units ÷ (cost of a unit short × units a year)",
      result(
        `1 − ${worked(holding)} × ${worked(ordered)} ÷ (${worked(short)} × ${worked(annual)})`,
        percent(level, 3),
      ),
    ],
  ];
}

/** A share of cycles, accurate near 1: `98.02 %`, `99.9997 %`. */
const share = (fraction: number) => percent(fraction, fraction > 0.999 ? 5 : 3);

/** `gamma of mean 36.6, deviation 21.1, up to 60 = 98.02 %`. */
const cumulated = (cover: CoverView, level: string, reached: number) =>
  result(
    `${models[cover.model]} of mean ${worked(cover.mean)}, deviation ${worked(cover.sd)}, up to ${level}`,
    share(reached),
  );

function byCycles(item: ItemAnswer, cover: CoverView, level: string): Line[] {
  const whole = cover.a_unit_lower !== null;
  if (cover.sd === 0) return [["level", "the mean: demand never varies", level]];
  if (cover.model === "normal" && !whole) {
    const factor = (item.level ?? 0) - cover.mean;
    const mean = item.undershoot ? `${unitsMean(item)} + ${worked(item.undershoot.mean)}` : unitsMean(item);
    return [
      [
        "level",
        `mean${item.undershoot ? " + what is missing" : ""} + safety factor of ${percent(cover.asked, 2)} × deviation`,
        result(`${mean} + ${worked(factor / cover.sd)} × ${worked(cover.sd)}`, level),
      ],
    ];
  }
  const of = `demand${item.undershoot ? " and what is missing" : ""}`;
  const words = `least ${whole ? "whole number" : "amount"} that covers ${of} in ${percent(cover.asked, 2)} of cycles`;
  const lower: Line[] =
    cover.a_unit_lower === null
      ? []
      : [
          [
            "a unit less",
            "is too little",
            cumulated(cover, worked((item.level ?? 0) - 1), cover.a_unit_lower),
          ],
        ];
  return [
    ["level", words, level],
    ["covered", "share of cycles without a shortage", cumulated(cover, level, cover.reached)],
    ...lower,
  ];
}

/** The level of a model that has no family: a share of what is drawn. A forecast's error is not drawn. */
function drawn({ undershoot, forecast }: ItemAnswer, cover: CoverView, level: string): Line[] {
  const from = forecast?.sizes ? "from its own periods, not from its forecast" : "from its own periods";
  const of = `demand over the lead time${undershoot ? " and what is missing when the order goes out" : ""}`;
  return [
    ["drawn", `${of}, ${from}`, `mean ${worked(cover.mean)}, deviation ${worked(cover.sd)}`],
    [
      "level",
      `least that covers ${percent(cover.asked, 2)} of the draws`,
      `${level} covers ${share(cover.reached)}`,
    ],
  ];
}

function byFillRate(item: ItemAnswer, cover: CoverView, level: string): Line {
  const whole = cover.a_unit_lower !== null;
  const less = cover.a_unit_lower === null ? "" : `; a unit less serves ${percent(cover.a_unit_lower, 3)}`;
  const how =
    item.review_days > 0 ? "of a review’s demand" : item.undershoot ? "of a day’s demand" : "of an order";
  return [
    "level",
    `least ${whole ? "whole number" : "amount"} that serves ${percent(cover.asked, 2)} ${how} from the shelf`,
    `${level} serves ${percent(cover.reached, 3)}${less}`,
  ];
}

/** What held instead. */
function bounded(item: ItemAnswer, period: Period): Line[] {
  const { bound, limit, row, season } = item;
  if (bound === null || row.safety_stock === null) return [];
  const stock = worked(row.safety_stock);
  const inDays = limit !== null && bound !== "min_units" && !season?.seasonal;
  return [["held", boundNames[bound], inDays ? ofDays(item, limit, period, stock) : stock]];
}

const point = (item: ItemAnswer): Line => [
  item.review_days > 0 ? "order up to" : "reorder at",
  "mean + safety stock",
  result(`${unitsMean(item)} + ${worked(item.row.safety_stock ?? 0)}`, worked(item.row.reorder_point ?? 0)),
];
