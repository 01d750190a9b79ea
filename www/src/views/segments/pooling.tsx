// Separate against shared stock: what holding an item apart costs, by segment and item by item.

import { useState } from "preact/hooks";
import { Select } from "../../parts/choice";
import { Figure, type Head, Table } from "../../parts/table";
import { report } from "../../state/files";
import { inMoney } from "../../state/look";
import { policy } from "../../state/policy";
import {
  askPooling,
  pooling,
  poolingNow,
  poolingOlder,
  poolingTrouble,
  sharedAcross,
} from "../../state/pooling";
import { figures, number, percentage } from "../../text/numbers";
import { pooling as words } from "../../text/pooling";
import type { FileReport, PoolingAnswer, UnitField } from "../../wire";

/** Whether a file that demand is taken from says which location, channel or customer a row belongs to. */
const isKnown = (field: UnitField, files: readonly FileReport[]) =>
  files.some(
    ({ used, table, columns }) =>
      used &&
      columns.some(({ role, also }) =>
        ["demand", "item_statistics"].some(
          (of) => (table === of && role === field) || also.includes(`${of}.${field}`),
        ),
      ),
  );

export function Pooling() {
  const fields: UnitField[] = (policy.value?.stocking_unit ?? []).filter(
    (field) => field !== "item" && isKnown(field, report.value?.files ?? []),
  );
  const [chosen, setChosen] = useState<UnitField | null>(null);
  const field = chosen && fields.includes(chosen) ? chosen : fields[0];
  return (
    <section class="panel section-gap" aria-labelledby="pooling-title" aria-busy={poolingNow.value}>
      <div class="panel-head">
        <h2 id="pooling-title">{words.title}</h2>
        {field && (
          <div class="row">
            <Select
              silent
              looks="compact auto"
              label={words.across}
              value={field}
              options={fields.map((value) => ({ value, words: `${words.across} ${words.places(value)}` }))}
              onChange={setChosen}
            />
            <button
              type="button"
              class="btn"
              disabled={poolingNow.value}
              onClick={() => void askPooling(field)}
            >
              {pooling.value ? words.again : words.ask}
            </button>
          </div>
        )}
      </div>
      <div class="panel-body" role="status">
        {field ? (
          <Said field={field} />
        ) : (
          <p>
            {words.one} <a href="#data">{words.toData}</a>
          </p>
        )}
      </div>
      {field && pooling.value && pooling.value.items > 0 && sharedAcross.value === field && (
        <div class={poolingOlder.value ? "is-older" : undefined}>
          <BySegment now={pooling.value} />
          <ByItem now={pooling.value} />
        </div>
      )}
    </section>
  );
}

function Said({ field }: { field: UnitField }) {
  const now = sharedAcross.value === field ? pooling.value : null;
  if (poolingNow.value) return <p>{words.working}</p>;
  if (poolingTrouble.value) return <p class="field-note error">{poolingTrouble.value}</p>;
  if (!now) return <p class="muted">{words.deck}</p>;
  if (now.across === null) return <p>{words.absent(field)}</p>;
  if (now.items === 0) return <p>{words.none(field)}</p>;
  return (
    <p>
      <b>{words.found(now, policy.value?.currency ?? "", inMoney.value)}</b> {words.note}{" "}
      {poolingOlder.value && words.older}
    </p>
  );
}

const money = () => (inMoney.value ? policy.value?.currency || "value" : "units");

const costHeads = (unit: string): Head[] => [
  { name: words.heads.separate, unit },
  { name: words.heads.shared, unit },
];

/** Separate and shared stock, what lies between, and that as a share. */
const Costs = ({ separate, shared, costs }: { separate: number; shared: number; costs: number | null }) => (
  <>
    {[separate, shared, costs].map((value, at) => (
      <Figure key={at} value={value} show={(shown) => number(shown)} />
    ))}
    <td class="num">{separate > 0 ? percentage((separate - shared) / separate, 0) : "–"}</td>
  </>
);

function BySegment({ now }: { now: PoolingAnswer }) {
  const heads = [
    { name: words.heads.units },
    ...costHeads(money()),
    { name: words.heads.costs, unit: money() },
    { name: words.heads.share, unit: "%" },
  ];
  return (
    <Table first={words.heads.segment} heads={heads} looks="table pin" label={words.segmentsRegion}>
      {[...now.segments, { ...now.total, isTotal: true }].map((row) => (
        <tr key={"isTotal" in row ? "\n" : row.segment} class={"isTotal" in row ? "total" : undefined}>
          <th scope="row">{"isTotal" in row ? words.total : row.segment}</th>
          <td class="num">{number(row.units)}</td>
          <Costs separate={row.separate} shared={row.shared} costs={row.separate - row.shared} />
        </tr>
      ))}
    </Table>
  );
}

const atOnce = 10;

function ByItem({ now }: { now: PoolingAnswer }) {
  const [shown, setShown] = useState(atOnce);
  const heads = [
    { name: words.heads.places, unit: words.places(now.across ?? "location") },
    { name: words.heads.correlation, unit: words.heads.correlationNote },
    ...costHeads("units"),
    { name: words.heads.costs, unit: money() },
    { name: words.heads.share, unit: "%" },
  ];
  return (
    <>
      <div class="panel-body">
        <h3>{words.items}</h3>
        {now.rows.length < now.items && <p class="small muted">{words.first(now.rows.length, now.items)}</p>}
      </div>
      <Table first={words.heads.item} heads={heads} looks="table pin" label={words.itemsRegion}>
        {now.rows.slice(0, shown).map((row) => (
          <tr key={row.key.join("\n")}>
            <th scope="row">{row.key.join(" · ")}</th>
            <td class="num">{number(row.places)}</td>
            <Figure value={row.correlation} show={figures} />
            <Costs
              separate={row.separate}
              shared={row.shared}
              costs={inMoney.value ? row.saved : row.separate - row.shared}
            />
          </tr>
        ))}
      </Table>
      {shown < now.rows.length && (
        <div class="panel-foot">
          <button type="button" class="btn compact" onClick={() => setShown(shown + 5 * atOnce)}>
            {words.open(now.rows.length - shown)}
          </button>
        </div>
      )}
    </>
  );
}
