// Why this number: the value, one sentence, what to know before, the steps in words and in numbers, what is
// delivered beside what textbooks claim, what would change it most, each input with its place, and the override.

import { useEffect, useRef } from "preact/hooks";
import { Copy } from "../../parts/copy";
import { Icon } from "../../parts/icon";
import { item, itemTrouble, selected } from "../../state/items";
import { policy } from "../../state/policy";
import { asText } from "../../text/as_text";
import { inputName } from "../../text/names";
import { full, money } from "../../text/numbers";
import { warnings } from "../../text/warnings";
import { facts, sentence, sourcePlace, sourceValue, statusWords, why as words } from "../../text/why";
import type { ItemAnswer, Period } from "../../wire";
import { Findings } from "../data/finding";
import { Compared, WhatIf } from "./levers";
import { Overriding } from "./override";
import { Buys, History, Interval, Steps } from "./working";

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
          {now && <Copy words={words.copy} text={() => asText(now, periodNow(), currencyNow())} />}
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
  const period = periodNow();
  return (
    <>
      <div class="panel-body stack tight">
        <Value item={item} />
        <p>{sentence(item)}</p>
        <Warnings item={item} />
        <Steps item={item} period={period} />
        <Interval item={item} period={period} />
      </div>
      <div class="panel-body stack">
        <Compared item={item} />
        <Buys item={item} />
        <WhatIf item={item} period={period} currency={currencyNow()} />
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

function Warnings({ item }: { item: ItemAnswer }) {
  const said = warnings(item, periodNow());
  if (said.length === 0) return null;
  return (
    <section class="why-warnings" aria-label={words.warnings}>
      <Icon name="risk" />
      <ul>
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
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

const Facts = ({ item }: { item: ItemAnswer }) => (
  <dl class="pairs">
    {facts(item, periodNow(), currencyNow()).map(([name, text]) => (
      <>
        <dt>{name}</dt>
        <dd>{text}</dd>
      </>
    ))}
  </dl>
);
