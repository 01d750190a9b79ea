// The screens when the engine stops: the report is shown, the files are read again, work goes on.

import { join } from "node:path";
import { www } from "../../www/tools/places.mjs";
import { expect, give, openFile, ready, test } from "./rig";

test("after a crash the page shows the report and reads the files again", async ({ page }) => {
  await openFile(page);
  await give(page, join(www, "samples", "shop", "demand.csv"));
  await ready(page);
  await page.workers()[0]?.evaluate(() => {
    postMessage({
      kind: "crash",
      crash: { step: "summary", message: 'panicked at src/x.rs:1:2: "Quillon 7"' },
    });
  });
  await expect(page.getByText("src/x.rs:1:2")).toBeVisible();
  await expect(page.getByText("Quillon 7")).toHaveCount(0);
  await page.getByRole("button", { name: "Close" }).click();
  await ready(page);
  await page.getByRole("link", { name: "Items" }).click();
  await expect(page.getByRole("main").getByRole("row").nth(5)).toBeVisible();
  expect(page.workers()).toHaveLength(1);
});
