// A table too long to draw: only the rows on the screen exist, two spacers stand for the others.
//
// The browser's own scroll bar stays true because the spacers have the height of what is missing.
// Rows have one height, that of the style sheet; it is measured on the first row drawn.

import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface Props {
  /** Name of the scrolling region. */
  label: string;
  looks: string;
  count: number;
  columns: number;
  head: ComponentChildren;
  row: (index: number) => ComponentChildren;
  /** First and last row on the screen. */
  onRange: (first: number, last: number) => void;
  /** The row that must be on the screen. */
  current: number;
  /** What a change of, which means going back to the first row. */
  start: unknown;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Browsers draw nothing beyond some millions of pixels. */
const mostPixels = 15_000_000;
const guessedHeight = 48;

export function Long({ label, looks, count, columns, head, row, onRange, current, start, onKeyDown }: Props) {
  const region = useRef<HTMLDivElement>(null);
  const list = useRef<Virtualizer<HTMLDivElement, HTMLTableRowElement>>(null);
  const [height, setHeight] = useState(guessedHeight);
  const [, redraw] = useState(0);
  const drawn = Math.min(count, Math.floor(mostPixels / height));

  const options = {
    count: drawn,
    getScrollElement: () => region.current,
    estimateSize: () => height,
    overscan: 6,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw((times) => times + 1),
  };
  list.current ??= new Virtualizer(options);
  list.current.setOptions(options);
  const virtual = list.current;

  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => {
    virtual._willUpdate();
    const measured = region.current?.querySelector("tr[data-row]")?.getBoundingClientRect().height;
    if (measured && Math.abs(measured - height) > 0.5) {
      setHeight(measured);
      virtual.measure();
    }
  });
  useEffect(() => virtual.scrollToIndex(0), [start, virtual]);
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: "auto" });
  }, [current, virtual]);

  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => onRange(first, Math.max(first, last)), [first, last, onRange]);

  return (
    <section ref={region} class="scroll tall" aria-label={label} onKeyDown={onKeyDown}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are moved between is a grid */}
      <table class={looks} role="grid" aria-rowcount={count + 1} aria-label={label}>
        <thead>{head}</thead>
        <tbody>
          <Spacer pixels={first * height} columns={columns} />
          {shown.map(({ index }) => row(index))}
          <Spacer pixels={(drawn - 1 - last) * height} columns={columns} />
        </tbody>
      </table>
    </section>
  );
}

function Spacer({ pixels, columns }: { pixels: number; columns: number }) {
  const cell = useRef<HTMLTableCellElement>(null);
  useLayoutEffect(() => {
    cell.current?.style.setProperty("height", `${Math.max(0, pixels)}px`);
  }, [pixels]);
  return pixels > 0 ? (
    <tr class="spacer">
      <td ref={cell} colSpan={columns} />
    </tr>
  ) : null;
}
