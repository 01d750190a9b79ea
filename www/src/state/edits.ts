// The changes a person makes to a policy, each as one step with its words.

import type { dimensions as dimensionNames } from "../text/names";
import { steps } from "../text/steps";
import type {
  ColumnMatch,
  ColumnView,
  Defaults,
  DialectChoice,
  Dimension,
  FileReport,
  Override,
  PolicyFile,
  Rule,
  SegmentPolicy,
  Target,
} from "../wire";
import { change } from "./policy";

const lastResort: Target = { kind: "cycle_service_level", value: 0.95 };

/** The target that holds for a segment: its own, else that of `*`, else 95 %. */
export const targetOf = (policy: PolicyFile, segment: string): Target =>
  policy.segments[segment]?.target ?? policy.segments["*"]?.target ?? lastResort;

/** What segments are named by: their dimensions, however these are cut. */
const namedBy = ({ segmentation }: PolicyFile) =>
  JSON.stringify(segmentation.dimensions.map(({ kind, column }) => [kind, column ?? ""]));

/**
 * The target of a segment in the saved policy; null where that has no such segment: it is not named there, and
 * its dimensions make none of that name. Computed groups are always named.
 */
export function targetBefore(saved: PolicyFile | null, now: PolicyFile, segment: string): Target | null {
  if (!saved) return null;
  const isMade =
    namedBy(saved) === namedBy(now) && saved.segmentation.dimensions.every(({ kind }) => kind !== "computed");
  return segment in saved.segments || isMade ? targetOf(saved, segment) : null;
}

const withSegment = (policy: PolicyFile, segment: string, part: Partial<SegmentPolicy>): PolicyFile => ({
  ...policy,
  segments: { ...policy.segments, [segment]: { ...policy.segments[segment], ...part } },
});

/** Sets a segment's target; `gesture` joins the steps of one drag. */
export function setTarget(segment: string, target: Target, gesture = ""): void {
  change(
    (before, after) => steps.target(segment, targetOf(before, segment), targetOf(after, segment)),
    (policy) => withSegment(policy, segment, { target }),
    gesture,
  );
}

/** Sets model or bounds of a segment; a part that is undefined is taken out. */
export function setBounds(
  segment: string,
  part: { [K in keyof SegmentPolicy]?: SegmentPolicy[K] | undefined },
): void {
  change(steps.bounds(segment), (policy) => {
    const merged = Object.entries({ ...policy.segments[segment], ...part }).filter(
      ([, value]) => value !== undefined,
    );
    return {
      ...policy,
      segments: { ...policy.segments, [segment]: Object.fromEntries(merged) as SegmentPolicy },
    };
  });
}

export function setUniform(target: Target, gesture = ""): void {
  change(
    (before, after) => steps.uniform(before.uniform, after.uniform),
    (policy) => ({ ...policy, uniform: target }),
    gesture,
  );
}

const withDimensions = (policy: PolicyFile, dimensions: Dimension[]): PolicyFile => ({
  ...policy,
  segmentation: { ...policy.segmentation, dimensions },
});

export function addDimension(dimension: Dimension): void {
  change(steps.addDimension(dimension.kind), (policy) =>
    withDimensions(policy, [...policy.segmentation.dimensions, dimension]),
  );
}

export function removeDimension(index: number, kind: keyof typeof dimensionNames): void {
  change(steps.removeDimension(kind), (policy) =>
    withDimensions(
      policy,
      policy.segmentation.dimensions.filter((_, at) => at !== index),
    ),
  );
}

export function setDimension(index: number, dimension: Dimension, gesture = ""): void {
  change(
    steps.dimension(dimension.kind),
    (policy) =>
      withDimensions(
        policy,
        policy.segmentation.dimensions.map((old, at) => (at === index ? dimension : old)),
      ),
    gesture,
  );
}

