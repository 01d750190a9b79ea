// The engine and the samples stand in the page gzipped, as base64 text.

/** The bytes behind a packed block, as a stream. */
export function unpacked(base64: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
}
