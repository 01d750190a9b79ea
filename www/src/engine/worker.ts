// The worker: holds the session, reads files into it and answers questions.
//
// A classic script started from a blob, so that the page's content policy covers it and it also
// runs from `file://`. It owns no file: the page keeps the handles and feeds them again when this
// worker has to be replaced. Whatever is thrown here, a panic in Rust included, leaves the session
// undefined: it is reported once and nothing more is answered.

import init, { Session } from "../../engine/segmented_safety_stock.js";
import { encodingUnknown, fileChanged, fileGone } from "../text/engine";
import type { Answer } from "../wire";
import type { FromWorker, Of, ToWorker } from "./messages";
import { pieces, Unreadable } from "./reading";
import { unpacked } from "./unpack";

/** A file is read anew when the engine finds late that it read the first rows the wrong way. */
const mostReadings = 4;

/** Told by the engine's panic hook, before the trap that follows. */
let panic = "";
Object.assign(globalThis, {
  enginePanicked: (message: string) => {
    panic = message;
  },
});

let session: Session;
let crashed = false;

globalThis.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (crashed) return;
  try {
    await handle(data);
  } catch (error) {
    crashed = true;
    const step = data.kind === "ask" ? data.request.kind : data.kind;
    post({ kind: "crash", crash: { message: panic || String(error), step } });
  }
};

async function handle(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case "start":
      return start(message.module);
    case "ask":
      return reply(message.ticket, session.ask(message.request));
    case "feed":
      return reply(message.ticket, await feed(message));
  }
}

async function start(engine: string | WebAssembly.Module): Promise<void> {
  const module = typeof engine === "string" ? await WebAssembly.compile(unpacked(engine)) : engine;
  await init({ module_or_path: module });
  session = new Session();
  post({ kind: "started", module });
}

async function feed(message: Extract<ToWorker, { kind: "feed" }>): Promise<Answer> {
  let encoding: string | null = null;
  for (let reading = 1; ; reading += 1) {
    const answer = await read(message, encoding);
    const again = answer.kind === "file_read" && answer.again;
    if (!again || reading === mostReadings) return answer;
    encoding = answer.decode;
  }
}

/** Reads a file into its slot; one in an encoding that the engine has not goes through the browser's decoder. */
async function read(
  { ticket, slot, file }: Extract<ToWorker, { kind: "feed" }>,
  encoding: string | null,
): Promise<Answer> {
  const began = performance.now();
  const utf8 = encoding === null ? null : utf8From(encoding);
  if (utf8 === undefined) return failure("encoding_unknown", file.name);
  let bytes = 0;
  session.open(slot, file.name, file.size);
  try {
    for await (const piece of pieces(file)) {
      session.push(slot, utf8 ? utf8(piece, true) : piece);
      bytes += piece.byteLength;
      const milliseconds = performance.now() - began;
      post({ kind: "progress", ticket, progress: { slot, bytes, size: file.size, milliseconds } });
    }
  } catch (error) {
    if (error instanceof Unreadable) return failure(error.code, file.name);
    throw error;
  }
  if (utf8) session.push(slot, utf8(new Uint8Array(), false));
  return session.close(slot);
}

/** Decodes piece by piece; a character may be cut between two. */
function utf8From(encoding: string): ((piece: Uint8Array, stream: boolean) => Uint8Array) | undefined {
  const decoder = decoderOf(encoding);
  if (!decoder) return undefined;
  const encoder = new TextEncoder();
  return (piece, stream) => encoder.encode(decoder.decode(piece, { stream }));
}

/** A policy may name an encoding that no browser knows. */
function decoderOf(encoding: string): TextDecoder | undefined {
  try {
    return new TextDecoder(encoding);
  } catch {
    return undefined;
  }
}

const sentences = { file_gone: fileGone, file_changed: fileChanged, encoding_unknown: encodingUnknown };

function failure(code: keyof typeof sentences, name: string): Of<"failure"> {
  return { kind: "failure", code, sentence: sentences[code](name) };
}

function reply(ticket: number, answer: Answer): void {
  post({ kind: "answer", ticket, answer });
}

function post(message: FromWorker): void {
  globalThis.postMessage(message);
}
