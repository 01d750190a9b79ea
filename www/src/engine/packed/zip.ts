// Zip archives: what is in one, and the content of an entry, read in slices and checked.
//
// In: a file and its central directory (APPNOTE 6.3.10, sections 4.3.12 and 4.3.16), because the
// headers before the entries may lack their sizes. Out: entries, and their bytes as a stream. No size
// that the archive states is trusted: bytes are counted while they come, and the checksum of every
// entry must hold, so that a damaged archive is refused and never read as other numbers.

import { packed as words } from "../../text/packed";
import { pieces } from "../reading";
import { checksum } from "./checksum";
import { Damaged, inflated, type Pieces } from "./inflate";
import { Refused } from "./refused";

/** One file in an archive. */
export interface Entry {
  path: string;
  method: number;
  encrypted: boolean;
  checksum: number;
  packedSize: number;
  /** Where its own header begins. */
  offset: number;
}

/** More entries than anyone packs by hand. */
const mostEntries = 10_000;
const mostDirectoryBytes = 16 * 1024 * 1024;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const headerSignature = 0x04034b50;
const endSize = 22;
const longestComment = 0xffff;
/** What a 32-bit field holds where the real value stands in the entry's extra field. */
const elsewhere = 0xffffffff;

/** The entries of an archive that are files, in their order. Throws [`Refused`] where it has no directory. */
export async function entries(file: File): Promise<Entry[]> {
  const refuse = () => new Refused(words.damaged(file.name));
  const { offset, size, count } = await directory(file);
  if (count > mostEntries || size > mostDirectoryBytes) throw new Refused(words.tooMany(file.name));
  const view = await slice(file, offset, offset + size);
  const found: Entry[] = [];
  for (let at = 0; found.length < count; ) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) throw refuse();
    const next = at + 46 + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
    if (next > view.byteLength) throw refuse();
    found.push(entry(view, at));
    at = next;
  }
  return found.filter(({ path }) => !path.endsWith("/"));
}

/** The bytes of an entry. Throws [`Refused`] where they are damaged, protected or packed in another way. */
export async function* content(file: File, entry: Entry): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (entry.encrypted) throw new Refused(words.encrypted(file.name));
  if (entry.method !== 0 && entry.method !== 8) throw new Refused(words.method(file.name));
  const packed = pieces(new File([await packedBytes(file, entry)], entry.path)) as Pieces;
  let found = 0;
  try {
    for await (const piece of entry.method === 0 ? packed : inflated(packed, "deflate-raw")) {
      found = checksum(found, piece);
      yield piece;
    }
  } catch (error) {
    throw error instanceof Damaged ? new Refused(words.damaged(file.name)) : error;
  }
  if (found !== entry.checksum) throw new Refused(words.damaged(file.name));
}

/** The slice of the file that holds an entry, behind its header. */
async function packedBytes(file: File, { offset, packedSize }: Entry): Promise<Blob> {
  const header = await slice(file, offset, offset + 30);
  if (header.byteLength < 30 || header.getUint32(0, true) !== headerSignature) {
    throw new Refused(words.damaged(file.name));
  }
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + packedSize > file.size) throw new Refused(words.damaged(file.name));
  return file.slice(start, start + packedSize);
}

/** Where the directory stands: the record at the end says so, before a comment of any length. */
async function directory(file: File): Promise<{ offset: number; size: number; count: number }> {
  const tail = await slice(file, Math.max(0, file.size - endSize - longestComment), file.size);
  for (let at = tail.byteLength - endSize; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== endSignature) continue;
    const count = tail.getUint16(at + 10, true);
    const [size, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
    if (offset === elsewhere || count === 0xffff) throw new Refused(words.tooMany(file.name));
    if (offset + size <= file.size) return { offset, size, count };
  }
  throw new Refused(words.damaged(file.name));
}

function entry(view: DataView<ArrayBuffer>, at: number): Entry {
  const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
  const name = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength);
  const extra = new DataView(view.buffer, view.byteOffset + at + 46 + nameLength, extraLength);
  const [plainSize, packedSize, offset] = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  const [, size, start] = wide(extra, [plainSize ?? 0, packedSize ?? 0, offset ?? 0]);
  return {
    path: text(name),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    checksum: view.getUint32(at + 16, true),
    packedSize: size ?? 0,
    offset: start ?? 0,
  };
}

/** Fields that did not fit into 32 bits stand in the extra field of id 1, in this order (4.5.3). */
function wide(extra: DataView, fields: number[]): number[] {
  let at = 0;
  while (at + 4 <= extra.byteLength && extra.getUint16(at, true) !== 1)
    at += 4 + extra.getUint16(at + 2, true);
  let next = at + 4;
  return fields.map((field) => {
    if (field !== elsewhere || next + 8 > extra.byteLength) return field;
    next += 8;
    return Number(extra.getBigUint64(next - 8, true));
  });
}

/** Names are UTF-8 where they can be; older programs wrote their system's own letters. */
function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

async function slice(file: File, start: number, end: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}
