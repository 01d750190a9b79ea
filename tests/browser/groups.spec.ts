// Segments worth having: computed groups and merges, each taken over by one click and undone by one.

import type { Page } from "@playwright/test";
import { expect, segmentsOf, test } from "./rig";

const worth = (page: Page) => page.getByRole("region", { name: "How many segments are worth having" });

/** Waits until groups and merges belong to the policy that is shown. */
const settled = (page: Page) => expect(worth(page)).toHaveAttribute("aria-busy", "false");

/** The stock of a row of the table, as it is shown. */
const stock = (page: Page, row: string | RegExp) =>
  worth(page).getByRole("row", { name: row }).getByRole("cell").nth(1).innerText();

test("groups that are taken over tie up what their row says, in one step", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  await settled(page);
  const promised = await stock(page, /^3 groups/);
  const before = await stock(page, /^Today: nine segments/);
  expect(promised).not.toBe(before);

  await worth(page).getByRole("button", { name: "Take over 3 groups" }).click();
  await expect(worth(page).getByRole("row", { name: /^Today: four segments/ })).toBeVisible();
  await settled(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    "Three groups and one of items beside them",
  );
  for (const input of await page.getByRole("textbox", { name: /cycle service target/ }).all())
    expect(await input.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  const held = await stock(page, /^Today: four segments/);
  const plain = (text: string) => Number(text.replaceAll(",", ""));
  expect(Math.abs(plain(held) - plain(promised))).toBeLessThan(0.01 * plain(promised));

  await page.getByRole("button", { name: /^Undo: 3.computed groups/ }).click();
  await expect(worth(page).getByRole("row", { name: /^Today: nine segments/ })).toBeVisible();
  await settled(page);
  expect(await stock(page, /^Today: nine segments/)).toBe(before);
  expect(log.complaints).toEqual([]);
});

test("clients under an agreement are not grouped, and the panel names them", async ({ page, log }) => {
  await segmentsOf(page, "third_party_logistics");
  await settled(page);
  await expect(worth(page).getByText(/^No item is free to be grouped/)).toBeVisible();
  await expect(worth(page).getByText(/50.items under an agreement .*Medical supplies/)).toBeVisible();
  await expect(worth(page).getByRole("button", { name: /^Take over/ })).toHaveCount(0);
  expect(log.complaints).toEqual([]);
});

test("a preset is one step; one whose column is called otherwise asks which it is; what the taught classes cost is said", async ({
  page,
  log,
}) => {
  await segmentsOf(page, "distributor");
  await settled(page);
  await worth(page)
    .getByRole("button", { name: /^What would A, B, C/ })
    .click();
  await expect(worth(page).getByText(/^A, B, C as commonly taught .* than one target for all/)).toBeVisible();
  await page.getByRole("button", { name: "Begin from" }).click();
  const presets = page.getByRole("group", { name: "Begin from a preset" });
  await presets.getByText(/no column is called range/).click();
  const electronics = presets.getByRole("button", { name: /^Begin from Electronics/ });
  await expect(electronics).toBeDisabled();
  await presets.getByLabel("Range stands in").selectOption("category");
  await electronics.click();
  await expect(page.getByRole("button", { name: "Remove dimension category" })).toBeVisible();
  await page.getByRole("button", { name: /^Undo: begin from Electronics/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Nine segments");
  await page.getByRole("button", { name: "Begin from", exact: true }).click();
  await presets.getByRole("button", { name: /as commonly taught/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Three segments");
  await page.getByRole("button", { name: /^Undo: begin from A, B, C/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Nine segments");
  expect(log.complaints).toEqual([]);
});

test("a proposed merge is one click and one step", async ({ page, log }) => {
  await segmentsOf(page, "distributor");
  await settled(page);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toContainText("Nine segments");
  const merge = page.getByRole("button", { name: /^Merge .* with / }).first();
  const name = (await merge.getAttribute("aria-label")) ?? "";
  await merge.click();
  await expect(heading).toContainText("Eight segments");
  await settled(page);
  await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: new RegExp(`^Undo: ${name}`, "i") }).click();
  await expect(heading).toContainText("Nine segments");
  await settled(page);
  await expect(page.getByRole("button", { name, exact: true }).first()).toBeAttached();
  expect(log.complaints).toEqual([]);
});
