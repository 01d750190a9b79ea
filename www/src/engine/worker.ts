// The workers: one holds the session, reads files into it and answers questions; others, for a
// while, read parts of a large file, read a file for the first one, or do jobs of its computing. One
// script for all of them.
//
// A classic script started from a blob, so that the page's content policy covers it and it also
// runs from `file://`. It owns no file: the page keeps the handles and feeds them again when this
// worker has to be replaced. Whatever is thrown here, a panic in Rust included, leaves the engine
// undefined: it is reported once and nothing more is answered.

import init, { Part, Session, work } from "../../engine/segmented_safety_stock.js";
import { encodingUnknown, fileChanged, fileGone } from "../text/engine";
import type { Answer } from "../wire";
import { decoded, decoderOf } from "./decoding";
import type { FileReading, FromHelper, FromWorker, Merged, Of, ToHelper, ToWorker } from "./messages";
import { feedPart } from "./part";
import { pieces, Unreadable } from "./reading";
import { rehearse } from "./rehearse";
import { received, send } from "./relay";
import { unpacked } from "./unpack";

/** Told by the engine's panic hook, before the trap that follows. */
let panic = "";
Object.assign(globalThis, {
  enginePanicked: (message: string) => {
    panic = message;
  },
});

let session: Session;
/** The engine of a worker that reads parts or does jobs. */
let started: ReturnType<typeof init>;
let crashed = false;
/** Memory of jobs that are done, for those that come: new memory takes longer than filling it. */
const spare: ArrayBufferLike[] = [];
/** The ticket that a slot is fed for. */
const feeding = new Map<number, number>();

globalThis.onmessage = async ({ data }: MessageEvent<ToWorker | ToHelper>) => {
  if (crashed) return;
  try {
    await handle(data);
  } catch (error) {
    if (error instanceof Unreadable) return post({ kind: "unreadable", code: error.code });
    crashed = true;
    const step = data.kind === "ask" ? data.request.kind : data.kind;
    post({ kind: "crash", crash: { message: panic || String(error), step, starved: isStarved(error) } });
  }
};

async function handle(message: ToWorker | ToHelper): Promise<void> {
  switch (message.kind) {
    case "start":
      return start(message.module);
    case "ask":
      return ask(message);
    case "done":
      return done(message);
    case "feed":
      return feed(message);
    case "plan":
      return plan(message);
    case "merge":
      return reply(message.ticket, session.merge(message.slot, message.part) as Merged);
    case "close":
      return reply(message.ticket, session.close(message.slot));
    case "drop":
      return drop(message.slot);
    case "read":
      return send(message.file, message.port);
    case "engine":
      started = init({ module_or_path: message.module });
      return;
    case "part":
      return part(message);
    case "work":
      return job(message.bytes);
    case "rehearse":
      await started;
      rehearse();
      return post({ kind: "rehearsed" });
  }
}

async function start(engine: string | WebAssembly.Module): Promise<void> {
  const module = typeof engine === "string" ? await WebAssembly.compile(unpacked(engine)) : engine;
  await init({ module_or_path: module });
  session = new Session();
  post({ kind: "started", module });
}

/** Answers a question; jobs that it offers go before the answer. */
function ask({ ticket, request, room }: Extract<ToWorker, { kind: "ask" }>): void {
  session.make_room(room);
  const answer = session.ask(request);
  const offered: [number, Uint8Array][] = session.jobs(spare);
  const jobs = offered.map(([id, bytes]) => ({ id, bytes }));
  if (jobs.length > 0)
    post(
      { kind: "jobs", jobs },
      jobs.map(({ bytes }) => bytes.buffer),
    );
  if (answer.kind !== "working") spare.length = 0;
  reply(ticket, answer);
}

function done({ job, bytes }: Extract<ToWorker, { kind: "done" }>): void {
  session.done(job, bytes ?? new Uint8Array());
  if (bytes) spare.push(bytes.buffer);
}

