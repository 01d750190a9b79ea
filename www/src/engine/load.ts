// Starting a worker: its script and the engine stand in the page, packed.
//
// In: nothing but the page. Out: a line to a worker that has started. A worker can die without a
// word (a module worker from a blob does so on `file://`), so silence ends after some seconds.

import { engineSilent, engineTooOld } from "../text/engine";
import { block, NoEngine } from "./blocks";
import type { Crash, FromWorker } from "./messages";
import { type Line, openLine } from "./tickets";
import { appPolicy } from "./trusted";
import { unpackedText } from "./unpack";

const patienceSeconds = 15;

/** The engine as the first worker compiled it: later workers start without unpacking. */
let compiled: WebAssembly.Module | undefined;

/** A new worker, ready for questions; rejects with [`NoEngine`] only. */
export function startWorker(onCrash: (crash: Crash) => void): Promise<Line> {
  return new Promise((resolve, reject) => {
    const script = new Blob([unpackedText(block("engine-worker"))], { type: "text/javascript" });
    const address = URL.createObjectURL(script);
    const worker = new Worker(appPolicy().createScriptURL(address));
    const silence = setTimeout(() => refuse(engineSilent(patienceSeconds)), patienceSeconds * 1000);

    function refuse(sentence: string) {
      settle();
      worker.terminate();
      reject(new NoEngine(sentence));
    }

    function settle() {
      clearTimeout(silence);
      URL.revokeObjectURL(address);
    }

    worker.onerror = () => refuse(engineTooOld);
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind !== "started") return refuse(engineTooOld);
      settle();
      compiled = data.module;
      resolve(openLine(worker, onCrash));
    };
    worker.postMessage({ kind: "start", module: compiled ?? block("engine-module") });
  });
}
