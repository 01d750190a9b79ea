// Where the classes of a dimension end: dragged on a drawing of the items, moved by arrow keys, or typed.

import { Typed } from "../../parts/typed";
import { drawn } from "../../state/borders";
import { setCuts } from "../../state/edits";
import { readNumber } from "../../text/numbers";
import { dimensions as words } from "../../text/segments";
import type { Dimension, DimensionAnswer } from "../../wire";
import { CutChart } from "./cut-chart";
import { type CutKind, cutKinds } from "./cut-kinds";

interface Props {
  index: number;
  dimension: Dimension;
}

/** What is known of a dimension's borders under the latest policy that was answered; none while it is another one. */
export function answerOf(index: number, dimension: Dimension): DimensionAnswer | null {
  const known = drawn.value;
  const same = known?.policy.segmentation.dimensions[index]?.kind === dimension.kind;
  return same ? (known?.dimensions[index] ?? null) : null;
}

export function Cuts({ index, dimension }: Props) {
  const kind = cutKinds[dimension.kind];
  if (!kind) return null;
  const cuts = dimension.cuts ?? kind.cuts;
  const answer = answerOf(index, dimension);
  return (
    <>
      {answer && <CutChart index={index} kind={kind} cuts={cuts} answer={answer} />}
      <div class="cut-row">
        {cuts.map((cut, at) => (
          <Typed
            key={at}
            numeric
            label={kind.names[at] ?? ""}
            unit={kind.unit}
            value={String(Number((cut * kind.scale).toPrecision(10)))}
            onCommit={(text) => commit(index, kind, cuts, at, text)}
            note={answer?.cuts[at] && words.nearOne(answer.cuts[at].near)}
          />
        ))}
      </div>
      {answer && answer.unknown > 0 && <p class="field-note">{words.unknown(answer.unknown)}</p>}
    </>
  );
}

/** Takes what was typed for one border; why not, where it cannot be. */
function commit(index: number, kind: CutKind, cuts: readonly number[], at: number, text: string): string {
  const typed = readNumber(text);
  if (typed === null) return words.notNumber;
  const value = Number((typed / kind.scale).toPrecision(12));
  if (kind.isShare && !(value > 0 && value < 1)) return words.share;
  if (value < 0) return words.negative;
  const next = cuts.map((old, place) => (place === at ? value : old));
  if (next.some((cut, place) => place > 0 && cut <= (next[place - 1] ?? 0))) return words.ascending;
  setCuts(index, next);
  return "";
}
