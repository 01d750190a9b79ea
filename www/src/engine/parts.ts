// A large file in parts: several workers read ranges of it, the session takes them in in order.
//
// A worker guesses where the first record of its range begins; the session knows, because it has
// all parts before, and has a part that guessed wrong read again from the right place. So what comes
// out does not depend on how many workers there were or where the file was cut.

import type { Met, Part, PartWorker } from "./helpers";
import type { Range } from "./messages";
import { type Cutting, crowd, ranges } from "./ranges";
import type { Line } from "./tickets";

/** What is read, and who is told. */
export interface Job {
  line: Line;
  /** They read until nothing is left, or what they hold is too much. */
  workers: PartWorker[];
  slot: number;
  file: File;
  plan: Uint8Array;
  cutting: Cutting;
  /** A worker for a part that has to be read again. */
  another(): PartWorker;
  /** Bytes and rows of all parts so far. */
  onMet(bytes: number, rows: number): void;
}

/** What became of the parts: they are in; the file needs one reader for all of it; the session has no memory for it. */
export type Outcome = "merged" | "alone" | "no_room";

/** Reads every part and has the session take it. */
export async function readInParts(job: Job): Promise<Outcome> {
  const parts = new Parts(job);
  return parts.read();
}

/** The parts are of no use. */
class Useless extends Error {
  constructor(readonly outcome: Outcome) {
    super(outcome);
  }
}

class Parts {
  #job: Job;
  #ranges: Range[];
  #next = 0;
  #met: Met[];
  /** By range: it is read, it is in. */
  #read: Promised<Part>[];
  #in: Promised<void>[];
  /** What the engines of workers held last. */
  #memory = new Map<PartWorker, number>();

  constructor(job: Job) {
    this.#job = job;
    this.#ranges = ranges(job.file.size, job.cutting);
    this.#met = this.#ranges.map(() => ({ kind: "met", bytes: 0, rows: 0 }));
    this.#read = this.#ranges.map(() => promised());
    this.#in = this.#ranges.map(() => promised());
  }

  async read(): Promise<Outcome> {
    try {
      await Promise.all([this.#takeIn(), ...this.#job.workers.map((worker) => this.#work(worker))]);
      return "merged";
    } catch (error) {
      if (error instanceof Useless) return error.outcome;
      throw error;
    }
  }

  /** One range after the other; a worker whose last but one part is not in waits for that. */
  async #work(worker: PartWorker): Promise<void> {
    const before: number[] = [];
    while (this.#next < this.#ranges.length && !this.#crowded(worker)) {
      const at = this.#next++;
      const part = await this.#part(worker, this.#job.plan, at);
      if (part.refused) await this.#giveUp(part);
      this.#memory.set(worker, part.memory);
      this.#read[at]?.resolve(part);
      const earlier = before.push(at) > 1 ? before.shift() : undefined;
      if (earlier !== undefined) await this.#in[earlier]?.promise;
    }
    this.#memory.delete(worker);
    worker.end();
  }

  /** A part says that the file cannot be held: the session is told at once, whatever is in. */
  async #giveUp({ part }: Part): Promise<never> {
    await this.#job.line.merge(this.#job.slot, part);
    throw new Useless("no_room");
  }

  /** Whether this worker ends, because together they hold too much; the last one goes on. */
  #crowded(worker: PartWorker): boolean {
    if (this.#memory.size < 2 || !this.#memory.has(worker)) return false;
    return [...this.#memory.values()].reduce((sum, one) => sum + one, 0) > crowd;
  }

  async #takeIn(): Promise<void> {
    const { line, slot } = this.#job;
    for (const at of this.#ranges.keys()) {
      const read = await this.#read[at]?.promise;
      if (!read) return;
      let merged = await line.merge(slot, read.part);
      if (merged === "again") merged = await line.merge(slot, (await this.#readAgain(at)).part);
      if (merged !== "merged") throw new Useless(merged === "no_room" ? merged : "alone");
      this.#in[at]?.resolve();
    }
  }

  async #readAgain(at: number): Promise<Part> {
    const plan = await this.#job.line.plan(this.#job.slot, null);
    if (!(plan instanceof Uint8Array)) throw new Useless("alone");
    const worker = this.#job.another();
    const part = await this.#part(worker, plan, at);
    worker.end();
    return part;
  }

  #part(worker: PartWorker, plan: Uint8Array, at: number): Promise<Part> {
    const range = this.#ranges[at] ?? { from: 0, to: 0 };
    return worker.read(plan, this.#job.file, range, (met) => this.#tell(at, met));
  }

  #tell(at: number, met: Met): void {
    this.#met[at] = met;
    const sum = (of: "bytes" | "rows") => this.#met.reduce((all, one) => all + one[of], 0);
    this.#job.onMet(sum("bytes"), sum("rows"));
  }
}

interface Promised<T> {
  promise: Promise<T>;
  resolve(value: T): void;
}

function promised<T>(): Promised<T> {
  let resolve = (_: T) => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
