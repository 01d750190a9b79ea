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
  bought: null,
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

test("a day of another year says its year", () => {
  words.askedOn(today);
  expect(words.longDay(today)).toBe("Saturday 31 October");
  expect(words.weekday(today + 365)).toBe("Sun 31 Oct 2027");
  expect(words.verdict(answer({ order: { ...line, due: today + 800 } }))).toContain("Monday 8 January 2029");
  expect(words.sentence(answer({ verdict: "yes" }), "en")).toContain("Saturday 7 November 2026.");
});

test("quantities and rates stand as they are", () => {
  const one = answer({ verdict: "yes", order: { ...line, quantity: 1 } });
  expect(words.sentence(one, "en")).toContain("1\u00a0unit of");
  expect(words.facts.units(1)).toBe("unit");
  const part = answer({ verdict: "yes", order: { ...line, quantity: 1.5 } });
  expect(words.verdict(part)).toContain("1.5\u00a0units");
  expect(words.sentence(part, "de")).toContain("1,5 Stück");
  expect([words.rate(0.99973), words.rate(0.999999), words.rate(1), words.rate(0.744)]).toEqual([
    "99.97",
    "99.99",
    "100.0",
    "74.4",
  ]);
});

test("what is missing is said in words of its own", () => {
  const said = (missing: PromiseAnswer["missing"]) =>
    words.verdict(answer({ verdict: "unknown", chance: null, missing }));
  expect(said(["item"])).toBe("No item is called “BB1”.");
  expect(said(["several"])).toContain("Several are called “BB1”");
  expect(said(["day"])).toContain("has passed");
  expect(said(["whole"])).toContain("whole units");
});

test("a line that is left out is named with its reason and kept", () => {
  const rows = ["item\tquantity\tdue", "BB1\tabc\t2026-11-20", "BB1\t5\t2026-11-20"];
  const finding = {
    code: "unreadable_number",
    severity: "lost" as const,
    file: "",
    title: "A number cannot be read",
    done: "The row is left out.",
    advice: "",
    detail: "",
    count: 1,
    places: [{ line: 2, column: "quantity", found: "abc" }],
  };
  const { odd, left } = words.oddLines([finding], rows);
  expect(odd).toEqual(["Line 2, quantity “abc”: A number cannot be read. The row is left out."]);
  expect(left).toEqual([rows[1]]);
  expect(words.oddLines([finding], rows.slice(1)).left).toEqual([rows[1]]);
});

test("a day that reads two ways is said as it was read", () => {
  const december = words.dayOf("2026-12-03") ?? 0;
  expect(words.twoWays("BB1\t5\t03/12/2026", [{ due: december }])).toEqual([
    "03/12/2026 can be read two ways: it is read as Thursday 3 December 2026. Write 2026-12-03 to be sure.",
  ]);
  expect(words.twoWays("BB1\t5\t13/12/2026\nBB1\t5\t2026-12-03", [{ due: december }])).toEqual([]);
});
