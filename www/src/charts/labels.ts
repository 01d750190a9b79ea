// Where words stand beside what they name, so that they never lie on a line, a mark or each other.
//
// In: words with the places they may belong to, and the lines and marks that are drawn. Out: a place for each. One
// after the other takes the first free place near its own; one that finds none is left out.

import type { Point } from "./scale";

export interface Label {
  words: readonly string[];
  looks: string;
  /** The places it may stand beside, best first. */
  beside: readonly Point[];
  /** The direction from there that suits it best. */
  towards: Point;
  /** How far off at least, in pixels. */
  off: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Placed {
  label: Label;
  box: Box;
  /** Which side of its box the words keep to. */
  keeps: "start" | "middle" | "end";
  /** From the place to the words, where they stand apart. */
  leader: readonly [Point, Point] | null;
}

export interface Drawn {
  lines: readonly (readonly Point[])[];
  boxes: readonly Box[];
  within: Box;
}

export const lineHeight = 15;
const letter = 6.7;
/** Farther off than this words have a leader. */
const leaderFrom = 22;
const farther = [0, 8, 18, 32, 50, 72, 98, 126, 156, 190, 230, 270];
const clear = 2;

/** All directions, those nearest to the best one first. */
function directions([x, y]: Point): Point[] {
  const round = Array.from({ length: 16 }, (_, at): Point => {
    const angle = (at * Math.PI) / 8;
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    return [Math.abs(dx) < 1e-9 ? 0 : dx, Math.abs(dy) < 1e-9 ? 0 : dy];
  });
  const along = ([dx, dy]: Point) => dx * x + dy * y;
  return round.sort((one, other) => along(other) - along(one));
}

/** How much of a straight line lies in a box. */
function inside([x, y]: Point, [toX, toY]: Point, box: Box): number {
  const [dx, dy] = [toX - x, toY - y];
  let [from, to] = [0, 1];
  for (const [slope, room] of [
    [-dx, x - box.left],
    [dx, box.right - x],
    [-dy, y - box.top],
    [dy, box.bottom - y],
  ] as const) {
    if (slope === 0 && room < 0) return 0;
    if (slope < 0) from = Math.max(from, room / slope);
    if (slope > 0) to = Math.min(to, room / slope);
  }
  return to > from ? (to - from) * Math.hypot(dx, dy) : 0;
}

const lengthIn = (line: readonly Point[], box: Box) =>
  line.reduce((sum, point, at) => {
    const before = line[at - 1];
    return before ? sum + inside(before, point, box) : sum;
  }, 0);

function shared(one: Box, other: Box): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 0 && height > 0 ? width * height : 0;
}

const holds = ({ left, top, right, bottom }: Box, [x, y]: Point) =>
  x >= left && x <= right && y >= top && y <= bottom;

/** How much a box covers of what is drawn; what leaves the chart counts most. */
export function covered(box: Box, { lines, boxes, within }: Drawn): number {
  const grown = {
    left: box.left - clear,
    top: box.top - clear,
    right: box.right + clear,
    bottom: box.bottom + clear,
  };
  const out =
    Math.max(0, within.left - box.left) +
    Math.max(0, box.right - within.right) +
    Math.max(0, within.top - box.top) +
    Math.max(0, box.bottom - within.bottom);
  return (
    1e4 * out +
    boxes.reduce((sum, other) => sum + shared(grown, other), 0) +
    10 * lines.reduce((sum, line) => sum + lengthIn(line, grown), 0)
  );
}

function placedAt(label: Label, [x, y]: Point, [dx, dy]: Point, more: number): Placed {
  const width = letter * Math.max(...label.words.map((text) => text.length));
  const height = lineHeight * label.words.length;
  const far = label.off + more;
  const left = x + dx * far - (dx < 0 ? width : dx > 0 ? 0 : width / 2);
  const top = y + dy * far - (dy < 0 ? height : dy > 0 ? 0 : height / 2);
  const box = { left, top, right: left + width, bottom: top + height };
  const [toX, toY] = [
    Math.min(Math.max(x, box.left - clear), box.right + clear),
    Math.min(Math.max(y, box.top), box.bottom),
  ];
  const away = Math.hypot(toX - x, toY - y) || 1;
  const start: Point = [x + ((toX - x) / away) * 4, y + ((toY - y) / away) * 4];
  return {
    label,
    box,
    keeps: dx < 0 ? "end" : dx > 0 ? "start" : "middle",
    leader: away > leaderFrom ? [start, [toX, toY]] : null,
  };
}

/** A place for each label that finds one, the first ones first. */
export function placed(labels: readonly Label[], drawn: Drawn): Placed[] {
  const [boxes, lines] = [[...drawn.boxes], [...drawn.lines]];
  return labels.flatMap((label) => {
    const towards = directions(label.towards);
    let best: { cost: number; at: Placed } | null = null;
    for (const more of farther)
      for (const place of label.beside)
        for (const direction of towards) {
          const at = placedAt(label, place, direction, more);
          const { leader } = at;
          const passed = leader ? boxes.filter((box) => !holds(box, place)) : [];
          const crossed = leader ? passed.reduce((sum, box) => sum + lengthIn(leader, box), 0) : 0;
          const cost = covered(at.box, { lines, boxes, within: drawn.within }) + 10 * crossed;
          if (!best || cost < best.cost) best = { cost, at };
          if (best.cost === 0) break;
        }
    if (!best || best.cost > 0) return [];
    boxes.push(best.at.box);
    if (best.at.leader) lines.push(best.at.leader);
    return [best.at];
  });
}
