// More than a tab can hold: the page says what was found and what helps, offers it, and what was there stays.

import { writeFileSync } from "node:fs";
import { expect, give, openFile, ready, test } from "./rig";

/** Every item at every location, a row each: more than a tab holds. */
function wide(items: number, locations: number): string {
  const lines = ["date,item,location,quantity"];
  for (let item = 0; item < items; item += 1) {
    for (let place = 0; place < locations; place += 1) {
      lines.push(`2024-01-${10 + ((item + place) % 20)},I-${item},L-${place},${1 + (place % 9)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

const policy = {
  name: "policy.json",
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify({
      format: "segmented-safety-stock/policy",
      version: 1,
      stocking_unit: ["item", "location"],
    }),
  ),
};

const small = {
  name: "small.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(wide(3, 2)),
};

test("too many items at locations are said, the old figures stay, and stock by item is one step away", async ({
  page,
}, info) => {
  test.setTimeout(180_000);
  const path = info.outputPath("wide.csv");
  writeFileSync(path, wide(1_000, 2_000));
  await openFile(page);
  await expect(page.locator("main")).toHaveAttribute("data-status", "empty");
  await give(page, [policy, small]);
  await ready(page);
  const total = page.locator("table.segments tr", { hasText: "Total" }).first();
  await expect(total).toContainText("6");
  await give(page, path);
  await page.evaluate("location.hash = 'data'");
  const card = page.getByRole("article").filter({ hasText: "wide.csv" });
  await expect(card).toContainText("combinations of item and location", { timeout: 120_000 });
  await expect(card).toContainText("Nothing of it was imported. Hold stock by item (");
  await ready(page);
  await page.evaluate("location.hash = 'segments'");
  await expect(total).toContainText("6");
  await page.evaluate("location.hash = 'data'");
  await card.getByRole("button", { name: "Hold stock by item" }).click();
  await expect(card).toContainText("2,000,000", { timeout: 120_000 });
  await ready(page, 60_000);
  await page.evaluate("location.hash = 'segments'");
  await expect(total).toContainText("1,000");
});
