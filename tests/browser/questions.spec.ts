// What the reader asks is settled on the file's card, by one click that can be undone; what it leaves
// out can be taken along with the reason.

import { join } from "node:path";
import type { Page } from "@playwright/test";
import { tests } from "../../www/tools/places.mjs";
import { download, expect, give, openFile, test } from "./rig";

const corpus = (name: string) => join(tests, "corpus", name);

const made = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** Waits until nothing is being read and so many questions are open. */
async function open(page: Page, questions: number): Promise<void> {
  const main = page.getByRole("main");
  await expect(main).toHaveAttribute("data-questions", String(questions));
  await expect(main).toHaveAttribute("data-status", /ready|error/);
}

const asked = {
  date_order: [corpus("date/ambiguous.csv"), "Month first: 01/02/2024 is 2 Jan 2024"],
  decimal: [corpus("number/column_ambiguous_dot.csv"), "Comma is the decimal mark: 1.234 is 1234"],
  delimiter: [corpus("delimiter/tie.csv"), "Semicolon: a;b"],
  encoding: [corpus("encoding/cp1250.csv"), "Windows-1250 (central European): Śruba długa"],
  "an encoding of the browser": [corpus("encoding/shift_jis.csv"), "Shift JIS (Japanese): 表示能力"],
  header: [corpus("structure/no_header.csv"), "Yes: A-1, 2024-01-05, 10 are item, date, quantity"],
  twin: [corpus("structure/duplicate_header.csv"), "column 4: 99 is the quantity"],
  "twin of periods": [corpus("pivot/duplicate_month.csv"), "Jan 2024: 99 stands for 1 Jan 2024"],
  comment: [corpus("structure/comments.csv"), "No, they are comments"],
  total: [
    made("daily.csv", "date,A,B,Rx\n2024-01-01,1,2,3\n2024-01-02,0,4,4\n2024-01-03,2,2,4\n"),
    "No, a total: leave it out",
  ],
  units: [corpus("domain/units_mixed.csv"), "Only rows in pcs"],
} as const;

/** The question stands, is settled by one click, comes back with undo and goes again with redo. */
async function settle(page: Page, answer: string, questions = 1): Promise<void> {
  const main = page.getByRole("main");
  const reading = page.getByRole("article").getByRole("radio", { name: answer });
  await open(page, questions);
  await reading.click();
  await expect(reading).toHaveCount(0);
  await expect(main).toHaveAttribute("data-status", /ready|error/);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(reading).toHaveCount(1);
  await page.getByRole("button", { name: /^Redo/ }).click();
  await expect(reading).toHaveCount(0);
}

for (const [about, [file, answer]] of Object.entries(asked)) {
  test(`${about}: asked on the card, settled by one click, asked again after undo`, async ({ page, log }) => {
    await openFile(page);
    await give(page, file);
    await settle(page, answer);
    expect(log.complaints).toEqual([]);
  });
}

test("columns: asked where a table was chosen that lacks one", async ({ page }) => {
  await openFile(page);
  await give(page, made("moved.csv", "sku,date,x,y\nA,2024-01-05,7,8\n"));
  await expect(page.getByRole("main")).toHaveAttribute("data-status", "error");
  await page.getByRole("article").getByLabel("Taken for", { exact: true }).selectOption("demand");
  await settle(page, "y: 8 is the quantity", 1);
  await page.evaluate(() => {
    location.hash = "data";
  });
  await page.getByText("Columns and how it is written").click();
  await expect(page.getByRole("article").getByLabel("y: taken for")).toHaveValue("quantity");
});

test("another table has the columns matched to it anew, and back again", async ({ page }) => {
  await openFile(page);
  await give(
    page,
    made("lines.csv", "sku,date,qty,due\nA,2024-01-05,7,2024-02-01\nB,2024-01-06,8,2024-02-02\n"),
  );
  await open(page, 0);
  await page.evaluate(() => {
    location.hash = "data";
  });
  await page.getByText("Columns and how it is written").click();
  const role = (header: string) => page.getByRole("article").getByLabel(`${header}: taken for`);
  const takenFor = page.getByRole("article").getByLabel("Taken for", { exact: true });
  await expect(role("date")).toHaveValue("date");
  await takenFor.selectOption("supply");
  await expect(role("due")).toHaveValue("due");
  await expect(role("date")).toHaveValue("");
  await takenFor.selectOption("demand");
  await expect(role("date")).toHaveValue("date");
  await expect(role("qty")).toHaveValue("quantity");
});

test("the rows left out come with their lines and reasons", async ({ page }) => {
  await openFile(page);
  const rows = ["item,date,quantity", "A,2024-01-05,3", "A,soon,4", "B,2024-01-06,many", ",2024-01-07,5"];
  await give(page, made("demand.csv", `${rows.join("\n")}\n`));
  await open(page, 0);
  await page.evaluate(() => {
    location.hash = "data";
  });
  const { bytes } = await download(page, "Download left-out rows");
  const kept = bytes.toString("utf8").trimEnd().split(/\r?\n/);
  expect(kept).toHaveLength(4);
  expect(kept[0]).toMatch(/^line,.*reason|^.*reason.*$/);
  expect(kept.slice(1).map((row) => row.match(/A,soon,4|B,2024-01-06,many|,2024-01-07,5/)?.[0])).toEqual([
    "A,soon,4",
    "B,2024-01-06,many",
    ",2024-01-07,5",
  ]);
  expect(kept[1]).toContain("A date cannot be read");
  expect(kept[2]).toContain("A number cannot be read");
  expect(kept[3]).toContain("The key of the stocking unit is blank");
});
