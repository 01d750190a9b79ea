// A history as bars, period by period: those that count, those left out, their mean and spread.
//
// In: values and words. Out: SVG at the width given. Bars are one path each kind, however many.

import { linear, tenth, ticks } from "./scale";

export interface StripProps {
  values: readonly number[];
  /** So many at the start do not count. */
  leftOut: number;
  mean: number | null;
  spread: number | null;
  /** Words under first, middle and last value. */
  dates: readonly [string, string, string];
  unit: string;
  meanWords: string;
  windowWords: string;
  label: string;
  number: (value: number) => string;
  width: number;
}

const height = 132;
const [top, foot, left] = [26, 98, 36];

export function Strip(props: StripProps) {
  const { values, leftOut, mean, spread, dates, width, number } = props;
  const right = width - 6;
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values) || 1];
  const place = linear([low, high], [foot, top]);
  const y = (value: number) => tenth(place(value));
  const step = (right - left) / Math.max(1, values.length);
  const zero = y(0);
  const bars = (from: number, to: number) =>
    values
      .slice(from, to)
      .map((value, at) => bar(left + (from + at) * step, step, y(value), zero))
      .join("");
  const near = mean === null || spread === null ? null : [y(mean + spread), y(Math.max(low, mean - spread))];
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={props.label}
    >
      {ticks(low, high, 2).map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} class={tick === 0 ? "axis" : "grid"} />
          <text x={left - 6} y={y(tick) + 4} class="tick" text-anchor="end">
            {number(tick)}
          </text>
        </g>
      ))}
      {near && (
        <rect
          x={left}
          width={right - left}
          y={near[0]}
          height={tenth(Math.max(0, (near[1] ?? 0) - (near[0] ?? 0)))}
          class="near"
        />
      )}
      {leftOut > 0 && <path d={bars(0, leftOut)} class="bar faint" />}
      <path d={bars(leftOut, values.length)} class="bar" />
      {mean !== null && (
        <line x1={left + leftOut * step} x2={right} y1={y(mean)} y2={y(mean)} class="line-mean" />
      )}
      <text x={right} y={14} class="label strong" text-anchor="end">
        {props.meanWords}
      </text>
      <text x={0} y={12} class="axis-title">
        {props.unit}
      </text>
      <text x={left} y={112} class="tick">
        {dates[0]}
      </text>
      <text x={(left + right) / 2} y={112} class="tick" text-anchor="middle">
        {dates[1]}
      </text>
      <text x={right} y={112} class="tick" text-anchor="end">
        {dates[2]}
      </text>
      <text x={(left + right) / 2} y={129} class="tick" text-anchor="middle">
        {props.windowWords}
      </text>
    </svg>
  );
}

/** One bar as a piece of a path; gaps vanish where bars are narrower than three pixels. */
function bar(x: number, step: number, y: number, zero: number): string {
  const gap = step > 3 ? 0.8 : 0;
  return y === zero ? "" : `M${tenth(x)} ${tenth(zero)}V${tenth(y)}h${tenth(step - gap)}V${tenth(zero)}z`;
}
