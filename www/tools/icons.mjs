// Draws the icons in `public/`: three bars under a dashed line, the mark of the page's header.
// Run by hand when the mark changes; the files are committed.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { www } from "./places.mjs";

/** @typedef {{ x: number, y: number, width: number, height: number, colour: string }} Box */

const ground = "#f7f6f2";
const marine = "#0b5f86";
const ink = "#1b1f24";
const side = 40;

/** The mark on a field of 20, enlarged so far that a round mask cuts nothing off. */
const scale = 1.3;
const margin = (side - 20 * scale) / 2;

const dashes = [1, 4.5, 8, 11.5, 15].map((x) => box(x, 5.75, 2, 1.5, ink));
const bars = [box(2, 9, 4, 9, marine), box(8, 2, 4, 16, marine), box(14, 12, 4, 6, marine)];
const boxes = [{ x: 0, y: 0, width: side, height: side, colour: ground }, ...bars, ...dashes];

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} colour
 * @returns {Box}
 */
function box(x, y, width, height, colour) {
  return {
    x: margin + x * scale,
    y: margin + y * scale,
    width: width * scale,
    height: height * scale,
    colour,
  };
}

function svg() {
  const rects = boxes.map(({ x, y, width, height, colour }) => {
    const [left, top, wide, high] = [x, y, width, height].map((length) => Number(length.toFixed(2)));
    return `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="${colour}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${rects.join("")}</svg>\n`;
}

/** @param {number} pixels the side of the picture */
function png(pixels) {
  const rows = Buffer.alloc(pixels * (1 + pixels * 3));
  for (let y = 0; y < pixels; y += 1) {
    for (let x = 0; x < pixels; x += 1) {
      rows.set(pixel(x, y, side / pixels), y * (1 + pixels * 3) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits a colour, red green blue, no interlacing
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND"),
  ]);
}

/**
 * The colour of a pixel: each box covers it by the area they share.
 *
 * @param {number} column
 * @param {number} row
 * @param {number} size of a pixel, in units of the drawing
 */
function pixel(column, row, size) {
  let colour = [0, 0, 0];
  for (const one of boxes) {
    const wide = overlap(column * size, size, one.x, one.width);
    const high = overlap(row * size, size, one.y, one.height);
    const share = (wide * high) / (size * size);
    const paint = [1, 3, 5].map((start) => Number.parseInt(one.colour.slice(start, start + 2), 16));
    colour = colour.map((value, index) => value * (1 - share) + (paint[index] ?? 0) * share);
  }
  return colour.map(Math.round);
}

/**
 * The length that two stretches share.
 *
 * @param {number} a
 * @param {number} lengthOfA
 * @param {number} b
 * @param {number} lengthOfB
 */
function overlap(a, lengthOfA, b, lengthOfB) {
  return Math.max(0, Math.min(a + lengthOfA, b + lengthOfB) - Math.max(a, b));
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data = Buffer.alloc(0)) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(named.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(named, 4);
  frame.writeUInt32BE(crc32(named), named.length + 4);
  return frame;
}

const folder = join(www, "public");
writeFileSync(join(folder, "icon.svg"), svg());
for (const pixels of [192, 512]) writeFileSync(join(folder, `icon-${pixels}.png`), png(pixels));
