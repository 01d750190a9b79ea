// What arrives packed gives the very results of the plain tables: workbooks, zip, gzip, pasted cells.
// What cannot be opened says what to do. Nothing is asked of a network, and the content policy holds.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import writeXlsxFile from "write-excel-file/node";
import { www } from "../../www/tools/places.mjs";
import { part, stored, workbookParts, zip } from "../page/archives";
import { download, expect, give, openFile, ready, test } from "./rig";

const samples = join(www, "samples", "shop");
const demand = readFileSync(join(samples, "demand.csv"), "utf8");
const items = readFileSync(join(samples, "items.csv"), "utf8");

const given = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content),
});

const rows = (csv: string) =>
  csv
    .trim()
    .split("\n")
    .map((line) => line.split(","));

/** A table as cells that a person would have in a workbook: numbers, days and texts. */
function sheet(csv: string): object[][] {
  return rows(csv).map((row) =>
    row.map((text) => {
      if (/^\d{4}-\d\d-\d\d$/.test(text))
        return { value: new Date(`${text}T00:00:00Z`), format: "dd.mm.yyyy" };
      return /^-?\d+(\.\d+)?$/.test(text) ? { value: Number(text) } : { value: text };
    }),
  );
}

async function workbook(): Promise<Buffer> {
  const sheets = [
    { data: sheet(demand), sheet: "Sales 2024" },
    { data: sheet(items), sheet: "Items" },
  ];
  return writeXlsxFile(sheets as unknown as Parameters<typeof writeXlsxFile>[0]).toBuffer();
}

async function results(page: Page): Promise<string> {
  await ready(page);
  await show(page, "segments");
  const { bytes } = await download(page, "Download item results");
  return bytes.toString();
}

const cards = (page: Page) => page.getByRole("article").getByRole("heading", { level: 2 });

const show = (page: Page, screen: string) =>
  page.evaluate((screen) => {
    location.hash = screen;
  }, screen);

let plain: string;

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage({ acceptDownloads: true });
  await openFile(page);
  await give(page, [given("demand.csv", demand), given("items.csv", items)]);
  plain = await results(page);
  await page.close();
});

for (const product of ["file", "site"] as const) {
  test(`a workbook with two sheets gives the results of its tables (${product})`, async ({
    page,
    log,
    site,
  }) => {
    if (product === "file") await openFile(page);
    else await page.goto(site.address);
    await page.locator("main[data-status=empty]").waitFor();
    // The site keeps its own files for later while the page is already used.
    if (product === "site") await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const before = log.requests.length;
    await give(page, [given("book.xlsx", await workbook())]);
    expect(await results(page)).toBe(plain);
    await show(page, "data");
    await expect(cards(page)).toHaveText(["book.xlsx · Sales 2024", "book.xlsx · Items"], {
      useInnerText: true,
    });
    expect(log.complaints).toEqual([]);
    expect(log.requests.slice(before)).toEqual([]);
  });
}

test("from the first byte to the results the page never says that it is empty", async ({ page }) => {
  await openFile(page);
  await page.locator("main[data-status=empty]").waitFor();
  await page.evaluate(() => {
    const main = document.querySelector("main");
    const seen: string[] = [];
    Object.assign(window, { seen });
    if (main)
      new MutationObserver(() => seen.push(main.dataset.status ?? "")).observe(main, { attributes: true });
  });
  await give(page, [given("demand.csv.gz", gzipSync(demand)), given("book.xlsx", await workbook())]);
  await expect
    .poll(() => page.evaluate(() => (window as never as { seen: string[] }).seen))
    .toContain("ready");
  await ready(page);
  const seen = await page.evaluate(() => (window as never as { seen: string[] }).seen);
  expect(seen).not.toContain("empty");
});

test("gzip and zip give the results of the tables in them", async ({ page, log }) => {
  await openFile(page);
  await give(page, [given("demand.csv.gz", gzipSync(demand)), given("items.csv.gz", gzipSync(items))]);
  expect(await results(page)).toBe(plain);
  await page.reload();
  const inside = [
    part("export/demand.csv", demand),
    part("export/items.csv", items),
    part("export/read.me", "x"),
  ];
  await give(page, [given("export.zip", zip(inside))]);
  expect(await results(page)).toBe(plain);
  await expect(page.getByText("Left out of export.zip")).toContainText("export/read.me");
  expect(log.complaints).toEqual([]);
});

