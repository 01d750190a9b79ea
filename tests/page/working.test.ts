// The working of a number: whoever types the shown figures into a calculator gets the shown result.

import { expect, test } from "vitest";
import { asText } from "../../www/src/text/as_text";
import { bought } from "../../www/src/text/served";
import { warnings } from "../../www/src/text/warnings";
import { comparedRows, whatIfRows } from "../../www/src/text/what_if";
import { sentence, sourcePlace, sourceValue } from "../../www/src/text/why";
import { steps } from "../../www/src/text/working";
import type { CoverView, ItemAnswer, ItemRow, Source, Target, WhatIfView } from "../../www/src/wire";
import { check } from "../browser/arithmetic";

const hard = "\u00a0";

/** An item worked through by hand: 62.2 a week, sd 21, three weeks of lead time with 4 days of spread. */
function item(row: Partial<ItemRow> = {}, part: Partial<ItemAnswer> = {}): ItemAnswer {
  const spread = Math.sqrt(3 * 21 ** 2 + 62.2 ** 2 * (4 / 7) ** 2);
  const stock = 2.0537489106 * spread;
  const target: Target = { kind: "cycle_service_level", value: 0.98 };
  return {
    row: {
      key: ["HX-2040"],
      description: "Power supply",
      segment: "A-X",
      status: "ok",
      marks: [],
      periods: 104,
      lead_time_days: 21,
      mean: 62.2,
      sd: 21,
      model: "normal",
      target,
      safety_stock: stock,
      safety_stock_units: Math.ceil(stock),
      reorder_point: 186.6 + stock,
      reorder_point_units: Math.ceil(186.6 + stock),
      safety_stock_value: 38.4 * stock,
      cycle_service_level: 0.98,
      fill_rate: 0.991,
      ...row,
    },
    lead_time: 3,
    lead_time_sd: 4 / 7,
    interval: 3,
    review_days: 0,
    short_history_factor: 1,
    mean_over_interval: 186.6,
    sd_over_interval: spread,
    lead_time_variance: 62.2 ** 2 * (4 / 7) ** 2,
    demand_variance: 3 * 21 ** 2,
    safety_factor: 2.0537489106,
    level: 186.6 + stock,
    cover: { model: "normal", mean: 186.6, sd: spread, asked: 0.98, reached: 0.98, a_unit_lower: null },
    served: null,
    least_cost: null,
    bound: null,
    limit: null,
    undershoot: null,
    textbook: null,
    current: null,
    implied_stockout_cost: null,
    units_short: null,
    holding_cost: null,
    order_quantity: 100,
    model_reason: "smooth_and_steady",
    what_if: [],
    life: { first_demand: null, last_demand: null, data_end: null },
    season: null,
    apart: [],
    effect: null,
    forecast: null,
    notice: null,
    range: null,
    borrowed: null,
    whole_units: false,
    target_origin: "segment",
    sources: [],
    findings: [],
    ...part,
  } as unknown as ItemAnswer;
}

const numbers = (answer: ItemAnswer) =>
  [...steps(answer, "week"), ...bought(answer)].map(([, , text]) => text);

/** Works every line out, and says how many there were to work out. */
function checked(answer: ItemAnswer): number {
  const lines = numbers(answer).filter((text) => text.includes(" = "));
  for (const line of lines) check(line);
  return lines.length;
}

const cover = (part: Partial<CoverView>): CoverView => ({
  model: "gamma",
  mean: 186.6,
  sd: 50.8553,
  asked: 0.98,
  reached: 0.98,
  a_unit_lower: null,
  ...part,
});

test("normal: interval, mean, deviation, level, safety stock, reorder point", () => {
  expect(checked(item())).toBe(6);
});

test("a short history is a factor of its own", () => {
  const factor = 1 + 3 / 20;
  const sd = Math.sqrt(3 * 21 ** 2 * factor + 62.2 ** 2 * (4 / 7) ** 2);
  const deviation = numbers(item({}, { short_history_factor: factor, sd_over_interval: sd }))[2] ?? "";
  check(deviation);
  expect(deviation).toContain("1.15");
});

test("a review and a customer who waits are part of the interval", () => {
  const part = { lead_time: 2, interval: 4, review_days: 14, mean_over_interval: 248.8 };
  const [interval = ""] = numbers(item({}, part));
  check(interval);
  expect(interval).toContain("(21 − 7 + 14) ÷ 7");
});

