// The items whose stock is farthest from its best: those that free money, those that buy service.

import { Figure, type Head, Table } from "../../parts/table";
import { inMoney } from "../../state/look";
import { policy } from "../../state/policy";
import { moves as words } from "../../text/money";
import { figures, full, number, signed } from "../../text/numbers";
import type { MoneyMove } from "../../wire";

export function Moves({ kind, moves }: { kind: "frees" | "buys"; moves: readonly MoneyMove[] }) {
  const currency = policy.value?.currency ?? "";
  const unit = inMoney.value ? currency || "value" : "units";
  const id = `${kind}-title`;
  const heads: Head[] = [
    { name: words.stock, unit: words.stockUnit },
    { name: kind === "frees" ? words.frees_ : words.takes, unit },
    { name: words.rate, unit: words.ratePoints },
    { name: words.short, unit: words.shortUnit },
  ];
  return (
    <section class="panel" aria-labelledby={id}>
      <div class="panel-head">
        <div>
          <h2 id={id}>{words[kind]}</h2>
          <p>{kind === "frees" ? words.freesNote : words.buysNote}</p>
        </div>
      </div>
      {moves.length === 0 ? (
        <div class="panel-body">
          <p class="muted">{words.none}</p>
        </div>
      ) : (
        <Table label={`${words[kind]}: table`} looks="table moves" first={words.item} heads={heads}>
          {moves.map((move) => (
            <tr key={move.index}>
              <th scope="row">
                {move.key.join(", ")}
                <span class="two-line">{move.segment}</span>
              </th>
              <td class="num" title={`${full(move.from)} – ${full(move.to)}`}>
                {figures(move.from)} → {figures(move.to)}
              </td>
              <Figure value={move.frees} show={(value) => number(Math.abs(value))} />
              <Figure value={move.rate} show={(value) => signed(value * 100, 3)} />
              <Figure value={move.units_short} show={(value) => signed(value, 1)} />
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
