// Another policy beside the one in force: what differs, in money and service, before anything is replaced.

import { useEffect } from "preact/hooks";
import { askBeside, beside, besideAnswer, leaveBeside, takeBeside } from "../state/beside";
import { loaded } from "../state/files";
import { inMoney, stockOf } from "../state/look";
import { policy } from "../state/policy";
import { besideWords as words } from "../text/agreement";
import { number, percentage } from "../text/numbers";
import { targetWords } from "../text/steps";
import type { ComparePoliciesAnswer, SegmentRow } from "../wire";

export function Beside() {
  const other = beside.value;
  const alone = loaded.value.length === 0;
  useEffect(() => void (alone || askBeside()), [other, policy.value, alone]);
  if (!other) return null;
  const found = alone ? null : besideAnswer.value;
  return (
    <section class="panel section-below" aria-labelledby="beside-title">
      <div class="panel-head">
        <h2 id="beside-title">{alone ? words.alone(other.name) : words.title(other.name)}</h2>
        <div class="row">
          <button type="button" class="btn primary" onClick={takeBeside}>
            {words.take}
          </button>
          <button type="button" class="btn" onClick={leaveBeside}>
            {words.leave}
          </button>
        </div>
      </div>
      <div class="panel-body" role="status">
        {alone ? (
          words.aloneText
        ) : !found ? (
          words.working
        ) : found.changes_total === 0 ? (
          words.nothing
        ) : (
          <Said found={found} />
        )}
      </div>
      {found && !found.remark && found.changes_total > 0 && <Segments found={found} />}
      {found && found.changes_total > 0 && <Fields found={found} />}
    </section>
  );
}

const Said = ({ found }: { found: ComparePoliciesAnswer }) => (
  <>
    <p>{words.summary(found)}</p>
    {found.lapsing.length > 0 && <p>{words.lapsing(found.lapsing.map(({ name }) => name))}</p>}
  </>
);

function Segments({ found }: { found: ComparePoliciesAnswer }) {
  const stock = inMoney.value ? policy.value?.currency || "value" : "units";
  const rows = [
    ...found.segments,
    { segment: words.total, before: found.before, after: found.after, total: true as const },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section class="scroll tall" tabIndex={0} aria-label={words.region}>
      <table class="table pin">
        <thead>
          <tr>
            <th scope="col">{words.segment}</th>
            {[words.items, words.target, `${words.stock}, ${stock}`, words.fill].flatMap((head) =>
              [words.now, words.other].map((when) => (
                <th scope="col" class="num" key={head + when}>
                  {head}
                  <span class="unit">{when}</span>
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place} class={"total" in row ? "total" : undefined}>
              <th scope="row">{row.segment}</th>
              {shown.flatMap((show, at) =>
                [row.before, row.after].map((side, which) => (
                  <td class="num" key={`${at} ${which}`}>
                    {side ? show(side) : "–"}
                  </td>
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const shown: readonly ((row: SegmentRow) => string)[] = [
  (row) => number(row.items),
  (row) => (row.target ? targetWords(row.target) : "–"),
  (row) => number(stockOf(row)),
  (row) => (row.fill_rate === null ? "–" : percentage(row.fill_rate, 2)),
];

/** A field's content as the file has it; a field that is absent has none. */
const written = (value: unknown) => (value === null || value === undefined ? "–" : JSON.stringify(value));

const Fields = ({ found }: { found: ComparePoliciesAnswer }) => (
  <details class="behind panel-foot">
    <summary>{words.fields(found.changes_total)}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
    <section class="scroll tall" tabIndex={0} aria-label={words.fields(found.changes_total)}>
      <table class="table plain">
        <thead>
          <tr>
            {[words.field, words.now, words.other].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.changes.map(({ path, before, after }) => (
            <tr key={path}>
              {[path, written(before), written(after)].map((text, at) => (
                <td class="mono" key={at}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
);
