// Where a fill rate comes from: what is owed at the end of a stretch of time less what was owed before, in steps.

import type { ItemAnswer, ServedView } from "../wire";
import { number, percent, worked } from "./numbers";
import { type Line, result } from "./working";

/** What the stock buys: where the fill rate comes from. */
export function bought(item: ItemAnswer): Line[] {
  const { served, row } = item;
  if (!served || row.fill_rate === null) return [];
  return [...owed(item, served), rate(served, row.fill_rate, item)];
}

/** How many decimals a difference needs to be told apart in the fill rate. */
const decimals = (demand: number) => Math.max(2, Math.min(12, 5 - Math.floor(Math.log10(demand))));

function owed(item: ItemAnswer, { late, early, demand }: ServedView): Line[] {
  const point = item.review_days > 0 ? "the order-up-to level" : "the reorder point";
  const of = (part: ServedView["late"]) =>
    `${number(part.units, decimals(demand))} (demand ${worked(part.mean)} ± ${worked(part.sd)})`;
  const [end, beginning, when] =
    item.review_days > 0
      ? ["before the next delivery", "after a delivery", "lead time and review"]
      : item.undershoot
        ? ["as a day ends", "as it begins", "lead time and a day"]
        : ["in a cycle", "with an order more", "the interval"];
  return [
    [
      `owed ${end}`,
      `mean of demand over ${when} beyond ${point}${item.undershoot ? " and the order on its way" : ""}`,
      of(late),
    ],
    [
      `owed ${beginning}`,
      item.review_days > 0 || item.undershoot
        ? "the same over the lead time alone"
        : "the same beyond an order more",
      of(early),
    ],
  ];
}

function rate({ late, early, demand }: ServedView, fill: number, item: ItemAnswer): Line {
  const of =
    item.review_days > 0 ? "demand of a review" : item.undershoot ? "demand of a day" : "order quantity";
  const digits = decimals(demand);
  const left = `1 − (${number(late.units, digits)} − ${number(early.units, digits)}) ÷ ${worked(demand)}`;
  return [
    "fill rate",
    `1 − (owed at the end − owed at the beginning) ÷ ${of}`,
    result(left, percent(fill, 3)),
  ];
}
