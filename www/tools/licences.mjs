// The licences of what is built into the page. Their authors ask for no more than that their names and terms go
// along with their work, and the single file goes alone.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { printed, Trouble } from "./steps.mjs";

/** @typedef {{ name: string, version: string, terms: string }} Work */

/**
 * All licences as one text; works under the same terms stand together.
 *
 * @param {string[]} modules the files that the page's scripts were bundled from
 */
export function licences(modules) {
  return asText([...crates(), ...packages(modules)]);
}

/**
 * Works under the same terms with their copyright lines, then the terms; by name.
 *
 * @param {Work[]} works
 */
export function asText(works) {
  /** @type {Map<string, { text: string, works: string[] }>} */
  const byTerms = new Map();
  for (const { name, version, terms } of works.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const lines = terms.trim().split(/\r?\n/);
    const owned = lines.filter(isCopyright).map((line) => `    ${line.trim()}`);
    const text = lines.filter((line) => !isCopyright(line)).join("\n");
    const same = text.replaceAll(/[\s#*]+/g, " ").trim();
    const group = byTerms.get(same) ?? { text: text.trim(), works: [] };
    group.works.push([`${name} ${version}`, ...owned].join("\n"));
    byTerms.set(same, group);
  }
  return [...byTerms.values()]
    .map((group) => [...group.works, "", group.text].join("\n"))
    .join(`\n\n${rule}\n\n`);
}

const rule = "-".repeat(72);

/** A line that names an owner; the terms name nobody. @param {string} line */
const isCopyright = (line) => /^\W*(copyright\b.*\d|\(c\)|©)/i.test(line) && !/\[yyyy\]/.test(line);

/** What of Rust is compiled into the engine: not what runs while it is compiled. @returns {Work[]} */
function crates() {
  const told = printed("cargo", [
    "metadata",
    "--format-version",
    "1",
    "--locked",
    "--filter-platform",
    target,
  ]);
  if (!told) throw new Trouble("cargo cannot read the project: run `cargo metadata` to see why.");
  const { packages: known, resolve } = JSON.parse(told);
  /** @type {Map<string, any>} */
  const byId = new Map(known.map((/** @type {any} */ one) => [one.id, one]));
  /** @type {Map<string, any>} */
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node]));
  const found = new Set([resolve.root]);
  for (const id of found) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      const compiled = kinds.some((/** @type {any} */ { kind }) => kind === null) && !isMacro(byId.get(pkg));
      if (compiled) found.add(pkg);
    }
  }
  found.delete(resolve.root);
  return [...found].map((id) => {
    const { name, version, manifest_path: manifest } = byId.get(id);
    return { name, version, terms: terms(dirname(manifest), name) };
  });
}

const target = "wasm32-unknown-unknown";

/** @param {any} crate */
const isMacro = ({ targets }) => targets.some((/** @type {any} */ { kind }) => kind.includes("proc-macro"));

/**
 * What the scripts of the page are bundled from.
 *
 * @param {string[]} modules the files that were bundled
 * @returns {Work[]}
 */
function packages(modules) {
  const folders = modules.map((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const found = new Set(folders.filter((folder) => folder !== undefined));
  return [...found].map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return { name, version, terms: terms(folder, name) };
  });
}

/**
 * The terms that a work comes with: of several to choose from the shortest usual ones.
 *
 * @param {string} folder
 * @param {string} name
 */
function terms(folder, name) {
  const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  const chosen =
    files.find((file) => /mit/i.test(file)) ?? files.find((file) => !/apache/i.test(file)) ?? files[0];
  if (chosen) return readFileSync(join(folder, chosen), "utf8");
  const { license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!license) throw new Trouble(`No licence comes with ${name}: look whether it may be shipped.`);
  return `${author?.name ?? author ?? "Its authors"} offer it as "${license}", without a text of its own.`;
}
