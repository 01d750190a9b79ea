// The engine as the page sees it: questions, files, cancel. What happens to the worker behind it
// (a crash, a cancel, files read anew) is settled here: nothing rejects, a failure is an answer.
//
//   const engine = await startEngine();               rejects with a sentence when there is none
//   await engine.ask({ kind: "reading", policy });    before the first files: how they are read
//   await engine.feed([{ slot: 0, file }], show);     one answer a file: `file_read` or `failure`
//   await engine.ask({ kind: "summary", policy });    the answer of its kind, or `failure`
//   engine.cancel();                                  what is open answers `failure`, code `cancelled`
//   engine.onProgress((progress) => …);               every reading, also those nobody asked for
//   engine.onCrash((report) => …);                    a text to copy, without data
//   engine.onLost((failure) => …);                    a file that could not be read again after that
//
// The page keeps the file handles, here, and never the worker: they must survive it. The answer
// `needs_files` does not reach the page: the files are read by the question's policy and it is
// asked again. Failures of this room: `not_wanted`, `cancelled`, `crashed`, `no_engine`, `file_changed`, `file_gone`.

import { notSettled, readingCancelled, stepCancelled, stepFailed } from "../text/engine";
import type { Answer, PolicyFile, Request } from "../wire";
import { NoEngine } from "./blocks";
import { startWorker } from "./load";
import type { Crash, Of, Progress } from "./messages";
import { crashReport } from "./report";
import { type Line, WorkerDied } from "./tickets";

export type { Of, Progress } from "./messages";

/** Which kind of answer each kind of question gets. */
export interface Answers {
  new_policy: "policy";
  open_policy: "policy";
  policy_text: "file";
  reading: "done";
  forget: "done";
  files: "files";
  summary: "summary";
  dimension: "dimension";
  compare: "compare";
  items: "items";
  rows: "rows";
  item: "item";
  export: "file";
  left_out: "file";
}

/** What a question of kind `K` resolves to. */
export type Reply<K extends Request["kind"]> = Of<Answers[K]> | Of<"failure">;

/** What a question does that takes several goes. */
export interface Going {
  /** How far it has come, after every go. */
  working?: (share: number) => void;
  /** Whether the answer is still wanted. */
  wanted?: () => boolean;
}

/** What became of one file. */
export type Fed = Of<"file_read"> | Of<"failure">;

/** A file and the slot it is read into; a file that is there already gives way. */
export interface Feed {
  slot: number;
  file: File;
}

/** The answer to a question that was given up on the way. */
const notWanted: Of<"failure"> = { kind: "failure", code: "not_wanted", sentence: "" };

/** A question has the files read anew at most so often: another question may come between. */
const mostRounds = 3;

/** Starts the engine; rejects with an error whose message is a sentence for the screen. */
export async function startEngine(): Promise<Engine> {
  const engine = new Engine();
  await engine.started;
  return engine;
}

export class Engine {
  #line: Line | undefined;
  /** Resolves when the line may be asked: the worker has started, the kept files are read. */
  #ready: Promise<Line>;
  #starts = 0;
  #kept = new Map<number, File>();
  /** The policy that the kept files are read by. */
  #readBy: PolicyFile | undefined;
  /** Why the last reading anew left a file out. */
  #unread: Of<"failure"> | undefined;
  #progress: ((progress: Progress) => void)[] = [];
  #crash: ((report: string) => void)[] = [];
  #lost: ((failure: Of<"failure">) => void)[] = [];
  readonly started: Promise<unknown>;

  constructor() {
    this.#ready = this.#restart();
    this.started = this.#ready;
  }

  /** Asks; a question that takes several goes is asked again while it is wanted, and others come between. */
  async ask<K extends Request["kind"]>(
    request: Extract<Request, { kind: K }>,
    { working, wanted = () => true }: Going = {},
  ): Promise<Reply<K>> {
    let answer = await this.#asked(request);
    while (answer.kind === "working") {
      working?.(answer.done / answer.of);
      if (!wanted()) return notWanted;
      answer = await this.#asked(request);
    }
    return answer as Reply<K>;
  }

