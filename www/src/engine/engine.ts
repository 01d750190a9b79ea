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
//   engine.onLost((files) => …);                      files that are not held any longer
//
// The page keeps the file handles, here, and never the worker: they must survive it. The answer
// `needs_files` does not reach the page: the files are read by the question's policy and it is
// asked again. Failures of this room: `not_wanted`, `cancelled`, `crashed`, `no_engine`, `file_changed`,
// `file_gone`, `out_of_memory`.

import { notSettled } from "../text/engine";
import type { Answer, PolicyFile, Request } from "../wire";
import { cancelled, died, failedReading, failedStep, starved } from "./failures";
import { type Feed, feedFile } from "./feeding";
import { rehearse, startWorker } from "./load";
import type { Crash, Of, Progress } from "./messages";
import { Pool } from "./pool";
import { type Cutting, usual } from "./ranges";
import { crashReport } from "./report";
import { type Line, WorkerDied } from "./tickets";

export type { Feed } from "./feeding";
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
  advice: "advice";
  fewest: "fewest";
  review: "review";
  pooling: "pooling";
  scenarios: "scenarios";
  take_groups: "policy";
  preset: "policy";
  sign_off: "policy";
  agreement: "agreement";
  record: "policy";
  compare_policies: "compare_policies";
  money: "money";
  budget: "budget";
  compare: "compare";
  items: "items";
  rows: "rows";
  item: "item";
  export: "file";
  left_out: "file";
  desk: "desk";
  suggest: "suggestions";
  promise: "promise";
  promise_list: "promise_list";
  read_orders: "order_lines";
  commitments: "file";
}

/** What a question of kind `K` resolves to. */
export type Reply<K extends Request["kind"]> = Of<Answers[K]> | Of<"failure">;

/** What a question does that takes several goes. */
export interface Going {
  /** How far it has come, after every go: a share of the work, and items of all. */
  working?: (share: number, items: Of<"working">) => void;
  /** Whether the answer is still wanted. */
  wanted?: () => boolean;
}

/** What became of one file. */
export type Fed = Of<"file_read"> | Of<"failure">;

/** The answer to a question that was given up on the way. */
const notWanted: Of<"failure"> = { kind: "failure", code: "not_wanted", sentence: "" };

/** A file that is not held any longer, and why. */
export interface Lost extends Feed {
  failure: Of<"failure">;
  /** Whether the slot holds what stood there before. */
  held: boolean;
}

/** A question has the files read anew at most so often: another question may come between. */
const mostRounds = 3;

/** Steps that read a file which is not kept yet. */
const readingSteps = ["feed", "plan", "merge", "close"];

/** Starts the engine; rejects with an error whose message is a sentence for the screen. */
export async function startEngine(cutting = usual()): Promise<Engine> {
  const engine = new Engine(cutting);
  await engine.started;
  return engine;
}

export class Engine {
  #line: Line | undefined;
  /** Resolves when the line may be asked: the worker has started, the kept files are read. */
  #ready: Promise<Line>;
  #starts = 0;
  #kept = new Map<number, File>();
  /** Slots whose files were read, and nothing was answered out of them yet; what stood there before. */
  #unproven = new Map<number, File | undefined>();
  /** The policy that the kept files are read by. */
  #readBy: PolicyFile | undefined;
  /** Why the last reading anew left files out, by slot. */
  #unread = new Map<number, Of<"failure">>();
  #progress: ((progress: Progress) => void)[] = [];
  #crash: ((report: string) => void)[] = [];
  #lost: ((lost: Lost[]) => void)[] = [];
  /** Stops the reading that the page asked for. */
  #feeding: AbortController | undefined;
  /** Stops the reading anew of kept files. */
  #rereading: AbortController | undefined;
  /** Does what the session offers; the session's own worker is one of those that work. */
  #pool: Pool;
  /** Ends the rehearsal of the first reading. */
  #goLive = () => {};
  readonly started: Promise<unknown>;

