// Workbooks: a worker of their own reads them, started for one file and ended with it, so that what
// a workbook needs of memory goes with it. Its script stands packed in the page.

import { packed as words } from "../../text/packed";
import { block } from "../blocks";
import { appPolicy } from "../trusted";
import { unpackedText } from "../unpack";
import type { FromExcel, ToExcel } from "./excel-messages";
import { Refused } from "./refused";

interface Watch {
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
}

/** The sheets of a workbook that have rows, each as a file of tab-separated text. */
export async function readExcel(file: File, { signal, onProgress }: Watch): Promise<File[]> {
  const script = unpackedText(block("excel-worker"));
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(appPolicy().createScriptURL(address));
  const stopped = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason);
      signal.addEventListener("abort", stop, { signal: stopped.signal });
      if (signal.aborted) stop();
      worker.onerror = () => reject(new Refused(words.excelMemory(file.name)));
      worker.onmessage = ({ data }: MessageEvent<FromExcel>) => {
        if (data.kind === "progress") onProgress(data.bytes);
        if (data.kind === "refused") reject(new Refused(data.sentence));
        if (data.kind === "sheets")
          resolve(data.sheets.map(({ name, bytes }) => sheetFile(file, name, bytes)));
      };
      const message: ToExcel = { file };
      worker.postMessage(message);
    });
  } finally {
    stopped.abort();
    worker.terminate();
    URL.revokeObjectURL(address);
  }
}

const sheetFile = (book: File, sheet: string, bytes: Blob) =>
  new File([bytes], `${book.name} · ${sheet}`, { type: "text/tab-separated-values" });
