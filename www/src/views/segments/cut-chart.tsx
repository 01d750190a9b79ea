// A dimension's borders on a drawing of its items: a histogram of figures, or the curve of shares of value.

import { useRef } from "preact/hooks";
import type { Grip } from "../../charts/grips";
import { endOf, figureUnder, Histogram } from "../../charts/histogram";
import { borderUnder, Pareto } from "../../charts/pareto";
import { Sized } from "../../parts/sized";
import { drawnOlder } from "../../state/borders";
import { setCuts } from "../../state/edits";
import { endGesture } from "../../state/policy";
import { number } from "../../text/numbers";
import { dimensions as named, cutChart as words } from "../../text/segments";
import type { DimensionAnswer } from "../../wire";
import { type CutKind, movedTo, rangeOf } from "./cut-kinds";

interface Props {
  index: number;
  kind: CutKind;
  cuts: readonly number[];
  answer: DimensionAnswer;
}

/** What the engine counts as near. */
const near = 0.1;

/** So many times an arrow's step for Page Up and Page Down. */
const page = 5;

const isCurve = ({ pareto }: DimensionAnswer) => pareto.length > 1;
const isDrawn = (answer: DimensionAnswer) => isCurve(answer) || answer.bins.length > 1;

/** How far up a border may be moved. */
const endFor = (answer: DimensionAnswer) => (answer.bins.length > 0 ? endOf(answer.bins) : 1);

export function CutChart(props: Props) {
  if (!isDrawn(props.answer)) return null;
  return (
    <figure class="chart" aria-busy={drawnOlder.value}>
      <Sized>{(width) => <Dragged {...props} width={width} />}</Sized>
    </figure>
  );
}

/** A border that is being dragged, on the drawing as it was when the drag began: its scale stays. */
interface Held {
  at: number;
  answer: DimensionAnswer;
}

/** Farther from a border than this the pointer takes none. */
const reach = 24;

function Dragged({ index, kind, cuts, answer, width }: Props & { width: number }) {
  const held = useRef<Held | null>(null);
  const shown = held.current ? { ...answer, bins: held.current.answer.bins } : answer;
  const under = (place: number) =>
    isCurve(shown)
      ? borderUnder(shown.pareto, by(shown), width, place)
      : figureUnder(shown.bins, width, place);
  const placeOf = (event: PointerEvent & { currentTarget: HTMLElement }) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const begin = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.button !== 0) return;
    const stops = [...event.currentTarget.querySelectorAll<SVGGElement>(".grip-stop")];
    const away = stops.map((stop) => {
      const box = stop.querySelector(".grip")?.getBoundingClientRect();
      return box ? Math.abs(event.clientX - box.left - box.width / 2) : Number.POSITIVE_INFINITY;
    });
    const at = away.indexOf(Math.min(...away));
    if (!((away[at] ?? reach) < reach)) return;
    held.current = { at, answer };
    event.currentTarget.setPointerCapture(event.pointerId);
    stops[at]?.focus();
  };
  const follow = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const now = held.current;
    if (!now) return;
    const end = endFor(now.answer);
    setCuts(index, movedTo(kind, cuts, now.at, under(placeOf(event)), end), `drag cuts ${index}`);
  };
  const end = () => {
    held.current = null;
    endGesture();
  };
  return (
    <div
      class="cut-drag"
      onPointerDown={begin}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <Drawing index={index} kind={kind} cuts={cuts} answer={shown} width={width} />
    </div>
  );
}

const by = ({ measure }: DimensionAnswer) => (measure === "share_of_items" ? "items" : "value");

function Drawing({ index, kind, cuts, answer, width }: Props & { width: number }) {
  const counts = new Map(answer.classes.map(({ class: name, items }) => [name, items]));
  const classes = kind.classes.map((name) => ({ name, items: number(counts.get(name) ?? 0) }));
  const grips = gripsOf({ index, kind, cuts, answer });
  const label = words.label(answer.title, classes);
  const common = { grips, classes, label, width };
  return isCurve(answer) ? (
    <Pareto
      {...common}
      points={answer.pareto}
      by={by(answer)}
      all={number([...counts.values()].reduce((sum, items) => sum + items, 0))}
      share={(value) => typedAs(kind, value)}
      valueTitle={words.value(by(answer) === "value" ? answer.title : words.earned)}
      itemsTitle={words.items}
    />
  ) : (
    <Histogram
      {...common}
      bars={answer.bins}
      near={near}
      colours={kind.largestFirst ? [3, 2, 1] : [1, 2, 3]}
      figure={(value) => typedAs(kind, value)}
      number={number}
      itemsTitle={words.count}
      figureTitle={words.figures[answer.dimension] ?? answer.title}
    />
  );
}

/** A border in the unit in which it is typed. */
const typedAs = ({ scale }: CutKind, value: number) => String(Number((value * scale).toPrecision(10)));

function gripsOf({ index, kind, cuts, answer }: Props): Grip[] {
  const end = endFor(answer);
  return cuts.map((value, at) => {
    const [least, most] = rangeOf(kind, cuts, at, end);
    const typed = typedAs(kind, value);
    const steps: Record<string, number> = {
      ArrowRight: kind.step,
      ArrowUp: kind.step,
      ArrowLeft: -kind.step,
      ArrowDown: -kind.step,
      PageUp: page * kind.step,
      PageDown: -page * kind.step,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const press = (event: KeyboardEvent) => {
      const step = steps[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      setCuts(index, movedTo(kind, cuts, at, value + step, end), `keys cuts ${index} ${at}`);
    };
    return {
      value,
      least,
      most,
      name: kind.names[at] ?? "",
      words: `${typed} ${kind.unit}, ${named.nearOne(answer.cuts[at]?.near ?? 0)}`,
      tick: isCurve(answer) ? number(itemsBefore(answer, kind, at)) : typed,
      onKeyDown: press,
      onBlur: endGesture,
    };
  });
}

/** How many items the classes up to a border hold. */
const itemsBefore = (answer: DimensionAnswer, { classes }: CutKind, at: number) =>
  answer.classes
    .filter(({ class: name }) => classes.slice(0, at + 1).includes(name))
    .reduce((sum, { items }) => sum + items, 0);
