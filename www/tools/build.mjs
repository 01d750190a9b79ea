// The build: Rust becomes the engine, TypeScript becomes two scripts, and everything becomes one
// HTML file. The site is that same file with what makes it installable.
//
// The same sources give the same bytes, on any folder and account: nothing of the machine enters.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { licences } from "./licences.mjs";
import { byColumn, contentPolicy, dataBlock, fill, inlineScript, letters } from "./pack.mjs";
import { root, shipped, www } from "./places.mjs";
import { isMain, main, printed, run, step, Trouble } from "./steps.mjs";

/**
 * @typedef {{ script: string, style: string, modules: string[] }} Bundle
 * @typedef {{ boot: Bundle, page: Bundle, worker: Bundle, excel: Bundle }} Bundles
 */

const target = "wasm32-unknown-unknown";

/**
 * Builds a product, unless it was built from just these sources already.
 *
 * @param {typeof shipped} product
 */
export async function build(product = shipped) {
  const sources = fingerprint(product);
  const stamp = join(product.dist, ".built-from");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  rmSync(product.dist, { recursive: true, force: true });
  await step("Compile the engine (a minute or two the first time)", () => compile(product));
  const bundles = await step("Bundle the page and its worker", () => bundle(product));
  await step("Write the single file and the site", () => write(product, bundles));
  writeFileSync(stamp, sources);
}

/**
 * Rust to WebAssembly and its bindings, in the product's engine folder.
 *
 * @param {typeof shipped} product
 */
async function compile({ engine, features, module }) {
  const folder = targetFolder();
  const env = withoutFlags();
  await run("cargo", ["fetch", "--quiet", "--locked", "--target", target]);
  const flags = ["--quiet", "--locked", "--release", "--lib", "--target", target];
  await run("cargo", ["build", ...flags, "--features", features.join(), "--config", remapped()], { env });
  const compiled = join(folder, target, "release", "segmented_safety_stock.wasm");
  mkdirSync(engine, { recursive: true });
  await run("cargo", ["build", "--quiet", "--locked", "--package", "bindgen"]);
  await run("cargo", [
    "run",
    "--quiet",
    "--locked",
    "--package",
    "bindgen",
    "--bin",
    "bindgen",
    "--",
    compiled,
    engine,
  ]);
  refuseTraces(readFileSync(module), "the engine");
}

/** Where cargo builds. */
export function targetFolder() {
  const metadata = printed("cargo", ["metadata", "--no-deps", "--locked", "--format-version", "1"]);
  if (!metadata) throw new Trouble("cargo cannot read the project: run `cargo metadata` to see why.");
  return JSON.parse(metadata).target_directory;
}

/** RUSTFLAGS would silently replace the flags of `.cargo/config.toml`, which turn SIMD on. */
function withoutFlags() {
  const { RUSTFLAGS: _, CARGO_ENCODED_RUSTFLAGS: __, ...env } = process.env;
  return env;
}

/** Flags that keep the folders of this machine and the registry's name out of panic messages. */
function remapped() {
  const registry = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src");
  const sources = existsSync(registry) ? readdirSync(registry).map((name) => join(registry, name)) : [];
  const flags = [...sources.map((from) => [from, "crates"]), [root, "."]].map(
    ([from, to]) => `--remap-path-prefix=${from}=${to}`,
  );
  return `target.${target}.rustflags=${JSON.stringify(flags)}`;
}

/**
 * The scripts in memory: the one that starts the page, the page with its style, the worker.
 *
 * @param {typeof shipped} product
 * @returns {Promise<Bundles>}
 */
async function bundle(product) {
  process.env.NODE_ENV = "production"; // Another value would leave helps for developers in the scripts.
  const { build: viteBuild } = await import("vite");
  /** @param {string} input */
  const bundled = async (input) => {
    const output = await viteBuild(bundling(input, product));
    const files = [output].flat().flatMap((one) => ("output" in one ? one.output : []));
    const scripts = files.flatMap((file) => (file.type === "chunk" ? [file] : []));
    const assets = files.flatMap((file) => (file.type === "asset" ? [file] : []));
    const styles = assets.filter((asset) => asset.fileName.endsWith(".css"));
    if (scripts.length !== 1 || styles.length !== assets.length) {
      throw new Trouble(`${input} must bundle to one script and style sheets: nothing else can be inlined.`);
    }
    const [script] = scripts;
    return {
      script: script?.code ?? "",
      style: styles.map((style) => String(style.source)).join("\n"),
      modules: script?.moduleIds ?? [],
    };
  };
  return {
    boot: await bundled(join(www, "src", "engine", "boot.ts")),
    page: await bundled(product.entry),
    worker: await bundled(join(www, "src", "engine", "worker.ts")),
    excel: await bundled(join(www, "src", "engine", "packed", "excel-worker.ts")),
  };
}

/**
 * Classic scripts, because a module worker from a blob dies silently on `file://` in Chromium.
 *
 * @param {string} input
 * @param {typeof shipped} product
 * @returns {import("vite").InlineConfig}
 */
