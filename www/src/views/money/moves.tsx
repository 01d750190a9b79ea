// The items whose stock is farthest from its best: those that free money, those that buy service.

import { inMoney } from "../../state/look";
import { policy } from "../../state/policy";
import { moves as words } from "../../text/money";
import { figures, full, number, signed } from "../../text/numbers";
import type { MoneyMove } from "../../wire";

export function Moves({ kind, moves }: { kind: "frees" | "buys"; moves: readonly MoneyMove[] }) {
  const currency = policy.value?.currency ?? "";
  const unit = inMoney.value ? currency || "value" : "units";
  const id = `${kind}-title`;
  const heads: [string, string][] = [
    [words.stock, words.stockUnit],
    [kind === "frees" ? words.frees_ : words.takes, unit],
    [words.rate, words.ratePoints],
    [words.short, words.shortUnit],
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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways
        <section class="scroll" tabIndex={0} aria-label={`${words[kind]}: table`}>
          <table class="table moves">
            <thead>
              <tr>
                <th scope="col">{words.item}</th>
                {heads.map(([name, of]) => (
                  <th scope="col" class="num" key={name}>
                    {name}
                    <span class="unit">{of}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {moves.map((move) => (
                <tr key={move.index}>
                  <th scope="row">
                    {move.key.join(", ")}
                    <span class="two-line">{move.segment}</span>
                  </th>
                  <td class="num" title={`${full(move.from)} – ${full(move.to)}`}>
                    {figures(move.from)} → {figures(move.to)}
                  </td>
                  <td class="num" title={full(move.frees)}>
                    {number(Math.abs(move.frees))}
                  </td>
                  <td class="num" title={full(move.rate)}>
                    {signed(move.rate * 100, 3)}
                  </td>
                  <td class="num" title={full(move.units_short)}>
                    {signed(move.units_short, 1)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
