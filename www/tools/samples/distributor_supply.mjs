// The distributor's purchase orders and promises: what came and when, what lies there, what is on its way,
// and what has been promised to whom.

import { suppliers } from "./distributor_items.mjs";
import { csv, dayOf, multiple, packOf, textOf, workday } from "./table.mjs";

const COUNTED_ON = dayOf("2026-10-31");
const TIERS = ["Key", "Contract", "Contract", "Open market", "Open market"];
const nameOf = (supplier) => `Supplier ${supplier}`;

/** receipts, stock, open_orders and commitments: file name to text. */
export function supplyTables(random, calendar, list) {
  const orders = purchaseOrders(random, calendar, list);
  return {
    "receipts.csv": receipts(random, orders),
    "stock.csv": stock(random, list),
    "open_orders.csv": openOrders(orders),
    "commitments.csv": commitments(random, list),
  };
}

/** Every purchase order with its lines, oldest first, numbered in that order. */
function purchaseOrders(random, calendar, list) {
  const orders = Object.entries(suppliers).flatMap(([supplier, habits], place) => {
    const theirs = list.filter((item) => item.supplier === supplier);
    const last = COUNTED_ON - 8 - (place % 5);
    const turns = Math.floor((last - calendar.start) / (7 * habits.weeksBetween)) + 1;
    return Array.from({ length: turns }, (_, turn) => {
      const ordered = last - 7 * habits.weeksBetween * turn;
      const late = habits.late[turn % habits.late.length];
      return orderOf(random, { supplier, days: habits.days, late, ordered, items: everyThird(theirs, turn) });
    });
  });
  orders.sort((a, b) => a.ordered - b.ordered);
  return orders.map((order, place) => ({ ...order, number: `P${4101 + place}` }));
}

/** A third of a supplier's items in turn, so that each is ordered several times a year. */
const everyThird = (items, turn) => items.filter((_, place) => place % 3 === turn % 3);

function orderOf(random, { supplier, days, late, ordered, items }) {
  const promised = workday(ordered + days + random.pick([-2, 0, 0, 0, 3, 5]));
  const received = workday(promised + late);
  const lines = items.map((item) => ({ item: item.item, quantity: item.orderQuantity }));
  return { supplier, ordered, promised, received, lines };
}

/** One row a receipt; some lines come in two parts; a line that has not come yet has no day. */
function receipts(random, orders) {
  const header = [
    "order",
    "supplier",
    "item",
    "ordered",
    "promised",
    "received",
    "quantity_ordered",
    "quantity_received",
  ];
  const rows = orders.flatMap((order) => order.lines.flatMap((line) => receiptsOf(random, order, line)));
  return csv(header, rows);
}

function receiptsOf(random, order, { item, quantity }) {
  const start = [order.number, nameOf(order.supplier), item, textOf(order.ordered), textOf(order.promised)];
  if (order.received > COUNTED_ON) return [[...start, "", quantity, ""]];
  if (!random.chance(0.03) || quantity < 10) return [[...start, textOf(order.received), quantity, quantity]];
  const first = Math.round(quantity * 0.6);
  const later = workday(order.received + 6);
  const rest = later > COUNTED_ON ? [] : [[...start, textOf(later), quantity, quantity - first]];
  return [[...start, textOf(order.received), quantity, first], ...rest];
}

/** From nearly nothing to three months: some items below what they need, some far above. */
function stock(random, list) {
  const rows = list.map((item) => {
    const weeks = random.pick([0.5, 1.5, 3, 4, 5, 6, 8, 13]) * (suppliers[item.supplier].days > 20 ? 1.3 : 1);
    const onHand = multiple(item.weekly * weeks, packOf(item.weekly * weeks, 20));
    return [item.item, onHand, random.chance(0.3) ? Math.round(onHand * 0.2) : 0, textOf(COUNTED_ON)];
  });
  return csv(["item", "on_hand", "reserved", "as_of"], rows);
}

/** The lines that the receipts still wait for; one promised before the count is overdue. */
function openOrders(orders) {
  const open = orders.filter((order) => order.received > COUNTED_ON);
  const rows = open.flatMap((order) =>
    order.lines.map(({ item, quantity }) => [
      order.number,
      nameOf(order.supplier),
      item,
      quantity,
      textOf(order.promised),
    ]),
  );
  return csv(["order", "supplier", "item", "quantity", "due"], rows);
}

/** Forty-odd promises over the nine weeks after the count, small and large, in three tiers. */
function commitments(random, list) {
  const rows = list
    .filter(() => random.chance(0.5))
    .map((item) => {
      const wanted = item.weekly * random.pick([0.5, 1, 2, 3, 6]);
      const due = COUNTED_ON + 7 * random.whole(0, 8) + random.whole(2, 6);
      return { due, cells: [random.pick(TIERS), item.item, multiple(wanted, packOf(wanted))] };
    });
  rows.sort((a, b) => a.due - b.due);
  const numbered = rows.map(({ due, cells: [tier, item, quantity] }, place) => [
    tier,
    `SO${7301 + place}`,
    item,
    textOf(due),
    quantity,
  ]);
  return csv(["tier", "reference", "item", "due", "quantity"], numbered);
}
