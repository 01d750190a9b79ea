// What page and worker say to each other. Requests and answers are the types that Rust declares
// (wire.ts, generated); these messages add a ticket, so that answers find their askers.

import type { Answer, Request } from "../wire";

/** The answer of one kind. */
export type Of<K extends Answer["kind"]> = Extract<Answer, { kind: K }>;

/** From the page: start with the engine, packed or compiled, then questions and files. */
export type ToWorker =
  | { kind: "start"; module: string | WebAssembly.Module }
  | { kind: "ask"; ticket: number; request: Request }
  | { kind: "feed"; ticket: number; slot: number; file: File };

/** From the worker. After `crash` it says nothing more and is to be replaced. */
export type FromWorker =
  | { kind: "started"; module: WebAssembly.Module }
  | { kind: "answer"; ticket: number; answer: Answer }
  | { kind: "progress"; ticket: number; progress: Progress }
  | { kind: "crash"; crash: Crash };

/** How far the reading of one file is; `milliseconds` since its first byte was asked for. */
export interface Progress {
  slot: number;
  bytes: number;
  size: number;
  milliseconds: number;
}

/** A bug: what the engine said before it stopped, and the step it was in. */
export interface Crash {
  message: string;
  step: string;
}
