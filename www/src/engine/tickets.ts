// The page's line to one worker: questions and files go out with a ticket, answers find their
// askers by it. When the worker dies, everything that waits is rejected; the line is then dead.

import type { Answer, Request } from "../wire";
import type { Crash, FromWorker, Progress, ToWorker } from "./messages";

/** The worker died with questions open: the page ended it, or it crashed. */
export class WorkerDied extends Error {
  constructor(readonly how: "ended" | "crashed") {
    super(how);
  }
}

/** What may be said to a worker that has started. */
export interface Line {
  /** Asks, and resolves to the answer or to a failure; rejects with [`WorkerDied`] only. */
  ask(request: Request): Promise<Answer>;
  /** Has a file read into a slot; resolves to the engine's report or to a failure. */
  feed(slot: number, file: File, onProgress: (progress: Progress) => void): Promise<Answer>;
  /** Ends the worker, busy or not: there is no other way to stop a loop in it. */
  end(): void;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: WorkerDied): void;
  onProgress(progress: Progress): void;
}

/** Takes over a started worker; `onCrash` is told once if it dies by itself. */
export function openLine(worker: Worker, onCrash: (crash: Crash) => void): Line {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  function send(message: (ticket: number) => ToWorker, onProgress = (_: Progress) => {}) {
    return new Promise<Answer>((resolve, reject) => {
      const ticket = ++last;
      waiting.set(ticket, { resolve, reject, onProgress });
      worker.postMessage(message(ticket));
    });
  }

  function stop(how: WorkerDied["how"]) {
    worker.terminate();
    worker.onmessage = null;
    worker.onerror = null;
    for (const one of waiting.values()) one.reject(new WorkerDied(how));
    waiting.clear();
  }

  function crashed(crash: Crash) {
    stop("crashed");
    onCrash(crash);
  }

  worker.onerror = (event) => crashed({ message: event.message, step: "unknown" });
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === "crash") crashed(data.crash);
    if (data.kind === "progress") waiting.get(data.ticket)?.onProgress(data.progress);
    if (data.kind === "answer") {
      waiting.get(data.ticket)?.resolve(data.answer);
      waiting.delete(data.ticket);
    }
  };

  return {
    ask: (request) => send((ticket) => ({ kind: "ask", ticket, request })),
    feed: (slot, file, onProgress) => send((ticket) => ({ kind: "feed", ticket, slot, file }), onProgress),
    end: () => stop("ended"),
  };
}
