// A budget or a rate, dragged or typed: what these segments make of it, beside the other ways, and the targets it takes.

import { Radios } from "../../parts/choice";
import { Table } from "../../parts/table";
import { Typed } from "../../parts/typed";
import { targetOf } from "../../state/edits";
import { inMoney } from "../../state/look";
import {
  choose,
  chosen,
  found,
  foundOlder,
  foundTrouble,
  halfPoints,
  limits,
  rate,
  rateOf,
  sketched,
  takeOver,
  wanted,
} from "../../state/money";
import { policy } from "../../state/policy";
import { curve, limits as limitWords, met, budget as words } from "../../text/money";
import { number, percent, readNumber } from "../../text/numbers";
import { targetWords } from "../../text/steps";
import type { BudgetAnswer, MoneyAnswer, MoneyPoint } from "../../wire";
import { shortCapital } from "../money";

function typedMoney(text: string): string {
  const value = readNumber(text);
  if (value === null) return words.notNumber;
  if (value < 0) return words.negative;
  choose({ kind: "capital", value });
  return "";
}

function typedRate(text: string): string {
  const value = readNumber(text);
  if (value === null) return words.notNumber;
  if (value <= 0 || value >= 100) return words.range;
  choose({ kind: "service", value: value / 100 });
  return "";
}

export function BudgetPanel({ now }: { now: MoneyAnswer }) {
  const point = chosen.value ?? now.today;
  const currency = policy.value?.currency ?? "";
  const goal = wanted.value;
  return (
    <section class="panel" aria-labelledby="budget-title">
      <div class="panel-head">
        <h2 id="budget-title">{words.title}</h2>
      </div>
      <div class="panel-body stack tight">
        <div class="big-input">
          <Typed
            label={words.money}
            value={number(goal?.kind === "capital" ? goal.value : point.capital)}
            unit={inMoney.value ? currency : "units"}
            numeric
            onCommit={typedMoney}
          />
        </div>
        <div class="big-input">
          <Typed
            label={words.rate(rate.value)}
            value={number((goal?.kind === "service" ? goal.value : rateOf(point)) * 100, 2)}
            unit="%"
            numeric
            onCommit={typedRate}
          />
        </div>
        {foundTrouble.value && <p class="field-note error">{foundTrouble.value}</p>}
        {goal && <Outcome now={now} />}
      </div>
    </section>
  );
}

const isLimited = () => limits.value.pallets !== null || Object.keys(limits.value.segments).length > 0;

function Outcome({ now }: { now: MoneyAnswer }) {
  const answer = found.value;
  const fresh = answer !== null && !foundOlder.value;
  const points = fresh
    ? { segments: answer.segments.point, uniform: answer.uniform.point, items: answer.items }
    : sketched.value;
  const point = chosen.value;
  if (!points || !point) return null;
  const byMoney = wanted.value?.kind === "capital";
  const shown = (one: MoneyPoint) => (byMoney ? percent(rateOf(one), 2) : shortCapital(one.capital));
  const note = (how: BudgetAnswer["items_met"] | undefined) => (how && met[how] ? ` (${met[how]})` : "");
  const currency = policy.value?.currency ?? "";
  return (
    <>
      <table class="sum" aria-busy={!fresh}>
        <tbody>
          <tr>
            <th scope="row">{byMoney ? words.reach(rate.value) : words.need}</th>
            <td class="num">
              <b>{shown(points.segments)}</b>
              {fresh && note(answer.segments.met)}
            </td>
          </tr>
          {fresh && (
            <tr class="line">
              <th scope="row">{words.rounded}</th>
              <td class="num">
                {shown(answer.rounded.point)}
                {note(answer.rounded.met)}
              </td>
            </tr>
          )}
          {fresh && answer.rounded.point.pallets !== null && limits.value.pallets !== null && (
            <tr class="line">
              <th scope="row">{limitWords.palletsTaken}</th>
              <td class="num">{number(answer.rounded.point.pallets, 1)}</td>
            </tr>
          )}
          <tr class="line">
            <th scope="row">{words.items}</th>
            <td class="num">
              {shown(points.items)}
              {fresh && note(answer.items_met)}
            </td>
          </tr>
          <tr class="line">
            <th scope="row">{words.uniform}</th>
            <td class="num">
              {shown(points.uniform)}
              {fresh && note(answer.uniform_met)}
            </td>
          </tr>
        </tbody>
      </table>
      {fresh && isLimited() && <p class="small muted">{limitWords.inForce}</p>}
      {fresh && answer.remark && <p class="field-note">{answer.remark}</p>}
      <p class="small muted">
        {words.versus(
          point.capital - now.today.capital,
          point.units_short - now.today.units_short,
          currency,
          inMoney.value,
        )}{" "}
        {fresh &&
          inMoney.value &&
          words.rounding(
            answer.rounded.point.capital - answer.segments.point.capital,
            rateOf(answer.rounded.point) - rateOf(answer.segments.point),
            currency,
          )}
      </p>
      <Targets now={now} answer={fresh ? answer : null} />
      <Radios
        label={words.form}
        value={halfPoints.value ? "half" : "exact"}
        options={[
          { value: "half", words: words.half },
          { value: "exact", words: words.exact },
        ]}
        onChange={(value) => {
          halfPoints.value = value === "half";
        }}
      />
      <div class="row">
        <button
          type="button"
          class="btn primary"
          disabled={!fresh}
          onClick={() => answer && takeOver((halfPoints.value ? answer.rounded : answer.segments).targets)}
        >
          {words.take}
        </button>
        <button type="button" class="btn quiet" onClick={() => choose(null)}>
          {words.reset}
        </button>
      </div>
    </>
  );
}

/** Each segment's target now and then. */
function Targets({ now, answer }: { now: MoneyAnswer; answer: BudgetAnswer | null }) {
  const half = halfPoints.value;
  const targets = answer && (half ? answer.rounded : answer.segments).targets;
  return (
    <details class="behind" open={now.segments.length <= 12}>
      <summary>{words.targets}</summary>
      <Table
        label={`${words.targets}: ${curve.segmentsShort}`}
        looks="table plain"
        first={words.segment}
        heads={[{ name: words.now }, { name: words.after }]}
      >
        {now.segments.map((name, at) => {
          const before = policy.value ? targetWords(targetOf(policy.value, name)) : "";
          const value = targets?.[at];
          const after = value === undefined ? "…" : percent(value, half ? (value > 0.995 ? 2 : 1) : 2);
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="num">{before}</td>
              <td class={`num${after === before || value === undefined ? "" : " changed-target"}`}>
                {after}
              </td>
            </tr>
          );
        })}
      </Table>
    </details>
  );
}
