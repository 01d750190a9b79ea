// Four ways to set targets, on one frontier.

import { counted, percent } from "./numbers";

export const frontier = {
  title: "Four ways to set targets, on one frontier",
  deck: "Capital against service: one target for all, these segments, criterion classes, and a target for every item; each with its best targets.",
  ask: "Draw it",
  again: "Draw it again",
  working: (share: number) => `Being drawn: ${Math.floor(100 * share)}\u00a0%`,
  older: "The policy has changed since.",
  names: {
    uniform: "One target for all",
    segments: "These segments",
    criterion: "Criterion classes",
    items: "Item by item",
  },
  policy: "This policy",
  noCriterion:
    "Criterion classes are not drawn: no item has both a cost and a price or a cost of being short, which they rank by.",
  criterionNote: (unknown: string) =>
    `Criterion classes (Teunter, Babai and Syntetos 2010) rank items by what a unit short costs against a unit held.${unknown}`,
  unknown: (items: number) =>
    ` ${counted(items, "item")} ${items === 1 ? "has no such figure and stands" : "have no such figure and stand"} in class C.`,
  label: (ways: readonly string[]) => `Fill rate against safety stock. ${ways.join("; ")}.`,
  at: (name: string, money: string) => `${name.toLowerCase()} ${money}`,
  found: (rate: number) => `At today’s fill rate of ${percent(rate, 2)}`,
  table: "Table of this chart",
  region: "Capital by way and fill rate, table",
  rate: "Fill rate, %",
  today: "today",
};
