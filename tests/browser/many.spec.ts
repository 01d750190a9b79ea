// A portfolio too large to be computed in one go: the page answers meanwhile, says how far it is, and ends on
// the same figures.

import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { download, expect, give, openFile, ready, test } from "./rig";

const items = 30_000;

/** Figures of lumpy items, computed elsewhere, and what they cost. */
function tables(): { statistics: string; master: string } {
  const statistics = ["item,periods,mean,sd,adi,cv2,revenue"];
  const master = ["item,unit_cost,lead_time_days,order_quantity"];
  for (let number = 0; number < items; number += 1) {
    const mean = 0.5 + (number % 997) / 50;
    statistics.push(`I${number},52,${mean},${mean * (1 + (number % 13) / 10)},2,1,${mean * (number % 101)}`);
    master.push(`I${number},${1 + (number % 37)},${7 + (number % 50)},${Math.ceil(4 * mean)}`);
  }
  return { statistics: statistics.join("\n"), master: master.join("\n") };
}

async function column(page: Page, button: string, name: string): Promise<number[]> {
  const { bytes } = await download(page, button);
  const [header = "", ...rows] = bytes.toString("utf8").trimEnd().split(/\r?\n/);
  const place = header.split(",").indexOf(name);
  return rows.map((row) => Number(row.split(",")[place]));
}

test("figures that take several goes say how far they are, rows on the screen come first, sums agree", async ({
  page,
  log,
}, info) => {
  test.slow();
  const { statistics, master } = tables();
  const files = ["statistics.csv", "items.csv"].map((name) => info.outputPath(name));
  writeFileSync(files[0] ?? "", statistics);
  writeFileSync(files[1] ?? "", master);
  await openFile(page);
  await give(page, files);
  await ready(page, 60_000);
  await page.evaluate((selector) => {
    const seen: number[] = [];
    new MutationObserver(() => {
      const value = document.querySelector<HTMLProgressElement>(selector)?.value;
      if (value !== undefined && value !== seen.at(-1)) seen.push(value);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { seen });
  }, "progress[aria-label='Computing the figures of this policy']");
  await page.getByRole("link", { name: "Segments" }).click();
  const cells = page.getByRole("grid").first().locator("td input");
  const largest = cells.nth((await cells.count()) - 1);
  await largest.fill("99.5");
  await largest.press("Enter");
  await page.getByRole("link", { name: "Items" }).click();
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen).toEqual([...seen].sort((one, other) => one - other));
  const each = await column(page, "Download item results", "safety_stock_value");
  const rows = await column(page, "Download segment results", "safety_stock_value");
  const sum = each.reduce((all, one) => all + one, 0);
  const total = rows.at(-4) ?? Number.NaN;
  expect(each.length).toBe(items);
  expect(Math.abs(total - sum)).toBeLessThan(1e-6 * sum);
  expect(log.complaints).toEqual([]);
});
