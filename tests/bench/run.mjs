// The bench: product and peers on the same files, in fresh browsers, one after the other, round by
// round, so that a busy minute of the machine hits all of them. Ratios of one run can be trusted;
// milliseconds of two runs cannot be compared.
//
//   node tests/bench/run.mjs                                    everything, three rounds: an hour
//   node tests/bench/run.mjs --rounds 1 --files million,date    some files
//   node tests/bench/run.mjs --who product,reference            some contenders

import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "../../www/tools/build.mjs";
import { setUpForTests } from "../../www/tools/setup.mjs";
import { main, step, Trouble } from "../../www/tools/steps.mjs";
import { dataFile, shapes } from "./data.mjs";
import { buildPeers, peer, versions } from "./peers.mjs";
import { cancelled, product } from "./product.mjs";
import { table } from "./table.mjs";

/** @typedef {import("./table.mjs").Run} Run */

const all = ["reference", "product", "duckdb", "udsv", "papaparse", "cancel"];
/** More stocking units than the peers' page was made for, and no bar compares them. */
const alone = ["wide"];
/** What is read so quickly that nobody could cancel it. */
const quick = ["million"];

async function bench() {
  const { rounds, files, who } = asked();
  await setUpForTests();
  await build();
  await step("Install and bundle the peers", buildPeers);
  const data = new Map(
    await Promise.all(
      [...new Set([...files, "million"])].map(
        async (name) => /** @type {const} */ ([name, await step(`The file ${name}`, () => dataFile(name))]),
      ),
    ),
  );
  const log = join(fileURLToPath(new URL(".", import.meta.url)), "data", "runs.jsonl");
  mkdirSync(join(log, ".."), { recursive: true });
  /** @type {Run[]} */
  const runs = [];
  for (const file of files) {
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of who.filter((one) => takesPart(one, file))) {
        const run = { file, round, name, ...(await one(name, file, data)) };
        runs.push(run);
        appendFileSync(log, `${JSON.stringify(run)}\n`);
        console.log(`${file} ${round} ${name}: ${run.trouble ?? `${Math.round(run.milliseconds)} ms`}`);
      }
    }
  }
  console.log(`\n${new Date().toISOString().slice(0, 10)}; ${versions().join(", ")}`);
  for (const file of files) {
    console.log(
      table(
        runs.filter((run) => run.file === file),
        /** @type {any} */ (data.get(file)).held,
      ),
    );
  }
}

/**
 * @param {string} name
 * @param {string} file
 */
function takesPart(name, file) {
  if (alone.includes(file)) return ["reference", "product"].includes(name);
  return name !== "cancel" || !quick.includes(file);
}

/**
 * @param {string} name
 * @param {string} file
 * @param {Map<string, { path: string }>} data
 * @returns {Promise<any>} a run that fails is told, not thrown: the others go on
 */
async function one(name, file, data) {
  const path = data.get(file)?.path ?? "";
  try {
    if (name === "cancel") return await cancelled(data.get("million")?.path ?? "", path);
    return await (name === "product" ? product(path) : peer(name, path));
  } catch (error) {
    return { trouble: String(error).slice(0, 300), milliseconds: Number.NaN, megabytes: 0 };
  }
}

function asked() {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "3" },
      files: { type: "string", default: Object.keys(shapes).join() },
      who: { type: "string", default: all.join() },
    },
  });
  const [files, who] = [values.files.split(","), values.who.split(",")];
  const unknown = [
    ...files.filter((name) => !(name in shapes)),
    ...who.filter((name) => !all.includes(name)),
  ];
  if (unknown.length > 0) {
    throw new Trouble(`Unknown: ${unknown.join()}. Files: ${Object.keys(shapes)}. Contenders: ${all}.`);
  }
  return { rounds: Number(values.rounds), files, who };
}

await main(bench);
