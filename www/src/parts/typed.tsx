// What is typed: a line of text or a number. What is typed counts on Enter or on leaving the field;
// Escape takes it back. What cannot be taken stays, with the reason under it.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

interface Props {
  label: ComponentChildren;
  value: string;
  /** Takes the text and returns why not; empty where it is taken. */
  onCommit: (text: string) => string;
  unit?: string;
  note?: ComponentChildren;
  /** Why the engine does not take what stands here; may be empty. */
  trouble?: string | undefined;
  numeric?: boolean;
  mono?: boolean;
  placeholder?: string;
}

export function Typed({
  label,
  value,
  onCommit,
  unit,
  note,
  trouble = "",
  numeric,
  mono,
  placeholder,
}: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState("");
  const why = refused || trouble;

  // A refused text gives way to a value that came otherwise, by undo say.
  useEffect(() => {
    if (refused) reset();
  }, [value]);

  function commit(text: string) {
    if (text === value) return reset();
    const reason = onCommit(text);
    setRefused(reason);
    if (!reason) setDraft(null);
  }

  function reset() {
    setDraft(null);
    setRefused("");
  }

  const looks = `input${numeric ? " num" : ""}${mono ? " mono" : ""}`;
  const input = (
    <input
      id={id}
      class={looks}
      value={draft ?? value}
      data-draft={draft === null ? "none" : undefined}
      inputMode={numeric ? "decimal" : "text"}
      autocomplete="off"
      spellcheck={false}
      placeholder={placeholder}
      aria-invalid={why ? "true" : undefined}
      aria-describedby={why ? `${id}-why` : undefined}
      onInput={(event) => setDraft(event.currentTarget.value)}
      onBlur={(event) => commit(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit(event.currentTarget.value);
        if (event.key === "Escape") reset();
      }}
    />
  );
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {unit ? (
        <div class="affix">
          {input}
          <span>{unit}</span>
        </div>
      ) : (
        input
      )}
      {why ? (
        <p class="field-note error" id={`${id}-why`}>
          {why}
        </p>
      ) : (
        note && <p class="field-note">{note}</p>
      )}
    </div>
  );
}
