// Starting workers: their script and the engine stand in the page, packed.
//
// In: nothing but the page. Out: a line to a worker that has started, or a worker for one task. A
// worker can die without a word (a module worker from a blob does so on `file://`), so silence of
// the first ends after some seconds; the others are started like it.

import { engineSilent, engineTooOld } from "../text/engine";
import { block, NoEngine } from "./blocks";
import type { FromWorker, ToHelper, ToWorker } from "./messages";
import { type Line, openLine, type Told } from "./tickets";
import { appPolicy } from "./trusted";
import { unpackedText } from "./unpack";

const patienceSeconds = 15;

/** The engine as the first worker compiled it: later workers start without unpacking. */
let compiled: WebAssembly.Module | undefined;
let script: Blob | undefined;

/** A new worker, ready for questions; rejects with [`NoEngine`] only. */
export function startWorker(told: Told): Promise<Line> {
  return new Promise((resolve, reject) => {
    const worker = newWorker();
    const silence = setTimeout(() => refuse(engineSilent(patienceSeconds)), patienceSeconds * 1000);

    function refuse(sentence: string) {
      clearTimeout(silence);
      worker.terminate();
      reject(new NoEngine(sentence));
    }

    worker.onerror = () => refuse(engineTooOld);
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind !== "started") return refuse(engineTooOld);
      clearTimeout(silence);
      compiled = data.module;
      resolve(openLine(worker, told));
    };
    worker.postMessage({ kind: "start", module: compiled ?? block("engine-module") } satisfies ToWorker);
  });
}

/** A worker that has its script and nothing else. */
export function newWorker(): Worker {
  script ??= new Blob([unpackedText(block("engine-worker"))], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  const worker = new Worker(appPolicy().createScriptURL(address));
  // The worker has asked for its script by the time the page does anything else.
  setTimeout(() => URL.revokeObjectURL(address), patienceSeconds * 1000);
  return worker;
}

/** A worker with an engine and nothing in it; there can be one as soon as a line is open. */
export function newHelper(): Worker {
  if (!compiled) throw new NoEngine(engineTooOld);
  const worker = newWorker();
  worker.postMessage({ kind: "engine", module: compiled } satisfies ToHelper);
  return worker;
}

/**
 * Has a worker go through reading and computing once, so that the browser has compiled for speed what the first file
 * needs. What it gives back ends that.
 */
export function rehearse(): () => void {
  const worker = newHelper();
  const end = () => worker.terminate();
  worker.onmessage = end; // It is through, or has crashed, and nothing depends on it.
  worker.onerror = end;
  worker.postMessage({ kind: "rehearse" } satisfies ToHelper);
  return end;
}
