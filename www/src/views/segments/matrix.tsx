// The matrix: a real table, one tab stop; arrow keys move, Enter or a digit edits the target.

import { useRef } from "preact/hooks";
import { Radios } from "../../parts/choice";
import { chosenSegment, inMoney, shade, stockOf } from "../../state/look";
import { policy } from "../../state/policy";
import { dimensions as dimensionNames } from "../../text/names";
import { percent, short, shortMoney } from "../../text/numbers";
import { classWords, type Shade, shades, matrix as words } from "../../text/segments";
import type { Axis, Matrix, MatrixCell, SegmentRow } from "../../wire";
import { Carrying, carryEvents } from "./carrying";
import { Cell, SumCell } from "./cell";
import { Editor } from "./editor";
import { gridKeys } from "./grid-keys";

/** What a row is shaded by. */
const measures: Record<Shade, (row: SegmentRow) => number> = {
  stock: stockOf,
  items: (row) => row.items,
  revenue: (row) => row.revenue_share ?? 0,
  fill: (row) => row.fill_rate ?? 0,
};
const borders = [0.08, 0.15, 0.3, 0.5, 0.9];

const axisName = ({ dimension, title }: Axis) =>
  dimension === "column" ? title : (dimensionNames[dimension as keyof typeof dimensionNames] ?? dimension);

/** One dimension lies across, as a single row. */
interface Laid {
  rows: Axis | null;
  columns: Axis;
  cells: (MatrixCell | null)[][];
  rowTotals: (SegmentRow | undefined)[];
  columnTotals: SegmentRow[] | null;
}

function laid(matrix: Matrix): Laid {
  const { rows, columns, cells } = matrix;
  if (columns)
    return { rows, columns, cells, rowTotals: matrix.row_totals, columnTotals: matrix.column_totals };
  return {
    rows: null,
    columns: rows,
    cells: [cells.map((row) => row[0] ?? null)],
    rowTotals: [],
    columnTotals: null,
  };
}

export function MatrixPanel({ matrix, total }: { matrix: Matrix; total: SegmentRow }) {
  const table = laid(matrix);
  const rows = table.cells.flat().flatMap((cell) => (cell ? [cell.row] : []));
  const { heat, low, high } = shading(rows);
  return (
    <section class="panel" aria-labelledby="matrix-title">
      <div class="panel-head">
        <h2 id="matrix-title">
          {words.title(axisName(matrix.rows), matrix.columns && axisName(matrix.columns))}
        </h2>
        <Radios
          label={words.shade}
          value={shade.value}
          options={(Object.keys(shades) as Shade[]).map((value) => ({ value, words: shades[value] }))}
          onChange={(value) => {
            shade.value = value;
          }}
        />
      </div>
      <div class="scroll matrix-wrap">
        <Table table={table} total={total} heat={heat} />
      </div>
      <div class="panel-foot">
        <span class="legend">
          {low}{" "}
          <span class="ramp" aria-hidden="true">
            {borders.map((border, at) => (
              <i key={border} class={`h${at}`} />
            ))}
            <i class="h5" />
          </span>{" "}
          {words.to} {high} {words.legend(shades[shade.value])}
        </span>
        <Carrying />
      </div>
      <Editor segments={rows} />
    </section>
  );
}

/** The shade of a row as a share of the darkest, and the ends of the scale in words. */
function shading(rows: SegmentRow[]) {
  const measure = measures[shade.value];
  const values = rows.map(measure);
  const most = Math.max(0, ...values);
  const least = Math.min(most, ...values);
  const from = shade.value === "fill" ? least : 0;
  const currency = policy.value?.currency ?? "";
  const say = (value: number) =>
    shade.value === "items"
      ? short(value)
      : shade.value !== "stock"
        ? percent(value)
        : inMoney.value
          ? shortMoney(value, currency)
          : short(value);
  const heat = (row: SegmentRow) => (most > from ? (measure(row) - from) / (most - from) : 0);
  return { heat, low: say(least), high: say(most) };
}

interface TableProps {
  table: Laid;
  total: SegmentRow;
  heat: (row: SegmentRow) => number;
}

function Table({ table, total, heat }: TableProps) {
  const element = useRef<HTMLTableElement>(null);
  const { rows, columns, cells } = table;
  const flat = cells.flat().flatMap((cell) => (cell ? [cell.segment] : []));
  const current = flat.includes(chosenSegment.value) ? chosenSegment.value : (flat[0] ?? "");
  let stops = 0;
  const step = (share: number) => borders.filter((border) => share >= border).length;
  return (
    <table
      ref={element}
      class={rows ? "matrix" : "matrix one-row"}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells are moved between: a grid
      role="grid"
      aria-label={words.label}
      onKeyDown={(event) => gridKeys(event, element.current)}
      {...carryEvents}
    >
      <thead>
        <tr>
          <td class="corner" />
          {columns.classes.map((one, at) => (
            <th scope="col" key={one.name}>
              {one.name}
              <span class="two-line">{classWords(columns, at)}</span>
            </th>
          ))}
          <th scope="col" class="sum-col">
            {words.all}
            {rows && <span class="two-line">{words.ofRow}</span>}
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map((line, row) => (
          <tr key={rows?.classes[row]?.name ?? "all"}>
            <th scope="row">
              {rows ? rows.classes[row]?.name : <span class="visually-hidden">{axisName(columns)}</span>}
              {rows && <span class="two-line">{classWords(rows, row)}</span>}
            </th>
            {line.map((cell, column) => (
              <Cell
                key={column}
                cell={cell}
                place={`${row},${column}`}
                step={cell ? step(heat(cell.row)) : 0}
                share={cell ? heat(cell.row) : 0}
                stop={cell !== null && cell.segment === current && stops++ === 0}
              />
            ))}
            <SumCell row={table.rowTotals[row] ?? total} />
          </tr>
        ))}
      </tbody>
      {table.columnTotals && (
        <tfoot>
          <tr>
            <th scope="row">
              {words.all}
              <span class="two-line">{words.ofColumn}</span>
            </th>
            {table.columnTotals.map((row) => (
              <SumCell key={row.segment} row={row} />
            ))}
            <SumCell row={total} />
          </tr>
        </tfoot>
      )}
    </table>
  );
}
