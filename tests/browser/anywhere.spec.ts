// The same files give the same bytes whatever the clock and the language of the machine, and whatever
// was tried and undone before.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { tests, www } from "../../www/tools/places.mjs";
import { download, expect, fileAddress, give, openFile, ready, test } from "./rig";

const sample = (name: string) => {
  const folder = join(www, "samples", name);
  return readdirSync(folder).map((file) => join(folder, file));
};
const corpus = (name: string) => join(tests, "corpus", name);
const buttons = ["Download item results", "Download segment results", "Download policy"];

async function toData(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = "data";
  });
}

async function results(page: Page): Promise<string[]> {
  await toData(page);
  const files = [];
  for (const button of buttons) files.push((await download(page, button)).bytes.toString("utf8"));
  return files;
}

const zones = ["UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati", "America/Sao_Paulo"];
const locales = ["en-US", "de-DE", "ar-EG", "ja-JP"];
const places = [
  ...zones.map((timezoneId) => ({ timezoneId, locale: "en-GB" })),
  ...locales.map((locale) => ({ timezoneId: "Europe/Berlin", locale })),
];
/** Receipts with two dates a row; midnight that a zone skips; instants with their zone. */
const inputs = {
  distributor: sample("distributor"),
  "hours that a zone skips": [corpus("date/dst_gap.csv"), corpus("date/utc_midnight.csv")],
  "decimal commas": [corpus("delimiter/semicolon_decimal_comma.csv")],
};

for (const [name, files] of Object.entries(inputs)) {
  test(`${name}: five time zones and four locales give the same bytes`, async ({ browser }) => {
    test.slow();
    const all = [];
    for (const place of places) {
      const context = await browser.newContext(place);
      const page = await context.newPage();
      await page.goto(fileAddress());
      await give(page, files);
      await expect(page.getByRole("main")).toHaveAttribute("data-status", /ready|error/);
      all.push(await results(page));
      await context.close();
    }
    expect(all[0]?.[0]).toMatch(/^item,/);
    for (const [at, one] of all.entries()) expect(one, JSON.stringify(places[at])).toEqual(all[0]);
  });
}

test("a column matched otherwise changes the results; undo and redo give each to the byte", async ({
  page,
}) => {
  await openFile(page);
  await give(page, sample("shop"));
  await ready(page);
  const before = await results(page);
  const card = page.getByRole("article", { name: "items.csv" });
  await card.getByText("Columns and how it is written").click();
  await card.getByLabel("unit_cost: taken for").selectOption("");
  await expect(card).toContainText("8 of 10 columns used");
  await ready(page);
  const other = await results(page);
  expect(other[0]).not.toBe(before[0]);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(card).toContainText("9 of 10 columns used");
  await ready(page);
  expect(await results(page)).toEqual(before);
  await page.getByRole("button", { name: /^Redo/ }).click();
  await expect(card).toContainText("8 of 10 columns used");
  await ready(page);
  expect(await results(page)).toEqual(other);
});

test("a policy saved and opened again is the same file and gives the same results", async ({ page }) => {
  await openFile(page);
  await give(page, sample("distributor"));
  await ready(page);
  await toData(page);
  const card = page.getByRole("article", { name: "items.csv" });
  await card.getByText("Columns and how it is written").click();
  await card.getByLabel("unit_price: taken for").selectOption("");
  await expect(card).toContainText("7 of 8 columns used");
  await ready(page);
  const first = await results(page);
  const saved = { name: "policy.json", mimeType: "application/json", buffer: Buffer.from(first[2] ?? "") };
  await page.evaluate(() => localStorage.clear());
  await openFile(page);
  await give(
    page,
    sample("distributor").filter((name) => name.endsWith(".csv")),
  );
  await ready(page);
  await give(page, saved);
  await ready(page);
  expect(await results(page)).toEqual(first);
});
