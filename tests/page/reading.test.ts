// Reading a file in pieces: every byte once, in order, and trouble by its name.

import { expect, test } from "vitest";
import { passing, pieces, Unreadable } from "../../www/src/engine/reading";

const megabyte = 1024 * 1024;

async function read(file: File): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces(file)) all.push(piece);
  return all;
}

/** A file of some size whose slices are answered by `slice`; node has no file that can vanish. */
function strange(size: number, slice: (start: number, end: number) => Promise<ArrayBuffer>): File {
  const fake = {
    name: "strange.csv",
    size,
    slice: (start: number, end: number) => ({ arrayBuffer: () => slice(start, end) }),
    arrayBuffer: () => slice(0, size),
  };
  return fake as unknown as File;
}

async function check(file: File, code: Unreadable["code"]): Promise<void> {
  await expect(read(file)).rejects.toMatchObject({ code });
  await expect(read(file)).rejects.toBeInstanceOf(Unreadable);
}

test("a file comes as it is, in pieces of 4 MiB", async () => {
  const bytes = Uint8Array.from({ length: 9 * megabyte }, (_, index) => (index * 2_654_435_761) >>> 24);
  const all = await read(new File([bytes], "long.csv"));
  expect(all.map((piece) => piece.length)).toEqual([4 * megabyte, 4 * megabyte, megabyte]);
  expect(Buffer.concat(all).equals(bytes)).toBe(true);
});

test("an empty file is no piece", async () => {
  expect(await read(new File([], "empty.csv"))).toEqual([]);
});

test("the next piece is on its way while one is used", async () => {
  const asked: number[] = [];
  const file = strange(12 * megabyte, async (start, end) => {
    asked.push(start / megabyte);
    return new ArrayBuffer(end - start);
  });
  for await (const _ of pieces(file)) {
    expect(asked).toEqual([0, 4]);
    break;
  }
});

test("a file that is shorter than it said has changed", () =>
  check(
    strange(2 * megabyte, async () => new ArrayBuffer(megabyte)),
    "file_changed",
  ));

test("what the browser says decides between changed and gone", async () => {
  const says = (name: string) =>
    strange(9 * megabyte, async (start, end) => {
      if (start > 0) throw new DOMException("", name);
      return new ArrayBuffer(end - start);
    });
  await check(says("NotReadableError"), "file_changed");
  await check(says("NotFoundError"), "file_gone");
});

test("a file that has gone and therefore says it is empty is gone", () =>
  check(
    strange(0, () => Promise.reject(new DOMException("", "NotFoundError"))),
    "file_gone",
  ));

/** A file whose ranges are streams of bytes, some at a time; `said` more than there are. */
function streamed(bytes: Uint8Array<ArrayBuffer>, atOnce: number, said = 0): File {
  const stream = (from: number, to: number) => {
    const part = bytes.subarray(from, to);
    let at = 0;
    return new ReadableStream({
      type: "bytes",
      pull(to) {
        const piece = part.slice(at, at + atOnce);
        at += piece.length;
        if (piece.length > 0) to.enqueue(piece);
        else {
          to.close();
          to.byobRequest?.respond(0);
        }
      },
    });
  };
  const slice = (from: number, to: number) => ({ stream: () => stream(from, to) });
  return { name: "streamed.csv", size: bytes.length + said, slice } as unknown as File;
}

async function passed(file: File, from: number, to: number, size: number): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const piece of passing(file, { from, to }, size)) all.push(piece.slice());
  return all;
}

test("a range passes by in one piece of memory, every byte once", async () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 2_654_435_761) >>> 24);
  for (const atOnce of [1, 7, 64, 5000]) {
    const all = await passed(streamed(bytes, atOnce), 100, 4900, 1000);
    expect(all.map((piece) => piece.length)).toEqual([1000, 1000, 1000, 1000, 800]);
    expect(Buffer.concat(all).equals(bytes.subarray(100, 4900))).toBe(true);
  }
});

test("a range that ends before it should has changed", () =>
  expect(passed(streamed(new Uint8Array(900), 64, 300), 500, 1200, 200)).rejects.toMatchObject({
    code: "file_changed",
  }));

test("where there are no streams of bytes a range passes by in slices", async () => {
  const file = strange(3 * megabyte, async (start, end) => new ArrayBuffer(end - start));
  const all = await passed(file, megabyte, 3 * megabyte, megabyte);
  expect(all.map((piece) => piece.length)).toEqual([megabyte, megabyte]);
});

test("a stream that fails says by its error what became of the file", async () => {
  const failing = (name: string) => {
    const stream = () =>
      new ReadableStream({ type: "bytes", pull: () => Promise.reject(new DOMException("", name)) });
    return { name: "failing.csv", size: 10, slice: () => ({ stream }) } as unknown as File;
  };
  await expect(passed(failing("NotFoundError"), 0, 10, 4)).rejects.toMatchObject({ code: "file_gone" });
  await expect(passed(failing("NotReadableError"), 0, 10, 4)).rejects.toMatchObject({ code: "file_changed" });
});
