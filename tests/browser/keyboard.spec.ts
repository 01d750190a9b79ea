// The whole flow without a mouse: sample, matrix, target, undo, items, working, downloads.

import type { Locator, Page } from "@playwright/test";
import { expect, openFile, ready, test } from "./rig";

/** Presses Tab until the element has the focus, as a person would. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (
      await element.evaluate((one) => one === document.activeElement || one.contains(document.activeElement))
    )
      return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${element}.`);
}

test("sample, target, undo, item and download, by keyboard alone", async ({ page, log }) => {
  await openFile(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await tabTo(page, page.getByRole("button", { name: /^Distributor/ }));
  await page.keyboard.press("Enter");
  await ready(page);

  await tabTo(page, page.getByRole("link", { name: "Segments" }));
  await page.keyboard.press("Enter");
  const grid = page.getByRole("grid").first();
  await tabTo(page, grid);
  const figures = page.getByRole("region", { name: "Key figures", exact: true });
  await expect(figures.locator("[aria-busy=true]")).toHaveCount(0);
  const before = await figures.innerText();
  const first = await focusedText(page);
  await page.keyboard.press("ArrowDown");
  expect(await focusedText(page)).not.toBe(first);
  await page.keyboard.press("ArrowUp");
  expect(await focusedText(page)).toBe(first);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("70");
  await page.keyboard.press("Enter");
  await expect(figures).not.toHaveText(before, { useInnerText: true });

  await tabTo(page, page.getByRole("button", { name: /^Undo/ }));
  await page.keyboard.press("Enter");
  await expect.poll(() => figures.innerText()).toBe(before);

  await tabTo(page, page.getByRole("link", { name: "Items" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("main").getByRole("grid").locator("tbody tr[tabindex='0']"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary").getByText("Why this number").first()).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Close the working" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary")).toHaveCount(0);

  const button = page.getByRole("button", { name: "Download item results" });
  await tabTo(page, button);
  const coming = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await coming).suggestedFilename()).toBe("item-results.csv");
  expect(log.complaints).toEqual([]);
});

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

test("a target that cannot be gives way to undo; arrows go on from the one in force", async ({ page }) => {
  await openFile(page);
  await page.getByRole("button", { name: /^Distributor/ }).click();
  await ready(page);
  await page.getByRole("link", { name: "Segments" }).click();
  const target = page.getByRole("grid").first().getByRole("textbox").first();
  await expect(target).toHaveValue("98.0");
  await target.press("ArrowDown");
  await expect(target).toHaveValue("97.5");
  await target.fill("100");
  await target.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "less than 100 %" })).toBeVisible();
  await target.press("ArrowDown");
  await expect(target).toHaveValue("97.0");
  await target.press("ControlOrMeta+Z");
  await expect(target).toHaveValue("97.5");
});
