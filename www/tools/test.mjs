// The command that passes every test: set up, test the engine, build, test what was built.

import { join } from "node:path";
import { build } from "./build.mjs";
import { faulty, shipped, tests, www } from "./places.mjs";
import { setUpForTests } from "./setup.mjs";
import { main, run, step } from "./steps.mjs";

async function test() {
  await setUpForTests();
  const engine = ["test", "--quiet", "--locked", "--profile", "thorough"];
  const env = { FUZZ: "100000", ...process.env };
  await step("Test the engine, with 100,000 hostile inputs a target", () => run("cargo", engine, { env }));
  await step("Test reading in parts", () => run("cargo", [...engine, "--test", "parts"]));
  await build(shipped);
  await build(faulty);
  await step("Test the border and the charts", () =>
    tool("vitest/vitest.mjs", "run", "--root", join(tests, "page")),
  );
  const settings = join(tests, "browser", "playwright.config.ts");
  await step("Test the page in Chromium", () =>
    tool("@playwright/test/cli.js", "test", "--config", settings),
  );
  console.log("\nAll tests pass.");
}

/**
 * Runs a tool of the page's packages, with the node that runs this.
 *
 * @param {string} script in `node_modules`
 * @param {string[]} words
 */
function tool(script, ...words) {
  return run(process.execPath, [join(www, "node_modules", script), ...words], { cwd: www });
}

await main(test);
