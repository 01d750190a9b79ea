// A review: who moved since an earlier time, and what the move is worth.

import type { MovedClass, ReviewAnswer } from "../wire";
import { dimensions } from "./names";
import { capital, counted, figures, inWords, isoDay, number, percent, short, shortMoney } from "./numbers";

const share = (part: number, whole: number) => (whole > 0 ? percent(part / whole, 0) : "0\u00a0%");

const stock = (value: number, currency: string, inMoney: boolean) =>
  inMoney ? shortMoney(value, currency) : `${short(value)} units`;

/** `0.41 to 0.83` around the figure, and where the border lies. */
function evidence({ figure, border, low, high }: MovedClass): string {
  if (figure === null) return "";
  const range = low === null || high === null ? "" : `, by chance ${figures(low)} to ${figures(high)}`;
  return border === null ? figures(figure) : `${figures(figure)}${range}; border ${figures(border)}`;
}

export const review = {
  title: "Review: who moved, and was it chance",
  with: "Compare with",
  choices: {
    since: "Everything up to the last review",
    halves: "The first half of the history",
    windows: "Two windows of the history",
    results: "Results exported earlier",
    policy: "The saved policy, on today’s data",
  },
  compare: "Compare",
  again: "Compare again",
  earlier: { from: "Earlier from", to: "Earlier to" },
  later: { from: "Later from", to: "Later to" },
  file: "Choose an earlier item-results.csv or policy",
  fileNote: "Or drop it on the page. It stays in this page and counts as no data file.",
  notThis: (name: string) => `${name} is no item-results.csv of this tool and no policy.`,
  day: "Type all four days; the earlier window comes first.",
  noSaved: "No policy was saved or opened yet: choose its file.",
  working: "Being compared",
  against: (what: string) => `Against ${what}`,
  names: {
    halves: "the first half of the history",
    since: (day: string) => `everything up to the review of ${isoDay(day)}`,
    windows: (from: string, to: string) => `${isoDay(from)} to ${isoDay(to)}`,
    saved: "the saved policy",
  },
  older: "The policy has changed since.",
  found({ items, moved, real, judged }: Pick<ReviewAnswer, "items" | "moved" | "real" | "judged">): string {
    if (items === 0) return "No item of then is known today.";
    if (moved === 0) return `None of the ${counted(items, "item")} has moved.`;
    const most = `${capital(moved <= 12 ? inWords(moved) : number(moved))} of ${counted(items, "item")} moved, ${share(moved, items)}`;
    if (judged === 0) return `${most}: chance is not computed for groups.`;
    const rest = moved - judged;
    if (rest > 0)
      return `${most}: ${counted(real, "move")} beyond chance, ${number(judged - real)} that chance explains, ${number(rest)} between groups, for which chance is not computed.`;
    if (real === moved) return `${most}: no move is chance.`;
    return `${most}: ${real === 0 ? "all of them by chance" : `${counted(real, "move")} beyond chance, ${number(moved - real)} that chance explains`}.`;
  },
  facts: {
    bought: "Stock to buy for those that moved",
    freed: "Stock that becomes too much",
    value: "Safety stock of all of them",
    demand: "Their demand a year",
    drifted: "Items whose demand drifted beyond chance",
    came: "New and gone items",
  },
  change: (before: number, after: number, currency: string, inMoney: boolean) =>
    `${stock(before, currency, inMoney)} then, ${stock(after, currency, inMoney)} now${before > 0 ? ` (${after >= before ? "+" : "\u2212"}${percent(Math.abs(after / before - 1))})` : ""}`,
  stock,
  came: (fresh: number, gone: number) => `${number(fresh)} new, ${number(gone)} gone`,
  matrix: "Migration",
  matrixRegion: "Migration matrix",
  matrixNote: (judged: boolean) =>
    `Items by segment then (rows) and now (columns)${judged ? "; below, how many moves are beyond chance" : ""}.`,
  from: "Then",
  real: (moves: number) => `${number(moves)} real`,
  moved: "Items that moved",
  movedRegion: "Items that moved, table",
  item: "Item",
  now: "Now",
  why: "What changed",
  verdict: "Move",
  isReal: "real",
  isChance: "chance",
  isUnknown: "not computed",
  difference: "Safety stock",
  byPolicy: "rules, merges or the policy itself",
  class: (moved: MovedClass) =>
    `${dimensions[moved.dimension as keyof typeof dimensions] ?? moved.dimension} ${moved.before} to ${moved.after}`,
  evidence,
  open: (item: string) => `Why this number: ${item}`,
  more: (left: number) => `Show more (${number(left)})`,
  first: (shown: number, moved: number, { judged, inMoney }: { judged: boolean; inMoney: boolean }) =>
    `The first ${number(shown)} of ${number(moved)}: ${judged ? "real moves and " : ""}the most ${inMoney ? "money" : "units"} first.`,
  mark: "Mark as reviewed",
  marked: "Reviewed today",
  reason: (answer: ReviewAnswer | null) =>
    answer
      ? `Reviewed: ${number(answer.moved)} items moved, ${answer.judged > 0 || answer.moved === 0 ? `${number(answer.real)} beyond chance` : "chance not computed"}`
      : "Reviewed",
  due: (overdue: number) =>
    overdue > 0 ? `The review is overdue by ${counted(overdue, "day")}` : "The review is due today",
  dueText: "Segments drift: look who moved before targets are trusted further.",
  toReview: "Go to the review",
};
