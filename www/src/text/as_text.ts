// Everything that "Why this number" says, as plain text for an e-mail.

import type { ItemAnswer, Period } from "../wire";
import { inputName } from "./names";
import { money } from "./numbers";
import { bought } from "./served";
import { warnings } from "./warnings";
import { compared, comparedRows, whatIf, whatIfRows } from "./what_if";
import { facts, sentence, sourcePlace, sourceValue, why } from "./why";
import { type Line, steps } from "./working";

/** A block under its title; nothing where it is empty. */
const block = (title: string, lines: string[]) => (lines.length > 0 ? ["", title, ...lines] : []);

const worked = (lines: Line[]) =>
  lines.flatMap(([name, words, numbers]) => [
    `${name} = ${words}`,
    `${" ".repeat(name.length)} = ${numbers}`,
  ]);

export function asText(item: ItemAnswer, period: Period, currency: string): string {
  const { row } = item;
  const value =
    row.safety_stock_units === null
      ? why.none
      : `${why.units(row.safety_stock_units)} ${why.stock} (${why.before(row.safety_stock ?? 0)})` +
        (row.safety_stock_value === null ? "" : `, ${money(row.safety_stock_value, currency, 2)}`);
  const sources = item.sources.map((source) => {
    const place = sourcePlace(source);
    const what = `${inputName(source.input)}: ${sourceValue(source, period, currency, row.target?.kind)}`;
    return place ? `${what} (${place})` : what;
  });
  const steppings = whatIfRows(item, period, currency).map(({ step, stock, change, money, fill }) =>
    [`${step}: ${stock}`, `${change}${money && `, ${money}`}`, `${whatIf.fill.toLowerCase()} ${fill}`].join(
      "; ",
    ),
  );
  const rows = comparedRows(item).map(
    ([name, stock, cycle, fill]) =>
      `${name}: ${stock} units, cycle service ${cycle}, ${compared.fill.toLowerCase()} ${fill}`,
  );
  return [
    `${row.key.join(" · ")}  ${row.description}`.trim(),
    value,
    sentence(item),
    ...block(why.warnings, warnings(item, period)),
    ...block(why.formula, worked(steps(item, period))),
    ...block(why.buys, worked(bought(item))),
    ...block(compared.title, rows),
    ...block(whatIf.title, steppings),
    ...block(why.sources, sources),
    ...block(
      why.further,
      facts(item, period, currency).map(([name, text]) => `${name}: ${text}`),
    ),
    ...block(
      why.findings,
      item.findings.map((finding) => `${finding.title}: ${finding.detail}`),
    ),
  ].join("\n");
}
