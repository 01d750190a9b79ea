// The third-party logistics warehouse: one year of three clients' order lines, each with its own agreement.

import { byDay, orderLines, STEADY, VARIED, WILD } from "./demand.mjs";
import { seeded } from "./random.mjs";
import { csv, cycleService, dayOf, money, multiple, packOf, policy, segment, textOf } from "./table.mjs";

const calendar = { start: dayOf("2025-10-27"), end: dayOf("2026-10-31"), weeks: 53, openDays: 6 };
const COUNTED_ON = "2026-10-31";

const family = (code, name, category, step, variants) => ({
  code,
  name,
  category,
  step,
  variants: Object.entries(variants),
});
const packaging = family("BX", "Shipping box", "Packaging", 1, { small: 0.4, large: 1.2 });

const steady = (random) => ({ chance: 0.82, spread: random.pick([STEADY, VARIED]) });
const often = (random) => ({ chance: random.between(0.25, 0.45), spread: VARIED });
const rare = (random) => ({ chance: random.between(0.1, 0.2), spread: random.pick([VARIED, WILD]) });

// A client: usual money of a line, how its items sell, quoted lead time, and what it keeps here.
const clients = {
  "Medical supplies": {
    ...{ line: 420, rhythms: [steady, often, rare], days: 12, daysSd: 2 },
    families: [
      family("MG", "Exam gloves", "Gloves", 1, { S: 4.2, M: 4.2, L: 4.2, XL: 4.4 }),
      family("MM", "Face mask", "Masks", 1, { flat: 2.1, cup: 5.4, valve: 7.9 }),
      family("MS", "Syringe", "Injection", 1, { "2 ml": 0.3, "5 ml": 0.4, "10 ml": 0.6 }),
      family("MD", "Wound dressing", "Dressings", 1, { "5 cm": 6.8, "10 cm": 9.4, "20 cm": 16.5 }),
      family("MT", "Thermometer", "Devices", 1, { ear: 34, contact: 12 }),
      packaging,
    ],
  },
  "Coffee roaster": {
    ...{ line: 260, rhythms: [steady, often, often, rare], days: 30, daysSd: 8 },
    families: [
      family("CB", "Beans kg", "Beans", 0.5, {
        house: 14.5,
        dark: 15.2,
        light: 17.8,
        decaf: 18.9,
        single: 24,
      }),
      family("CG", "Ground kg", "Ground", 0.25, { filter: 15.5, espresso: 16.2, coarse: 15.9 }),
      family("CS", "Syrup", "Extras", 1, { vanilla: 8.9, caramel: 8.9, hazelnut: 9.2 }),
      family("CF", "Filter papers", "Extras", 1, { "size 2": 2.4, "size 4": 2.9 }),
      packaging,
    ],
  },
  "Home textiles": {
    ...{ line: 340, rhythms: [often, rare, rare, rare], days: 45, daysSd: 12 },
    families: [
      family("TT", "Bath towel", "Towels", 1, { white: 14, grey: 14, blue: 14, green: 14 }),
      family("TB", "Bed set", "Bedding", 1, { single: 49, double: 69, king: 89 }),
      family("TP", "Pillow", "Bedding", 1, { soft: 24, firm: 24, travel: 17 }),
      family("TC", "Curtain", "Curtains", 1, { linen: 39, cotton: 34, velvet: 59, sheer: 27 }),
      family("TR", "Bath rug", "Rugs", 1, { small: 19, large: 34 }),
      packaging,
    ],
  },
};

function items(random) {
  return Object.entries(clients).flatMap(([client, terms]) =>
    terms.families.flatMap((one) =>
      one.variants.map(([variant, price], place) =>
        itemOf(random, { client, terms, one, variant, price, place }),
      ),
    ),
  );
}

function itemOf(random, { client, terms, one, variant, price, place }) {
  const rhythm = one === packaging ? steady : terms.rhythms[place % terms.rhythms.length];
  const base = ((one === packaging ? 90 : terms.line) * random.between(0.5, 1.3)) / price;
  const shape = { ...rhythm(random), base, step: one.step < 1 ? one.step : packOf(base) };
  const weekly = base * (shape.chance ?? 1);
  return {
    ...{ client, price, shape, weekly, category: one.category, days: terms.days, daysSd: terms.daysSd },
    item: `${one.code}${place + 1}`,
    description: `${one.name} ${variant}`,
    cost: price * random.pick([0.5, 0.6, 0.7]),
    orderQuantity: multiple(weekly * (terms.days > 20 ? 6 : 3), packOf(weekly, 2)),
  };
}

function demand(random, list) {
  const rows = list.flatMap(({ client, item, shape }) =>
    orderLines(random, calendar, shape).map(({ day, quantity }) => ({
      day,
      cells: [textOf(day), client, item, quantity],
    })),
  );
  return csv(
    ["date", "client", "item", "quantity"],
    byDay(rows).map(({ cells }) => cells),
  );
}

function itemTable(list) {
  const header = ["client", "item", "description", "category", "unit_cost", "unit_price"];
  return csv(
    [...header, "lead_time_days", "lead_time_sd_days", "order_quantity"],
    list.map((item) => [
      ...[item.client, item.item, item.description, item.category, money(item.cost), money(item.price)],
      ...[item.days, item.daysSd, item.orderQuantity],
    ]),
  );
}

function stock(random, list) {
  const rows = list.map(({ client, item, weekly, shape }) => {
    const onHand = multiple(weekly * random.pick([1, 2, 4, 6, 8, 12]), shape.step);
    return [client, item, onHand, COUNTED_ON];
  });
  return csv(["client", "item", "on_hand", "as_of"], rows);
}

/** Each client's target is what its agreement names; the floor is where the penalties begin. */
function agreements() {
  const agreement = (target, floor, note) =>
    segment(target, { floor: cycleService(floor), owner: "Account manager", note });
  return {
    "Medical supplies": agreement(0.99, 0.98, "Agreement: 99 %, penalties below 98 %"),
    "Coffee roaster": agreement(0.97, 0.95, "Agreement: 97 %, penalties below 95 %"),
    "Home textiles": agreement(0.93, 0.9, "Agreement: 93 %, penalties below 90 %"),
    "*": segment(0.95),
  };
}

const logisticsPolicy = () =>
  policy({
    name: "Third-party logistics",
    stocking_unit: ["item", "customer"],
    segmentation: {
      dimensions: [{ kind: "column", column: "client" }],
      rules: [],
      overrides: [],
      merges: {},
    },
    segments: agreements(),
  });

/** The files of the sample: name to text. */
export function thirdPartyLogistics() {
  const random = seeded(31_415);
  const list = items(random);
  return {
    "demand.csv": demand(random, list),
    "items.csv": itemTable(list),
    "stock.csv": stock(random, list),
    "policy.json": logisticsPolicy(),
  };
}
