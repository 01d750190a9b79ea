// From values to pixels, ticks, and lines through points. Small enough to stand here: the libraries for
// it bring colours, dates and number formats that no chart of this page uses (20 kB of the page, packed).

export type Point = readonly [x: number, y: number];
export type Scale = (value: number) => number;

/** Puts the values between `from` and `to` on the pixels between `start` and `end`. */
export function linear([from, to]: Point, [start, end]: Point): Scale {
  const factor = to === from ? 0 : (end - start) / (to - from);
  return (value) => start + (value - from) * factor;
}

/** A tenth of a pixel is the finest that shows. */
export const tenth = (value: number) => Math.round(value * 10) / 10;

const corner = ([x, y]: Point) => `${tenth(x)} ${tenth(y)}`;

/** A path through points. */
export const line = (points: readonly Point[]) =>
  points.length === 0 ? "" : `M${points.map(corner).join("L")}`;

/** The area between points and a foot line. */
export function area(points: readonly Point[], foot: number): string {
  const [first, last] = [points[0], points.at(-1)];
  return first && last
    ? `${line(points)}L${tenth(last[0])} ${tenth(foot)}L${tenth(first[0])} ${tenth(foot)}Z`
    : "";
}

/** The step of about `count` round ticks between two values: 1, 2 or 5 times a power of ten. */
function step(low: number, high: number, count: number): number {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5, 10].find((times) => times * power >= rough * 0.75) ?? 10;
  return times * power;
}

/** The values that have a tick: multiples of a round step, from the lowest that is not above `high`. */
export function ticks(low: number, high: number, count: number): number[] {
  const by = step(low, high, count);
  const first = Math.ceil(low / by);
  const last = Math.floor(high / by + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * by).toPrecision(12)));
}
