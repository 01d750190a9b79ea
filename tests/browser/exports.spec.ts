// What a person takes along is the same wherever the page stands: on `file://` and on http.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { www } from "../../www/tools/places.mjs";
import { download, expect, fileAddress, give, ready, test } from "./rig";

const buttons = ["Download item results", "Download segment results", "Download policy"];

/** Opens the page, gives it a sample's files, and takes everything along. */
async function results(page: Page, address: string, sample: string) {
  const folder = join(www, "samples", sample);
  await page.goto(address);
  await give(
    page,
    readdirSync(folder).map((name) => join(folder, name)),
  );
  await ready(page);
  const files = [];
  for (const button of buttons) files.push(await takeAlong(page, button));
  return files;
}

/** A button may stand in a menu of the header as well. */
async function takeAlong(page: Page, button: string) {
  if ((await page.getByRole("button", { name: button }).count()) === 0) {
    await page.getByRole("button", { name: "Policy", exact: true }).click();
  }
  return download(page, button);
}

for (const sample of readdirSync(join(www, "samples"))) {
  test(`${sample}: the exports of the single file and of the site are equal, byte for byte`, async ({
    page,
    site,
    log,
  }) => {
    const single = await results(page, fileAddress(), sample);
    expect(single.map(({ name }) => name)).toEqual([
      "item-results.csv",
      "segment-results.csv",
      "policy.json",
    ]);
    const before = log.requests.length;
    expect(before).toBe(1);
    const served = await results(page, site.address, sample);
    for (const [at, { name, bytes }] of served.entries()) {
      expect(bytes.equals(single[at]?.bytes ?? Buffer.of()), name).toBe(true);
    }
    expect(log.complaints).toEqual([]);
  });
}
