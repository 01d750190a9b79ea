// How likely each amount is: a curve, its mean, the level that is held, and the tail beyond it.
//
// In: points of the curve and words. Out: SVG at the width given.

import { area, line, linear, type Point, tenth } from "./scale";

export interface BellProps {
  /** Amount and relative height, in order of amount. */
  points: readonly Point[];
  mean: number;
  level: number;
  title: string;
  meanWords: string;
  levelWords: string;
  /** Between mean and level, where there is room; and where there is little. */
  betweenWords: string;
  betweenShort: string;
  tailWords: string;
  label: string;
  width: number;
}

const height = 152;
const [top, foot] = [40, 116];

export function Bell(props: BellProps) {
  const { points, mean, level, width } = props;
  const [left, right] = [8, width - 8];
  const first = points[0]?.[0] ?? 0;
  const last = points.at(-1)?.[0] ?? 1;
  const place = linear([first, last], [left, right]);
  const x = (amount: number) => tenth(place(amount));
  const y = linear([0, Math.max(1e-12, ...points.map(([, high]) => high))], [foot, top]);
  const at = (among: readonly Point[]) => among.map(([amount, high]): Point => [x(amount), y(high)]);
  const part = (from: number, to: number) =>
    area(at(points.filter(([amount]) => amount >= from && amount <= to)), foot);
  const [low, high] = mean < level ? [mean, level] : [level, mean];
  const gap = x(high) - x(low);
  const crowded = gap < 2 * half;
  const tailEnd = x(level) > right - 100;
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={props.label}
    >
      <path d={part(first, level)} class="band-1" />
      <path d={part(low, high)} class="band-2" />
      <path d={part(level, last)} class="tail" />
      <path d={line(at(points))} class="line segments" />
      <line x1={left} x2={right} y1={foot} y2={foot} class="axis" />
      <line x1={x(mean)} x2={x(mean)} y1={34} y2={foot} class="guide" />
      <line x1={x(level)} x2={x(level)} y1={54} y2={foot} class="cut" />
      <line
        x1={x(low) + 2}
        x2={Math.max(x(low) + 2, x(high) - 2)}
        y1={foot - 12}
        y2={foot - 12}
        class="gap"
      />
      {gap > 44 && (
        <text x={(x(low) + x(high)) / 2} y={foot - 18} class="label strong" text-anchor="middle">
          {gap > 124 ? props.betweenWords : props.betweenShort}
        </text>
      )}
      <Under words={props.meanWords} x={x(mean)} y={131} width={width} looks="tick" />
      <Under
        words={props.levelWords}
        x={x(level)}
        y={crowded ? 146 : 131}
        width={width}
        looks="tick strong"
      />
      <text x={0} y={12} class="axis-title">
        {props.title}
      </text>
      <text
        x={tailEnd ? x(level) - 8 : x(level) + 8}
        y={level < mean ? 30 : 60}
        class="label"
        text-anchor={tailEnd ? "end" : "start"}
      >
        {props.tailWords}
      </text>
    </svg>
  );
}

interface UnderProps {
  words: string;
  x: number;
  y: number;
  width: number;
  looks: string;
}

/** Half of the longest words under the axis. */
const half = 72;

/** Words under a place of the axis, turned inwards near its ends. */
const Under = ({ words, x, y, width, looks }: UnderProps) => (
  <text
    x={x < half ? Math.max(0, x - 8) : x > width - half ? width : x}
    y={y}
    class={looks}
    text-anchor={x < half ? "start" : x > width - half ? "end" : "middle"}
  >
    {words}
  </text>
);
