// The pool for computing, with helpers that only take notes: who gets which job, and what becomes of jobs
// whose helper dies.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Hand, Pool } from "../../www/src/engine/pool";

/** A helper; `says` speaks for it. */
function helper() {
  const does: number[] = [];
  const worker: Hand = {
    onmessage: null,
    onerror: null,
    postMessage: (message: { bytes: Uint8Array }) => does.push(message.bytes[0] ?? -1),
    terminate: vi.fn(),
  };
  const says = (data: unknown) => worker.onmessage?.call({} as Worker, { data } as MessageEvent);
  return {
    worker,
    does,
    says,
    worked: (byte: number) => says({ kind: "worked", bytes: Uint8Array.of(byte) }),
  };
}

function pool(most: number) {
  const started: ReturnType<typeof helper>[] = [];
  const given: [number, number | null][] = [];
  const made = new Pool(most, () => {
    const one = helper();
    started.push(one);
    return one.worker;
  });
  const take = (...ids: number[]) =>
    made.take(
      ids.map((id) => ({ id, bytes: Uint8Array.of(id) })),
      (id, bytes) => given.push([id, bytes?.[0] ?? null]),
    );
  return { made, started, given, take };
}

const crash = { kind: "crash", crash: { message: "", step: "work", starved: true } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("every helper has one job and the next at hand; results go to whoever gave the job", () => {
  const { made, started, given, take } = pool(2);
  expect(made.room()).toBe(4);
  take(1, 2, 3);
  expect(started.map(({ does }) => does)).toEqual([[1], [2]]);
  expect(made.room()).toBe(1);
  started[1]?.worked(20);
  expect(started.map(({ does }) => does)).toEqual([[1], [2, 3]]);
  started[0]?.worked(10);
  started[1]?.worked(30);
  expect(given).toEqual([
    [2, 20],
    [1, 10],
    [3, 30],
  ]);
});

test("without helpers there is no room", () => {
  expect(pool(0).made.room()).toBe(0);
});

test("a helper that dies costs its job, and another one takes the next", () => {
  const { started, given, take } = pool(1);
  take(1, 2);
  started[0]?.says(crash);
  expect(given).toEqual([[1, null]]);
  expect(started[0]?.worker.terminate).toHaveBeenCalledOnce();
  expect(started[1]?.does).toEqual([2]);
});

test("one that is silent for long has died", async () => {
  const { started, given, take } = pool(1);
  take(1);
  await vi.advanceTimersByTimeAsync(19_000);
  expect(given).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(given).toEqual([[1, null]]);
  expect(started[0]?.worker.terminate).toHaveBeenCalledOnce();
});

test("where all die, what waits is given back and nothing more is taken", () => {
  const { made, started, given, take } = pool(1);
  take(1, 2, 3, 4, 5, 6);
  for (let death = 0; death < 4; death += 1) started[death]?.says(crash);
  expect(given.map(([id]) => id).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(given.every(([, bytes]) => bytes === null)).toBe(true);
  expect(made.room()).toBe(0);
  expect(started).toHaveLength(4);
});

test("who waits goes on when a job is done, and at once where there is none", async () => {
  const { made, started, take } = pool(1);
  await made.next();
  take(1);
  let gone = false;
  const next = made.next().then(() => {
    gone = true;
  });
  await Promise.resolve();
  expect(gone).toBe(false);
  started[0]?.worked(1);
  await next;
});

test("helpers end when there has been no job for a while, and start again for the next", async () => {
  const { started, take } = pool(1);
  take(1);
  started[0]?.worked(1);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(started[0]?.worker.terminate).toHaveBeenCalledOnce();
  take(2);
  expect(started[1]?.does).toEqual([2]);
});

test("an end is told to nobody but those who wait", async () => {
  const { made, started, given, take } = pool(2);
  take(1, 2, 3);
  const next = made.next();
  made.end();
  await next;
  expect(given).toEqual([]);
  expect(started.every(({ worker }) => vi.mocked(worker.terminate).mock.calls.length === 1)).toBe(true);
});
