// What an item's history says beyond mean and deviation, a line each: name and words.

import type { ApartView, Forecasting, ForecastView, ItemAnswer, Period, SeasonView, WhyApart } from "../wire";
import { counted, day, figures, number, percent } from "./numbers";

const per: Record<Period, string> = { day: "day", week: "week", month: "month" };

/** Lines of an item's facts; those without words are left out. */
export function historyFacts(item: ItemAnswer, period: Period): [string, string][] {
  const { range, notice, borrowed, effect, season, forecast } = item;
  return [
    ["How sure", range ? sure(range) : ""],
    ["Borrowed", borrowed ? spread(borrowed) : ""],
    ["Season", season ? course(season) : ""],
    ["Single periods", item.apart.length > 0 ? single(item.apart, period) : ""],
    ["As sold", effect ? asSold(effect) : ""],
    ["Forecast", forecast ? missed(forecast, period) : ""],
    ["Ask for notice", notice && notice.of_variance >= 0.3 ? lumps(notice) : ""],
    ["Sold", lived(item)],
  ].filter(([, words]) => words) as [string, string][];
}

const sure = ({ low, high, draws }: { low: number; high: number; draws: number }) =>
  `${figures(low)} to ${figures(high)} units in nine of ten histories drawn from its own (${number(draws)} draws)`;

const spread = ({ cv, items, segment }: { cv: number; items: number; segment: string | null }) =>
  `deviation ${percent(cv, 0)} of the mean, the median of ${counted(items, "item")} ${segment === null ? "of all segments" : `of ${segment}`}: its own history is too short`;

function course(season: SeasonView): string {
  const strength = `strength ${number(season.strength, 2)} over ${counted(season.years, "year")}`;
  if (!season.seasonal) return `steady, ${strength}`;
  const whose = season.indices_of === "own" ? "its own indices" : `indices of ${season.name}`;
  const stocks = season.profile.map((slot) => slot.safety_stock);
  const between =
    stocks.length > 0
      ? `; safety stock ${figures(Math.min(...stocks))} to ${figures(Math.max(...stocks))} units over the year`
      : "";
  return `seasonal, ${strength}, ${whose}${between}`;
}

const reasons: Record<WhyApart, string> = {
  promotion: "promotion, left out",
  empty_shelf: "empty shelf",
  outlier: "far above the others, kept",
  capped: "far above the others, capped",
};

/** Periods named one by one. */
const named = 4;

function single(apart: ApartView[], period: Period): string {
  const lines = apart.slice(0, named).map(({ first_day, why, sold, counted: units }) => {
    const taken = why === "empty_shelf" || why === "capped" ? `, taken as ${figures(units ?? 0)}` : "";
    return `${per[period]} of ${day(first_day)}: ${figures(sold)} sold, ${reasons[why]}${taken}`;
  });
  const more = apart.length - lines.length;
  return lines.join("; ") + (more > 0 ? `; ${counted(more, "more", "more")}` : "");
}

const asSold = (effect: { mean: number; sd: number | null; safety_stock: number | null }) =>
  `mean ${figures(effect.mean)}${effect.sd === null ? "" : ` ± ${figures(effect.sd)}`}` +
  (effect.safety_stock === null ? "" : `, which would ask for ${figures(effect.safety_stock)} units`);

const methods: Record<Forecasting, string> = {
  ses: "smoothing",
  croston: "Croston",
  sba: "Syntetos-Boylan",
  tsb: "Teunter-Syntetos-Babai",
  column: "the file’s forecast",
};

function missed(forecast: ForecastView, period: Period): string {
  const { summed, interval, windows, worth, one_step: one, drifting, steady } = forecast;
  const over = counted(interval, per[period]);
  const scaled = `scaled to ${over} ${figures(drifting)} where the level drifts, ${figures(steady)} where it stays`;
  const both =
    summed === null
      ? `${windows} windows are worth ${number(worth, 1)}, too few: ${scaled}`
      : `summed over ${over} ${figures(summed)} (${windows} windows worth ${number(worth, 1)} independent ones); ${scaled}`;
  const use = forecast.sizes ? "sizes this stock" : "beside the deviation of demand, not used";
  return `${methods[forecast.method]} misses a ${per[period]} by ${figures(one)}; ${both}; ${use}`;
}

const lumps = (notice: { customer: string; of_variance: number; of_units: number }) =>
  `${notice.customer} makes ${percent(notice.of_variance, 0)} of the variance and ${percent(notice.of_units, 0)} of the units`;

function lived({ life }: ItemAnswer): string {
  const { first_demand: first, last_demand: last } = life;
  return first === null || last === null ? "" : `${day(first)} to ${day(last)}`;
}
