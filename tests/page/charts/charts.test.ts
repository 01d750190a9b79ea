// Charts are functions of their data: each draws the SVG that stands committed beside this file.
//
// UPDATE=1 writes the drawings anew; look at them before committing, they are the gallery.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ComponentType, h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Bell } from "../../../www/src/charts/bell";
import { Chance } from "../../../www/src/charts/chance";
import { Curve, moneyUnder, shownWindow, wordsOf } from "../../../www/src/charts/curve";
import { Frontier } from "../../../www/src/charts/frontier";
import { figureUnder, Histogram } from "../../../www/src/charts/histogram";
import { covered } from "../../../www/src/charts/labels";
import { borderUnder, Pareto } from "../../../www/src/charts/pareto";
import { Projected } from "../../../www/src/charts/projected";
import { area, line, linear, ticks } from "../../../www/src/charts/scale";
import { Shares } from "../../../www/src/charts/shares";
import { Strip } from "../../../www/src/charts/strip";
import { density } from "../../../www/src/views/items/density";

/** Draws a chart and compares it with the committed drawing of that name. */
function check<Props extends object>(name: string, chart: ComponentType<Props>, props: Props): string {
  const drawn = `${renderToStaticMarkup(h(chart, props)).replaceAll("><", ">\n<")}\n`;
  const file = join(import.meta.dirname, `${name}.svg`);
  if (process.env.UPDATE) writeFileSync(file, drawn);
  expect(existsSync(file), `${name}.svg is missing: run with UPDATE=1`).toBe(true);
  expect(drawn).toBe(readFileSync(file, "utf8"));
  return drawn;
}

const weeks = Array.from({ length: 52 }, (_, at) =>
  Math.round(30 + 18 * Math.sin(at / 4) + 7 * Math.cos(at * 2.3)),
);

const history = {
  leftOut: 0,
  dates: ["Jan 2025", "Jul 2025", "Dec 2025"] as const,
  unit: "Units a week",
  meanWords: "mean 30.1 ± 14.0",
  windowWords: "window: 52 weeks, all used",
  label: "Demand a week over 52 weeks, mean 30.1 units.",
  number: String,
  width: 440,
};

test("a history", () => {
  check("strip", Strip, { ...history, values: weeks, mean: 30.1, spread: 14 });
});

test("a rare item whose first period does not count, on a phone", () => {
  const values = weeks.map((_, at) => (at % 7 === 0 ? 3 + (at % 5) : 0));
  check("strip-rare", Strip, { ...history, values, leftOut: 1, mean: 0.7, spread: 1.9, width: 310 });
});

test("a history with returns goes below zero", () => {
  const drawn = check("strip-returns", Strip, { ...history, values: [4, 0, -2, 6], mean: 2, spread: 3.6 });
  expect(drawn).toContain("V98"); // The foot of the plot, below the line of zero.
});

test("no history draws no bar and breaks nothing", () => {
  expect(check("strip-empty", Strip, { ...history, values: [], mean: null, spread: null })).not.toContain(
    "NaN",
  );
});

test("a history of ten years by day is still one path", () => {
  const values = Array.from({ length: 3653 }, (_, at) => at % 11);
  const drawn = renderToStaticMarkup(h(Strip, { ...history, values, mean: 5, spread: 3 }));
  expect(drawn.match(/<path/g)).toHaveLength(1);
});

const bell = {
  title: "Demand over 3 weeks of lead time, units",
  meanWords: "mean 186.6",
  levelWords: "reorder point 291",
  betweenWords: "safety stock 104.4",
  betweenShort: "104.4",
  tailWords: "2 % run short",
  label: "Demand over the interval: mean 186.6 units.",
};

test("demand over the interval, normal", () => {
  const points = density("normal", 186.6, 50.86, 291.04);
  check("bell-normal", Bell, { ...bell, points, mean: 186.6, level: 291.04, width: 454 });
});

