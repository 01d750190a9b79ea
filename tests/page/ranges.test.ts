// Into what ranges a file is cut: every byte is in one of them, and workers share alike.

import { expect, test } from "vitest";
import { ranges } from "../../www/src/engine/ranges";

const huge = 6_000_000_000;

function check(size: number, most: number, workers: number, count: number): void {
  const cut = ranges(size, { least: 0, most, workers });
  expect(cut.length).toBe(count);
  expect(cut.map(({ from }) => from)).toEqual([0, ...cut.map(({ to }) => to)].slice(0, -1));
  expect(cut.at(-1)?.to).toBe(size);
  for (const { from, to } of cut) expect(to - from).toBeLessThanOrEqual(Math.max(1, most));
}

test("ranges follow each other from the first byte to the last, and each worker gets as many", () => {
  check(100, 100, 1, 1);
  check(100, 30, 1, 4);
  check(100, 30, 4, 4);
  check(1001, 100, 4, 12);
  check(3, 100, 4, 3);
  check(1, 100, 4, 1);
});

test("offsets above 4 GiB are exact", () => {
  check(huge, 1 << 27, 4, 48);
  expect(ranges(huge, { least: 0, most: 1 << 27, workers: 4 }).at(-1)).toEqual({
    from: 5_875_000_000,
    to: huge,
  });
});

test("later ranges are longer, where that is asked for", () => {
  const cut = ranges(1000, { least: 0, most: 1000, workers: 4, lean: 0.1 });
  expect(cut.map(({ from, to }) => to - from)).toEqual([231, 244, 256, 269]);
});
