// What is behind an answer: stock on the days ahead, and the arithmetic line by line.

import { Projected, type ProjectedEvent } from "../../charts/projected";
import { Sized } from "../../parts/sized";
import * as words from "../../text/commit";
import { figures, number } from "../../text/numbers";
import type { PromiseAnswer } from "../../wire";

export const Working = ({ answer }: { answer: PromiseAnswer }) => (
  <div class="cols aside section-gap">
    <Ahead answer={answer} />
    <Arithmetic answer={answer} />
  </div>
);

function events(answer: PromiseAnswer): ProjectedEvent[] {
  const { order, events: all } = answer;
  const { chart } = words;
  const shown = all.slice(0, 12).map((event) => ({
    day: event.day,
    strong: false,
    words: event.units > 0 ? chart.supply(event.label, event.units, event.day) : chart.promised(-event.units),
  }));
  const bought = answer.bought
    ? [{ day: answer.bought.day, strong: true, words: chart.bought(answer.bought.units, answer.bought.day) }]
    : [];
  return [
    ...shown,
    ...bought,
    { day: order.due, strong: true, words: chart.order(order.quantity, order.due) },
  ];
}

function Ahead({ answer }: { answer: PromiseAnswer }) {
  const { chart } = words;
  const item = answer.order.item;
  const last = answer.projected.at(-1)?.day ?? answer.order.due;
  return (
    <section class="panel" aria-labelledby="ahead-title">
      <div class="panel-head">
        <h2 id="ahead-title">{chart.title(item, last)}</h2>
      </div>
      <div class="panel-body">
        <figure class="chart">
          <Sized>
            {(width) => (
              <Projected
                width={width}
                days={answer.projected}
                events={events(answer)}
                title={chart.axis}
                withoutWords={chart.without}
                bandWords={chart.band}
                shortWords={chart.short}
                label={chart.label(item, answer)}
                date={words.shortDay}
                number={number}
              />
            )}
          </Sized>
          <Behind answer={answer} />
        </figure>
      </div>
    </section>
  );
}

const Behind = ({ answer }: { answer: PromiseAnswer }) => (
  <details class="behind">
    <summary>{words.chart.table}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways */}
    <section class="scroll" tabIndex={0} aria-label={words.chart.table}>
      <table class="table plain">
        <thead>
          <tr>
            {words.chart.columns.map((column, at) => (
              <th key={column} scope="col" class={at > 0 ? "num" : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.projected.map((at) => (
            <tr key={at.day}>
              <th scope="row">{words.shortDay(at.day)}</th>
              {[at.low, at.lower, at.middle, at.upper, at.high, at.without].map((value, column) => (
                <td key={column} class="num">
                  {figures(Math.round(value * 10) / 10)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
);

function Arithmetic({ answer }: { answer: PromiseAnswer }) {
  return (
    <section class="panel" aria-labelledby="arithmetic-title">
      <div class="panel-head">
        <h2 id="arithmetic-title">{words.arithmetic.title(answer.order.due)}</h2>
      </div>
      <div class="panel-body">
        <table class="sum">
          <tbody>
            {answer.lines.map((line, at) => {
              const { words: name, small, figure } = words.lineWords(line);
              const first = line.what === "enough" && answer.lines[at - 1]?.what !== "enough";
              const looks = line.what === "chance" ? "result" : first ? "line" : undefined;
              return (
                <tr key={at} class={looks}>
                  <th scope="row">
                    {name} {small && <span class="small muted">{small}</span>}
                  </th>
                  <td class="num">{figure}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div class="panel-foot">{words.arithmetic.foot(answer)}</div>
    </section>
  );
}
