// A line that is typed with suggestions under it: arrows choose, Enter takes, Escape closes.
//
// It knows no domain: whoever uses it says what fits a text and how it is shown. Of answers that
// come late only the one to the latest text counts.

import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { suggestions } from "../text/page";

interface Props<T> {
  label: string;
  value: string;
  placeholder?: string;
  /** What fits a text. */
  find: (text: string) => Promise<T[]>;
  show: (found: T) => ComponentChildren;
  /** Every change of the text. */
  onType: (text: string) => void;
  onTake: (found: T) => void;
  focusFirst?: boolean;
}

export function Combo<T>({ label, value, placeholder, find, show, onType, onTake, focusFirst }: Props<T>) {
  const id = useId();
  const [found, setFound] = useState<T[]>([]);
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState(-1);
  const asked = useRef(0);

  async function look(text: string) {
    const ticket = ++asked.current;
    const answer = await find(text);
    if (ticket !== asked.current) return;
    setFound(answer);
    setCurrent(-1);
    setOpen(answer.length > 0);
  }

  function close() {
    asked.current += 1;
    setOpen(false);
    setCurrent(-1);
  }

  function choose(at: number) {
    const one = found[at];
    if (one !== undefined) onTake(one);
    close();
  }

  function press(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return void look(value);
      const by = event.key === "ArrowDown" ? 1 : -1;
      setCurrent((current + by + found.length + (current < 0 && by < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(Math.max(0, current));
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    }
  }

  return (
    <div class="field whole combo">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && current >= 0 ? `${id}-${current}` : undefined}
        value={value}
        placeholder={placeholder}
        autocomplete="off"
        spellcheck={false}
        // biome-ignore lint/a11y/noAutofocus: one comes to this screen to ask.
        autoFocus={focusFirst}
        onInput={(event) => {
          onType(event.currentTarget.value);
          void look(event.currentTarget.value);
        }}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={press}
        onBlur={close}
      />
      <div id={`${id}-list`} role="listbox" class="combo-list" aria-label={suggestions} hidden={!open}>
        {found.map((one, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the field.
          <div
            key={at}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === current}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(at)}
          >
            {show(one)}
          </div>
        ))}
      </div>
    </div>
  );
}
