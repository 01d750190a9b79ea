// The browser for the tests: one that is installed is used; where there is none, Debian's package
// is installed if this is root's shell. Playwright's own download is not used.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { printed, run, step, Trouble } from "./steps.mjs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The Chromium or Chrome of this machine. `CHROMIUM` in the environment decides alone.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...elsewhere].find((program) => existsSync(program));
}

/** Finds a browser, or installs one where that is allowed. */
export async function needChromium() {
  const asked = process.env.CHROMIUM;
  if (asked && !existsSync(asked)) throw new Trouble(`CHROMIUM names ${asked}, which does not exist.`);
  if (findChromium()) return;
  const mayInstall = process.getuid?.() === 0 && printed("apt-get", ["--version"]) !== undefined;
  if (mayInstall) await step("Install Chromium, for the browser tests", install);
  if (!findChromium()) {
    throw new Trouble(
      "The browser tests need Chromium or Chrome, and none was found. Install one, or set CHROMIUM to its program, and run the command again.",
    );
  }
}

async function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
}
