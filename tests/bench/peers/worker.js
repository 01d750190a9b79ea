// The contenders that run in a worker: reading and nothing else, uDSV, PapaParse.

import Papa from "papaparse";
import { inferSchema, initParser } from "udsv";
import { Totals } from "./totals.js";

const piece = 4 << 20;

/** The file in slices of 4 MB, the next one on its way while one is used. */
async function* slices(file) {
  const slice = (start) => file.slice(start, start + piece).arrayBuffer();
  let ahead = slice(0);
  for (let start = 0; start < file.size; start += piece) {
    const bytes = await ahead;
    if (start + piece < file.size) ahead = slice(start + piece);
    yield bytes;
  }
}

const runs = {
  /** Two slices in flight, as above, and nobody who uses them. */
  async reference(file) {
    let bytes = 0;
    for await (const slice of slices(file)) bytes += slice.byteLength;
    return { bytes };
  },

  async udsv(file) {
    const totals = new Totals();
    const take = (row) => totals.add(row[0], row[1], row[2], row[5]);
    const decoder = new TextDecoder();
    let parser;
    for await (const slice of slices(file)) {
      const text = decoder.decode(slice, { stream: true });
      parser ??= initParser(inferSchema(text));
      parser.chunk(text, parser.stringArrs, take);
    }
    parser.end();
    return totals.figures();
  },

  papaparse(file) {
    const totals = new Totals();
    let first = true;
    return new Promise((resolve, reject) => {
      Papa.parse(file, {
        skipEmptyLines: true,
        chunk({ data }) {
          for (let at = first ? 1 : 0; at < data.length; at += 1) {
            const row = data[at];
            totals.add(row[0], row[1], row[2], row[5]);
          }
          first = false;
        },
        complete: () => resolve(totals.figures()),
        error: reject,
      });
    });
  },
};

globalThis.onmessage = async ({ data: { name, file } }) => {
  try {
    const began = performance.now();
    const figures = await runs[name](file);
    postMessage({ ...figures, milliseconds: performance.now() - began });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
};
postMessage("started");