function bundling(input, product) {
  return {
    root: www,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    resolve: {
      alias: [
        {
          find: /^.*\/engine\/segmented_safety_stock\.js$/,
          replacement: join(product.engine, "segmented_safety_stock.js"),
        },
      ],
    },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      reportCompressedSize: false,
      rolldownOptions: { input, output: { format: "iife" } },
    },
  };
}

/**
 * The single file, and the site around the same bytes.
 *
 * @param {typeof shipped} product
 * @param {Bundles} bundles
 */
function write(product, bundles) {
  const html = singlePage(product, bundles);
  refuseTraces(Buffer.from(html), "the page");
  const { site } = product;
  mkdirSync(site, { recursive: true });
  writeFileSync(product.singleFile, html);
  cpSync(join(www, "public"), site, { recursive: true });
  writeFileSync(join(site, "index.html"), html);
  const version = createHash("sha256").update(html).digest("hex").slice(0, 16);
  const worker = readFileSync(join(www, "public", "service-worker.js"), "utf8");
  writeFileSync(join(site, "service-worker.js"), fill(worker, { "VERSION-OF-THE-PAGE": version }));
}

/**
 * @param {typeof shipped} product
 * @param {Bundles} bundles
 */
function singlePage({ module }, { boot, page, worker, excel }) {
  const start = inlineScript(boot.script);
  const icon = readFileSync(join(www, "public", "icon.svg")).toString("base64");
  const policy = contentPolicy([start, page.script], page.style);
  const blocks = [
    dataBlock("page-style", squeezed(page.style)),
    dataBlock("page-script", squeezed(page.script)),
    dataBlock("engine-worker", squeezed(worker.script)),
    dataBlock("engine-module", squeezed(readFileSync(module))),
    dataBlock("excel-worker", squeezed(excel.script)),
    dataBlock("samples", squeezed(JSON.stringify(samples()))),
    dataBlock("licences", squeezed(licences([page, worker, excel].flatMap(({ modules }) => modules)))),
  ];
  return fill(readFileSync(join(www, "index.html"), "utf8"), {
    "<!-- policy -->": `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    "<!-- version -->": `<meta name="version" content="${version()}">`,
    "<!-- icon -->": `<link rel="icon" href="data:image/svg+xml;base64,${icon}">`,
    "<!-- data -->": blocks.join("\n"),
    '<script type="module" src="/src/main.tsx"></script>': `<script>${start}</script>`,
  });
}

/**
 * Packed as it stands in the page. The packer was built beside the generator of the bindings.
 *
 * @param {string | Uint8Array} plain
 */
export function squeezed(plain) {
  const input = Buffer.from(plain);
  const packer = join(targetFolder(), "debug", process.platform === "win32" ? "squeeze.exe" : "squeeze");
  const packing = spawnSync(packer, { input, maxBuffer: 1 << 28 });
  if (packing.status !== 0) throw new Trouble(`The packer failed: ${packing.stderr}`);
  return letters(packing.stdout);
}

/** The samples by folder and file name, tables by column; a folder is a sample. */
function samples() {
  const folder = join(www, "samples");
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort();
  return Object.fromEntries(names.map((name) => [name, texts(join(folder, name))]));
}

/** @param {string} folder */
function texts(folder) {
  const names = readdirSync(folder).filter((name) => /\.(csv|tsv|json)$/.test(name));
  return Object.fromEntries(
    names.sort().map((name) => [name, byColumn(readFileSync(join(folder, name), "utf8"))]),
  );
}

function version() {
  const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
  return /^version = "([^"]+)"/m.exec(manifest)?.[1] ?? "unknown";
}

/**
 * No folder of this machine and no registry may be named in what is shipped.
 *
 * @param {Buffer} bytes
 * @param {string} what
 */
function refuseTraces(bytes, what) {
  const traces = [root, homedir(), process.env.CARGO_HOME, "crates.io", "npmjs"].filter(
    (trace) => trace && trace.length > 1,
  );
  const found = traces.find((trace) => trace && bytes.includes(trace));
  if (found) throw new Trouble(`Built, but not to be shipped: ${what} holds the text "${found}".`);
}

/**
 * What the product depends on, as one hash: sources, locks, settings and the compilers.
 *
 * @param {typeof shipped} product
 */
function fingerprint(product) {
  const hash = createHash("sha256").update(
    JSON.stringify([product.features, printed("rustc", ["-vV"]), process.version]),
  );
  const folders = ["src", "www/src", "www/public", "www/samples", "www/tools", ".cargo"];
  const single = ["Cargo.toml", "Cargo.lock", "www/index.html", "www/package-lock.json"];
  const files = [
    ...folders.flatMap((folder) => filesUnder(join(root, folder))),
    ...single.map((file) => join(root, file)),
    product.entry,
  ];
  for (const file of [...new Set(files)].sort()) {
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

if (isMain(import.meta.url)) await main(() => build());
