// What all items are sized for is chosen beside the files, shows at once and is taken back like any step.

import { expect, openFile, ready, test } from "./rig";

test("choices of sizing change the figures and are undone", async ({ page }) => {
  await openFile(page);
  await page.getByRole("button", { name: /^Distributor/ }).click();
  await ready(page);
  await page.getByRole("link", { name: "Data", exact: true }).click();
  const figures = page.getByRole("region", { name: "Key figures", exact: true });
  await expect(figures.locator("[aria-busy=true]")).toHaveCount(0);
  const before = await figures.innerText();
  const choices: [string, string][] = [
    ["Stock is looked at", "continuous"],
    ["It covers", "forecast"],
    ["A short history", "predictive"],
    ["Periods far above the others", "cap"],
  ];
  for (const [label, choice] of choices) {
    const now = page.getByLabel(label, { exact: true });
    await now.selectOption(choice);
    await expect(figures, label).not.toHaveText(before, { useInnerText: true });
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect.poll(() => figures.innerText(), { message: label }).toBe(before);
  }
});
