// One file that holds everything: no inlined text can end its element early, and the policy names
// exactly the scripts and styles that stand in the page.

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { unpackedText } from "../../www/src/engine/unpack";
import { byColumn, fill, inlineScript } from "../../www/tools/pack.mjs";
import { block, page } from "./rig";

/** What is no script and no data: packed data may look like anything. */
const markup = page.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, "$1");

const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("a script means the same after escaping, and cannot end or open an element", () => {
  const script = 'globalThis.found = ["</script>", /<!--/.source, `<script x`, 1 < 2]';
  const escaped = inlineScript(script);
  expect(escaped).not.toMatch(/<\/script|<!--|<script/i);
  const run = (text: string) => new Function("globalThis", `${text}; return globalThis.found;`)({});
  expect(run(escaped)[0]).toBe("</script>");
  expect(new RegExp(run(escaped)[1]).test("<!--")).toBe(true);
  expect(run(escaped).slice(2)).toEqual(["<script x", true]);
});

test("the policy allows the scripts and styles of the page, by their bytes, and no others", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
  const [boot, ...others] = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? "");
  expect(others).toEqual([]);
  expect(markup).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src ${digest(boot ?? "")} ${digest(unpackedText(block("page-script")))} 'wasm-unsafe-eval'`,
    `style-src ${digest(unpackedText(block("page-style")))}`,
    "img-src data:",
    "worker-src blob: 'self'",
    "manifest-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types app offline",
  ]);
});

test("the page names no address to load from", () => {
  expect(markup).not.toMatch(/(src|href|action)="(?!data:)/);
});

test("tables are kept by column only where that loses nothing", () => {
  expect(byColumn("item,on_hand\nA,1\nB,2\n")).toEqual(["item\nA\nB", "on_hand\n1\n2"]);
  for (const text of ['item\n"A"\n', "item,on_hand\nA\n", "item\r\nA\r\n", "item\nA", '{"format": 1}\n']) {
    expect(byColumn(text)).toBe(text);
  }
});

test("a mark that is missing or stands twice stops the build", () => {
  expect(fill("a <!-- x --> b", { "<!-- x -->": "$&" })).toBe("a $& b");
  expect(() => fill("a", { "<!-- x -->": "" })).toThrow("<!-- x -->");
  expect(() => fill("xx", { x: "" })).toThrow();
});
