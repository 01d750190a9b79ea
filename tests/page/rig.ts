// What the boundary tests share: the very module that is shipped, taken out of the single file,
// started in node, with typed questions and files.

import { readFileSync } from "node:fs";
import { initSync, Session } from "../../www/engine/segmented_safety_stock.js";
import { unpacked } from "../../www/src/engine/unpack";
import type { Answer, Request } from "../../www/src/wire";
import { shipped } from "../../www/tools/places.mjs";

/** The page as it is shipped. */
export const page = readFileSync(shipped.singleFile, "utf8");

/** The engine's module, out of the page. */
export const moduleBytes = unpacked(block("engine-module"));

/** The text of a block of data in the page. */
export function block(id: string): string {
  const [, text] = new RegExp(`id="${id}">([^<]*)<`).exec(page) ?? [];
  if (text === undefined) throw new Error(`The page has no block ${id}.`);
  return text;
}

/** A new session; the module is started once. */
export function openSession(): Session {
  initSync({ module: moduleBytes });
  return new Session();
}

export function ask(session: Session, request: Request): Answer {
  for (;;) {
    const answer: Answer = session.ask(request);
    if (answer.kind !== "working") return answer;
  }
}

/** Reads a file into a slot, as often as the engine asks for it, cut into pieces of some bytes. */
export function feed(
  session: Session,
  slot: number,
  name: string,
  content: string | Uint8Array,
  piece = 1 << 22,
) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (;;) {
    session.open(slot, name, bytes.length);
    for (let start = 0; start < bytes.length; start += piece) {
      session.push(slot, bytes.subarray(start, start + piece));
    }
    const answer: Answer = session.close(slot);
    if (answer.kind !== "file_read" || !answer.again) return answer;
  }
}
