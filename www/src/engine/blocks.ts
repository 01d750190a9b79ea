// Blocks of data in the page: what the build packed into it, by id.

import { engineMissing } from "../text/engine";

/** Why there is no engine, as a sentence for the person at the screen. */
export class NoEngine extends Error {}

/** The text of a block. */
export function block(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new NoEngine(engineMissing);
  return text;
}
