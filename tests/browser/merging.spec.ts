// A segment merged with another by dragging its name or by keys; what that costs is said before it is done.

import type { Page } from "@playwright/test";
import { expect, openFile, ready, test } from "./rig";

async function segments(page: Page): Promise<void> {
  await openFile(page);
  await page.getByRole("button", { name: /^Distributor/ }).click();
  await ready(page);
  await page.evaluate(() => {
    location.hash = "segments";
  });
  await expect(heading(page)).toContainText("Nine segments");
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const cell = (page: Page, segment: string) => page.locator(`[data-segment="${segment}"]`).first();
const said = (page: Page) =>
  page.getByRole("region", { name: /^Targets by|^By segment/ }).getByRole("status");

/** Takes a segment by its name and holds it over the middle of another one. */
async function hold(page: Page, one: string, other: string): Promise<void> {
  await cell(page, one).scrollIntoViewIfNeeded();
  const from = await cell(page, one).locator(".cell-name").boundingBox();
  const to = await cell(page, other).boundingBox();
  if (!from || !to) throw new Error("A segment is not shown.");
  const begin = [from.x + 8, from.y + from.height / 2] as const;
  const end = [to.x + to.width / 2, to.y + to.height / 2] as const;
  await page.mouse.move(...begin);
  await page.mouse.down();
  for (const share of [0.2, 0.5, 0.8, 1])
    await page.mouse.move(begin[0] + share * (end[0] - begin[0]), begin[1] + share * (end[1] - begin[1]));
}

test("a dragged segment says its cost over another one, merges on release, comes apart by undo", async ({
  page,
  log,
}) => {
  await segments(page);
  await hold(page, "C-X", "C-Y");
  await expect(said(page)).toHaveText(/^C-X with C-Y costs .*one target of .*Drop or Enter merges/);
  await page.mouse.up();
  await expect(heading(page)).toContainText("Eight segments");
  await expect(cell(page, "C-X+C-Y")).toContainText("part of C-X+C-Y");

  await hold(page, "C-Z", "C-X+C-Y");
  await expect(said(page)).toHaveText(/^C-Z with C-X\+C-Y costs/);
  await page.mouse.up();
  await expect(heading(page)).toContainText("Seven segments");
  await page.getByRole("button", { name: /^Undo: merge/ }).click();
  await expect(heading(page)).toContainText("Eight segments");
  await page.getByRole("button", { name: /^Undo: merge C-X with C-Y/ }).click();
  await expect(heading(page)).toContainText("Nine segments");
  expect(log.complaints).toEqual([]);
});

test("a segment that is let go elsewhere, or put back, stays what it was", async ({ page, log }) => {
  await segments(page);
  await hold(page, "A-X", "A-Y");
  await expect(said(page)).toHaveText(/^A-X with A-Y/);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(said(page)).toHaveText(/^Drag a name/);
  await hold(page, "A-X", "A-Y");
  await page.mouse.move(4, 4);
  await expect(said(page)).toHaveText(/^A-X is picked up/);
  await page.mouse.up();
  await expect(said(page)).toHaveText(/^Drag a name/);
  await expect(heading(page)).toContainText("Nine segments");
  await expect(page.getByRole("button", { name: /^Undo: merge/ })).toHaveCount(0);
  expect(log.complaints).toEqual([]);
});

test("M picks a segment up, arrows carry it, Enter merges, by keys alone", async ({ page, log }) => {
  await segments(page);
  await cell(page, "B-X").focus();
  await page.keyboard.press("m");
  await expect(said(page)).toHaveText(/^B-X is picked up/);
  await page.keyboard.press("ArrowDown");
  await expect(said(page)).toHaveText(/^B-X with C-X costs/);
  await page.keyboard.press("Enter");
  await expect(heading(page)).toContainText("Eight segments");
  await expect(page.locator("td[data-segment='B-X+C-X']")).toHaveCount(2);
  await page.getByRole("button", { name: /^Undo: merge B-X with C-X/ }).click();
  await expect(heading(page)).toContainText("Nine segments");
  await cell(page, "A-Z").focus();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("A-Y: cycle service target in %", { exact: true })).toBeFocused();
  expect(log.complaints).toEqual([]);
});

test("without a matrix the rows of the segment table are dragged", async ({ page, log }) => {
  await segments(page);
  await page.getByRole("button", { name: "Add a dimension" }).click();
  const choices = page.getByRole("group", { name: "Add a dimension" });
  await choices.getByRole("button", { name: "Season", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("grid")).toHaveCount(0);
  const rows = page.locator("tr[data-segment]");
  const names = await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.segment ?? ""));
  const [one = "", other = ""] = names;
  await hold(page, other, one);
  await expect(said(page)).toHaveText(new RegExp(`^${other} with ${one}`));
  await page.mouse.up();
  await expect(rows).toHaveCount(names.length - 1);
  await page.getByRole("button", { name: /^Undo: merge/ }).click();
  await expect(rows).toHaveCount(names.length);
  expect(log.complaints).toEqual([]);
});

test("of one row of segments each is merged in the matrix, and said once", async ({ page, log }) => {
  await openFile(page);
  await page.getByRole("button", { name: /shop/i }).first().click();
  await ready(page);
  await page.evaluate(() => {
    location.hash = "segments";
  });
  await expect(heading(page)).toContainText("Three segments");
  await expect(page.locator("tr[data-segment]")).toHaveCount(0);
  await hold(page, "Niche", "Seasonal");
  await expect(said(page)).toHaveText(/^Niche with Seasonal costs/);
  await page.mouse.up();
  await expect(heading(page)).toContainText("Two segments");
  expect(log.complaints).toEqual([]);
});
