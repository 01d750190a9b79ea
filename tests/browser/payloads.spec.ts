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
function cells(text: string, delimiter = ","): string[][] {
  const rows: string[][] = [[]];
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r?\\n|$)`, "g");
  for (const [, quoted, plain, end] of text.matchAll(field)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== delimiter) rows.push([]);
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
async function everywhere(page: Page, log: Log, pages = 1): Promise<void> {
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
  expect(log.requests).toHaveLength(pages);
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

/** What the item results say of demand. */
function figures(rows: string[][]) {
  const at = ["item", "periods", "mean", "sd"].map((name) => rows[0]?.indexOf(name) ?? -1);
  return rows.map((row) => at.map((column) => row[column]));
}

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
  expect(figures(second)).toEqual(figures(first));
});

/** The form that Excel opens in a country: what holds its cells apart, and its decimal mark. */
const forms = [
  { locale: "de-DE", delimiter: ";", decimal: "," },
  { locale: "en-US", delimiter: ",", decimal: "." },
];

/** A file of the export menu. */
async function exported(page: Page, button: string): Promise<string> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const { bytes } = await download(page, button);
  await page.keyboard.press("Escape");
  return bytes.toString("utf8");
}

for (const { locale, delimiter, decimal } of forms) {
  test.describe(`in the form that Excel opens, ${locale}`, () => {
    test.use({ locale });

    test("payloads stay text, numbers stay numbers, and dropped again both are as they were", async ({
      page,
      log,
    }) => {
      await openFile(page);
      await give(page, [policy, demand, master]);
      await ready(page);
      const plain = {
        items: cells((await download(page, "Download item results")).bytes.toString("utf8")),
        segments: cells((await download(page, "Download segment results")).bytes.toString("utf8")),
      };
      const text = { items: await exported(page, "Items for Excel"), segments: "" };
      text.segments = await exported(page, "Segments for Excel");
      for (const what of ["items", "segments"] as const) {
        expect(text[what].startsWith("\ufeff")).toBe(true);
        const rows = cells(text[what].slice(1), delimiter);
        expect(armed(rows.map((row) => row.map((cell) => cell.replace(decimal, "."))))).toEqual([]);
        // Text is the same to the letter; a number differs in its decimal mark alone.
        const numbered = (cell: string) => cell !== "" && !Number.isNaN(Number(cell));
        const asExcel = (cell: string) => (numbered(cell) ? cell.replace(".", decimal) : cell);
        expect(rows).toEqual(plain[what].map((row) => row.map(asExcel)));
        expect(rows.flat().filter((cell) => /^-?\d+[.,]\d+$/.test(cell)).length).toBeGreaterThan(10);
      }

      await openFile(page);
      const again = { name: "figures.csv", mimeType: "text/csv", buffer: Buffer.from(text.items) };
      await give(page, again);
      await ready(page);
      await everywhere(page, log, 2);
      const second = cells((await download(page, "Download item results")).bytes.toString("utf8"));
      expect(figures(second)).toEqual(figures(plain.items));
    });
  });
}
