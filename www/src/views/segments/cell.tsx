// A cell of the matrix: name and target on top, the shaded measure large, three figures below.

import { carried, carryOver } from "../../state/carry";
import { setTarget, targetBefore, targetOf } from "../../state/edits";
import { chosenSegment, inMoney, stockOf } from "../../state/look";
import { policy, savedPolicy } from "../../state/policy";
import { full, number, percent, short, shortMoney } from "../../text/numbers";
import { target as targetWords, matrix as words } from "../../text/segments";
import type { MatrixCell, SegmentRow } from "../../wire";
import { carryLooks } from "./carrying";
import { TargetInput } from "./target";

interface Props {
  cell: MatrixCell | null;
  place: string;
  /** Its shade, 0 to 5, and exactly as a share of the darkest. */
  step: number;
  share: number;
  /** Whether it is the matrix's tab stop. */
  stop: boolean;
}

export function Cell({ cell, place, step, share, stop }: Props) {
  const now = policy.value;
  if (!cell || !now) return <td class="cell empty-cell">{words.none}</td>;
  const { segment, row } = cell;
  const target = targetOf(now, segment);
  const saved = targetBefore(savedPolicy.value, now, segment);
  const edited = saved && (saved.kind !== target.kind || saved.value !== target.value);
  return (
    <td
      class={`cell h${step}${edited ? " is-edited" : ""}${chosenSegment.value === segment ? " is-chosen" : ""}${carryLooks(segment)}`}
      data-place={place}
      data-segment={segment}
      tabIndex={stop ? 0 : -1}
      onFocusCapture={() => {
        chosenSegment.value = segment;
        if (carried.value) carryOver(segment);
      }}
    >
      <div class="cell-top">
        <span class="cell-name">{row.segment}</span>
        <TargetInput
          label={targetWords.name(segment, target.kind)}
          target={target}
          stop={false}
          onTarget={(wanted, gesture) => setTarget(segment, wanted, gesture)}
        />
      </div>
      {segment !== row.segment && <p class="cell-note">{words.part(segment)}</p>}
      <Measures row={row} />
      <svg class="heatbar" aria-hidden="true">
        <rect width={`${Math.round(share * 100)}%`} height="6" />
      </svg>
    </td>
  );
}

/** Safety stock large, then items, revenue and fill rate. */
const Measures = ({ row }: { row: SegmentRow }) => (
  <>
    <div class="cell-main" title={full(stockOf(row))}>
      {inMoney.value
        ? shortMoney(stockOf(row), policy.value?.currency ?? "")
        : `${short(stockOf(row))} ${words.units}`}
    </div>
    <div class="cell-lines">
      <span>{words.items}</span>
      <span>{number(row.items)}</span>
      {row.revenue_share !== null && (
        <>
          <span>{words.revenue}</span>
          <span title={full(row.annual_revenue)}>{percent(row.revenue_share)}</span>
        </>
      )}
      <span>{words.fill}</span>
      <span title={full(row.fill_rate)}>{row.fill_rate === null ? "–" : percent(row.fill_rate, 2)}</span>
    </div>
  </>
);

/** A row or column of the matrix added up. */
export const SumCell = ({ row }: { row: SegmentRow }) => (
  <td class="cell sum-cell">
    <div class="cell-top">
      <span class="cell-note">
        {words.cycle} <b>{row.cycle_service_level === null ? "–" : percent(row.cycle_service_level)}</b>
      </span>
    </div>
    <Measures row={row} />
  </td>
);
