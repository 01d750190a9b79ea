// A new version of the site that waits until the user wants it.

import { signal } from "@preact/signals";

/** Takes the new version over and reloads; null while there is none. */
export const updateReady = signal<(() => void) | null>(null);
