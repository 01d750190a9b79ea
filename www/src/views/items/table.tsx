// The list of items: only the rows on the screen exist; one tab stop, arrows inside, Enter opens
// the working.

import { useState } from "preact/hooks";
import { Chip } from "../../parts/chip";
import { Icon } from "../../parts/icon";
import { Long } from "../../parts/long";
import { choice, choose, rows, rowsTrouble, selected, showRows, sortBy } from "../../state/items";
import { inMoney } from "../../state/look";
import { policy } from "../../state/policy";
import { list, columns as words } from "../../text/items";
import { markName, markTone, periods } from "../../text/names";
import { figures, full, number, percentage } from "../../text/numbers";
import { targetWords } from "../../text/steps";
import type { ItemRow, ItemSort } from "../../wire";
import { shownTarget } from "../segments/target";

interface Column {
  sort: ItemSort;
  head: string;
  unit: string;
  show: (row: ItemRow) => string;
  exact?: (row: ItemRow) => number | null;
  /** On a phone, and beside the working, it gives way. */
  wide: "always" | "wide" | "alone";
}

const or = (value: number | null, show: (value: number) => string, none = words.none) =>
  value === null ? none : show(value);

function columnsShown(): Column[] {
  const { period = "week", currency = "" } = policy.value ?? {};
  return [
    { sort: "segment", head: words.segment, unit: "", show: (row) => row.segment, wide: "wide" },
    {
      sort: "mean",
      head: words.mean,
      unit: words.per(periods[period]),
      show: (row) => or(row.mean, (value) => number(value, 1)),
      exact: (row) => row.mean,
      wide: "wide",
    },
    {
      sort: "cv",
      head: words.cv,
      unit: words.by(periods[period]),
      show: (row) => or(row.cv, (value) => number(value, 2)),
      exact: (row) => row.cv,
      wide: "alone",
    },
    {
      sort: "lead_time_days",
      head: words.lead_time_days,
      unit: words.days,
      show: (row) => figures(row.lead_time_days),
      wide: "alone",
    },
    { sort: "target", head: words.target, unit: words.percent, show: targetShown, wide: "wide" },
    {
      sort: "cycle_service_level",
      head: words.cycle_service_level,
      unit: words.reached,
      show: (row) => or(row.cycle_service_level, percentage),
      exact: (row) => row.cycle_service_level,
      wide: "wide",
    },
    {
      sort: "fill_rate",
      head: words.fill_rate,
      unit: words.reached,
      show: (row) => or(row.fill_rate, (value) => percentage(value, 2)),
      exact: (row) => row.fill_rate,
      wide: "alone",
    },
    {
      sort: "safety_stock",
      head: words.safety_stock,
      unit: words.units,
      show: (row) => or(row.safety_stock_units, number),
      exact: (row) => row.safety_stock,
      wide: "always",
    },
    ...(inMoney.value
      ? ([
          {
            sort: "safety_stock_value",
            head: words.safety_stock_value,
            unit: currency,
            show: (row) => or(row.safety_stock_value, number, words.noCost),
            exact: (row) => row.safety_stock_value,
            wide: "alone",
          },
        ] as Column[])
      : []),
    {
      sort: "days_of_cover",
      head: words.days_of_cover,
      unit: words.days,
      show: (row) => or(row.days_of_cover, (value) => number(value, 1)),
      exact: (row) => row.days_of_cover,
      wide: "alone",
    },
    {
      sort: "reorder_point",
      head: words.reorder_point,
      unit: words.units,
      show: (row) => or(row.reorder_point_units, number),
      exact: (row) => row.reorder_point,
      wide: "always",
    },
  ];
}

/** The unit stands in the head where it is percent; other kinds carry their own. */
const targetShown = ({ target }: ItemRow) =>
  !target ? words.none : target.kind === "cycle_service_level" ? shownTarget(target) : targetWords(target);

const looks = (column: Column) =>
  column.wide === "always" ? "" : column.wide === "wide" ? " wide-only-cell" : " wide-only-cell alone-only";

