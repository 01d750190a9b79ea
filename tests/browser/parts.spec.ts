// Large files in a real browser: read by one worker or by several, cut anywhere, the same bytes are
// exported; what goes wrong on the way ends in words, and what was loaded before is still there.
//
// Files of a few kilobytes are cut as large ones are: the page of these tests starts the engine with
// ranges of its own choice, which no page that is shipped can.

import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import type { Engine, Fed } from "../../www/src/engine/engine";
import type { Cutting } from "../../www/src/engine/ranges";
import { unpacked } from "../../www/src/engine/unpack";
import type { PolicyFile } from "../../www/src/wire";
import { squeezed } from "../../www/tools/build.mjs";
import { expect, faulty, fileAddress, test } from "./rig";

/** What the tests keep in the page between two steps. */
interface Bench {
  engine: Engine;
  cutting: Cutting;
  policy: PolicyFile;
  file: File;
  fed: Promise<Fed[]>;
  rows: number[];
}

const bench = "bench";
const whole: Cutting = { least: Number.MAX_SAFE_INTEGER, most: 1, workers: 1 };

/** Opens the page, starts an engine with these ranges and takes a file in hand. */
async function start(
  page: Page,
  path: string,
  cutting: Cutting,
  address = fileAddress(faulty),
): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", id: "input" });
    document.body.append(input);
  });
  await page.locator("#input").setInputFiles(path);
  await page.evaluate(
    async ([name, cutting]) => {
      const engine = await window.room.startEngine(cutting);
      const text = JSON.stringify({
        format: "segmented-safety-stock/policy",
        version: 1,
        stocking_unit: ["item", "location"],
        defaults: { lead_time_days: 10, unit_cost: 2 },
      });
      const answer = await engine.ask({ kind: "open_policy", name: "policy.json", text });
      if (answer.kind !== "policy") throw new Error(answer.sentence);
      await engine.ask({ kind: "reading", policy: answer.policy });
      const file = (document.querySelector("#input") as HTMLInputElement).files?.[0];
      const own = { engine, cutting, policy: answer.policy, file, fed: Promise.resolve([]), rows: [] };
      engine.onProgress(({ rows }) => (own.rows as number[]).push(rows));
      Object.assign(window, { [name]: own });
    },
    [bench, cutting] as const,
  );
}

/** Reads the file with other ranges; everything that can be downloaded, and everything that is said of it. */
function told(page: Page, cutting: Cutting): Promise<string> {
  return page.evaluate(
    async ([name, cutting]) => {
      const {
        engine,
        cutting: own,
        policy,
        file,
      } = (window as unknown as Record<string, Bench>)[name] as Bench;
      Object.assign(own, cutting);
      const [fed] = await engine.feed([{ slot: 0, file }]);
      const files = await engine.ask({ kind: "files", policy });
      const texts = [JSON.stringify(fed), JSON.stringify(files)];
      for (const what of ["item_results", "segment_results"] as const) {
        const answer = await engine.ask({ kind: "export", policy, what, form: "plain" });
        texts.push(answer.kind === "file" ? new TextDecoder().decode(answer.bytes) : answer.sentence);
      }
      return texts.join("\n");
    },
    [bench, cutting] as const,
  );
}

/** Rows that look like a distributor's, `shuffled` or by date, from a seed. */
function orderLines(rows: number, shuffled: boolean): string {
  let seed = 7;
  const below = (count: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  };
  const lines = Array.from({ length: rows }, (_, row) => {
    const date = new Date(Date.UTC(2024, 0, 1 + (shuffled ? below(700) : Math.floor((row * 700) / rows))));
    const customer = below(9) === 0 ? `"C${below(90)}, ""B"" Ltd"` : `C${below(90)}`;
    const quantity = below(12) === 0 ? `-${1 + below(4)}` : `${1 + below(40)}${below(5) === 0 ? ".25" : ""}`;
    return `${date.toISOString().slice(0, 10)},ITEM-${below(60)},DC-${below(3)},${customer},${quantity},${below(900) / 100}`;
  });
  return `order_date,item,location,customer,quantity,unit_price\n${lines.join("\n")}\n`;
}

/** Line ends inside quotes everywhere, also some that look like the beginning of a row. */
function quotedLineEnds(rows: number): string {
  const notes = [
    '"two\nlines"',
    '"2024-01-01,ITEM-1,DC-1,9\n2024-01-02,ITEM-2,DC-2,9\n"',
    '"a ""quoted""\r\nword\n\n"',
    "plain",
  ];
  const lines = Array.from(
    { length: rows },
    (_, row) => `2024-0${1 + (row % 9)}-11,ITEM-${row % 7},DC-${row % 2},${1 + (row % 5)},${notes[row % 4]}`,
  );
  return `order_date,item,location,quantity,note\n${lines.join("\n")}\n`;
}

