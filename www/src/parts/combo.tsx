// A line that is typed with suggestions under it: arrows choose, Enter takes, Escape closes.
//
// It knows no domain: whoever uses it says what fits a text and how it is shown. Of answers that
// come late only the one to the latest text counts, and keys pressed before it wait for it: they
// mean what is about to be shown, not what stands there from the text before.

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

/** The place after an arrow key, round at both ends; -1 is none. */
function moved(at: number, key: string, count: number): number {
  if (count === 0) return -1;
  return key === "ArrowDown" ? (at + 1) % count : (Math.max(at, 0) - 1 + count) % count;
}

export function Combo<T>({ label, value, placeholder, find, show, onType, onTake, focusFirst }: Props<T>) {
  const id = useId();
  const [found, setFound] = useState<T[]>([]);
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState(-1);
  const asked = useRef(0);
  const early = useRef<string[] | null>(null);

  async function look(text: string) {
    const ticket = ++asked.current;
    early.current = [];
    const answer = await find(text).catch(() => []);
    if (ticket !== asked.current) return;
    const keys = early.current;
    early.current = null;
    const at = keys.filter((key) => key !== "Enter").reduce((at, key) => moved(at, key, answer.length), -1);
    if (keys.includes("Enter")) return choose(answer[Math.max(0, at)]);
    setFound(answer);
    setCurrent(at);
    setOpen(answer.length > 0);
  }

  function close() {
    asked.current += 1;
    early.current = null;
    setOpen(false);
    setCurrent(-1);
  }

  function choose(one: T | undefined) {
    if (one !== undefined) onTake(one);
    close();
  }

  function press(event: KeyboardEvent) {
    const { key } = event;
    if (key === "Escape" && (open || early.current !== null)) {
      event.stopPropagation();
      close();
    } else if (key === "ArrowDown" || key === "ArrowUp" || key === "Enter") {
      if (key !== "Enter" || open || early.current !== null) event.preventDefault();
      if (early.current !== null) early.current.push(key);
      else if (key === "Enter") open && choose(found[Math.max(0, current)]);
      else if (open) setCurrent(moved(current, key, found.length));
      else void look(value);
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
        onBlur={() => early.current?.includes("Enter") || close()}
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
            onClick={() => choose(one)}
          >
            {show(one)}
          </div>
        ))}
      </div>
    </div>
  );
}
