// The worker for workbooks: reads one and hands its sheets on as tab-separated text.
//
// A classic script started from a blob, like the engine's worker, and for the same reason. It starts
// no worker of its own: the parts it gives to the library are already unpacked.

import { packed as words } from "../../text/packed";
import type { FromExcel, ToExcel } from "./excel-messages";
import { Refused } from "./refused";
import { sheets } from "./sheets";

globalThis.onmessage = async ({ data: { file } }: MessageEvent<ToExcel>) => {
  try {
    const found = await sheets(file, (bytes) => post({ kind: "progress", bytes }));
    post({ kind: "sheets", sheets: found });
  } catch (error) {
    post({
      kind: "refused",
      sentence: error instanceof Refused ? error.message : sentence(error, file.name),
    });
  }
};

/** A text or an array that is longer than the browser allows is a `RangeError`. */
function sentence(error: unknown, name: string): string {
  return error instanceof RangeError ? words.excelMemory(name) : words.brokenExcel(name);
}

function post(message: FromExcel): void {
  globalThis.postMessage(message);
}
