// A worker's reading of one part: from its range's beginning past its end, to the end of the last
// record that begins in it.

import type { FromHelper, Range } from "./messages";
import { passing } from "./reading";

/** What the engine makes of a part's bytes. */
export interface PartReader {
  readonly start: number;
  readonly rows: number;
  /** Whether it has read past its range and wants no more. */
  push(bytes: Uint8Array): boolean;
}

/** Past the end only a record's rest is needed. */
const overhang = 64 * 1024;

/** Feeds a part; tells after each piece how much of its range is read. */
export async function feedPart(
  part: PartReader,
  file: File,
  { to }: Range,
  tell: (met: Extract<FromHelper, { kind: "met" }>) => void,
): Promise<void> {
  let bytes = 0;
  const use = async (range: Range, size?: number) => {
    for await (const piece of passing(file, range, size)) {
      const enough = part.push(piece);
      bytes += piece.byteLength;
      tell({ kind: "met", bytes: Math.min(bytes, to - part.start), rows: part.rows });
      if (enough) return true;
    }
    return false;
  };
  const enough = await use({ from: part.start, to: Math.max(part.start, to) });
  if (!enough) await use({ from: Math.max(part.start, to), to: file.size }, overhang);
}
