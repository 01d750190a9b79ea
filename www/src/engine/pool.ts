// The pool for computing: helpers do the jobs that the session offers while it works on by itself.
//
// In: jobs, which are bytes. Out: what became of each, told to whoever gave it. A helper holds nothing but its
// job: one that dies, or says nothing for long, costs that job only, and the session does it itself. Helpers
// start with the first job and end when there has been none for a while.

import { newHelper } from "./load";
import type { FromHelper, Job, ToHelper } from "./messages";

/** Jobs of one helper: what it does, and what it goes on with at once. */
const inHand = 2;
/** A job takes some 12 milliseconds; a worker that is silent for so long has died without a word. */
const patienceMilliseconds = 20_000;
/** Helpers without a job for so long end: their start is cheap, their memory is not. */
const idleMilliseconds = 5_000;
/** Where so many helpers have died there are no more: the session is better off alone. */
const mostDeaths = 4;

/** Told what became of a job; null where nobody did it. */
export type Give = (job: number, bytes: Uint8Array | null) => void;

/** What the pool needs of a worker. */
export type Hand = Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">;

interface Helper {
  worker: Hand;
  doing: Given | undefined;
  silence: ReturnType<typeof setTimeout> | undefined;
}

interface Given extends Job {
  give: Give;
}

export class Pool {
  #helpers: Helper[] = [];
  #queue: Given[] = [];
  #deaths = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void)[] = [];

  constructor(
    readonly most: number,
    readonly start: () => Hand = newHelper,
  ) {}

  /** Jobs are about to come: helpers start, which takes them a moment. */
  warm(): void {
    while (this.#deaths < mostDeaths && this.#helpers.length < this.most) this.#hire();
    this.#go();
  }

  /** So many more jobs are welcome. */
  room(): number {
    return this.#deaths >= mostDeaths ? 0 : Math.max(0, inHand * this.most - this.#open());
  }

  /** Has jobs done, in their order, several at a time. */
  take(jobs: Job[], give: Give): void {
    this.#queue.push(...jobs.map((job) => ({ ...job, give })));
    this.#go();
  }

  /** Resolves when a job is done or lost; at once where there is none. */
  next(): Promise<void> {
    return this.#open() === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Ends all helpers; nobody is told of what they were doing. */
  end(): void {
    clearTimeout(this.#idle);
    for (const helper of this.#helpers) this.#dismiss(helper);
    this.#helpers = [];
    this.#queue = [];
    this.#wake();
  }

  #open(): number {
    return this.#queue.length + this.#helpers.filter(({ doing }) => doing).length;
  }

  #go(): void {
    clearTimeout(this.#idle);
    while (this.#queue.length > 0) {
      const helper = this.#free();
      if (!helper) break;
      this.#begin(helper, this.#queue.shift());
    }
    if (this.#open() === 0) this.#idle = setTimeout(() => this.end(), idleMilliseconds);
  }

  #free(): Helper | undefined {
    const free = this.#helpers.find(({ doing }) => !doing);
    return free || this.#helpers.length >= this.most ? free : this.#hire();
  }

  #hire(): Helper {
    const helper: Helper = { worker: this.start(), doing: undefined, silence: undefined };
    helper.worker.onerror = () => this.#died(helper);
    helper.worker.onmessage = ({ data }: MessageEvent<FromHelper>) => {
      if (data.kind === "worked") this.#done(helper, data.bytes);
      if (data.kind === "crash") this.#died(helper);
    };
    this.#helpers.push(helper);
    return helper;
  }

  #begin(helper: Helper, job: Given | undefined): void {
    if (!job) return;
    helper.doing = job;
    helper.silence = setTimeout(() => this.#died(helper), patienceMilliseconds);
    helper.worker.postMessage({ kind: "work", bytes: job.bytes } satisfies ToHelper, [job.bytes.buffer]);
  }

  #done(helper: Helper, bytes: Uint8Array | null): void {
    clearTimeout(helper.silence);
    const { doing } = helper;
    helper.doing = undefined;
    doing?.give(doing.id, bytes);
    this.#go();
    this.#wake();
  }

  #died(helper: Helper): void {
    this.#dismiss(helper);
    this.#helpers = this.#helpers.filter((other) => other !== helper);
    this.#deaths += 1;
    const left = this.#deaths >= mostDeaths ? this.#queue.splice(0) : [];
    for (const { id, give } of left) give(id, null);
    this.#done(helper, null);
  }

  #dismiss({ worker, silence }: Helper): void {
    clearTimeout(silence);
    worker.terminate();
    worker.onmessage = null;
    worker.onerror = null;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
