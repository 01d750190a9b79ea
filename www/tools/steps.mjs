// Running things: a step says what it does and how long it took, a command that fails stops
// the task with a sentence.

import { spawn, spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./places.mjs";

/** Why a task cannot go on, in a sentence for the person at the terminal. */
export class Trouble extends Error {}

// Rust's own folder may be missing from the path where only CARGO_HOME is set.
const home = process.env.CARGO_HOME;
if (home) process.env.PATH = [process.env.PATH, join(home, "bin")].join(delimiter);

/**
 * Does one step and says so; the time is shown where it is worth reading.
 *
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = performance.now();
  console.log(`· ${title}`);
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  if (seconds > 2) console.log(`  ${seconds.toFixed(0)} s`);
  return result;
}

/**
 * Runs a command with its output shown.
 *
 * @param {string} command
 * @param {string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [where]
 * @returns {Promise<void>}
 */
export function run(command, words, where = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: root, stdio: "inherit", ...where });
    child.on("error", () => reject(new Trouble(`${command} is not installed, or not on the path.`)));
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Trouble(`This failed: ${command} ${words.join(" ")}`));
    });
  });
}

/**
 * What a command prints, or nothing where it is missing or fails.
 *
 * @param {string} command
 * @param {string[]} words
 * @returns {string | undefined}
 */
export function printed(command, words) {
  const found = spawnSync(command, words, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/**
 * Runs a task: trouble ends it with its sentence, anything else with a trace.
 *
 * @param {() => Promise<unknown>} task
 */
export async function main(task) {
  try {
    await task();
  } catch (error) {
    console.error(error instanceof Trouble ? `\n${error.message}` : error);
    process.exit(1);
  }
}

/**
 * Whether a module is the one that node was asked to run.
 *
 * @param {string} url the module's import.meta.url
 */
export function isMain(url) {
  return process.argv[1] !== undefined && url === pathToFileURL(process.argv[1]).href;
}
