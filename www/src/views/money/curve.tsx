// The curve: three lines, where the policy stands, and the point that is dragged along these segments.

import { useRef } from "preact/hooks";
import { Curve, type CurveProps, moneyUnder, shownWindow } from "../../charts/curve";
import { Radios } from "../../parts/choice";
import { Sized } from "../../parts/sized";
import { Figure, Table } from "../../parts/table";
import { inMoney } from "../../state/look";
import { chooseCapital, choosePlace, chosen, moneyOlder, place, rate, rateOf } from "../../state/money";
import { policy } from "../../state/policy";
import { rateNames, curve as words } from "../../text/money";
import { number, percent } from "../../text/numbers";
import type { MoneyAnswer, MoneyPoint, MoneyRate } from "../../wire";
import { shortCapital } from "../money";

const steps = 500;

/** The scale of an axis of money: `M` from a few millions on, `k` from some ten thousands. */
function scale(most: number): [by: number, name: string] {
  if (most >= 2e6) return [1e6, "M"];
  return most >= 2e4 ? [1e3, "k"] : [1, ""];
}

const markOf = (name: string, point: MoneyPoint) => ({
  at: [point.capital, rateOf(point)] as const,
  words: name,
  more: `${shortCapital(point.capital)}, ${percent(rateOf(point), 2)}`,
});

function propsOf(now: MoneyAnswer, width: number): CurveProps {
  const at = (point: MoneyPoint) => [point.capital, rateOf(point)] as const;
  const [by, name] = scale(now.today.capital);
  const current = now.current && markOf(words.current, now.current.point);
  const drawn = {
    uniform: now.uniform.map(({ point }) => at(point)),
    segments: now.lines.map(({ segments }) => at(segments)),
    items: now.lines.map(({ items }) => at(items)),
  };
  const mark = markOf(words.policy, now.today);
  const decimals = (value: number) =>
    Number.isInteger(Number((value / by).toPrecision(6))) ? 0 : by === 1 ? 0 : 2;
  return {
    ...drawn,
    policy: mark,
    current,
    chosen: chosen.value && markOf(words.chosen, chosen.value),
    names: {
      uniform: words.uniform,
      segments: words.segments,
      segmentsMore: words.segmentsFree,
      segmentsShort: words.segmentsShort,
      items: words.items,
    },
    rateTitle: words.rateAxis(rate.value),
    moneyTitle: words.moneyAxis(policy.value?.currency ?? "", inMoney.value, name),
    label: words.label(
      rateNames[rate.value],
      `${mark.words}: ${mark.more}.`,
      current ? `${current.words}: ${current.more}.` : "",
    ),
    rate: (value) =>
      number(
        value * 100,
        value > 0.995 && value < 1 ? 1 : Number.isInteger(Math.round(value * 1e6) / 1e4) ? 0 : 1,
      ),
    money: (value) => number(value / by, decimals(value)),
    width,
  };
}

export function CurvePanel({ now }: { now: MoneyAnswer }) {
  return (
    <section class="panel" aria-labelledby="curve-title">
      <div class="panel-head">
        <h2 id="curve-title">{words.title}</h2>
        <Radios
          label={words.measure}
          value={rate.value}
          options={(Object.keys(rateNames) as MoneyRate[]).map((value) => ({
            value,
            words: rateNames[value],
          }))}
          onChange={(value) => {
            rate.value = value;
          }}
        />
      </div>
      <div class="panel-body">
        <figure class="chart" aria-busy={moneyOlder.value}>
          <Sized>{(width) => <Dragged props={propsOf(now, width)} />}</Sized>
          <div class="curve-place">
            <input
              class="slider"
              type="range"
              min={0}
              max={steps}
              step={1}
              value={Math.round(place.value * steps)}
              aria-label={words.slider}
              aria-valuetext={chosen.value ? markOf("", chosen.value).more : markOf("", now.today).more}
              onInput={(event) => choosePlace(Number(event.currentTarget.value) / steps)}
            />
          </div>
          {now.efficiency !== null && <figcaption>{words.efficiency(now.efficiency)}</figcaption>}
          <Behind now={now} />
        </figure>
      </div>
    </section>
  );
}

/** The pointer's place across the chart is money. The part shown stays while it is dragged. */
function Dragged({ props }: { props: CurveProps }) {
  const held = useRef<ReturnType<typeof shownWindow> | null>(null);
  const follow = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const shown = held.current;
    if (!shown) return;
    const box = event.currentTarget.getBoundingClientRect();
    chooseCapital(moneyUnder(shown, event.clientX - box.left));
  };
  return (
    <div
      class="curve-drag"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        held.current = shownWindow({ ...props, chosen: null });
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={follow}
      onPointerUp={() => {
        held.current = null;
      }}
      onPointerCancel={() => {
        held.current = null;
      }}
    >
      <Curve {...props} />
    </div>
  );
}

const rows = 12;

function Behind({ now }: { now: MoneyAnswer }) {
  const every = Math.max(1, Math.floor(now.lines.length / rows));
  const shown = now.lines.filter((_, at) => at % every === 0);
  const uniformFor = (wanted: number) => now.uniform.find(({ point }) => rateOf(point) >= wanted);
  const itemsFor = (wanted: number) => now.lines.find(({ items }) => rateOf(items) >= wanted);
  return (
    <details class="behind">
      <summary>{words.table}</summary>
      <Table
        label={words.table}
        looks="table plain"
        first={words.rateAxis(rate.value)}
        heads={[words.columns.uniform, words.columns.segments, words.columns.items].map((name) => ({ name }))}
      >
        {shown.map((line) => {
          const own = rateOf(line.segments);
          const [uniform, items] = [uniformFor(own), itemsFor(own)];
          return (
            <tr key={line.price}>
              <th scope="row">{number(own * 100, 2)}</th>
              <Figure value={uniform?.point.capital ?? null} show={number} />
              <Figure value={line.segments.capital} show={number} />
              <Figure value={items?.items.capital ?? null} show={number} />
            </tr>
          );
        })}
      </Table>
    </details>
  );
}
