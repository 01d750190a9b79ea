// Where the classes of a dimension end, typed.

import { Typed } from "../../parts/typed";
import { setDimension } from "../../state/edits";
import { readNumber } from "../../text/numbers";
import { dimensions as words } from "../../text/segments";
import type { Dimension, DimensionKind } from "../../wire";

interface Borders {
  classes: readonly string[];
  cuts: readonly number[];
  /** What is typed for each unit that is stored. */
  scale: number;
  unit: string;
}

/** Kinds with borders of their own, as a page opens with them. */
const kinds: Partial<Record<DimensionKind, Borders>> = {
  abc: { classes: ["A", "B"], cuts: [0.8, 0.95], scale: 100, unit: "%" },
  xyz: { classes: ["X", "Y"], cuts: [0.5, 1], scale: 1, unit: "" },
  lead_time: { classes: ["Short", "Medium"], cuts: [14, 45], scale: 1, unit: words.firstDays },
};

interface Props {
  index: number;
  dimension: Dimension;
}

export function Cuts({ index, dimension }: Props) {
  const borders = kinds[dimension.kind];
  if (!borders) return null;
  const cuts = dimension.cuts ?? borders.cuts;
  const commit = (at: number, text: string) => {
    const typed = readNumber(text);
    if (typed === null) return words.notNumber;
    const value = Number((typed / borders.scale).toPrecision(12));
    if (dimension.kind === "abc" && !(value > 0 && value < 1)) return words.share;
    const next = cuts.map((old, place) => (place === at ? value : old));
    if (next.some((cut, place) => place > 0 && cut <= (next[place - 1] ?? 0))) return words.ascending;
    setDimension(index, { ...dimension, cuts: next });
    return "";
  };
  return (
    <div class="cut-row">
      {cuts.map((cut, at) => (
        <Typed
          key={at}
          numeric
          label={words.cut(borders.classes[at] ?? String(at + 1))}
          unit={borders.unit}
          value={String(Number((cut * borders.scale).toPrecision(10)))}
          onCommit={(text) => commit(at, text)}
        />
      ))}
    </div>
  );
}
