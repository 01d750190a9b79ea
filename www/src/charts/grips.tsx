// Borders that can be moved on a chart: a line with a grip, which arrow keys move too, and the classes between them.
//
// In: where each border stands, what it is called and what a key does to it. Out: SVG, drawn over the chart.

import { tenth } from "./scale";

/** A border between two classes. */
export interface Grip {
  /** As the policy holds it, and between which values it may be moved. */
  value: number;
  least: number;
  most: number;
  /** Its name, and its value with what lies about it in words. */
  name: string;
  words: string;
  /** What stands under it. */
  tick: string;
  onKeyDown?: (event: KeyboardEvent) => void;
  onBlur?: () => void;
}

interface GripsProps {
  grips: readonly Grip[];
  /** Where each stands across. */
  at: readonly number[];
  /** Where the line of each begins; it ends on the foot line. */
  tops: readonly number[];
  foot: number;
}

/** As wide as a finger finds it. */
const reach = 24;

export const Grips = ({ grips, at, tops, foot }: GripsProps) => (
  <>
    {grips.map((grip, place) => {
      const [x, top] = [tenth(at[place] ?? 0), tenth(tops[place] ?? 0)];
      return (
        <g
          key={grip.name}
          class="grip-stop"
          role="slider"
          tabIndex={0}
          aria-label={grip.name}
          aria-valuemin={grip.least}
          aria-valuemax={grip.most}
          aria-valuenow={grip.value}
          aria-valuetext={grip.words}
          onKeyDown={grip.onKeyDown}
          onBlur={grip.onBlur}
        >
          <rect x={x - reach / 2} y={top - 10} width={reach} height={foot - top + 10} class="reach" />
          <line x1={x} y1={top} x2={x} y2={foot} class="cut" />
          <rect x={x - 5} y={top - 6} width="10" height="12" rx="3" class="grip" />
          <text x={x} y={foot + 16} class="tick strong" text-anchor="middle">
            {grip.tick}
          </text>
        </g>
      );
    })}
  </>
);

/** A class between two borders, and how many items it has in words. */
export interface Between {
  name: string;
  items: string;
}

/** Less than this apart, two names would run into each other. */
const apart = 46;

/** The names of the classes over the middle of their parts, moved apart where these are narrow. */
export function Classes({ classes, ends }: { classes: readonly Between[]; ends: readonly number[] }) {
  const [left, right] = [ends[0] ?? 0, ends.at(-1) ?? 0];
  const middles = classes.map((_, at) => ((ends[at] ?? left) + (ends[at + 1] ?? right)) / 2);
  const spread = middles.map((middle, at) => Math.max(middle, left + 12 + at * apart));
  for (let at = spread.length - 2; at >= 0; at -= 1)
    spread[at] = Math.min(spread[at] ?? 0, (spread[at + 1] ?? right) - apart);
  for (let at = 1; at < spread.length; at += 1)
    spread[at] = Math.max(spread[at] ?? 0, (spread[at - 1] ?? left) + apart);
  return (
    <>
      {classes.map(({ name, items }, at) => (
        <g key={name}>
          <text x={tenth(spread[at] ?? 0)} y={14} class="label strong" text-anchor="middle">
            {name}
          </text>
          <text x={tenth(spread[at] ?? 0)} y={28} class="label" text-anchor="middle">
            {items}
          </text>
        </g>
      ))}
    </>
  );
}
