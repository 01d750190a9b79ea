// How many items have which figure, in bars, with the borders between their classes.
//
// In: bars, borders and words. Out: SVG at the width given. A bar with a border in it is drawn in two colours.

import { type Between, Classes, type Grip, Grips } from "./grips";
import { linear, tenth, ticks } from "./scale";

export interface Bar {
  from: number;
  /** None of the last bar, which takes everything above. */
  to: number | null;
  items: number;
}

export interface HistogramProps {
  bars: readonly Bar[];
  grips: readonly Grip[];
  /** The classes from the least figure up, and the colour of each. */
  classes: readonly Between[];
  colours: readonly number[];
  /** What counts as near a border: this share of it on both sides. */
  near: number;
  figure: (value: number) => string;
  number: (value: number) => string;
  itemsTitle: string;
  figureTitle: string;
  label: string;
  width: number;
}

const height = 190;
const [left, top, foot] = [30, 40, 154];

/** Where the last bar is drawn to end. */
export const endOf = (bars: readonly Bar[]) => (bars.at(-1)?.from ?? 0) + (bars[0]?.to ?? 1);

const across = (bars: readonly Bar[], width: number) => linear([0, endOf(bars)], [left, width - 6]);

/** The figure under a place across the chart. */
export const figureUnder = (bars: readonly Bar[], width: number, place: number) =>
  linear([left, width - 6], [0, endOf(bars)])(Math.min(width - 6, Math.max(left, place)));

export function Histogram(props: HistogramProps) {
  const { bars, grips, classes, colours, width } = props;
  const right = width - 6;
  const x = across(bars, width);
  const most = Math.max(1, ...bars.map(({ items }) => items));
  const y = linear([0, most], [foot, top]);
  const at = grips.map(({ value }) => Math.min(right, x(value)));
  const last = bars.at(-1);
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
      {ticks(0, most, 2)
        .filter((tick) => tick > 0 && Number.isInteger(tick))
        .map((tick) => (
          <g key={tick}>
            <line x1={left} x2={right} y1={tenth(y(tick))} y2={tenth(y(tick))} class="grid" />
            <text x={left - 6} y={tenth(y(tick)) + 4} class="tick" text-anchor="end">
              {props.number(tick)}
            </text>
          </g>
        ))}
      {grips.map(({ name, value }) => (
        <Near
          key={name}
          from={x(value * (1 - props.near))}
          to={Math.min(right, x(value * (1 + props.near)))}
        />
      ))}
      {classes.map(({ name }, place) => (
        <path
          key={name}
          class={`bar s${colours[place]}`}
          d={piece(bars, x, y, [
            grips[place - 1]?.value ?? Number.NEGATIVE_INFINITY,
            grips[place]?.value ?? Number.POSITIVE_INFINITY,
          ])}
        />
      ))}
      <line x1={left} x2={right} y1={foot} y2={foot} class="axis" />
      <Classes classes={classes} ends={[left, ...at, right]} />
      <Grips grips={grips} at={at} tops={at.map(() => 40)} foot={foot} />
      <text x={0} y={186} class="axis-title">
        {props.itemsTitle}
      </text>
      <text x={right} y={186} class="axis-title" text-anchor="end">
        {props.figureTitle}
      </text>
      {last && (at.at(-1) ?? 0) < right - 60 && (
        <text x={right} y={foot + 16} class="tick" text-anchor="end">
          {`${props.figure(last.from)}+`}
        </text>
      )}
    </svg>
  );
}

const Near = ({ from, to }: { from: number; to: number }) => (
  <rect x={tenth(from)} y={top} width={tenth(Math.max(0, to - from))} height={foot - top} class="near" />
);

type Scale = (value: number) => number;

/** The bars between two borders as one path. */
function piece(bars: readonly Bar[], x: Scale, y: Scale, [low, high]: readonly [number, number]): string {
  const end = endOf(bars);
  return bars
    .map(({ from, to, items }) => {
      const [begin, stop] = [Math.max(from, low), Math.min(to ?? end, high)];
      if (items === 0 || stop <= begin) return "";
      const gap = stop === (to ?? end) && x(stop) - x(begin) > 3 ? 1 : 0;
      return `M${tenth(x(begin))} ${foot}V${tenth(y(items))}H${tenth(x(stop) - gap)}V${foot}z`;
    })
    .join("");
}
