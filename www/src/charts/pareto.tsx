// How much of all value the dearest items hold, with the borders between their classes.
//
// In: points of the curve, borders and words. Out: SVG at the width given. A border is a share of value, else a share
// of the items.

import { type Between, Classes, type Grip, Grips } from "./grips";
import { area, line, linear, tenth } from "./scale";

export interface ParetoPoint {
  /** Shares of the items and of all value up to here. */
  items: number;
  value: number;
}

export interface ParetoProps {
  points: readonly ParetoPoint[];
  /** What a border is a share of. */
  by: "value" | "items";
  grips: readonly Grip[];
  classes: readonly Between[];
  /** How many items there are, in words. */
  all: string;
  share: (share: number) => string;
  valueTitle: string;
  itemsTitle: string;
  label: string;
  width: number;
}

const height = 190;
const [left, top, foot] = [30, 40, 154];

type Side = keyof ParetoPoint;

/** One share where the curve has so much of the other. */
function along(points: readonly ParetoPoint[], from: Side, to: Side, share: number): number {
  const past = points.findIndex((point) => point[from] >= share);
  const [high, low] = [points[past], points[past - 1]];
  if (!high) return 1;
  if (!low || high[from] === low[from]) return high[to];
  return linear([low[from], high[from]], [low[to], high[to]])(share);
}

/** The border under a place across the chart. */
export function borderUnder(
  points: readonly ParetoPoint[],
  by: ParetoProps["by"],
  width: number,
  place: number,
): number {
  const share = linear([left, width - 6], [0, 1])(Math.min(width - 6, Math.max(left, place)));
  return by === "items" ? share : along(points, "items", "value", share);
}

export function Pareto(props: ParetoProps) {
  const { points, by, grips, width } = props;
  const right = width - 6;
  const x = linear([0, 1], [left, right]);
  const y = linear([0, 1], [foot, top]);
  const other = by === "items" ? "value" : "items";
  const at = grips.map(({ value }) => x(by === "items" ? value : along(points, by, other, value)));
  const tops = grips.map(({ value }) => y(by === "value" ? value : along(points, by, other, value)));
  const drawn = points.map(({ items, value }) => [x(items), y(value)] as const);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no set of fields
    <svg
      class="plot"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={props.label}
    >
      <path d={area(drawn, foot)} class="band-1" />
      <path d={line(drawn)} class="line segments" />
      <line x1={left} x2={right} y1={foot} y2={foot} class="axis" />
      {grips.map(({ name, value }, place) => (
        <g key={name}>
          <line
            x1={left}
            x2={tenth(at[place] ?? 0)}
            y1={tenth(tops[place] ?? 0)}
            y2={tenth(tops[place] ?? 0)}
            class="cut"
          />
          {by === "value" && (
            <text x={left - 6} y={tenth(tops[place] ?? 0) + 4} class="tick strong" text-anchor="end">
              {props.share(value)}
            </text>
          )}
        </g>
      ))}
      <Classes classes={props.classes} ends={[left, ...at, right]} />
      <Grips grips={grips} at={at} tops={tops} foot={foot} />
      {(at.at(-1) ?? 0) < right - 60 && (
        <text x={right} y={foot + 16} class="tick" text-anchor="end">
          {props.all}
        </text>
      )}
      <text x={0} y={186} class="axis-title">
        {props.valueTitle}
      </text>
      <text x={right} y={186} class="axis-title" text-anchor="end">
        {props.itemsTitle}
      </text>
    </svg>
  );
}