  constructor(readonly cutting: Cutting) {
    this.#pool = new Pool(cutting.workers - 1);
    this.#ready = this.#restart();
    this.started = this.#ready.then(() => {
      this.#goLive = rehearse();
    });
  }

  /** Asks; a question that takes several goes is asked again while it is wanted, and others come between. */
  async ask<K extends Request["kind"]>(
    request: Extract<Request, { kind: K }>,
    { working, wanted = () => true }: Going = {},
  ): Promise<Reply<K>> {
    let answer = await this.#asked(request);
    while (answer.kind === "working") {
      working?.(answer.share, answer);
      if (!wanted()) return notWanted;
      if (answer.waits) await this.#pool.next();
      answer = await this.#asked(request);
    }
    return answer as Reply<K>;
  }

  /** Reads files, one after the other; after a cancel the rest is cancelled too. */
  async feed(files: Feed[], onProgress = (_: Progress) => {}): Promise<Fed[]> {
    const fed: Fed[] = [];
    for (const one of files) {
      const before = fed.at(-1);
      const stopped = before?.kind === "failure" && before.code === "cancelled";
      fed.push(stopped ? cancelled(one.file.name) : await this.#fed(one, onProgress));
    }
    return fed;
  }

  /**
   * Stops everything at once; the data is then as it was before what was stopped: new files that nothing was answered
   * out of yet are given back. Where new files are still being read, the session goes on with what it holds.
   */
  cancel(): void {
    this.#feeding?.abort();
    if (this.#feeding && !this.#rereading) return;
    this.#rereading?.abort();
    this.#line?.end();
    const back = [...this.#unproven.keys()].flatMap((slot) => this.#giveBack(slot, cancelled));
    this.#renew(this.#restart());
    this.#lose(back);
  }

  /** Whether all files are read and something was answered out of them: only questions can be open. */
  settled(): boolean {
    return !this.#feeding && !this.#rereading && this.#unproven.size === 0;
  }

  onProgress(listener: (progress: Progress) => void): void {
    this.#progress.push(listener);
  }

  onCrash(listener: (report: string) => void): void {
    this.#crash.push(listener);
  }

  onLost(listener: (lost: Lost[]) => void): void {
    this.#lost.push(listener);
  }

  async #asked(request: Request): Promise<Answer> {
    try {
      const answer = await this.#settled(request);
      if (request.kind === "reading" && answer.kind === "done") this.#readBy = request.policy;
      if (request.kind === "forget" && answer.kind === "done") this.#forget(request.slot);
      if (answer.kind === "summary") this.#unproven.clear();
      return answer;
    } catch (error) {
      return failedStep(error);
    }
  }

  /** Asks until the files are read by what the question rests on. */
  async #settled(request: Request): Promise<Answer> {
    for (let round = 0; round < mostRounds; round += 1) {
      const used = this.#ready;
      const line = await used;
      const answer = await line.ask(request, this.#pool.room());
      if (answer.kind !== "needs_files" || !("policy" in request)) return answer;
      if (this.#ready === used) this.#renew(this.#reread(line, request.policy));
      await this.#ready;
      const [unread] = this.#unread.values();
      if (unread) return unread;
    }
    return { kind: "failure", code: "not_settled", sentence: notSettled };
  }

  async #fed(feed: Feed, onProgress: (progress: Progress) => void): Promise<Fed> {
    const { slot, file } = feed;
    const both = (progress: Progress) => {
      onProgress(progress);
      this.#tell(progress);
    };
    try {
      const line = await this.#ready;
      this.#goLive();
      this.#feeding = new AbortController();
      const { cutting } = this;
      const { signal } = this.#feeding;
      const onMuch = () => this.#pool.warm();
      const answer = await feedFile(feed, { line, cutting, onProgress: both, onMuch, signal });
      if (answer.kind === "file_read") {
        if (!this.#unproven.has(slot)) this.#unproven.set(slot, this.#kept.get(slot));
        this.#kept.set(slot, file);
      }
      return answer as Fed;
    } catch (error) {
      if (error instanceof WorkerDied && error.crash) this.#report(error.crash);
      return failedReading(error, file.name);
    } finally {
      this.#feeding = undefined;
    }
  }

  /** Feeds the kept files again. One that brings the engine down is not kept any longer. */
  async #reread(line: Line, policy: PolicyFile | undefined): Promise<Line> {
    const stop = new AbortController();
    this.#rereading = stop;
    this.#unread.clear();
    const onProgress = (progress: Progress) => this.#tell(progress);
    const feeding = { line, cutting: this.cutting, onProgress, signal: stop.signal };
    try {
      if (policy) await line.ask({ kind: "reading", policy });
      for (const [slot, file] of [...this.#kept].sort(([one], [other]) => one - other)) {
        const answer = await feedFile({ slot, file }, feeding).catch((error) => this.#downBy(slot, error));
        if (answer.kind === "failure") this.#unread.set(slot, answer);
      }
      this.#readBy = policy;
      return line;
    } finally {
      if (this.#rereading === stop) this.#rereading = undefined;
    }
  }

  #downBy(slot: number, error: unknown): never {
    if (died(error) === "starved") this.#lose(this.#giveBack(slot, starved));
    if (died(error) === "crashed") this.#forget(slot);
    throw error;
  }

  /** A new worker with the kept files in it. Of two that start at once the later one is used. */
  async #restart(): Promise<Line> {
    const start = ++this.#starts;
    this.#pool.end();
    const line = await startWorker({
      onCrash: (crash) => this.#crashed(crash),
      onJobs: (jobs, line) => this.#pool.take(jobs, line.done),
    });
    if (start !== this.#starts) {
      line.end();
      throw new WorkerDied("ended");
    }
    this.#line = line;
    await this.#reread(line, this.#readBy);
    this.#lose(
      [...this.#unread].flatMap(([slot, failure]) => {
        const file = this.#kept.get(slot);
        return file ? [{ slot, file, failure, held: false }] : [];
      }),
    );
    return line;
  }

  #crashed(crash: Crash): void {
    const cause = crash.starved && !readingSteps.includes(crash.step) ? this.#largestUnproven() : undefined;
    const lost = cause === undefined ? [] : this.#giveBack(cause, starved);
    this.#renew(this.#restart());
    this.#lose(lost);
    if (!crash.starved) this.#report(crash);
  }

  #report(crash: Crash): void {
    const sizes = [...this.#kept.values()].map((file) => file.size);
    for (const listener of this.#crash) listener(crashReport(crash, sizes));
  }

  /** Where memory ends over a question: of the files that no answer has held yet, the one to do without. */
  #largestUnproven(): number | undefined {
    const size = (slot: number) => this.#kept.get(slot)?.size ?? 0;
    return [...this.#unproven.keys()].sort((one, other) => size(other) - size(one))[0];
  }

  /** What stood in a slot before its file was read stands there again. */
  #giveBack(slot: number, why: (name: string) => Of<"failure">): Lost[] {
    const [file, before] = [this.#kept.get(slot), this.#unproven.get(slot)];
    this.#forget(slot);
    if (before) this.#kept.set(slot, before);
    return file ? [{ slot, file, failure: why(file.name), held: before !== undefined }] : [];
  }

  #forget(slot: number): void {
    this.#kept.delete(slot);
    this.#unproven.delete(slot);
  }

  #lose(files: Lost[]): void {
    if (files.length > 0) for (const listener of this.#lost) listener(files);
  }

  #renew(work: Promise<Line>): void {
    this.#ready = work;
    work.catch(() => {}); // Whoever asks next is told.
  }

  #tell(progress: Progress): void {
    for (const listener of this.#progress) listener(progress);
  }
}
