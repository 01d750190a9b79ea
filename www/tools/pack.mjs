// Putting everything into one HTML file: what is inlined, how it is escaped, and the content
// policy with the hashes of exactly those bytes. Pure functions over text and bytes.

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/**
 * Bytes as they stand in the page: gzipped, base64. A third of the plain size of the engine.
 *
 * @param {string | Uint8Array} bytes
 */
export function packed(bytes) {
  return gzipSync(bytes, { level: 9 }).toString("base64");
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
 * A style sheet that may stand between `<style>` and `</style>`.
 *
 * @param {string} style
 */
export function inlineStyle(style) {
  return style.replace(/<(?=\/style|!--)/gi, "\\3c ").trim();
}

/**
 * A block of data that the browser neither runs nor shows, read by its id.
 *
 * @param {string} id
 * @param {string} type
 * @param {string} text
 */
export function dataBlock(id, type, text) {
  return `<script type="${type}" id="${id}">${text}</script>`;
}

/**
 * The one content policy of both products. Nothing may be fetched; scripts and styles are those
 * of this file; workers start from blobs, which inherit this policy (a worker loaded from an
 * address would not), and `self` is there for the service worker alone.
 *
 * @param {string} script the inlined script, escaped
 * @param {string} style the inlined style, escaped
 */
export function contentPolicy(script, style) {
  return [
    "default-src 'none'",
    `script-src '${digest(script)}' 'wasm-unsafe-eval'`,
    `style-src '${digest(style)}'`,
    "img-src data:",
    "worker-src blob: 'self'",
    "manifest-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types app offline default",
  ].join("; ");
}

/** @param {string} text */
function digest(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
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
