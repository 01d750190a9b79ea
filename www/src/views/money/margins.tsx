// What a point of service costs in each segment, what its stock says a unit short costs, and its best target.

import { setTarget, targetOf } from "../../state/edits";
import { inMoney } from "../../state/look";
import { rate } from "../../state/money";
import { policy } from "../../state/policy";
import { rateNames, ways, margins as words } from "../../text/money";
import { figures, full, number, percent, percentage } from "../../text/numbers";
import { targetWords } from "../../text/steps";
import type { MoneyAnswer } from "../../wire";

const Figure = ({ value, show }: { value: number | null; show: (value: number) => string }) => (
  <td class="num" title={full(value)}>
    {value === null ? "–" : show(value)}
  </td>
);

export function MarginTable({ now }: { now: MoneyAnswer }) {
  const currency = policy.value?.currency ?? "";
  const unit = inMoney.value ? currency || "value" : "units";
  const heads: [string, string][] = [
    [ways.stock, unit],
    [`${words.rate}`, `${rateNames[rate.value]}, %`],
    [words.last, unit],
    [words.next, unit],
    ...(inMoney.value
      ? ([[words.unit, `${words.unitNote}${currency ? `, ${currency}` : ""}`]] as [string, string][])
      : []),
    [words.now, ""],
    [words.best, words.bestNote],
    ["", ""],
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways */}
      <section class="scroll" tabIndex={0} aria-label={`${words.title}: table`}>
        <table class="table pin">
          <thead>
            <tr>
              <th scope="col">Segment</th>
              {heads.map(([name, of]) => (
                <th scope="col" class="num" key={name}>
                  {name || <span class="visually-hidden">{words.try}</span>}
                  <span class="unit">{of}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      </section>
    </section>
  );
}
