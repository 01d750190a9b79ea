// Borders between classes: dragged on the drawing of the items, moved by keys, typed; one undo takes each back.

import type { Page } from "@playwright/test";
import { expect, segmentsOf, test } from "./rig";

const border = (page: Page, name: string) => page.getByRole("slider", { name, exact: true });
const typed = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const drawing = (page: Page, classes: RegExp) => page.getByRole("group", { name: classes });
const undo = (page: Page) => page.getByRole("button", { name: /^Undo/ });

test("a border that is dragged moves classes while it moves, and goes back in one step", async ({
  page,
  log,
}) => {
  await segmentsOf(page, "distributor");
  const x = border(page, "X ends at");
  await expect(x).toHaveAttribute("aria-valuenow", "0.5");
  await expect(x).toHaveAttribute("aria-valuetext", /within 10 % of this border$/);
  const counts = drawing(page, /X [\d,]+, Y [\d,]+, Z [\d,]+/);
  const before = await counts.getAttribute("aria-label");
  await x.scrollIntoViewIfNeeded();
  const box = await x.locator(".grip").boundingBox();
  if (!box) throw new Error("The border has no grip.");
  const [left, top] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  for (const step of [6, 12, 18, 24]) await page.mouse.move(left + step, top + 3);
  await expect(counts).not.toHaveAttribute("aria-label", before ?? "");
  await page.mouse.up();
  const moved = Number(await x.getAttribute("aria-valuenow"));
  expect(moved).toBeGreaterThan(0.5);
  expect(moved).toBeLessThan(1);
  await expect(typed(page, "X ends at")).toHaveValue(String(moved));
  await expect(
    page.getByRole("columnheader", { name: new RegExp(`CV up to ${moved.toFixed(2)}`) }),
  ).toBeVisible();
  await expect(undo(page)).toHaveAccessibleName("Undo: cut-offs of XYZ");
  await undo(page).click();
  await expect(x).toHaveAttribute("aria-valuenow", "0.5");
  await expect(counts).toHaveAttribute("aria-label", before ?? "");
  expect(log.complaints).toEqual([]);
});

test("arrow keys move a border of the Pareto curve, no further than the next one", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  const a = border(page, "A ends at");
  await a.focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("ArrowLeft");
  await expect(a).toHaveAttribute("aria-valuenow", "0.77");
  await expect(typed(page, "A ends at")).toHaveValue("77");
  await expect(page.getByRole("rowheader", { name: /first 77 %/ })).toBeVisible();
  await page.keyboard.press("End");
  await expect(a).toHaveAttribute("aria-valuenow", "0.945");
  await expect(a).toBeFocused();
  await undo(page).click();
  await expect(a).toHaveAttribute("aria-valuenow", "0.8");
  expect(log.complaints).toEqual([]);
});

test("a typed border says how many items lie near it, and why it is refused", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  const b = typed(page, "B ends at");
  await b.fill("70");
  await b.press("Enter");
  await expect(page.getByText("Each border above the one before.")).toBeVisible();
  await b.fill("90");
  await b.press("Enter");
  await expect(border(page, "B ends at")).toHaveAttribute("aria-valuenow", "0.9");
  await expect(page.getByText(/^\d+.items? within 10 % of this border$/).first()).toBeVisible();
  expect(log.complaints).toEqual([]);
});

test("lead time, speed and supplier have borders of their own", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  await page.getByRole("button", { name: "Add a dimension" }).click();
  const choices = page.getByRole("group", { name: "Add a dimension" });
  for (const name of ["Velocity", "Lead time", "Supplier"])
    await choices.getByRole("button", { name, exact: true }).click();
  await page.keyboard.press("Escape");
  for (const [name, key, value] of [
    ["F begins at", "ArrowRight", "0.76"],
    ["Short ends at", "ArrowRight", "15"],
    ["Fair begins at", "ArrowLeft", "0.79"],
  ] as const) {
    const one = border(page, name);
    await one.focus();
    await page.keyboard.press(key);
    await expect(one).toHaveAttribute("aria-valuenow", value);
  }
  expect(log.complaints).toEqual([]);
});
