// How items lie about the borders of each dimension: what the cut-offs are moved on.
//
// Asked for while the screen of segments is shown, whenever the files' report is a new one: it rests on everything
// that classes do, and on no target. Old drawings stay until new ones come.

import { computed, effect, signal } from "@preact/signals";
import type { DimensionAnswer, PolicyFile } from "../wire";
import { ask } from "./engine";
import { report } from "./files";
import { latest } from "./latest";
import { policy } from "./policy";
import { status } from "./results";
import { route } from "./route";

interface Drawn {
  /** The policy they belong to. */
  policy: PolicyFile;
  /** By the dimension's position. */
  dimensions: (DimensionAnswer | null)[];
}

export const drawn = signal<Drawn | null>(null);

/** Whether the drawings belong to borders that have been moved since. */
export const drawnOlder = computed(() => drawn.value?.policy.segmentation !== policy.value?.segmentation);

async function askDimensions(): Promise<void> {
  const now = policy.peek();
  if (!now) return;
  const dimensions: (DimensionAnswer | null)[] = [];
  for (let position = 0; position < now.segmentation.dimensions.length; position += 1) {
    const found = await ask({ kind: "dimension", policy: now, position });
    dimensions.push(found.kind === "dimension" ? found : null);
  }
  drawn.value = { policy: now, dimensions };
}

/** Keeps the drawings in step with policy and data while their screen is shown. */
export function followBorders(): void {
  const wanted = latest(askDimensions);
  effect(() => {
    if (route.value === "segments" && status.value === "ready" && report.value) wanted();
  });
}
