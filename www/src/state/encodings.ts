// What a cell would be in an encoding that the engine leaves to the browser. The engine read its bytes
// as windows-1252, so its characters say which bytes they were.

/** The bytes behind the characters of windows-1252, by character. */
let bytes: Map<string, number> | undefined;

function bytesOfWestern(): Map<string, number> {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  return new Map([...new TextDecoder("windows-1252").decode(all)].map((char, byte) => [char, byte]));
}

/** A cell that was read as windows-1252, read as `encoding`; as it is where the browser has no such encoding. */
export function decoded(cell: string, encoding: string): string {
  bytes ??= bytesOfWestern();
  const known = bytes;
  try {
    return new TextDecoder(encoding).decode(Uint8Array.from(cell, (char) => known.get(char) ?? 0x3f));
  } catch {
    return cell;
  }
}
