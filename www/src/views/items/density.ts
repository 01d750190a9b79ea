// The shape of demand over the interval, for drawing: relative heights, scaled to the highest. The
// engine calculates with the exact distribution; nothing is read off this curve.

import type { Model } from "../../wire";

type Point = readonly [amount: number, height: number];

const steps = 120;
/** How far the picture reaches, in standard deviations from the mean. */
const reach = 3.5;

/** Points of the curve, from low to high, with one at `level` exactly. */
export function density(model: Model | null, mean: number, spread: number, level: number): Point[] {
  const high = Math.max(mean + reach * spread, level + 0.3 * spread);
  const low = model === "normal" ? Math.min(mean - reach * spread, level) : 0;
  const even = Array.from({ length: steps + 1 }, (_, at) => low + ((high - low) * at) / steps);
  const amounts = [...even, mean, level].sort((a, b) => a - b);
  const logs = amounts.map((amount) => logHeight(model, amount, mean, spread));
  const most = Math.max(...logs.filter(Number.isFinite));
  return amounts.map((amount, at) => [amount, Math.min(1, Math.exp((logs[at] ?? 0) - most))]);
}

/** The logarithm of the height, up to a constant. */
function logHeight(model: Model | null, amount: number, mean: number, spread: number): number {
  if (model === "normal") return -((amount - mean) ** 2) / (2 * spread * spread);
  const shape = (mean / spread) ** 2;
  const scale = (spread * spread) / mean;
  const at = Math.max(amount, mean * 0.04); // A shape below 1 is unbounded at zero.
  return (shape - 1) * Math.log(at) - at / scale;
}
