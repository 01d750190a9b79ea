// One worker reads for another: the bytes come as they are, never too many ahead, trouble by its name.

import { afterEach, expect, test } from "vitest";
import { Unreadable } from "../../www/src/engine/reading";
import { received, send } from "../../www/src/engine/relay";

const megabyte = 1024 * 1024;
let ports: MessagePort[] = [];

afterEach(() => {
  for (const port of ports) port.close();
  ports = [];
});

/** The end to take from, while the file is sent into the other one. */
function sending(file: File): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ports = [port1, port2];
  void send(file, port1);
  return port2;
}

test("a file arrives as it is", async () => {
  const bytes = Uint8Array.from({ length: 9 * megabyte }, (_, index) => (index * 2_654_435_761) >>> 24);
  const all: Uint8Array[] = [];
  for await (const piece of received(sending(new File([bytes], "long.csv")))) all.push(piece);
  expect(all.map((piece) => piece.length)).toEqual([4 * megabyte, 4 * megabyte, megabyte]);
  expect(Buffer.concat(all).equals(bytes)).toBe(true);
});

test("an empty file ends at once", async () => {
  for await (const _ of received(sending(new File([], "empty.csv")))) throw new Error("a piece of nothing");
});

test("whoever takes nothing is sent no more than it may hold", async () => {
  const asked: number[] = [];
  const file = {
    size: 60 * megabyte,
    slice: (start: number, end: number) => ({
      arrayBuffer: async () => {
        asked.push(start / megabyte);
        return new ArrayBuffer(end - start);
      },
    }),
  } as unknown as File;
  const pieces = received(sending(file));
  await pieces.next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked.length).toBeLessThanOrEqual(8);
  expect(asked.length).toBeGreaterThanOrEqual(4);
});

test("a file that has gone is refused at the other end, after what came before", async () => {
  const file = {
    size: 8 * megabyte,
    slice: (start: number, end: number) => ({
      arrayBuffer: async () => {
        if (start > 0) throw new DOMException("", "NotFoundError");
        return new ArrayBuffer(end - start);
      },
    }),
  } as unknown as File;
  const pieces = received(sending(file));
  expect((await pieces.next()).value?.length).toBe(4 * megabyte);
  await expect(pieces.next()).rejects.toEqual(new Unreadable("file_gone"));
});
