// What separate stock costs: worked out when the user asks for it.

import { batch, computed, signal } from "@preact/signals";
import type { PoolingAnswer, UnitField } from "../wire";
import { ask } from "./engine";
import { policy } from "./policy";
import { turn } from "./results";

export const pooling = signal<PoolingAnswer | null>(null);
export const poolingTrouble = signal("");
/** What stock would be shared across, where it was asked for. */
export const sharedAcross = signal<UnitField | null>(null);
export const poolingNow = signal(false);
const answeredTurn = signal(-1);
/** Whether the answer belongs to an older policy or older data. */
export const poolingOlder = computed(() => answeredTurn.value !== turn.value);

/** Items that cross at once. */
const rows = 200;

export async function askPooling(field: UnitField): Promise<void> {
  const [now, at] = [policy.value, turn.value];
  if (!now) return;
  batch(() => {
    sharedAcross.value = field;
    poolingNow.value = true;
  });
  const across = { field, offset: 0, count: rows };
  const wanted = () => sharedAcross.value === field;
  const found = await ask({ kind: "pooling", policy: now, across }, { wanted });
  if (!wanted()) return;
  batch(() => {
    poolingNow.value = false;
    pooling.value = found.kind === "pooling" ? found : null;
    poolingTrouble.value = found.kind === "failure" ? found.sentence : "";
    answeredTurn.value = at;
  });
}
