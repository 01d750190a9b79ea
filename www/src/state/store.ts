// The one store of this browser that the tool uses, in a database of its own, and the switch over it.

import { signal } from "@preact/signals";
import { createStore, del, get, set } from "idb-keyval";

/** Whether policies and corrections are kept. */
export const keeping = signal(true);
/** Whether the browser refuses to keep anything. */
export const keepRefused = signal(false);

const store = () => createStore("segmented-safety-stock", "kept");

/** What was kept under a name; undefined where nothing was or nothing can be. */
export const kept = (name: string): Promise<unknown> =>
  get(name, store()).catch(() => {
    keepRefused.value = true;
  });

export const keep = (name: string, value: unknown): Promise<void> =>
  set(name, value, store()).catch(() => {
    keepRefused.value = true;
  });

export const forget = (name: string): Promise<void> => del(name, store()).catch(() => {});
