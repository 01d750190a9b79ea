// A review: two windows of the history, results exported earlier, an earlier policy; done in one click.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { www } from "../../www/tools/places.mjs";
import { download, expect, give, segmentsOf, test } from "./rig";

const folder = join(www, "samples", "distributor");

const review = (page: Page) => page.getByRole("region", { name: /^Review:/ });

/** Whole numbers in the cells of a table's row, its second lines aside. */
const numbers = (text: string) => Number(/^[\d,]+/.exec(text)?.[0].replaceAll(",", "") ?? 0);

async function retype(page: Page, border: string, percent: string): Promise<void> {
  const input = page.getByRole("textbox", { name: border, exact: true });
  await input.fill(percent);
  await input.press("Enter");
}

test("two windows of the history: the matrix adds up, and the review is written down in one click", async ({
  page,
  log,
}) => {
  await segmentsOf(page, "distributor");
  await review(page).getByRole("button", { name: "Compare", exact: true }).click();
  const said = review(page).getByText(/items moved, \d+.%: .*beyond chance/);
  await expect(said).toBeVisible({ timeout: 30_000 });
  const [, all = 0] = ((await said.innerText()).match(/\d+/g) ?? []).map(Number);
  const cells = await review(page)
    .getByRole("region", { name: "Migration matrix" })
    .getByRole("cell")
    .allInnerTexts();
  expect(cells.map(numbers).reduce((sum, items) => sum + items, 0)).toBe(all);
  await expect(review(page).getByText("Stock to buy for those that moved")).toBeVisible();

  await review(page).getByRole("button", { name: "Mark as reviewed" }).click();
  await expect(review(page).getByText(/due again on/)).toBeVisible();
  await expect(review(page).getByRole("button", { name: "Reviewed today" })).toBeDisabled();
  const saved = JSON.parse((await savedPolicy(page)).toString("utf8"));
  expect(saved.history.at(-1).why).toMatch(/^Reviewed: \d+ items moved, \d+ beyond chance$/);
  expect(saved.history.at(-1).after).toEqual({ reviewed_on: saved.reviewed_on });
  await page.getByRole("button", { name: "Undo: review date" }).click();
  await expect(review(page).getByRole("button", { name: "Mark as reviewed" })).toBeEnabled();
  expect(log.complaints).toEqual([]);
});

async function savedPolicy(page: Page): Promise<Buffer> {
  return (await download(page, "Download policy")).bytes;
}

test("results exported earlier, dropped among the data, show who moved since", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  const results = await download(page, "Download item results");
  await retype(page, "B ends at", "85");
  await give(page, { name: results.name, mimeType: "text/csv", buffer: results.bytes });
  await expect(review(page).getByText(/of 8\d.items moved/)).toBeVisible({ timeout: 30_000 });
  await expect(review(page).getByText(`Against ${results.name}.`)).toBeVisible();
  const row = review(page).getByRole("region", { name: "Items that moved, table" }).getByRole("row").nth(1);
  await expect(row).toContainText("ABC B to C");
  await row.getByRole("button", { name: /^Why this number/ }).click();
  await expect(page.getByRole("complementary").getByText("Why this number").first()).toBeVisible();
  await page.getByRole("link", { name: "Data", exact: true }).click();
  await expect(page.getByRole("main").getByText(results.name)).toHaveCount(0);
  expect(log.complaints).toEqual([]);
});

test("the saved policy on today's data; another file says that it is none", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  await savedPolicy(page);
  await retype(page, "A ends at", "60");
  await review(page).getByLabel("Compare with").selectOption({ label: "The saved policy, on today’s data" });
  await review(page).getByRole("button", { name: "Compare", exact: true }).click();
  await expect(review(page).getByText(/items moved, \d+.%: no move is chance/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(review(page).getByText("rules, merges or the policy itself").first()).toBeVisible();
  await review(page).getByLabel("Compare with").selectOption({ label: "Results exported earlier" });
  await review(page)
    .getByLabel(/^Choose an earlier/)
    .setInputFiles({ name: "other.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await expect(review(page).getByRole("alert")).toHaveText(/^other\.csv is no item-results\.csv/);
  expect(log.complaints).toEqual([]);
});

test("a review that is overdue is said on top", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  const policy = JSON.parse(readFileSync(join(folder, "policy.json"), "utf8"));
  const old = JSON.stringify({ ...policy, reviewed_on: "2020-01-31" });
  await give(page, { name: "policy.json", mimeType: "application/json", buffer: Buffer.from(old) });
  await expect(page.getByText(/^The review is overdue by [\d,]+.days$/)).toBeVisible();
  await page.getByRole("button", { name: "Go to the review" }).click();
  await expect(review(page).getByLabel("Compare with")).toBeFocused();
  await review(page).getByRole("button", { name: "Mark as reviewed" }).click();
  await expect(page.getByText(/^The review is overdue/)).toHaveCount(0);
  expect(log.complaints).toEqual([]);
});

test("a policy reviewed within the data is compared with everything up to then", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  const policy = JSON.parse(readFileSync(join(folder, "policy.json"), "utf8"));
  const reviewed = JSON.stringify({ ...policy, reviewed_on: "2026-04-30" });
  await give(page, { name: "policy.json", mimeType: "application/json", buffer: Buffer.from(reviewed) });
  await expect(review(page).getByText(/^Reviewed on 30 Apr 2026/)).toBeVisible();
  const choice = review(page).getByLabel("Compare with");
  await expect(choice.locator("option:checked")).toHaveText("Everything up to the last review");
  await review(page).getByRole("button", { name: "Compare", exact: true }).click();
  await expect(review(page).getByText("Against everything up to the review of 30 Apr 2026.")).toBeVisible({
    timeout: 30_000,
  });
  await expect(review(page).getByText("Items whose demand drifted beyond chance")).toBeVisible();
  expect(log.complaints).toEqual([]);
});
