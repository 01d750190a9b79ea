// Writes the three samples of the start page, the same bytes on every machine.
//
//   node www/tools/samples.mjs            writes www/samples anew
//   node www/tools/samples.mjs --check    says whether the committed files are what would be written
//
// shop: an electronics retailer whose warehouse serves its stores and its web shop; two years of order
//   lines, 115 items in the ranges Core, Seasonal and Niche. Gifts peak in November and December, cooling
//   in summer, school in August; seasonal items are cheaper for some weeks. Niche items sell rarely.
// distributor: industrial supplies on abc x xyz; six suppliers, of which two are late and one cannot be
//   relied on; stock, open orders, and commitments in three tiers. Returned goods, one huge order taken
//   back the next day, one item without cost, one that has sold in one whole week only.
// third_party_logistics: three clients with service agreements in one warehouse. Stock is held per item
//   and client, because the same packaging is kept for each of them. The coffee roaster sells kilograms.
//
// Nothing here comes from a real company. Every draw comes from one small generator with a seed of the
// sample's own, and only + - * / and rounding touch it, so no platform's logarithm can change a byte.
// The files are packed gzipped into the page; above the budget this tool fails.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { distributor } from "./samples/distributor.mjs";
import { shop } from "./samples/shop.mjs";
import { thirdPartyLogistics } from "./samples/third_party_logistics.mjs";

const BUDGET = 40_000; // bytes, all files together, each packed by gzip -9
const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "samples");
const samples = { shop, distributor, third_party_logistics: thirdPartyLogistics };

/** Every file of every sample: where it lives, and its text. */
function written() {
  return Object.entries(samples).flatMap(([sample, make]) =>
    Object.entries(make()).map(([name, text]) => ({ path: join(sample, name), text })),
  );
}

function committed(path) {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch {
    return null;
  }
}

function write({ path, text }) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** One line a file, then the total; the total in bytes. */
function weigh(files) {
  const sizes = files.map(({ text }) => gzipSync(text, { level: 9 }).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  files.forEach(({ path, text }, place) => {
    const lines = text.split("\n").length - 1;
    console.log(
      `${path.padEnd(44)}${String(lines).padStart(6)} lines ${String(sizes[place]).padStart(6)} bytes packed`,
    );
  });
  console.log(`together ${total} bytes packed, of ${BUDGET}`);
  return total;
}

const files = written();
const different = files.filter(({ path, text }) => committed(path) !== text).map(({ path }) => path);

if (process.argv.includes("--check")) {
  for (const path of different) console.error(`www/samples/${path} differs from what is generated`);
  if (different.length > 0) process.exitCode = 1;
} else {
  files.forEach(write);
}
if (weigh(files) > BUDGET) {
  console.error("the samples no longer fit their budget");
  process.exitCode = 1;
}
