// How sure something is, beside how sure it is owed to be: a bar from 50 to 100 %.
//
// In: two chances and words. Out: SVG at the width given. A chance below the scale stands at its start.

import { linear, tenth } from "./scale";

export interface ChanceProps {
  chance: number;
  owed: number;
  tone: "ok" | "risk" | "no";
  chanceWords: string;
  owedWords: string;
  fromWords: string;
  label: string;
  width: number;
}

export function Chance(props: ChanceProps) {
  const { chance, owed, tone, width } = props;
  const from = Math.min(0.5, Math.floor(owed * 20 - 1) / 20);
  const place = linear([from, 1], [1, width - 1]);
  const x = (value: number) => tenth(place(Math.min(1, Math.max(from, value))));
  const near = x(chance) < 60;
  const far = x(chance) > width - 40;
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${width} 54`}
      width={width}
      height={54}
      role="img"
      aria-label={props.label}
    >
      <rect x={1} y={26} width={width - 2} height={8} rx={4} class="track" />
      <rect x={1} y={26} width={Math.max(0, x(chance) - 1)} height={8} rx={4} class={`fill ${tone}`} />
      <line x1={x(owed)} x2={x(owed)} y1={20} y2={40} class="cut" />
      <text x={Math.min(width - 1, x(owed) + 36)} y={12} class="label bare" text-anchor="end">
        {props.owedWords}
      </text>
      {!near && (
        <text x={1} y={50} class="tick">
          {props.fromWords}
        </text>
      )}
      <text
        x={near ? 1 : far ? width - 1 : x(chance)}
        y={50}
        class="label bare strong"
        text-anchor={near ? "start" : far ? "end" : "middle"}
      >
        {props.chanceWords}
      </text>
      <circle cx={Math.min(width - 7, Math.max(7, x(chance)))} cy={30} r={6} class={`knob ${tone}`} />
    </svg>
  );
}
