// Ways to set targets on one chart: the service that each buys for its money.
//
// In: lines as points (money, rate), the point where the policy stands, and words. Out: SVG at the width given. What
// lies outside the part shown is cut off.

import { type Mark, moneyAt } from "./curve";
import { line, linear, type Point, tenth, ticks } from "./scale";

export interface Way {
  name: string;
  /** Its colour: the class of its line and of its name. */
  looks: string;
  points: readonly Point[];
}

export interface FrontierProps {
  ways: readonly Way[];
  policy: Mark;
  rateTitle: string;
  moneyTitle: string;
  label: string;
  rate: (value: number) => string;
  money: (value: number) => string;
  width: number;
}

const [left, top, height] = [44, 30, 360];
const foot = height - 40;

/** The part shown: three times as much unserved as under the policy, down to a third of it. */
function shownPart({ ways, policy }: FrontierProps): { money: Point; rate: Point } {
  const open = Math.max(1e-4, 1 - policy.at[1]);
  const floor = Math.max(0, 1 - 3 * open);
  const known = (rate: number) =>
    ways.flatMap(({ points }) => {
      const money = moneyAt(points, rate);
      return money === null ? [] : [money];
    });
  const from = Math.min(policy.at[0], ...known(floor));
  const to = Math.max(policy.at[0] * 1.05, ...known(1 - open / 2.5), from + 1e-9);
  return { money: [from, to], rate: [floor, 1] };
}

/** A line's points within the part shown, cut where it enters and where it leaves. */
function within(points: readonly Point[], money: Point, floor: number): Point[] {
  const entry = moneyAt(points, floor);
  const inside = points.filter(([own, rate]) => rate > floor && own >= money[0] && own <= money[1]);
  const past = points.findIndex(([own]) => own > money[1]);
  const [before, after] = [points[past - 1], points[past]];
  const exit: Point[] =
    before && after && before[1] >= floor
      ? [[money[1], linear([before[0], after[0]], [before[1], after[1]])(money[1])]]
      : [];
  return [...(entry === null || entry > money[1] ? [] : [[entry, floor] as const]), ...inside, ...exit];
}

export function Frontier(props: FrontierProps) {
  const { ways, policy, width, label } = props;
  const right = width - 12;
  const shown = shownPart(props);
  const x = (money: number) => tenth(linear(shown.money, [left, right])(money));
  const y = (rate: number) => tenth(linear(shown.rate, [foot, top])(rate));
  const [floor] = shown.rate;
  const [money, rate] = policy.at;
  const toLeft = x(money) > (left + right) / 2;
  return (
    <svg
      class="plot curve"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {ticks(floor, 1, 5).map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} class="grid" />
          <text x={left - 8} y={y(tick) + 4} class="tick" text-anchor="end">
            {props.rate(tick)}
          </text>
        </g>
      ))}
      {ticks(...shown.money, width < 480 ? 3 : 6).map((tick) => (
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
      <line x1={left} x2={right} y1={y(rate)} y2={y(rate)} class="guide" />
      {ways.map(({ name, looks, points }) => (
        <path
          key={name}
          class={`line ${looks}`}
          d={line(within(points, shown.money, floor).map(([own, at]): Point => [x(own), y(at)]))}
        />
      ))}
      <Names ways={ways} floor={floor} x={x} y={y} right={right} />
      <circle cx={x(money)} cy={y(rate)} r="5.5" class="point segments" />
      {[policy.words, policy.more].map((words, at) => (
        <text
          key={words}
          x={x(money) + (toLeft ? -10 : 10)}
          y={y(rate) + 18 + 15 * at}
          class={`label${at === 0 ? " strong" : ""}`}
          text-anchor={toLeft ? "end" : "start"}
        >
          {words}
        </text>
      ))}
    </svg>
  );
}

/** About what a letter takes. */
const letter = 6.8;

interface NamesProps {
  ways: readonly Way[];
  floor: number;
  x: (money: number) => number;
  y: (rate: number) => number;
  right: number;
}

/** The names right of all lines, each at a height of its own, with a leader to its line. */
function Names({ ways, floor, x, y, right }: NamesProps) {
  const at = (points: readonly Point[], rate: number) => {
    const money = moneyAt(points, rate);
    return money === null ? null : x(money);
  };
  const order = [...ways].sort((one, other) => {
    const middle = floor + 0.4 * (1 - floor);
    return (at(other.points, middle) ?? 0) - (at(one.points, middle) ?? 0);
  });
  return (
    <>
      {order.map(({ name, looks, points }, place) => {
        const rate = floor + (0.1 + 0.11 * place) * (1 - floor);
        const own = at(points, rate);
        if (own === null || own > right) return null;
        const others = ways.flatMap((way) => at(way.points, rate) ?? []);
        const begin = Math.min(Math.max(...others) + 16, right - letter * name.length);
        return (
          <g key={name}>
            <line x1={own + 2} x2={Math.max(own + 2, begin - 4)} y1={y(rate)} y2={y(rate)} class="leader" />
            <text x={tenth(begin)} y={y(rate) + 4} class={`label ${looks}`}>
              {name}
            </text>
          </g>
        );
      })}
    </>
  );
}
