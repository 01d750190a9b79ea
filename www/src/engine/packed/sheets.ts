// A workbook to sheets of tab-separated text.
//
// The parts of the workbook are unpacked here, checked and counted, and given to the library as an
// archive that is packed no more: it would neither check them nor stop at a size.

import readXlsxFile from "read-excel-file/web-worker";
import { packed as words } from "../../text/packed";
import { errorsAsText } from "./error-cells";
import type { Sheet } from "./excel-messages";
import { counted, type Pieces } from "./inflate";
import { withPaddedCodes } from "./padded-codes";
import { Refused } from "./refused";
import { type Part, stored } from "./stored";
import { type Cell, tabSeparated } from "./tsv";
import { content, type Entry, entries } from "./zip";

/** What a workbook may unpack to, in bytes: its texts are held several times while it is read. */
export const mostExcelBytes = 2 ** 29;

/** The sheets that have rows, in the workbook's order. Throws [`Refused`] with a sentence. */
export async function sheets(file: File, onProgress: (bytes: number) => void): Promise<Sheet[]> {
  const archive = stored(withPaddedCodes(await unpackedParts(file, onProgress)));
  const found = await readXlsxFile<string | number>(archive, { trim: false, parseNumber });
  const filled = found.filter(({ data }: { data?: unknown[] }) => data && data.length > 0); // A chart has no data.
  if (filled.length === 0) throw new Refused(words.emptyExcel(file.name));
  return filled.map(({ sheet, data }) => ({ name: sheet, bytes: tabSeparated(data as Cell[][]) }));
}

/** The double a cell holds; its text where that is no number, or an integer beyond what a double keeps. */
export function parseNumber(text: string): string | number {
  const number = Number(text);
  const kept = Number.isFinite(number) && (!/^-?\d{16,}$/.test(text) || BigInt(text) === BigInt(number));
  return kept ? number : text;
}

/** The parts that hold data; pictures and printer settings are not unpacked. */
async function unpackedParts(file: File, onProgress: (bytes: number) => void): Promise<Part[]> {
  const budget = { left: mostExcelBytes };
  const parts: Part[] = [];
  let done = 0;
  for (const entry of (await entries(file)).filter(({ path }) => /\.xml(\.rels)?$/.test(path))) {
    const bytes = await whole(file, entry, budget);
    errorsAsText(bytes);
    parts.push({ path: entry.path, bytes: entry.path === "xl/workbook.xml" ? daysFrom1904(bytes) : bytes });
    done += entry.packedSize;
    onProgress(done);
  }
  return parts;
}

/** Days counted from 1904 are marked `1` or `true`; the library knows the first only. */
function daysFrom1904(bytes: Part["bytes"]): Part["bytes"] {
  const text = new TextDecoder().decode(bytes);
  return new TextEncoder().encode(text.replace(/\bdate1904=(["'])true\1/, 'date1904="1"'));
}

async function whole(file: File, entry: Entry, budget: { left: number }): Promise<Part["bytes"]> {
  const refuse = () => {
    throw new Refused(words.tooLargeExcel(file.name));
  };
  const pieces: BlobPart[] = [];
  for await (const piece of counted(content(file, entry) as Pieces, budget, refuse)) pieces.push(piece);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
