// Reading a file in the worker, in pieces, so that memory does not grow with the file.
//
// Never the whole file at once: `File.text()` of a large one returns nothing and no error, and a
// stream of a file that is cut short ends as if all were well. So slices are read and counted.

/** 4 MiB: large enough that the calls cost nothing, small enough to cancel between two. */
const pieceSize = 4 * 1024 * 1024;

/** Why a file could not be read to its end. */
export class Unreadable extends Error {
  constructor(readonly code: "file_changed" | "file_gone") {
    super(code);
  }
}

/**
 * The file from its first byte to its last, in order; the next piece is read while one is used.
 * Throws [`Unreadable`] when the file vanishes, changes or is shorter than it said.
 */
export async function* pieces(file: File): AsyncGenerator<Uint8Array> {
  if (file.size === 0) await stillThere(file);
  let ahead = slice(file, 0);
  for (let start = 0; start < file.size; start += pieceSize) {
    const bytes = await ahead;
    ahead = slice(file, start + pieceSize);
    yield bytes;
  }
}

/** A file that has gone says that it is empty, until it is really read. */
async function stillThere(file: File): Promise<void> {
  const { byteLength } = await file.arrayBuffer().catch(refuse);
  if (byteLength !== 0) throw new Unreadable("file_changed");
}

function slice(file: File, start: number): Promise<Uint8Array> {
  const end = Math.min(start + pieceSize, file.size);
  const reading = start < end ? whole(file, start, end) : Promise.resolve(new Uint8Array());
  reading.catch(() => {}); // It is awaited later, or not at all when an earlier piece failed.
  return reading;
}

async function whole(file: File, start: number, end: number): Promise<Uint8Array> {
  const buffer = await file.slice(start, end).arrayBuffer().catch(refuse);
  if (buffer.byteLength !== end - start) throw new Unreadable("file_changed");
  return new Uint8Array(buffer);
}

function refuse(error: unknown): never {
  const gone = error instanceof DOMException && error.name === "NotFoundError";
  throw new Unreadable(gone ? "file_gone" : "file_changed");
}
