// Who agreed, what changed, and another policy beside this one.

import type { AgreementAnswer, ComparePoliciesAnswer, Role, Signature } from "../wire";
import { capital, counted, inWords, isoDay, number } from "./numbers";

export const roles: Record<Role, string> = {
  planning: "Planning",
  finance: "Finance",
  procurement: "Procurement",
  warehouse: "Warehouse",
  sales: "Sales",
};

const coversWords = (covers: readonly string[]) =>
  covers.length === 0 ? "the whole policy" : covers.join(", ");

export const agreed = {
  title: "Agreed by",
  none: "Nobody has signed this policy yet. A sign-off lapses when what it covers changes.",
  who: (role: string, name: string) => `${roles[role as Role] ?? role}: ${name}`,
  what: (day: string, covers: readonly string[]) => `${isoDay(day)}, ${coversWords(covers)}`,
  holds: "holds",
  lapsed: "lapsed",
  open: (names: readonly string[], total: number) =>
    total === 0
      ? ""
      : `Open: ${names.slice(0, 6).join(", ")}${total > 6 ? ` and ${number(total - 6)} more` : ""}`,
  button: "Sign off",
  role: "Role",
  name: "Name",
  covers: "Segments covered",
  coversHint: "the whole policy",
  unknown: (name: string) => `There is no segment ${name}.`,
  noName: "Type who signs.",
  sign: "Sign",
  review(answer: AgreementAnswer): string {
    if (answer.reviewed_on === null) return "Never reviewed.";
    const on = `Reviewed on ${isoDay(answer.reviewed_on)}`;
    if (answer.review_due === null || answer.days_left === null) return `${on}.`;
    return answer.is_due
      ? `${on}; the next review was due on ${isoDay(answer.review_due)}.`
      : `${on}; due again on ${isoDay(answer.review_due)}, in ${counted(answer.days_left, "day")}.`;
  },
  reviewed: "Reviewed today",
  history: (entries: number) => `History: ${counted(entries, "change")}`,
  entry: (who: string, when: string, fields: number) =>
    [isoDay(when), who, counted(fields, "field")].filter(Boolean).join(", "),
};

export const saving = {
  who: "Your name",
  why: "Why it changed",
  whyNote: "With a reason, the change goes into the policy’s history when it is downloaded.",
  compareSaved: "Compare with the saved policy",
  compareFile: "Compare with a policy file",
};

export const link = {
  name: "the policy of the link",
  copy: "Copy a link to this policy",
  note: "The policy stands in the part after #, which no browser sends anywhere. It holds the codes of items with overrides and the headers of your columns; never data.",
};

export const linkRefused = "The link’s policy is cut short or damaged; nothing was changed.";

export const besideWords = {
  title: (name: string) => `Beside the policy in force: ${name}`,
  alone: (name: string) => `A policy to begin with: ${name}`,
  aloneText: "Take it over, and the files that you open are read and segmented by it.",
  working: "Being compared",
  nothing: "The two do not differ in anything but names, sign-offs and history.",
  summary(answer: ComparePoliciesAnswer): string {
    const differ = `${capital(answer.changes_total <= 12 ? inWords(answer.changes_total) : number(answer.changes_total))} ${answer.changes_total === 1 ? "field differs" : "fields differ"}`;
    if (answer.remark) return `${differ}. ${answer.remark}`;
    return `${differ}; ${counted(answer.moved, "item")} would move to another segment, ${counted(answer.retargeted, "item")} get another target.`;
  },
  lapsing: (names: readonly string[]) => `Sign-offs that would lapse: ${names.join(", ")}.`,
  region: "Segments under both policies",
  segment: "Segment",
  items: "Items",
  target: "Target",
  stock: "Safety stock",
  fill: "Fill rate, %",
  now: "now",
  other: "other",
  total: "Total",
  fields: (count: number) => `Fields that differ (${number(count)})`,
  field: "Field",
  take: "Take it over",
  leave: "Leave it",
};

export const agreementSteps = {
  sign: ({ role, name, covers }: Signature) =>
    `sign-off of ${coversWords(covers)} by ${name}, ${roles[role].toLowerCase()}`,
  record: (why: string) => `history: ${why}`,
  reviewed: "review date",
};
