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
  const [height, setHeight] = useState(guessedHeight);
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const drawn = reachable(count, height);
  const first = Math.max(0, Math.min(drawn - 1, Math.floor(seen.top / height)) - spare);
  const last = Math.min(drawn - 1, Math.ceil((seen.top + seen.height) / height) + spare);

  useLayoutEffect(() => {
    const measured = region.current?.querySelector('tr[aria-busy="false"]')?.getBoundingClientRect().height;
    if (measured) setHeight(measured);
  }, [filled, columns, seen.height]);
  useEffect(() => watch(region.current, setSeen), []);
  useEffect(() => region.current?.scrollTo({ top: 0 }), [start]);
  useEffect(() => bringIntoView(region.current, current * height, height), [current]);
  useEffect(() => onRange(first, Math.max(first, last)), [first, last, onRange]);

  const indices = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return (
    <section ref={region} class="scroll tall" aria-label={label} onKeyDown={onKeyDown}>
      <table
        class={looks}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved between: a grid
        role="grid"
        aria-rowcount={count + 1}
        aria-label={label}
      >
        <thead>{head}</thead>
        <tbody>
          <Spacer pixels={first * height} columns={columns} />
          {indices.map(row)}
          <Spacer pixels={(drawn - 1 - last) * height} columns={columns} />
        </tbody>
      </table>
    </section>
  );
}

/** Tells what is seen of a region, now and whenever it is scrolled or changes its size. */
function watch(region: HTMLElement | null, tell: (seen: { top: number; height: number }) => void) {
  if (!region) return;
  const told = () => tell({ top: region.scrollTop, height: region.clientHeight });
  const sizes = new ResizeObserver(told);
  sizes.observe(region);
  region.addEventListener("scroll", told, { passive: true });
  return () => {
    sizes.disconnect();
    region.removeEventListener("scroll", told);
  };
}

/** Scrolls just so far that a row is seen below the head. */
function bringIntoView(region: HTMLElement | null, top: number, height: number): void {
  if (!region) return;
  const head = region.querySelector("thead")?.clientHeight ?? 0;
  const room = region.clientHeight - head;
  if (top < region.scrollTop) region.scrollTo({ top });
  else if (top + height > region.scrollTop + room) region.scrollTo({ top: top + height - room });
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
