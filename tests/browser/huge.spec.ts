// A file of more bytes than 32 bits count: what stands behind them is read, and counted, as what stands before.
//
// The file is made of one block that comes again and again, so that it takes no room: few long rows, whose note
// nobody asks for.

import type { Page } from "@playwright/test";
import type {} from "./faulty";
import { expect, faulty, openFile, test } from "./rig";

/** Rows of a block, and how often it comes: 4.4 GB. */
const shape = { rows: 32, note: 65_000, blocks: 2_100 };

/** Reads the file with an item of its own in its last rows; what is said of it, and the bytes told on the way. */
function read(page: Page) {
  return page.evaluate(async ({ rows, note, blocks }) => {
    const engine = await window.room.startEngine();
    const opened = await engine.ask({ kind: "new_policy" });
    if (opened.kind !== "policy") throw new Error(opened.sentence);
    const policy = opened.policy;
    await engine.ask({ kind: "reading", policy });
    const row = (at: number, item: string) => `2024-01-${String(1 + (at % 28)).padStart(2, "0")},${item},2,`;
    const filled = (item: string) =>
      Array.from({ length: rows }, (_, at) => `${row(at, item)}${"n".repeat(note)}\n`).join("");
    const block = new Blob([filled("MANY")]);
    const parts = [
      "date,item,quantity,note\n",
      ...Array.from({ length: blocks }, () => block),
      filled("LAST"),
    ];
    const file = new File(parts, "huge.csv");
    let told = 0;
    engine.onProgress(({ bytes }) => {
      told = Math.max(told, bytes);
    });
    const [fed] = await engine.feed([{ slot: 0, file }]);
    const files = await engine.ask({ kind: "files", policy });
    const exported = await engine.ask({ kind: "export", policy, what: "item_results", form: "plain" });
    return {
      size: file.size,
      told,
      fed,
      files: files.kind === "files" ? files.files.map(({ size, rows }) => ({ size, rows })) : files.sentence,
      items:
        exported.kind === "file"
          ? new TextDecoder().decode(exported.bytes).split("\r\n")
          : [exported.sentence],
    };
  }, shape);
}

test("what lies behind 4 GiB is read as what lies before", async ({ page }) => {
  test.setTimeout(300_000);
  await openFile(page, faulty);
  await page.waitForFunction(() => window.room !== undefined);
  const { size, told, fed, files, items } = await read(page);
  const rows = shape.rows * (shape.blocks + 1);
  expect(size).toBeGreaterThan(2 ** 32);
  expect(fed).toMatchObject({ kind: "file_read", rows });
  expect(files).toEqual([{ size, rows }]);
  expect(told).toBe(size);
  const [header = "", ...lines] = items.filter((line) => line !== "");
  const names = header.split(",");
  const cell = (line: string, name: string) => line.split(",")[names.indexOf(name)];
  expect(lines.map((line) => cell(line, "item"))).toEqual(["LAST", "MANY"]);
  const sold = lines.map((line) => Number(cell(line, "mean")) * Number(cell(line, "periods")));
  expect((sold[1] ?? 0) / (sold[0] ?? 1)).toBeCloseTo(shape.blocks, 6);
});
