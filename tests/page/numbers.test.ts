// Numbers as a person reads them, and as a person types them.

import { expect, test } from "vitest";
import { heading } from "../../www/src/text/data";
import * as text from "../../www/src/text/numbers";
import { exactTarget, readTarget, shownTarget } from "../../www/src/views/segments/target";

const hard = "\u00a0";

test.each([
  [text.number(1234567.5, 1), "1,234,567.5"],
  [text.number(-3), "\u22123"],
  [text.number(-0.04, 1), "0.0"],
  [text.signed(0.00001, 2), "0.00"],
  [text.signed(12, 0), "+12"],
  [text.percent(0.9907, 2), `99.07${hard}%`],
  [text.points(-0.0007), `\u22120.07${hard}pt`],
  [text.short(1_527_094), `1.53${hard}M`],
  [text.short(440_100), `440${hard}k`],
  [text.short(63_400), `63.4${hard}k`],
  [text.short(999_600), `1.00${hard}M`],
  [text.short(9_994), "9,994"],
  [text.short(0.44), "0.4"],
  [text.shortMoneyDifference(-130_085, "€"), `\u2212€130${hard}k`],
  [text.shortMoneyDifference(130_085, "€"), `+€130${hard}k`],
  [text.money(-8.5, "€", 2), "\u2212€8.50"],
  [text.figures(0.5714), "0.571"],
  [text.figures(186.6), "186.6"],
  [text.figures(3), "3"],
  [text.full(0.1 + 0.2), "0.30000000000000004"],
  [text.bytes(29_400_000), `29.4${hard}MB`],
  [text.day(0), "1 Jan 1970"],
  [text.isoDay("2026-02-03"), "3 Feb 2026"],
  [text.isoDay("12.5"), "12.5"],
  [text.counted(1, "item"), `1${hard}item`],
  [text.counted(3922, "item"), `3,922${hard}items`],
  [text.inWords(9), "nine"],
  [text.inWords(13), "13"],
])("%s", (written, expected) => {
  expect(written).toBe(expected);
});

test.each([
  ["98", 98],
  ["98,5", 98.5],
  ["1,234.5", 1234.5],
  ["60,000", 60_000],
  ["1,234,567", 1_234_567],
  ["1.234.567", 1_234_567],
  ["1.234,5", 1234.5],
  ["1 234,5", 1234.5],
  ["0,125", 0.125],
  ["1.125", 1.125],
  ["60.000", null],
  ["1,23,4", null],
  [" 97 % ", 97],
  ["\u22123", -3],
  [".5", 0.5],
  ["", null],
  ["1.2.3", null],
  ["ninety", null],
  ["1e3", null],
])("%o is read as %o", (typed, expected) => {
  expect(text.readNumber(typed)).toBe(expected);
});

test.each([
  ["97", { kind: "cycle_service_level", value: 0.97 }],
  ["99.95 %", { kind: "cycle_service_level", value: 0.9995 }],
  ["0.98", "Type percent: 98 for 98 %."],
  ["100", "Type more than 0 and less than 100 %."],
  ["-1", "Type more than 0 and less than 100 %."],
  ["much", "Type a number."],
])("a cycle service target typed as %o", (typed, expected) => {
  expect(readTarget(typed, "cycle_service_level")).toEqual(expected);
});

test.each([
  [0.98, "98.0"],
  [0.9725, "97.25"],
  [0.9999, "99.99"],
  [0.07 + 0.9, "97.0"],
  [0.98178, "98.18"],
  [0.99999654, "99.9997"],
  [0.999999, "99.9999"],
])("a target of %o is shown as %o", (value, expected) => {
  expect(shownTarget({ kind: "cycle_service_level", value })).toBe(expected);
});

test("a target that is shown rounded says what it is exactly", () => {
  expect(exactTarget({ kind: "cycle_service_level", value: 0.98178 })).toBe(`exactly 98.178${hard}%`);
  expect(exactTarget({ kind: "cycle_service_level", value: 0.9725 })).toBeUndefined();
  expect(exactTarget({ kind: "units", value: 1234 })).toBeUndefined();
});

test.each([
  [2, 0, 0, 0, 0, "Two files are read"],
  [1, 0, 0, 0, 0, "One file is read"],
  [0, 2, 0, 0, 0, "Two files are being read"],
  [5, 1, 1, 0, 0, "Five files are read, one is being read, one question is open"],
  [0, 0, 0, 1, 0, "One file cannot be used"],
  [1, 0, 2, 2, 0, "One file is read, two cannot be used, two questions are open"],
  [0, 0, 1, 0, 1, "One file waits for an answer"],
  [1, 0, 3, 0, 2, "One file is read, two wait for an answer, three questions are open"],
])("%d read, %d waiting, %d questions, %d lost, %d asking", (read, waiting, open, lost, asking, expected) => {
  expect(heading(read, waiting, open, lost, asking)).toBe(expected);
});
