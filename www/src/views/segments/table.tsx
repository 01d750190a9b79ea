// The segment table: every segment in figures, the total, and the three uniform policies.

import { setTarget, setUniform, targetOf } from "../../state/edits";
import { inMoney, stockOf, uniform, uniformOlder, versus } from "../../state/look";
import { policy } from "../../state/policy";
import { comparison, comparisonOlder } from "../../state/results";
import { full, number, percent, percentage, signed } from "../../text/numbers";
import { versusNames } from "../../text/page";
import { target as targetWords, table as words } from "../../text/segments";
import { targetWords as inWords } from "../../text/steps";
import type { SegmentRow, SummaryAnswer, UniformRow } from "../../wire";
import { DownloadResults } from "../footer";
import { Carrying, carryEvents, carryLooks } from "./carrying";
import { exactTarget, shownTarget, TargetInput } from "./target";

interface Props {
  now: SummaryAnswer;
  /** Whether targets are edited here, because no matrix shows them. */
  editable: boolean;
  /** Whether there is no matrix: segments are merged here. */
  alone: boolean;
}

export function SegmentTable({ now, editable, alone }: Props) {
  const assumed = [...now.segments, now.total].some(isAssumed);
  return (
    <section class="panel" aria-labelledby="table-title">
      <div class="panel-head">
        <h2 id="table-title">{words.title}</h2>
        <DownloadResults what="segment_results" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways */}
      <section class="scroll" tabIndex={0} aria-label={words.region}>
        <table class="table pin segments" {...(alone ? carryEvents : {})}>
          <Head />
          <tbody>
            {now.segments.map((row, at) => (
              <Row
                key={row.segment}
                row={row}
                versusValue={segmentUnder(uniform.value, at)}
                editable={editable}
                alone={alone}
              />
            ))}
            <Row row={now.total} total versusValue={uniform.value?.row ? stockOf(uniform.value.row) : null} />
          </tbody>
          <tbody class="versus">
            <Uniform of="same_target" found={now.same_target} older={false} />
            {now.total.fill_rate !== null && (
              <>
                <Uniform
                  of="same_capital"
                  found={comparison.value?.same_capital}
                  older={comparisonOlder.value}
                />
                <Uniform
                  of="same_service"
                  found={comparison.value?.same_service}
                  older={comparisonOlder.value}
                />
              </>
            )}
          </tbody>
        </table>
      </section>
      {alone && (
        <div class="panel-foot">
          <Carrying byKey={false} />
        </div>
      )}
      {assumed && (
        <div class="panel-foot">{words.note(percent(now.total.assumed_order_quantity_share, 0))}</div>
      )}
    </section>
  );
}

/** Whether so much of the money rests on assumed order quantities that turns and holding cost say so. */
const isAssumed = (row: SegmentRow) => row.assumed_order_quantity_share > 0.2;

/** A segment's stock under a uniform policy, where that is told in what is shown. */
function segmentUnder(found: UniformRow | null, at: number): number | null {
  if (!found?.row) return null;
  const sum = found.by_segment.reduce((all, part) => all + part, 0);
  const whole = stockOf(found.row);
  return Math.abs(sum - whole) <= 1e-6 * Math.max(1, Math.abs(whole)) ? (found.by_segment[at] ?? null) : null;
}

