// The electronics shop: two years of order lines from its stores and its web shop, and its items.

import { byDay, orderLines, STEADY, VARIED, WILD } from "./demand.mjs";
import { seeded } from "./random.mjs";
import { families } from "./shop_items.mjs";
import { csv, dayOf, money, monthOf, multiple, policy, segment, textOf } from "./table.mjs";

const calendar = { start: dayOf("2024-10-28"), end: dayOf("2026-10-31"), weeks: 104, openDays: 6 };

// Two items that are new since the second week of August 2026, two that have not sold for more than a year.
const shortLives = {
  GX3: { from: 93, chance: 0.4 },
  NS4: { from: 93, chance: 0.4 },
  TS1: { until: 42, chance: 0.2 },
  VA2: { until: 42, chance: 0.2 },
};

const seasons = {
  gift: [0.4, 0.5, 0.5, 0.6, 0.7, 0.6, 0.5, 0.6, 0.7, 0.9, 2.2, 3.4],
  summer: [0.1, 0.2, 0.4, 0.9, 1.6, 2.6, 2.7, 1.8, 0.6, 0.2, 0.2, 0.2],
  school: [0.7, 0.6, 0.6, 0.6, 0.6, 0.7, 1.1, 2.9, 2.2, 0.9, 0.6, 0.5],
};
const promotionMonths = { gift: 10, summer: 4, school: 7 };
const leadTimes = { Ash: [18, 3], Birch: [28, 5], Cedar: [42, 10], Elm: [21, 4], Fir: [28, 5], Oak: [14, 3] };

function items(random) {
  return families.flatMap((family) =>
    family.variants.map(([variant, price], place) => {
      const item = `${family.code}${place + 1}`;
      const shape = shapes[family.range](random, price, family);
      return {
        ...family,
        ...{ item, price, description: `${family.name} ${variant}` },
        cost: price * random.pick([0.55, 0.6, 0.65, 0.7]),
        shape: { ...shape, ...shortLives[item] },
      };
    }),
  );
}

const shapes = {
  Core: (random, price) => ({
    chance: 0.87,
    base: (price < 15 ? 40 : price < 30 ? 16 : 8) * random.between(0.7, 1.6),
    step: price < 15 ? 10 : price < 30 ? 4 : 2,
    spread: random.pick([STEADY, STEADY, STEADY, VARIED, WILD]),
  }),
  Seasonal: (random, price, family) => ({
    chance: 0.2,
    base: Math.max(2, (price < 60 ? 14 : 2.4) * random.between(0.7, 1.4)),
    step: price < 60 ? 2 : 1,
    spread: VARIED,
    season: seasons[family.season],
  }),
  Niche: (random, price) => ({
    chance: random.between(0.06, 0.13),
    base: price < 40 ? 5 : 3,
    step: 1,
    spread: random.pick([VARIED, WILD, WILD]),
  }),
};

/** Seasonal items are 15 % cheaper in the month before or in which they sell most. */
function priceOn(item, day) {
  const reduced = item.season !== null && monthOf(day) === promotionMonths[item.season];
  return money(reduced ? Math.round(item.price * 85) / 100 : item.price);
}

/** Stores order in packs; the web shop sells the rest, and more of what is rare. */
function channelOf(random, item) {
  return random.chance(item.range === "Core" ? 0.04 : 0.15) ? "Web" : "Stores";
}

function demand(random, list) {
  const rows = list.flatMap((item) =>
    orderLines(random, calendar, item.shape).map(({ day, quantity }) => ({
      day,
      cells: [textOf(day), channelOf(random, item), item.item, priceOn(item, day), quantity],
    })),
  );
  return csv(
    ["date", "channel", "item", "price", "quantity"],
    byDay(rows).map(({ cells }) => cells),
  );
}

function orderQuantity(item) {
  const weekly = item.shape.base * (item.shape.chance ?? 1);
  return multiple(weekly * (item.range === "Core" ? 2 : 3), item.shape.step);
}

function itemTable(list) {
  const header = ["item", "description", "category", "range", "supplier", "unit_cost", "unit_price"];
  return csv(
    [...header, "lead_time_days", "lead_time_sd_days", "order_quantity"],
    list.map((item) => [
      ...[item.item, item.description, item.category, item.range, `Supplier ${item.supplier}`],
      ...[money(item.cost), money(item.price), ...leadTimes[item.supplier], orderQuantity(item)],
    ]),
  );
}

const shopPolicy = () =>
  policy({
    name: "Electronics shop",
    segmentation: { dimensions: [{ kind: "column", column: "range" }], rules: [], overrides: [], merges: {} },
    segments: {
      Core: segment(0.98, { owner: "Replenishment", note: "Always on the shelf" }),
      Seasonal: segment(0.95, {
        owner: "Category",
        note: "Gifts, cooling and school; bought ahead of the peak",
      }),
      Niche: segment(0.9, { owner: "Category", note: "Rare and dear; a short wait is accepted" }),
      "*": segment(0.95),
    },
  });

/** The files of the sample: name to text. */
export function shop() {
  const random = seeded(20_261_031);
  const list = items(random);
  return { "demand.csv": demand(random, list), "items.csv": itemTable(list), "policy.json": shopPolicy() };
}
