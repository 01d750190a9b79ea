// Putting everything into one HTML file: what is inlined, how it is escaped, and the content
// policy with the hashes of exactly those bytes. Pure functions over text and bytes.

import { createHash } from "node:crypto";

/**
 * Packed bytes as they stand in the page: seven bits a letter, a sixth longer than the bytes, where
 * base64 would be a third longer. The three codes that HTML would not keep in a script stand 256
 * higher. `src/engine/unpack.ts` reads them.
 *
 * @param {Uint8Array} bytes
 */
export function letters(bytes) {
  let text = "";
  let held = 0;
  let count = 0;
  for (const byte of [...bytes, 0]) {
    held = (held << 8) | byte;
    count += 8;
    for (; count >= 7; count -= 7) text += letter((held >> (count - 7)) & 0x7f);
    held &= (1 << count) - 1;
  }
  return text;
}

/** @param {number} bits seven of them */
function letter(bits) {
  return String.fromCharCode([0, 13, 60].includes(bits) ? bits + 256 : bits);
}

/**
 * A comma-separated table column by column, each as its lines: like stands by like, which packs a
 * quarter smaller. Other text stays as it is, and so does a table with quotes or ragged rows.
 *
 * @param {string} text
 * @returns {string | string[]}
 */
export function byColumn(text) {
  const rows = text
    .replace(/\n$/, "")
    .split("\n")
    .map((row) => row.split(","));
  const header = rows[0] ?? [];
  const plain =
    text.endsWith("\n") && !/["\r]/.test(text) && rows.every((row) => row.length === header.length);
  return plain ? header.map((_, column) => rows.map((row) => row[column]).join("\n")) : text;
}

/**
 * A script that may stand between `<script>` and `</script>`: neither the end tag nor the start
 * of an HTML comment can occur in it. The escape means the same in a string, a template and a
 * regular expression, the only places where a minified script holds them.
 *
 * @param {string} script
 */
export function inlineScript(script) {
  return script.replace(/<(?=\/script|!--|script)/gi, "\\x3c").trim();
}

/**
 * A block of data that the browser neither runs nor shows, read by its id.
 *
 * @param {string} id
 * @param {string} text
 */
export function dataBlock(id, text) {
  return `<script type="application/octet-stream" id="${id}">${text}</script>`;
}

/**
 * The one content policy of both products. Nothing may be fetched; scripts and styles are those
 * of this file, by their hashes; workers start from blobs, which inherit this policy (a worker
 * loaded from an address would not), and `self` is there for the service worker alone.
 *
 * @param {string[]} scripts exactly as they run
 * @param {string} style exactly as it stands
 */
export function contentPolicy(scripts, style) {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(digest).join(" ")} 'wasm-unsafe-eval'`,
    `style-src ${digest(style)}`,
    "img-src data:",
    "worker-src blob: 'self'",
    "manifest-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types app offline",
  ].join("; ");
}

/** @param {string} text */
function digest(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/**
 * Fills the marks of `index.html`. A mark that is missing is a mistake in the page, not a detail.
 *
 * @param {string} template
 * @param {Record<string, string>} pieces what stands for each mark
 */
export function fill(template, pieces) {
  return Object.entries(pieces).reduce((page, [mark, piece]) => {
    if (page.split(mark).length !== 2) throw new Error(`index.html must hold this once: ${mark}`);
    return page.replace(mark, () => piece);
  }, template);
}