function Head() {
  const currency = policy.value?.currency ?? "";
  const heads: readonly (readonly [string, string])[] = [
    [words.items, ""],
    [words.revenue, "%"],
    [words.target, ""],
    [words.cycle, words.reached],
    [words.fill, words.reached],
    [words.units, words.unitsUnit],
    ...(inMoney.value ? ([[words.value, currency || "value"]] as const) : []),
    [words.cover, words.coverUnit],
    ...(inMoney.value
      ? ([
          [words.holding, `${currency} ${words.year}`.trim()],
          [words.turns, words.year],
        ] as const)
      : []),
    [words.short, words.year],
    [
      words.versus,
      `${versusNames[versus.value]}${inMoney.value ? (currency ? `, ${currency}` : "") : `, ${words.unitsUnit}`}`,
    ],
  ];
  return (
    <thead>
      <tr>
        <th scope="col">{words.segment}</th>
        {heads.map(([name, unit]) => (
          <th scope="col" class="num" key={name + unit}>
            {name}
            <span class="unit">{unit}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  row: SegmentRow;
  versusValue: number | null;
  editable?: boolean;
  alone?: boolean;
  total?: boolean;
}

function Row({ row, versusValue, editable = false, alone = false, total = false }: RowProps) {
  const target = row.target;
  const own = policy.value && targetOf(policy.value, row.segment);
  return (
    <tr
      class={total ? "total" : alone ? carryLooks(row.segment) : undefined}
      data-segment={alone ? row.segment : undefined}
    >
      <th scope="row">
        {total ? words.total : <span class={alone ? "cell-name" : undefined}>{row.segment}</span>}
      </th>
      <td class="num">{number(row.items)}</td>
      <Figure value={row.revenue_share} show={(value) => percentage(value)} />
      <td class="num">
        {editable && own ? (
          <TargetInput
            label={targetWords.name(row.segment, own.kind)}
            target={own}
            onTarget={(wanted, gesture) => setTarget(row.segment, wanted, gesture)}
          />
        ) : target ? (
          target.kind === "cycle_service_level" ? (
            <span title={exactTarget(target)}>{`${shownTarget(target)}\u00a0%`}</span>
          ) : (
            inWords(target)
          )
        ) : total ? (
          ""
        ) : (
          words.mixed
        )}
      </td>
      <Figures row={row} />
      <td class="num" aria-busy={uniformOlder.value}>
        {versusValue === null ? (
          "–"
        ) : (
          <Difference value={stockOf(row) - versusValue} older={uniformOlder.value} />
        )}
      </td>
    </tr>
  );
}

const Difference = ({ value, older }: { value: number; older: boolean }) => (
  <span class={older ? "is-older" : undefined} title={full(value)}>
    {signed(value)}
  </span>
);

const Figure = ({ value, show }: { value: number | null; show: (value: number) => string }) => (
  <td class="num" title={full(value)}>
    {value === null ? "–" : show(value)}
  </td>
);

const about = (row: SegmentRow, shown: string) => (isAssumed(row) ? `≈\u00a0${shown}` : shown);

/** The columns that segments, total and uniform policies share. */
const Figures = ({ row }: { row: SegmentRow }) => (
  <>
    <Figure value={row.cycle_service_level} show={(value) => percentage(value, 2)} />
    <Figure value={row.fill_rate} show={(value) => percentage(value, 2)} />
    <Figure value={row.safety_stock} show={(value) => number(value)} />
    {inMoney.value && <Figure value={row.safety_stock_value} show={(value) => number(value)} />}
    <Figure value={row.days_of_cover} show={(value) => number(value, 1)} />
    {inMoney.value && <Figure value={row.holding_cost} show={(value) => about(row, number(value))} />}
    {inMoney.value && <Figure value={row.turns} show={(value) => about(row, number(value, 1))} />}
    <Figure value={row.units_short} show={(value) => number(value)} />
  </>
);

interface UniformProps {
  of: keyof typeof words.rows;
  found: UniformRow | undefined;
  older: boolean;
}

function Uniform({ of, found, older }: UniformProps) {
  const [name, note] = words.rows[of];
  const row = found?.row;
  const beside = uniform.value?.row;
  const remark = found ? found.remark : words.searching;
  return (
    <tr class={older ? "is-older" : undefined} aria-busy={older}>
      <th scope="row">
        {name}
        <span class="two-line">{remark || note}</span>
      </th>
      {row ? (
        <>
          <td class="num">{number(row.items)}</td>
          <Figure value={row.revenue_share} show={(value) => percentage(value)} />
          <td class="num">
            {of === "same_target" && policy.value ? (
              <TargetInput label={words.uniformTarget} target={policy.value.uniform} onTarget={setUniform} />
            ) : (
              found?.target !== null && found?.target !== undefined && percent(found.target, 2)
            )}
          </td>
          <Figures row={row} />
          <td class="num">
            {beside ? (
              <Difference value={stockOf(row) - stockOf(beside)} older={older || uniformOlder.value} />
            ) : (
              "–"
            )}
          </td>
        </>
      ) : (
        <td colSpan={12} class="muted">
          {found ? "–" : ""}
        </td>
      )}
    </tr>
  );
}
