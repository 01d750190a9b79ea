// The one question that matters more than most inputs, and what is assumed until a file says it.

import { useId } from "preact/hooks";
import { Select } from "../../parts/choice";
import { Typed } from "../../parts/typed";
import { setDefaults, setPolicy } from "../../state/edits";
import { policy } from "../../state/policy";
import { orders, assumed as words } from "../../text/data";
import { weights } from "../../text/names";
import { readNumber } from "../../text/numbers";
import { steps } from "../../text/steps";
import type { Defaults, FilesAnswer, ServiceWeight } from "../../wire";

export function Assumptions({ report }: { report: FilesAnswer }) {
  const now = policy.value;
  if (!now) return null;
  return (
    <section class="panel" aria-labelledby="assumed-title">
      <div class="panel-head">
        <h2 id="assumed-title">{words.title}</h2>
      </div>
      <div class="panel-body">
        <Orders days={now.defaults.review_days} given={report.review_given} />
      </div>
      <div class="panel-body">
        <div class="fields">
          <Amount
            of="lead_time_days"
            label={words.leadTime}
            unit={words.days}
            note={words.leadTimeCount(report.assumed_lead_time, report.items)}
          />
          <Amount of="lead_time_sd_days" label={words.spread} unit={words.days} />
          <Amount of="holding_rate" label={words.holding} unit={words.year} scale={100} />
          <Amount
            of="order_quantity"
            label={words.quantity}
            unit={words.units}
            blank
            note={words.quantityNote}
          />
          <Amount of="unit_cost" label={words.cost} unit={now.currency ?? ""} blank note={words.blankNote} />
          <Amount
            of="unit_price"
            label={words.price}
            unit={now.currency ?? ""}
            blank
            note={words.blankNote}
          />
          <Weight weight={now.service_weight} />
        </div>
      </div>
    </section>
  );
}

interface OrdersProps {
  days: number;
  given: boolean;
}

function Orders({ days, given }: OrdersProps) {
  const name = useId();
  const known = orders.choices.some((choice) => choice.days === days);
  const choices = known ? orders.choices : [...orders.choices, { days, words: orders.other(days) }];
  return (
    <fieldset>
      <legend class="legend-strong">{orders.legend}</legend>
      <p class="small muted">{given ? orders.given : orders.note}</p>
      <div class="radios">
        {choices.map((choice) => (
          <label key={choice.days} class="radio">
            <input
              type="radio"
              name={name}
              checked={choice.days === days}
              onChange={() => setDefaults({ review_days: choice.days }, steps.orders)}
            />
            <span>{choice.words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface AmountProps {
  of: keyof Defaults;
  label: string;
  unit: string;
  note?: string;
  scale?: number;
  /** Whether it may be left blank. */
  blank?: boolean;
}

function Amount({ of, label, unit, note, scale = 1, blank = false }: AmountProps) {
  const value = policy.value?.defaults[of] ?? null;
  const commit = (text: string) => {
    if (blank && text.trim() === "") {
      setDefaults({ [of]: null });
      return "";
    }
    const typed = readNumber(text);
    if (typed === null) return words.notNumber;
    if (typed < 0) return words.negative;
    setDefaults({ [of]: typed / scale });
    return "";
  };
  const shown = value === null ? "" : String(Math.round(value * scale * 1e9) / 1e9);
  return <Typed numeric label={label} unit={unit} note={note} value={shown} onCommit={commit} />;
}

const Weight = ({ weight }: { weight: ServiceWeight | null }) => (
  <Select
    label={words.weight}
    value={weight ?? ""}
    options={[
      { value: "", words: words.automatic },
      ...(Object.keys(weights) as ServiceWeight[]).map((value) => ({ value, words: weights[value] })),
    ]}
    onChange={(value) =>
      setPolicy(steps.weight, { service_weight: value === "" ? null : (value as ServiceWeight) })
    }
  />
);
