// What a file is by its first bytes; its name is not asked. Text has no such mark: it is the reader's.

import { packed as words } from "../../text/packed";
import type { Entry } from "./zip";

export type Kind = "text" | "gzip" | "zip" | "compound";

const marks: [Kind, number[]][] = [
  ["gzip", [0x1f, 0x8b]],
  ["zip", [0x50, 0x4b, 3, 4]],
  ["zip", [0x50, 0x4b, 5, 6]], // An archive of nothing.
  ["compound", [0xd0, 0xcf, 0x11, 0xe0]], // Excel 97–2003, and every protected workbook.
];

/** What the file is; a file that cannot be read is left to the reader, which says why. */
export async function kindOf(file: File): Promise<Kind> {
  const start = await file
    .slice(0, 4)
    .arrayBuffer()
    .catch(() => new ArrayBuffer());
  const bytes = new Uint8Array(start);
  return marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? "text";
}

/** Whether a compound file is a workbook under a password: the name of that stream, in UTF-16. */
export async function isProtected(file: File): Promise<boolean> {
  const head = new DataView(await file.slice(0, 512).arrayBuffer());
  if (head.byteLength < 512) return false;
  const start = (head.getUint32(48, true) + 1) * 2 ** head.getUint16(30, true);
  const names = new TextDecoder("utf-16le").decode(await file.slice(start, start + 4096).arrayBuffer());
  return names.includes("EncryptedPackage");
}

/** What an archive is by its entries: a workbook, another office file (in a sentence), or files. */
export function officeKind(name: string, entries: Entry[]): "excel" | "files" | { refused: string } {
  const has = (start: string) => entries.some(({ path }) => path.startsWith(start));
  if (has("xl/workbook.bin")) return { refused: words.binaryExcel(name) };
  if (has("xl/")) return "excel";
  if (has("content.xml") && has("mimetype")) return { refused: words.openDocument(name) };
  if (has("[Content_Types].xml")) return { refused: words.otherOffice(name) };
  return "files";
}
