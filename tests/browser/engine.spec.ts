// The engine's room in a real browser, from `file://`, behind a page without views: files are read,
// a crash and a cancel leave nothing broken, a file that goes or changes is refused.

import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import type { Engine, Fed } from "../../www/src/engine/engine";
import type { PolicyFile } from "../../www/src/wire";
import { squeezed } from "../../www/tools/build.mjs";
import { root } from "../../www/tools/places.mjs";
import { expect, faulty, openFile, test } from "./rig";

/** What the tests keep in the page between two steps. */
interface Trial {
  engine: Engine;
  policy: PolicyFile;
  reports: string[];
  lost: string[];
  fed: Promise<Fed[]>;
}

declare global {
  interface Window {
    trial: Trial;
    /** The page's own reference to the files given to its input. */
    given: File[];
  }
}

const demand = "item,date,quantity\nA,2024-01-01,5\nA,2024-01-09,6\nB,2024-02-02,7\n";

/** Opens the page, starts an engine and asks for a policy. */
async function start(page: Page): Promise<void> {
  await openFile(page, faulty);
  await page.evaluate(async () => {
    const engine = await window.room.startEngine();
    const answer = await engine.ask({ kind: "new_policy" });
    if (answer.kind !== "policy") throw new Error(answer.sentence);
    const { policy } = answer;
    window.trial = { engine, policy, reports: [], lost: [], fed: Promise.resolve([]) };
    engine.onCrash((report) => window.trial.reports.push(report));
    engine.onLost((files) => window.trial.lost.push(...files.map(({ failure }) => failure.code)));
    await engine.ask({ kind: "reading", policy });
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true, id: "input" });
    input.addEventListener("change", () => {
      window.given = [...(input.files ?? [])];
    });
    document.body.append(input);
  });
}

/** Reads text into a slot; the answer's kind, and its code where it is a failure. */
function feedText(page: Page, slot: number, name: string, text: string): Promise<string> {
  return page.evaluate(
    async ([slot, name, text]) => {
      const [fed] = await window.trial.engine.feed([{ slot, file: new File([text], name) }]);
      return fed?.kind === "failure" ? fed.code : String(fed?.kind);
    },
    [slot, name, text] as const,
  );
}

/** Starts to read the files given to the input; the answer comes with `finished`. */
async function feedGiven(page: Page, paths: string[]): Promise<void> {
  await page.locator("#input").setInputFiles(paths);
  await page.evaluate(() => {
    window.trial.fed = window.trial.engine.feed(window.given.map((file, slot) => ({ slot, file })));
  });
}

function finished(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    (await window.trial.fed).map((fed) => (fed.kind === "failure" ? fed.code : fed.kind)),
  );
}

/** The names of the files that the engine holds, in order of their slots. */
function held(page: Page): Promise<string[] | string> {
  return page.evaluate(async () => {
    const { engine, policy } = window.trial;
    const answer = await engine.ask({ kind: "files", policy });
    return answer.kind === "files" ? answer.files.map((file) => file.name) : answer.code;
  });
}

/** Rows of the size of an order line, so many that reading them takes a while. */
function longTable(path: string, rows: number): void {
  writeFileSync(path, `item,date,quantity\n${"ITEM-0001,2024-01-01,5\n".repeat(rows)}`);
}

test("files are read and answered, without a request and without a complaint", async ({ page, log }) => {
  await start(page);
  expect(await feedText(page, 0, "demand.csv", demand)).toBe("file_read");
  expect(await held(page)).toEqual(["demand.csv"]);
  expect(log.requests).toEqual([page.url()]);
  expect(log.complaints).toEqual([]);
});

test("progress counts every byte of every file", async ({ page }, info) => {
  const path = info.outputPath("long.csv");
  longTable(path, 500_000);
  await start(page);
  await page.evaluate(() => {
    Object.assign(window, { seen: [] });
    window.trial.engine.onProgress((progress) =>
      (window as unknown as { seen: object[] }).seen.push(progress),
    );
  });
  await feedGiven(page, [path]);
  expect(await finished(page)).toEqual(["file_read"]);
  const seen = await page.evaluate(
    () => (window as unknown as { seen: { slot: number; bytes: number; size: number }[] }).seen,
  );
  const size = readFileSync(path).length;
  expect(seen.map(({ bytes }) => bytes)).toEqual([4_194_304, 8_388_608, size]);
  expect(seen.every((one) => one.slot === 0 && one.size === size)).toBe(true);
});

test("other reading settings have the kept files read again, unasked", async ({ page }) => {
  await start(page);
  await feedText(page, 0, "demand.csv", demand);
  const kinds = await page.evaluate(async () => {
    const { engine, policy } = window.trial;
    const fewer = { ...policy, filters: { demand: "quantity > 5" } };
    const both = [fewer, policy].map((one) => engine.ask({ kind: "files", policy: one }));
    return (await Promise.all(both)).map((answer) => answer.kind);
  });
  expect(kinds).toEqual(["files", "files"]);
});

