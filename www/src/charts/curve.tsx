// Service against money: three lines, the points on them, and the one that is chosen.
//
// In: lines as points (money, rate), marks and words. Out: SVG at the width given. What lies outside the part
// shown is cut off; `window` says which part that is, so that a pointer's place can be read back.

import { line, linear, type Point, tenth, ticks } from "./scale";

export interface Mark {
  at: Point;
  words: string;
  /** A second line of words. */
  more?: string;
}

export interface CurveProps {
  uniform: readonly Point[];
  segments: readonly Point[];
  items: readonly Point[];
  policy: Mark;
  current: Mark | null;
  chosen: Mark | null;
  names: { uniform: string; segments: string; segmentsMore: string; segmentsShort: string; items: string };
  rateTitle: string;
  moneyTitle: string;
  label: string;
  rate: (value: number) => string;
  money: (value: number) => string;
  width: number;
}

interface Window {
  /** Money at the left and right, rate at the foot and top. */
  money: Point;
  rate: Point;
  left: number;
  right: number;
  top: number;
  foot: number;
  height: number;
}

/** Straight between two points, where the rate has a value; null beyond the ends. */
export function moneyAt(points: readonly Point[], rate: number): number | null {
  const past = points.findIndex(([, own]) => own >= rate);
  const [high, low] = [points[past], points[past - 1]];
  if (!high) return null;
  if (!low) return high[0];
  const width = high[1] - low[1];
  return low[0] + (width > 0 ? ((rate - low[1]) / width) * (high[0] - low[0]) : 0);
}

/** The part of the lines that is shown: about the marks, four times as much unserved as the worst of them. */
export function shownWindow(
  props: Pick<CurveProps, "uniform" | "segments" | "items" | "policy" | "current" | "chosen" | "width">,
): Window {
  const { uniform, segments, items, policy, current, chosen, width } = props;
  const marks = [policy, current, chosen].flatMap((mark) => (mark ? [mark.at] : []));
  const worst = Math.min(...marks.map(([, rate]) => rate));
  const best = Math.max(...marks.map(([, rate]) => rate));
  const floor = Math.max(Math.min(...segments.map(([, rate]) => rate)), 1 - 4 * Math.max(1e-4, 1 - worst));
  const ceiling = 1 - Math.max(1e-5, 1 - best) / 4;
  const lefts = [moneyAt(items, floor), moneyAt(segments, floor), ...marks.map(([money]) => money)];
  const rights = [
    moneyAt(uniform, ceiling),
    moneyAt(segments, ceiling),
    ...marks.map(([money]) => money * 1.06),
  ];
  const known = (list: (number | null)[]) => list.filter((value): value is number => value !== null);
  const from = Math.min(...known(lefts));
  const to = Math.max(...known(rights), from + 1e-9);
  const narrow = width < 480;
  const height = narrow ? 340 : Math.min(540, Math.max(380, Math.round(width * 0.68)));
  return {
    money: [from, to],
    rate: [floor, 1],
    left: 44,
    right: width - (narrow ? 12 : 24),
    top: 30,
    foot: height - 40,
    height,
  };
}

/** The money at a place across the chart. */
export const moneyUnder = (shown: Window, x: number) => linear([shown.left, shown.right], shown.money)(x);

/** The points within the part shown, cut where a line enters and leaves it. */
function within(points: readonly Point[], { money: [from, to], rate: [floor] }: Window): Point[] {
  const inside = points.filter(([money, rate]) => money >= from && money <= to && rate >= floor);
  const entry = moneyAt(points, floor);
  const start: Point[] = entry !== null && entry >= from && entry <= to ? [[entry, floor]] : [];
  return [...start, ...inside];
}

