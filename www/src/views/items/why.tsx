// Why this number: the value, one sentence, the formula in words and in numbers, the history, each
// input with its file and row, the model with its reason, and the override.

import { useEffect, useRef } from "preact/hooks";
import { Copy } from "../../parts/copy";
import { Icon } from "../../parts/icon";
import { item, itemTrouble, selected } from "../../state/items";
import { policy } from "../../state/policy";
import { historyFacts } from "../../text/history";
import { inputName, models } from "../../text/names";
import { full, money, number, percent } from "../../text/numbers";
import {
  boundNames,
  formula,
  modelReasons,
  sentence,
  sourcePlace,
  sourceValue,
  statusWords,
  why as words,
} from "../../text/why";
import type { ItemAnswer, Period } from "../../wire";
import { Findings } from "../data/finding";
import { Overriding } from "./override";
import { History, Interval } from "./working";

export function Why() {
  const now = item.value;
  const panel = useRef<HTMLElement>(null);
  const index = selected.value;
  useEffect(() => {
    if (index !== null && panel.current && panel.current.getBoundingClientRect().top > innerHeight)
      panel.current.scrollIntoView();
  }, [index]);
  return (
    <aside
      ref={panel}
      class="panel why-panel"
      aria-labelledby="why-title"
      aria-busy={now?.row.index !== index}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div class="panel-head">
        <div>
          <p class="label-sm">{words.title}</p>
          <h2 id="why-title">{now ? now.row.key.join(" · ") : words.title}</h2>
          {now && <p>{now.row.description}</p>}
        </div>
        <div class="row">
          {now && <Copy words={words.copy} text={() => asText(now)} />}
          <button type="button" class="btn quiet icon-only" aria-label={words.close} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      </div>
      {itemTrouble.value && <p class="panel-body field-note error">{itemTrouble.value.sentence}</p>}
      {now && <Working item={now} />}
    </aside>
  );
}

function close() {
  const row = document.querySelector<HTMLElement>("tr.is-selected");
  selected.value = null;
  row?.focus();
}

const periodNow = (): Period => policy.value?.period ?? "week";
const currencyNow = () => policy.value?.currency ?? "";

function Working({ item }: { item: ItemAnswer }) {
  return (
    <>
      <div class="panel-body stack tight">
        <Value item={item} />
        <p>{sentence(item)}</p>
        <Formula item={item} />
        <Interval item={item} period={periodNow()} />
      </div>
      <div class="panel-body stack tight">
        {item.series && <History item={item} series={item.series} />}
        <Sources item={item} />
      </div>
      <div class="panel-body stack tight">
        <Facts item={item} />
        {item.findings.length > 0 && (
          <section aria-label={words.findings}>
            <Findings findings={item.findings} />
          </section>
        )}
        <Overriding item={item} />
      </div>
    </>
  );
}

function Value({ item: { row } }: { item: ItemAnswer }) {
  if (row.safety_stock === null || row.safety_stock_units === null)
    return (
      <div class="why-value">
        <b>{words.none}</b>
        <span>{statusWords(row.status)}</span>
      </div>
    );
  return (
    <div class="why-value" title={full(row.safety_stock)}>
      <b>{words.units(row.safety_stock_units)}</b>
      <span>
        {words.stock} ({words.before(row.safety_stock)})
        {row.safety_stock_value !== null && `, ${money(row.safety_stock_value, currencyNow(), 2)}`}
      </span>
    </div>
  );
}

/** The lines of both halves begin under each other. */
function Formula({ item }: { item: ItemAnswer }) {
  const lines = formula(item, periodNow());
  if (lines.words.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways
    <section class="formula" tabIndex={0} aria-label={words.formula}>
      {[lines.words, lines.numbers].map((half, at) => (
        <div class={at === 0 ? "formula-words" : "formula-numbers"} key={at}>
          {half.map(([name, text], line) => (
            <div class="formula-line" key={line}>
              <span>{name}</span>
              <span>=</span>
              <span>
                <Right text={text ?? ""} result={at === 1} />
              </span>
            </div>
          ))}
        </div>
      ))}
    </section>
  );
}

/** What follows the last equals sign is the result. */
function Right({ text, result }: { text: string; result: boolean }) {
  const cut = text.lastIndexOf(" = ");
  if (!result || cut < 0) return <>{result ? <b>{text}</b> : text}</>;
  return (
    <>
      {text.slice(0, cut)} = <b>{text.slice(cut + 3)}</b>
    </>
  );
}

const Sources = ({ item }: { item: ItemAnswer }) => (
  <table class="table plain tight-rows quiet sources">
    <thead>
      <tr>
        <th scope="col">{words.sources}</th>
        <th scope="col" class="num">
          {words.value}
        </th>
        <th scope="col">{words.place}</th>
      </tr>
    </thead>
    <tbody>
      {item.sources.map((source) => (
        <tr key={source.input + source.file + source.line}>
          <th scope="row">{inputName(source.input)}</th>
          <td class="num" title={full(source.value)}>
            {sourceValue(source, periodNow(), currencyNow(), item.row.target?.kind)}
          </td>
          <td class="muted">{sourcePlace(source)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** How often stock is looked at, where reviews have no dates of their own. */
const reviewed = (item: ItemAnswer) =>
  item.review_days > 0 ? "" : words.looked[item.undershoot ? "daily" : "continuous"];

/** Name and words of each fact that is known. */
function facts(item: ItemAnswer): [string, string][] {
  const { row } = item;
  const rates = row.cycle_service_level === null ? "" : `cycle service ${percent(row.cycle_service_level)}`;
  const fill = row.fill_rate === null ? "" : `fill rate ${percent(row.fill_rate, 2)}`;
  const all: [string, string][] = [
    [
      words.model,
      row.model && item.model_reason ? `${models[row.model]}, ${modelReasons[item.model_reason]}` : "",
    ],
    [words.reached, [rates, fill, rates && reviewed(item)].filter(Boolean).join(", ")],
    [words.textbook, item.textbook ? words.besideTextbook(item.textbook) : ""],
    [words.short, item.units_short === null ? "" : `${number(item.units_short, 1)} units a year`],
    [words.holding, item.holding_cost === null ? "" : `${money(item.holding_cost, currencyNow(), 2)} a year`],
    [words.bounds, item.bound === null ? "" : boundNames[item.bound]],
    ...historyFacts(item, periodNow()),
  ];
  return all.filter(([, text]) => text);
}

const Facts = ({ item }: { item: ItemAnswer }) => (
  <dl class="pairs">
    {facts(item).map(([name, text]) => (
      <>
        <dt>{name}</dt>
        <dd>{text}</dd>
      </>
    ))}
  </dl>
);

/** Everything the panel says, for an e-mail. */
function asText(item: ItemAnswer): string {
  const { row } = item;
  const lines = formula(item, periodNow());
  const head = `${row.key.join(" · ")}  ${row.description}`.trim();
  const value =
    row.safety_stock_units === null
      ? words.none
      : `${words.units(row.safety_stock_units)} ${words.stock} (${words.before(row.safety_stock ?? 0)})`;
  const worked = [...lines.words, ...lines.numbers].map(([name, text]) => `${name} = ${text}`);
  const sources = item.sources.map(
    (source) =>
      `${inputName(source.input)}: ${sourceValue(source, periodNow(), currencyNow(), row.target?.kind)} (${sourcePlace(source)})`,
  );
  return [
    head,
    value,
    sentence(item),
    "",
    ...worked,
    "",
    ...sources,
    "",
    ...facts(item).map(([name, text]) => `${name}: ${text}`),
  ].join("\n");
}
