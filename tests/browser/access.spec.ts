// Accessibility: no screen has a finding of axe (WCAG 2.2 AA and its best practices), light and
// dark, wide and narrow; the whole flow works without a mouse.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { www } from "../../www/tools/places.mjs";
import { expect, give, openFile, ready, test } from "./rig";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the screen as it is, in short. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

async function giveSample(page: Page, sample: string): Promise<void> {
  const folder = join(www, "samples", sample);
  await give(
    page,
    readdirSync(folder).map((name) => join(folder, name)),
  );
  await ready(page);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing on any screen, ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await openFile(page);
      await expect(page.getByRole("main")).toHaveAttribute("data-status", "empty");
      expect(await findings(page)).toEqual([]);
      await giveSample(page, "distributor");
      for (const screen of ["data", "segments", "items", "money"]) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, screen);
        await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
        await page.waitForTimeout(200);
        expect(await findings(page), screen).toEqual([]);
      }
      await page.evaluate(() => {
        location.hash = "items";
      });
      await page.getByRole("main").getByRole("row").nth(3).click();
      await expect(page.locator(".why-panel .formula").first()).toBeVisible();
      await page.waitForTimeout(200);
      expect(await findings(page), "why this number").toEqual([]);
    });
  }
}

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 390],
] as const) {
  test(`axe finds nothing in a review, the frontier and a merge under way, ${colorScheme}, ${width} wide`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await openFile(page);
    await giveSample(page, "distributor");
    await page.evaluate(() => {
      location.hash = "segments";
    });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect(page.getByRole("region", { name: "Migration matrix" })).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Draw it" }).click();
    await expect(page.getByRole("region", { name: /^Capital by way/ })).toBeVisible({ timeout: 30_000 });
    await page.locator("td[data-segment]").first().focus();
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByText(/Drop or Enter merges/)).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}
