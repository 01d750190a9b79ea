// How the demand history becomes periods, and what stock is sized for: the choices that the figures
// of every item rest on.

import { useId } from "preact/hooks";
import { Select } from "../../parts/choice";
import { setPolicy } from "../../state/edits";
import { policy } from "../../state/policy";
import { sizing, history as words } from "../../text/data";
import {
  edges,
  outlierNames,
  periods,
  returnsNames,
  reviews,
  shortHistories,
  sizings,
  unitFields,
  windows,
} from "../../text/names";
import { steps } from "../../text/steps";
import type { PolicyFile, UnitField } from "../../wire";

export function History() {
  const now = policy.value;
  if (!now) return null;
  return (
    <section class="panel" aria-labelledby="history-title">
      <div class="panel-head">
        <h2 id="history-title">{words.title}</h2>
        <p>{words.note}</p>
      </div>
      <div class="panel-body">
        <div class="fields wide-fields">
          <Setting of="period" label={words.period} names={periods} />
          <Setting of="window" label={words.window} names={windows} />
          <Setting of="edge_periods" label={words.edges} names={edges} />
          <Setting of="returns" label={words.returns} names={returnsNames} />
          <Unit fields={now.stocking_unit} />
        </div>
      </div>
    </section>
  );
}

/** What an item's stock has to cover, for all items alike. */
export function Sizing() {
  if (!policy.value) return null;
  return (
    <section class="panel" aria-labelledby="sizing-title">
      <div class="panel-head">
        <h2 id="sizing-title">{sizing.title}</h2>
        <p>{sizing.note}</p>
      </div>
      <div class="panel-body">
        <div class="fields wide-fields">
          <Setting of="review" label={sizing.review} names={reviews} />
          <Setting of="sizing" label={sizing.from} names={sizings} />
          <Setting of="short_history" label={sizing.short} names={shortHistories} />
          <Setting of="outliers" label={sizing.outliers} names={outlierNames} />
        </div>
      </div>
    </section>
  );
}

interface SettingProps<K extends keyof PolicyFile> {
  of: K;
  label: string;
  names: Record<string, string>;
}

type Chosen =
  | "period"
  | "window"
  | "edge_periods"
  | "returns"
  | "review"
  | "sizing"
  | "short_history"
  | "outliers";

const Setting = <K extends Chosen>({ of, label, names }: SettingProps<K>) => (
  <Select
    label={label}
    value={String(policy.value?.[of] ?? Object.keys(names)[0])}
    options={Object.entries(names).map(([value, name]) => ({ value, words: name }))}
    onChange={(value) => setPolicy(steps.history, { [of]: value })}
  />
);

/** The item is always part of what holds stock of its own. */
function Unit({ fields }: { fields: UnitField[] }) {
  const id = useId();
  const toggle = (field: UnitField) => {
    const all = Object.keys(unitFields) as UnitField[];
    const wanted = all.filter((one) => (one === field ? !fields.includes(one) : fields.includes(one)));
    setPolicy(steps.history, { stocking_unit: wanted });
  };
  return (
    <fieldset class="field">
      <legend class="field-label">{words.unit}</legend>
      <div class="row checks">
        {(Object.keys(unitFields) as UnitField[]).map((field) => (
          <span key={field} class="check">
            <input
              id={`${id}-${field}`}
              type="checkbox"
              checked={fields.includes(field)}
              disabled={field === "item"}
              onChange={() => toggle(field)}
            />
            <label for={`${id}-${field}`}>{unitFields[field]}</label>
          </span>
        ))}
      </div>
    </fieldset>
  );
}