test("a workbook within a zip is opened, too, and a policy in it is applied", async ({ page }) => {
  await openFile(page);
  const policy = readFileSync(join(samples, "policy.json"), "utf8");
  const inside = [part("policy.json", policy), part("book.xlsx", new Uint8Array(await workbook()))];
  await give(page, [given("all.zip", zip(inside))]);
  await ready(page);
  const { name } = JSON.parse(policy);
  await page.getByRole("button", { name: "Policy", exact: true }).click();
  await expect(page.getByLabel("Name of this policy")).toHaveValue(name);
});

test("pasted cells and the same text dropped give the same results", async ({ page }) => {
  const table = rows(demand)
    .map((row) => row.join("\t"))
    .join("\n");
  await openFile(page);
  await give(page, [given("pasted.tsv", table)]);
  const dropped = await results(page);
  await page.reload();
  await page.locator("main[data-status=empty]").waitFor();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, table);
  expect(await results(page)).toBe(dropped);
  expect(dropped.split("\n").length).toBeGreaterThan(50);
});

test("what cannot be opened says what to do, and leaves the rest alone", async ({ page, log }) => {
  await openFile(page);
  const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(4000)]);
  const cut = (await workbook()).subarray(0, 3000);
  const noTable = zip([part("report.pdf", "%PDF")]);
  await give(page, [
    given("old.xls", old),
    given("locked.xlsx", protectedBook()),
    given("cut.xlsx", cut),
    given("papers.zip", noTable),
    given("cut.csv.gz", gzipSync(demand).subarray(0, 900)),
    given("broken.xlsx", Buffer.from(await stored([part("xl/workbook.xml", "<workbook")]).arrayBuffer())),
    given("demand.csv", demand),
    given("items.csv", items),
  ]);
  await ready(page);
  await show(page, "data");
  const said: [string, RegExp][] = [
    ["old.xls", /save it as \.xlsx or CSV/],
    ["locked.xlsx", /protected by a password/],
    ["cut.xlsx", /damaged or cut short/],
    ["papers.zip", /holds no table.*report\.pdf/],
    ["cut.csv.gz", /damaged, cut short/],
    ["broken.xlsx", /not a workbook that can be read/],
  ];
  for (const [name, sentence] of said) {
    await expect(page.getByRole("article", { name, exact: true })).toContainText(sentence);
  }
  expect(await results(page)).toBe(plain);
  expect(log.complaints).toEqual([]);
});

/** A protected workbook as Excel writes it: a compound file with a stream of that name. */
function protectedBook(): Buffer {
  const book = Buffer.alloc(2048);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(book);
  book.writeUInt16LE(9, 30);
  book.writeUInt32LE(1, 48);
  Buffer.from("EncryptedPackage", "utf16le").copy(book, 1024 + 128);
  return book;
}

test("an error in a cell is its text, and a date column with one is still read", async ({ page }) => {
  const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const line = (at: number, day: string) =>
    `<row r="${at}">${cell(`A${at}`, "X")}${day}<c r="C${at}"><v>3</v></c></row>`;
  const lines = Array.from({ length: 40 }, (_, at) =>
    line(at + 2, `<c r="B${at + 2}" s="1"><v>${45292 + 7 * at}</v></c>`),
  );
  const header = `<row r="1">${cell("A1", "item")}${cell("B1", "date")}${cell("C1", "quantity")}</row>`;
  const broken = line(42, '<c r="B42" s="1" t="e"><v>#N/A</v></c>');
  const book = stored(workbookParts({ Demand: header + lines.join("") + broken }));
  await openFile(page);
  await give(page, [given("book.xlsx", Buffer.from(await book.arrayBuffer()))]);
  await ready(page);
  await show(page, "data");
  await expect(page.getByRole("article", { name: "book.xlsx · Demand" })).toContainText("#N/A");
});

test("a sheet that has gone from a workbook goes when it is opened again", async ({ page }) => {
  await openFile(page);
  await give(page, [given("book.xlsx", await workbook())]);
  await ready(page);
  const one = await writeXlsxFile(sheet(demand) as never, { sheet: "Sales 2024" } as never).toBuffer();
  await give(page, [given("book.xlsx", one)]);
  await show(page, "data");
  await expect(cards(page)).toHaveText(["book.xlsx · Sales 2024"], { useInnerText: true });
  await ready(page);
});

