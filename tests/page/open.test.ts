// Files as they arrive: what is packed is opened, whatever its name; what is not passes as it is.

import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { isPacked, open } from "../../www/src/engine/packed/open";
import { Refused } from "../../www/src/engine/packed/refused";
import { file, part, stored, workbookParts, zip } from "./archives";

const demand = "item,date,quantity\nA,2024-01-05,3\n";
const watch = { signal: new AbortController().signal, onProgress: () => {} };

async function opened(name: string, content: BlobPart): Promise<[string, string][]> {
  const { files } = await open(file(name, content), watch);
  return Promise.all(files.map(async (one) => [one.name, await one.text()] as [string, string]));
}

async function refused(name: string, content: BlobPart, words: RegExp): Promise<void> {
  const opening = open(file(name, content), watch);
  await expect(opening).rejects.toBeInstanceOf(Refused);
  await expect(opening).rejects.toThrow(words);
}

test("text passes as it is, and is the same file", async () => {
  const plain = file("demand.csv", demand);
  expect(await isPacked(plain)).toBe(false);
  expect((await open(plain, watch)).files).toEqual([plain]);
  expect(await isPacked(file("empty.xlsx", ""))).toBe(false);
});

test("gzip is known by its bytes, not by its name", async () => {
  expect(await opened("demand.csv.gz", gzipSync(demand))).toEqual([["demand.csv", demand]]);
  expect(await opened("demand.csv", gzipSync(demand))).toEqual([["demand.csv", demand]]);
});

test("every table and policy of a zip is a file, named by both; the rest is named, once", async () => {
  const parts = [
    part("a/demand.csv", demand),
    part("__MACOSX/a/._demand.csv", "x"),
    part("a/.DS_Store", "x"),
    part("policy.json", "{}"),
    part("stock.csv.gz", gzipSync("item,on_hand\n")),
    ...["1.pdf", "2.pdf", "3.pdf", "4.pdf"].map((name) => part(name, "x")),
  ];
  const { files, leftOut } = await open(file("all.zip", zip(parts)), watch);
  expect(files.map(({ name }) => name)).toEqual([
    "all.zip · a/demand.csv",
    "all.zip · policy.json",
    "all.zip · stock.csv",
  ]);
  expect(leftOut).toMatch(/Left out of all\.zip.*: 1\.pdf, 2\.pdf, 3\.pdf and 1 more\./);
});

test("one layer within another is opened, two are refused", async () => {
  const inner = zip([part("demand.csv", demand)]);
  expect(await opened("a.zip.gz", gzipSync(demand))).toEqual([["a.zip", demand]]);
  await refused("deep.zip", zip([part("deeper.csv.gz", gzipSync(gzipSync(demand)))]), /packed files within/);
  await refused("deep.gz", gzipSync(inner), /packed files within/);
});

test("what is packed in other ways is refused by its name", async () => {
  const marked = (...paths: string[]) => stored(paths.map((path) => part(path, "x")));
  const compound = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2000)]);
  await refused("old.xls", compound, /Excel 97–2003 \(\.xls\).*save it as \.xlsx or CSV/);
  await refused("book.xlsb", marked("[Content_Types].xml", "xl/workbook.bin"), /\.xlsb/);
  await refused("book.ods", marked("mimetype", "content.xml"), /\.ods/);
  await refused("text.docx", marked("[Content_Types].xml", "word/document.xml"), /not a table/);
  await refused("none.zip", marked(), /holds no table: no CSV, TSV, TXT or Excel file\./);
  const tape = Buffer.alloc(512);
  tape.write("ustar", 257);
  await refused("all.tgz", gzipSync(tape), /archive \(tar\)/);
  await refused("two.gz", gzipSync(demand).subarray(0, 20), /damaged, cut short/);
});

test("a cancel ends opening with the signal's reason", async () => {
  const stop = new AbortController();
  stop.abort("stopped");
  const opening = open(file("demand.csv.gz", gzipSync(demand)), { ...watch, signal: stop.signal });
  await expect(opening).rejects.toBe("stopped");
});

test("progress counts the packed bytes to the last", async () => {
  const seen: number[] = [];
  const bytes = gzipSync(demand);
  await open(file("demand.csv.gz", bytes), { ...watch, onProgress: (done) => seen.push(done) });
  expect(seen.at(-1)).toBe(bytes.length);
});

test("an archive that states nothing of its size stops at 1 GiB", async () => {
  const parts = Array.from({ length: 17 }, (_, at) => part(`${at}.csv`, bomb));
  await refused("bomb.zip", zip(parts), /unpacks to more than 1 GiB/);
}, 120_000);

const bomb = new Uint8Array(64 * 1024 * 1024);

test("a workbook stops at 512 MiB", async () => {
  const { mostExcelBytes, sheets } = await import("../../www/src/engine/packed/sheets");
  expect(mostExcelBytes).toBe(512 * 1024 * 1024);
  const parts = [
    ...workbookParts({ S: "" }),
    ...Array.from({ length: 9 }, (_, at) => part(`xl/${at}.xml`, bomb)),
  ];
  await expect(sheets(file("bomb.xlsx", zip(parts)), () => {})).rejects.toThrow(/more than 512 MiB/);
}, 120_000);
