// The pool for computing in a real browser: however many workers there are, whatever becomes of them, the
// same bytes are exported, and what is given up is given up at once.

import type { Page } from "@playwright/test";
import type { Engine } from "../../www/src/engine/engine";
import type { Request } from "../../www/src/wire";
import { expect, faulty, fileAddress, give, openFile, ready, test } from "./rig";

/** What the tests keep in the page between two steps. */
interface Bench {
  engine: Engine;
  policy: Extract<Request, { kind: "summary" }>["policy"];
}

const bench = "bench";

/** Items with a history of their own, which the empirical model draws from. */
function demand(items: number, weeks: number): string {
  let seed = 11;
  const below = (count: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  };
  const lines = Array.from({ length: items * weeks }, (_, row) => {
    const day = new Date(Date.UTC(2024, 0, 1 + 7 * Math.floor(row / items))).toISOString().slice(0, 10);
    return `${day},I${row % items},${below(3) === 0 ? below(60) : 0}`;
  });
  return `date,item,quantity\n${lines.join("\n")}\n`;
}

/** Every item under the empirical model. */
const policyText = (kind: string, value: number) =>
  JSON.stringify({
    format: "segmented-safety-stock/policy",
    version: 1,
    name: "Drawn",
    defaults: { lead_time_days: 21, unit_cost: 2 },
    segments: { "*": { model: "empirical", target: { kind, value } } },
  });

/** Starts an engine with so many workers and reads the items into it. */
async function start(page: Page, workers: number, items: number): Promise<void> {
  await page.goto(fileAddress(faulty));
  await page.evaluate(
    async ([name, workers, text, policy]) => {
      const engine = await window.room.startEngine({ least: 1 << 30, most: 1 << 30, workers });
      const answer = await engine.ask({ kind: "open_policy", name: "policy.json", text: policy });
      if (answer.kind !== "policy") throw new Error(answer.sentence);
      await engine.ask({ kind: "reading", policy: answer.policy });
      await engine.feed([{ slot: 0, file: new File([text], "demand.csv") }]);
      await engine.ask({ kind: "files", policy: answer.policy });
      Object.assign(window, { [name]: { engine, policy: answer.policy } });
    },
    [bench, workers, demand(items, 40), policyText("cycle_service_level", 0.96)] as const,
  );
}

interface Told {
  bytes: string;
  /** The share done after every go. */
  shares: number[];
}

/** Everything that can be downloaded, and how it came about. */
function told(page: Page): Promise<Told> {
  return page.evaluate(async (name) => {
    const { engine, policy } = (window as unknown as Record<string, Bench>)[name] as Bench;
    const shares: number[] = [];
    const working = (share: number) => void shares.push(share);
    const summary = await engine.ask({ kind: "summary", policy }, { working });
    const texts = [JSON.stringify(summary)];
    for (const what of ["item_results", "segment_results"] as const) {
      const answer = await engine.ask({ kind: "export", policy, what, form: "plain" });
      texts.push(answer.kind === "file" ? new TextDecoder().decode(answer.bytes) : answer.sentence);
    }
    return { bytes: texts.join("\n"), shares };
  }, bench);
}

test("one worker and four export the same bytes of drawn items", async ({ page }) => {
  test.slow();
  await start(page, 1, 400);
  const alone = await told(page);
  expect(alone.bytes).toContain("\nI7,");
  expect(page.workers()).toHaveLength(1);
  await start(page, 4, 400);
  const helpers = new Set<object>();
  page.on("worker", (worker) => helpers.add(worker));
  const together = await told(page);
  expect(together.bytes === alone.bytes).toBe(true);
  expect(helpers.size).toBe(3);
  for (const { shares } of [alone, together]) {
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
  }
});

test("a helper that dies costs nothing but its job", async ({ page }) => {
  test.slow();
  await start(page, 1, 400);
  const alone = await told(page);
  await start(page, 4, 400);
  const session = page.workers()[0];
  const helpers = new Set<object>();
  page.on("worker", (worker) => helpers.add(worker));
  const reports = await page.evaluate(async (name) => {
    const { engine } = (window as unknown as Record<string, Bench>)[name] as Bench;
    const reports: string[] = [];
    engine.onCrash((report) => reports.push(report));
    await engine.ask({ kind: "panic_in_job" } as unknown as Request);
    return reports;
  }, bench);
  const together = await told(page);
  expect(together.bytes === alone.bytes).toBe(true);
  expect(helpers.size).toBe(4); // another one took the place of the one that died
  expect(reports).toEqual([]);
  expect(page.workers()).toContain(session);
});

test("a cancel ends the helpers at once, and the answer afterwards is the same", async ({ page }) => {
  test.slow();
  await start(page, 1, 400);
  const alone = await told(page);
  await start(page, 4, 400);
  const outcome = await page.evaluate(async (name) => {
    const { engine, policy } = (window as unknown as Record<string, Bench>)[name] as Bench;
    const begun = new Promise<void>((resolve) => {
      void engine.ask({ kind: "summary", policy }, { working: () => resolve() }).then((answer) => {
        Object.assign(window, { outcome: answer.kind === "failure" ? answer.code : answer.kind });
      });
    });
    await begun;
    const began = performance.now();
    engine.cancel();
    while (!("outcome" in window)) await new Promise((resolve) => setTimeout(resolve, 1));
    return { code: window.outcome, milliseconds: performance.now() - began };
  }, bench);
  expect(outcome.code).toBe("cancelled");
  expect(outcome.milliseconds).toBeLessThan(100);
  await expect.poll(() => page.workers().length).toBe(1);
  const again = await page.evaluate(
    async ([name, text]) => {
      const { engine } = (window as unknown as Record<string, Bench>)[name] as Bench;
      const [fed] = await engine.feed([{ slot: 0, file: new File([text], "demand.csv") }]);
      return fed?.kind;
    },
    [bench, demand(400, 40)] as const,
  );
  expect(again).toBe("file_read");
  expect((await told(page)).bytes === alone.bytes).toBe(true);
});

test("a long computation tells how far it is; its cancel brings the policy before back", async ({ page }) => {
  test.setTimeout(240_000);
  const buffer = (text: string) => Buffer.from(text);
  await openFile(page);
  await give(page, { name: "demand.csv", mimeType: "text/csv", buffer: buffer(demand(25_000, 12)) });
  await ready(page, 90_000);
  const session = page.workers()[0];
  await page.getByRole("link", { name: "Segments" }).click();
  const figures = page.getByRole("region", { name: "Key figures" }).first();
  const before = await figures.innerText();
  const drawn = policyText("fill_rate", 0.985);
  await give(page, { name: "drawn.json", mimeType: "application/json", buffer: buffer(drawn) });
  await expect(
    page.getByText(/of\s25,000\sitems\scomputed\s·\sabout\s\d+\s(s|min)\sleft/).first(),
  ).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole("button", { name: "Cancel" }).first().click();
  await expect(page.locator("main progress")).toHaveCount(0, { timeout: 60_000 });
  await ready(page, 60_000);
  await expect.poll(() => figures.innerText()).toBe(before);
  await expect(page.getByRole("button", { name: /^Redo/ })).toBeEnabled();
  expect(page.workers()).toContain(session); // no file was read again
});
