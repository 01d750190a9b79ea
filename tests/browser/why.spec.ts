// Why this number: for every model, every kind of target and every way of looking at stock, what the panel shows
// works out to what it shows.

import type { Page } from "@playwright/test";
import { check } from "./arithmetic";
import { expect, give, openFile, ready, test } from "./rig";

const models = ["auto", "normal", "gamma", "poisson", "negative_binomial", "empirical"];
const targets: Record<string, object> = {
  cycle: { kind: "cycle_service_level", value: 0.95 },
  fill: { kind: "fill_rate", value: 0.97 },
  cost: { kind: "cost_optimal" },
  days: { kind: "days_of_cover", value: 14 },
  units: { kind: "units", value: 20 },
};
const kinds = ["whole", "parts", "reviewed"];
/** More items for the history's sake: slow sales, steady ones, one sale, none left, delivered at once. */
const odd = ["SLOW", "STEADY", "ONCE", "BOUND", "COSTLESS", "ATONCE", "MINIMUM"];

/** Goal of each item: its segment. */
function items(): [key: string, goal: string][] {
  const pairs = models.flatMap((model) => Object.keys(targets).map((target) => `${model}-${target}`));
  const all = pairs.flatMap((goal) => kinds.map((kind): [string, string] => [`${goal}-${kind}`, goal]));
  const goals: Record<string, string> = { COSTLESS: "auto-cost", MINIMUM: "least" };
  return [...all, ...odd.map((key): [string, string] => [key, goals[key] ?? "auto-cycle"])];
}

const file = (name: string, lines: string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(lines.join("\n")),
});

/** A number in 0 to 1 that looks like chance and is the same every time. */
const chance = (seed: number) => Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;

function quantity(key: string, at: number, week: number): number {
  if (key === "STEADY") return 12;
  if (key === "ONCE") return week === 50 ? 5 : 0;
  const often = key === "SLOW" ? 0.15 : 0.75;
  const drawn = chance(at * 131 + week);
  if (drawn > often) return 0;
  const size = 1 + Math.floor(chance(at * 17 + week * 3) * 16);
  return key.endsWith("parts") ? size + 0.25 : size;
}

function demand(): string[] {
  const lines = ["date,item,quantity,price"];
  items().forEach(([key], at) => {
    for (let week = 0; week < 52; week += 1) {
      const sold = quantity(key, at, week);
      const day = new Date(Date.UTC(2025, 0, 6 + week * 7 + Math.floor(chance(at + week) * 5)));
      if (sold > 0) lines.push(`${day.toISOString().slice(0, 10)},${key},${sold},20`);
    }
  });
  return lines;
}

function master(): string[] {
  const head = "item,unit_cost,unit_price,lead_time_days,lead_time_sd_days,order_quantity,review_days,goal";
  const one = ([key, goal]: [string, string]) => {
    const days = key === "ATONCE" ? 0 : 21;
    const cost = key === "COSTLESS" ? "" : "12";
    const price = key === "BOUND" ? "" : "20";
    return [
      key,
      cost,
      price,
      days,
      3,
      key === "SLOW" ? "" : 40,
      key.endsWith("reviewed") ? 14 : 0,
      goal,
    ].join(",");
  };
  return [head, ...items().map(one)];
}

function policy(review: string): string {
  const segments: [string, object][] = models.flatMap((model) =>
    Object.entries(targets).map(([name, target]): [string, object] => [
      `${model}-${name}`,
      { target, model },
    ]),
  );
  segments.push(["least", { target: { kind: "cycle_service_level", value: 0.6 }, min_days: 45 }]);
  return JSON.stringify({
    format: "segmented-safety-stock/policy",
    version: 1,
    stocking_unit: ["item"],
    review,
    segmentation: { dimensions: [{ kind: "column", column: "goal" }] },
    segments: Object.fromEntries(segments),
  });
}

async function open(page: Page, key: string): Promise<void> {
  await page.getByPlaceholder("Code or name").fill(key);
  const row = page.getByRole("row").filter({ has: page.getByText(key, { exact: true }) });
  await row.first().click();
  await expect(page.locator("#why-title")).toHaveText(key);
  await expect(page.locator(".why-panel")).toHaveAttribute("aria-busy", "false");
}

