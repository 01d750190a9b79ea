// Keys in the matrix. On a cell: arrows move, Enter, F2 or a digit goes into its target. In a
// target: Enter and Escape come back to the cell; the rest is the target's own. M picks a segment up, Enter on
// another one merges the two.

import { carryKey } from "./carrying";

const moves: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const cellAt = (table: HTMLElement, row: number, column: number) =>
  table.querySelector<HTMLElement>(`td[data-place="${row},${column}"]`);

/** The next cell that way which has items; none at the border. */
function neighbour(
  table: HTMLElement,
  from: HTMLElement,
  [down, across]: readonly [number, number],
): HTMLElement | null {
  let [row = 0, column = 0] = (from.dataset.place ?? "").split(",").map(Number);
  for (;;) {
    row += down;
    column += across;
    const cell = cellAt(table, row, column);
    if (!cell || (cell.tabIndex >= -1 && cell.querySelector("input"))) return cell;
  }
}

/** Handles a key pressed somewhere in the table. */
export function gridKeys(event: KeyboardEvent, table: HTMLElement | null): void {
  const target = event.target as HTMLElement;
  const cell = target.closest<HTMLElement>("td[data-place]");
  if (!table || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const input = cell.querySelector("input");
  if (target === input) {
    if (event.key === "Enter" || event.key === "Escape") cell.focus();
    return;
  }
  if (carryKey(event.key, cell.dataset.segment ?? "")) {
    event.preventDefault();
    return;
  }
  const move = moves[event.key];
  if (move) {
    event.preventDefault();
    neighbour(table, cell, move)?.focus();
  } else if (input && (event.key === "Enter" || event.key === "F2")) {
    event.preventDefault();
    input.focus();
  } else if (input && /^[\d.,]$/.test(event.key)) {
    input.focus(); // Its text is selected: the digit takes its place.
  }
}
