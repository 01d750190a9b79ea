// The product as a user meets it: its page, its file input, until the segment table stands there.
// Beside the time: tasks that held the page up, and what a cancel does.

import { readFile } from "node:fs/promises";
import { shipped } from "../../www/tools/places.mjs";
import { serve } from "../../www/tools/serve.mjs";
import { fresh, held } from "./browser.mjs";

/** The peers' work in the policy's words: weeks from the first of the data on, none left out at the edges. */
const policy = {
  name: "policy.json",
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify({
      format: "segmented-safety-stock/policy",
      version: 1,
      stocking_unit: ["item", "location"],
      window: "data-start",
      edge_periods: "keep",
    }),
  ),
};

/**
 * Times one reading, from the file's arrival in the input to the segment table.
 *
 * @param {string} path
 */
export async function product(path) {
  const site = await serve(shipped.site, { port: 0 });
  try {
    return await fresh(async (page) => {
      await opened(page, site.address);
      await page.getByLabel("Open files").setInputFiles(path);
      await page.waitForFunction(() => /** @type {any} */ (window).bench.ended > 0);
      const timed = await page.evaluate(() => /** @type {any} */ (window).bench);
      const { peak } = held();
      if (timed.words) return { milliseconds: timed.ended - timed.began, trouble: timed.words };
      return {
        milliseconds: timed.ended - timed.began,
        longTasks: timed.tasks,
        ...(await figures(page)),
        readingMegabytes: peak,
      };
    });
  } finally {
    await site.close();
  }
}

/**
 * Cancels a reading half way: until the old state stands on the page again, and what memory is left after 300 ms.
 *
 * @param {string} small what is loaded before
 * @param {string} path
 */
export async function cancelled(small, path) {
  const site = await serve(shipped.site, { port: 0 });
  try {
    return await fresh(async (page) => {
      await opened(page, site.address);
      await page.getByLabel("Open files").setInputFiles(small);
      await page.waitForFunction(() => /** @type {any} */ (window).bench.ended > 0);
      await page.waitForTimeout(3000);
      const before = held().now;
      await page.getByLabel("Open files").setInputFiles(path);
      await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 50);
      const during = held().now;
      const back = await page.evaluate(cancel);
      await page.waitForTimeout(Math.max(0, 300 - back));
      const after = held().now;
      return { milliseconds: back, before, during, after };
    });
  } finally {
    await site.close();
  }
}

/** Runs in the page: a click on Cancel, and how long until the page is ready again. */
function cancel() {
  return new Promise((resolve) => {
    const main = document.querySelector("main");
    const button = [...document.querySelectorAll("button")].find(
      (one) => one.textContent?.trim() === "Cancel",
    );
    const began = performance.now();
    button?.click();
    const look = () => {
      if (main?.dataset.status === "ready") resolve(performance.now() - began);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/**
 * The page with its policy, and watches set.
 *
 * @param {import("@playwright/test").Page} page
 * @param {string} address
 */
async function opened(page, address) {
  await page.addInitScript(watch);
  await page.goto(address);
  await page.locator('main[data-status="empty"]').waitFor();
  await page.getByLabel("Open files").setInputFiles(policy);
  await page.waitForTimeout(500);
}

/** Runs in the page, before anything of its own: notes when a data file arrived and when its segments stood there. */
function watch() {
  const bench = { began: 0, ended: 0, words: "", tasks: /** @type {number[]} */ ([]) };
  Object.assign(window, { bench });
  new PerformanceObserver((list) => {
    const here = list.getEntries().filter(({ startTime }) => bench.began > 0 && startTime >= bench.began);
    bench.tasks.push(...here.map(({ duration }) => Math.round(duration)));
  }).observe({ entryTypes: ["longtask"] });
  addEventListener(
    "change",
    ({ target }) => {
      const files = target instanceof HTMLInputElement ? [...(target.files ?? [])] : [];
      if (files.some(({ name }) => name.endsWith(".csv"))) bench.began = performance.now();
    },
    true,
  );
  new MutationObserver(() => {
    if (bench.ended > 0 || bench.began === 0) return;
    const main = document.querySelector("main");
    const refused = main?.dataset.status === "error" ? main.querySelector("article .callout-title") : null;
    if (!refused && (main?.dataset.status !== "ready" || !main.querySelector("table.segments tbody tr")))
      return;
    bench.ended = performance.now();
    if (refused)
      bench.words = `In words after ${Math.round(bench.ended - bench.began)} ms: ${refused.textContent}`;
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-status"],
  });
}

/**
 * What the product says of the file, out of what a user can download.
 *
 * @param {import("@playwright/test").Page} page
 */
async function figures(page) {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download item results" }).first().click();
  const text = await readFile(await (await coming).path(), "utf8");
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const at = Object.fromEntries(
    head
      .trim()
      .split(",")
      .map((name, place) => [name, place]),
  );
  const sums = { units: 0, quantity: 0, means: 0, deviations: 0 };
  for (const line of lines) {
    const cells = line.split(",");
    const of = (/** @type {string} */ name) => Number(cells[at[name] ?? -1]);
    sums.units += 1;
    sums.quantity += of("mean") * of("periods");
    sums.means += of("mean");
    sums.deviations += of("sd");
  }
  await page.evaluate("location.hash = 'data'");
  const rows = page.locator("dl.facts dd").first();
  return { rows: Number((await rows.innerText()).replaceAll(/\D/g, "")), ...sums };
}
