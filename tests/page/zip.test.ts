// Archives: every entry as it is, whatever wrote it; damage, protection and too much in words.

import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { checksum } from "../../www/src/engine/packed/checksum";
import { counted, inflated, type Pieces } from "../../www/src/engine/packed/inflate";
import { Refused } from "../../www/src/engine/packed/refused";
import { content, entries } from "../../www/src/engine/packed/zip";
import { file, part, stored, zip } from "./archives";

const demand = `item,date,quantity\n${"A,2024-01-05,3\n".repeat(5000)}`;
const parts = [
  part("data/", ""),
  part("data/demand.csv", demand),
  part("data/Größe.csv", "item,cost\nA,1\n"),
];

async function texts(archive: File): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const entry of await entries(archive)) {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for await (const piece of content(archive, entry)) pieces.push(piece);
    found.push([entry.path, await new Blob(pieces).text()]);
  }
  return found;
}

async function refused(bytes: BlobPart, words: RegExp): Promise<void> {
  const reading = texts(file("a.zip", bytes));
  await expect(reading).rejects.toBeInstanceOf(Refused);
  await expect(reading).rejects.toThrow(words);
}

const expected = parts.slice(1).map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]);

test("the checksum is that of the standard", () => {
  const bytes = Buffer.from("123456789");
  expect(checksum(0, bytes)).toBe(0xcbf43926);
  expect(checksum(checksum(0, bytes.subarray(0, 4)), bytes.subarray(4))).toBe(0xcbf43926);
  const long = Uint8Array.from({ length: 100_003 }, (_, at) => (at * 2_654_435_761) >>> 24);
  expect(checksum(0, long)).toBe(crc32(long)); // As in the browser's and node's own gzip.
});

test("entries come as they are, packed with sizes behind them or not packed at all", async () => {
  expect(await texts(file("a.zip", zip(parts)))).toEqual(expected);
  expect(await texts(file("a.zip", stored(parts)))).toEqual(expected);
});

test("an archive with any one bit changed reads the same or is refused", async () => {
  const small = zip([part("a.csv", "item,quantity\nA,12\nB,7\n")]);
  const before = JSON.stringify([["a.csv", "item,quantity\nA,12\nB,7\n"]]);
  for (let at = 0; at < small.length; at += 1) {
    const bytes = small.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    const after = await texts(file("a.zip", bytes)).catch((error) => {
      expect(error, `byte ${at}`).toBeInstanceOf(Refused);
      return null;
    });
    // A changed name is another name; the content must hold.
    if (after)
      expect(
        after.map(([, text]) => text),
        `byte ${at}`,
      ).toEqual(JSON.parse(before).map((one: string[]) => one[1]));
  }
});

test("an archive cut short anywhere is refused", async () => {
  const whole = zip(parts);
  for (const length of [4, 30, 100, whole.length - 40, whole.length - 20]) {
    await refused(whole.slice(0, length), /damaged or cut short/);
  }
});

test("a password and another packing are named", async () => {
  const bytes = zip([part("a.csv", demand)]);
  const directory = Buffer.from(bytes).indexOf(Buffer.from("PK\x01\x02"));
  const locked = bytes.slice();
  locked[directory + 8] = (locked[directory + 8] ?? 0) | 1;
  await refused(locked, /protected by a password/);
  const other = bytes.slice();
  other[directory + 10] = 12;
  await refused(other, /packed in a way that is not read here/);
});

test("more entries than a person packs are refused before any is read", () =>
  refused(
    stored(Array.from({ length: 10_001 }, (_, at) => part(`${at}.csv`, ""))),
    /more than 10,000 files/,
  ));

test("bytes are counted while they come, so that a bomb stops early", async () => {
  const bomb = zip([part("bomb.csv", new Uint8Array(64 * 1024 * 1024))]);
  expect(bomb.length).toBeLessThan(100_000);
  const archive = file("bomb.zip", bomb);
  const [entry] = await entries(archive);
  const budget = { left: 1_000_000 };
  let seen = 0;
  const all = counted(content(archive, entry as NonNullable<typeof entry>), budget, () => {
    throw new Refused("too much");
  });
  const reading = (async () => {
    for await (const piece of all) seen += piece.byteLength;
  })();
  await expect(reading).rejects.toThrow("too much");
  expect(seen).toBeLessThanOrEqual(1_000_000);
});

test("trouble of the source comes through the decoder", async () => {
  async function* broken(): Pieces {
    yield new Uint8Array([0x1f, 0x8b, 8, 0]);
    throw new Refused("gone");
  }
  const reading = (async () => {
    for await (const _ of inflated(broken(), "gzip"));
  })();
  await expect(reading).rejects.toThrow("gone");
});