export function Curve(props: CurveProps) {
  const { uniform, segments, items, policy, current, chosen, names, width, label } = props;
  const shown = shownWindow(props);
  const { left, right, top, foot, height } = shown;
  const x = (money: number) => tenth(linear(shown.money, [left, right])(money));
  const y = (rate: number) => tenth(linear(shown.rate, [foot, top])(rate));
  const path = (points: readonly Point[]) =>
    line(within(points, shown).map(([money, rate]): Point => [x(money), y(rate)]));
  const narrow = width < 480;
  const [from, to] = shown.money;
  return (
    <svg
      class="plot curve"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {ticks(shown.rate[0], 1, 5).map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} class="grid" />
          <text x={left - 8} y={y(tick) + 4} class="tick" text-anchor="end">
            {props.rate(tick)}
          </text>
        </g>
      ))}
      {ticks(from, to, narrow ? 3 : 6).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={foot} y2={foot + 4} class="axis" />
          <text x={x(tick)} y={foot + 18} class="tick" text-anchor="middle">
            {props.money(tick)}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={foot} y2={foot} class="axis" />
      <text x={0} y={14} class="axis-title">
        {props.rateTitle}
      </text>
      <text x={right} y={foot + 36} class="axis-title" text-anchor="end">
        {props.moneyTitle}
      </text>
      {chosen && (
        <line x1={x(chosen.at[0])} x2={x(chosen.at[0])} y1={y(chosen.at[1])} y2={foot} class="guide" />
      )}
      <path d={path(uniform)} class="line uniform" />
      <path d={path(items)} class="line item" />
      <path d={path(segments)} class="line segments" />
      <Names points={{ uniform, segments, items }} names={names} shown={shown} x={x} y={y} narrow={narrow} />
      {current && (
        <g>
          <path d={diamond(x(current.at[0]), y(current.at[1]))} class="point today" />
          <Beside
            mark={current}
            x={x(current.at[0])}
            y={y(current.at[1]) + 22}
            looks="label"
            shown={shown}
            narrow={narrow}
          />
        </g>
      )}
      {!chosen && <circle cx={x(policy.at[0])} cy={y(policy.at[1])} r={9} class="handle" />}
      <circle
        cx={x(policy.at[0])}
        cy={y(policy.at[1])}
        r={5.5}
        class={chosen ? "point hollow segments" : "point segments"}
      />
      {!chosen && (
        <Beside
          mark={policy}
          x={x(policy.at[0])}
          y={y(policy.at[1]) - 16}
          looks="label strong"
          shown={shown}
          narrow={narrow}
          before
        />
      )}
      {chosen && (
        <g>
          <circle cx={x(chosen.at[0])} cy={y(chosen.at[1])} r={9} class="handle" />
          <circle cx={x(chosen.at[0])} cy={y(chosen.at[1])} r={5.5} class="point segments" />
          <Beside
            mark={chosen}
            x={x(chosen.at[0])}
            y={y(chosen.at[1]) - 16}
            looks="label strong"
            shown={shown}
            narrow={narrow}
            before
          />
        </g>
      )}
    </svg>
  );
}

const diamond = (x: number, y: number) =>
  `M${x} ${tenth(y - 5.5)}L${tenth(x + 5.5)} ${y}L${x} ${tenth(y + 5.5)}L${tenth(x - 5.5)} ${y}Z`;

interface BesideProps {
  mark: Mark;
  x: number;
  y: number;
  looks: string;
  shown: Window;
  narrow: boolean;
  /** Whether the words end at the mark where there is room. */
  before?: boolean;
}

/** Words beside a mark, on the side that has room. */
function Beside({ mark, x, y, looks, shown, narrow, before = false }: BesideProps) {
  const words =
    narrow || !mark.more ? [mark.words] : before ? [`${mark.words}: ${mark.more}`] : [mark.words, mark.more];
  const long = 6.6 * Math.max(...words.map((text) => text.length));
  const ends = before ? x - long > 0 : x + long > shown.right + 20;
  const start = ends ? x - (before ? 8 : 0) : x + (before ? 8 : 0);
  return (
    <>
      {words.map((text, at) => (
        <text
          key={text}
          x={tenth(start)}
          y={tenth(Math.max(12, y) + 15 * at)}
          class={looks}
          text-anchor={ends ? "end" : "start"}
        >
          {text}
        </text>
      ))}
    </>
  );
}

interface NamesProps {
  points: { uniform: readonly Point[]; segments: readonly Point[]; items: readonly Point[] };
  names: CurveProps["names"];
  shown: Window;
  x: (money: number) => number;
  y: (rate: number) => number;
  narrow: boolean;
}

/** The names of the lines: one left of them all, one between with a leader, one right of them. */
function Names({ points, names, shown, x, y, narrow }: NamesProps) {
  const [floor] = shown.rate;
  const rate = (share: number) => floor + share * (1 - floor);
  const at = (line: readonly Point[], share: number): Point | null => {
    const money = moneyAt(line, rate(share));
    return money === null ? null : [x(money), y(rate(share))];
  };
  const [uniform, segments, items] = [
    at(points.uniform, 0.22),
    at(points.segments, 0.42),
    at(points.items, 0.6),
  ];
  const roomy = (place: Point, words: string) => place[0] - 6.8 * words.length - 12 > shown.left;
  return (
    <>
      {items && roomy(items, names.items) && (
        <text x={items[0] - 10} y={items[1]} class="label item" text-anchor="end">
          {names.items}
        </text>
      )}
      {uniform && (
        <text x={uniform[0] + 12} y={uniform[1] + 4} class="label uniform">
          {names.uniform}
        </text>
      )}
      {segments && (
        <>
          <line
            x1={segments[0] + 2}
            y1={segments[1] + 2}
            x2={segments[0] + 42}
            y2={segments[1] + 24}
            class="leader"
          />
          <text x={segments[0] + 46} y={segments[1] + 30} class="label segments">
            {narrow ? names.segmentsShort : `${names.segments} ${names.segmentsMore}`}
          </text>
        </>
      )}
    </>
  );
}
