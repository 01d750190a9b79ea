// Promises and requests: noted one by one, pasted or dropped; each with its answer.

import { useState } from "preact/hooks";
import { Chip } from "../../parts/chip";
import { Icon } from "../../parts/icon";
import {
  askAbout,
  downloadCommitments,
  pasteList,
  pasteNote,
  promiseAt,
  removeAt,
  rows,
} from "../../state/desk";
import { type Entry, entries } from "../../state/policy";
import {
  amount,
  longDay,
  missingSentence,
  owed,
  rate,
  shortDay,
  tones,
  verdicts,
  weekday,
  list as words,
} from "../../text/commit";
import { number, percentage } from "../../text/numbers";
import type { PromiseRow, VerdictView } from "../../wire";

/** Lines drawn at once; more on request. */
const atOnce = 200;

export function List() {
  const [pasting, setPasting] = useState<string | null>(null);
  const take = (left: string) => setPasting(left || null);
  const counts: Record<VerdictView, number> = { yes: 0, at_risk: 0, no: 0, unknown: 0 };
  const yes: number[] = [];
  entries.value.forEach((entry, at) => {
    const row = rows.value[at];
    if (entry.promised || !row) return;
    counts[row.verdict] += 1;
    if (row.verdict === "yes") yes.push(at);
  });
  const promised = entries.value.filter((entry) => entry.promised).length;
  return (
    <section
      class="panel section-gap"
      aria-labelledby="list-title"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => dropped(event, take)}
    >
      <div class="panel-head">
        <div>
          <h2 id="list-title">{words.title(promised, counts)}</h2>
          <p class="small muted">{entries.value.length > 0 ? words.note : words.empty}</p>
        </div>
        <div class="row">
          {yes.length > 0 && (
            <button type="button" class="btn" onClick={() => promiseAt(yes)}>
              {words.promiseAll(yes.length)}
            </button>
          )}
          <button
            type="button"
            class="btn"
            aria-expanded={pasting !== null}
            onClick={() => setPasting(pasting === null ? "" : null)}
          >
            {words.paste}
          </button>
          {entries.value.length > 0 && (
            <button type="button" class="btn" onClick={() => void downloadCommitments()}>
              <Icon name="export" />
              {words.download}
            </button>
          )}
        </div>
      </div>
      {pasting !== null && <Paste key={pasting} start={pasting} onRead={take} />}
      {pasteNote.value && (
        <div class="panel-body small" role="status">
          <p>
            {pasteNote.value.read > 0
              ? words.read(pasteNote.value.read, pasteNote.value.left)
              : words.nothing}
          </p>
          {pasteNote.value.odd.length > 0 && (
            <ul>
              {pasteNote.value.odd.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      {entries.value.length > 0 && <Table />}
    </section>
  );
}

/** A file dropped on the list is a list: it is not opened as a table. */
function dropped(event: DragEvent, take: (left: string) => void): void {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  void file.text().then(pasteList).then(take);
}

/** Text typed or pasted. */
function Paste({ start, onRead }: { start: string; onRead: (left: string) => void }) {
  const [text, setText] = useState(start);
  const read = async (list: string) => onRead(await pasteList(list));
  return (
    <div class="panel-body stack tight">
      <label for="paste-list">{words.pasteLabel}</label>
      <textarea
        id="paste-list"
        class="input mono"
        rows={6}
        value={text}
        placeholder={words.pasteHint}
        ref={(area) => area?.focus()}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void read(text);
        }}
      />
      <div class="row">
        <button type="button" class="btn primary" disabled={!text.trim()} onClick={() => void read(text)}>
          {words.take}
        </button>
      </div>
    </div>
  );
}

function Table() {
  const [shown, setShown] = useState(atOnce);
  const all = entries.value;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways */}
      <section class="scroll" tabIndex={0} aria-label={words.region}>
        <table class="table rows promises">
          <thead>
            <tr>
              <th scope="col">
                {words.item}
                <span class="narrow-inline">{words.andCustomer}</span>
              </th>
              <th scope="col" class="wide-only-cell">
                {words.customer}
                <span class="unit">{words.tier}</span>
              </th>
              <th scope="col" class="num">
                {words.units}
                <span class="unit">{words.for}</span>
              </th>
              <th scope="col">{words.answer}</th>
              {[words.chance, words.owed].map((name) => (
                <th key={name} scope="col" class="num wide-only-cell">
                  {name}
                  <span class="unit">{words.percent}</span>
                </th>
              ))}
              <th scope="col" class="num wide-only-cell">
                {words.most}
              </th>
              <th scope="col" class="num wide-only-cell">
                {words.all}
              </th>
              <th scope="col">
                <span class="visually-hidden">{words.note1}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {all.slice(0, shown).map((entry, at) => (
              <Row key={at} entry={entry} row={rows.value[at] ?? null} at={at} />
            ))}
          </tbody>
        </table>
      </section>
      {all.length > shown && (
        <div class="panel-foot">
          <button type="button" class="btn" onClick={() => setShown(shown + 5 * atOnce)}>
            {words.more(Math.min(all.length - shown, 5 * atOnce))}
          </button>
        </div>
      )}
    </>
  );
}

