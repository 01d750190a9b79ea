// What an answer of the commit desk says, and the sentence that goes to the customer.

import { expect, test } from "vitest";
import * as words from "../../www/src/text/commit";
import type { PromiseAnswer } from "../../www/src/wire";

/** 2026-10-31, a Saturday. */
const today = 20_757;

const line = {
  item: "BB1",
  location: "",
  channel: "",
  customer: "",
  tier: "",
  reference: "",
  quantity: 500,
  due: today + 7,
  outside_forecast: false,
};

const answer = (part: Partial<PromiseAnswer>): PromiseAnswer => ({
  verdict: "no",
  missing: [],
  order: line,
  description: "",
  segment: "A",
  chance: 0.8,
  target: 0.95,
  of_tier: false,
  most: 455,
  unlimited: false,
  earliest: null,
  ordered_today: today + 14,
  split: null,
  available_to_promise: 0,
  harms: [],
  alternatives: [],
  tiers: [],
  tiers_until: null,
  lines: [],
  model: null,
  demand_high: null,
  projected: [],
  events: [],
  notes: [],
  today,
  stock_day: today,
  ...part,
});

test("an earlier day is what the answer, both sentences and the note say", () => {
  const sooner = answer({ earliest: today });
  expect(words.verdict(sooner)).toContain("handed over on Saturday 31 October, all of it can be promised.");
  expect(words.sentence(sooner, "en")).toBe(
    "We can confirm 500\u00a0units of BB1 for Saturday 31 October 2026, 7\u00a0days earlier than asked.",
  );
  expect(words.sentence(sooner, "de")).toContain(
    "31. Oktober 2026, 7 Tage früher als angefragt, bestätigen.",
  );
  expect(words.noted(sooner)).toBe(today);
  expect(words.send.promise(sooner)).toBe("Note as promised for Sat 31 Oct");
});

test("parts are noted on their days, and a yes on its own", () => {
  const split = { first: 455, rest: 45, rest_due: today + 12, to_order: false };
  const parts = answer({ earliest: today + 12, split });
  expect(words.sentence(parts, "en")).toContain("the remaining 45 for Thursday 12 November 2026.");
  expect(words.verdict(parts)).not.toContain("handed over");
  expect(words.noted(answer({ verdict: "yes", earliest: today + 7 }))).toBe(today + 7);
});
