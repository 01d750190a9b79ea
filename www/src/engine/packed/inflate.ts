// Unpacking as a stream: the browser's own decoder, fed piece by piece, so that neither the packed
// nor the unpacked bytes are ever held whole, and reading may stop after any piece.

export type Pieces = AsyncIterable<Uint8Array<ArrayBuffer>>;

/**
 * The bytes behind packed ones. Throws what the source throws, and a `TypeError` where the packed
 * bytes are damaged, cut short or followed by others.
 */
export async function* inflated(
  packed: Pieces,
  format: CompressionFormat,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { writable, readable } = new DecompressionStream(format);
  void feed(packed, writable.getWriter());
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value as Uint8Array<ArrayBuffer>;
    }
  } finally {
    reader.cancel().catch(() => {}); // What failed has been told by `read`.
  }
}

/** Trouble of the source and of the decoder both reach the reading end. */
async function feed(packed: Pieces, writer: WritableStreamDefaultWriter<BufferSource>): Promise<void> {
  try {
    for await (const piece of packed) await writer.write(piece);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
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
