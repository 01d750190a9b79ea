// Overriding one item's target or segment, with a reason that stays in the policy.

import { useState } from "preact/hooks";
import { Radios } from "../../parts/choice";
import { removeOverride, setOverride } from "../../state/edits";
import { policy } from "../../state/policy";
import { readNumber } from "../../text/numbers";
import { targetWords } from "../../text/steps";
import { why, override as words } from "../../text/why";
import type { ItemAnswer, Override, UnitField } from "../../wire";

/** The item's key, as an override names it. */
function unitOf(item: ItemAnswer): Pick<Override, "item" | "location" | "channel" | "customer"> {
  const order: UnitField[] = ["item", "location", "channel", "customer"];
  const fields = order
    .filter((field) => policy.value?.stocking_unit.includes(field))
    .slice(0, item.row.key.length);
  const named = Object.fromEntries(
    fields.map((field, at) => [field, item.row.key[at] ?? ""]).filter(([, value]) => value),
  );
  return { item: item.row.key[0] ?? "", ...named };
}

const concerns = (override: Override, unit: Partial<Override>) =>
  (["item", "location", "channel", "customer"] as const).every((field) => override[field] === unit[field]);

export function Overriding({ item }: { item: ItemAnswer }) {
  const [open, setOpen] = useState(false);
  const unit = unitOf(item);
  const own = policy.value?.segmentation.overrides.find((one) => concerns(one, unit));
  if (open) return <Form unit={unit} segment={item.row.segment} onDone={() => setOpen(false)} />;
  return (
    <div class="row">
      {own && (
        <p class="small">
          <b>{why.overridden}</b> {own.target ? targetWords(own.target) : own.segment}{" "}
          {words.said(own.reason, own.until)}
        </p>
      )}
      <button type="button" class="btn" onClick={() => setOpen(true)}>
        {why.override}
      </button>
      {own && (
        <button type="button" class="btn quiet" onClick={() => removeOverride(own)}>
          {why.removeOverride}
        </button>
      )}
    </div>
  );
}

interface FormProps {
  unit: Pick<Override, "item" | "location" | "channel" | "customer">;
  segment: string;
  onDone: () => void;
}

type What = "target" | "segment";

/** What was typed as an override, or why it is none. */
function readOverride(what: What, data: FormData): Partial<Override> | string {
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const reason = text("reason");
  const until = text("until");
  const percent = readNumber(text("value"));
  if (what === "target" && !(percent !== null && percent >= 1 && percent < 100)) return words.needValue;
  if (what === "segment" && !text("segment")) return words.needSegment;
  if (!reason) return words.needReason;
  const value = Number(((percent ?? 0) / 100).toPrecision(12));
  return {
    reason,
    ...(until ? { until } : {}),
    ...(what === "target"
      ? { target: { kind: "cycle_service_level", value } }
      : { segment: text("segment") }),
  };
}

function Form({ unit, segment, onDone }: FormProps) {
  const [what, setWhat] = useState<What>("target");
  const [refused, setRefused] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const read = readOverride(what, new FormData(event.currentTarget as HTMLFormElement));
    if (typeof read === "string") return setRefused(read);
    setOverride({ ...unit, reason: "", ...read });
    onDone();
  };
  return (
    <form class="stack tight override" onSubmit={submit} noValidate>
      <Radios
        label={words.what}
        value={what}
        options={[
          { value: "target", words: words.target },
          { value: "segment", words: words.segment },
        ]}
        onChange={setWhat}
      />
      <div class="fields">
        {what === "target" ? (
          <label class="field">
            {words.value}, %
            <input class="input num" name="value" inputMode="decimal" autocomplete="off" />
          </label>
        ) : (
          <label class="field">
            {words.segmentName}
            <input class="input" name="segment" placeholder={segment} autocomplete="off" />
          </label>
        )}
        <label class="field">
          {words.until}
          <input class="input" name="until" type="date" />
        </label>
      </div>
      <label class="field">
        {words.reason}
        <input class="input" name="reason" autocomplete="off" />
      </label>
      {refused && (
        <p class="field-note error" role="alert">
          {refused}
        </p>
      )}
      <div class="row">
        <button type="submit" class="btn primary">
          {words.set}
        </button>
        <button type="button" class="btn quiet" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
