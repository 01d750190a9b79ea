// Workers for the length of one reading: one reads a file ahead of the session's worker, others
// read parts of a file. Ending them frees all they hold, at once.

import { newHelper, newWorker } from "./load";
import type { Crash, FromHelper, Range, ToHelper } from "./messages";
import { Unreadable } from "./reading";
import { WorkerDied } from "./tickets";

/** A part of a file, read. */
export type Part = Extract<FromHelper, { kind: "part" }>;
/** How far a part is. */
export type Met = Extract<FromHelper, { kind: "met" }>;

/** A worker that reads one part after the other. */
export interface PartWorker {
  /** Rejects with [`Unreadable`] or [`WorkerDied`] only; the worker is then to be ended. */
  read(plan: Uint8Array, file: File, range: Range, onMet: (met: Met) => void): Promise<Part>;
  end(): void;
}

/** The workers that a reading has started. */
export class Helpers {
  #ends = new Set<() => void>();

  /** Pieces of a file, for the worker that the port is handed to. */
  pieces(file: File): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const worker = newWorker();
    worker.postMessage({ kind: "read", file, port: port1 } satisfies ToHelper, [port1]);
    this.#ends.add(() => worker.terminate());
    return port2;
  }

  /** A worker for parts; it starts its engine before it is asked for one. */
  partWorker(): PartWorker {
    const worker = newHelper();
    let refuse = (_: Error) => {};
    const end = () => {
      worker.terminate();
      this.#ends.delete(end);
      refuse(new WorkerDied("ended"));
    };
    this.#ends.add(end);
    return {
      end,
      read: (plan, file, range, onMet) =>
        new Promise((resolve, reject) => {
          refuse = reject;
          worker.onerror = ({ message }) => reject(fallen({ message, step: "part", starved: false }));
          worker.onmessage = ({ data }: MessageEvent<FromHelper>) => {
            if (data.kind === "met") onMet(data);
            if (data.kind === "part") resolve(data);
            if (data.kind === "unreadable") reject(new Unreadable(data.code));
            if (data.kind === "crash") reject(fallen(data.crash));
          };
          worker.postMessage({ kind: "part", plan, file, range } satisfies ToHelper);
        }),
    };
  }

  /** Ends all of them; what was being read is rejected. */
  end(): void {
    for (const end of [...this.#ends]) end();
    this.#ends.clear();
  }
}

const fallen = (crash: Crash) =>
  crash.starved ? new WorkerDied("starved") : new WorkerDied("crashed", crash);
