// Money: the curve is followed by keyboard, pointer and typing; targets are taken over in one step, and undone.

import type { Page } from "@playwright/test";
import { expect, moneyOfDistributor, test } from "./rig";

const figures = (page: Page) => page.getByRole("region", { name: "Key figures", exact: true });
const takeOver = (page: Page) => page.getByRole("button", { name: "Take over these targets" });
const rounded = (page: Page) =>
  page.getByRole("row", { name: /in targets of half points/ }).getByRole("cell");

test("the key figures follow the point, which arrow keys move", async ({ page, log }) => {
  await moneyOfDistributor(page);
  const before = await figures(page).innerText();
  const slider = page.getByRole("slider", { name: "Point on the curve of these segments" });
  await slider.focus();
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press("ArrowLeft");
  await expect(figures(page)).not.toHaveText(before, { useInnerText: true });
  await expect(page.getByText("figures of the point chosen on the curve")).toBeVisible();
  await page.getByRole("button", { name: "Reset" }).click();
  await expect.poll(() => figures(page).innerText()).toBe(before);
  expect(log.complaints).toEqual([]);
});

test("the point is dragged along the curve", async ({ page }) => {
  await moneyOfDistributor(page);
  const box = await page.locator(".curve-drag").boundingBox();
  if (!box) throw new Error("There is no curve.");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(takeOver(page)).toBeEnabled();
});

test("targets for a typed rate are taken over in one step, hold what was promised, and are undone", async ({
  page,
}) => {
  await moneyOfDistributor(page);
  const before = await figures(page).innerText();
  await page.getByRole("textbox", { name: /fill rate at least/ }).fill("97.5");
  await page.keyboard.press("Enter");
  await expect(takeOver(page)).toBeEnabled();
  const promised = await rounded(page).innerText();
  await takeOver(page).click();
  await expect(figures(page)).not.toHaveText(before, { useInnerText: true });
  await expect(figures(page)).toContainText(promised.trim());
  await expect(page.getByText("figures of the point chosen on the curve")).toHaveCount(0);
  await page.getByRole("button", { name: /^Undo: targets of the best use of a budget/ }).click();
  await expect.poll(() => figures(page).innerText()).toBe(before);
});

test("a rate that cannot be is refused where it is typed", async ({ page }) => {
  await moneyOfDistributor(page);
  await page.getByRole("textbox", { name: /fill rate at least/ }).fill("100");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Type more than 0 and less than 100 %.")).toBeVisible();
});

test("money below what floors leave is answered with the nearest", async ({ page }) => {
  await moneyOfDistributor(page);
  await page.getByRole("textbox", { name: "Safety stock at most" }).fill("0");
  await page.keyboard.press("Enter");
  await expect(takeOver(page)).toBeEnabled();
});

test("a budget keeps to the limit of a segment, and a contract is a step of the policy", async ({ page }) => {
  await moneyOfDistributor(page);
  await page.getByRole("textbox", { name: /fill rate at least/ }).fill("97.5");
  await page.keyboard.press("Enter");
  await expect(takeOver(page)).toBeEnabled();
  const free = await rounded(page).innerText();
  const most = page.getByRole("textbox", { name: "A-Z: ties up at most" });
  await most.fill("5000");
  await most.press("Enter");
  await expect(page.getByText("Within the limits below.")).toBeVisible();
  await expect(rounded(page)).not.toHaveText(free);
  await page.getByRole("combobox", { name: "B-Z: what its contract counts" }).selectOption("fill_rate");
  const level = page.getByRole("textbox", { name: "B-Z: contract, at least" });
  await expect(level).toHaveValue("90");
  await page.getByRole("button", { name: /^Undo: B-Z model and bounds/ }).click();
  await expect(level).toHaveCount(0);
});
