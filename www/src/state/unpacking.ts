// Packed files and workbooks on their way in: each has its card, its progress and its cancel, like a
// file that is read. What comes out of them is read like files that were dropped.

import { batch } from "@preact/signals";
import { NoEngine } from "../engine/blocks";
import { isPacked, type Opened, open } from "../engine/packed/open";
import { Refused } from "../engine/packed/refused";
import { stepFailed } from "../text/engine";
import { loaded, newSlot, readingNow, readingSlots } from "./files";

/** What became of files that arrived together. */
export interface Unpacked {
  /** The files to read, in their order. */
  files: File[];
  /** Sentences: what else is in an archive. */
  leftOut: string[];
  /** Whether the user stopped it. */
  cancelled: boolean;
  /** Slots of what came out of an earlier form of the same file and is in it no more. */
  stale: number[];
}

let stopping: AbortController | undefined;
/** Cards of what has been unpacked: they stay until its files have theirs. */
let done: number[] = [];

/** Stops what is being unpacked; says whether anything was. */
export function cancelUnpacking(): boolean {
  stopping?.abort();
  return stopping !== undefined;
}

/** Takes away the cards of what has been unpacked. */
export function clearUnpacked(): void {
  batch(() => {
    loaded.value = loaded.value.filter(({ slot }) => !done.includes(slot));
    readingSlots.value = readingSlots.value.filter((slot) => !done.includes(slot));
  });
  done = [];
}

/** Opens what is packed; other files pass as they are. After a cancel nothing of the drop is read. */
export async function unpack(files: File[]): Promise<Unpacked> {
  const all: Unpacked = { files: [], leftOut: [], stale: [], cancelled: false };
  for (const file of files) {
    const opened = (await isPacked(file)) ? await unpackOne(file) : { files: [file], leftOut: "" };
    if (opened === "cancelled") return { files: [], leftOut: [], stale: [], cancelled: true };
    all.files.push(...opened.files);
    if (opened.leftOut) all.leftOut.push(opened.leftOut);
    if (!opened.files.includes(file)) all.stale.push(...staleSlots(file.name, opened.files));
  }
  return all;
}

async function unpackOne(file: File): Promise<Opened | "cancelled"> {
  stopping = new AbortController();
  const { signal } = stopping;
  const slot = begin(file);
  try {
    const opened = await open(file, { signal, onProgress: progress(slot, file.size) });
    done = [...done, slot];
    return opened;
  } catch (error) {
    fail(slot, signal.aborted ? "" : sentence(error));
    return signal.aborted ? "cancelled" : { files: [], leftOut: "" };
  } finally {
    stopping = undefined;
  }
}

const sentence = (error: unknown) =>
  error instanceof Refused || error instanceof NoEngine ? error.message : stepFailed;

/** A card for the file; one of the same name gives its place. */
function begin({ name, size }: File): number {
  const slot = loaded.value.find((entry) => entry.name === name)?.slot ?? newSlot();
  batch(() => {
    const others = loaded.value.filter((entry) => entry.slot !== slot);
    loaded.value = [...others, { slot, name, size, failure: "" }].sort((a, b) => a.slot - b.slot);
    readingSlots.value = [...done, slot];
  });
  return slot;
}

function progress(slot: number, size: number): (bytes: number) => void {
  const began = performance.now();
  return (bytes) => {
    const milliseconds = performance.now() - began;
    readingNow.value = { slot, bytes: Math.min(bytes, size), size, rows: 0, milliseconds };
  };
}

/** The card says why nothing came of the file; after a cancel it goes. */
function fail(slot: number, failure: string): void {
  batch(() => {
    loaded.value = loaded.value.flatMap((entry) =>
      entry.slot !== slot ? [entry] : failure ? [{ ...entry, failure }] : [],
    );
    readingSlots.value = done;
    readingNow.value = null;
  });
}

function staleSlots(outer: string, files: File[]): number[] {
  const names = new Set(files.map(({ name }) => name));
  const from = loaded.value.filter(({ name }) => name.startsWith(`${outer} · `));
  return files.length === 0 ? [] : from.filter(({ name }) => !names.has(name)).map(({ slot }) => slot);
}
