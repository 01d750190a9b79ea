// A review: segments of an earlier time against those of today, asked for by the user and never by itself.

import { batch, computed, signal } from "@preact/signals";
import { agreementSteps } from "../text/agreement";
import { review as words } from "../text/review";
import type { PolicyFile, ReviewAgainst, ReviewAnswer } from "../wire";
import { author, today } from "./agreement";
import { ask } from "./engine";
import { takeMade } from "./made";
import { policy, savedPolicy } from "./policy";
import { turn } from "./results";
import { go } from "./route";

/** What today is compared with, and how that is called. */
export interface Then {
  name: string;
  against: Partial<ReviewAgainst>;
}

export const review = signal<ReviewAnswer | null>(null);
export const reviewTrouble = signal("");
/** What is being compared, or was last. */
export const earlier = signal<Then | null>(null);
export const reviewing = signal(false);
const answeredTurn = signal(-1);
/** Whether the review belongs to an older policy or older data. */
export const reviewOlder = computed(() => answeredTurn.value !== turn.value);

/** Moved items that cross at once. */
const rows = 300;

export async function compareWith(wanted: Then): Promise<void> {
  const [now, at] = [policy.value, turn.value];
  if (!now) return;
  batch(() => {
    earlier.value = wanted;
    reviewing.value = true;
    reviewTrouble.value = "";
  });
  const nothing: ReviewAgainst = {
    results: null,
    earlier_from: null,
    earlier_to: null,
    later_from: null,
    later_to: null,
    offset: 0,
    count: rows,
  };
  const found = await ask(
    { kind: "review", policy: now, against: { ...nothing, ...wanted.against } },
    { wanted: () => earlier.value === wanted },
  );
  if (earlier.value !== wanted) return;
  batch(() => {
    reviewing.value = false;
    review.value = found.kind === "review" ? found : null;
    reviewTrouble.value = found.kind === "failure" ? found.sentence : "";
    answeredTurn.value = at;
  });
}

export const compareWithPolicy = (name: string, other: PolicyFile) =>
  compareWith({ name, against: { policy: other } });

/** The columns by which an export of items is known. */
const ours = ["segment", "safety_stock_units", "reorder_point_units", "cycle_service_level", "status"];

/** Whether a file is an `item-results.csv` of this tool. */
export async function isOwnResults(file: File): Promise<boolean> {
  if (!/\.csv$/i.test(file.name)) return false;
  const [header = ""] = (await file.slice(0, 4096).text()).split(/\r?\n/);
  const names = header.split(/[,;]/);
  return ours.every((name) => names.includes(name));
}

/** Compares with an earlier export or an earlier policy file; why not, where it is neither. */
export async function compareWithFile(file: File): Promise<void> {
  if (await isOwnResults(file))
    return compareWith({ name: file.name, against: { results: await file.text() } });
  const answer = await ask({ kind: "open_policy", name: file.name, text: await file.text() });
  if (answer.kind === "policy") return compareWithPolicy(file.name, answer.policy);
  reviewTrouble.value = words.notThis(file.name);
}

/** An export of this tool, dropped among the data: compared with, and shown. */
export async function reviewDropped(file: File): Promise<void> {
  go("segments");
  await compareWithFile(file);
}

/** The policy last saved or opened, where it is another one. */
export const savedOther = computed(() => (savedPolicy.value === policy.value ? null : savedPolicy.value));

/** Marks the policy as reviewed today, with what was found in its history: one step. */
export async function markReviewed(): Promise<void> {
  const day = today();
  const found = reviewOlder.value ? null : review.value;
  reviewTrouble.value = await takeMade(agreementSteps.reviewed, (now) =>
    ask({
      kind: "record",
      policy: { ...now, reviewed_on: day },
      before: now,
      change: { who: author.value, when: day, why: words.reason(found) },
    }),
  );
}
