// The border between the page and the engine: every question gets the answer that `wire.ts` says,
// nulls are null, no number is infinite, and a failure is a value with a code and a sentence.

import { expect, test } from "vitest";
import type { Answers } from "../../www/src/engine/engine";
import type { Answer, Request } from "../../www/src/wire";
import { ask, feed, openSession } from "./rig";
import { policyOf, read, tables } from "./samples";

const policy = policyOf("distributor");
const text = JSON.stringify(policy);
const list = {
  sort: "exceptions" as const,
  descending: false,
  search: "",
  segments: [],
  exceptions_only: false,
  offset: 0,
  count: 50,
};

const kinds: Answers = {
  new_policy: "policy",
  open_policy: "policy",
  policy_text: "file",
  reading: "done",
  files: "files",
  summary: "summary",
  dimension: "dimension",
  advice: "advice",
  fewest: "fewest",
  review: "review",
  pooling: "pooling",
  scenarios: "scenarios",
  take_groups: "policy",
  preset: "policy",
  sign_off: "policy",
  agreement: "agreement",
  record: "policy",
  compare_policies: "compare_policies",
  compare: "compare",
  money: "money",
  budget: "budget",
  rows: "rows",
  items: "items",
  item: "item",
  export: "file",
  left_out: "file",
  desk: "desk",
  suggest: "suggestions",
  promise: "promise",
  promise_list: "promise_list",
  read_orders: "order_lines",
  commitments: "file",
  forget: "done",
};

const line = {
  item: "HB1",
  location: "",
  channel: "",
  customer: "",
  tier: "Key",
  reference: "SO1",
  quantity: 300,
  due: 20_770,
  outside_forecast: false,
};
const desk = { today: 20_757, committed: [line] };

const against = {
  results: null,
  earlier_from: null,
  earlier_to: null,
  later_from: null,
  later_to: null,
  offset: 0,
  count: 20,
};

const requests: Request[] = [
  { kind: "new_policy" },
  { kind: "open_policy", name: "policy.json", text },
  { kind: "policy_text", policy },
  { kind: "reading", policy },
  { kind: "files", policy },
  { kind: "summary", policy },
  { kind: "compare", policy },
  { kind: "items", policy, list },
  { kind: "rows", policy, items: [0, 1] },
  { kind: "dimension", policy, position: 0 },
  { kind: "advice", policy },
  { kind: "fewest", policy },
  { kind: "review", policy, against },
  { kind: "review", policy, against: { ...against, policy } },
  { kind: "items", policy, list: { ...list, dormant_only: true } },
  { kind: "pooling", policy, across: { field: "location", offset: 0, count: 20 } },
  { kind: "take_groups", policy, groups: 3 },
  { kind: "preset", policy, preset: "taught", columns: [] },
  {
    kind: "sign_off",
    policy,
    signature: { role: "finance", name: "A. Signer", day: "2026-11-13", covers: [] },
  },
  { kind: "agreement", policy, today: "2026-11-13" },
  { kind: "record", policy, before: policy, change: { who: "planning", when: "2026-11-13", why: "review" } },
  { kind: "compare_policies", policy, other: policy },
  { kind: "scenarios", policy },
  { kind: "money", policy, rate: "fill_rate" },
  {
    kind: "budget",
    policy,
    rate: "fill_rate",
    goal: { kind: "service", value: 0.95, segments: {} },
  },
  { kind: "item", policy, index: 0 },
  { kind: "export", policy, what: "item_results", form: "plain" },
  { kind: "export", policy, what: "segment_results", form: "excel_comma" },
  { kind: "left_out", slot: 0 },
  { kind: "desk", policy, desk: { today: null, committed: [] } },
  { kind: "suggest", policy, what: "item", text: "bolt", count: 8 },
  { kind: "suggest", policy, what: "customer", text: "", count: 8 },
  { kind: "promise", policy, desk, order: line },
  { kind: "promise", policy, desk, order: { ...line, item: "nobody", quantity: -1 } },
  { kind: "promise_list", policy, desk, lines: [line, { ...line, item: "GM4" }] },
  { kind: "read_orders", policy, text: "HB1\t250\t2026-11-13" },
  { kind: "commitments", policy, desk, lines: [line], form: "plain" },
  { kind: "forget", slot: 1 },
];

/** Every place in an answer that JSON could not hold, or that the page does not expect. */
function oddities(value: unknown, place = "answer"): string[] {
  if (value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${place} is ${value}`];
  if (value instanceof Uint8Array) return [];
  if (Array.isArray(value)) return value.flatMap((one, at) => oddities(one, `${place}[${at}]`));
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.entries(value).flatMap(([name, one]) => oddities(one, `${place}.${name}`));
  }
  return [`${place} is a ${Object.prototype.toString.call(value)}`];
}

function fails(answer: Answer): { code: string; sentence: string } {
  expect(answer.kind).toBe("failure");
  const { code, sentence } = answer as Extract<Answer, { kind: "failure" }>;
  expect(code).toMatch(/^[a-z_]+$/);
  expect(sentence.length).toBeGreaterThan(20);
  return { code, sentence };
}

test("the list of questions is complete", () => {
  expect(new Set(requests.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
});

test("every question gets the answer of its kind, in plain values", () => {
  const session = read(policy, tables("distributor"));
  for (const request of requests) {
    const answer = ask(session, request);
    expect([request.kind, answer.kind, answer.kind === "failure" ? answer.sentence : ""]).toEqual([
      request.kind,
      kinds[request.kind],
      "",
    ]);
    expect(oddities(answer)).toEqual([]);
  }
});

test("before any file, every question is answered all the same", () => {
  const session = openSession();
  for (const request of requests) {
    const answer = ask(session, request);
    expect([kinds[request.kind], "failure"]).toContain(answer.kind);
    expect(oddities(answer)).toEqual([]);
  }
});

test("a policy comes back from its file as it was", () => {
  const session = openSession();
  const file = ask(session, { kind: "policy_text", policy });
  if (file.kind !== "file") throw new Error(JSON.stringify(file));
  const again = ask(session, {
    kind: "open_policy",
    name: file.name,
    text: new TextDecoder().decode(file.bytes),
  });
  expect(again).toMatchObject({ kind: "policy", policy });
  expect(again.kind === "policy" && again.findings).toEqual([]);
});

test("settings that files were not read by ask for the files", () => {
  const session = read(policy, tables("distributor"));
  const other = { ...policy, filters: { demand: "quantity > 1" } };
  expect(ask(session, { kind: "summary", policy: other }).kind).toBe("needs_files");
});

test("what cannot be answered is a failure in a sentence", () => {
  const session = read(policy, tables("distributor"));
  fails(ask(session, { kind: "item", policy, index: 1_000_000 }));
  fails(ask(session, { kind: "open_policy", name: "policy.json", text: "{" }));
  const percent = { ...policy, uniform: { kind: "cycle_service_level" as const, value: 97.5 } };
  const { sentence } = fails(
    ask(session, { kind: "open_policy", name: "policy.json", text: JSON.stringify(percent) }),
  );
  expect(sentence).toContain("0.975");
});

test("a file that is no table leaves the rest as it was", () => {
  const session = read(policy, tables("distributor"));
  const before = ask(session, { kind: "summary", policy });
  for (const bytes of [new Uint8Array(), Uint8Array.from({ length: 5000 }, (_, at) => (at * 167) % 256)]) {
    expect(["file_read", "failure"]).toContain(feed(session, 99, "picture.csv", bytes).kind);
    expect(ask(session, { kind: "summary", policy })).toEqual(before);
  }
});
