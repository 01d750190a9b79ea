// From values to pixels, and lines through points. Small enough to stand here: the libraries for it
// bring colours, dates and number formats that no chart of this page uses (19 kB of the page, packed).

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