test("a level of whole units, and that one less is too little", () => {
  const row = { model: "gamma", safety_stock: 306 - 186.6, reorder_point: 306 } as const;
  // The two shares are mpmath's: gammainc(13.4634, 0, level / 13.8599, regularized).
  const answer = item(row, {
    level: 306,
    whole_units: true,
    cover: cover({ reached: 0.98052, a_unit_lower: 0.979837 }),
  });
  const lines = numbers(answer);
  expect(checked(answer)).toBe(7);
  expect(lines[3]).toBe("306");
  expect(lines[5]).toContain("up to 305");
});

test("looked at once a day: what is missing comes on top", () => {
  const [m, v] = [8.886, 63];
  const below = { day_mean: m, day_variance: v, mean: (v + m * m) / (2 * m) - 0.5, variance: 0 };
  const r = v / m;
  below.variance = v / 2 + (m * m) / 12 + (5 * r * r - 4 * r - 1) / 12;
  const sd = Math.sqrt(50.8553 ** 2 + below.variance);
  const answer = item(
    {},
    { whole_units: true, undershoot: below, cover: cover({ model: "normal", mean: 186.6 + below.mean, sd }) },
  );
  expect(checked(answer)).toBeGreaterThan(7);
});

test("a fill rate is what is owed at the end less what was owed before", () => {
  const target: Target = { kind: "fill_rate", value: 0.97 };
  const served = {
    late: { mean: 195.5, sd: 52.1, units: 1.2345678 },
    early: { mean: 186.6, sd: 50.9, units: 1.0012345 },
    demand: 8.886,
  };
  const fill = 1 - (1.2345678 - 1.0012345) / 8.886;
  const answer = item({ target, fill_rate: fill }, { served, cover: cover({ asked: 0.97, reached: fill }) });
  expect(checked(answer)).toBe(6);
});

test("the cheapest service from its costs", () => {
  const target = { kind: "cost_optimal" } as Target;
  const least = { holding: 2.4, ordered: 40, short: 8, annual: 611.53, level: 0.980377 };
  expect(checked(item({ target }, { least_cost: least }))).toBe(7);
  const nothing = { ...least, short: 0.01, level: 0 };
  const row = { target, safety_stock: 0, reorder_point: 186.6 };
  const answer = item(row, { least_cost: nothing, cover: null, level: 186.6, bound: "nothing_pays" });
  expect(checked(answer)).toBe(6);
  expect(numbers(answer)[3]).toContain("\u2212");
});

test("days of cover, units as typed, and a bound in days", () => {
  const target: Target = { kind: "days_of_cover", value: 14 };
  const row = { target, safety_stock: 124.4, reorder_point: 311 };
  expect(checked(item(row, { level: 311, cover: null }))).toBe(4);
  const typed: Target = { kind: "units", value: 50 };
  const held = { target: typed, safety_stock: 62.2, reorder_point: 248.8 };
  const part = { level: 236.6, cover: null, bound: "min_days", limit: 7 } as const;
  expect(checked(item(held, part))).toBe(4);
  expect(sentence(item(held, part))).toContain("what holds is the least days of cover");
});

test("a season and a forecast's error size the deviation", () => {
  const season = {
    seasonal: true,
    index_sum: 2.5,
    index_squares: 2.2,
    sd: 14,
    profile: [],
    indices_of: "own",
  };
  const late = 100;
  const sd = Math.sqrt(2.2 * 14 ** 2 + late);
  const seasonal = { season, lead_time_variance: late, sd_over_interval: sd, mean_over_interval: 155.5 };
  const stock = { level: 200, cover: cover({}) };
  const row = { safety_stock: 44.5, reorder_point: 200 };
  const lines = numbers(item(row, { ...seasonal, ...stock } as unknown as ItemAnswer));
  lines.slice(0, 3).forEach(check);
  const forecast = { sizes: true, sigma: 40, interval: 3 };
  const error = { forecast, lead_time_variance: 0, sd_over_interval: 40 } as unknown as ItemAnswer;
  check(numbers(item({}, error))[2] ?? "");
});

test("an item without a safety stock has no steps, and says why", () => {
  const row = {
    safety_stock: null,
    safety_stock_units: null,
    reorder_point_units: null,
    status: "not enough history",
  };
  const answer = item(row, { level: null });
  expect(steps(answer, "week")).toEqual([]);
  expect(sentence(answer)).toContain("two periods");
});

