// A policy that people agree to: signed, lapsed by a change, saved with a reason, carried by a link, compared.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { download, expect, fileAddress, segmentsOf, test } from "./rig";

const agreed = (page: Page) => page.getByRole("region", { name: "Agreed by" });

async function sign(page: Page, name: string, covers = ""): Promise<void> {
  const form = agreed(page).getByRole("form", { name: "Sign off" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Segments covered").fill(covers);
  await form.getByRole("button", { name: "Sign" }).click();
}

/** Types another target into a cell of the matrix. */
async function retarget(page: Page, segment: string, percent: string): Promise<void> {
  const input = page.getByLabel(`${segment}: cycle service target in %`, { exact: true });
  await input.fill(percent);
  await input.press("Enter");
}

test("a sign-off lapses with what it covers, not with another segment, and holds again after undo", async ({
  page,
  log,
}) => {
  await segmentsOf(page, "distributor");
  await sign(page, "Ada", "Z-Z");
  await expect(agreed(page).getByRole("alert")).toHaveText("There is no segment Z-Z.");
  await sign(page, "Ada", "A-X");
  const mine = agreed(page).getByRole("listitem").filter({ hasText: "Planning: Ada" });
  await expect(mine).toContainText("holds");
  await retarget(page, "C-Z", "91");
  await expect(mine).toContainText("holds");
  await retarget(page, "A-X", "97");
  await expect(mine).toContainText("lapsed");
  await page.getByRole("button", { name: /^Undo: A-X/ }).click();
  await expect(mine).toContainText("holds");
  await agreed(page).getByRole("button", { name: "Reviewed today" }).click();
  await expect(agreed(page)).toContainText("due again on");
  expect(log.complaints).toEqual([]);
});

test("a reason goes into the history of the saved file", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  await retarget(page, "A-X", "97");
  await page.getByRole("button", { name: "Policy", exact: true }).click();
  const menu = page.getByRole("group", { name: "Policy" });
  await menu.getByLabel("Why it changed").fill("A-X is sold out less often than planned");
  await menu.getByLabel("Your name").fill("Ada");
  const coming = page.waitForEvent("download");
  await menu.getByRole("button", { name: "Download policy" }).click();
  const saved = JSON.parse(readFileSync(await (await coming).path(), "utf8"));
  expect(saved.history).toHaveLength(1);
  expect(saved.history[0]).toMatchObject({ who: "Ada", why: "A-X is sold out less often than planned" });
  expect(saved.history[0].after).toEqual({ "segments.A-X.target.value": 0.97 });
  await page.keyboard.press("Escape");
  await expect(agreed(page)).toContainText("History: 1\u00a0change");
  expect(log.complaints).toEqual([]);
});

test("a link carries the policy, shows what would change, and replaces nothing by itself", async ({
  page,
  context,
  log,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await segmentsOf(page, "distributor");
  await retarget(page, "A-X", "97");
  const wanted = await download(page, "Download policy");
  await page.getByRole("button", { name: "Policy", exact: true }).click();
  await page.getByRole("button", { name: "Copy a link to this policy" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/#policy=[\w-]+$/);

  await page.keyboard.press("Escape");
  await retarget(page, "A-X", "90");
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(address).hash);
  const beside = page.getByRole("region", { name: /^Beside the policy in force/ });
  await expect(beside).toContainText("One field differs");
  await expect(beside.getByRole("row", { name: /^Total/ })).toBeVisible();
  const target = page.getByLabel("A-X: cycle service target in %", { exact: true });
  await expect(target).toHaveValue("90.0");
  await beside.getByRole("button", { name: "Take it over" }).click();
  await expect(target).toHaveValue("97.0");
  await expect(beside).toHaveCount(0);
  expect((await download(page, "Download policy")).bytes.equals(wanted.bytes)).toBe(true);
  await page.getByRole("button", { name: /^Undo: open/ }).click();
  await expect(target).toHaveValue("90.0");
  expect(log.requests).toEqual([fileAddress()]);
  expect(log.complaints).toEqual([]);
});

test("a damaged link changes nothing and says so", async ({ page, log }) => {
  await page.goto(`${fileAddress()}#policy=eJwVwoEJADAIA7BXdDT`);
  await expect(page.getByRole("alert")).toContainText("cut short or damaged");
  expect(log.complaints).toEqual([]);
});