function Row({ entry, row, at }: { entry: Entry; row: PromiseRow | null; at: number }) {
  const line = row?.order ?? entry.line;
  const place = [line.location, line.channel].filter(Boolean).join(", ");
  const who = [line.customer, line.tier].filter(Boolean);
  const known = row !== null && row.verdict !== "unknown";
  const chance = row?.chance ?? null;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="btn link"
          onClick={() => askAbout(line)}
          aria-label={words.ask(line.item)}
        >
          {line.item}
        </button>
        {place && <span class="small"> {place}</span>}
        <span class="two-line clip wide-only" title={row?.description}>
          {row?.description}
        </span>
        <span class="two-line narrow-line">{who.join(", ")}</span>
      </th>
      <td class="wide-only-cell">
        {who[0]}
        <span class="two-line">{who[1]}</span>
      </td>
      <td class="num">
        {amount(line.quantity)}
        <span class="two-line" title={longDay(line.due)}>
          {shortDay(line.due)}
        </span>
      </td>
      <td>
        {entry.promised ? (
          <Chip tone={row && known ? tones[row.verdict] : "note"}>{words.promised}</Chip>
        ) : (
          row && <Chip tone={tones[row.verdict]}>{verdicts[row.verdict]}</Chip>
        )}
        {row?.verdict === "unknown" && <p class="small">{missingSentence(row.missing, line)}</p>}
        <span class="two-line narrow-line">
          {chance !== null && row && `${rate(chance)} %, ${words.owed.toLowerCase()} ${owed(row.target)}`}
        </span>
      </td>
      <td class="num wide-only-cell">
        <b>{chance === null ? "" : rate(chance)}</b>
      </td>
      <td class="num wide-only-cell">{known ? percentage(row.target, 0) : ""}</td>
      <td class="num wide-only-cell">{known && (row.unlimited ? words.unlimited : number(row.most ?? 0))}</td>
      <td class="num wide-only-cell">
        {known && (row.earliest === null ? words.none : weekday(row.earliest))}
      </td>
      <td class="num">
        {!entry.promised && known && (
          <button
            type="button"
            class="btn quiet icon-only"
            aria-label={words.promiseLine(line.item)}
            title={words.promiseLine(line.item)}
            onClick={() => promiseAt([at])}
          >
            <Icon name="plus" />
          </button>
        )}
        <button
          type="button"
          class="btn quiet icon-only"
          aria-label={words.remove(line.item)}
          title={words.remove(line.item)}
          onClick={() => removeAt(at)}
        >
          <Icon name="close" />
        </button>
      </td>
    </tr>
  );
}
