// Encodings that the engine has not: the browser decodes them, piece by piece, to UTF-8.

const encoder = new TextEncoder();

/** A policy may name an encoding that no browser knows. */
export function decoderOf(encoding: string): TextDecoder | undefined {
  try {
    return new TextDecoder(encoding);
  } catch {
    return undefined;
  }
}

/** The next piece as UTF-8, without the part of a character that the piece ends in; without a piece, that rest. */
export function decoded(decoder: TextDecoder, piece?: Uint8Array): Uint8Array {
  return encoder.encode(decoder.decode(piece, { stream: piece !== undefined }));
}
