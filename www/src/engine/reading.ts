// Reading a file in a worker, in pieces, so that memory does not grow with the file.
//
// Never the whole file at once: `File.text()` of a large one returns nothing and no error, and a
// stream of a file that is cut short ends as if all were well. So every byte is counted.

import type { Range } from "./messages";

/** 4 MiB: large enough that the calls cost nothing, small enough to cancel between two. */
export const pieceSize = 4 * 1024 * 1024;

/** 1 MiB: memory that is filled again and again and stays in a core's cache. */
const passingSize = 1024 * 1024;

/** Why a file could not be read to its end. */
export class Unreadable extends Error {
  constructor(readonly code: "file_changed" | "file_gone") {
    super(code);
  }
}

/**
 * The file, or a range of it, from the first byte to the last, in order; the next piece is read while one is used.
 * Throws [`Unreadable`] when the file vanishes, changes or is shorter than it said.
 */
export async function* pieces(
  file: File,
  { from, to }: Range = { from: 0, to: file.size },
  size = pieceSize,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (file.size === 0) await stillThere(file);
  const slice = (start: number) => ahead(file, start, Math.min(start + size, to));
  let next = slice(from);
  for (let start = from; start < to; start += size) {
    const bytes = await next;
    next = slice(start + size);
    yield bytes;
  }
}

/**
 * The same in one piece of memory: each piece holds until the next is asked for. Where the browser reads so it takes
 * half the time, and nothing is left to be collected.
 */
export async function* passing(
  file: File,
  { from, to }: Range,
  size = passingSize,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = intoMemory(file.slice(from, to));
  if (!reader) return yield* pieces(file, { from, to }, size);
  let memory = new ArrayBuffer(Math.min(size, to - from));
  const { port1: here, port2: there } = new MessageChannel();
  const turn = () =>
    new Promise((resolve) => {
      here.onmessage = resolve;
      there.postMessage(null);
    });
  try {
    for (let start = from; start < to; start += size) {
      const length = Math.min(size, to - start);
      for (let filled = 0; filled < length; ) {
        const { value } = await reader.read(new Uint8Array(memory, filled, length - filled)).catch(refuse);
        if (!value?.byteLength) throw new Unreadable("file_changed");
        memory = value.buffer;
        filled += value.byteLength;
      }
      yield new Uint8Array(memory, 0, length);
      await turn(); // Bytes that are there already come without one, and a worker would not hear that it is to end.
    }
  } finally {
    here.close();
    reader.cancel().catch(() => {}); // What is left of a range that is not read to its end.
  }
}

/** Reads bytes into memory that it is given; none where the browser cannot. */
function intoMemory(bytes: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return bytes.stream().getReader({ mode: "byob" });
  } catch {
    return undefined;
  }
}

/** A file that has gone says that it is empty, until it is really read. */
async function stillThere(file: File): Promise<void> {
  const { byteLength } = await file.arrayBuffer().catch(refuse);
  if (byteLength !== 0) throw new Unreadable("file_changed");
}

function ahead(file: File, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const reading = start < end ? whole(file, start, end) : Promise.resolve(new Uint8Array());
  reading.catch(() => {}); // It is awaited later, or not at all when an earlier piece failed.
  return reading;
}

async function whole(file: File, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await file.slice(start, end).arrayBuffer().catch(refuse);
  if (buffer.byteLength !== end - start) throw new Unreadable("file_changed");
  return new Uint8Array(buffer);
}

function refuse(error: unknown): never {
  const gone = error instanceof DOMException && error.name === "NotFoundError";
  throw new Unreadable(gone ? "file_gone" : "file_changed");
}