/** Moves the borders of a dimension; `gesture` joins the steps of one drag. */
export function setCuts(index: number, cuts: number[], gesture = ""): void {
  change(
    (_, after) => steps.cuts(after.segmentation.dimensions[index]?.kind ?? "abc"),
    (policy) =>
      withDimensions(
        policy,
        policy.segmentation.dimensions.map((old, at) => (at === index ? { ...old, cuts } : old)),
      ),
    gesture,
  );
}

export function setRules(rules: Rule[]): void {
  change(steps.rules, (policy) => ({ ...policy, segmentation: { ...policy.segmentation, rules } }));
}

export function setMerges(merges: Record<string, string[]>): void {
  change(steps.merges, (policy) => ({ ...policy, segmentation: { ...policy.segmentation, merges } }));
}

const sameUnit = (a: Override, b: Override) =>
  a.item === b.item && a.location === b.location && a.channel === b.channel && a.customer === b.customer;

/** Adds an override, or puts it in the place of the one for the same item. */
export function setOverride(override: Override): void {
  change(steps.override(override.item), (policy) => {
    const others = policy.segmentation.overrides.filter((other) => !sameUnit(other, override));
    return { ...policy, segmentation: { ...policy.segmentation, overrides: [...others, override] } };
  });
}

export function removeOverride(override: Override): void {
  change(steps.removeOverride(override.item), (policy) => {
    const overrides = policy.segmentation.overrides.filter((other) => !sameUnit(other, override));
    return { ...policy, segmentation: { ...policy.segmentation, overrides } };
  });
}

/** How a policy names a column: by its header, else by its place. */
export const columnTitle = ({ header }: ColumnView, at: number) => header || `column ${at + 1}`;

/** What the policy already says of a file's columns, else what the reader took them for. */
function matchOf(policy: PolicyFile, file: FileReport): ColumnMatch {
  const roles = file.columns.flatMap((column, at) =>
    column.role ? [[column.role, columnTitle(column, at)] as const] : [],
  );
  const before = policy.columns[file.fingerprint] ?? { table: file.table ?? "", roles: {} };
  return Object.keys(before.roles).length > 0 ? before : { ...before, roles: Object.fromEntries(roles) };
}

function setMatch(label: string, file: FileReport, make: (match: ColumnMatch) => ColumnMatch): void {
  change(label, (policy) => ({
    ...policy,
    columns: { ...policy.columns, [file.fingerprint]: make(matchOf(policy, file)) },
  }));
}

/** Takes a file for another table; its columns are matched to that one anew. */
export function setTable(file: FileReport, table: string): void {
  setMatch(steps.columns(file.name), file, (match) => ({ ...match, table, roles: {} }));
}

/** Gives a column a role, and takes it from the column that had it; an empty role means not used. */
export function setRole(file: FileReport, header: string, role: string): void {
  setMatch(steps.columns(file.name), file, (match) => {
    const others = Object.entries(match.roles).filter(([known, at]) => at !== header && known !== role);
    return { ...match, roles: Object.fromEntries(role ? [...others, [role, header]] : others) };
  });
}

/** Corrects how a file is written. */
export function setDialect(file: FileReport, make: (dialect: DialectChoice) => DialectChoice): void {
  setMatch(steps.dialect(file.name), file, (match) => ({
    ...match,
    dialect: make(match.dialect ?? { decimal: {}, date_order: {}, ignored: [], only: {}, totals: {} }),
  }));
}

/** Settles a question of the reader: the match that the chosen reading leaves behind. */
export function settle(file: FileReport, match: ColumnMatch): void {
  setMatch(steps.dialect(file.name), file, () => match);
}

export function setFilter(table: string, condition: string): void {
  change(steps.filter(table), (policy) => ({
    ...policy,
    filters: { ...policy.filters, [table]: condition },
  }));
}

export function setDefaults(part: Partial<Defaults>, label = steps.defaults): void {
  change(label, (policy) => ({ ...policy, defaults: { ...policy.defaults, ...part } }));
}

/** Sets fields of the policy itself. */
export function setPolicy(label: string, part: Partial<PolicyFile>, gesture = ""): void {
  change(label, (policy) => ({ ...policy, ...part }), gesture);
}
