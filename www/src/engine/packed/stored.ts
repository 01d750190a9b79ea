// A zip archive of parts that are not packed: what a library that knows only archives can be given.

import { checksum } from "./checksum";

export interface Part {
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The archive (APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16), without dates. */
export function stored(parts: Part[]): Blob {
  const pieces: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let offset = 0;
  let directorySize = 0;
  for (const { path, bytes } of parts) {
    const name = new TextEncoder().encode(path);
    const about = [20, 0x0800, 0, 0, 0].map(short); // Version 2.0, names in UTF-8, not packed.
    const sizes = [checksum(0, bytes), bytes.length, bytes.length].map(long);
    const header = [long(0x04034b50), ...about, ...sizes, short(name.length), short(0), name];
    const entry = [long(0x02014b50), short(20), ...about, ...sizes, short(name.length)];
    directory.push(...entry, ...[0, 0, 0, 0].map(short), long(0), long(offset), name);
    pieces.push(...header, bytes);
    offset += 30 + name.length + bytes.length;
    directorySize += 46 + name.length;
  }
  const counts = [0, 0, parts.length, parts.length].map(short);
  const end = [long(0x06054b50), ...counts, long(directorySize), long(offset), short(0)];
  return new Blob([...pieces, ...directory, ...end]);
}

const short = (value: number) => new Uint8Array(new Uint16Array([value]).buffer);
const long = (value: number) => new Uint8Array(new Uint32Array([value]).buffer);
