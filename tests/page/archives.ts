// Archives and workbooks for the tests, made when they are needed: nothing packed stands in git.

import { deflateRawSync } from "node:zlib";
import { checksum } from "../../www/src/engine/packed/checksum";
import { type Part, stored } from "../../www/src/engine/packed/stored";

export const part = (path: string, content: string | Uint8Array<ArrayBuffer>): Part => ({
  path,
  bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
});

/** A zip as archivers write it: deflated, sizes behind the content, a comment at the end. */
export function zip(parts: Part[], comment = "made by a test"): Uint8Array<ArrayBuffer> {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of parts) {
    const name = Buffer.from(path);
    const { packed, sum } = deflated(bytes);
    const about = Buffer.concat([short(0x0808), short(8), long(0)]); // Sizes follow; UTF-8; deflated.
    const sizes = Buffer.concat([sum, packed.length, bytes.length].map(long));
    const header = [long(0x04034b50), short(20), about, Buffer.alloc(12), short(name.length), short(0), name];
    const piece = Buffer.concat([...header, packed, long(0x08074b50), sizes]);
    const entry = [long(0x02014b50), short(20), short(20), about, sizes, short(name.length)];
    directory.push(...entry, Buffer.alloc(12), long(offset), name);
    pieces.push(piece);
    offset += piece.length;
  }
  const size = Buffer.concat(directory).length;
  const counts = [0, 0, parts.length, parts.length].map(short);
  const end = [
    long(0x06054b50),
    ...counts,
    long(size),
    long(offset),
    short(comment.length),
    Buffer.from(comment),
  ];
  return new Uint8Array(Buffer.concat([...pieces, ...directory, ...end]));
}

const known = new Map<Uint8Array, { packed: Buffer; sum: number }>();

/** Deflated, once for the same bytes. */
function deflated(bytes: Uint8Array): { packed: Buffer; sum: number } {
  const found = known.get(bytes) ?? { packed: deflateRawSync(bytes), sum: checksum(0, bytes) };
  known.set(bytes, found);
  return found;
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export const file = (name: string, content: BlobPart) => new File([content], name);

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/**
 * The parts of a workbook whose sheets hold these rows, as XML: `<row r="1"><c r="A1">…`. Style 1 is a
 * day, 2 a day with its time, 3 a code of five digits.
 */
export function workbookParts(sheets: Record<string, string>, properties = ""): Part[] {
  const names = Object.keys(sheets);
  const listed = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const linked = names.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const formats =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="171" formatCode="00000"/></numFmts>';
  const styles = [0, 14, 170, 171].map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join("");
  return [
    part("[Content_Types].xml", "<Types/>"),
    part(
      "xl/workbook.xml",
      `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr ${properties}/><sheets>${listed.join("")}</sheets></workbook>`,
    ),
    part("xl/_rels/workbook.xml.rels", `<Relationships>${linked.join("")}</Relationships>`),
    part(
      "xl/styles.xml",
      `<styleSheet xmlns="${main}">${formats}<cellXfs count="4">${styles}</cellXfs></styleSheet>`,
    ),
    ...names.map((name, at) =>
      part(
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ),
    ),
  ];
}

export { stored };
