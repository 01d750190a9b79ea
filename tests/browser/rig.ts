// What the browser tests share: opening the two products, a log of every request and of every
// violation of the content policy, dropping files, waiting for a status, reading a download.

import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test as base, expect, type Page } from "@playwright/test";
import { faulty, shipped, www } from "../../www/tools/places.mjs";
import { serve } from "../../www/tools/serve.mjs";

export { expect, faulty, shipped };

/** What happened behind a page: requests that leave it, and complaints of the browser. */
export interface Log {
  requests: string[];
  complaints: string[];
}

interface Rig {
  log: Log;
  /** The site on loopback; `close` stops the server, as a lost network would. */
  site: { address: string; close: () => Promise<void> };
}

export const test = base.extend<Rig>({
  log: async ({ context, page }, use) => {
    const log: Log = { requests: [], complaints: [] };
    context.on("request", (request) => {
      if (!/^(blob|data):/.test(request.url())) log.requests.push(request.url());
    });
    page.on("pageerror", (error) => log.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || /content security policy|trusted/i.test(message.text())) {
        log.complaints.push(message.text());
      }
    });
    await use(log);
  },
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the names of the fixtures from the pattern.
  site: async ({}, use) => {
    const site = await serve(shipped.site, { port: 0 });
    await use(site);
    await site.close();
  },
});

/** The address of the single file. */
export function fileAddress(product = shipped): string {
  return pathToFileURL(product.singleFile).href;
}

/** Opens the single file as a double click does. */
export async function openFile(page: Page, product = shipped): Promise<void> {
  await page.goto(fileAddress(product));
}

/** Gives files to the page through its one file input. */
export async function give(page: Page, files: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]) {
  await page.getByLabel("Open files").setInputFiles(files);
}

/** Waits until results are shown. */
export async function ready(page: Page, timeout = 30_000): Promise<void> {
  await expect(page.locator("main")).toHaveAttribute("data-status", "ready", { timeout });
}

/** The bytes that a button's download holds. */
export async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** A sample's files opened by hand, and the screen Segments. */
export async function segmentsOf(page: Page, sample: string): Promise<void> {
  const folder = join(www, "samples", sample);
  await openFile(page);
  await give(
    page,
    readdirSync(folder).map((name) => join(folder, name)),
  );
  await ready(page);
  await page.evaluate(() => {
    location.hash = "segments";
  });
}

/** The screen Money of the distributor sample, its curve drawn. */
export async function moneyOfDistributor(page: Page): Promise<void> {
  await openFile(page);
  await page.getByRole("button", { name: /^Distributor/ }).click();
  await ready(page);
  await page.getByRole("link", { name: "Money" }).click();
  await expect(page.getByRole("img", { name: /^Fill rate against safety stock/ })).toBeVisible();
}
