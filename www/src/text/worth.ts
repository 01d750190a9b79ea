// How many segments are worth having, and which can go.

import type {
  AdviceAnswer,
  CapitalMeasure,
  FewestAnswer,
  MergeAdvice,
  MergeReason,
  NotGroupedWhy,
  Preset,
} from "../wire";
import { capital, counted, inWords, percent, short, shortMoney } from "./numbers";

/** Stock as money where it is known, else as units. */
const amount = (value: number, measure: CapitalMeasure, currency: string) =>
  measure === "money" ? shortMoney(value, currency) : `${short(value)} units`;

const segmentsOf = (count: number) => `${inWords(count)} ${count === 1 ? "segment" : "segments"}`;

/** As many as keep nine tenths of what there is to save; none where nothing is. */
export const enough = ({ rows }: FewestAnswer) => rows.find(({ kept }) => (kept ?? 0) >= 0.9) ?? rows.at(-1);

/** Segments by name, a few of them. */
const listed = (names: readonly string[]) =>
  names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");

const notGrouped: Record<
  NotGroupedWhy,
  (items: string, one: boolean, agreements: readonly string[]) => string
> = {
  agreement: (items, one, agreements) =>
    `${items} under an agreement (${listed(agreements)}) ${one ? "keeps its segment" : "keep their segments"}, with floor, bounds, model and note.`,
  own: (items, one) => `${items} ${one ? "keeps its" : "keep their"} own target or segment.`,
  no_demand: (items, one) =>
    `${items} had no demand in the window: ${one ? "it stands" : "they stand"} in a segment beside the groups.`,
  no_stock: (items, one) =>
    `${items} ${one ? "has" : "have"} no safety stock that can be computed, and ${one ? "is" : "are"} not grouped.`,
  no_cost: (items, one) =>
    `${items} ${one ? "has" : "have"} no cost: ${one ? "it stands" : "they stand"} in a segment beside the groups.`,
};

export const worth = {
  title: "How many segments are worth having",
  note: (fill: number) =>
    `Groups computed from the data. Each row serves today’s fill rate of ${percent(fill, 2)}.`,
  found(answer: FewestAnswer): string {
    const row = enough(answer);
    if (!row) return answer.remark;
    if (row.kept === null) return "One target for all is as good as any: less than 1 % could be saved.";
    return `${capital(inWords(row.groups))} ${row.groups === 1 ? "group keeps" : "groups keep"} ${percent(row.kept, 0)} of what a target for every item would save.`;
  },
  today(
    { today, today_kept: kept, today_segments: count, uniform, measure }: FewestAnswer,
    currency: string,
  ) {
    if (uniform === null) return "";
    const who = `Today’s ${segmentsOf(count)}`;
    const difference = amount(Math.abs(today - uniform), measure, currency);
    if (kept === null || Math.abs(kept) < 0.005)
      return `${who} ${count === 1 ? "ties" : "tie"} up what one group does.`;
    if (kept < 0)
      return `${who} ${count === 1 ? "ties" : "tie"} up ${difference} more than one group at the same fill rate.`;
    return `${who} ${count === 1 ? "keeps" : "keep"} ${percent(kept, 0)} of it: ${difference} less than one group.`;
  },
  working: (share: number) => (share > 0 ? `${Math.floor(100 * share)} % searched` : "Being worked out"),
  ask: "Work it out for these items",
  region: "Computed groups, table",
  groups: "Groups",
  capital: "Safety stock",
  change: "vs today",
  kept: "Saving kept",
  keptOf: "of what is possible",
  targets: "Targets",
  targetsUnit: "cycle service, %",
  take: "Take over",
  takeLabel: (groups: number) => `Take over ${counted(groups, "group")}`,
  ofGroups: (groups: number) => counted(groups, "group"),
  rows: {
    today: (count: number) => `Today: ${segmentsOf(count)}`,
    item_by_item: "A target for every item",
  },
  taught: "What would A, B, C as commonly taught cost?",
  taughtFound({ fill_rate: fill, today, uniform, rows, measure }: FewestAnswer, currency: string): string {
    if (fill === null || uniform === null) return "Not known: no item has a safety stock under it.";
    const three = rows.find(({ groups }) => groups === 3)?.capital;
    const difference = amount(Math.abs(today - uniform), measure, currency);
    const against = `${difference} ${today > uniform ? "more" : "less"} than one target for all`;
    const beside =
      three === undefined
        ? ""
        : ` Three computed groups serve the same with ${amount(three, measure, currency)}.`;
    return `A, B, C as commonly taught (98, 95 and 90 %) reach ${percent(fill, 2)} with ${amount(today, measure, currency)}: ${against} at the same fill rate.${beside}`;
  },
  /** Why items are not grouped, a sentence a reason. */
  aside: ({ aside, agreements }: Pick<FewestAnswer, "aside" | "agreements">) =>
    aside.map(({ why, items }) => notGrouped[why](counted(items, "item"), items === 1, agreements)).join(" "),
  base: "One group is one target for the items that can be grouped, its stock read between whole units: one target for all items may differ a little.",
};

