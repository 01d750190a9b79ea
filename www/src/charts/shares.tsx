// Bars cut into the same classes, one under the other: a few items, most of the revenue.
//
// In: the classes' names and, for each bar, their shares of it. Out: SVG at the width given.

import { linear, tenth } from "./scale";

export interface SharesProps {
  classes: readonly string[];
  bars: readonly { name: string; parts: readonly number[]; words: readonly string[] }[];
  label: string;
  width: number;
}

const barHeight = 22;
const pitch = 44;

/** Below so many pixels a part has no room for words. */
const least = 34;

export function Shares({ classes, bars, label, width }: SharesProps) {
  const height = bars.length * pitch + 2;
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {bars.map((bar, row) => (
        <Bar key={bar.name} {...bar} classes={classes} top={row * pitch} width={width} />
      ))}
    </svg>
  );
}

const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);

interface BarProps {
  name: string;
  parts: readonly number[];
  words: readonly string[];
  classes: readonly string[];
  top: number;
  width: number;
}

function Bar({ name, parts, words, classes, top, width }: BarProps) {
  const place = linear([0, sum(parts) || 1], [0, width]);
  const x = (share: number) => tenth(place(share));
  const starts = parts.map((_, at) => x(sum(parts.slice(0, at))));
  return (
    <g>
      <text x={0} y={top + 12} class="tick">
        {name}
      </text>
      {parts.map((part, at) => (
        <rect
          key={classes[at]}
          x={starts[at]}
          y={top + 17}
          width={tenth(Math.max(0, x(part) - 1))}
          height={barHeight}
          class={`share s${Math.min(at, 5)}`}
        />
      ))}
      {parts.map(
        (part, at) =>
          x(part) > least && (
            <text key={classes[at]} x={(starts[at] ?? 0) + 6} y={top + 32} class="strong">
              {classes[at]}
              {x(part) > 2.4 * least && (
                <tspan class="share-words" dx="5">
                  {words[at]}
                </tspan>
              )}
            </text>
          ),
      )}
    </g>
  );
}
