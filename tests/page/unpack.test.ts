// What the build packs, the page unpacks: byte for byte, whatever it is.

import { expect, test } from "vitest";
import { unpacked } from "../../www/src/engine/unpack";
import { squeezed } from "../../www/tools/build.mjs";
import { moduleBytes } from "./rig";

const noise = (length: number, values: number) =>
  Uint8Array.from(
    { length },
    (_, at) => ((Math.imul(at ^ (at >>> 7), 0x9e3779b1) >>> 13) ^ (at * at)) % values,
  );

function check(bytes: Uint8Array): string {
  const text = squeezed(bytes);
  expect(Buffer.from(unpacked(text)).equals(bytes)).toBe(true);
  return text;
}

test("nothing, one byte and a few", () => {
  for (const length of [0, 1, 2, 3, 7, 8, 9]) check(noise(length, 256));
});

test("every byte, noise and long repetitions", () => {
  check(noise(70_000, 256));
  check(noise(70_000, 3));
  check(new Uint8Array(300_000));
  check(new Uint8Array(Buffer.from("item,date,quantity\n".repeat(9000))));
});

test("repetitions from far back", () => {
  const [part, between] = [noise(5000, 256), noise(400_000, 251)];
  check(new Uint8Array([...part, ...between, ...part, 1, ...part]));
});

test("the engine, and no letter that a page would not keep", () => {
  const text = check(moduleBytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not occur
  expect(text).not.toMatch(/[\u0000\r<]/);
  expect(Buffer.byteLength(text)).toBeLessThan(moduleBytes.length);
});
