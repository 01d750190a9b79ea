// The shipped module: it compiles, starts, answers, and was built the way the page relies on.

import { expect, test } from "vitest";
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
