// Starting a worker: its script and the packed engine stand in the page as blocks of data.
//
// In: nothing but the page. Out: a line to a worker that has started. A worker can die without a
// word (a module worker from a blob does so on `file://`), so silence ends after some seconds.

import { engineMissing, engineSilent, engineTooOld } from "../text/engine";
import type { Crash, FromWorker } from "./messages";
import { type Line, openLine } from "./tickets";
import { trusting } from "./trusted";

const patienceSeconds = 15;

const trusted = trusting("app", (address) => address.startsWith("blob:"));

/** Why there is no engine, as a sentence for the person at the screen. */
export class NoEngine extends Error {}

/** A new worker, ready for questions; rejects with [`NoEngine`] only. */
export function startWorker(onCrash: (crash: Crash) => void): Promise<Line> {
  return new Promise((resolve, reject) => {
    const script = new Blob([block("engine-worker")], { type: "text/javascript" });
    const address = URL.createObjectURL(script);
    const worker = new Worker(trusted(address));
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
      resolve(openLine(worker, onCrash));
    };
    worker.postMessage({ kind: "start", module: block("engine-module") });
  });
}

/** The text of a block of data in the page. */
export function block(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new NoEngine(engineMissing);
  return text;
}
