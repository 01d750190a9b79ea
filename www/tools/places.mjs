// Where things stand. Every task takes its paths from here; none depends on the folder it is called from.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const www = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(www);
export const tests = join(root, "tests");

/** What is given to people: the single file and the site, beside the engine they hold. */
export const shipped = product({
  entry: join(www, "src", "main.tsx"),
  engine: join(www, "engine"),
  dist: join(www, "dist"),
  features: [],
});

/**
 * The same engine with faults that can be asked for, under a page that hands the engine to tests.
 * Never shipped.
 */
export const faulty = product({
  entry: join(tests, "browser", "faulty.ts"),
  engine: join(www, "engine", "faulty"),
  dist: join(www, "engine", "faulty", "dist"),
  features: ["faults"],
});

/**
 * @param {object} parts
 * @param {string} parts.entry the script of the page
 * @param {string} parts.engine the folder of the compiled engine and its bindings
 * @param {string} parts.dist the folder of the single file and the site
 * @param {string[]} parts.features of the Rust package
 */
function product(parts) {
  return {
    ...parts,
    module: join(parts.engine, "segmented_safety_stock_bg.wasm"),
    singleFile: join(parts.dist, "segmented-safety-stock.html"),
    site: join(parts.dist, "site"),
  };
}
