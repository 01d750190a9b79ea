// The page's line to the session's worker: questions and files go out with a ticket, answers find
// their askers by it. When the worker dies, everything that waits is rejected; the line is then dead.

import type { Answer, Request } from "../wire";
import type { Crash, FileReading, FromWorker, Job, Merged, Progress, ToWorker } from "./messages";

/** A worker died with something open: the page ended it, it crashed, or it had no memory left. */
export class WorkerDied extends Error {
  constructor(
    readonly how: "ended" | "crashed" | "starved",
    /** What is to be reported of a worker that nobody else watches. */
    readonly crash?: Crash,
  ) {
    super(how);
  }
}

/** What may be said to a worker that has started; everything rejects with [`WorkerDied`] only. */
export interface Line {
  /** Asks, and resolves to the answer or to a failure; on the way it may offer so many jobs. */
  ask(request: Request, room?: number): Promise<Answer>;
  /** What became of a job; null where nobody did it. */
  done(job: number, bytes: Uint8Array | null): void;
  /** Has a file read into a slot; resolves to the engine's report or to a failure. */
  feed(
    slot: number,
    file: File,
    reading: FileReading,
    onProgress: (progress: Progress) => void,
  ): Promise<Answer>;
  /** How the file of a slot is read in parts: bytes for the workers, none where it cannot be. */
  plan(slot: number, file: File | null): Promise<Uint8Array | Answer>;
  /** Takes a part in; parts come in order. Its bytes are handed over. */
  merge(slot: number, part: Uint8Array[]): Promise<Merged>;
  /** The end of a file that was read in parts. */
  close(slot: number): Promise<Answer>;
  /** Stops the reading of a slot: what waits for it is rejected, and what was there before it stays. */
  drop(slot: number): void;
  /** Whether its worker has died. */
  dead(): boolean;
  /** Ends the worker, busy or not: there is no other way to stop a loop in it. */
  end(): void;
}

interface Waiting {
  /** The slot that is being read; none for a question. */
  slot: number | undefined;
  resolve(answer: never): void;
  reject(error: WorkerDied): void;
  onProgress(progress: Progress): void;
}

type Ticketed = Extract<ToWorker, { ticket: number }>;
type Without<T> = T extends unknown ? Omit<T, "ticket"> : never;

/** Who is told what a worker says unasked. */
export interface Told {
  /** Once, if it dies by itself. */
  onCrash(crash: Crash): void;
  /** Jobs that are offered. */
  onJobs(jobs: Job[], line: Line): void;
}

/** Takes over a started worker. */
export function openLine(worker: Worker, { onCrash, onJobs }: Told): Line {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let dead: WorkerDied | undefined;

  function send<T>(message: Without<Ticketed>, moved: Transferable[] = [], onProgress = (_: Progress) => {}) {
    return new Promise<T>((resolve, reject) => {
      if (dead) return reject(dead);
      const ticket = ++last;
      const slot = "slot" in message ? message.slot : undefined;
      waiting.set(ticket, { slot, resolve, reject, onProgress });
      worker.postMessage({ ...message, ticket }, moved);
    });
  }

  function stop(how: WorkerDied["how"]) {
    if (dead) return;
    dead = new WorkerDied(how);
    worker.terminate();
    worker.onmessage = null;
    worker.onerror = null;
    for (const one of waiting.values()) one.reject(dead);
    waiting.clear();
  }

  function crashed(crash: Crash) {
    stop(crash.starved ? "starved" : "crashed");
    onCrash(crash);
  }

  worker.onerror = (event) => crashed({ message: event.message, step: "unknown", starved: false });
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === "crash") crashed(data.crash);
    if (data.kind === "jobs") onJobs(data.jobs, line);
    if (data.kind === "progress") waiting.get(data.ticket)?.onProgress(data.progress);
    if (data.kind === "answer") {
      waiting.get(data.ticket)?.resolve(data.answer as never);
      waiting.delete(data.ticket);
    }
  };

  const line: Line = {
    ask: (request, room = 0) => send({ kind: "ask", request, room }),
    done(job, bytes) {
      const message = { kind: "done", job, bytes } satisfies ToWorker;
      if (!dead) worker.postMessage(message, bytes ? [bytes.buffer] : []);
    },
    feed: (slot, file, reading, onProgress) =>
      send({ kind: "feed", slot, file, reading }, reading.pieces ? [reading.pieces] : [], onProgress),
    plan: (slot, file) => send({ kind: "plan", slot, file }),
    merge: (slot, part) =>
      send(
        { kind: "merge", slot, part },
        part.map(({ buffer }) => buffer),
      ),
    close: (slot) => send({ kind: "close", slot }),
    drop(slot) {
      for (const [ticket, one] of waiting) {
        if (one.slot !== slot) continue;
        waiting.delete(ticket);
        one.reject(new WorkerDied("ended"));
      }
      if (!dead) worker.postMessage({ kind: "drop", slot } satisfies ToWorker);
    },
    dead: () => dead !== undefined,
    end: () => stop("ended"),
  };
  return line;
}