test("demand over the interval, gamma, on a phone", () => {
  const points = density("gamma", 20, 24, 90);
  check("bell-gamma", Bell, { ...bell, points, mean: 20, level: 90, width: 316 });
});

test("a level below the mean keeps its order", () => {
  const points = density("normal", 100, 10, 95);
  expect(check("bell-below", Bell, { ...bell, points, mean: 100, level: 95, width: 454 })).not.toMatch(
    /NaN|="-\d/,
  );
});

test("shares of items and revenue", () => {
  check("shares", Shares, {
    classes: ["A", "B", "C"],
    bars: [
      { name: "Items", parts: [668, 1090, 2164], words: ["668", "1,090", "2,164"] },
      { name: "Revenue", parts: [0.8, 0.15, 0.05], words: ["80 %", "15 %", "5.0 %"] },
    ],
    label: "ABC: share of items and of revenue by class",
    width: 348,
  });
});

test("a scale maps its ends, and a single value to the start", () => {
  expect([0, 5, 10].map(linear([0, 10], [100, 0]))).toEqual([100, 50, 0]);
  expect(linear([3, 3], [8, 90])(3)).toBe(8);
});

test.each([
  [0, 8, 2, [0, 5]],
  [0, 63, 2, [0, 50]],
  [-2, 6, 2, [0, 5]],
  [0, 1, 2, [0, 0.5, 1]],
  [0, 0.0003, 3, [0, 0.0001, 0.0002, 0.0003]],
  [0, 1100, 2, [0, 500, 1000]],
])("round ticks from %d to %d, about %d", (low, high, count, expected) => {
  expect(ticks(low, high, count)).toEqual(expected);
});

test("paths through points", () => {
  expect(
    line([
      [0, 1],
      [2.04, 3.06],
    ]),
  ).toBe("M0 1L2 3.1");
  expect(
    area(
      [
        [0, 1],
        [2, 3],
      ],
      9,
    ),
  ).toBe("M0 1L2 3L2 9L0 9Z");
  expect([line([]), area([], 9)]).toEqual(["", ""]);
});

test("a density peaks at one, and has a point at the level", () => {
  for (const model of ["normal", "gamma", "poisson"] as const) {
    const points = density(model, 40, 15, 63);
    expect(Math.max(...points.map(([, height]) => height))).toBeCloseTo(1, 6);
    expect(points.some(([amount]) => amount === 63)).toBe(true);
    expect(points.every(([amount], at) => at === 0 || amount >= (points[at - 1]?.[0] ?? 0))).toBe(true);
  }
});

const sure = { fromWords: "50 %", label: "A chance beside what is owed." };

test("a chance below what is owed, and one far below the scale", () => {
  const risk = { ...sure, chance: 0.913, owed: 0.98, chanceWords: "91.3 %", owedWords: "owed 98 %" };
  check("chance", Chance, { ...risk, tone: "risk" as const, width: 320 });
  const none = { ...risk, chance: 0, chanceWords: "0.0 %" };
  expect(check("chance-none", Chance, { ...none, tone: "no" as const, width: 280 })).toContain('x="1"');
});

const ahead = Array.from({ length: 29 }, (_, at) => {
  const come = at > 12 ? 400 : 0;
  const taken = at >= 16 ? 100 : 0;
  const middle = 396 - 9 * at + come - taken;
  const wide = 6 * Math.sqrt(at);
  return {
    day: 20_458 + at,
    low: middle - 2.4 * wide - (at > 12 && at < 20 ? 480 : 0),
    lower: middle - wide,
    middle,
    upper: middle + wide,
    high: middle + 2.4 * wide,
    without: middle + taken,
  };
});

const projected = {
  days: ahead,
  events: [
    { day: 20_471, words: "PO-48817, 400 due 18 Jan", strong: false },
    { day: 20_467, words: "−48 promised", strong: false },
    { day: 20_474, words: "This order: 100 on 21 Jan", strong: true },
  ],
  title: "Units on hand",
  withoutWords: "middle case without it",
  bandWords: "9 of 10 cases inside the band",
  shortWords: "below zero: someone waits",
  label: "Projected stock.",
  date: (day: number) => `day ${day - 20_457}`,
  number: String,
};

