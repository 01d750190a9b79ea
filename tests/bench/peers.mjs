// The peers, each in its own browser, on a page that holds nothing else.

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../../www/tools/serve.mjs";
import { fresh } from "./browser.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = join(here, "peers", "built");

/** Installs the peers' packages and bundles their page; the product's own set-up knows nothing of them. */
export async function buildPeers() {
  if (!existsSync(join(here, "node_modules", "papaparse"))) {
    execFileSync("npm", ["ci", "--no-progress", "--loglevel=error"], { cwd: here, stdio: "inherit" });
  }
  mkdirSync(built, { recursive: true });
  for (const name of ["page", "worker"]) {
    writeFileSync(join(built, `${name}.js`), await bundled(join(here, "peers", `${name}.js`)));
  }
  writeFileSync(
    join(built, "index.html"),
    '<!doctype html><meta charset="utf-8"><title>Peers</title><input type="file"><script src="page.js"></script>',
  );
  for (const name of ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"]) {
    copyFileSync(join(here, "node_modules", "@duckdb", "duckdb-wasm", "dist", name), join(built, name));
  }
}

/** @param {string} input */
async function bundled(input) {
  const { build } = await import("vite");
  const output = await build({
    root: here,
    configFile: false,
    logLevel: "warn",
    build: { write: false, target: "es2022", rolldownOptions: { input, output: { format: "iife" } } },
  });
  const files = [output].flat().flatMap((one) => ("output" in one ? one.output : []));
  const [script] = files.flatMap((file) => (file.type === "chunk" ? [file.code] : []));
  return script ?? "";
}

/** The versions that were measured. */
export function versions() {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
}

/**
 * One run of a peer, or of reading alone.
 *
 * @param {string} name `reference`, `duckdb`, `udsv` or `papaparse`
 * @param {string} path
 */
export async function peer(name, path) {
  const site = await serve(built, { port: 0 });
  try {
    return await fresh(async (page) => {
      await page.goto(site.address);
      await page.locator("input").setInputFiles(path);
      return await page.evaluate((which) => /** @type {any} */ (window).run(which), name);
    });
  } finally {
    await site.close();
  }
}
