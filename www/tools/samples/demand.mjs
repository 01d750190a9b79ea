// Order lines of one item over the weeks of a calendar.
//
// A shape says how an item sells:
//   gap or chance   every so many weeks, or with this probability in a week
//   base, step      the usual quantity of a line, and what quantities are multiples of
//   spread          what the usual quantity is multiplied by, drawn evenly
//   season          twelve factors by month; a factor moves both chance and quantity
//   from, until     first and last week (optional)

import { monthOf, multiple } from "./table.mjs";

/** Quantities of one pack, or close to it: squared coefficient of variation below 0.1. */
export const STEADY = [0.6, 0.8, 0.8, 1, 1, 1, 1.2, 1.2, 1.4];
/** Between steady and wild: about 0.3. */
export const VARIED = [0.4, 0.5, 0.8, 1, 1, 1.2, 1.6, 2];
/** Mostly small, sometimes eight times that: about 0.9. */
export const WILD = [0.4, 0.4, 0.4, 0.8, 0.8, 1.2, 3.2];
/** Next to nothing, then five times the usual: about 2.7. */
export const BURSTS = [0.2, 0.2, 0.2, 0.4, 0.4, 0.6, 5];

/** The lines of one item, `{ day, quantity }`, in the order of days. */
export function orderLines(random, calendar, shape) {
  const usualDay = random.whole(0, calendar.openDays - 1);
  const phase = random.whole(0, (shape.gap ?? 1) - 1);
  const lines = [];
  for (let week = shape.from ?? 0; week <= (shape.until ?? calendar.weeks); week += 1) {
    const day =
      calendar.start + 7 * week + (random.chance(0.9) ? usualDay : random.whole(0, calendar.openDays - 1));
    const factor = shape.season ? shape.season[monthOf(day)] : 1;
    if (!sells(random, shape, week + phase, factor) || day > calendar.end) continue;
    lines.push({ day, quantity: multiple(shape.base * factor * random.pick(shape.spread), shape.step) });
  }
  return lines;
}

function sells(random, shape, week, factor) {
  if (shape.gap) return week % shape.gap === 0 && random.chance(0.97);
  return random.chance(Math.min(0.97, shape.chance * factor));
}

/** Demand rows of many items in the order of days, items as listed within a day. */
export function byDay(rows) {
  return rows
    .map((row, place) => ({ row, place }))
    .sort((a, b) => a.row.day - b.row.day || a.place - b.place)
    .map(({ row }) => row);
}
