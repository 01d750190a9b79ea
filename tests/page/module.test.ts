// The shipped module: it compiles, starts, answers, and was built the way the page relies on.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fingerprint } from "../../www/engine/segmented_safety_stock.js";
import { ask, moduleBytes, openSession } from "./rig";

/** The text of a custom section of the module; empty where there is none. */
function section(name: string): string {
  const module = new WebAssembly.Module(moduleBytes);
  return WebAssembly.Module.customSections(module, name)
    .map((bytes) => Buffer.from(bytes).toString("latin1"))
    .join();
}

test("it starts and answers", () => {
  expect(ask(openSession(), { kind: "new_policy" }).kind).toBe("policy");
});

test("thousands of its results have the very bits that they have natively", () => {
  openSession();
  const source = readFileSync(new URL("../../src/math/fingerprint.rs", import.meta.url), "utf8");
  const pinned = source.match(/PINNED: u64 = 0x([\da-f_]+);/)?.[1]?.replaceAll("_", "");
  expect(fingerprint()).toBe(pinned);
});

test("it was compiled with SIMD: nothing in the environment has replaced the flags", () => {
  expect(section("target_features")).toContain("+\x07simd128");
});

test("it carries no names, no producers and no path of the machine that built it", () => {
  expect(section("name")).toBe("");
  expect(section("producers")).toBe("");
  expect(Buffer.from(moduleBytes).toString("latin1")).not.toMatch(/\/(root|home|Users)\/|\.cargo|crates\.io/);
});

test("it imports its own bindings and nothing else", () => {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(moduleBytes));
  expect(new Set(imports.map(({ module }) => module))).toEqual(new Set(["./segmented_safety_stock_bg.js"]));
});
