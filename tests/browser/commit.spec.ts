// The commit desk as a new user meets it: the distributor sample to an answered order in a few actions, by
// keyboard alone, on a phone; a list, an undo, a download; what it says where the stock file is missing.

import { download, expect, give, openFile, ready, test } from "./rig";

test.describe("commit", () => {
  test.beforeEach(async ({ page }) => {
    await openFile(page);
  });

  test("an answered order in five actions", async ({ page, log }) => {
    await page.getByRole("button", { name: /distributor/i }).click();
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    const item = page.getByRole("combobox", { name: "Item" });
    await item.pressSequentially("HB1");
    await page.getByRole("option", { name: /HB1/ }).click();
    await page.getByLabel("Quantity").fill("20");
    const answer = page.locator("[data-verdict]");
    await expect(answer.getByRole("heading", { level: 1 })).toContainText("20 units by Saturday 7 November");
    await expect(answer).toContainText("Most that can be promised");
    await expect(answer).toContainText("Earliest day");
    await expect(page.getByRole("img", { name: /Projected stock of HB1/ })).toBeVisible();
    await expect(page.getByText("The arithmetic for Saturday 7 November")).toBeVisible();
    expect(log.requests.filter((address) => !address.startsWith("file:"))).toEqual([]);
    expect(log.complaints).toEqual([]);
  });

  test("what a yes takes from each tier: alike where nothing is kept, and if lower tiers come first", async ({
    page,
  }) => {
    await page.getByRole("button", { name: /distributor/i }).click();
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    await page.getByRole("combobox", { name: "Item" }).fill("HB5");
    await page.getByRole("option", { name: /HB5/ }).click();
    await page.getByLabel("Quantity").fill("20");
    const effect = page.getByRole("region", { name: "Effect on other tiers" });
    const figures = async (tier: string) => {
      const cells = effect.getByRole("row", { name: tier }).getByRole("cell");
      return (await cells.allInnerTexts()).map(Number);
    };
    await expect(effect.getByRole("row", { name: "Key" })).toBeVisible();
    const [key, open] = [await figures("Key"), await figures("Open market")];
    expect(key.slice(0, 2)).toEqual(open.slice(0, 2));
    expect(key[1]).toBeLessThan(key[0] ?? 0);
    expect(key[3]).toBeLessThan(open[3] ?? 0);
    await expect(page.getByText("Nothing is kept for better tiers")).toBeVisible();
  });

  test("what can be promised in general tells tiers apart", async ({ page }) => {
    await page.getByRole("button", { name: /distributor/i }).click();
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    const card = page.getByRole("region", { name: "What can be promised by segment and tier" });
    // Items, owed, availability, fill rate, wait; the tier stands before them.
    const cells = async (tier: string) => {
      const row = card.getByRole("row").filter({ hasText: "A-Y" }).filter({ hasText: tier });
      return (await row.getByRole("cell").allInnerTexts()).map(Number);
    };
    await expect(card.getByRole("row").filter({ hasText: "A-Y" })).toHaveCount(3);
    const [key, contract, open] = [await cells("Key"), await cells("Contract"), await cells("Open market")];
    for (const place of [3, 4]) {
      expect(key[place]).toBeGreaterThan(contract[place] ?? 100);
      expect(contract[place]).toBeGreaterThan(open[place] ?? 100);
    }
    expect(key[3]).toBeGreaterThanOrEqual(98);
    expect(open[5]).toBeGreaterThan(key[5] ?? 0);
  });

  test("by keyboard alone", async ({ page }) => {
    await page.getByRole("button", { name: /distributor/i }).focus();
    await page.keyboard.press("Enter");
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Item" }).focus();
    // Keys that come before the answer wait for it: nobody waits for suggestions before he presses one.
    await page.keyboard.type("hex bolt m8");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("combobox", { name: "Item" })).toHaveValue("HB2");
    await page.keyboard.press("Tab");
    await page.keyboard.type("key");
    await expect(page.getByRole("option", { name: /Key/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("900");
    await expect(page.locator('[data-verdict="yes"]')).toBeVisible();
    const note = page.getByRole("button", { name: "Note as promised" });
    await note.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "The list: 1 promised" })).toBeVisible();
    // The page's own undo and redo: by the keys, and by the buttons that say what they undo.
    const noted = page.getByRole("heading", { name: "The list: 1 promised" });
    const empty = page.getByRole("heading", { name: "The list", exact: true });
    await page.getByRole("button", { name: "Undo: note 900 of HB2 as promised" }).focus();
    await page.keyboard.press("Control+z");
    await expect(empty).toBeVisible();
    await page.keyboard.press("Control+y");
    await expect(noted).toBeVisible();
    await page.getByRole("button", { name: "Undo: note 900 of HB2 as promised" }).focus();
    await page.keyboard.press("Enter");
    await expect(empty).toBeVisible();
  });

  test("a pasted list is answered, promised and kept as a file", async ({ page }) => {
    await page.getByRole("button", { name: /distributor/i }).click();
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    await page.getByRole("button", { name: "Paste a list" }).click();
    const list = "HB1\t250\t2026-11-13\tKey\nHB2\t900\t2026-11-20\tContract\nNOBODY\t4\t2026-12-14\tKey";
    await page.getByLabel("Rows with item").fill(list);
    await page.getByRole("button", { name: "Read the list" }).click();
    await expect(page.getByRole("heading", { name: "The list: 2 yes, 1 not known" })).toBeVisible();
    await page.getByRole("button", { name: "Note 2 lines with a yes as promised" }).click();
    await expect(page.getByRole("heading", { name: "The list: 2 promised, 1 not known" })).toBeVisible();
    const file = await download(page, "Download commitments");
    const rows = file.bytes.toString("utf8").split("\r\n");
    expect(file.name).toBe("commitments.csv");
    expect(rows[0]).toBe("item,tier,reference,quantity,due,answer,probability,target,most,earliest");
    expect(rows.slice(1, 4).map((row) => row.split(",").slice(0, 6).join())).toEqual([
      "HB1,Key,,250,2026-11-13,yes",
      "HB2,Contract,,900,2026-11-20,yes",
      "NOBODY,Key,,4,2026-12-14,unknown",
    ]);
  });

  test("a file dropped on the list is a list", async ({ page }) => {
    await page.getByRole("button", { name: /distributor/i }).click();
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    await page.getByRole("heading", { name: "The list", exact: true }).evaluate((list) => {
      const data = new DataTransfer();
      data.items.add(new File(["HB1;250;13.11.2026;Key\nHB2;900;20.11.2026;Contract\n"], "orders.csv"));
      list.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
      list.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await expect(page.getByRole("heading", { name: "The list: 2 yes" })).toBeVisible();
    await expect(page.locator(".drop-over")).toHaveCount(0);
    await expect(page.getByText("6 files")).toBeVisible();
  });

  test("on a phone the answer comes first and nothing is wider than the screen", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: /distributor/i }).click();
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    await page.getByRole("combobox", { name: "Item" }).fill("HB1");
    await page.getByRole("option", { name: /HB1/ }).click();
    await page.getByLabel("Quantity").fill("500");
    await expect(page.locator("[data-verdict]")).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    const [answer, chart] = await Promise.all([
      page.locator("[data-verdict]").boundingBox(),
      page.getByRole("img", { name: /Projected stock/ }).boundingBox(),
    ]);
    expect(answer?.y ?? 0).toBeLessThan(chart?.y ?? 0);
  });

  test("a line that cannot be read says why and waits to be corrected; a past day is refused", async ({
    page,
  }) => {
    await page.getByRole("button", { name: /distributor/i }).click();
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    await page.getByRole("button", { name: "Paste a list" }).click();
    const field = page.getByLabel("Rows with item");
    await field.fill("item\tquantity\tdue\nHB1\t250\t2026-11-13\nHB2\tabc\t2026-11-20");
    await page.getByRole("button", { name: "Read the list" }).click();
    await expect(page.getByRole("heading", { name: "The list: 1 yes" })).toBeVisible();
    await expect(page.getByText("Line 3, quantity “abc”: A number cannot be read.")).toBeVisible();
    await expect(field).toHaveValue("item\tquantity\tdue\nHB2\tabc\t2026-11-20");
    await field.fill("item\tquantity\tdue\nHB2\t900\t2026-11-20\nNOBODY\t4\t2026-12-14");
    await page.getByRole("button", { name: "Read the list" }).click();
    await expect(page.getByRole("heading", { name: "The list: 2 yes, 1 not known" })).toBeVisible();
    await expect(page.getByText("No item is called “NOBODY”.")).toBeVisible();
    await expect(field).toBeHidden();
    await page.getByRole("combobox", { name: "Item" }).fill("HB1");
    await page.getByRole("option", { name: /HB1/ }).click();
    await page.getByLabel("Quantity").fill("20");
    await page.getByLabel("Day", { exact: true }).fill("2026-10-01");
    await expect(page.getByText("This day has passed")).toBeVisible();
    await expect(page.locator("[data-verdict]")).toHaveCount(0);
  });

  test("the customer's page names what is promised and nothing else", async ({ page }) => {
    await page.getByRole("button", { name: /distributor/i }).click();
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    await page.getByRole("combobox", { name: "Item" }).fill("HB2");
    await page.getByRole("option", { name: /HB2/ }).click();
    await page.getByLabel("Quantity").fill("900");
    await page.getByRole("button", { name: "Note as promised" }).click();
    await page.evaluate(() => {
      document.documentElement.dataset.print = "meeting";
    });
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".meeting")).toBeVisible();
    await expect(page.locator(".meeting")).toContainText("Hex bolt M8x40");
    await expect(page.locator(".meeting")).not.toContainText("%");
    await expect(page.locator(".kpis")).toBeHidden();
    await expect(page.locator(".desk")).toBeHidden();
  });

  test("without a stock file it says what is missing and offers the sample", async ({ page }) => {
    const demand = "date,item,quantity\n2026-01-05,A,4\n2026-01-14,A,6\n2026-01-20,A,5\n2026-02-03,A,7\n";
    await give(page, { name: "demand.csv", mimeType: "text/csv", buffer: Buffer.from(demand) });
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Commit needs to know what is on hand");
    await expect(page.getByText("on_hand", { exact: false }).first()).toBeVisible();
    await page.getByRole("button", { name: /distributor sample/ }).click();
    await ready(page);
    await expect(page.getByRole("combobox", { name: "Item" })).toBeVisible();
  });

  test("old stock is said loudly, and one may ask as of its day", async ({ page }) => {
    const demand = "date,item,quantity\n2024-01-05,A,4\n2024-01-14,A,6\n2024-01-20,A,5\n2024-02-03,A,7\n";
    const stock = "item,on_hand,as_of\nA,100,2024-02-04\n";
    await give(page, [
      { name: "demand.csv", mimeType: "text/csv", buffer: Buffer.from(demand) },
      { name: "stock.csv", mimeType: "text/csv", buffer: Buffer.from(stock) },
    ]);
    await ready(page);
    await page.getByRole("link", { name: "Commit" }).click();
    await expect(page.getByRole("alert")).toContainText("Stock was counted on 4 Feb 2024");
    await page.getByRole("button", { name: "Ask as of 4 Feb" }).click();
    await expect(page.getByText("Asked as of 4 Feb 2024.")).toBeVisible();
  });
});
