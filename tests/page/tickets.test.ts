// The page's line to a worker: answers find their askers, and a death is told to everyone who waits.

import { expect, test, vi } from "vitest";
import type { FromWorker, ToWorker } from "../../www/src/engine/messages";
import { openLine, WorkerDied } from "../../www/src/engine/tickets";

/** A worker that only takes notes; `say` speaks for it. */
function quietWorker() {
  const sent: ToWorker[] = [];
  const worker = {
    onmessage: null as ((event: { data: FromWorker }) => void) | null,
    onerror: null as ((event: { message: string }) => void) | null,
    postMessage: (message: ToWorker) => sent.push(message),
    terminate: vi.fn(),
  };
  const say = (data: FromWorker) => worker.onmessage?.({ data });
  return { worker: worker as unknown as Worker, sent, say, terminate: worker.terminate };
}

const told = (onCrash = () => {}) => ({ onCrash, onJobs: vi.fn() });
const done = { kind: "done" } as const;
const needsFiles = { kind: "needs_files" } as const;
const file = new File(["a"], "a.csv");
/** The session's worker reads it itself. */
const here = { decode: null, pieces: null };

test("answers find their askers in any order", async () => {
  const { worker, sent, say } = quietWorker();
  const line = openLine(worker, told());
  const first = line.ask({ kind: "new_policy" });
  const second = line.ask({ kind: "forget", slot: 1 });
  expect(sent.map((message) => message.kind)).toEqual(["ask", "ask"]);
  say({ kind: "answer", ticket: 2, answer: done });
  say({ kind: "answer", ticket: 1, answer: needsFiles });
  expect(await Promise.all([first, second])).toEqual([needsFiles, done]);
});

test("progress goes to whoever feeds the file", () => {
  const { worker, say } = quietWorker();
  const line = openLine(worker, told());
  const [mine, other] = [vi.fn(), vi.fn()];
  line.feed(0, file, here, mine);
  line.feed(1, file, here, other);
  const progress = { slot: 0, bytes: 1, size: 1, rows: 1, milliseconds: 5 };
  say({ kind: "progress", ticket: 1, progress });
  expect(mine).toHaveBeenCalledExactlyOnceWith(progress);
  expect(other).not.toHaveBeenCalled();
});

test("a crash rejects everything that waits, once, and ends the worker", async () => {
  const { worker, say, terminate } = quietWorker();
  const onCrash = vi.fn();
  const line = openLine(worker, told(onCrash));
  const open = [line.ask({ kind: "new_policy" }), line.feed(0, file, here, () => {})];
  const crash = { message: "panicked", step: "new_policy", starved: false };
  say({ kind: "crash", crash });
  say({ kind: "crash", crash });
  for (const one of open) await expect(one).rejects.toEqual(new WorkerDied("crashed"));
  expect(onCrash).toHaveBeenCalledExactlyOnceWith(crash);
  expect(terminate).toHaveBeenCalledOnce();
});

test("an end from outside is no crash", async () => {
  const { worker, terminate } = quietWorker();
  const onCrash = vi.fn();
  const line = openLine(worker, told(onCrash));
  const open = line.ask({ kind: "new_policy" });
  line.end();
  await expect(open).rejects.toMatchObject({ how: "ended" });
  expect(onCrash).not.toHaveBeenCalled();
  expect(terminate).toHaveBeenCalledOnce();
});

test("a slot that is dropped stops waiting; questions and other slots go on", async () => {
  const { worker, sent, say } = quietWorker();
  const line = openLine(worker, told());
  const dropped = [line.feed(3, file, here, () => {}), line.merge(3, [new Uint8Array(1)]), line.close(3)];
  const others = [line.ask({ kind: "new_policy" }), line.close(4)];
  line.drop(3);
  for (const one of dropped) await expect(one).rejects.toEqual(new WorkerDied("ended"));
  expect(sent.at(-1)).toEqual({ kind: "drop", slot: 3 });
  for (const ticket of [1, 4, 5]) say({ kind: "answer", ticket, answer: done });
  expect(await Promise.all(others)).toEqual([done, done]);
});

test("a worker without memory has died of that, and a dead line answers nobody", async () => {
  const { worker, say } = quietWorker();
  const line = openLine(worker, told());
  const open = line.ask({ kind: "new_policy" });
  say({ kind: "crash", crash: { message: "unreachable", step: "merge", starved: true } });
  await expect(open).rejects.toEqual(new WorkerDied("starved"));
  await expect(line.close(0)).rejects.toEqual(new WorkerDied("starved"));
  expect(line.dead()).toBe(true);
});
