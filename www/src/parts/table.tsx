// A table of figures: what its rows are called on the left, then figures under heads that say their unit once.

import type { ComponentChildren } from "preact";
import { full } from "../text/numbers";

export interface Head {
  name: string;
  /** What the figures below are counted in, or what else is to be known of them. */
  unit?: string;
  /** Read out, not shown: the head of a column of buttons. */
  unseen?: boolean;
}

interface Props {
  /** The head of the first column. */
  first: string;
  heads: readonly Head[];
  looks?: string;
  /** Its name; a table that may be wider than the page scrolls sideways and has to have one. */
  label?: string;
  /** Rows. */
  children: ComponentChildren;
}

export function Table({ first, heads, looks = "table", label, children }: Props) {
  const table = (
    <table class={looks}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {heads.map(({ name, unit, unseen }) => (
            <th scope="col" class="num" key={name}>
              {unseen ? <span class="visually-hidden">{name}</span> : name}
              {unit && <span class="unit">{unit}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
  if (label === undefined) return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways
    <section class="scroll" tabIndex={0} aria-label={label}>
      {table}
    </section>
  );
}

/** A figure, in full where the pointer rests on it; a dash where there is none. */
export const Figure = ({ value, show }: { value: number | null; show: (value: number) => string }) => (
  <td class="num" title={full(value)}>
    {value === null ? "–" : show(value)}
  </td>
);
