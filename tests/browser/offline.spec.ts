// The site without its server, and with a new version on it. The page here is the one without views,
// so that what the browser does is seen without them.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { serve } from "../../www/tools/serve.mjs";
import { expect, faulty, test } from "./rig";

/** Keeps the site and waits until the browser has it. */
async function keep(page: Page): Promise<void> {
  await page.evaluate(async () => {
    Object.assign(window, { offers: [] });
    await window.room.keepOffline((reload) => {
      (window as unknown as { offers: (() => void)[] }).offers.push(reload);
    });
    await navigator.serviceWorker.ready;
  });
}

function offers(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { offers: unknown[] }).offers.length);
}

/** Another version of a site: other bytes of the page, another name of its cache. */
function publish(site: string, name: string): void {
  const page = join(site, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replace(/<title>[^<]*/, `<title>${name}`));
  const worker = join(site, "service-worker.js");
  writeFileSync(worker, readFileSync(worker, "utf8").replace(/(\$\{prefix\})\w+/, `$1${name}`));
}

test("a new version waits until the user takes it over", async ({ page }, info) => {
  const folder = info.outputPath("site");
  cpSync(faulty.site, folder, { recursive: true });
  const { address, close } = await serve(folder, { port: 0 });
  await page.goto(address);
  await keep(page);
  await page.reload();
  await keep(page);
  expect(await offers(page)).toBe(0);

  publish(folder, "second");
  await page.reload();
  await keep(page);
  await expect.poll(() => offers(page)).toBe(1);
  await expect(page).toHaveTitle("Segmented Safety Stock");
  await page.reload();
  await expect(page).toHaveTitle("Segmented Safety Stock");

  await keep(page);
  await expect.poll(() => offers(page)).toBe(1);
  await page.evaluate(() => (window as unknown as { offers: (() => void)[] }).offers[0]?.());
  await expect(page).toHaveTitle("second");
  expect(await page.evaluate(() => caches.keys())).toEqual(["segmented-safety-stock-second"]);
  await close();
  await page.reload();
  await expect(page).toHaveTitle("second");
});

test("the first visit is no update, and the single file keeps nothing", async ({ page }, info) => {
  const folder = info.outputPath("site");
  cpSync(faulty.site, folder, { recursive: true });
  const { address, close } = await serve(folder, { port: 0 });
  await page.goto(address);
  await keep(page);
  expect(await offers(page)).toBe(0);
  await expect(page.locator("link[rel=manifest]")).toHaveAttribute("href", "manifest.webmanifest");
  await close();

  await page.goto(`file://${join(folder, "index.html")}`);
  await page.evaluate(() => window.room.keepOffline(() => {}));
  expect(await page.locator("link[rel=manifest]").count()).toBe(0);
});

test("the site works from a folder of its host", async ({ page }, info) => {
  cpSync(faulty.site, info.outputPath("host", "tools", "stock"), { recursive: true });
  const { address, close } = await serve(info.outputPath("host"), { port: 0 });
  await page.goto(`${address}tools/stock/`);
  await keep(page);
  await page.reload();
  await close();
  await page.reload();
  await expect(page).toHaveTitle("Segmented Safety Stock");
});