test("after a panic a new worker holds the same files, and the report holds no data", async ({ page }) => {
  await start(page);
  await feedText(page, 0, "demand.csv", demand);
  await feedText(page, 3, "more.csv", demand);
  const failure = await page.evaluate(async () => {
    const answer = await window.trial.engine.ask({ kind: "panic" } as never);
    return answer as { kind: string; code: string };
  });
  expect(failure).toMatchObject({ kind: "failure", code: "crashed" });
  expect(await held(page)).toEqual(["demand.csv", "more.csv"]);
  const reports = await page.evaluate(() => window.trial.reports);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toContain("Step: panic");
  expect(reports[0]).toContain("src/wasm.rs:");
  expect(reports[0]).not.toContain("secret");
  expect(reports[0]).not.toContain("demand.csv");
});

test("a cancel ends the reading and leaves the old files", async ({ page }, info) => {
  const path = info.outputPath("long.csv");
  longTable(path, 4_000_000);
  await start(page);
  await feedText(page, 0, "demand.csv", demand);
  await feedGiven(page, [path, path]);
  const milliseconds = await page.evaluate(async () => {
    const { engine, fed } = window.trial;
    await new Promise<void>((resolve) => engine.onProgress(() => resolve()));
    const began = performance.now();
    engine.cancel();
    await fed;
    return performance.now() - began;
  });
  expect(await finished(page)).toEqual(["cancelled", "cancelled"]);
  expect(milliseconds).toBeLessThan(100);
  expect(await held(page)).toEqual(["demand.csv"]);
});

test("a file that is deleted before it is read is refused, the old data stays", async ({ page }, info) => {
  const path = info.outputPath("gone.csv");
  writeFileSync(path, demand);
  await start(page);
  await feedText(page, 0, "demand.csv", demand);
  await page.locator("#input").setInputFiles(path);
  rmSync(path);
  const fed = await page.evaluate(() =>
    window.trial.engine.feed([{ slot: 0, file: window.given[0] as File }]),
  );
  expect(fed[0]).toMatchObject({ kind: "failure", code: "file_gone" });
  expect((fed[0] as { sentence: string }).sentence).toContain("gone.csv");
  expect(await held(page)).toEqual(["demand.csv"]);
});

test("a file that is cut short while it is read is refused", async ({ page }, info) => {
  const path = info.outputPath("cut.csv");
  longTable(path, 4_000_000);
  await start(page);
  await feedText(page, 0, "demand.csv", demand);
  await page.evaluate(() =>
    window.trial.engine.onProgress(() => document.body.setAttribute("data-begun", "")),
  );
  await feedGiven(page, [path]);
  await page.locator("body[data-begun]").waitFor();
  truncateSync(path, 1000);
  expect(await finished(page)).toEqual(["file_changed"]);
  expect(await held(page)).toEqual(["demand.csv"]);
});

test("a kept file that has gone when it is needed again is named", async ({ page }, info) => {
  const path = info.outputPath("kept.csv");
  writeFileSync(path, demand);
  await start(page);
  await feedGiven(page, [path]);
  expect(await finished(page)).toEqual(["file_read"]);
  rmSync(path);
  await page.evaluate(() => window.trial.engine.ask({ kind: "panic" } as never));
  await expect.poll(() => page.evaluate(() => window.trial.lost)).toEqual(["file_gone"]);
  expect(await held(page)).toEqual([]);
});

test("a sample opens as the very files of its folder", async ({ page }) => {
  await start(page);
  const folder = join(root, "www", "samples");
  for (const name of readdirSync(folder)) {
    const files = await page.evaluate(async (name) => {
      const files = await window.room.openSample(name);
      return Promise.all(files.map(async (file) => [file.name, await file.text()]));
    }, name);
    const names = readdirSync(join(folder, name)).sort();
    expect(files).toEqual(names.map((file) => [file, readFileSync(join(folder, name, file), "utf8")]));
  }
});

test("an engine that does not start says so in a sentence", async ({ page }, info) => {
  const noModule = squeezed("this is no module");
  const broken = info.outputPath("broken.html");
  const html = readFileSync(faulty.singleFile, "utf8");
  writeFileSync(
    broken,
    html.replace(/(id="engine-module">)[^<]+/, (_, mark) => mark + noModule),
  );
  await page.goto(pathToFileURL(broken).href);
  const sentence = await page.evaluate(() =>
    window.room.startEngine().then(
      () => "started",
      (error) => error.message,
    ),
  );
  expect(sentence).toMatch(/browser cannot run the calculation engine/);
});