async function job(bytes: Uint8Array): Promise<void> {
  await started;
  const worked = work(bytes);
  post({ kind: "worked", bytes: worked }, [worked.buffer]);
}

/** Reads a file into its slot; one that is dropped meanwhile is not answered. */
async function feed({ ticket, slot, file, reading }: Extract<ToWorker, { kind: "feed" }>): Promise<void> {
  feeding.set(slot, ticket);
  const answer = await read(ticket, slot, file, reading);
  if (answer) reply(ticket, answer);
}

async function read(
  ticket: number,
  slot: number,
  file: File,
  reading: FileReading,
): Promise<Answer | undefined> {
  const decoder = reading.decode === null ? null : decoderOf(reading.decode);
  if (decoder === undefined) return failure("encoding_unknown", file.name);
  const plain = reading.pieces ? received(reading.pieces) : pieces(file);
  const began = performance.now();
  let bytes = 0;
  session.open(slot, file.name, file.size);
  try {
    for await (const piece of plain) {
      if (feeding.get(slot) !== ticket) return undefined;
      bytes += piece.byteLength;
      session.push(slot, decoder ? decoded(decoder, piece) : piece);
      if (!session.has_room(slot)) return session.close(slot);
      const milliseconds = performance.now() - began;
      const progress = { slot, bytes, size: file.size, rows: session.rows(slot), milliseconds };
      post({ kind: "progress", ticket, progress });
    }
  } catch (error) {
    if (error instanceof Unreadable) return failure(error.code, file.name);
    throw error;
  }
  if (decoder) session.push(slot, decoded(decoder));
  return session.close(slot);
}

/** A plan is made from the file's first block, or from some more where its lines are long. */
const [block, blocks] = [256 * 1024, 4];

/** How the rest of a file is read in parts; a file that comes along is opened for that. */
async function plan({ ticket, slot, file }: Extract<ToWorker, { kind: "plan" }>): Promise<void> {
  if (!file) return reply(ticket, session.plan(slot));
  feeding.set(slot, ticket);
  try {
    session.open(slot, file.name, file.size);
    let made = new Uint8Array();
    for await (const piece of pieces(file, { from: 0, to: Math.min(file.size, block * blocks) }, block)) {
      if (feeding.get(slot) !== ticket) return;
      session.push(slot, piece);
      made = session.plan(slot) as Uint8Array<ArrayBuffer>;
      if (made.length > 0) break;
    }
    reply(ticket, made);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reply(ticket, failure(error.code, file.name));
  }
}

/** Forgets what was read into a slot and was not closed; what stood there before stays. */
function drop(slot: number): void {
  feeding.delete(slot);
  session.open(slot, "", 0);
}

async function part({ plan, file, range }: Extract<ToHelper, { kind: "part" }>): Promise<void> {
  const { memory } = await started;
  const reader = new Part(plan, range.from, range.to);
  await feedPart(reader, file, range, post);
  const { refused } = reader;
  const pieces = reader.take();
  const moved = pieces.map(({ buffer }) => buffer);
  post({ kind: "part", part: pieces, refused, memory: memory.buffer.byteLength }, moved);
}

/** A trap without a word of the panic hook is an allocation that failed; so is a buffer that the browser refuses. */
function isStarved(error: unknown): boolean {
  if (/capacity overflow/.test(panic)) return true;
  if (error instanceof RangeError) return /memory|allocation|array length/i.test(error.message);
  return error instanceof WebAssembly.RuntimeError && panic === "";
}

const sentences = { file_gone: fileGone, file_changed: fileChanged, encoding_unknown: encodingUnknown };

function failure(code: keyof typeof sentences, name: string): Of<"failure"> {
  return { kind: "failure", code, sentence: sentences[code](name) };
}

function reply(ticket: number, answer: Answer | Merged | Uint8Array): void {
  post({ kind: "answer", ticket, answer });
}

function post(message: FromWorker | FromHelper, moved: Transferable[] = []): void {
  globalThis.postMessage(message, { transfer: moved });
}