  /** Reads files, one after the other; after a cancel the rest is cancelled too. */
  async feed(files: Feed[], onProgress = (_: Progress) => {}): Promise<Fed[]> {
    const fed: Fed[] = [];
    for (const one of files) {
      const before = fed.at(-1);
      const cancelled = before?.kind === "failure" && before.code === "cancelled";
      fed.push(
        cancelled
          ? failure(new WorkerDied("ended"), readingCancelled(one.file.name))
          : await this.#fed(one, onProgress),
      );
    }
    return fed;
  }

  /** Stops everything at once; the data is then as it was before what was stopped. */
  cancel(): void {
    this.#line?.end();
    this.#renew(this.#restart());
  }

  onProgress(listener: (progress: Progress) => void): void {
    this.#progress.push(listener);
  }

  onCrash(listener: (report: string) => void): void {
    this.#crash.push(listener);
  }

  onLost(listener: (failure: Of<"failure">) => void): void {
    this.#lost.push(listener);
  }

  async #asked(request: Request): Promise<Answer> {
    try {
      const answer = await this.#settled(request);
      if (request.kind === "reading" && answer.kind === "done") this.#readBy = request.policy;
      if (request.kind === "forget" && answer.kind === "done") this.#kept.delete(request.slot);
      return answer;
    } catch (error) {
      return failure(error, stepCancelled);
    }
  }

  /** Asks until the files are read by what the question rests on. */
  async #settled(request: Request): Promise<Answer> {
    for (let round = 0; round < mostRounds; round += 1) {
      const used = this.#ready;
      const line = await used;
      const answer = await line.ask(request);
      if (answer.kind !== "needs_files" || !("policy" in request)) return answer;
      if (this.#ready === used) this.#renew(this.#reread(line, request.policy));
      await this.#ready;
      if (this.#unread) return this.#unread;
    }
    return { kind: "failure", code: "not_settled", sentence: notSettled };
  }

  async #fed({ slot, file }: Feed, onProgress: (progress: Progress) => void): Promise<Fed> {
    const both = (progress: Progress) => {
      onProgress(progress);
      this.#tell(progress);
    };
    try {
      const answer = await (await this.#ready).feed(slot, file, both);
      if (answer.kind === "file_read") this.#kept.set(slot, file);
      return answer as Fed;
    } catch (error) {
      return failure(error, readingCancelled(file.name));
    }
  }

  /** Feeds the kept files again. One that brings the engine down is not kept any longer. */
  async #reread(line: Line, policy: PolicyFile | undefined): Promise<Line> {
    this.#unread = undefined;
    if (policy) await line.ask({ kind: "reading", policy });
    for (const [slot, file] of [...this.#kept].sort(([one], [other]) => one - other)) {
      const answer = await line
        .feed(slot, file, (progress) => this.#tell(progress))
        .catch((error) => {
          if (died(error) === "crashed") this.#kept.delete(slot);
          throw error;
        });
      if (answer.kind === "failure") this.#unread = answer;
    }
    this.#readBy = policy;
    return line;
  }

  /** A new worker with the kept files in it. Of two that start at once the later one is used. */
  async #restart(): Promise<Line> {
    const start = ++this.#starts;
    const line = await startWorker((crash) => this.#crashed(crash));
    if (start !== this.#starts) {
      line.end();
      throw new WorkerDied("ended");
    }
    this.#line = line;
    await this.#reread(line, this.#readBy);
    if (this.#unread) for (const listener of this.#lost) listener(this.#unread);
    return line;
  }

  #crashed(crash: Crash): void {
    const sizes = [...this.#kept.values()].map((file) => file.size);
    this.#renew(this.#restart());
    for (const listener of this.#crash) listener(crashReport(crash, sizes));
  }

  #renew(work: Promise<Line>): void {
    this.#ready = work;
    work.catch(() => {}); // Whoever asks next is told.
  }

  #tell(progress: Progress): void {
    for (const listener of this.#progress) listener(progress);
  }
}

function died(error: unknown): WorkerDied["how"] | undefined {
  return error instanceof WorkerDied ? error.how : undefined;
}

/** What a broken question answers; anything but trouble with the worker is a mistake in the page. */
function failure(error: unknown, cancelled: string): Of<"failure"> {
  if (died(error) === "ended") return { kind: "failure", code: "cancelled", sentence: cancelled };
  if (died(error) === "crashed") return { kind: "failure", code: "crashed", sentence: stepFailed };
  if (error instanceof NoEngine) return { kind: "failure", code: "no_engine", sentence: error.message };
  throw error;
}
