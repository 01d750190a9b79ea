// What a user may copy and send after a crash: which step failed where, with what program and how
// much data. Never data: the message loses everything that stands in quotes.

import type { Crash } from "./messages";

/** The report, as plain text. */
export function crashReport(crash: Crash, fileSizes: number[]): string {
  const version = document.querySelector<HTMLMetaElement>('meta[name="version"]')?.content ?? "unknown";
  return [
    `Segmented Safety Stock ${version}`,
    `Step: ${crash.step}`,
    `Message: ${withoutQuoted(crash.message)}`,
    `Files: ${fileSizes.length}, of ${fileSizes.join(", ") || 0} bytes`,
    `Browser: ${navigator.userAgent}`,
  ].join("\n");
}

/** Panic messages quote cells and names: what is between quotes is left out. */
function withoutQuoted(message: string): string {
  return message.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, "…");
}