for (const review of ["daily", "continuous"]) {
  test(`what every panel shows works out, ${review} review`, async ({ page, log }) => {
    test.setTimeout(180_000);
    await openFile(page);
    await give(page, [
      file("demand.csv", demand()),
      file("items.csv", master()),
      { name: "policy.json", mimeType: "application/json", buffer: Buffer.from(policy(review)) },
    ]);
    await ready(page);
    await page.evaluate(() => {
      location.hash = "items";
    });
    const seen = new Set<string>();
    for (const [key] of items()) {
      await open(page, key);
      const panel = page.locator(".why-panel");
      const lines = await panel.locator(".formula-numbers").allInnerTexts();
      for (const line of lines.filter((text) => text.includes(" = "))) {
        expect(() => check(line), `${key}: ${line}`).not.toThrow();
      }
      if (odd.includes(key) && key !== "BOUND" && key !== "MINIMUM") continue;
      const held = Number((await panel.locator(".why-value b").innerText()).replace(/[^\d]/g, ""));
      const names = await panel.locator(".formula-line dt").allInnerTexts();
      const stock = Number(
        (lines[names.indexOf("held")] ?? lines[names.indexOf("safety stock")] ?? "")
          .split(/ = |: /)
          .pop()
          ?.replace(/,/g, "")
          .replace("\u2212", "-"),
      );
      expect(Math.ceil(stock - 0.006), key).toBeLessThanOrEqual(held);
      expect(held - stock, key).toBeLessThan(1.006);
      for (const name of ["interval", "mean", "safety stock", "fill rate"])
        expect(names, key).toContain(name);
      await expect(panel).toContainText("What would change it most");
      seen.add(await panel.locator("dt", { hasText: "Model" }).locator("+ dd").innerText());
    }
    expect([...seen].map((text) => text.split(",")[0])).toEqual(
      expect.arrayContaining(["normal", "gamma", "Poisson", "negative binomial", "empirical"]),
    );
    expect(log.complaints).toEqual([]);
  });
}

test("what is odd about an item is said, and everything is copied as text", async ({ page }) => {
  await page.addInitScript(() => {
    const kept = { text: "" };
    Object.assign(window, { kept });
    const writeText = async (text: string) => {
      kept.text = text;
    };
    Object.defineProperty(navigator, "clipboard", { value: { writeText } });
  });
  await openFile(page);
  await give(page, [
    file("demand.csv", demand()),
    file("items.csv", master()),
    { name: "policy.json", mimeType: "application/json", buffer: Buffer.from(policy("daily")) },
  ]);
  await ready(page);
  await page.evaluate(() => {
    location.hash = "items";
  });
  const panel = page.locator(".why-panel");
  await open(page, "ATONCE");
  await expect(panel).toContainText("what is ordered arrives at once");
  await open(page, "COSTLESS");
  await expect(panel).toContainText("nobody gave what a unit costs");
  await open(page, "SLOW");
  await expect(panel).toContainText("Nobody gave an order quantity");
  await open(page, "MINIMUM");
  await expect(panel).toContainText("what holds is the least days of cover");
  await open(page, "gamma-cycle-whole");
  await panel.getByRole("button", { name: "Copy as text" }).click();
  const text = await page.evaluate(() => (window as unknown as { kept: { text: string } }).kept.text);
  const shown = [
    ...(await panel.locator(".formula-line :is(dt, .formula-words, .formula-numbers)").allInnerTexts()),
    ...(await panel.locator(".levers tbody :is(th, td)").allInnerTexts()),
    ...(await panel.locator(".pairs :is(dt, dd)").allInnerTexts()),
    ...(await panel.locator(".why-warnings li").allInnerTexts()),
  ];
  expect(shown.length).toBeGreaterThan(40);
  for (const part of shown.flatMap((one) => one.split("\n"))) expect(text).toContain(part.trim());
});
