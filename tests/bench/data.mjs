// The files that are read: order lines of a distributor, made from a seed, so that every machine has
// the same bytes. Beside each file stands what it holds, counted while it was written: the readers
// are held against that.
//
// Columns: order_date, sku, location, channel, customer, quantity, unit_price, over 728 days from
// Monday 2024-01-01, which is 104 whole weeks. Items are drawn by Zipf's law, one customer in fifty
// needs quotes, one quantity in sixteen has three decimals.

import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = join(here, "data");

const days = 728;
/** The day after the last is the one that no period begins on: 104 weeks are whole. */
const firstDay = Date.UTC(2024, 0, 1);
/** Quantities are counted in thousandths, so that their sum is exact. */
const thousandths = 1000;

/**
 * @typedef {object} Shape
 * @property {number} rows
 * @property {number} items
 * @property {number} locations
 * @property {number} zipf the exponent of the items' shares; 0 draws all alike
 * @property {boolean} shuffled whether days come in no order
 * @property {boolean} quoted whether every field stands in quotes
 *
 * @typedef {object} Held what a file holds
 * @property {number} rows
 * @property {number} units stocking units: pairs of item and location
 * @property {number} quantity the sum
 * @property {number} bytes
 */

const year = { rows: 10_000_000, items: 50_000, locations: 5, zipf: 0.9, shuffled: false, quoted: false };

/** @type {Record<string, Shape>} */
export const shapes = {
  date: year,
  shuffled: { ...year, shuffled: true },
  quoted: { ...year, quoted: true },
  million: { ...year, rows: 1_000_000 },
  broad: { ...year, locations: 20, zipf: 0 },
  wide: { ...year, items: 20_000, locations: 500, zipf: 0.25 },
};

/**
 * The path of a file and what it holds; writes it where it is not there yet.
 *
 * @param {string} name
 * @returns {{ path: string, held: Held }}
 */
export function dataFile(name) {
  const shape = shapes[name];
  if (!shape) throw new Error(`There is no file ${name}; there are ${Object.keys(shapes).join(", ")}.`);
  const maker = readFileSync(fileURLToPath(import.meta.url));
  const mark = createHash("sha256").update(maker).update(name).digest("hex").slice(0, 12);
  const path = join(folder, `${name}-${mark}.csv`);
  const beside = path.replace(/csv$/, "json");
  if (!existsSync(beside)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(beside, JSON.stringify(write(path, shape)));
  }
  return { path, held: JSON.parse(readFileSync(beside, "utf8")) };
}

/**
 * @param {string} path
 * @param {Shape} shape
 * @returns {Held}
 */
function write(path, shape) {
  const out = openSync(`${path}.part`, "w");
  const quote = shape.quoted ? '"' : "";
  const glue = `${quote},${quote}`;
  const line = lines(shape, quote, glue);
  const header = "order_date sku location channel customer quantity unit_price".split(" ").join(glue);
  const piece = 10_000;
  let bytes = writeSync(out, `${quote}${header}${quote}\n`);
  for (let row = 0; row < shape.rows; row += piece) {
    let text = "";
    for (let at = row; at < Math.min(row + piece, shape.rows); at += 1) text += line.row(at);
    bytes += writeSync(out, text, null, "latin1");
  }
  closeSync(out);
  renameSync(`${path}.part`, path);
  return { rows: shape.rows, units: line.units(), quantity: line.quantity() / thousandths, bytes };
}

/**
 * The rows of a file, in order, and what they add up to.
 *
 * @param {Shape} shape
 * @param {string} quote
 * @param {string} glue
 */
function lines(shape, quote, glue) {
  const random = generator(42);
  const item = drawn(shape.items, shape.zipf, random);
  const names = shuffledNames(shape.items, random);
  const dates = Array.from({ length: days }, (_, day) =>
    new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10),
  );
  const locations = Array.from(
    { length: shape.locations },
    (_, at) => `DC-${String(at + 1).padStart(4, "0")}`,
  );
  const price = Float64Array.from({ length: shape.items }, () => (1 + random() * 9) ** 3);
  const met = new Uint8Array(shape.items * shape.locations);
  let sum = 0;
  let units = 0;

  /** @param {number} at */
  function row(at) {
    const day = shape.shuffled ? below(days) : Math.floor((at * days) / shape.rows);
    const sku = item();
    const place = below(shape.locations);
    const whole = 1 + Math.floor(-Math.log(1 - random()) * 8);
    const part = random() < 1 / 16 ? 1 + below(999) : 0;
    const unit = sku * shape.locations + place;
    units += 1 - (met[unit] ?? 0);
    met[unit] = 1;
    sum += whole * thousandths + part;
    const quantity = part ? `${whole}.${String(part).padStart(3, "0")}` : whole;
    const paid = ((price[sku] ?? 1) * (0.9 + 0.2 * random())).toFixed(2);
    return `${quote}${dates[day]}${glue}${names[sku]}${glue}${locations[place]}${glue}${channels[below(3)]}${glue}${customer()}${glue}${quantity}${glue}${paid}${quote}\n`;
  }

  const channels = ["web", "store", "b2b"];
  /** @param {number} count */
  const below = (count) => Math.floor(random() * count);

  function customer() {
    const name = `C${String(below(400_000)).padStart(6, "0")}`;
    const draw = random();
    if (draw >= 0.02) return name;
    const awkward = draw < 0.01 ? `${name}, Inc.` : `${name} ""B"", Ltd`;
    return quote ? awkward : `"${awkward}"`;
  }

  return { row, units: () => units, quantity: () => sum };
}

/**
 * Draws numbers below `count`, the k-th with a share of 1/k^exponent, in constant time (Walker's alias method).
 *
 * @param {number} count
 * @param {number} exponent
 * @param {() => number} random
 */
function drawn(count, exponent, random) {
  const shares = Float64Array.from({ length: count }, (_, at) => (at + 1) ** -exponent);
  const mean = shares.reduce((sum, share) => sum + share, 0) / count;
  const keep = shares.map((share) => share / mean);
  const other = new Uint32Array(count);
  /** @type {number[]} */ const small = [];
  /** @type {number[]} */ const large = [];
  keep.forEach((share, at) => void (share < 1 ? small : large).push(at));
  while (small.length > 0 && large.length > 0) {
    const [less, more] = [small.pop() ?? 0, large.pop() ?? 0];
    other[less] = more;
    keep[more] = (keep[more] ?? 0) + (keep[less] ?? 0) - 1;
    ((keep[more] ?? 0) < 1 ? small : large).push(more);
  }
  for (const at of [...small, ...large]) keep[at] = 1;
  return () => {
    const at = Math.floor(random() * count);
    return random() < (keep[at] ?? 1) ? at : (other[at] ?? at);
  };
}

/**
 * Names that do not tell how often an item sells.
 *
 * @param {number} count
 * @param {() => number} random
 */
function shuffledNames(count, random) {
  const names = Array.from({ length: count }, (_, at) => `SKU-${String(at).padStart(6, "0")}`);
  for (let at = count - 1; at > 0; at -= 1) {
    const to = Math.floor(random() * (at + 1));
    [names[at], names[to]] = [names[to] ?? "", names[at] ?? ""];
  }
  return names;
}

/**
 * Numbers in [0, 1) with 32 random bits: sfc32, which passes PractRand.
 *
 * @param {number} seed
 */
function generator(seed) {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = () => {
    const out = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + out;
    c |= 0;
    return (out >>> 0) / 2 ** 32;
  };
  for (let at = 0; at < 15; at += 1) next();
  return next;
}
