// Reading in parts, with workers and a session that only take notes: what is asked of whom, in which
// order, and what happens when a part guessed wrong, a worker fails or memory grows.

import { expect, test } from "vitest";
import type { Part, PartWorker } from "../../www/src/engine/helpers";
import type { Merged } from "../../www/src/engine/messages";
import { readInParts } from "../../www/src/engine/parts";
import type { Line } from "../../www/src/engine/tickets";
import { WorkerDied } from "../../www/src/engine/tickets";

interface Trial {
  workers?: number;
  /** What the session says of each part in turn; then "merged". */
  says?: Merged[];
  /** Milliseconds that a range takes, by its first byte. */
  takes?: (from: number) => number;
  memory?: number;
  fails?: (from: number) => Error | undefined;
  /** Whether a range shows that the file cannot be held. */
  refused?: (from: number) => boolean;
}

const size = 800;
const file = { name: "long.csv", size } as File;

/** Reads a file of 800 bytes in ranges of 100; what happened, in order. */
async function read({
  workers = 2,
  says = [],
  takes = () => 1,
  memory = 1,
  fails = () => undefined,
  refused = () => false,
}: Trial) {
  const merged: number[] = [];
  const reads: string[] = [];
  const ended: number[] = [];
  const met: [number, number][] = [];
  let started = 0;
  const worker = (): PartWorker => {
    const own = started++;
    return {
      end: () => ended.push(own),
      read: async (plan, _, { from, to }, onMet): Promise<Part> => {
        reads.push(`${own}:${from}${plan[0] === 2 ? " again" : ""}`);
        await new Promise((resolve) => setTimeout(resolve, takes(from)));
        const error = fails(from);
        if (error) throw error;
        onMet({ kind: "met", bytes: to - from, rows: 10 });
        return { kind: "part", part: [Uint8Array.of(from / 100)], refused: refused(from), memory };
      },
    };
  };
  const line = {
    merge: async (_: number, [piece]: Uint8Array[]) => {
      merged.push(piece?.[0] ?? -1);
      reads.push(`in ${piece?.[0]}`);
      return says.shift() ?? "merged";
    },
    plan: async () => Uint8Array.of(2),
  } as unknown as Line;
  const outcome = await readInParts({
    line,
    workers: Array.from({ length: workers }, worker),
    another: worker,
    slot: 0,
    file,
    plan: Uint8Array.of(1),
    cutting: { least: 0, most: 100, workers: 1 },
    onMet: (bytes, rows) => met.push([bytes, rows]),
  }).catch((error: unknown) => error);
  return { outcome, merged, reads, ended, met, started };
}

const inOrder = [0, 1, 2, 3, 4, 5, 6, 7];

test("parts are taken in in the file's order, whichever is read first", async () => {
  const { outcome, merged, met } = await read({ workers: 4, takes: (from) => (from === 0 ? 60 : 1) });
  expect(outcome).toBe("merged");
  expect(merged).toEqual(inOrder);
  expect(met.at(-1)).toEqual([size, 80]);
  expect(met.map(([bytes]) => bytes)).toEqual([...met.map(([bytes]) => bytes)].sort((a, b) => a - b));
});

test("workers do not run far ahead of what is taken in", async () => {
  const { reads } = await read({ workers: 2, takes: (from) => (from === 0 ? 80 : 1) });
  const before = reads.slice(0, reads.indexOf("in 0"));
  expect(before.filter((one) => one.startsWith("1:"))).toEqual(["1:100", "1:200"]);
});

test("a part that guessed wrong is read again by the newer plan, the others stay", async () => {
  const { outcome, merged, reads, started } = await read({ says: ["merged", "again"] });
  expect(outcome).toBe("merged");
  expect(merged).toEqual([0, 1, 1, 2, 3, 4, 5, 6, 7]);
  expect(reads.filter((one) => one.endsWith("again"))).toEqual(["2:100 again"]);
  expect(started).toBe(3);
});

test("a file that needs one reader is given up as parts", async () => {
  expect((await read({ says: ["merged", "alone"] })).outcome).toBe("alone");
  expect((await read({ says: ["merged", "again", "again"] })).outcome).toBe("alone");
});

test("a worker that fails ends the reading with its reason", async () => {
  const reason = new WorkerDied("starved");
  const { outcome } = await read({ fails: (from) => (from === 300 ? reason : undefined) });
  expect(outcome).toBe(reason);
});

test("where they hold too much, all workers but one end after their range", async () => {
  const { outcome, merged, reads, ended } = await read({ workers: 4, memory: 300 << 20 });
  expect(outcome).toBe("merged");
  expect(merged).toEqual(inOrder);
  const late = reads.filter((one) => !one.startsWith("in")).slice(4);
  expect(new Set(late.map((one) => one[0])).size).toBe(1);
  expect(ended.length).toBe(4);
});

test("a part that shows too much is told to the session at once, whatever is in before it", async () => {
  const refused = (from: number) => from === 300;
  const { outcome, merged } = await read({ workers: 4, refused, takes: (from) => (from === 0 ? 60 : 1) });
  expect(outcome).toBe("no_room");
  expect(merged).toEqual([3]);
});

test("a session that has no memory for a part ends the reading", async () => {
  expect((await read({ says: ["merged", "no_room"] })).outcome).toBe("no_room");
});
