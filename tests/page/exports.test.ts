// The exports rest on the data alone: not on how the files were cut into pieces, in which order
// their rows stand, or in which order the files came.

import { expect, test } from "vitest";
import { exported, policyOf, read, sampleNames, tables } from "./samples";

type Files = [string, string][];

function results(name: string, files: Files, piece?: number): string[] {
  const policy = policyOf(name);
  const session = read(policy, files, piece);
  return [exported(session, policy, "item_results"), exported(session, policy, "segment_results")];
}

/** The rows in another order: the header stays first. */
function shuffled(text: string): string {
  const [header = "", ...rows] = text.trimEnd().split("\n");
  const mixed = rows.map((row, at) => [((at + 1) * 2_654_435_761) % 4_294_967_296, row] as const);
  return `${[header, ...mixed.sort(([one], [other]) => one - other).map(([, row]) => row)].join("\n")}\n`;
}

test.each(sampleNames)("%s: any pieces give the same bytes", (name) => {
  const whole = results(name, tables(name));
  expect(whole[0]?.split("\n").length).toBeGreaterThan(20);
  for (const piece of [1, 7, 4096]) expect(results(name, tables(name), piece)).toEqual(whole);
});

test.each(sampleNames)("%s: any order of rows and files gives the same bytes", (name) => {
  const whole = results(name, tables(name));
  const files: Files = tables(name).map(([file, text]) => [file, shuffled(text)]);
  expect(results(name, files.reverse())).toEqual(whole);
});

test.each(sampleNames)("%s: a table is UTF-8, comma, one row a stocking unit, then the total", (name) => {
  const [items = "", segments = ""] = results(name, tables(name));
  expect(items).toMatch(/^item,/);
  const first = segments
    .trimEnd()
    .split(/\r?\n/)
    .map((row) => row.split(",")[0]);
  expect(first[0]).toBe("segment");
  expect(first.slice(-4)).toEqual([
    "Total",
    "Uniform: same target",
    "Uniform: same capital",
    "Uniform: same service",
  ]);
});
