// The engine, once it has started, and why there is none where it has not. Questions asked before
// wait for it; failure is a value, as everywhere.

import { signal } from "@preact/signals";
import { type Engine, type Going, type Reply, startEngine } from "../engine/engine";
import type { Request } from "../wire";

/** Why the engine cannot work, for the screen; empty while it can. */
export const engineTrouble = signal("");

/** What may be copied after a crash; empty while there was none. */
export const crashReport = signal("");

let started: Promise<Engine> | undefined;

/** The engine; starts it where it has not been started. */
export function theEngine(): Promise<Engine> {
  started ??= start();
  return started;
}

async function start(): Promise<Engine> {
  try {
    const engine = await startEngine();
    engine.onCrash((report) => {
      crashReport.value = report;
    });
    return engine;
  } catch (error) {
    engineTrouble.value = error instanceof Error ? error.message : String(error);
    throw error;
  }
}

/** Asks the engine. */
export async function ask<K extends Request["kind"]>(
  request: Extract<Request, { kind: K }>,
  going?: Going,
): Promise<Reply<K>> {
  return (await theEngine()).ask(request, going);
}
