// Stock held apart, and stock that nobody asks for: what both tie up, with a table and a list.

import type { Page } from "@playwright/test";
import { expect, give, openFile, ready, test } from "./rig";

const weeks = 80;
const day = (week: number) => new Date(Date.UTC(2025, 0, 6 + 7 * week)).toISOString().slice(0, 10);

/** Bolts and seals at two places, whose demand does not move together; gaskets that stopped selling. */
function demand(): string {
  const rows = ["date,item,location,quantity"];
  for (let week = 0; week < weeks; week += 1) {
    rows.push(`${day(week)},bolt,North,${20 + ((week * 7) % 11)}`);
    rows.push(`${day(week)},bolt,South,${20 + ((week * 5 + 3) % 13)}`);
    rows.push(`${day(week)},seal,North,${5 + ((week * 3) % 7)}`);
    rows.push(`${day(week)},seal,South,${4 + ((week * 2 + 1) % 5)}`);
    if (week < 40) rows.push(`${day(week)},gasket,North,${3 + (week % 3)}`);
  }
  return rows.join("\n");
}

const items = "item,unit_cost,unit_price\nbolt,2,5\nseal,4,9\ngasket,10,15\n";
const stock = "item,location,on_hand\nbolt,North,100\nseal,North,50\ngasket,North,30\n";

const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function segments(page: Page): Promise<void> {
  await openFile(page);
  await give(page, [csv("demand.csv", demand()), csv("items.csv", items), csv("stock.csv", stock)]);
  await ready(page);
  await page.evaluate(() => {
    location.hash = "segments";
  });
}

test("what holding stock apart costs, in a sentence, by segment and item by item", async ({ page, log }) => {
  await segments(page);
  const panel = page.getByRole("region", { name: "What separate stock costs", exact: true });
  await panel.getByRole("button", { name: "Work it out" }).click();
  await expect(
    panel.getByText(/^2.items held at two locations or more tie up .* holding it apart costs/),
  ).toBeVisible();
  const rows = panel.getByRole("region", { name: /by segment, table$/ }).getByRole("row");
  const figures = (texts: string[]) => texts.map((text) => Number(text.replaceAll(",", "")));
  const total = figures(await rows.last().getByRole("cell").allInnerTexts());
  const [units = 0, separate = 0, shared = 0, costs = 0] = total;
  expect(units).toBe(4);
  expect(shared).toBeLessThan(separate);
  expect(Math.abs(separate - shared - costs)).toBeLessThanOrEqual(1);
  const byItem = panel.getByRole("region", { name: /item by item, table$/ });
  await expect(byItem.getByRole("rowheader")).toHaveText(["bolt", "seal"]);

  await page.evaluate(() => {
    location.hash = "data";
  });
  await page.evaluate(() => {
    location.hash = "segments";
  });
  await expect(byItem).toBeVisible();
  expect(log.complaints).toEqual([]);
});

test("stock without demand for long is said with its money, and listed", async ({ page, log }) => {
  await segments(page);
  await expect(
    page.getByText("One item lies in stock without demand for half a year or longer"),
  ).toBeVisible();
  await expect(page.getByText(/300 in money, 42\.9 % of all stock on hand\./)).toBeVisible();
  await page.getByRole("button", { name: /^Show 1.item$/ }).click();
  const grid = page.getByRole("main").getByRole("grid");
  await expect(grid.locator("tbody tr[data-index], tbody tr[tabindex]")).toHaveCount(1);
  await expect(grid).toContainText("gasket");
  await page.getByRole("button", { name: /^All 5$/ }).click();
  await expect(grid).toContainText("bolt");
  expect(log.complaints).toEqual([]);
});

test("where each item's stock is held once, the panel says what to do", async ({ page, log }) => {
  await openFile(page);
  await page.getByRole("button", { name: /^Distributor/ }).click();
  await ready(page);
  await page.evaluate(() => {
    location.hash = "segments";
  });
  const panel = page.getByRole("region", { name: "What separate stock costs", exact: true });
  await expect(panel.getByText(/stock is held in one place/)).toBeVisible();
  await panel.getByRole("link", { name: "Go to Data" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(page.url()).toContain("#data");
  expect(log.complaints).toEqual([]);
});
