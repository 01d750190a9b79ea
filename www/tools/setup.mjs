// Set-up: what the machine must have before anything can be built or tested. Each part looks
// first and works only where something is missing, so that a second run costs nothing.

import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { needChromium } from "./chromium.mjs";
import { tests, www } from "./places.mjs";
import { isMain, main, printed, run, step, Trouble } from "./steps.mjs";

const target = "wasm32-unknown-unknown";

/** What building needs. */
export async function setUp() {
  needNode();
  await needWasmTarget();
  await needPackages();
  linkPackages();
}

/** What testing needs: the same, and a browser. */
export async function setUpForTests() {
  await setUp();
  await needChromium();
}

function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Trouble(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
}

async function needWasmTarget() {
  const sysroot = printed("rustc", ["--print", "sysroot"]);
  if (!sysroot) throw new Trouble("Rust is needed: install it with rustup (https://rustup.rs).");
  if (existsSync(join(sysroot, "lib", "rustlib", target, "lib"))) return;
  if (!printed("rustup", ["--version"])) {
    throw new Trouble(`Rust has no target ${target} here, and rustup, which could add it, was not found.`);
  }
  await step("Add Rust's WebAssembly target", () => run("rustup", ["target", "add", target]));
}

/** npm's packages, anew only when the lock file is another than the one they were installed from. */
async function needPackages() {
  const stamp = join(www, "node_modules", ".installed-from");
  const lock = createHash("sha256")
    .update(readFileSync(join(www, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  await step("Install the page's packages", () =>
    run(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--no-progress", "--loglevel=error"], {
      cwd: www,
    }),
  );
  writeFileSync(stamp, lock);
}

/** Tests stand in `tests/`, packages in `www/`: a link lets the one find the other. */
function linkPackages() {
  const link = join(tests, "node_modules");
  if (existsSync(link)) return;
  mkdirSync(tests, { recursive: true });
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  symlinkSync(join("..", "www", "node_modules"), link, "junction");
}

if (isMain(import.meta.url)) await main(setUpForTests);
