// The browser tests run in the Chromium or Chrome of this machine, headless and with an empty profile.

import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "../../www/tools/chromium.mjs";

const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: ".",
  outputDir: join(import.meta.dirname, "results"),
  workers: 3,
  // Figures with a bar are taken when nothing else runs.
  projects: [
    { name: "behaviour", testIgnore: /figures/, fullyParallel: true },
    { name: "figures", testMatch: /figures/, dependencies: ["behaviour"], fullyParallel: false, workers: 1 },
  ],
  timeout: 60_000,
  // A shared machine can stall any step once. What needed its second go is printed as flaky: look at it.
  retries: 1,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: findChromium() ?? "", args: switches },
  },
});
