// Some made-up rows read and answered, in a worker of its own, before the first file comes.
//
// A browser compiles a function of the engine when it is first called, and those that are called
// often once more, for speed; all workers share what was compiled. So the first file is read about
// as quickly as the second one. Nothing else comes of it: the session is thrown away.

import { Part, Session, work } from "../../engine/segmented_safety_stock.js";
import type { Answer } from "../wire";

const [rows, items, days] = [60_000, 6_000, 730];
/** What the plan of a file is made from. */
const block = 64 * 1024;

export function rehearse(): void {
  const bytes = new TextEncoder().encode(madeUp());
  const session = new Session();
  const asked = (request: object) => session.ask(request) as Answer;
  const begun = asked({ kind: "new_policy" });
  if (begun.kind !== "policy") return;
  const { policy } = begun;
  asked({ kind: "reading", policy });
  session.open(0, "rehearsal.csv", bytes.length);
  session.push(0, bytes.subarray(0, block));
  const part = new Part(session.plan(0), 0, bytes.length);
  for (let at = part.start; at < bytes.length; at += block) part.push(bytes.subarray(at, at + block));
  session.merge(0, part.take());
  session.close(0);
  for (let answer: Answer | undefined; !answer || answer.kind === "working"; ) {
    session.make_room(1);
    answer = asked({ kind: "summary", policy });
    const jobs: [number, Uint8Array][] = session.jobs([]);
    for (const [id, job] of jobs) session.done(id, work(job));
  }
}

/** Order lines of two years. */
function madeUp(): string {
  const first = Date.UTC(2023, 0, 1);
  const day = (row: number) => new Date(first + Math.floor((row * days) / rows) * 86_400_000);
  const line = (_: unknown, row: number) => {
    const date = day(row).toISOString().slice(0, 10);
    return `${date},I${100_000 + ((row * 7919) % items)},L${row % 5},${1 + (row % 37)},${(row % 900) + 0.25}`;
  };
  return ["date,item,location,quantity,price", ...Array.from({ length: rows }, line)].join("\n");
}
