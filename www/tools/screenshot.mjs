// Takes the picture that README shows: the distributor sample on its segments, 1280 wide.
//
//   node www/tools/screenshot.mjs FILE.png

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { shipped, www } from "./places.mjs";
import { setUpForTests } from "./setup.mjs";
import { main, Trouble } from "./steps.mjs";

const sample = join(www, "samples", "distributor");

async function screenshot() {
  const picture = process.argv[2];
  if (!picture) throw new Trouble("Say where the picture goes: node www/tools/screenshot.mjs FILE.png");
  await setUpForTests();
  await build();
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({ executablePath: findChromium() ?? "", args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 828 },
      colorScheme: "light",
      locale: "en-GB",
    });
    await page.goto(pathToFileURL(shipped.singleFile).href);
    await page.getByLabel("Open files").setInputFiles(readdirSync(sample).map((name) => join(sample, name)));
    await page.locator('main[data-status="ready"]').waitFor();
    await page.evaluate("location.hash = 'segments'");
    await page.waitForTimeout(1000);
    await page.screenshot({ path: resolve(picture) });
  } finally {
    await browser.close();
  }
}

await main(screenshot);