test("unpacking shows its progress and can be cancelled", async ({ page }) => {
  await openFile(page);
  await give(page, [given("demand.csv", demand)]);
  await ready(page);
  await show(page, "data");
  await page.evaluate(() => {
    const watcher = new MutationObserver(() => {
      const card = [...document.querySelectorAll("article")].find((one) =>
        one.textContent?.includes("long.csv.gz"),
      );
      const bar = card?.querySelector("progress");
      if (!card || !bar) return;
      watcher.disconnect();
      document.body.dataset.seen = bar.ariaLabel ?? "";
      [...card.querySelectorAll("button")].find((button) => button.textContent === "Cancel")?.click();
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  });
  const long = gzipSync(`item,date,quantity\n${"A,2024-01-05,3\n".repeat(20_000_000)}`, { level: 1 });
  await give(page, [given("long.csv.gz", long)]);
  await expect(page.locator("body")).toHaveAttribute("data-seen", "Reading long.csv.gz");
  const said = page.getByRole("status").filter({ hasText: "Reading stopped" });
  await expect(said).toContainText("nothing of long.csv.gz was taken over.");
  await expect(said.getByRole("button", { name: "Read again" })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await ready(page);
  await expect(cards(page)).toHaveText(["demand.csv"], { useInnerText: true });
});

test("a reading that was stopped takes nothing over, and can be taken up again", async ({ page }) => {
  await openFile(page);
  await page.evaluate(() => {
    const watcher = new MutationObserver(() => {
      const cancel = [...document.querySelectorAll("button")].find(
        ({ textContent }) => textContent === "Cancel",
      );
      if (!cancel) return;
      watcher.disconnect();
      cancel.click();
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  });
  const long = `item,date,quantity\n${"A,2024-01-05,3\nB,2024-02-05,3\n".repeat(1_000_000)}`;
  await give(page, [given("long.csv", long)]);
  const said = page.getByRole("status").filter({ hasText: "nothing of long.csv was taken over" });
  await expect(said).toBeVisible();
  await expect(page.locator("main")).toHaveAttribute("data-status", "empty");
  await said.getByRole("button", { name: "Read again" }).click();
  await ready(page);
  await expect(said).toHaveCount(0);
  await expect(page.getByRole("banner")).toContainText("2 items");
});

const odd = "a,when,b,c\nX,2024-01-05,3,1\nX,2024-02-05,4,1\nY,2024-01-09,5,1\n";
const role = (page: Page, header: string) => page.getByLabel(`${header}: taken for`);

/** Gives a file with a header that says nothing, and says what its columns are. */
async function correct(page: Page): Promise<void> {
  await give(page, [given("odd.csv", odd)]);
  await show(page, "data");
  await page.getByLabel("Taken for", { exact: true }).selectOption("demand");
  for (const [header, name] of [
    ["a", "item"],
    ["when", "date"],
    ["b", "quantity"],
  ] as const) {
    await role(page, header).selectOption(name);
  }
  await ready(page);
  await page.waitForTimeout(600); // The policy is kept after a pause.
}

/** Gives another file of the same header. */
async function giveNext(page: Page): Promise<void> {
  await give(page, [given("next.csv", odd.replace("Y", "Z"))]);
  await expect(page.locator("main")).not.toHaveAttribute("data-status", /empty|reading/);
  await show(page, "data");
}

test("a corrected match is remembered for its header, and applying it can be undone", async ({
  page,
  site,
}) => {
  await page.goto(site.address);
  await correct(page);
  await page.goto(`${site.address}?again`);
  await page.getByRole("button", { name: "Begin with a new policy" }).click();
  await giveNext(page);
  await expect(role(page, "b")).toHaveValue("quantity");
  await page.getByRole("button", { name: "Undo: columns of next.csv as corrected before" }).click();
  await expect(role(page, "b")).not.toHaveValue("quantity");
  await page.waitForTimeout(600);
  await page.goto(`${site.address}?later`);
  await giveNext(page);
  await expect(role(page, "b")).not.toHaveValue("quantity");
});

test("nothing is remembered where keeping is switched off", async ({ page, site }) => {
  await page.goto(site.address);
  await correct(page);
  await page.getByRole("button", { name: "Policy", exact: true }).click();
  await page.getByLabel("Keep this policy and corrected columns in this browser").uncheck();
  await page.waitForTimeout(300);
  await page.goto(`${site.address}?again`);
  await giveNext(page);
  await expect(role(page, "b")).not.toHaveValue("quantity");
});