export const merging = {
  title: (answer: AdviceAnswer, merges: number) =>
    answer.too_many
      ? `${capital(segmentsOf(answer.planning_segments))} are more than people agree on`
      : answer.small.length > 0
        ? `${capital(segmentsOf(answer.small.length))} ${answer.small.length === 1 ? "has" : "have"} fewer than ten items`
        : `${capital(inWords(merges))} ${merges === 1 ? "merge costs" : "merges cost"} next to nothing`,
  note: "What a merge ties up more, at the same service, with the best target for each segment.",
  cost(cost: number, share: number, measure: CapitalMeasure, currency: string): string {
    if (cost < 0.05) return "costs nothing";
    const part = share < 0.0001 ? "under 0.01\u00a0%" : percent(share, share < 0.01 ? 2 : 1);
    return `costs ${amount(cost, measure, currency)}, ${part}`;
  },
  pair: (segments: readonly string[]) => segments.join(" with "),
  target: (target: number) => `one target of ${percent(target)}`,
  reasons: {
    too_many: "too many segments",
    small: "few items",
    cheap: "hardly differ",
  } as Partial<Record<MergeReason, string>>,
  take: "Merge",
  takeLabel: (segments: readonly string[]) => `Merge ${segments.join(" with ")}`,
  more: (count: number) => `${capital(inWords(count))} more ${count === 1 ? "merge" : "merges"}`,
};

/** A segment carried onto another one. */
export const carrying = {
  hintRows: "Drag a name onto another segment to merge the two, or type both under Merged segments.",
  hint: "Drag a name onto another segment to merge the two, or press M on it.",
  where: (segment: string) =>
    `${segment} is picked up: choose the segment to merge it with; Escape puts it back.`,
  weighing: (one: string, other: string) => `${one} with ${other}: its cost is being worked out.`,
  cost: (
    one: string,
    other: string,
    { cost, share, target }: MergeAdvice,
    measure: CapitalMeasure,
    currency: string,
  ) =>
    `${one} with ${other} ${merging.cost(cost, share, measure, currency)} with the best targets: ${merging.target(target)}. Drop or Enter merges; Escape puts it back.`,
  unknown: (one: string, other: string) =>
    `${one} with ${other}: what it costs is not known; the target of ${other} would hold.`,
};

export const begin = {
  title: "Begin from a preset",
  button: "Begin from",
  note: "In place of dimensions, rules, merges and targets; single overrides stay. One step, which can be undone.",
  lacks: (columns: readonly string[]) => `no column is called ${columns.join(" or ")}: say which it is`,
  choose: "choose a column",
  column: (name: string) => `${capital(name)} stands in`,
  take: "Begin",
  takeLabel: (preset: Preset) => `Begin from ${presets[preset]}`,
};

/** Columns that a preset classes by, beside what is computed. */
export const presetColumns: Partial<Record<Preset, readonly string[]>> = {
  channel_fulfilment: ["channel", "fulfilment"],
  client_sla: ["customer"],
  customer_tier: ["tier"],
  component_criticality: ["criticality"],
  electronics: ["range"],
};

export const presets: Record<Preset, string> = {
  taught: "A, B, C by revenue, as commonly taught",
  three_computed: "Three groups computed from your data",
  abc_xyz: "ABC and XYZ",
  velocity_lead_time: "Velocity and lead time",
  channel_fulfilment: "E-commerce: channel and fulfilment",
  client_sla: "3PL: a fill rate for each client",
  customer_tier: "Distributor: customer tier",
  component_criticality: "Manufacturer: criticality of components",
  electronics: "Electronics: core, seasonal, niche",
};

export const worthSteps = {
  groups: (groups: number) => `${counted(groups, "computed group")}`,
  merge: (segments: readonly string[], target: string) =>
    `merge ${segments.join(" with ")}, target ${target}`,
  preset: (preset: Preset) => `begin from ${presets[preset]}`,
};
