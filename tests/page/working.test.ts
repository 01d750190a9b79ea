// The working of a number: whoever types the shown figures into a calculator gets the shown result.

import { expect, test } from "vitest";
import { formula, sentence, sourcePlace, sourceValue } from "../../www/src/text/why";
import type { ItemAnswer, ItemRow, Source, Target } from "../../www/src/wire";

const hard = "\u00a0";

/** An item worked through by hand: 62.2 a week, sd 21, three weeks of lead time with 4 days of spread. */
function item(row: Partial<ItemRow> = {}, part: Partial<ItemAnswer> = {}): ItemAnswer {
  const spread = Math.sqrt(3 * 21 ** 2 + 62.2 ** 2 * (4 / 7) ** 2);
  const stock = 2.0537489106 * spread;
  const target: Target = { kind: "cycle_service_level", value: 0.98 };
  return {
    row: {
      segment: "A-X",
      status: "ok",
      mean: 62.2,
      sd: 21,
      model: "normal",
      target,
      safety_stock: stock,
      safety_stock_units: Math.ceil(stock),
      reorder_point: 186.6 + stock,
      reorder_point_units: Math.ceil(186.6 + stock),
      ...row,
    },
    lead_time: 3,
    lead_time_sd: 4 / 7,
    interval: 3,
    review_days: 0,
    short_history_factor: 1,
    mean_over_interval: 186.6,
    sd_over_interval: spread,
    safety_factor: 2.0537489106,
    level: 186.6 + stock,
    bound: null,
    whole_units: false,
    target_origin: "segment",
    sources: [],
    findings: [],
    ...part,
  } as unknown as ItemAnswer;
}

/** Works a shown line out: what stands left of the last equals sign must give what stands right of it. */
function check(line: string): void {
  const cut = line.lastIndexOf(" = ");
  const number = (text: string) => text.replaceAll(",", "").replaceAll("\u2212", "-");
  const sum = number(line.slice(0, cut))
    .replaceAll("²", "**2")
    .replaceAll("×", "*")
    .replaceAll("÷", "/")
    .replace("√", "Math.sqrt");
  expect(/^[\d\s.()*/+\-Mathsqr]+$/.test(sum), sum).toBe(true);
  const found = Number(new Function(`return ${sum}`)());
  const said = Number(number(line.slice(cut + 3)));
  expect(Math.abs(found - said) / said, line).toBeLessThan(2e-4);
}

const numbers = (answer: ItemAnswer) => formula(answer, "week").numbers.map(([, text]) => text ?? "");

test("normal: deviation, safety stock, reorder point", () => {
  const lines = numbers(item());
  expect(lines).toHaveLength(3);
  lines.forEach(check);
});

test("a short history is a factor of its own", () => {
  const factor = 1 + 3 / 20;
  const spread = Math.sqrt(3 * 21 ** 2 * factor + 62.2 ** 2 * (4 / 7) ** 2);
  const [deviation = ""] = numbers(item({}, { short_history_factor: factor, sd_over_interval: spread }));
  check(deviation);
  expect(deviation).toContain("1.15");
});

test("a level of whole units, less the mean over the interval", () => {
  const row = { model: "gamma", safety_stock: 302 - 186.6, reorder_point: 302 } as const;
  const [deviation = "", level, stock = "", point = ""] = numbers(
    item(row, { level: 302, whole_units: true }),
  );
  expect(level).toBe("302");
  [deviation, stock, point].forEach(check);
});

test("days of cover are days of the mean", () => {
  const target: Target = { kind: "days_of_cover", value: 14 };
  const row = { target, safety_stock: 124.4, reorder_point: 311 };
  numbers(item(row)).forEach(check);
});

test("an item without a safety stock has no formula, and says why", () => {
  const row = { safety_stock: null, reorder_point_units: null, status: "not enough history" };
  const answer = item(row);
  expect(formula(answer, "week")).toEqual({ words: [], numbers: [] });
  expect(sentence(answer)).toContain("two periods");
});

test("the answer in one paragraph", () => {
  expect(sentence(item())).toBe(
    `Segment A-X asks for a cycle service of 98.0${hard}%. Order again at 292 units.`,
  );
  expect(sentence(item({}, { review_days: 14 }))).toContain(`Every 14${hard}days, order up to 292 units.`);
});

test("an input names its unit and its place", () => {
  const source = (part: Partial<Source>): Source => ({
    input: "lead_time_days",
    value: 21,
    file: "items.csv",
    line: 418,
    rows: 1,
    origin: "file",
    note: "",
    ...part,
  });
  expect(sourceValue(source({}), "week", "€", undefined)).toBe(`21${hard}days`);
  expect(sourceValue(source({ input: "unit_cost", value: 38.4 }), "week", "€", undefined)).toBe("€38.40");
  expect(sourceValue(source({ input: "mean", value: 62.2 }), "week", "€", undefined)).toBe("62.2 a week");
  expect(sourcePlace(source({}))).toBe("items.csv, row 418");
  expect(sourcePlace(source({ file: "", line: 0, rows: 0, origin: "policy", note: "A-X" }))).toBe(
    "policy, A-X",
  );
});
