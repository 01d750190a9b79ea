// What the panel of computed groups and the headline above it say.

import { expect, test } from "vitest";
import { targetBefore } from "../../www/src/state/edits";
import { groupsWord } from "../../www/src/text/page";
import { review } from "../../www/src/text/review";
import { worth } from "../../www/src/text/worth";
import type { DimensionKind, PolicyFile } from "../../www/src/wire";
import { policyOf } from "./samples";

const hard = "\u00a0";

test.each([
  [["G1", "G2", "G3"], "Three groups"],
  [["G1", "G2", "G3", "Unknown"], "Three groups and one of items beside them"],
  [["G1", "Medical", "Unknown"], "One group and two segments beside it"],
  [["G1", "G2", "Medical"], "Two groups and one segment beside them"],
  [["A", "B"], "Two segments"],
])("%j", (names, expected) => {
  expect(groupsWord(names)).toBe(expected);
});

test("why items are not grouped is said reason by reason, and no reason that does not hold", () => {
  const said = worth.aside({ aside: [{ why: "no_demand", items: 282 }], agreements: [] });
  expect(said).toBe(
    `282${hard}items had no demand in the window: they stand in a segment beside the groups.`,
  );
  const under = worth.aside({
    aside: [
      { why: "agreement", items: 1 },
      { why: "own", items: 2 },
    ],
    agreements: ["Medical"],
  });
  expect(under).toContain(`1${hard}item under an agreement (Medical) keeps its segment`);
  expect(under).toContain(`2${hard}items keep their own target or segment.`);
  expect(worth.aside({ aside: [], agreements: [] })).toBe("");
});

test.each([
  [10, 4, 0, 0, `Four of 10${hard}items moved, 40${hard}%: chance is not computed for groups.`],
  [10, 4, 4, 4, `Four of 10${hard}items moved, 40${hard}%: no move is chance.`],
  [
    10,
    4,
    1,
    4,
    `Four of 10${hard}items moved, 40${hard}%: 1${hard}move beyond chance, 3 that chance explains.`,
  ],
])("of %i items %i moved, %i beyond chance of %i judged", (items, moved, real, judged, expected) => {
  expect(review.found({ items, moved, real, judged })).toBe(expected);
});

test("the order of the items that moved is said as it is", () => {
  expect(review.first(200, 900, { judged: false, inMoney: false })).toBe(
    "The first 200 of 900: the most units first.",
  );
  expect(review.first(200, 900, { judged: true, inMoney: true })).toBe(
    "The first 200 of 900: real moves and the most money first.",
  );
});

test("a segment that the saved policy lacks was nothing in it", () => {
  const target = (value: number) => ({ target: { kind: "cycle_service_level" as const, value } });
  const by = (kinds: DimensionKind[], segments: string[]): PolicyFile => {
    const start = policyOf("distributor") as unknown as PolicyFile;
    const dimensions = kinds.map((kind) => ({ kind }));
    return {
      ...start,
      segmentation: { ...start.segmentation, dimensions },
      segments: Object.fromEntries(segments.map((name) => [name, target(name === "*" ? 0.95 : 0.98)])),
    };
  };
  const [classes, groups] = [by(["abc"], ["A", "*"]), by(["computed"], ["G1", "*"])];
  expect(targetBefore(classes, groups, "G1")).toBeNull();
  expect(targetBefore(groups, groups, "G2")).toBeNull();
  expect(targetBefore(groups, groups, "G1")?.value).toBe(0.98);
  expect(targetBefore(classes, classes, "B")?.value).toBe(0.95);
  expect(targetBefore(null, groups, "G1")).toBeNull();
});