/** One worker and several, in many cuts, say the same. */
async function checkCuts(page: Page, path: string, cuts: Cutting[]): Promise<void> {
  await start(page, path, { ...whole });
  const expected = await told(page, whole);
  expect(expected).toContain("ITEM-1,DC-1");
  for (const cutting of cuts) {
    expect((await told(page, cutting)) === expected, JSON.stringify(cutting)).toBe(true);
  }
}

const few: Cutting[] = [
  { least: 0, most: 1 << 30, workers: 1 },
  { least: 0, most: 1 << 30, workers: 4 },
  { least: 0, most: 200_000, workers: 2 },
  { least: 0, most: 70_000, workers: 4 },
];

test("in date order, one worker and four export the same bytes", async ({ page }, info) => {
  const path = info.outputPath("lines.csv");
  writeFileSync(path, orderLines(20_000, false));
  await checkCuts(page, path, few);
});

test("shuffled, one worker and four export the same bytes", async ({ page }, info) => {
  const path = info.outputPath("lines.csv");
  writeFileSync(path, orderLines(20_000, true));
  await checkCuts(page, path, few);
});

test("line ends inside quotes across every split do not show", async ({ page }, info) => {
  test.setTimeout(180_000);
  const path = info.outputPath("notes.csv");
  const text = quotedLineEnds(4_000);
  writeFileSync(path, text);
  const sizes = [2, 3, 5, 7, 11, 17, 29].map((count) => Math.ceil(text.length / count));
  await checkCuts(
    page,
    path,
    sizes.map((most) => ({ least: 0, most, workers: 1 })),
  );
  await checkCuts(page, path, [{ least: 0, most: sizes[6] ?? 1, workers: 4 }]);
});

test("rows and bytes only rise while parts are read", async ({ page }, info) => {
  const path = info.outputPath("lines.csv");
  writeFileSync(path, orderLines(20_000, true));
  await start(page, path, { ...whole });
  await told(page, { least: 0, most: 100_000, workers: 4 });
  const rows = await page.evaluate(
    (name) => (window as unknown as Record<string, Bench>)[name]?.rows ?? [],
    bench,
  );
  expect(rows.length).toBeGreaterThan(8);
  expect(rows).toEqual([...rows].sort((one, other) => one - other));
  expect(rows.at(-1)).toBeGreaterThan(14_000);
  expect(rows.at(-1)).toBeLessThanOrEqual(20_000);
});

/** A cut by four workers that lasts long enough to be disturbed. */
const disturbed: Cutting = { least: 0, most: 4 << 20, workers: 4 };

/** Starts to read the file into slot 1, beside a small one in slot 0; resolves when parts are on their way. */
async function begin(page: Page): Promise<void> {
  await page.evaluate(async (name) => {
    const own = (window as unknown as Record<string, Bench>)[name] as Bench;
    const small = new File(
      ["item,location,date,quantity\nA,X,2024-01-01,5\nA,X,2024-01-09,6\n"],
      "small.csv",
    );
    await own.engine.feed([{ slot: 0, file: small }]);
    const begun = new Promise<void>((resolve) => own.engine.onProgress(() => resolve()));
    own.fed = own.engine.feed([{ slot: 1, file: own.file }]);
    await begun;
  }, bench);
}

/** What became of the file, and the names of the files that are held then. */
function ended(page: Page): Promise<{ code: string; sentence: string; held: string[] }> {
  return page.evaluate(async (name) => {
    const { engine, fed, policy } = (window as unknown as Record<string, Bench>)[name] as Bench;
    const [outcome] = await fed;
    const files = await engine.ask({ kind: "files", policy });
    const held = files.kind === "files" ? files.files.map((file) => file.name) : [files.sentence];
    if (outcome?.kind !== "failure") return { code: String(outcome?.kind), sentence: "", held };
    return { code: outcome.code, sentence: outcome.sentence, held };
  }, bench);
}

test("a file that is cut short while parts are read is refused, the others stay", async ({ page }, info) => {
  const path = info.outputPath("cut.csv");
  writeFileSync(path, orderLines(900_000, true));
  await start(page, path, disturbed);
  await begin(page);
  truncateSync(path, 1000);
  const { code, sentence, held } = await ended(page);
  expect(code).toBe("file_changed");
  expect(sentence).toContain("cut.csv changed while it was being read");
  expect(held).toEqual(["small.csv"]);
});

