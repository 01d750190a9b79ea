// The steps of a policy: what undo goes back to, and what is one step.

import { beforeEach, expect, test } from "vitest";
import {
  addDimension,
  removeDimension,
  setDialect,
  setOverride,
  setRole,
  setTable,
  setTarget,
  targetOf,
} from "../../www/src/state/edits";
import {
  beginWith,
  change,
  changeList,
  endGesture,
  entries,
  forgetList,
  goToStep,
  policy,
  redo,
  redoLabel,
  stepLabels,
  undo,
  undoLabel,
} from "../../www/src/state/policy";
import type { FileReport, OrderLine, PolicyFile, Target } from "../../www/src/wire";

const rate = (value: number): Target => ({ kind: "cycle_service_level", value });

/** As much of a policy as the steps look at. */
const opened = {
  name: "",
  segments: { "A-X": { target: rate(0.98) }, "*": { target: rate(0.95) } },
  segmentation: { dimensions: [{ kind: "abc" }], rules: [], overrides: [], merges: {} },
  columns: {},
} as unknown as PolicyFile;

const file = {
  name: "sales.csv",
  fingerprint: "f1",
  table: "demand",
  columns: [
    { header: "Datum", role: "date" },
    { header: "Artikel", role: "item" },
    { header: "Menge", role: "quantity" },
    { header: "Rest", role: null },
  ],
} as unknown as FileReport;

const hard = "\u00a0";
const now = () => policy.value as PolicyFile;

beforeEach(() => {
  beginWith(opened);
  forgetList();
});

test("a step has a label, undo goes back, redo forth", () => {
  setTarget("A-X", rate(0.97));
  expect(undoLabel.value).toBe(`A-X target from 98.0${hard}% to 97.0${hard}%`);
  undo();
  expect(now()).toBe(opened);
  expect([undoLabel.value, redoLabel.value]).toEqual([null, `A-X target from 98.0${hard}% to 97.0${hard}%`]);
  redo();
  expect(targetOf(now(), "A-X").value).toBe(0.97);
});

test("a drag is one step, from where it began to where it ended", () => {
  for (const value of [0.97, 0.96, 0.95, 0.94]) setTarget("A-X", rate(value), "drag A-X");
  endGesture();
  expect(stepLabels.value).toEqual([`A-X target from 98.0${hard}% to 94.0${hard}%`]);
  setTarget("A-X", rate(0.93), "drag A-X");
  expect(stepLabels.value).toHaveLength(2);
});

test("a change that changes nothing is no step", () => {
  setTarget("A-X", rate(0.98));
  change("nothing", (policy) => ({ ...policy }));
  expect(stepLabels.value).toEqual([]);
});

test("a new step after undo replaces what had been undone", () => {
  setTarget("A-X", rate(0.97));
  setTarget("A-X", rate(0.96));
  goToStep(1);
  setTarget("A-X", rate(0.9));
  expect(stepLabels.value).toHaveLength(2);
  expect(redoLabel.value).toBeNull();
  goToStep(0);
  expect(now()).toBe(opened);
});

test("a segment without a target of its own takes that of the rest", () => {
  expect(targetOf(now(), "C-Z")).toEqual(rate(0.95));
  setTarget("C-Z", rate(0.8));
  expect(undoLabel.value).toBe(`C-Z target from 95.0${hard}% to 80.0${hard}%`);
});

test("dimensions come and go by their place", () => {
  addDimension({ kind: "xyz" });
  removeDimension(0, "abc");
  expect(now().segmentation.dimensions).toEqual([{ kind: "xyz" }]);
});

test("a role belongs to one column: the column that had it gives it up", () => {
  setRole(file, "Rest", "quantity");
  expect(now().columns.f1).toEqual({
    table: "demand",
    roles: { date: "Datum", item: "Artikel", quantity: "Rest" },
  });
  setRole(file, "Rest", "");
  expect(now().columns.f1?.roles).toEqual({ date: "Datum", item: "Artikel" });
});

test("another table has the columns matched anew; a role chosen then keeps the others", () => {
  setTable(file, "stock");
  expect(now().columns.f1).toEqual({ table: "stock", roles: {} });
  setRole({ ...file, table: "stock" }, "Rest", "on_hand");
  expect(now().columns.f1?.roles).toMatchObject({ item: "Artikel", on_hand: "Rest" });
});

test("how a file is written is kept beside its roles", () => {
  setDialect(file, (dialect) => ({ ...dialect, delimiter: ";" }));
  expect(now().columns.f1?.dialect?.delimiter).toBe(";");
  expect(now().columns.f1?.roles.date).toBe("Datum");
});

test("an item has one override, the latest", () => {
  setOverride({ item: "a", target: rate(0.9), reason: "first" });
  setOverride({ item: "a", location: "Main", target: rate(0.8), reason: "elsewhere" });
  setOverride({ item: "a", target: rate(0.99), reason: "second" });
  expect(now().segmentation.overrides.map(({ reason }) => reason)).toEqual(["elsewhere", "second"]);
});

test("the list of promises and the policy have one undo", () => {
  const line = { item: "HB1", quantity: 5 } as unknown as OrderLine;
  const list = [{ line, promised: true }];
  setTarget("A-X", rate(0.97));
  changeList("a list of 1 line", list);
  setTarget("A-X", rate(0.96));
  expect(stepLabels.value).toHaveLength(3);
  undo();
  expect([entries.value, targetOf(now(), "A-X").value]).toEqual([list, 0.97]);
  undo();
  expect([entries.value, targetOf(now(), "A-X").value]).toEqual([[], 0.97]);
  undo();
  expect(now()).toBe(opened);
  redo();
  redo();
  expect([entries.value, redoLabel.value]).toEqual([list, `A-X target from 97.0${hard}% to 96.0${hard}%`]);
});

test("a list whose files are gone is forgotten, the policy's steps are not", () => {
  const line = { item: "HB1", quantity: 5 } as unknown as OrderLine;
  setTarget("A-X", rate(0.97));
  changeList("a list of 1 line", [{ line, promised: false }]);
  setTarget("A-X", rate(0.96));
  undo();
  forgetList();
  expect([entries.value, stepLabels.value.length, targetOf(now(), "A-X").value]).toEqual([[], 2, 0.97]);
  redo();
  expect([entries.value, targetOf(now(), "A-X").value]).toEqual([[], 0.96]);
});
