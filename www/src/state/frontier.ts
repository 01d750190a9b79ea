// Four ways to set targets on one frontier: drawn when the user asks for it.
//
// Criterion classes are the same question about another policy: one whose only dimension is the criterion. It is asked
// first, so that the engine keeps the curve of the policy in force.

import { batch, computed, signal } from "@preact/signals";
import type { MoneyAnswer, PolicyFile } from "../wire";
import { ask } from "./engine";
import { policy } from "./policy";
import { turn } from "./results";

interface Frontier {
  now: MoneyAnswer;
  /** The line of criterion classes; null where no item has the figures that they rank by. */
  criterion: MoneyAnswer | null;
  /** Items without those figures. */
  unknown: number;
}

export const frontier = signal<Frontier | null>(null);
export const frontierTrouble = signal("");
/** How far it has come, from 0 to 1; null where it is not being drawn. */
export const drawingFrontier = signal<number | null>(null);
const answeredTurn = signal(-1);
export const frontierOlder = computed(() => answeredTurn.value !== turn.value);

const byCriterion = (now: PolicyFile): PolicyFile => ({
  ...now,
  segmentation: { ...now.segmentation, dimensions: [{ kind: "criterion" }], rules: [], merges: {} },
});

export async function drawFrontier(): Promise<void> {
  const [now, at] = [policy.value, turn.value];
  if (!now || drawingFrontier.value !== null) return;
  drawingFrontier.value = 0;
  const wanted = () => turn.value === at;
  const half = (from: number) => (share: number) => {
    drawingFrontier.value = from + share / 2;
  };
  const other = byCriterion(now);
  const classes = await ask({ kind: "dimension", policy: other, position: 0 }, { wanted });
  const unknown = classes.kind === "dimension" ? classes.unknown : 0;
  const known =
    classes.kind === "dimension" && classes.classes.reduce((sum, { items }) => sum + items, 0) > unknown;
  const criterion = known
    ? await ask({ kind: "money", policy: other, rate: "fill_rate" }, { wanted, working: half(0) })
    : null;
  const found = await ask({ kind: "money", policy: now, rate: "fill_rate" }, { wanted, working: half(0.5) });
  batch(() => {
    drawingFrontier.value = null;
    if (!wanted()) return;
    frontierTrouble.value = found.kind === "failure" ? found.sentence : "";
    frontier.value =
      found.kind === "money"
        ? { now: found, criterion: criterion?.kind === "money" ? criterion : null, unknown }
        : null;
    answeredTurn.value = at;
  });
}
