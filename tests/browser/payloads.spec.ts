// What a file holds is text, wherever it is shown and wherever it is written: names that are markup,
// formulas or forged lines run nowhere, and read back as they were.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { tests } from "../../www/tools/places.mjs";
import { download, expect, give, type Log, openFile, ready, test } from "./rig";

const injection = (name: string) => readFileSync(join(tests, "corpus", "injection", name), "utf8");

/** The cells of a CSV file. */
function cells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const file = (name: string, rows: string[][]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(`${rows.map((row) => row.map(quoted).join(",")).join("\n")}\n`),
});

const html = cells(injection("html_in_names.csv"))
  .slice(1)
  .map(([, name = ""]) => name);
const formulas = (JSON.parse(injection("export_cases.json")) as { text?: string }[]).flatMap(
  ({ text }) => text ?? [],
);
const forged = "A-1\n2024-01-01 00:00 ERROR admin logged in";
const payloads = [...new Set([...html, ...formulas, forged])];
const bad = "<img src=x onerror=window.__pwned=1>";

const days = Array.from({ length: 12 }, (_, week) => new Date(Date.UTC(2024, 0, 1 + 7 * week)));
const iso = (day: Date) => day.toISOString().slice(0, 10);
/** A guard, because the reader takes one off. */
const written = (text: string) => (/^\s*[=+\-@\t\r'＝＋－＠]/.test(text) ? `'${text}` : text);

const demand = file(`${bad}.csv`, [
  ["item", "date", "quantity", "price", bad],
  ...payloads.flatMap((name, at) =>
    days.map((day, week) => [written(name), iso(day), String(1 + ((at + week) % 5)), "2", bad]),
  ),
  [bad, bad, bad, bad, bad],
]);
const master = file("items.csv", [
  ["item", "description", "category", "unit_cost", bad],
  ...payloads.map((name, at) => [
    written(name),
    written(name),
    written(payloads[at % 4] ?? ""),
    "1.5",
    written(name),
  ]),
]);
const policy = {
  name: `${bad}.json`,
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify({
      format: "segmented-safety-stock/policy",
      version: 1,
      name: bad,
      segmentation: { dimensions: [{ kind: "column", column: "category" }] },
    }),
  ),
};

/** Every screen, with all that opens behind the first of its rows. */
async function everywhere(page: Page, log: Log): Promise<void> {
  for (const screen of ["data", "segments", "items"]) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, screen);
    await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
  }
  for (const row of [1, 4, 9]) {
    await page.locator(`tr[data-row="${row}"]`).click();
    await expect(page.getByRole("complementary")).toHaveAttribute("aria-busy", "false");
  }
  expect(await page.evaluate(() => "__pwned" in window)).toBe(false);
  expect(log.requests).toHaveLength(1);
  expect(log.complaints).toEqual([]);
}

/** Text cells that a spreadsheet would take for a formula. */
const armed = (rows: string[][]) =>
  rows.flat().filter((cell) => /^\s*[=+\-@＝＋－＠\t\r]/.test(cell) && Number.isNaN(Number(cell)));

test("markup, formulas and forged lines stay text on every screen and in every export", async ({
  page,
  log,
}) => {
  await openFile(page);
  await give(page, [policy, demand, master]);
  await ready(page);
  await everywhere(page, log);
  await page.evaluate(() => {
    location.hash = "items";
  });
  await page.getByRole("searchbox").fill("<script>window");
  await expect(page.getByRole("rowheader").first()).toContainText("<script>window.__pwned=1</script>");

  const items = cells((await download(page, "Download item results")).bytes.toString("utf8"));
  const keys = items.slice(1).map(([key = ""]) => key.replace(/^'/, ""));
  expect(
    keys.filter((key) => !payloads.includes(key) && !payloads.some((one) => one.trim() === key)),
  ).toEqual([]);
  expect(keys.length).toBeGreaterThan(60);
  const segments = await download(page, "Download segment results");
  await page.evaluate(() => {
    location.hash = "data";
  });
  for (const name of [demand.name, master.name]) {
    const coming = page.waitForEvent("download");
    const card = page.getByRole("article", { name });
    await card.getByRole("button", { name: "Download left-out rows" }).click();
    const rows = cells(await readFile(await (await coming).path(), "utf8"));
    expect(rows.length).toBeGreaterThan(1);
    expect(armed(rows)).toEqual([]);
  }
  expect(armed(cells(segments.bytes.toString("utf8")))).toEqual([]);
  expect(armed(items)).toEqual([]);
  const text = (await download(page, "Download policy")).bytes.toString("utf8");
  expect((JSON.parse(text) as { name: string }).name).toBe(bad);
});

test("the exported items, dropped again, are the same items with the same figures", async ({ page }) => {
  await openFile(page);
  await give(page, [policy, demand, master]);
  await ready(page);
  const first = cells((await download(page, "Download item results")).bytes.toString("utf8"));
  await page.reload();
  await openFile(page);
  const again = { name: "figures.csv", mimeType: "text/csv", buffer: Buffer.from("") };
  again.buffer = file(again.name, first).buffer;
  await give(page, again);
  await ready(page);
  const second = cells((await download(page, "Download item results")).bytes.toString("utf8"));
  const figures = (rows: string[][]) => {
    const at = ["item", "periods", "mean", "sd"].map((name) => rows[0]?.indexOf(name) ?? -1);
    return rows.map((row) => at.map((column) => row[column]));
  };
  expect(figures(second)).toEqual(figures(first));
});
