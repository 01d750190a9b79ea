// What crosses between the page and its workers. Every question to the session's worker carries a
// ticket, so that answers find their askers; the other workers do one thing at a time.

import type { Answer, Request } from "../wire";

/** The answer of one kind. */
export type Of<K extends Answer["kind"]> = Extract<Answer, { kind: K }>;

/**
 * From the page to the worker that holds the session; `start` brings the engine, packed or compiled. A question may
 * offer jobs for other workers, as many as there is `room` for; what became of one is told by `done`.
 */
export type ToWorker =
  | { kind: "start"; module: string | WebAssembly.Module }
  | { kind: "ask"; ticket: number; request: Request; room: number }
  | { kind: "done"; job: number; bytes: Uint8Array | null }
  | { kind: "feed"; ticket: number; slot: number; file: File; reading: FileReading }
  | { kind: "plan"; ticket: number; slot: number; file: File | null }
  | { kind: "merge"; ticket: number; slot: number; part: Uint8Array[] }
  | { kind: "close"; ticket: number; slot: number }
  | { kind: "drop"; slot: number };

/** How the session's worker reads a file from its first byte to its last. */
export interface FileReading {
  /** The encoding that the browser decodes it from; null for those that the engine has. */
  decode: string | null;
  /** Where its pieces come from, where another worker reads them. */
  pieces: MessagePort | null;
}

/** From the page to a worker that holds nothing: read a file for another one, or a part of one, do a job, rehearse. */
export type ToHelper =
  | { kind: "read"; file: File; port: MessagePort }
  | { kind: "engine"; module: WebAssembly.Module }
  | { kind: "part"; plan: Uint8Array; file: File; range: Range }
  | { kind: "work"; bytes: Uint8Array }
  | { kind: "rehearse" };

/** Something that any worker with an engine can do, by its number. */
export interface Job {
  id: number;
  bytes: Uint8Array;
}

/** Bytes of a file, from the first to the one behind the last. */
export interface Range {
  from: number;
  to: number;
}

/** What the session says of a part: it is in, read it again, read the whole file with one reader, or it cannot be held: its end says why. */
export type Merged = "merged" | "again" | "alone" | "no_room";

/** From the session's worker. After `crash` it says nothing more and is to be replaced. */
export type FromWorker =
  | { kind: "started"; module: WebAssembly.Module }
  | { kind: "answer"; ticket: number; answer: Answer | Merged | Uint8Array }
  | { kind: "progress"; ticket: number; progress: Progress }
  | { kind: "jobs"; jobs: Job[] }
  | { kind: "crash"; crash: Crash };

/**
 * From a worker that reads a part, does a job or rehearses; `memory` is what its engine holds, in bytes. A `refused` part says that the file
 * cannot be held, and no other part is of use.
 */
export type FromHelper =
  | { kind: "met"; bytes: number; rows: number }
  | { kind: "part"; part: Uint8Array[]; refused: boolean; memory: number }
  | { kind: "worked"; bytes: Uint8Array }
  | { kind: "rehearsed" }
  | { kind: "unreadable"; code: "file_changed" | "file_gone" }
  | { kind: "crash"; crash: Crash };

/** How far the reading of one file is; `milliseconds` since its first byte was asked for. */
export interface Progress {
  slot: number;
  bytes: number;
  size: number;
  rows: number;
  milliseconds: number;
}

/** Why a worker stopped: what the engine said, the step it was in, whether only memory was short. */
export interface Crash {
  message: string;
  step: string;
  starved: boolean;
}
