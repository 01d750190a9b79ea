// What a review found: a sentence, what it costs, the migration matrix, and the items that moved.

import { useState } from "preact/hooks";
import { Chip } from "../../parts/chip";
import { selected } from "../../state/items";
import { inMoney } from "../../state/look";
import { policy } from "../../state/policy";
import { go } from "../../state/route";
import { full, number, percent, signed } from "../../text/numbers";
import { review as words } from "../../text/review";
import type { MovedItem, ReviewAnswer } from "../../wire";

interface Props {
  found: ReviewAnswer;
  name: string;
  older: boolean;
}

export const Found = ({ found, name, older }: Props) => (
  <div class={older ? "is-older" : undefined}>
    <div class="panel-body stack tight">
      <p>
        <b>{words.found(found)}</b> <span class="muted">{words.against(name)}.</span> {older && words.older}
      </p>
      <Facts found={found} />
    </div>
    {found.matrix.length > 0 && <Migration found={found} />}
    {found.moved > 0 && <Moved found={found} />}
  </div>
);

function Facts({ found }: { found: ReviewAnswer }) {
  const currency = policy.value?.currency ?? "";
  const money = (value: number) => words.stock(value, currency, inMoney.value);
  const change = (before: number, after: number) => words.change(before, after, currency, inMoney.value);
  const facts: (readonly [string, string])[] = [
    ...(inMoney.value
      ? ([
          [words.facts.bought, money(found.churn_bought)],
          [words.facts.freed, money(found.churn_freed)],
          [words.facts.value, change(found.value_before, found.value_after)],
        ] as const)
      : []),
    [words.facts.demand, change(found.demand_before, found.demand_after)],
    ...(found.drifted === null ? [] : ([[words.facts.drifted, percent(found.drifted, 0)]] as const)),
    ...(found.new + found.gone > 0 ? ([[words.facts.came, words.came(found.new, found.gone)]] as const) : []),
  ];
  return (
    <table class="table plain facts">
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="num">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Migration({ found }: { found: ReviewAnswer }) {
  const cells = new Map(found.matrix.map((cell) => [`${cell.from}\n${cell.to}`, cell]));
  const rows = [...new Set(found.matrix.map(({ from }) => from))].sort();
  const columns = [...new Set(found.matrix.map(({ to }) => to))].sort();
  const most = Math.max(1, ...found.matrix.filter(({ from, to }) => from !== to).map(({ items }) => items));
  return (
    <>
      <div class="panel-body">
        <h3>{words.matrix}</h3>
        <p class="small muted">{words.matrixNote(found.judged > 0)}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section class="scroll tall" tabIndex={0} aria-label={words.matrixRegion}>
        <table class="table pin migration">
          <thead>
            <tr>
              <th scope="col">{words.from}</th>
              {columns.map((to) => (
                <th scope="col" class="num" key={to}>
                  {to}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((from) => (
              <tr key={from}>
                <th scope="row">{from}</th>
                {columns.map((to) => {
                  const cell = cells.get(`${from}\n${to}`);
                  const heat = cell && from !== to ? `h${Math.ceil((3 * cell.items) / most)}` : "";
                  return (
                    <td class={`num ${from === to ? "stayed" : heat}`} key={to}>
                      {cell ? number(cell.items) : ""}
                      {cell && from !== to && found.judged > 0 && (
                        <span class="two-line">{words.real(cell.real)}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** Whether the items that moved stand in the order of money: one of them has a cost. */
const ranked = ({ rows }: ReviewAnswer) => rows.some(({ value }) => value !== null);

const atOnce = 12;

function Moved({ found }: { found: ReviewAnswer }) {
  const [shown, setShown] = useState(atOnce);
  const currency = policy.value?.currency ?? "";
  const rows = found.rows.slice(0, shown);
  return (
    <>
      <div class="panel-body">
        <h3>{words.moved}</h3>
        {found.rows.length < found.moved && (
          <p class="small muted">
            {words.first(found.rows.length, found.moved, {
              judged: found.judged > 0,
              inMoney: ranked(found),
            })}
          </p>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section class="scroll" tabIndex={0} aria-label={words.movedRegion}>
        <table class="table pin">
          <thead>
            <tr>
              {[words.item, words.from, words.now, words.verdict, words.why].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
              <th scope="col" class="num">
                {words.difference}
                <span class="unit">{inMoney.value ? currency || "value" : "units"}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.index} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      {shown < found.rows.length && (
        <div class="panel-foot">
          <button type="button" class="btn compact" onClick={() => setShown(shown + 4 * atOnce)}>
            {words.more(found.rows.length - shown)}
          </button>
        </div>
      )}
    </>
  );
}

function Row({ row }: { row: MovedItem }) {
  const key = row.key.join(" · ");
  const units =
    row.stock_after !== null && row.stock_before !== null ? row.stock_after - row.stock_before : null;
  const difference = inMoney.value ? row.value : units;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="btn link"
          aria-label={words.open(key)}
          onClick={() => openItem(row.index)}
        >
          {key}
        </button>
      </th>
      <td>{row.from}</td>
      <td>{row.to}</td>
      <td>
        <Chip tone={row.real ? "risk" : "note"}>
          {row.real ? words.isReal : row.judged ? words.isChance : words.isUnknown}
        </Chip>
      </td>
      <td class="wide-words">
        {row.classes.length === 0
          ? words.byPolicy
          : row.classes.map((moved) => (
              <div key={moved.dimension}>
                {words.class(moved)}
                <span class="two-line">{words.evidence(moved)}</span>
              </div>
            ))}
      </td>
      <td class="num" title={full(difference)}>
        {difference === null ? "–" : signed(difference)}
      </td>
    </tr>
  );
}

function openItem(index: number): void {
  selected.value = index;
  go("items");
}
