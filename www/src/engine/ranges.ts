// Into what ranges a large file is cut, and how many workers read them.

import type { Range } from "./messages";

/** How files are cut; tests cut small files by another one. */
export interface Cutting {
  /** A file of fewer bytes goes through one parser. */
  least: number;
  /** A range has about so many bytes at most: what one worker holds at a time. */
  most: number;
  /** So many workers read at the same time. */
  workers: number;
  /**
   * The share by which the first range is shorter than the mean, about, and the last one longer: while later ones are
   * read, those before are taken in.
   */
  lean?: number;
}

const megabyte = 1024 * 1024;

/** More than four add nothing: then the browser's way to the file is the limit. */
export const usual = (): Cutting => ({
  least: 24 * megabyte,
  most: 128 * megabyte,
  workers: Math.min(4, navigator.hardwareConcurrency || 1),
  lean: 0.13,
});

/** When the engines of all workers hold more bytes, one that has finished a range reads no other. */
export const crowd = 512 * megabyte;

/** The ranges of a file, in order; each worker gets about as many as another. */
export function ranges(size: number, { most, workers, lean = 0 }: Cutting): Range[] {
  const rounds = Math.max(1, Math.ceil(size / (most * workers)));
  const count = Math.min(rounds * workers, Math.max(1, size));
  const share = (of: number) => of * (1 - lean * (1 - of));
  const cut = (at: number) => Math.round(size * share(at / count));
  return Array.from({ length: count }, (_, at) => ({ from: cut(at), to: cut(at + 1) }));
}
