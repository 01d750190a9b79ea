// Four ways to set targets on one frontier: a chart, a sentence, a table of the same figures.

import type { Page } from "@playwright/test";
import { expect, give, openFile, ready, test } from "./rig";

const panel = (page: Page) => page.getByRole("region", { name: /^Four ways to set targets/ });

async function draw(page: Page): Promise<void> {
  await ready(page);
  await page.evaluate(() => {
    location.hash = "segments";
  });
  await panel(page).getByRole("button", { name: "Draw it" }).click();
  await expect(panel(page)).toHaveAttribute("aria-busy", "false");
}

test("freer ways never tie up more, and the chart says what its table says", async ({ page, log }) => {
  await openFile(page);
  await page.getByRole("button", { name: /^Distributor/ }).click();
  await draw(page);
  await expect(
    panel(page).getByRole("img", { name: /one target for all .* criterion classes .* item by item/ }),
  ).toBeVisible();
  const table = panel(page).getByRole("region", { name: /table$/ });
  await expect(table.getByRole("columnheader")).toHaveText([
    "Fill rate, %",
    /^One target for all/,
    /^These segments/,
    /^Criterion classes/,
    /^Item by item/,
  ]);
  const rows = table.getByRole("row");
  await expect(rows).toHaveCount(8);
  for (let row = 1; row < 8; row += 1) {
    const texts = await rows.nth(row).getByRole("cell").allInnerTexts();
    const [uniform = 0, segments = 0, criterion = 0, items = 0] = texts.map((text) =>
      Number(text.replaceAll(",", "")),
    );
    expect(items).toBeLessThanOrEqual(segments);
    expect(items).toBeLessThanOrEqual(criterion);
    expect(segments).toBeLessThanOrEqual(uniform * 1.001);
    expect(criterion).toBeLessThanOrEqual(uniform * 1.001);
  }
  const input = page.getByLabel("A-X: cycle service target in %", { exact: true });
  await input.fill("90");
  await input.press("Enter");
  await expect(panel(page).getByText("The policy has changed since.")).toBeVisible();
  await expect(panel(page).getByRole("button", { name: "Draw it again" })).toBeEnabled();
  expect(log.complaints).toEqual([]);
});

test("without costs the criterion is not drawn, and says what it needs", async ({ page, log }) => {
  const rows = ["date,item,quantity"];
  for (let week = 0; week < 60; week += 1) {
    const day = new Date(Date.UTC(2025, 0, 6 + 7 * week)).toISOString().slice(0, 10);
    for (let item = 0; item < 12; item += 1) rows.push(`${day},I${item},${5 + ((week * (item + 3)) % 17)}`);
  }
  await openFile(page);
  await give(page, { name: "demand.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await draw(page);
  await expect(panel(page).getByText(/^Criterion classes are not drawn/)).toBeVisible();
  await expect(panel(page).getByRole("columnheader")).toHaveCount(4);
  expect(log.complaints).toEqual([]);
});
