// A table too long to draw: only the rows on the screen exist, two spacers stand for the others.
//
// The browser's own scroll bar stays true because the spacers have the height of what is missing.
// All rows have one height, that of the style sheet; it is measured on the first row drawn. With one
// height, which rows are seen is a division; a library for it would be a sixth of the page.

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
  /** Whether rows are known: until then they are as high as guessed. */
  filled: boolean;
  /** First and last row drawn. */
  onRange: (first: number, last: number) => void;
  /** The row that has to be seen when it changes. */
  current: number;
  /** When this changes, the list begins anew at its first row. */
  start: string;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Browsers draw nothing beyond some millions of pixels. */
const mostPixels = 15_000_000;
const guessedHeight = 48;
/** Rows drawn above and below those that are seen. */
const spare = 6;

/** How many rows of a height can be reached. */
const reachable = (count: number, height: number) => Math.min(count, Math.floor(mostPixels / height));

export function Long({
  label,
  looks,
  count,
  columns,
  head,
  row,
  filled,
  onRange,
  current,
  start,
  onKeyDown,
}: Props) {
  const region = useRef<HTMLElement>(null);
  const above = useRef<HTMLTableCellElement>(null);
  const below = useRef<HTMLTableCellElement>(null);
  /** The focus was on a row and follows to the current one, which may have to be drawn first. */
  const following = useRef(false);
  const [height, setHeight] = useState(guessedHeight);
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const drawn = reachable(count, height);
  const first = Math.max(0, Math.min(drawn - 1, Math.floor(seen.top / height)) - spare);
  const last = Math.min(drawn - 1, Math.ceil((seen.top + seen.height) / height) + spare);

  // First of all effects: whoever asks for a place finds every row where it belongs.
  useLayoutEffect(() => {
    above.current?.style.setProperty("height", `${first * height}px`);
    below.current?.style.setProperty("height", `${Math.max(0, drawn - 1 - last) * height}px`);
  }, [first, last, drawn, height]);
  useLayoutEffect(() => {
    const measured = region.current?.querySelector('tr[aria-busy="false"]')?.getBoundingClientRect().height;
    if (measured) setHeight(measured);
  }, [filled, columns, seen.height]);
  useEffect(() => watch(region.current, setSeen), []);
  useEffect(() => region.current?.scrollTo({ top: 0 }), [start]);
  useLayoutEffect(() => {
    const focused = document.activeElement;
    following.current =
      focused === region.current || (region.current?.querySelector("tbody")?.contains(focused) ?? false);
    // A row that goes while it has the focus has the browser lay out half a table, and scroll to fit.
    if (following.current && (current < first || current > last))
      region.current?.focus({ preventScroll: true });
    bringIntoView(region.current, current * height, height);
  }, [current]);
  useLayoutEffect(() => {
    const row = following.current && region.current?.querySelector<HTMLElement>(`tr[data-row="${current}"]`);
    if (!row) return;
    following.current = false;
    row.focus({ preventScroll: true });
  });
  useEffect(() => onRange(first, Math.max(first, last)), [first, last, onRange]);

  const indices = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return (
    <section ref={region} tabIndex={-1} class="scroll tall" aria-label={label} onKeyDown={onKeyDown}>
      <table
        class={looks}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved between: a grid
        role="grid"
        aria-rowcount={count + 1}
        aria-label={label}
      >
        <thead>{head}</thead>
        <tbody>
          <tr class="spacer">
            <td ref={above} colSpan={columns} />
          </tr>
          {indices.map(row)}
          <tr class="spacer">
            <td ref={below} colSpan={columns} />
          </tr>
        </tbody>
      </table>
    </section>
  );
}

/** Tells what is seen of a region, now and whenever it is scrolled or changes its size. */
function watch(region: HTMLElement | null, tell: (seen: { top: number; height: number }) => void) {
  if (!region) return;
  const told = () => {
    letGo(region);
    tell({ top: region.scrollTop, height: region.clientHeight });
  };
  const sizes = new ResizeObserver(told);
  sizes.observe(region);
  region.addEventListener("scroll", told, { passive: true });
  return () => {
    sizes.disconnect();
    region.removeEventListener("scroll", told);
  };
}

/** A row that is scrolled away gives its focus to the region before it goes. */
function letGo(region: HTMLElement): void {
  const row = document.activeElement?.closest<HTMLElement>("tr[data-row]");
  if (!row || !region.contains(row)) return;
  const [seen, own] = [region.getBoundingClientRect(), row.getBoundingClientRect()];
  const near = (spare - 1) * own.height;
  if (own.bottom < seen.top - near || own.top > seen.bottom + near) region.focus({ preventScroll: true });
}

/** Scrolls just so far that a row is seen below the head. */
function bringIntoView(region: HTMLElement | null, top: number, height: number): void {
  if (!region) return;
  const head = region.querySelector("thead")?.clientHeight ?? 0;
  const room = region.clientHeight - head;
  if (top < region.scrollTop) region.scrollTo({ top });
  else if (top + height > region.scrollTop + room) region.scrollTo({ top: top + height - room });
}
