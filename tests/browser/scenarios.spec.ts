// Scenarios: what is supposed stands beside the policy, is undone like any step, and stays in the policy file.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, moneyOfDistributor, test } from "./rig";

const panel = (page: Page) => page.getByRole("region", { name: "Scenarios", exact: true });
const row = (page: Page, name: string | RegExp) => panel(page).getByRole("row", { name });
const stock = (page: Page, name: string | RegExp) => row(page, name).getByRole("cell").first();
const settled = (page: Page) => expect(panel(page).locator('[aria-busy="false"]')).toBeVisible();

test("a what-if stands beside the policy, and is undone", async ({ page, log }) => {
  await moneyOfDistributor(page);
  await panel(page).getByRole("button", { name: "Add a what-if" }).click();
  await settled(page);
  await expect(row(page, /^What if 1/)).toBeVisible();
  const now = await stock(page, /^This policy/).innerText();
  await expect(stock(page, /^What if 1/)).not.toHaveText(now);
  const value = panel(page).getByRole("textbox", { name: "Value" });
  await value.fill("1");
  await value.press("Enter");
  await expect(stock(page, /^What if 1/)).toHaveText(now);
  await page.getByRole("button", { name: /^Undo: change scenario What if 1/ }).click();
  await expect(stock(page, /^What if 1/)).not.toHaveText(now);
  await page.getByRole("button", { name: /^Undo: add a scenario/ }).click();
  await expect(row(page, /^What if 1/)).toHaveCount(0);
  expect(log.complaints).toEqual([]);
});

test("only those that are meant change; a name nobody has is said", async ({ page }) => {
  await moneyOfDistributor(page);
  await panel(page).getByRole("button", { name: "Add a what-if" }).click();
  await panel(page).getByLabel("Of", { exact: true }).selectOption("supplier");
  const name = panel(page).getByRole("textbox", { name: "Which one" });
  await name.fill("Nobody");
  await name.press("Enter");
  await expect(panel(page).getByText("No item is meant: check the name.")).toBeVisible();
  await panel(page).getByLabel("Of", { exact: true }).selectOption("segment");
  await expect(panel(page).getByText(/items? otherwise/)).toBeVisible();
});

test("targets that were kept are taken over again, and stay in the policy file", async ({ page }) => {
  await moneyOfDistributor(page);
  await panel(page).getByRole("button", { name: "Keep these targets" }).click();
  await settled(page);
  const kept = await stock(page, /^Targets 1/).innerText();
  await page.getByRole("button", { name: /^Try A-Z at/ }).click();
  await expect(stock(page, /^This policy/)).not.toHaveText(kept);
  await expect(stock(page, /^Targets 1/)).toHaveText(kept);
  await panel(page).getByText("Targets 1", { exact: true }).last().click();
  await panel(page).getByRole("button", { name: "Take over its targets" }).click();
  await expect(stock(page, /^This policy/)).toHaveText(kept);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download policy" }).click();
  const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(file.scenarios).toHaveLength(1);
  expect(file.scenarios[0].name).toBe("Targets 1");
});

test("scenarios are kept as a table", async ({ page }) => {
  await moneyOfDistributor(page);
  await panel(page).getByRole("button", { name: "Add a what-if" }).click();
  await settled(page);
  const download = page.waitForEvent("download");
  await panel(page).getByRole("button", { name: "Download scenarios" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text).toContain("\nWhat if 1,Total,");
});
