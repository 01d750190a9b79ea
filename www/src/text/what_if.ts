// What would change an item's safety stock most, and what other ways of reviewing would give: rows of two tables.

import type { ItemAnswer, Period, WhatIfView } from "../wire";
import { figures, money, number, percent, signed } from "./numbers";

const perPeriod: Record<Period, string> = { day: "a day", week: "a week", month: "a month" };
const hard = "\u00a0";

export const whatIf = {
  title: "What would change it most",
  step: "With all else as it is",
  stock: "Safety stock",
  change: "Change",
  fill: "Fill rate",
  nothing: "none",
  shorterAsksMore:
    "A shorter lead time can ask for more safety stock: that is what stands above mean demand over the interval, and a shorter one has less of it. The reorder point is the two together.",
};

export const compared = {
  title: "Promised and delivered",
  held: "Held",
  cycle: "Cycle service",
  stock: "Safety stock",
  fill: "Fill rate",
};

/** A step in words. */
function step({ what, value }: WhatIfView, item: ItemAnswer, period: Period, currency: string): string {
  const kind = item.row.target?.kind;
  const inDays = `${figures(value)}${hard}days`;
  switch (what) {
    case "lead_time_week_less":
      return `Lead time a week shorter: ${inDays}`;
    case "lead_time_half":
      return `Half the lead time: ${inDays}`;
    case "lead_time_certain":
      return "A lead time that never varies";
    case "review_half":
      return `Reviewed twice as often: every ${inDays}`;
    case "demand_steadier":
      return `Demand a fifth steadier: deviation ${figures(value)} ${perPeriod[period]}`;
    case "shortage_dearer":
      return `A unit short costs twice as much: ${money(value, currency, 2)}`;
    case "shortage_cheaper":
      return `A unit short costs half: ${money(value, currency, 2)}`;
    default:
      return kind === "days_of_cover"
        ? `Target ${inDays}`
        : kind === "units"
          ? `Target ${figures(value)}${hard}units`
          : `Target ${percent(value, Math.abs(value * 100 - Math.round(value * 100)) < 1e-9 ? 0 : 2)}`;
  }
}

/** A row: the step, the safety stock it gives, how much that changes, the fill rate. */
export interface WhatIfRow {
  step: string;
  stock: string;
  change: string;
  money: string;
  fill: string;
}

/** Whether a shorter lead time asks for more. */
export const shorterAsksMore = ({ row, what_if: rows }: ItemAnswer): boolean =>
  rows.some(
    ({ what, safety_stock_units: units }) =>
      (what === "lead_time_week_less" || what === "lead_time_half") &&
      units > (row.safety_stock_units ?? units),
  );

/** The largest change first; of two alike the earlier. */
export function whatIfRows(item: ItemAnswer, period: Period, currency: string): WhatIfRow[] {
  const { safety_stock: now, safety_stock_units: units, safety_stock_value: value } = item.row;
  if (now === null || units === null) return [];
  const sorted = [...item.what_if].sort(
    (one, other) => Math.abs(other.safety_stock - now) - Math.abs(one.safety_stock - now),
  );
  return sorted.map((row) => {
    const difference = row.safety_stock_units - units;
    const moved = value === null || row.safety_stock_value === null ? 0 : row.safety_stock_value - value;
    return {
      step: step(row, item, period, currency),
      stock: number(row.safety_stock_units),
      change: difference === 0 ? whatIf.nothing : signed(difference),
      money:
        difference === 0 || value === null || Math.abs(moved) < 0.005 ? "" : signedMoney(moved, currency),
      fill: percent(row.fill_rate, 2),
    };
  });
}

const signedMoney = (value: number, currency: string) => {
  const text = signed(value, Math.abs(value) < 1000 ? 2 : 0);
  return text.charAt(0) + currency + text.slice(1);
};

/** A row: who says it, safety stock, cycle service, fill rate. */
export type ComparedRow = [name: string, stock: string, cycle: string, fill: string];

/** This stock, the textbook's claim and what it delivers, and the stock in use today. */
export function comparedRows(item: ItemAnswer): ComparedRow[] {
  const { row, textbook, current } = item;
  if (row.safety_stock === null || row.cycle_service_level === null || row.fill_rate === null) return [];
  const line = (name: string, stock: number, cycle: number, fill: number): ComparedRow => [
    name,
    figures(stock),
    percent(cycle, 2),
    percent(fill, 2),
  ];
  const looked =
    item.review_days > 0
      ? "This stock, reviewed on its days"
      : item.undershoot
        ? "This stock, looked at once a day"
        : "This stock, looked at after every sale";
  const rows = [line(looked, row.safety_stock, row.cycle_service_level, row.fill_rate)];
  if (textbook) {
    const { safety_stock: stock, claimed_cycle_service_level: cycle, claimed_fill_rate: fill } = textbook;
    rows.push(
      line("Textbook continuous review claims", stock, cycle, fill),
      line("and delivers, looked at once a day", stock, textbook.cycle_service_level, textbook.fill_rate),
    );
  }
  if (current)
    rows.push(
      line("The stock in use today", current.safety_stock, current.cycle_service_level, current.fill_rate),
    );
  return rows;
}