test("stock on the days ahead, wide and on a phone", () => {
  const drawn = check("projected", Projected, { ...projected, width: 764 });
  expect(drawn).toContain("short-zone");
  expect(check("projected-narrow", Projected, { ...projected, width: 324 })).not.toContain("NaN");
});

test("no days ahead break nothing", () => {
  const drawn = renderToStaticMarkup(h(Projected, { ...projected, days: [], events: [], width: 300 }));
  expect(drawn).not.toContain("NaN");
});

/** A line on which stock of `scale` times a logarithm leaves a share unserved. */
const costs = (scale: number) =>
  Array.from({ length: 60 }, (_, at): [number, number] => [
    scale * 1e5 * Math.log(1 + at / 4),
    1 - 0.2 * Math.exp(-at / 9),
  ]);

const curve = {
  uniform: costs(1.3),
  segments: costs(1.1),
  items: costs(1),
  policy: { at: [2.6e5, 0.975] as const, words: "This policy", more: "€260 k, 97.50 %" },
  current: { at: [3.2e5, 0.97] as const, words: "Your stock today", more: "€320 k, 97.00 %" },
  chosen: null,
  names: {
    uniform: "One target for all",
    segments: "These segments,",
    segmentsMore: "targets set freely",
    segmentsShort: "These segments",
    items: "Item by item",
  },
  rateTitle: "Fill rate, %",
  moneyTitle: "Safety stock, € k",
  label: "Fill rate against safety stock.",
  rate: (value: number) => String(Math.round(value * 1000) / 10),
  money: (value: number) => String(value / 1000),
  width: 780,
};

test("what service costs", () => {
  check("curve", Curve, curve);
});

test("a point chosen on the curve, and no stock of the user's own, on a phone", () => {
  const chosen = { at: [2e5, 0.962] as const, words: "Chosen", more: "€200 k, 96.20 %" };
  check("curve-chosen", Curve, { ...curve, current: null, chosen, width: 324 });
});

test("words never lie on a line, a mark or each other, wherever policy and stock stand", () => {
  for (const width of [324, 520, 780])
    for (const money of [0.8e5, 1.5e5, 2.6e5, 3.4e5])
      for (const rate of [0.9, 0.95, 0.975, 0.99])
        for (const [at, chosen] of [
          [[money, rate], null],
          [
            [money * 1.2, rate - 0.004],
            { at: [money * 0.9, rate] as const, words: "Chosen", more: "€1.53 M, 99.07 %" },
          ],
          [[money * 1.01, rate], null],
        ] as const) {
          const policy = { ...curve.policy, at: [money, rate] as const };
          const current = { ...curve.current, at };
          const { places, drawn } = wordsOf({ ...curve, policy, current, chosen, width });
          // a phone with everything on it may lack room for one name
          expect(places.length).toBeGreaterThanOrEqual(width > 480 ? 5 : 4);
          expect(places[0]?.label.looks).toBe("label strong");
          places.forEach(({ box, label }, place) => {
            const others = places.filter((_, other) => other !== place).map((other) => other.box);
            const cover = covered(box, { ...drawn, boxes: [...drawn.boxes, ...others] });
            expect(cover, `${label.words.join(" ")} at ${width} ${money} ${rate}`).toBe(0);
          });
        }
});

test("a pointer's place across the curve is money", () => {
  const shown = shownWindow(curve);
  expect(moneyUnder(shown, shown.left)).toBeCloseTo(shown.money[0]);
  expect(moneyUnder(shown, shown.right)).toBeCloseTo(shown.money[1]);
});

test("a curve of one point breaks nothing", () => {
  const one: [number, number][] = [[0, 1]];
  const nothing = { ...curve, uniform: one, segments: one, items: one, current: null };
  const drawn = renderToStaticMarkup(h(Curve, { ...nothing, policy: { ...curve.policy, at: [0, 1] } }));
  expect(drawn).not.toContain("NaN");
});

