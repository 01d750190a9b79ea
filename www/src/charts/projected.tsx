// Stock on the days ahead: its middle, two bands around it, what happens on the way, and where it runs short.
//
// In: days with their levels, events and words. Out: SVG at the width given, drawn anew for a phone.

import { line, linear, type Point, tenth, ticks } from "./scale";

export interface ProjectedPoint {
  day: number;
  low: number;
  lower: number;
  middle: number;
  upper: number;
  high: number;
  without: number;
}

export interface ProjectedEvent {
  day: number;
  words: string;
  strong: boolean;
}

export interface ProjectedProps {
  days: readonly ProjectedPoint[];
  events: readonly ProjectedEvent[];
  title: string;
  withoutWords: string;
  bandWords: string;
  shortWords: string;
  label: string;
  date: (day: number) => string;
  number: (value: number) => string;
  width: number;
}

const height = 300;
const [top, foot, left] = [58, 268, 48];
/** Words of events stand in this many lines above the plot. */
const lines = 3;
const wordWidth = 6.4;

export function Projected(props: ProjectedProps) {
  const { days, width } = props;
  const right = width - 8;
  const [first, last] = [days[0]?.day ?? 0, days.at(-1)?.day ?? 1];
  const most = Math.max(1, ...days.map((at) => Math.max(at.high, at.without)));
  const least = Math.min(0, ...days.map((at) => at.low));
  const x = (day: number) => tenth(linear([first, last], [left, right])(day));
  // The lower band may run out of the picture; the lines may not.
  const lowest = Math.min(0, ...days.map((at) => Math.min(at.middle, at.without)));
  const floor = least < 0 ? Math.min(lowest, Math.max(least, -most)) * 1.1 : 0;
  const place = linear([floor, most * 1.05], [foot, top]);
  const y = (value: number) => tenth(place(Math.max(floor, value)));
  const path = (of: keyof ProjectedPoint) => days.map((at): Point => [x(at.day), y(at[of])]);
  const band = (low: keyof ProjectedPoint, high: keyof ProjectedPoint) =>
    `${line([...path(high), ...path(low).reverse()])}Z`;
  const differs = days.filter((at) => Math.abs(at.without - at.middle) > 1e-9);
  const from = days.findIndex((at) => at.day === differs[0]?.day);
  const apart = from < 0 ? [] : days.slice(from).map((at): Point => [x(at.day), y(at.without)]);
  const middle = days[Math.floor(days.length * 0.35)];
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={props.label}
    >
      {floor < 0 && <rect x={left} y={y(0)} width={right - left} height={foot - y(0)} class="short-zone" />}
      {ticks(floor, most, 4).map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} class={tick === 0 ? "axis" : "grid"} />
          <text x={left - 6} y={y(tick) + 4} class="tick" text-anchor="end">
            {props.number(tick)}
          </text>
        </g>
      ))}
      <path d={band("low", "high")} class="band-1" />
      <path d={band("lower", "upper")} class="band-2" />
      {apart.length > 1 && <path d={line(apart)} class="line dashed" />}
      <path d={line(path("middle"))} class="line segments" />
      <Events {...props} x={x} right={right} />
      {dayTicks(first, last, width).map((day, at, all) => (
        <text
          key={day}
          x={x(day)}
          y={foot + 18}
          class="tick"
          text-anchor={at === 0 ? "start" : at === all.length - 1 && x(day) > right - 24 ? "end" : "middle"}
        >
          {props.date(day)}
        </text>
      ))}
      <text x={0} y={12} class="axis-title">
        {props.title}
      </text>
      {apart.length > 1 && (
        <text x={right} y={besideLine(apart.at(-1)?.[1] ?? 0)} class="label muted" text-anchor="end">
          {props.withoutWords}
        </text>
      )}
      {middle && (
        <text
          x={left + 6}
          y={Math.min((floor < 0 ? y(0) : foot) - 6, y(middle.low) + 18)}
          class="label muted"
        >
          {props.bandWords}
        </text>
      )}
      {floor < 0 && foot - y(0) > 16 && (
        <text x={left + 6} y={foot - 6} class="label no">
          {props.shortWords}
        </text>
      )}
    </svg>
  );
}

/** A dotted line a day on which something happens; words in the first line that has room. */
function Events({ events, x, right }: ProjectedProps & { x: (day: number) => number; right: number }) {
  const taken: [number, number][][] = Array.from({ length: lines }, () => []);
  const drawn = [...events]
    .filter((event) => x(event.day) >= left && x(event.day) <= right)
    .sort((one, other) => Number(other.strong) - Number(one.strong))
    .map((event) => {
      const size = event.words.length * wordWidth;
      const ends = x(event.day) + size > right;
      const [low, high] = ends
        ? [x(event.day) - size - 5, x(event.day)]
        : [x(event.day), x(event.day) + size + 5];
      const at = taken.findIndex((spans) => spans.every(([from, to]) => high < from || low > to));
      taken[at]?.push([low, high]);
      return { event, ends, line: low < 0 ? -1 : at };
    });
  return (
    <>
      {drawn.map(({ event, ends, line: at }) => (
        <g key={`${event.day} ${event.words}`}>
          <line
            x1={x(event.day)}
            x2={x(event.day)}
            y1={at < 0 ? top : 20 + at * 14}
            y2={foot}
            class="event"
          />
          {at >= 0 && (
            <text
              x={x(event.day) + (ends ? -5 : 5)}
              y={28 + at * 14}
              class={event.strong ? "label strong" : "label"}
              text-anchor={ends ? "end" : "start"}
            >
              {event.words}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

/** Words over the end of a line, or under it where it runs at the top. */
const besideLine = (y: number) => (y - 8 < top + 8 ? y + 16 : y - 8);

/** First day, then whole weeks or more, so that words do not touch. */
function dayTicks(first: number, last: number, width: number): number[] {
  const most = Math.max(2, Math.floor(width / 90));
  const weeks = Math.max(1, Math.ceil((last - first) / 7 / most));
  return Array.from(
    { length: Math.floor((last - first) / (7 * weeks)) + 1 },
    (_, at) => first + at * 7 * weeks,
  );
}
