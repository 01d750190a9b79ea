// The reading of one file: through the session's worker, or in parts, and again where the engine
// finds late that it read the first rows the wrong way.
//
// Small: the session's worker reads it itself. Larger: another worker reads ahead for it. Large: in
// parts. What the engine cannot read in parts goes through the session's worker, however large.

import type { Answer } from "../wire";
import { unreadable } from "./failures";
import { Helpers, type PartWorker } from "./helpers";
import type { Progress } from "./messages";
import { type Outcome, readInParts } from "./parts";
import type { Cutting } from "./ranges";
import { pieceSize, Unreadable } from "./reading";
import { type Line, WorkerDied } from "./tickets";

/** A file and the slot it is read into; a file that is there already gives way. */
export interface Feed {
  slot: number;
  file: File;
}

/** How it is read, who watches, and who may stop it. */
export interface Feeding {
  line: Line;
  cutting: Cutting;
  onProgress(progress: Progress): void;
  /** All of a large file is in but for its end: what is to be worked out of it is much. */
  onMuch?(): void;
  signal: AbortSignal;
}

/** More readings than any file needs. */
const mostReadings = 4;

/** Resolves to the engine's report or to a failure; rejects with [`WorkerDied`] only, and drops what was read. */
export async function feedFile(feed: Feed, feeding: Feeding): Promise<Answer> {
  const helpers = new Helpers();
  const stop = () => {
    helpers.end();
    feeding.line.drop(feed.slot);
  };
  feeding.signal.addEventListener("abort", stop);
  try {
    return await new Reading(feed, feeding, helpers).result();
  } catch (error) {
    if (!feeding.signal.aborted) feeding.line.drop(feed.slot);
    if (error instanceof Unreadable) return unreadable(error, feed.file.name);
    throw error;
  } finally {
    feeding.signal.removeEventListener("abort", stop);
    helpers.end();
  }
}

class Reading {
  #inParts: boolean;
  #workers: number;
  #decode: string | null = null;
  #began = performance.now();

  constructor(
    readonly feed: Feed,
    readonly feeding: Feeding,
    readonly helpers: Helpers,
  ) {
    this.#inParts = feed.file.size >= feeding.cutting.least;
    this.#workers = feeding.cutting.workers;
  }

  async result(): Promise<Answer> {
    for (let reading = 1; ; reading += 1) {
      const answer = await this.#once();
      const again = answer.kind === "file_read" && answer.again;
      if (!again || reading === mostReadings) return answer;
      this.#decode = answer.decode;
    }
  }

  async #once(): Promise<Answer> {
    const { feed, feeding } = this;
    if (this.#inParts && this.#decode === null) {
      const workers = Array.from({ length: this.#workers }, () => this.helpers.partWorker());
      const plan = await feeding.line.plan(feed.slot, feed.file);
      if (!(plan instanceof Uint8Array)) return plan;
      const merged = plan.length > 0 && (await this.#parts(plan, workers));
      this.helpers.end();
      if (merged === "merged") feeding.onMuch?.();
      if (merged === "merged" || merged === "no_room") return feeding.line.close(feed.slot);
      if (merged === "starved") return this.#once();
      this.#inParts = false;
    }
    return this.#whole();
  }

  /** In parts; where several workers together have no memory left, one may have enough. */
  async #parts(plan: Uint8Array, workers: PartWorker[]): Promise<Outcome | "starved"> {
    const { feed, feeding, helpers } = this;
    const cutting = { ...feeding.cutting, workers: this.#workers };
    const onMet = (bytes: number, rows: number) => this.#tell(bytes, rows);
    const another = () => helpers.partWorker();
    try {
      return await readInParts({ line: feeding.line, workers, another, ...feed, plan, cutting, onMet });
    } catch (error) {
      const starved = error instanceof WorkerDied && error.how === "starved";
      if (!starved || this.#workers === 1 || feeding.line.dead()) throw error;
      this.#workers = 1;
      return "starved";
    }
  }

  async #whole(): Promise<Answer> {
    const { feed, feeding, helpers } = this;
    const ahead = feed.file.size > pieceSize ? helpers.pieces(feed.file) : null;
    const reading = { decode: this.#decode, pieces: ahead };
    const answer = await feeding.line.feed(feed.slot, feed.file, reading, (progress) =>
      this.#tell(progress.bytes, progress.rows),
    );
    helpers.end();
    return answer;
  }

  #tell(bytes: number, rows: number): void {
    if (this.feeding.signal.aborted) return; // Told before the workers ended.
    const { slot, file } = this.feed;
    const milliseconds = performance.now() - this.#began;
    this.feeding.onProgress({ slot, bytes, size: file.size, rows, milliseconds });
  }
}
