// The dimensions that make the segments: which, in which order, and where their classes end.

import { Shares } from "../../charts/shares";
import { Select } from "../../parts/choice";
import { Float } from "../../parts/float";
import { Icon } from "../../parts/icon";
import { Sized } from "../../parts/sized";
import { addDimension, removeDimension, setDimension } from "../../state/edits";
import { report } from "../../state/files";
import { policy } from "../../state/policy";
import { measures, dimensions as names, type ValueMeasure } from "../../text/names";
import { number, percent } from "../../text/numbers";
import { dimensions as words } from "../../text/segments";
import type { Axis, Dimension, DimensionKind, Matrix, SegmentRow, XyzBucket } from "../../wire";
import { answerOf, Cuts } from "./cuts";
import { Presets } from "./presets";

export function Dimensions({ matrix }: { matrix: Matrix | null }) {
  const dimensions = policy.value?.segmentation.dimensions ?? [];
  const axes = [matrix?.rows, matrix?.columns];
  const totals = [matrix?.row_totals, matrix?.column_totals];
  return (
    <section class="panel" aria-labelledby="dimensions-title">
      <div class="panel-head">
        <h2 id="dimensions-title">{words.title}</h2>
        <div class="row">
          <Presets />
          <Add taken={dimensions} />
        </div>
      </div>
      {dimensions.length === 0 && <div class="panel-body muted">{words.none}</div>}
      {dimensions.map((dimension, at) => (
        <One key={at} index={at} dimension={dimension} axis={axes[at] ?? null} totals={totals[at] ?? []} />
      ))}
    </section>
  );
}

/** What can be added; what is not built yet is named, with that reason. */
function Add({ taken }: { taken: readonly Dimension[] }) {
  const free = (Object.keys(names) as DimensionKind[]).filter(
    (kind) => kind === "column" || !taken.some((one) => one.kind === kind),
  );
  const column = report.value?.files.find(({ used }) => used)?.columns[0]?.header ?? "";
  const button = (
    <>
      <Icon name="plus" />
      {words.addButton}
    </>
  );
  return (
    <Float looks="btn compact" title={words.add} label={words.add} button={button}>
      <ul class="choices">
        {free.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              class="step"
              onClick={() => addDimension(kind === "column" ? { kind, column } : { kind })}
            >
              {names[kind]}
            </button>
          </li>
        ))}
      </ul>
    </Float>
  );
}

interface OneProps {
  index: number;
  dimension: Dimension;
  axis: Axis | null;
  totals: readonly SegmentRow[];
}

function One({ index, dimension, axis, totals }: OneProps) {
  const { kind } = dimension;
  const name = kind === "column" ? dimension.column || names.column : names[kind];
  const answer = answerOf(index, dimension);
  const isDrawn = answer !== null && answer.measure !== "none";
  return (
    <div class="panel-body stack tight">
      <div class="row between">
        <h3>{name}</h3>
        <div class="row">
          <Choices index={index} dimension={dimension} />
          <button
            type="button"
            class="btn quiet icon-only compact"
            aria-label={words.remove(name)}
            onClick={() => removeDimension(index, kind)}
          >
            <Icon name="close" />
          </button>
        </div>
      </div>
      {!isDrawn && axis && axis.classes.length > 1 && <ClassShares name={name} axis={axis} totals={totals} />}
      <Cuts index={index} dimension={dimension} />
      {!isDrawn && axis && axis.near_border > 0 && <p class="field-note">{words.near(axis.near_border)}</p>}
    </div>
  );
}

/** What a kind of dimension lets one choose beside its borders. */
function Choices({ index, dimension }: { index: number; dimension: Dimension }) {
  const set = (part: Partial<Dimension>) => setDimension(index, { ...dimension, ...part });
  if (dimension.kind === "abc")
    return (
      <>
        <Select
          silent
          looks="compact auto"
          label={words.by(names.abc)}
          value={(dimension.by as ValueMeasure) ?? "revenue"}
          options={(Object.keys(measures) as ValueMeasure[]).map((value) => ({
            value,
            words: measures[value],
          }))}
          onChange={(by) => set({ by })}
        />
        <Select
          silent
          looks="compact auto"
          label={words.span}
          value={dimension.span_days === null ? "all" : "year"}
          options={[
            { value: "year", words: words.spanYear },
            { value: "all", words: words.spanAll },
          ]}
          onChange={(span) => set({ span_days: span === "all" ? null : 365 })}
        />
      </>
    );
  if (dimension.kind === "xyz")
    return (
      <Select
        silent
        looks="compact auto"
        label={words.bucket}
        value={dimension.bucket ?? "standard"}
        options={(Object.keys(words.buckets) as XyzBucket[]).map((value) => ({
          value,
          words: `over ${words.buckets[value]}`,
        }))}
        onChange={(bucket) => set({ bucket })}
      />
    );
  return dimension.kind === "column" ? (
    <Column dimension={dimension} onChange={(column) => set({ column })} />
  ) : null;
}

interface ColumnProps {
  dimension: Dimension;
  onChange: (column: string) => void;
}

/** Any column of a file that is used; a name that no file has is kept. */
function Column({ dimension, onChange }: ColumnProps) {
  const headers =
    report.value?.files.flatMap(({ used, columns }) =>
      used ? columns.map(({ role, header }) => role ?? header) : [],
    ) ?? [];
  const all = [...new Set([dimension.column ?? "", ...headers])].filter(Boolean);
  return (
    <Select
      silent
      looks="compact auto"
      label={words.column}
      value={dimension.column ?? ""}
      options={all.map((value) => ({ value, words: value }))}
      onChange={onChange}
    />
  );
}

interface SharesProps {
  name: string;
  axis: Axis;
  totals: readonly SegmentRow[];
}

function ClassShares({ name, axis, totals }: SharesProps) {
  const items = totals.map((row) => row.items);
  const revenue = totals.map((row) => row.revenue_share ?? 0);
  const bars = [
    { name: words.ofItems, parts: items, words: items.map((count) => number(count)) },
    ...(revenue.some((share) => share > 0)
      ? [
          {
            name: words.ofRevenue,
            parts: revenue,
            words: revenue.map((share) => percent(share, share < 0.1 ? 1 : 0)),
          },
        ]
      : []),
  ];
  const said = axis.classes
    .map(({ name }, at) => `${name} ${number(items[at] ?? 0)}, ${percent(revenue[at] ?? 0)}`)
    .join("; ");
  return (
    <Sized>
      {(width) => (
        <Shares
          classes={axis.classes.map((one) => one.name)}
          bars={bars}
          width={width}
          label={`${words.shares(name)}: ${said}`}
        />
      )}
    </Sized>
  );
}
