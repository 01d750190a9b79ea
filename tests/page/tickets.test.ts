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

const done = { kind: "done" } as const;
const needsFiles = { kind: "needs_files" } as const;
const file = new File(["a"], "a.csv");

test("answers find their askers in any order", async () => {
  const { worker, sent, say } = quietWorker();
  const line = openLine(worker, () => {});
  const first = line.ask({ kind: "new_policy" });
  const second = line.ask({ kind: "forget", slot: 1 });
  expect(sent.map((message) => message.kind)).toEqual(["ask", "ask"]);
  say({ kind: "answer", ticket: 2, answer: done });
  say({ kind: "answer", ticket: 1, answer: needsFiles });
  expect(await Promise.all([first, second])).toEqual([needsFiles, done]);
});

test("progress goes to whoever feeds the file", () => {
  const { worker, say } = quietWorker();
  const line = openLine(worker, () => {});
  const [mine, other] = [vi.fn(), vi.fn()];
  line.feed(0, file, mine);
  line.feed(1, file, other);
  const progress = { slot: 0, bytes: 1, size: 1, milliseconds: 5 };
  say({ kind: "progress", ticket: 1, progress });
  expect(mine).toHaveBeenCalledExactlyOnceWith(progress);
  expect(other).not.toHaveBeenCalled();
});

test("a crash rejects everything that waits, once, and ends the worker", async () => {
  const { worker, say, terminate } = quietWorker();
  const onCrash = vi.fn();
  const line = openLine(worker, onCrash);
  const open = [line.ask({ kind: "new_policy" }), line.feed(0, file, () => {})];
  const crash = { message: "panicked", step: "new_policy" };
  say({ kind: "crash", crash });
  say({ kind: "crash", crash });
  for (const one of open) await expect(one).rejects.toEqual(new WorkerDied("crashed"));
  expect(onCrash).toHaveBeenCalledExactlyOnceWith(crash);
  expect(terminate).toHaveBeenCalledOnce();
});

test("an end from outside is no crash", async () => {
  const { worker, terminate } = quietWorker();
  const onCrash = vi.fn();
  const line = openLine(worker, onCrash);
  const open = line.ask({ kind: "new_policy" });
  line.end();
  await expect(open).rejects.toMatchObject({ how: "ended" });
  expect(onCrash).not.toHaveBeenCalled();
  expect(terminate).toHaveBeenCalledOnce();
});
