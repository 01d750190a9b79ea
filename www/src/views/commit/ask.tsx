// The order: item, customer or tier, quantity, day. Every change is asked at once.

import { useId, useState } from "preact/hooks";
import { Combo } from "../../parts/combo";
import { asked, dayOfAsking, dueShown, edit, suggest } from "../../state/desk";
import { dayOf, form, isoOf } from "../../text/commit";
import { readNumber } from "../../text/numbers";
import type { Suggestion } from "../../wire";

const shown = (found: Suggestion) => (
  <>
    <b>{found.key.join(" / ")}</b> <span>{found.is_tier ? form.tier : found.note}</span>
  </>
);

export const Ask = () => (
  <form class="panel panel-body ask" aria-label={form.label} onSubmit={(event) => event.preventDefault()}>
    <Combo
      label={form.item}
      placeholder={form.itemHint}
      value={asked.value.text}
      find={(text) => suggest("item", text)}
      show={shown}
      onType={(text) => edit({ text, key: null })}
      onTake={(found) => edit({ text: found.key.join(" / "), key: found.key })}
      focusFirst
    />
    <Combo
      label={form.who}
      placeholder={form.whoHint}
      value={asked.value.who}
      find={(text) => suggest("customer", text)}
      show={shown}
      onType={(who) => edit({ who, whoIsTier: false })}
      onTake={(found) => edit({ who: found.key[0] ?? "", whoIsTier: found.is_tier })}
    />
    <Quantity />
    <Day />
    <label class="outside">
      <input
        type="checkbox"
        checked={asked.value.outside}
        onChange={(event) => edit({ outside: event.currentTarget.checked })}
      />
      {form.outside}
    </label>
  </form>
);

function Quantity() {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const { quantity } = asked.value;
  const bad = draft !== null && draft.trim() !== "" && !((readNumber(draft) ?? 0) > 0);
  return (
    <div class="field">
      <label for={id}>{form.quantity}</label>
      <input
        id={id}
        class="input num"
        inputMode="decimal"
        autocomplete="off"
        value={draft ?? (quantity === null ? "" : String(quantity))}
        aria-invalid={bad ? "true" : undefined}
        aria-describedby={bad ? `${id}-why` : undefined}
        onInput={(event) => {
          setDraft(event.currentTarget.value);
          const typed = readNumber(event.currentTarget.value);
          edit({ quantity: typed !== null && typed > 0 ? typed : null });
        }}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => !bad && setDraft(null)}
      />
      {bad && (
        <p class="field-note error" id={`${id}-why`}>
          {form.notNumber}
        </p>
      )}
    </div>
  );
}

function Day() {
  const id = useId();
  const passed = dueShown.value < dayOfAsking.value;
  return (
    <div class="field">
      <label for={id}>{form.day}</label>
      <input
        id={id}
        class="input"
        type="date"
        value={isoOf(dueShown.value)}
        min={isoOf(dayOfAsking.value)}
        aria-invalid={passed ? "true" : undefined}
        aria-describedby={passed ? `${id}-why` : undefined}
        onInput={(event) => {
          const due = dayOf(event.currentTarget.value);
          if (due !== null) edit({ due });
        }}
      />
      {passed && (
        <p class="field-note error" id={`${id}-why`}>
          {form.passed}
        </p>
      )}
    </div>
  );
}
