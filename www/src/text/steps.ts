// What a step in the policy did, for undo and redo: `A-Y target from 97.0 % to 96.0 %`.

import type { OrderLine, Target } from "../wire";
import { dimensions, periods, targetKinds } from "./names";
import { figures, number, percent } from "./numbers";

/** A target with its unit. */
export function targetWords(target: Target | undefined): string {
  if (!target) return "the target for the rest";
  const value = target.value ?? 0;
  if (target.kind === "days_of_cover") return `${figures(value)} days`;
  if (target.kind === "units") return `${figures(value)} units`;
  if (target.kind === "cost_optimal") return "least cost";
  const rate = percent(value);
  return target.kind === "fill_rate" ? `${rate} fill rate` : rate;
}

export const steps = {
  target: (segment: string, from: Target | undefined, to: Target | undefined) =>
    `${segment} target from ${targetWords(from)} to ${targetWords(to)}`,
  uniform: (from: Target, to: Target) => `uniform target from ${targetWords(from)} to ${targetWords(to)}`,
  bounds: (segment: string) => `${segment} model and bounds`,
  addDimension: (kind: keyof typeof dimensions) => `add dimension ${dimensions[kind]}`,
  removeDimension: (kind: keyof typeof dimensions) => `remove dimension ${dimensions[kind]}`,
  dimension: (kind: keyof typeof dimensions) => `change dimension ${dimensions[kind]}`,
  cuts: (kind: keyof typeof dimensions) => `cut-offs of ${dimensions[kind]}`,
  rules: "rules",
  merges: "merged segments",
  override: (item: string) => `override for ${item}`,
  removeOverride: (item: string) => `remove override for ${item}`,
  columns: (file: string) => `columns of ${file}`,
  remembered: (files: string[]) => `columns of ${files.join(", ")} as corrected before`,
  dialect: (file: string) => `how ${file} is read`,
  filter: (table: string) => `row filter of ${table}`,
  orders: "how often is ordered",
  defaults: "what is assumed",
  history: "how the history is read",
  period: (period: keyof typeof periods) => `period to ${periods[period]}`,
  weight: "weight of the rates",
  budget: "targets of the best use of a budget",
  addScenario: "add a scenario",
  removeScenario: (name: string) => `remove scenario ${name}`,
  scenario: (name: string) => `change scenario ${name}`,
  takeScenario: (name: string) => `targets of scenario ${name}`,
  name: "name of the policy",
  currency: "currency",
  fresh: "new policy",
  afterSample: "own policy in place of the sample’s",
  opened: (name: string) => `open ${name}`,
  kind: (segment: string, kind: keyof typeof targetKinds) =>
    `${segment} target to ${targetKinds[kind].toLowerCase()}`,
};

/** What a step in the desk's list did. */
export const listSteps = {
  promise: (lines: readonly OrderLine[]) => {
    const [line] = lines;
    return line && lines.length === 1
      ? `note ${number(line.quantity)} of ${line.item} as promised`
      : `note ${number(lines.length)} lines as promised`;
  },
  list: (lines: number) => `a list of ${number(lines)} ${lines === 1 ? "line" : "lines"}`,
  remove: (line: OrderLine) => `take ${number(line.quantity)} of ${line.item} off the list`,
};
