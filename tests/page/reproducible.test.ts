// The same sources give the same bytes: built again in another folder, with another target folder.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { targetFolder } from "../../www/tools/build.mjs";
import { root, shipped, www } from "../../www/tools/places.mjs";

const sources = ["Cargo.toml", "Cargo.lock", ".cargo", "src", "www"];
const made = /[/\\]www[/\\](node_modules|engine|dist)$/;
const copy = join(targetFolder(), "reproduced", "sources");
const dist = join(copy, "www", "dist");

/** What a product was built from; empty where there is none. */
function builtFrom(folder: string): string {
  const stamp = join(folder, ".built-from");
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
}

/** Builds from a second copy of the sources, with the packages that are installed already. */
function buildAgain(): void {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const name of sources) {
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (path) => !made.test(path) });
  }
  symlinkSync(join(www, "node_modules"), join(copy, "www", "node_modules"), "junction");
  const env = { ...process.env, CARGO_TARGET_DIR: join(targetFolder(), "reproduced", "target") };
  const build = spawnSync(process.execPath, [join(copy, "www", "tools", "build.mjs")], {
    env,
    encoding: "utf8",
  });
  expect(build.status, build.stderr).toBe(0);
}

test("two builds are equal, byte for byte", { timeout: 900_000 }, () => {
  if (builtFrom(dist) !== builtFrom(shipped.dist)) buildAgain();
  expect(builtFrom(dist)).toBe(builtFrom(shipped.dist));
  const names = readdirSync(shipped.site);
  expect(readdirSync(join(dist, "site"))).toEqual(names);
  for (const name of names) {
    const [one, other] = [shipped.site, join(dist, "site")].map((site) => readFileSync(join(site, name)));
    expect(one && other?.equals(one), name).toBe(true);
  }
});
