// Risk pooling: what it costs to hold the same item's stock apart.

import type { PoolingAnswer, UnitField } from "../wire";
import { counted, number, percent, short, shortMoney } from "./numbers";

const places: Record<UnitField, readonly [one: string, many: string]> = {
  item: ["item", "items"],
  location: ["location", "locations"],
  channel: ["channel", "channels"],
  customer: ["customer", "customers"],
};

const amount = (value: number, currency: string, inMoney: boolean) =>
  inMoney ? shortMoney(value, currency) : `${short(value)} units`;

export const pooling = {
  title: "What separate stock costs",
  deck: "Shared stock needs less, unless demand at all places rises and falls together.",
  across: "Shared across",
  places: (field: UnitField) => places[field][1],
  ask: "Work it out",
  again: "Work it out again",
  working: "Being worked out",
  older: "The policy has changed since.",
  one: "Each item’s stock is held in one place. To see what holding it apart would cost, make location or channel part of what holds stock of its own, under Data.",
  toData: "Go to Data",
  absent: (field: UnitField) => `No file says which ${places[field][0]} a sale belongs to.`,
  none: (field: UnitField) => `No item has a safety stock at two ${places[field][1]} or more.`,
  found({ items, total, across }: PoolingAnswer, currency: string, inMoney: boolean): string {
    const [, many] = places[across ?? "location"];
    const saved = total.separate - total.shared;
    const held = `${counted(items, "item")} held at two ${many} or more tie up ${amount(total.separate, currency, inMoney)}`;
    if (saved <= 0) return `${held}; shared stock would need no less.`;
    return `${held}; shared, ${amount(total.shared, currency, inMoney)} would serve the same: holding it apart costs ${amount(saved, currency, inMoney)}, ${percent(saved / total.separate, 0)}.`;
  },
  note: "Shared stock is sized for the highest of the targets, from the measured correlation of demand.",
  segments: "By segment",
  segmentsRegion: "What separate stock costs by segment, table",
  items: "Item by item",
  itemsRegion: "What separate stock costs item by item, table",
  heads: {
    segment: "Segment",
    units: "Stocking units",
    item: "Item",
    places: "Held at",
    correlation: "Correlation",
    correlationNote: "of demand",
    separate: "Separate",
    shared: "Shared",
    costs: "Costs",
    share: "Of separate",
  },
  total: "Total",
  open: (left: number) => `Show more (${number(left)})`,
  first: (shown: number, items: number) =>
    `The first ${number(shown)} of ${number(items)}: where separation costs most.`,
};
