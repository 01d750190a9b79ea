// The Segments screen: the matrix is the policy editor.

import type { Axis, TargetKind } from "../wire";
import { capital, counted, figures, inWords, number, percent, short, shortMoney } from "./numbers";
import { groupsWord, segmentsWord } from "./page";

/** The sentence above the matrix, made from the numbers. */
export function heading(
  segments: readonly string[],
  computed: boolean,
  fill: number | null,
  saved: number | null,
  currency: string,
  inMoney: boolean,
): string {
  const who = computed ? groupsWord(segments) : segmentsWord(segments.length);
  const reach = segments.length === 1 ? "reaches" : "reach";
  if (fill === null) return `${who}, and no item has a safety stock yet`;
  const reached = `${who} ${reach} a fill rate of ${percent(fill, 2)}`;
  if (saved === null) return reached;
  const size = Math.abs(saved);
  const amount = inMoney ? shortMoney(size, currency) : `${short(size)} units`;
  if (size < (inMoney ? 0.5 : 0.05)) return `${reached}, as one target for all does`;
  return `${reached} with ${amount} ${saved > 0 ? "less" : "more"} safety stock than one target for all`;
}

export const deck = "Type a target or use the arrow keys: every figure follows.";
export const failed = "This cannot be answered";
export const undoIt = "Undo the last step";

export const matrix = {
  title: (rows: string, columns: string | null) => `Targets by ${rows}${columns ? ` and ${columns}` : ""}`,
  label: "Targets by segment: arrow keys move, Enter or a digit edits the target, M merges",
  shade: "Shade by",
  all: "All",
  ofRow: "of the row",
  ofColumn: "of the column",
  items: "items",
  revenue: "revenue",
  fill: "fill rate",
  cycle: "cycle service",
  stock: "safety stock",
  units: "units",
  none: "no items",
  to: "to",
  part: (segment: string) => `part of ${segment}`,
  legend: (measure: string) => measure.toLowerCase(),
};

export const shades = {
  stock: "Safety stock",
  items: "Items",
  revenue: "Revenue",
  fill: "Fill rate",
} as const;
export type Shade = keyof typeof shades;

export const target = {
  name: (segment: string, kind: TargetKind) => `${segment}: ${kindWords[kind]}`,
  units: {
    cycle_service_level: "%",
    fill_rate: "%",
    days_of_cover: "days",
    units: "units",
    cost_optimal: "",
  } as Record<TargetKind, string>,
  exactly: "exactly",
  notNumber: "Type a number.",
  range: "Type more than 0 and less than 100 %.",
  percent: "Type percent: 98 for 98 %.",
  negative: "Type zero or more.",
};

const kindWords: Record<TargetKind, string> = {
  cycle_service_level: "cycle service target in %",
  fill_rate: "fill rate target in %",
  days_of_cover: "target in days of cover",
  units: "target in units",
  cost_optimal: "least cost",
};

export const editor = {
  region: (segment: string) => `Target of ${segment}`,
  kind: "Target is",
  drag: (segment: string) => `${segment}: drag the target`,
  gives: (fill: number) => `gives a fill rate of ${percent(fill, 2)}`,
  was: (words: string) => `was ${words} in the saved policy`,
  back: "Put back",
  more: "Model and bounds",
  model: "Demand model",
  minDays: "At least",
  maxDays: "At most",
  minUnits: "At least",
  days: "days",
  units: "units",
  notNumber: "Type a number, or leave it blank.",
};

export const table = {
  title: "By segment, and one target for all",
  region: "Segment table",
  segment: "Segment",
  items: "Items",
  revenue: "Revenue",
  target: "Target",
  cycle: "Cycle service",
  fill: "Fill rate",
  reached: "reached, %",
  units: "Safety stock",
  value: "Safety stock",
  unitsUnit: "units",
  cover: "Cover",
  coverUnit: "days",
  holding: "Holding cost",
  turns: "Turns",
  short: "Units short",
  year: "a year",
  versus: "vs uniform at",
  total: "Total",
  mixed: "mixed",
  rows: {
    same_target: ["Uniform: same target", "one target for every item"],
    same_capital: ["Uniform: same capital", "as much safety stock"],
    same_service: ["Uniform: same service", "the same overall fill rate"],
  } as const,
  uniformTarget: "Uniform: target for every item in %",
  searching: "Being searched for",
  note: (share: string) =>
    `≈ more than 20 % of the money rests on assumed order quantities (${share} in total): turns and holding cost move with them.`,
};

