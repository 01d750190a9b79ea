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

/** About what a letter of the class and of its words takes, and the margins of a part. */
const letter = 7.4;
const thin = 6.8;
const margins = 12;

/** What of a class's name and words fits into a part. */
function fitting(name: string, words: string, width: number): [name: string, words: string] {
  const letters = Math.floor((width - margins) / letter);
  if (letters < 1) return ["", ""];
  if (name.length > letters) return [letters < 3 ? "" : `${name.slice(0, letters - 1)}…`, ""];
  const left = width - margins - name.length * letter - 5;
  return [name, words.length * thin <= left ? words : ""];
}

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
      {parts.map((part, at) => {
        const [shown, said] = fitting(classes[at] ?? "", words[at] ?? "", x(part));
        return (
          shown && (
            <text key={classes[at]} x={(starts[at] ?? 0) + 6} y={top + 32} class="strong">
              {shown}
              {said && (
                <tspan class="share-words" dx="5">
                  {said}
                </tspan>
              )}
            </text>
          )
        );
      })}
    </g>
  );
}
