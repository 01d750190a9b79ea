// The chosen segment's target in full: its kind, a slider to drag, what it gives, model and bounds.

import { Select } from "../../parts/choice";
import { Typed } from "../../parts/typed";
import { setBounds, setTarget, targetBefore, targetOf } from "../../state/edits";
import { chosenSegment } from "../../state/look";
import { endGesture, policy, savedPolicy } from "../../state/policy";
import { models, targetKinds } from "../../text/names";
import { readNumber } from "../../text/numbers";
import { target as targetWords, editor as words } from "../../text/segments";
import { targetWords as inWords } from "../../text/steps";
import type { Model, PolicyFile, SegmentPolicy, SegmentRow, Target, TargetKind } from "../../wire";
import { TargetInput } from "./target";

interface Props {
  segments: readonly SegmentRow[];
  /** Whether it stands in a panel of its own. */
  alone?: boolean;
}

/** Where a segment begins that gets a target of another kind. */
const starts: Record<TargetKind, number | null> = {
  cycle_service_level: 0.95,
  fill_rate: 0.98,
  days_of_cover: 14,
  units: 10,
  cost_optimal: null,
};

export function Editor({ segments, alone = false }: Props) {
  const now = policy.value;
  const row = segments.find(({ segment }) => segment === chosenSegment.value) ?? segments[0];
  if (!now || !row) return null;
  const { segment } = row;
  const target = targetOf(now, segment);
  return (
    <section class={`editor${alone ? " panel" : ""}`} aria-label={words.region(segment)}>
      <div class="editor-line">
        <b class="editor-name">{segment}</b>
        <Kind segment={segment} target={target} />
        {target.kind !== "cost_optimal" && (
          <TargetInput
            label={`${targetWords.name(segment, target.kind)}, in full`}
            target={target}
            onTarget={(wanted, gesture) => setTarget(segment, wanted, gesture)}
          />
        )}
        <Slider segment={segment} target={target} />
        {row.fill_rate !== null && <span class="small muted">{words.gives(row.fill_rate)}</span>}
        <PutBack segment={segment} target={target} />
      </div>
      <details class="behind">
        <summary>{words.more}</summary>
        <Bounds segment={segment} now={now} />
      </details>
    </section>
  );
}

const Kind = ({ segment, target }: { segment: string; target: Target }) => (
  <Select
    silent
    looks="compact auto"
    label={words.kind}
    value={target.kind}
    options={(Object.keys(targetKinds) as TargetKind[]).map((value) => ({
      value,
      words: targetKinds[value],
    }))}
    onChange={(kind) => setTarget(segment, { kind, value: starts[kind] })}
  />
);

/** Least, most and step of a slider, in what is typed. */
const ranges: Partial<Record<TargetKind, readonly [number, number, number]>> = {
  cycle_service_level: [50, 99.9, 0.1],
  fill_rate: [50, 99.9, 0.1],
  days_of_cover: [0, 90, 1],
};

function Slider({ segment, target }: { segment: string; target: Target }) {
  const range = ranges[target.kind];
  if (!range) return null;
  const [min, max, step] = range;
  const scale = target.kind === "cycle_service_level" || target.kind === "fill_rate" ? 100 : 1;
  const drag = (text: string) =>
    setTarget(
      segment,
      { kind: target.kind, value: Number((Number(text) / scale).toPrecision(12)) },
      `drag ${segment}`,
    );
  return (
    <input
      class="slider"
      type="range"
      min={min}
      max={max}
      step={step}
      value={Number(((target.value ?? 0) * scale).toFixed(3))}
      aria-label={words.drag(segment)}
      onInput={(event) => drag(event.currentTarget.value)}
      onPointerUp={endGesture}
      onBlur={endGesture}
    />
  );
}

function PutBack({ segment, target }: { segment: string; target: Target }) {
  const saved = policy.value && targetBefore(savedPolicy.value, policy.value, segment);
  if (!saved || (saved.kind === target.kind && saved.value === target.value)) return null;
  return (
    <span class="small muted">
      {words.was(inWords(saved))}{" "}
      <button type="button" class="btn link" onClick={() => setTarget(segment, saved)}>
        {words.back}
      </button>
    </span>
  );
}

function Bounds({ segment, now }: { segment: string; now: PolicyFile }) {
  const own = now.segments[segment];
  return (
    <div class="fields bounds">
      <Select
        label={words.model}
        value={own?.model ?? "auto"}
        options={(Object.keys(models) as Model[]).map((value) => ({
          value,
          words: models[value],
        }))}
        onChange={(model) => setBounds(segment, { model })}
      />
      <Bound segment={segment} own={own} of="min_days" label={words.minDays} unit={words.days} />
      <Bound segment={segment} own={own} of="max_days" label={words.maxDays} unit={words.days} />
      <Bound segment={segment} own={own} of="min_units" label={words.minUnits} unit={words.units} />
    </div>
  );
}

interface BoundProps {
  segment: string;
  own: SegmentPolicy | undefined;
  of: "min_days" | "max_days" | "min_units";
  label: string;
  unit: string;
}

function Bound({ segment, own, of, label, unit }: BoundProps) {
  const commit = (text: string) => {
    const typed = text.trim() === "" ? undefined : readNumber(text);
    if (typed === null || (typed !== undefined && typed < 0)) return words.notNumber;
    setBounds(segment, { [of]: typed });
    return "";
  };
  return <Typed numeric label={label} unit={unit} value={String(own?.[of] ?? "")} onCommit={commit} />;
}