export function ItemTable() {
  const { rows: held, offset, matched, total } = rows.value;
  const [cursor, setCursor] = useState(0);
  const columns = columnsShown();
  const at = Math.min(cursor, Math.max(0, matched - 1));
  const rowAt = (index: number) => held[index - offset];

  function press(event: KeyboardEvent) {
    if (event.target !== event.currentTarget && !(event.target as HTMLElement).closest("tbody")) return;
    const pages: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 12,
      PageUp: -12,
      Home: -matched,
      End: matched,
    };
    const by = pages[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setCursor(Math.min(matched - 1, Math.max(0, at + by)));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(rowAt(at));
    }
  }

  if (rowsTrouble.value) return <p class="panel-body field-note error">{rowsTrouble.value.sentence}</p>;
  return (
    <>
      <Long
        label={list.label}
        looks="table sticky rows items"
        count={matched}
        columns={columns.length + 1}
        filled={held.length > 0}
        current={at}
        start={JSON.stringify(choice.value)}
        onRange={showRows}
        onKeyDown={press}
        head={<Head columns={columns} />}
        row={(index) => (
          <Row
            key={index}
            row={rowAt(index)}
            at={index}
            columns={columns}
            stop={index === at}
            onOpen={() => {
              setCursor(index);
              open(rowAt(index));
            }}
          />
        )}
      />
      {matched === 0 && total > 0 && <Nothing />}
      <div class="panel-foot row between">
        <span>{list.matched(matched, total)}</span>
        <span>{list.foot}</span>
      </div>
    </>
  );
}

function open(row: ItemRow | undefined) {
  if (row) selected.value = row.index;
}

const Nothing = () => (
  <div class="panel-body row">
    <span>{list.nothing}</span>
    <button
      type="button"
      class="btn link"
      onClick={() => choose({ search: "", segments: [], exceptions_only: false, dormant_only: false })}
    >
      {list.clear}
    </button>
  </div>
);

function Head({ columns }: { columns: Column[] }) {
  const { sort } = choice.value;
  const first = sort === "exceptions" || sort === "key";
  return (
    <tr>
      <th scope="col" class="lead-col" aria-sort={first ? direction() : undefined}>
        <Sort
          words={sort === "exceptions" ? `${words.key}, ${words.exceptions}` : words.key}
          active={first}
          onSort={() => sortBy(sort === "exceptions" ? "key" : "exceptions", false)}
        />
      </th>
      {columns.map((column) => (
        <th
          key={column.sort}
          scope="col"
          class={`${column.sort === "segment" ? "lead-col" : "num"}${looks(column)}`}
          aria-sort={sort === column.sort ? direction() : undefined}
        >
          <Sort
            words={column.head}
            active={sort === column.sort}
            onSort={() => sortBy(column.sort, column.sort !== "segment")}
          />
          {column.unit && <span class="unit">{column.unit}</span>}
        </th>
      ))}
    </tr>
  );
}

const direction = () => (choice.value.descending ? "descending" : "ascending");

const Sort = ({ words: name, active, onSort }: { words: string; active: boolean; onSort: () => void }) => (
  <button type="button" class="sort" onClick={onSort}>
    {name}
    {active && <Icon name={choice.value.descending ? "falling" : "rising"} />}
  </button>
);

interface RowProps {
  /** Not known until the engine has answered; the row can be on the screen before. */
  row: ItemRow | undefined;
  at: number;
  columns: Column[];
  stop: boolean;
  onOpen: () => void;
}

const Row = ({ row, at, columns, stop, onOpen }: RowProps) => (
  <tr
    data-row={at}
    aria-rowindex={at + 2}
    tabIndex={stop ? 0 : -1}
    class={row && selected.value === row.index ? "is-selected" : undefined}
    aria-selected={row !== undefined && selected.value === row.index}
    aria-busy={row === undefined}
    onClick={onOpen}
  >
    {row ? <Cells row={row} columns={columns} /> : <td colSpan={columns.length + 1}>{"\u00a0"}</td>}
  </tr>
);

const Cells = ({ row, columns }: { row: ItemRow; columns: Column[] }) => (
  <>
    <th scope="row">
      <span class="code">
        <span class="clip" title={row.key.join(" · ")}>
          {row.key.join(" · ")}
        </span>
        {row.marks[0] && <Chip tone={markTone(row.marks[0])}>{markName(row.marks[0])}</Chip>}
      </span>
      {row.description && (
        <span class="two-line clip" title={row.description}>
          {row.description}
        </span>
      )}
    </th>
    {columns.map((column) => (
      <td
        key={column.sort}
        class={`${column.sort === "segment" ? "" : "num"}${looks(column)}`}
        title={full(column.exact?.(row))}
      >
        {column.show(row)}
      </td>
    ))}
  </>
);