const grip = (value: number, name: string) => ({
  value,
  least: 0.01,
  most: 0.99,
  name,
  words: `${value}, 12 items within 10 % of this border`,
  tick: String(value),
});

const histogram = {
  bars: Array.from({ length: 25 }, (_, at) => ({
    from: at / 10,
    to: at < 24 ? (at + 1) / 10 : null,
    items: Math.round(300 * Math.exp(-((at - 6) ** 2) / 30)),
  })),
  grips: [grip(0.55, "X ends at"), grip(1, "Y ends at")],
  classes: [
    { name: "X", items: "1,123" },
    { name: "Y", items: "1,853" },
    { name: "Z", items: "946" },
  ],
  colours: [1, 2, 3],
  near: 0.1,
  figure: (value: number) => String(Math.round(value * 100) / 100),
  number: String,
  itemsTitle: "Items",
  figureTitle: "Coefficient of variation",
  label: "Items by class.",
  width: 348,
};

test("items by a figure, a bar cut in two by a border", () => {
  const drawn = check("histogram", Histogram, histogram);
  expect(drawn.match(/role="slider"/g)).toHaveLength(2);
  expect(figureUnder(histogram.bars, 348, 30)).toBe(0);
  expect(figureUnder(histogram.bars, 348, 400)).toBeCloseTo(2.5);
});

test("no items by a figure break nothing", () => {
  const drawn = renderToStaticMarkup(h(Histogram, { ...histogram, bars: [] }));
  expect(drawn).not.toMatch(/NaN|Infinity/);
});

const pareto = {
  points: Array.from({ length: 51 }, (_, at) => ({ items: at / 50, value: 1 - (1 - at / 50) ** 4 })),
  by: "value" as const,
  grips: [grip(0.8, "A ends at"), grip(0.95, "B ends at")],
  classes: [
    { name: "A", items: "668" },
    { name: "B", items: "1,090" },
    { name: "C", items: "2,164" },
  ],
  all: "3,922",
  share: (share: number) => String(share * 100),
  valueTitle: "Revenue, %",
  itemsTitle: "Items, largest first",
  label: "Items by class.",
  width: 348,
};

test("shares of value along the items, on a phone too", () => {
  check("pareto", Pareto, pareto);
  check("pareto-items", Pareto, { ...pareto, by: "items" as const, width: 300 });
  expect(borderUnder(pareto.points, "items", 348, 186)).toBeCloseTo(0.5);
  expect(borderUnder(pareto.points, "value", 348, 186)).toBeCloseTo(1 - 0.5 ** 4);
});

const frontier = {
  ways: [
    { name: "One target for all", looks: "uniform", points: costs(1.3) },
    { name: "These segments", looks: "segments", points: costs(1.1) },
    { name: "Criterion classes", looks: "criterion", points: costs(1.2) },
    { name: "Item by item", looks: "item", points: costs(1) },
  ],
  policy: { at: [2.6e5, 0.975] as const, words: "This policy", more: "€260 k, 97.50 %" },
  rateTitle: "Fill rate, %",
  moneyTitle: "Safety stock, € k",
  label: "Fill rate against safety stock.",
  rate: (value: number) => String(Math.round(value * 1000) / 10),
  money: (value: number) => String(value / 1000),
  width: 780,
};

test("four ways on one frontier, wide and on a phone", () => {
  const drawn = check("frontier", Frontier, frontier);
  expect(drawn.match(/class="line /g)).toHaveLength(4);
  expect(check("frontier-narrow", Frontier, { ...frontier, width: 324 })).not.toContain("NaN");
});

test("ways of one point break nothing", () => {
  const ways = frontier.ways.map((way) => ({ ...way, points: [[0, 1]] as [number, number][] }));
  const drawn = renderToStaticMarkup(h(Frontier, { ...frontier, ways }));
  expect(drawn).not.toMatch(/NaN|Infinity/);
});