test("the answer in one paragraph", () => {
  expect(sentence(item())).toBe(
    `Hold 105${hard}units: segment A-X asks for a cycle service of 98.0${hard}%. Order again at 292 units.`,
  );
  expect(sentence(item({}, { review_days: 14 }))).toContain(`Every 14${hard}days, order up to 292 units.`);
  const range = { low: 91, high: 119, draws: 200, block: 5 };
  expect(sentence(item({}, { range }))).toContain("Nine of ten histories like its own ask for 91 to 119.");
});

const step = (what: WhatIfView["what"], value: number, stock: number): WhatIfView => ({
  what,
  value,
  safety_stock: stock,
  safety_stock_units: Math.ceil(stock),
  safety_stock_value: 38.4 * stock,
  cycle_service_level: 0.98,
  fill_rate: 0.99,
});

test("what would change it most stands first", () => {
  const what_if = [
    step("lead_time_half", 10.5, 90),
    step("lead_time_certain", 0, 74.7),
    step("target_higher", 0.99, 118.3),
  ];
  const rows = whatIfRows(item({}, { what_if }), "week", "€");
  expect(rows.map((row) => [row.step, row.stock, row.change])).toEqual([
    ["A lead time that never varies", "75", "\u221230"],
    [`Half the lead time: 10.5${hard}days`, "90", "\u221215"],
    [`Target 99${hard}%`, "119", "+14"],
  ]);
  expect(rows[0]?.money).toBe("\u2212€1,142");
});

test("what is claimed stands beside what is delivered", () => {
  const textbook = {
    safety_stock: 90,
    reorder_point: 276.6,
    claimed_cycle_service_level: 0.98,
    claimed_fill_rate: 0.99,
    cycle_service_level: 0.9,
    fill_rate: 0.95,
  };
  const answer = item({}, { textbook, undershoot: { day_mean: 1, day_variance: 1, mean: 0.5, variance: 1 } });
  expect(comparedRows(answer).map(([, , , fill]) => fill)).toEqual([
    `99.10${hard}%`,
    `99.00${hard}%`,
    `95.00${hard}%`,
  ]);
  expect(warnings(answer, "week").join()).toContain("a fill rate of 99.0");
});

test("what is assumed is said before it is relied on", () => {
  const source = (input: string, origin: Source["origin"]): Source => ({
    input,
    value: 1,
    file: "",
    line: 0,
    rows: 0,
    origin,
    note: "",
  });
  const sources = [source("lead_time_days", "default"), source("order_quantity", "assumed")];
  const said = warnings(item({ periods: 9, marks: ["missing_cost"] }, { sources }), "week").join(" ");
  for (const part of ["Only 9", "lead time: 21", "order quantity: 100", "its cost"])
    expect(said).toContain(part);
  expect(warnings(item(), "week")).toEqual([]);
});

test("as text it says all that stands in the panel", () => {
  const what_if = [step("lead_time_half", 10.5, 90)];
  const sources: Source[] = [
    { input: "mean", value: 62.2, file: "demand.csv", line: 0, rows: 104, origin: "file", note: "" },
  ];
  const answer = item({}, { what_if, sources });
  const text = asText(answer, "week", "€");
  const all = [
    sentence(answer),
    ...steps(answer, "week").flat(),
    "Half the lead time",
    "demand.csv",
    `99.10${hard}%`,
    "€4,0",
  ];
  for (const part of all) expect(text).toContain(part);
});

test("an input names its unit and its place", () => {
  const source = (part: Partial<Source>): Source => ({
    input: "lead_time_days",
    value: 21,
    file: "items.csv",
    line: 418,
    rows: 1,
    origin: "file",
    note: "",
    ...part,
  });
  expect(sourceValue(source({}), "week", "€", undefined)).toBe(`21${hard}days`);
  expect(sourceValue(source({ input: "unit_cost", value: 38.4 }), "week", "€", undefined)).toBe("€38.40");
  expect(sourceValue(source({ input: "mean", value: 62.2 }), "week", "€", undefined)).toBe("62.2 a week");
  expect(sourcePlace(source({}))).toBe("items.csv, row 418");
  expect(sourcePlace(source({ file: "", line: 0, rows: 0, origin: "policy", note: "A-X" }))).toBe(
    "policy, A-X",
  );
});