test("a file that goes while parts are read is refused, the others stay", async ({ page }, info) => {
  const path = info.outputPath("gone.csv");
  writeFileSync(path, orderLines(900_000, true));
  await start(page, path, disturbed);
  await begin(page);
  rmSync(path);
  const { code, held } = await ended(page);
  expect(["file_gone", "file_changed"]).toContain(code);
  expect(held).toEqual(["small.csv"]);
});

test("a cancel ends every worker of the reading at once; the session and its files stay", async ({
  page,
}, info) => {
  const path = info.outputPath("long.csv");
  writeFileSync(path, orderLines(900_000, true));
  await start(page, path, disturbed);
  await begin(page);
  expect(page.workers().length).toBe(5);
  const session = page.workers()[0];
  const milliseconds = await page.evaluate(async (name) => {
    const { engine, fed } = (window as unknown as Record<string, Bench>)[name] as Bench;
    const began = performance.now();
    engine.cancel();
    await fed;
    return performance.now() - began;
  }, bench);
  expect(milliseconds).toBeLessThan(100);
  const { code, held } = await ended(page);
  expect({ code, held }).toEqual({ code: "cancelled", held: ["small.csv"] });
  await expect.poll(() => page.workers()).toEqual([session]);
});

test("a cancel while new files are worked out gives them back; what stood there before is held again", async ({
  page,
}, info) => {
  const path = info.outputPath("small.csv");
  writeFileSync(path, orderLines(200_000, true));
  await start(page, path, disturbed);
  const lost = await page.evaluate(async (name) => {
    const { engine, file, policy } = (window as unknown as Record<string, Bench>)[name] as Bench;
    const old = new File(["item,location,date,quantity\nA,X,2024-01-01,5\nA,X,2024-01-09,6\n"], "old.csv");
    await engine.feed([{ slot: 0, file: old }]);
    await engine.ask({ kind: "summary", policy });
    const told: string[] = [];
    engine.onLost((files) =>
      told.push(...files.map(({ slot, failure, held }) => `${slot} ${failure.code} ${held}`)),
    );
    await engine.feed([
      { slot: 0, file },
      { slot: 1, file },
    ]);
    const asked = engine.ask({ kind: "summary", policy });
    engine.cancel();
    await asked;
    return told;
  }, bench);
  expect(lost).toEqual(["0 cancelled true", "1 cancelled false"]);
  expect((await ended(page)).held).toEqual(["old.csv"]);
});

/** The page with an engine whose memory may not grow beyond so many bytes. */
function confined(path: string, most: number): string {
  const html = readFileSync(faulty.singleFile, "utf8");
  const block = /(id="engine-module">)([^<]+)/.exec(html);
  const module = unpacked(block?.[2] ?? "");
  writeFileSync(
    path,
    html.replace(block?.[2] ?? "", () => squeezed(withMost(module, most >> 16))),
  );
  return pathToFileURL(path).href;
}

/** A module with another memory section (number 5): one memory with a least and a most of pages. */
function withMost(module: Uint8Array, pages: number): Uint8Array {
  let at = 8;
  const number = (from: number) => {
    let [value, shift, next] = [0, 0, from];
    for (;;) {
      const byte = module[next++] ?? 0;
      value |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) return { value, next };
    }
  };
  const leb = (value: number): number[] =>
    value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >> 7)];
  for (;;) {
    const { value: length, next } = number(at + 1);
    if (module[at] !== 5) {
      at = next + length;
      continue;
    }
    const least = number(next + 2).value;
    const section = [1, 1, ...leb(least), ...leb(pages)];
    const made = [5, ...leb(section.length), ...section];
    return Buffer.concat([module.subarray(0, at), Buffer.from(made), module.subarray(next + length)]);
  }
}

for (const [how, cutting] of [
  ["by one worker", whole],
  ["in parts", disturbed],
] as const) {
  test(`memory that runs out ends in words, read ${how}; what was loaded stays`, async ({ page }, info) => {
    const path = info.outputPath("large.csv");
    writeFileSync(path, orderLines(900_000, true));
    await start(page, path, { ...cutting }, confined(info.outputPath("confined.html"), 12 << 20));
    await begin(page);
    const { code, sentence, held } = await ended(page);
    expect(code).toBe("out_of_memory");
    expect(sentence).toContain("large.csv needs more memory");
    expect(held).toEqual(["small.csv"]);
  });
}
