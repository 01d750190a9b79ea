// Service against money: three lines, the points on them, and the one that is chosen.
//
// In: lines as points (money, rate), marks and words. Out: SVG at the width given. What lies outside the part
// shown is cut off; `window` says which part that is, so that a pointer's place can be read back.

import { type Drawn, type Label, lineHeight, type Placed, placed } from "./labels";
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

/** Everything in pixels, and the words with their places. */
function laidOut(props: CurveProps) {
  const { uniform, segments, items, policy, current, chosen, names, width } = props;
  const shown = shownWindow(props);
  const x = (money: number) => tenth(linear(shown.money, [shown.left, shown.right])(money));
  const y = (rate: number) => tenth(linear(shown.rate, [shown.foot, shown.top])(rate));
  const pixels = ([money, rate]: Point): Point => [x(money), y(rate)];
  const lines = [uniform, segments, items].map((points) => within(points, shown).map(pixels));
  const marks = [policy, current, chosen].flatMap((mark) => (mark ? [pixels(mark.at)] : []));
  const narrow = width < 480;
  const marked = (mark: Mark | null, looks: string, towards: Point, twoLines: boolean): Label[] => {
    if (!mark) return [];
    const more = narrow || !mark.more ? [] : [mark.more];
    const words = twoLines ? [mark.words, ...more] : [[mark.words, ...more].join(": ")];
    return [{ words, looks, beside: [pixels(mark.at)], towards, off: 12 }];
  };
  const named = (
    points: readonly Point[],
    words: string,
    looks: string,
    shares: readonly number[],
    left: boolean,
  ) => {
    const [floor] = shown.rate;
    const beside = shares.flatMap((share): Point[] => {
      const rate = floor + share * (1 - floor);
      const money = moneyAt(points, rate);
      return money === null ? [] : [[x(money), y(rate)]];
    });
    return { words: [words], looks, beside, towards: left ? before : after, off: 8 };
  };
  const labels: Label[] = [
    ...marked(chosen ?? policy, "label strong", before, false),
    ...marked(current, "label", after, true),
    named(items, names.items, "label item", [0.6, 0.5, 0.7, 0.4, 0.3, 0.2, 0.8], true),
    named(
      uniform,
      names.uniform,
      "label uniform",
      [0.22, 0.32, 0.42, 0.12, 0.52, 0.62, 0.72, 0.82, 0.06],
      false,
    ),
    named(
      segments,
      narrow ? names.segmentsShort : `${names.segments} ${names.segmentsMore}`,
      "label segments",
      [0.42, 0.5, 0.34, 0.58, 0.66, 0.26, 0.74, 0.16],
      false,
    ),
  ];
  const about = ([left, top]: Point, by: number) => ({
    left: left - by,
    top: top - by,
    right: left + by,
    bottom: top + by,
  });
  const guide: Point[] = chosen ? [pixels(chosen.at), [x(chosen.at[0]), shown.foot]] : [];
  const title = { left: 0, top: 2, right: 6.7 * props.rateTitle.length, bottom: 18 };
  const drawn: Drawn = {
    lines: [...lines, guide],
    boxes: [title, ...marks.map((mark) => about(mark, 10))],
    within: { left: shown.left + 3, top: 2, right: width - 2, bottom: shown.foot - 3 },
  };
  return { shown, x, y, lines, drawn, places: placed(labels, drawn) };
}

/** Left of a line that rises to the right is room above it, right of it below. */
const before: Point = [-1, -0.5];
const after: Point = [1, 0.3];

/** The boxes of all words and what they must not lie on: for whoever checks that. */
export const wordsOf = (props: CurveProps) => {
  const { places, drawn } = laidOut(props);
  return { places, drawn };
};

export function Curve(props: CurveProps) {
  const { policy, current, chosen, width, label } = props;
  const { shown, x, y, lines, places } = laidOut(props);
  const { left, right, foot, height } = shown;
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
      <path d={line(lines[0] ?? [])} class="line uniform" />
      <path d={line(lines[2] ?? [])} class="line item" />
      <path d={line(lines[1] ?? [])} class="line segments" />
      {current && <path d={diamond(x(current.at[0]), y(current.at[1]))} class="point today" />}
      {!chosen && <circle cx={x(policy.at[0])} cy={y(policy.at[1])} r={9} class="handle" />}
      <circle
        cx={x(policy.at[0])}
        cy={y(policy.at[1])}
        r={5.5}
        class={chosen ? "point hollow segments" : "point segments"}
      />
      {chosen && (
        <g>
          <circle cx={x(chosen.at[0])} cy={y(chosen.at[1])} r={9} class="handle" />
          <circle cx={x(chosen.at[0])} cy={y(chosen.at[1])} r={5.5} class="point segments" />
        </g>
      )}
      <Words places={places} />
    </svg>
  );
}

function Words({ places }: { places: readonly Placed[] }) {
  const across = { start: "left", middle: "left", end: "right" } as const;
  return (
    <>
      {places.map(({ label, box, keeps, leader }) => {
        const at = keeps === "middle" ? (box.left + box.right) / 2 : box[across[keeps]];
        return (
          <g key={label.words.join()}>
            {leader && (
              <line
                x1={tenth(leader[0][0])}
                y1={tenth(leader[0][1])}
                x2={tenth(leader[1][0])}
                y2={tenth(leader[1][1])}
                class="leader"
              />
            )}
            {label.words.map((text, line) => (
              <text
                key={text}
                x={tenth(at)}
                y={tenth(box.top + lineHeight * (line + 1) - 4)}
                class={label.looks}
                text-anchor={keeps}
              >
                {text}
              </text>
            ))}
          </g>
        );
      })}
    </>
  );
}

const diamond = (x: number, y: number) =>
  `M${x} ${tenth(y - 5.5)}L${tenth(x + 5.5)} ${y}L${x} ${tenth(y + 5.5)}L${tenth(x - 5.5)} ${y}Z`;
