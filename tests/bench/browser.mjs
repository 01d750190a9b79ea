// A fresh Chromium a run: cold code, an empty profile, and a peak of memory that is this run's own.

import { readdirSync, readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { findChromium } from "../../www/tools/chromium.mjs";
import { Trouble } from "../../www/tools/steps.mjs";

const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A run that takes longer has failed. */
const patience = 300_000;

/**
 * Does something with a page of a browser of its own, and adds the peak memory of its renderer.
 *
 * @template {object} T
 * @param {(page: import("@playwright/test").Page) => Promise<T>} work
 * @returns {Promise<T & { megabytes: number, browser: string }>}
 */
export async function fresh(work) {
  const executablePath = findChromium();
  if (!executablePath) throw new Trouble("The bench needs Chromium or Chrome, and none was found.");
  const browser = await chromium.launch({ executablePath, args: switches });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(patience);
    const late = new Promise((_, reject) => {
      page.on("pageerror", reject);
      setTimeout(reject, patience, new Trouble(`No answer within ${patience / 1000} s.`)).unref();
    });
    const done = /** @type {T} */ (await Promise.race([work(page), late]));
    return { ...done, megabytes: held().peak, browser: browser.version() };
  } finally {
    await browser.close();
  }
}

/** What the page's renderer holds and has held at most, in MB; nothing where there is no /proc. */
export function held() {
  const status = numbers()
    .filter((pid) => /--type=renderer/.test(told(pid, "cmdline")) && isOwn(pid))
    .map((pid) => told(pid, "status"));
  const most = (/** @type {string} */ name) =>
    Math.max(0, ...status.map((text) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0)));
  return { now: Math.round(most("VmRSS") / 1024), peak: Math.round(most("VmHWM") / 1024) };
}

/**
 * Whether a process descends from this one: other browsers may run on the machine.
 *
 * @param {string} pid
 * @returns {boolean}
 */
function isOwn(pid) {
  const parent = /^\d+ \(.*\) \S (\d+)/s.exec(told(pid, "stat"))?.[1];
  if (parent === undefined || parent === "0") return false;
  return Number(parent) === process.pid || isOwn(parent);
}

function numbers() {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/**
 * @param {string} pid
 * @param {string} what
 */
function told(pid, what) {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "latin1");
  } catch {
    return ""; // It has ended.
  }
}
