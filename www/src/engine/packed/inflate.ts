// Unpacking as a stream: the browser's own decoder, fed piece by piece, so that neither the packed
// nor the unpacked bytes are ever held whole, and reading may stop after any piece.

export type Pieces = AsyncIterable<Uint8Array<ArrayBuffer>>;

/** The packed bytes are damaged, cut short or followed by others. */
export class Damaged extends Error {}

/** The bytes behind packed ones. Throws what the source throws, and [`Damaged`]. */
export async function* inflated(
  packed: Pieces,
  format: CompressionFormat,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { writable, readable } = new DecompressionStream(format);
  const source: Source = { failed: false, trouble: undefined };
  void feed(packed, writable.getWriter(), source);
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value as Uint8Array<ArrayBuffer>;
    }
  } catch {
    throw source.failed ? source.trouble : new Damaged();
  } finally {
    reader.cancel().catch(() => {}); // What failed has been told by `read`.
  }
}

interface Source {
  failed: boolean;
  trouble: unknown;
}

async function feed(
  packed: Pieces,
  writer: WritableStreamDefaultWriter<BufferSource>,
  source: Source,
): Promise<void> {
  try {
    for await (const piece of noting(packed, source)) await writer.write(piece);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {}); // The reading end tells it.
  }
}

/** Notes when it is the source that fails, not what is done with its pieces. */
async function* noting(packed: Pieces, source: Source): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    yield* packed;
  } catch (trouble) {
    Object.assign(source, { failed: true, trouble });
    throw trouble;
  }
}

/** Passes pieces on and counts them; stops with `refuse` once there are more than `most` bytes. */
export async function* counted(
  pieces: Pieces,
  budget: { left: number },
  refuse: () => never,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const piece of pieces) {
    budget.left -= piece.byteLength;
    if (budget.left < 0) refuse();
    yield piece;
  }
}