export const dimensions = {
  title: "Dimensions",
  add: "Add a dimension",
  addButton: "Add",
  remove: (name: string) => `Remove dimension ${name}`,
  none: "No dimensions: rules and overrides alone decide the segment.",
  by: (name: string) => `${name}: ranked`,
  span: "Over the last",
  spanAll: "all of the data",
  spanYear: "365 days",
  bucket: "Variation over",
  buckets: { standard: "four weeks", period: "the period" } as const,
  column: "Column",
  near: (items: number) => `${counted(items, "item")} within 10 % of a border`,
  nearOne: (items: number) => `${counted(items, "item")} within 10 % of this border`,
  unknown: (items: number) => `${counted(items, "item")} without a figure`,
  negative: "Type zero or more.",
  ascending: "Each border above the one before.",
  notNumber: "Type a number.",
  share: "Type a share between 0 and 100 %.",
  shares: (name: string) => `${name}: share of items and of revenue by class`,
  ofItems: "Items",
  ofRevenue: "Revenue",
};

/** What the borders of a dimension are called, the lower figure first. */
export const cutNames = {
  abc: ["A ends at", "B ends at"],
  xyz: ["X ends at", "Y ends at"],
  velocity: ["N ends at", "F begins at"],
  supplier: ["Fair begins at", "Reliable begins at"],
  lead_time: ["Short ends at", "Medium ends at"],
  lifecycle: ["New for", "Dormant after"],
  days: "days",
  weeks: "weeks",
} as const;

/** The drawing on which borders are moved. */
export const cutChart = {
  label: (title: string, classes: readonly { name: string; items: string }[]) =>
    `Items by class${title ? `, by ${title}` : ""}: ${classes.map(({ name, items }) => `${name} ${items}`).join(", ")}. Drag a border, or move it with the arrow keys.`,
  value: (title: string) => `${capital(title || "value")}, %`,
  earned: "earned by stock",
  items: "Items, largest first",
  count: "Items",
  figures: {
    xyz: "Coefficient of variation",
    velocity: "Periods with demand, %",
    supplier: "Lines on time, %",
    lead_time: "Lead time, days",
  } as Record<string, string>,
};

export const idle = {
  title: (items: number) =>
    `${capital(inWords(items))} ${items === 1 ? "item lies" : "items lie"} in stock without demand for half a year or longer`,
  advice: "They are sized like any other: sell them off, or take them out of the range.",
  show: (items: number) => `Show ${counted(items, "item")}`,
};

export const rules = {
  title: "Rules, before the dimensions",
  note: "The first rule that holds names the segment.",
  when: "When",
  segment: "Segment",
  add: "Add a rule",
  remove: (index: number) => `Remove rule ${index + 1}`,
  hint: 'category = "Promo"',
  merges: "Merged segments",
  mergesNote: "Several segments under one name and one target.",
  mergeName: "Name",
  mergeOf: "Made of",
  mergeHint: "C-Y, C-Z",
  addMerge: "Merge segments",
  removeMerge: (name: string) => `Split ${name} again`,
  overrides: (count: number) =>
    count === 0 ? "No overrides of single items." : `${counted(count, "override")} of single items`,
  removeOverride: (item: string) => `Remove the override for ${item}`,
};

export const warnings = "Worth knowing about policy and results";

/** Words under a class on an axis: `first 80 % of revenue`, `CV up to 0.50`, `under 14 days`. */
export function classWords(axis: Axis, index: number): string {
  const at = axis.classes[index];
  if (!at) return "";
  const last = index === axis.classes.length - 1;
  if (axis.dimension === "abc") {
    const [from, to] = [at.from ?? 0, at.to ?? 1];
    const share = percent(to - from, Number.isInteger(Math.round((to - from) * 1e6) / 1e4) ? 0 : 1);
    return index === 0
      ? `first ${share} of ${axis.title || "value"}`
      : last
        ? `last ${share}`
        : `next ${share}`;
  }
  if (axis.dimension === "xyz") {
    const manner = ["steady", "moves", "jumps"][index];
    const border =
      at.to === null
        ? at.from === null
          ? ""
          : `CV above ${number(at.from, 2)}`
        : `CV up to ${number(at.to, 2)}`;
    return [manner, border].filter(Boolean).join(", ");
  }
  if (axis.dimension === "lead_time") {
    if (at.to !== null) return `under ${figures(at.to)} days`;
    return at.from === null ? "" : `${figures(at.from)} days and more`;
  }
  return patternWords[at.name] ?? "";
}

const patternWords: Record<string, string> = {
  Smooth: "often, evenly",
  Erratic: "often, unevenly",
  Intermittent: "seldom, evenly",
  Lumpy: "seldom, unevenly",
  Unknown: "not known",
};

export const manySegments = (count: number) => `${inWords(count)} segments`;
