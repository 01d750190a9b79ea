// The terms of the software inside go along with the single file.

import { expect, test } from "vitest";
import { unpackedText } from "../../www/src/engine/unpack";
import { asText } from "../../www/tools/licences.mjs";
import { block } from "./rig";

const terms = "Permission is granted.";

test("works under the same terms stand together, each with its owners; the terms stand once", () => {
  const text = asText([
    { name: "later", version: "2.0.0", terms: `Copyright (c) 2020 Other\r\n\r\n# Permission  is granted.` },
    { name: "alone", version: "1.0.0", terms: "Copyright 2019 One\nNo warranty." },
    { name: "early", version: "3.1.0", terms: `MIT\n(c) 2021 Same`.replace("MIT", terms) },
  ]);
  expect(text.match(/Permission/g)).toHaveLength(1);
  expect(
    text.indexOf("early 3.1.0\n    (c) 2021 Same\nlater 2.0.0\n    Copyright (c) 2020 Other"),
  ).toBeGreaterThan(0);
  expect(text).toContain("alone 1.0.0\n    Copyright 2019 One\n\nNo warranty.");
});

test("everything that is built into the page is named", () => {
  const text = unpackedText(block("licences"));
  for (const name of ["preact", "@preact/signals", "idb-keyval", "read-excel-file", "fflate"])
    expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
  for (const name of ["csv-core", "statrs", "libm", "serde", "wasm-bindgen", "wide", "approx"])
    expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
  expect(text).toContain("Apache License");
  expect(text).not.toMatch(/^(typescript|vite|proptest|segmented-safety-stock) \d/m);
});
