// What a point of service costs in each segment, what its stock says a unit short costs, and its best target.

import { Figure, type Head, Table } from "../../parts/table";
import { setTarget, targetOf } from "../../state/edits";
import { inMoney } from "../../state/look";
import { rate } from "../../state/money";
import { policy } from "../../state/policy";
import { rateNames, ways, margins as words } from "../../text/money";
import { figures, number, percent, percentage } from "../../text/numbers";
import { targetWords } from "../../text/steps";
import type { MoneyAnswer } from "../../wire";

export function MarginTable({ now }: { now: MoneyAnswer }) {
  const currency = policy.value?.currency ?? "";
  const unit = inMoney.value ? currency || "value" : "units";
  const heads: Head[] = [
    { name: ways.stock, unit },
    { name: words.rate, unit: `${rateNames[rate.value]}, %` },
    { name: words.last, unit },
    { name: words.next, unit },
    ...(inMoney.value
      ? [{ name: words.unit, unit: `${words.unitNote}${currency ? `, ${currency}` : ""}` }]
      : []),
    { name: words.now },
    { name: words.best, unit: words.bestNote },
    { name: words.try, unseen: true },
  ];
  const best = now.same_service.rounded.targets;
  return (
    <section class="panel" aria-labelledby="margins-title">
      <div class="panel-head">
        <div>
          <h2 id="margins-title">{words.title}</h2>
          <p>{words.note}</p>
        </div>
      </div>
      <Table label={`${words.title}: table`} looks="table pin" first={words.segment} heads={heads}>
        {now.margins.map((margin, at) => {
          const target = policy.value ? targetOf(policy.value, margin.segment) : undefined;
          const value = best[at];
          const shown = value === undefined ? "–" : percent(value, value > 0.995 ? 2 : 1);
          return (
            <tr key={margin.segment}>
              <th scope="row">{margin.segment}</th>
              <Figure value={margin.capital} show={number} />
              <Figure value={margin.rate} show={(one) => percentage(one, 2)} />
              <Figure value={margin.last_point} show={number} />
              <Figure value={margin.next_point} show={number} />
              {inMoney.value && <Figure value={margin.unit_short} show={figures} />}
              <td class="num">{targetWords(target)}</td>
              <td class="num">{shown}</td>
              <td class="num">
                {value !== undefined && (
                  <button
                    type="button"
                    class="btn compact"
                    aria-label={words.tryLabel(margin.segment, shown)}
                    disabled={target?.kind === "cycle_service_level" && target.value === value}
                    onClick={() => setTarget(margin.segment, { kind: "cycle_service_level", value })}
                  >
                    {words.try}
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </Table>
    </section>
  );
}
