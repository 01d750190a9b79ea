// The worker: holds the session, reads files into it and answers questions.
//
// A classic script started from a blob, so that the page's content policy covers it and it also
// runs from `file://`. It owns no file: the page keeps the handles and feeds them again when this
// worker has to be replaced. Whatever is thrown here, a panic in Rust included, leaves the session
// undefined: it is reported once and nothing more is answered.

import init, { Session } from "../../engine/segmented_safety_stock.js";
import { fileChanged, fileGone } from "../text/engine";
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
  for (let reading = 1; ; reading += 1) {
    const answer = await read(message);
    const again = answer.kind === "file_read" && answer.again;
    if (!again || reading === mostReadings) return answer;
  }
}

async function read({ ticket, slot, file }: Extract<ToWorker, { kind: "feed" }>): Promise<Answer> {
  const began = performance.now();
  let bytes = 0;
  session.open(slot, file.name, file.size);
  try {
    for await (const piece of pieces(file)) {
      session.push(slot, piece);
      bytes += piece.byteLength;
      const milliseconds = performance.now() - began;
      post({ kind: "progress", ticket, progress: { slot, bytes, size: file.size, milliseconds } });
    }
  } catch (error) {
    if (error instanceof Unreadable) return failure(error.code, file.name);
    throw error;
  }
  return session.close(slot);
}

function failure(code: Unreadable["code"], name: string): Of<"failure"> {
  const sentence = code === "file_gone" ? fileGone(name) : fileChanged(name);
  return { kind: "failure", code, sentence };
}

function reply(ticket: number, answer: Answer): void {
  post({ kind: "answer", ticket, answer });
}

function post(message: FromWorker): void {
  globalThis.postMessage(message);
}
