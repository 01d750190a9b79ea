// The Items screen: the long list.

import { counted, number } from "./numbers";

export const heading = (items: number, look: number | null, known: boolean) =>
  look === null || (look === 0 && !known)
    ? `${counted(items, "item")}${known ? "" : ", none with a safety stock yet"}`
    : look === 0
      ? `${counted(items, "item")}, none of them needs a look`
      : `${counted(items, "item")}, ${number(look)} of them ${look === 1 ? "needs" : "need"} a look`;

export const list = {
  label: "Items: arrow keys move, Enter shows the working",
  search: "Search items",
  placeholder: "Code or name",
  all: (items: number) => `All ${number(items)}`,
  look: (items: number | null) => (items === null ? "Need a look" : `Need a look ${number(items)}`),
  idle: (items: number) => `Stock without demand ${number(items)}`,
  segment: "Segment",
  everySegment: "all segments",
  order: "Order",
  nothing: "No item matches.",
  clear: "Show all items",
  matched: (matched: number, total: number) => `${number(matched)} of ${counted(total, "item")}`,
  beyond: (rows: number) => `The first ${number(rows)} are listed; search or filter to reach the others.`,
  foot: "Target and reached: cycle service, where the target is one.",
};

export const columns = {
  key: "Item",
  exceptions: "worst first",
  segment: "Segment",
  mean: "Demand",
  cv: "CV",
  lead_time_days: "Lead time",
  target: "Target",
  cycle_service_level: "Cycle service",
  fill_rate: "Fill rate",
  safety_stock: "Safety stock",
  safety_stock_value: "Value",
  days_of_cover: "Cover",
  reorder_point: "Reorder at",
  annual_revenue: "Revenue",
  days: "days",
  units: "units",
  percent: "%",
  reached: "reached, %",
  year: "a year",
  per: (period: string) => `a ${period}`,
  by: (period: string) => `by ${period}`,
  noCost: "no cost",
  none: "–",
};
