// The ways to hold stock side by side: what each ties up, costs a year and serves, against today.

import { Figure, type Head, Table } from "../../parts/table";
import { inMoney } from "../../state/look";
import { rate, rateOf } from "../../state/money";
import { policy } from "../../state/policy";
import { comparison, summary } from "../../state/results";
import { rateNames, ways as words } from "../../text/money";
import { weights } from "../../text/names";
import { number, percentage, signed } from "../../text/numbers";
import { targetWords } from "../../text/steps";
import type { MoneyAnswer, MoneyPoint, SegmentRow } from "../../wire";

interface Way {
  name: string;
  capital: number;
  holding: number | null;
  turns: number | null;
  rate: number | null;
  short: number;
  strong?: boolean;
}

const wayOf = (name: string, point: MoneyPoint): Way => ({
  name,
  capital: point.capital,
  holding: point.holding_cost,
  turns: point.turns,
  rate: rateOf(point),
  short: point.units_short,
});

function rowWay(name: string, row: SegmentRow | null | undefined): Way[] {
  if (!row) return [];
  const capital = inMoney.value ? (row.safety_stock_value ?? 0) : row.safety_stock;
  const reached = rate.value === "fill_rate" ? row.fill_rate : row.cycle_service_level;
  return [
    { name, capital, holding: row.holding_cost, turns: row.turns, rate: reached, short: row.units_short },
  ];
}

function listed(now: MoneyAnswer): Way[] {
  const uniform = summary.value?.same_target;
  const fillRate = rate.value === "fill_rate";
  return [
    ...(now.current ? [wayOf(words.current, now.current.point)] : []),
    { ...wayOf(words.policy, now.today), strong: true },
    ...rowWay(words.uniformTarget(policy.value ? targetWords(policy.value.uniform) : ""), uniform?.row),
    ...rowWay(words.uniformCapital, comparison.value?.same_capital.row),
    ...(fillRate
      ? rowWay(words.uniformService, comparison.value?.same_service.row)
      : [wayOf(words.uniformService, now.same_service.uniform.point)]),
    wayOf(words.segments, now.same_service.segments.point),
    wayOf(words.rounded, now.same_service.rounded.point),
    wayOf(words.segmentsCapital, now.same_capital.segments.point),
    wayOf(words.items, now.same_service.items),
    wayOf(words.itemsCapital, now.same_capital.items),
  ];
}

export function Ways({ now }: { now: MoneyAnswer }) {
  const ways = listed(now);
  const first = ways[0];
  const currency = policy.value?.currency ?? "";
  const unit = inMoney.value ? currency || "value" : "units";
  const less = (of: (way: Way) => number | null, way: Way) => {
    const [before, after] = [first ? of(first) : null, of(way)];
    return before === null || after === null ? null : before - after;
  };
  const year = `${currency} ${words.year}`.trim();
  const heads: Head[] = [
    { name: words.stock, unit },
    { name: words.holding, unit: year },
    { name: words.turns, unit: words.year },
    { name: rateNames[rate.value], unit: "%" },
    { name: words.short, unit: words.year },
    { name: words.freed, unit },
    { name: words.saved, unit: year },
  ];
  return (
    <section class="panel" aria-labelledby="ways-title">
      <div class="panel-head">
        <div>
          <h2 id="ways-title">{words.title}</h2>
          <p>{words.note(weights[now.weight])}</p>
        </div>
      </div>
      <Table label={`${words.title}: table`} looks="table pin" first={words.way} heads={heads}>
        {ways.map((way) => (
          <tr key={way.name} class={way.strong ? "is-selected" : undefined}>
            <th scope="row">{way.name}</th>
            <Figure value={way.capital} show={number} />
            <Figure value={way.holding} show={number} />
            <Figure value={way.turns} show={(value) => number(value, 1)} />
            <Figure value={way.rate} show={(value) => percentage(value, 2)} />
            <Figure value={way.short} show={number} />
            <Figure value={way === first ? 0 : less((one) => one.capital, way)} show={signed} />
            <Figure value={way === first ? 0 : less((one) => one.holding, way)} show={signed} />
          </tr>
        ))}
      </Table>
      {now.current && now.current.items < now.free + now.fixed && (
        <div class="panel-foot">{words.partly(now.current.items, now.free + now.fixed)}</div>
      )}
    </section>
  );
}
