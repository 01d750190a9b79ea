// Scenarios side by side: what each ties up, costs and serves against the policy, and what it supposes.

import { Callout } from "../../parts/callout";
import { Figure, type Head, Table } from "../../parts/table";
import { inMoney } from "../../state/look";
import { policy } from "../../state/policy";
import { addWhatIf, keepTargets, scenarios, scenariosOlder, scenariosTrouble } from "../../state/scenarios";
import { weights } from "../../text/names";
import { number, percentage, signed } from "../../text/numbers";
import { supposition, scenarios as words } from "../../text/scenarios";
import { failed } from "../../text/segments";
import type { ScenarioRow, ScenariosAnswer } from "../../wire";
import { DownloadResults } from "../footer";
import { Editor } from "./scenario";

const most = 12;

export function Scenarios() {
  const list = policy.value?.scenarios ?? [];
  const answer = scenarios.value;
  return (
    <section class="panel" aria-labelledby="scenarios-title">
      <div class="panel-head">
        <div>
          <h2 id="scenarios-title">{words.title}</h2>
          <p>{list.length > 0 && answer ? words.note(weights[answer.weight]) : words.none}</p>
        </div>
        <div class="row">
          <button
            type="button"
            class="btn"
            disabled={list.length >= most}
            onClick={() => addWhatIf(words.whatIf)}
          >
            {words.addWhatIf}
          </button>
          <button
            type="button"
            class="btn"
            disabled={list.length >= most}
            onClick={() => keepTargets(words.kept)}
          >
            {words.keep}
          </button>
        </div>
      </div>
      {scenariosTrouble.value && (
        <Callout tone="no" title={failed}>
          <p>{scenariosTrouble.value.sentence}</p>
        </Callout>
      )}
      {list.length > 0 && answer && <Beside answer={answer} />}
      {list.map((scenario, at) => (
        <Editor
          key={at}
          scenario={scenario}
          at={at}
          touched={scenariosOlder.value ? null : (answer?.rows[at + 1]?.touched ?? null)}
        />
      ))}
      {list.length > 0 && (
        <div class="panel-foot row">
          {list.length >= most && <span>{words.most}</span>}
          <DownloadResults what="scenarios" />
        </div>
      )}
    </section>
  );
}

const stockOf = ({ total }: ScenarioRow) => (inMoney.value ? total.safety_stock_value : total.safety_stock);

function Beside({ answer }: { answer: ScenariosAnswer }) {
  const list = policy.value?.scenarios ?? [];
  const currency = policy.value?.currency ?? "";
  const unit = inMoney.value ? currency || "value" : "units";
  const year = `${currency} ${words.year}`.trim();
  const heads: Head[] = [
    { name: words.stock, unit },
    { name: words.more, unit },
    { name: words.inventory, unit: currency },
    { name: words.holding, unit: year },
    { name: words.turns, unit: words.year },
    { name: words.fill, unit: "%" },
    { name: words.points, unit: words.pointsUnit },
    { name: words.cycle, unit: "%" },
    { name: words.short, unit: words.year },
  ];
  const first = answer.rows[0];
  const against = (of: (row: ScenarioRow) => number | null, row: ScenarioRow) => {
    const [before, after] = [first ? of(first) : null, of(row)];
    return before === null || after === null ? null : after - before;
  };
  return (
    <div aria-busy={scenariosOlder.value}>
      <Table label={words.table} looks="table pin" first={words.scenario} heads={heads}>
        {answer.rows.map((row, at) => (
          <tr key={at} class={at === 0 ? "is-selected" : undefined}>
            <th scope="row">
              {row.name || words.policy}
              {(list[at - 1]?.suppositions ?? []).map((one, place) => (
                <span class="two-line supposed" key={place}>
                  {supposition(one)}
                </span>
              ))}
            </th>
            <Figure value={stockOf(row)} show={number} />
            <Figure value={at === 0 ? null : against(stockOf, row)} show={signed} />
            <Figure value={row.total.average_inventory_value} show={number} />
            <Figure value={row.total.holding_cost} show={number} />
            <Figure value={row.total.turns} show={(value) => number(value, 1)} />
            <Figure value={row.total.fill_rate} show={(value) => percentage(value, 2)} />
            <Figure
              value={at === 0 ? null : against(({ total }) => total.fill_rate, row)}
              show={(value) => signed(value * 100, 2)}
            />
            <Figure value={row.total.cycle_service_level} show={(value) => percentage(value, 2)} />
            <Figure value={row.total.units_short} show={number} />
          </tr>
        ))}
      </Table>
    </div>
  );
}
