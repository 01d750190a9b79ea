// The size budgets: what a person downloads or is sent. Another figure here wants a line that says why.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { shipped } from "./places.mjs";
import { isMain, main, Trouble } from "./steps.mjs";

/**
 * Bytes of the single file, as it is mailed or copied. Of the first 460 KB 30 are for workbooks and archives (the
 * reader of .xlsx 22, packed until it is needed) and 30 for an engine built for speed before size: it reads millions
 * of rows in two thirds of the time. The next 60 are for models, dimensions and promises, the last 40 for segments:
 * what they are worth, reviews, sign-offs and presets; another 60 for promises and their screen, and 60 for seasons,
 * forecasts and the screen of what segments are worth, who agreed and what changed; 60 for what service costs and its screen;
 * 15 for borders moved on a drawing, reviews, shared stock, the frontier of four ways and merging by hand; 30 for scenarios, limits of a budget, promises by customer
 * and what is said of them, and the choices of sizing; 10 for what cannot be held, said before it is tried;
 * 20 for work that idle workers do and the licences of the software inside, 8 for figures that they measure,
 * 5 for figures kept in less memory and the rehearsal of a first reading. The finished tool may have 800: 28 are to
 * be won back.
 */
const singleFile = 828_000;

/**
 * Bytes of the first visit to the site: every file of it, gzipped as hosts send them. Raised from 250,000 when
 * reading any export came in (dialects, encodings, presets and questions were a third of the engine), and to what
 * the finished tool may have when the demand models, dimensions and promises followed. Another 45,000 are for what
 * segments are worth, reviews and sign-offs, 50,000 for promises and the screen Commit, 55,000 for seasons, forecasts
 * and the screen of segments, 45,000 for what service costs and its screen, 15,000 for borders moved on a drawing,
 * reviews, shared stock, the frontier and merging by hand, 30,000 for scenarios and limits of a budget, 10,000 for what cannot be
 * held, 15,000 for idle workers and licences, 8,000 for figures that those measure, 5,000 for less memory
 * and a rehearsal; they lie above what the finished tool may have and are to be won back.
 */
const firstLoad = 728_000;

export function checkBudgets() {
  check("The single file", statSync(shipped.singleFile).size, singleFile);
  check("The first load of the site", firstLoadSize(), firstLoad);
}

function firstLoadSize() {
  const sent = readdirSync(shipped.site).filter((name) => name !== "_headers");
  return sent.reduce((sum, name) => sum + gzipSync(readFileSync(join(shipped.site, name))).length, 0);
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} most
 */
function check(what, bytes, most) {
  const figure = `${what}: ${(bytes / 1000).toFixed(1)} KB of ${most / 1000} KB`;
  if (bytes > most) throw new Trouble(`Too large. ${figure}.`);
  console.log(figure);
}

if (isMain(import.meta.url)) await main(async () => checkBudgets());
