// The distributor: 54 weeks of order lines, its items, and what it knows of supply and promises.

import { BURSTS, byDay, orderLines, STEADY, VARIED, WILD } from "./demand.mjs";
import { families, suppliers } from "./distributor_items.mjs";
import { supplyTables } from "./distributor_supply.mjs";
import { seeded } from "./random.mjs";
import { csv, dayOf, money, multiple, packOf, policy, segment, textOf } from "./table.mjs";

const calendar = { start: dayOf("2025-10-13"), end: dayOf("2026-10-30"), weeks: 54, openDays: 5 };

// Revenue of a year by abc class, from the best item to the last; how often lines come by xyz class.
const revenues = { A: [52_000, 22_000], B: [7_200, 3_000], C: [1_500, 300] };
const gaps = { A: [1], B: [1, 2], C: [2] };
const rhythms = {
  X: (random, abc) => ({ gap: random.pick(gaps[abc]), spread: random.pick([STEADY, VARIED]) }),
  Y: (random, abc) =>
    abc !== "C" && random.chance(0.4)
      ? { chance: 0.88, spread: BURSTS }
      : { chance: random.between(0.34, 0.44), spread: VARIED },
  Z: (random) => ({ chance: random.between(0.1, 0.17), spread: random.pick([VARIED, WILD, WILD]) }),
};

// The stories: an order taken back the next day, goods returned, no cost, too short a history.
const HUGE = { item: "AN2", ordered: dayOf("2026-05-19"), quantity: 24_000 };
const RETURNED = ["CT2", "HF2", "BB1", "VB1"];
const WITHOUT_COST = "GK2";
const TOO_NEW = { item: "FU1", from: 53 };

const linesAYear = (shape) => 52 * (shape.chance ?? 1 / shape.gap);

function items(random) {
  const seen = { A: 0, B: 0, C: 0 };
  return families.flatMap((family) =>
    family.variants.map(([variant, [price, cell]], place) => {
      const [best, last] = revenues[cell[0]];
      seen[cell[0]] += 1;
      const revenue = last + (best - last) / seen[cell[0]] + (best - last) * 0.2 * random.between(0, 1);
      const shape = shapeFor(random, price, revenue, cell);
      const item = `${family.code}${place + 1}`;
      const cost = price * random.pick([0.58, 0.62, 0.66, 0.7, 0.74]);
      const weekly = (linesAYear(shape) / 52) * shape.base;
      const sells = item === TOO_NEW.item ? { ...shape, from: TOO_NEW.from, chance: 1 } : shape;
      return { ...family, item, description: `${family.name} ${variant}`, price, cost, weekly, shape: sells };
    }),
  );
}

/** A rhythm that sells about this revenue a year in packs that fit the price. */
function shapeFor(random, price, revenue, [abc, xyz]) {
  const drawn = rhythms[xyz](random, abc);
  const base = revenue / price / linesAYear(drawn);
  return { ...drawn, base, step: packOf(base) };
}

/** The line, and for some items of one line in eight its return a week later. */
function withReturn(random, item, line) {
  if (!RETURNED.includes(item.item) || !random.chance(0.12)) return [line];
  return [line, { day: line.day + 7, quantity: -multiple(line.quantity / 3, 1) }];
}

function demand(random, list) {
  const rows = list.flatMap((item) => {
    const sold = orderLines(random, calendar, item.shape).flatMap((line) => withReturn(random, item, line));
    const huge = item.item === HUGE.item ? [HUGE.quantity, -HUGE.quantity] : [];
    const all = [...sold, ...huge.map((quantity, later) => ({ day: HUGE.ordered + later, quantity }))];
    return all.filter(({ day }) => day <= calendar.end).map((line) => ({ ...line, item: item.item }));
  });
  return csv(
    ["date", "item", "quantity"],
    byDay(rows).map(({ day, item, quantity }) => [textOf(day), item, quantity]),
  );
}

/** Six weeks of what is cheap, two of what is dear. */
function orderQuantity({ weekly, price }) {
  const wanted = weekly * (price < 1 ? 6 : price < 80 ? 3 : 2);
  return multiple(wanted, packOf(wanted));
}

function itemTable(list) {
  const header = ["item", "description", "category", "supplier", "unit_cost", "unit_price"];
  return csv(
    [...header, "lead_time_days", "order_quantity"],
    list.map((item) => [
      ...[item.item, item.description, item.category, `Supplier ${item.supplier}`],
      ...[item.item === WITHOUT_COST ? "" : money(item.cost), money(item.price)],
      ...[suppliers[item.supplier].days, item.orderQuantity],
    ]),
  );
}

function distributorPolicy() {
  const targets = { A: [0.98, 0.95, 0.85], B: [0.98, 0.95, 0.85], C: [0.98, 0.95, 0.9] };
  const cells = Object.entries(targets).flatMap(([abc, row]) =>
    row.map((target, place) => [`${abc}-${"XYZ"[place]}`, segment(target)]),
  );
  const dimensions = [
    { kind: "abc", by: "revenue", cuts: [0.8, 0.95] },
    { kind: "xyz", cuts: [0.5, 1] },
  ];
  return policy({
    name: "Industrial distributor",
    segmentation: { dimensions, rules: [], overrides: [], merges: {} },
    segments: { ...Object.fromEntries(cells), "*": segment(0.95) },
    tiers: [
      { tier: "Key", target: 0.98 },
      { tier: "Contract", target: 0.95 },
      { tier: "Open market", target: 0.9 },
    ],
  });
}

/** The files of the sample: name to text. */
export function distributor() {
  const random = seeded(4_711);
  const list = items(random).map((item) => ({ ...item, orderQuantity: orderQuantity(item) }));
  return {
    "demand.csv": demand(random, list),
    "items.csv": itemTable(list),
    ...supplyTables(random, calendar, list),
    "policy.json": distributorPolicy(),
  };
}
