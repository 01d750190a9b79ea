// One scenario as it is typed: its name, its targets, and what it supposes of which items.

import { Select } from "../../parts/choice";
import { Icon } from "../../parts/icon";
import { Typed } from "../../parts/typed";
import { policy } from "../../state/policy";
import { summary } from "../../state/results";
import { changeScenario, removeScenario, suppose, takeScenario } from "../../state/scenarios";
import { full, readNumber } from "../../text/numbers";
import { supposed, supposedOf, supposedUnits, supposition, scenarios as words } from "../../text/scenarios";
import type { Scenario, Supposed, SupposedOf, Supposition } from "../../wire";

interface Props {
  scenario: Scenario;
  at: number;
  /** Items that are otherwise; null while that is not known. */
  touched: number | null;
}

export function Editor({ scenario, at, touched }: Props) {
  const rename = (name: string) => {
    const clean = name.trim();
    if (!clean) return words.blank;
    const others = (policy.value?.scenarios ?? []).filter((_, place) => place !== at);
    if (others.some((other) => other.name === clean)) return words.taken;
    changeScenario(at, (before) => ({ ...before, name: clean }));
    return "";
  };
  const means = scenario.suppositions.length > 0;
  return (
    <details class="panel-body editor scenario" open={means || undefined}>
      <summary>
        {scenario.name}
        {touched !== null && means && (
          <span class="small muted"> {touched > 0 ? words.touched(touched) : words.nobody}</span>
        )}
      </summary>
      <div class="stack tight">
        <Typed label={words.name} value={scenario.name} onCommit={rename} />
        <p class="small muted">{scenario.segments ? words.targetsOwn : words.targetsShared}</p>
        {scenario.suppositions.map((one, place) => (
          <One key={place} one={one} onChange={(next) => suppose(at, place, next)} />
        ))}
        <div class="row">
          <button
            type="button"
            class="btn compact"
            onClick={() =>
              changeScenario(at, (before) => ({
                ...before,
                suppositions: [
                  ...before.suppositions,
                  { what: "lead_time", of: "all", name: "", times: 1.5 },
                ],
              }))
            }
          >
            {words.suppose}
          </button>
          {scenario.segments && (
            <button type="button" class="btn compact" onClick={() => takeScenario(at)}>
              {words.take}
            </button>
          )}
          <button
            type="button"
            class="btn quiet compact"
            aria-label={words.removeLabel(scenario.name)}
            onClick={() => removeScenario(at)}
          >
            {words.remove}
          </button>
        </div>
      </div>
    </details>
  );
}

const keys = <T extends string>(names: Record<T, string>) =>
  (Object.keys(names) as T[]).map((value) => ({ value, words: names[value] }));

/** Without the last digits of a product: .07 is 7 %, not 7.000000000000001 %. */
const rounded = (value: number) => Number(value.toPrecision(12));

/** A value as it is typed: a holding rate that is set is typed in percent. */
const shown = ({ what, times, to }: Supposition) =>
  full(rounded(to === undefined ? (times ?? 1) : what === "holding_rate" ? to * 100 : to)) ?? "";

const needsMore = (what: Supposed) => what === "demand" || what === "order_quantity";

function withValue(one: Supposition, text: string): Supposition | string {
  const value = readNumber(text);
  if (value === null) return words.notNumber;
  if (value < 0) return words.negative;
  if (value === 0 && needsMore(one.what)) return words.aboveZero;
  if (one.to === undefined) return value > 1000 ? words.tooMuch : { ...one, times: value };
  if (one.what === "holding_rate") return value > 1000 ? words.tooDear : { ...one, to: value / 100 };
  return { ...one, to: value };
}

/** Of a demand nothing is set; another figure begins with a value that means something. */
function withWhat(one: Supposition, what: Supposed): Supposition {
  const { to: _, ...rest } = one;
  return { ...rest, what, times: one.times ?? 1.5 };
}

function withHow(one: Supposition, how: "times" | "to"): Supposition {
  const { times: _, to: __, ...rest } = one;
  if (how === "times") return { ...rest, times: 1.5 };
  return { ...rest, to: one.what === "holding_rate" ? 0.2 : 7 };
}

function One({ one, onChange }: { one: Supposition; onChange: (next: Supposition | null) => void }) {
  const how = one.to === undefined ? "times" : "to";
  const segments = summary.value?.segments.map(({ segment }) => segment) ?? [];
  const commit = (text: string) => {
    const next = withValue(one, text);
    if (typeof next === "string") return next;
    onChange(next);
    return "";
  };
  const named = (text: string) => {
    if (!text.trim()) return words.blank;
    onChange({ ...one, name: text.trim() });
    return "";
  };
  const meant = (of: SupposedOf) =>
    onChange({
      ...one,
      of,
      name: of === "all" ? "" : of === "segment" ? (segments[0] ?? "*") : one.name || "?",
    });
  return (
    <fieldset class="row supposition">
      <legend class="visually-hidden">{supposition(one)}</legend>
      <Select
        label={words.what}
        options={keys(supposed)}
        value={one.what}
        onChange={(what) => onChange(withWhat(one, what))}
      />
      <Select
        label={words.how}
        options={[
          { value: "times", words: words.times },
          { value: "to", words: words.to, disabled: one.what === "demand" },
        ]}
        value={how}
        onChange={(next) => onChange(withHow(one, next))}
      />
      <Typed
        label={words.value}
        value={shown(one)}
        numeric
        {...(how === "to" ? { unit: supposedUnits[one.what] } : {})}
        onCommit={commit}
      />
      <Select label={words.of} options={keys(supposedOf)} value={one.of} onChange={meant} />
      {one.of === "segment" && (
        <Select
          label={words.ofName}
          options={[...new Set([...segments, one.name])].map((value) => ({ value, words: value }))}
          value={one.name}
          onChange={(name) => onChange({ ...one, name })}
        />
      )}
      {(one.of === "item" || one.of === "supplier") && (
        <Typed label={words.ofName} value={one.name} onCommit={named} />
      )}
      <button
        type="button"
        class="btn quiet compact icon-only"
        aria-label={words.removeOne(supposition(one))}
        onClick={() => onChange(null)}
      >
        <Icon name="close" />
      </button>
    </fieldset>
  );
}
