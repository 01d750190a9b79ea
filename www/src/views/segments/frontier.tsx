// Uniform, these segments, criterion classes, item by item: capital against service, drawn and as a table.

import { moneyAt } from "../../charts/curve";
import { Frontier as Chart, type Way } from "../../charts/frontier";
import type { Point } from "../../charts/scale";
import { Sized } from "../../parts/sized";
import { Figure, Table } from "../../parts/table";
import {
  drawFrontier,
  drawingFrontier,
  frontier,
  frontierOlder,
  frontierTrouble,
} from "../../state/frontier";
import { policy } from "../../state/policy";
import { frontier as words } from "../../text/frontier";
import { curve } from "../../text/money";
import { number, percent, short, shortMoney } from "../../text/numbers";
import type { MoneyPoint } from "../../wire";

type Drawn = NonNullable<typeof frontier.value>;

const at = ({ capital, fill_rate }: MoneyPoint): Point => [capital, fill_rate];

function waysOf({ now, criterion }: Drawn): Way[] {
  const line = (name: keyof typeof words.names, looks: string, points: readonly MoneyPoint[]) => ({
    name: words.names[name],
    looks,
    points: points.map(at),
  });
  return [
    line(
      "uniform",
      "uniform",
      now.uniform.map(({ point }) => point),
    ),
    line(
      "segments",
      "segments",
      now.lines.map(({ segments }) => segments),
    ),
    ...(criterion
      ? [
          line(
            "criterion",
            "criterion",
            criterion.lines.map(({ segments }) => segments),
          ),
        ]
      : []),
    line(
      "items",
      "item",
      now.lines.map(({ items }) => items),
    ),
  ];
}

export function Frontier() {
  const drawn = frontier.value;
  const share = drawingFrontier.value;
  return (
    <section class="panel section-gap" aria-labelledby="frontier-title" aria-busy={share !== null}>
      <div class="panel-head">
        <h2 id="frontier-title">{words.title}</h2>
        <div class="row">
          <span class="small muted" role="status">
            {share === null ? "" : words.working(share)}
          </span>
          <button type="button" class="btn" disabled={share !== null} onClick={() => void drawFrontier()}>
            {drawn ? words.again : words.ask}
          </button>
        </div>
      </div>
      {!drawn && <p class="panel-body muted">{words.deck}</p>}
      {frontierTrouble.value && <p class="panel-body field-note error">{frontierTrouble.value}</p>}
      {drawn && <Body drawn={drawn} />}
    </section>
  );
}

function Body({ drawn }: { drawn: Drawn }) {
  const { now, criterion, unknown } = drawn;
  const ways = waysOf(drawn);
  const inMoney = now.measure === "money";
  const currency = policy.value?.currency ?? "";
  const amount = (value: number) => (inMoney ? shortMoney(value, currency) : `${short(value)} units`);
  const rate = now.today.fill_rate;
  const said = ways.flatMap(({ name, points }) => {
    const money = moneyAt(points, rate);
    return money === null ? [] : [words.at(name, amount(money))];
  });
  const mark = {
    at: at(now.today),
    words: words.policy,
    more: `${amount(now.today.capital)}, ${percent(rate, 2)}`,
  };
  const [by, scale] = now.today.capital >= 2e6 ? [1e6, "M"] : now.today.capital >= 2e4 ? [1e3, "k"] : [1, ""];
  return (
    <div class={`panel-body stack tight${frontierOlder.value ? " is-older" : ""}`}>
      <p>
        <b>{words.found(rate)}</b>: {[...said, words.at(words.policy, amount(now.today.capital))].join("; ")}.{" "}
        {frontierOlder.value && words.older}
      </p>
      <figure class="chart">
        <Sized>
          {(width) => (
            <Chart
              ways={ways}
              policy={mark}
              rateTitle={words.rate}
              moneyTitle={curve.moneyAxis(currency, inMoney, scale)}
              label={words.label(said)}
              rate={(value) => String(Number((value * 100).toPrecision(5)))}
              money={(value) => number(value / by, by > 1 && value / by < 10 && value > 0 ? 1 : 0)}
              width={width}
            />
          )}
        </Sized>
        <figcaption>
          {criterion ? words.criterionNote(unknown > 0 ? words.unknown(unknown) : "") : words.noCriterion}
        </figcaption>
      </figure>
      <Behind ways={ways} today={rate} unit={inMoney ? currency || "value" : "units"} />
    </div>
  );
}

/** Shares of what is unserved today, at which the table has a row. */
const rows = [3, 2, 1.5, 1, 0.75, 0.5, 0.33];

interface BehindProps {
  ways: readonly Way[];
  today: number;
  unit: string;
}

const Behind = ({ ways, today, unit }: BehindProps) => (
  <details class="behind" open>
    <summary>{words.table}</summary>
    <Table
      first={words.rate}
      heads={ways.map(({ name }) => ({ name, unit }))}
      looks="table plain"
      label={words.region}
    >
      {rows
        .map((share) => ({ share, rate: 1 - share * (1 - today) }))
        .filter(({ rate }) => rate > 0)
        .map(({ share, rate }) => (
          <tr key={share}>
            <th scope="row">
              {number(rate * 100, 2)} {share === 1 && words.today}
            </th>
            {ways.map(({ name, points }) => (
              <Figure key={name} value={moneyAt(points, rate)} show={(money) => number(money)} />
            ))}
          </tr>
        ))}
    </Table>
  </details>
);
