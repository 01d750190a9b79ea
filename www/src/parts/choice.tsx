// One of a few: a row of radio buttons, or a list to pull down.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface Option<T extends string> {
  value: T;
  words: ComponentChildren;
  disabled?: boolean;
}

interface Props<T extends string> {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
}

export function Radios<T extends string>({ label, options, value, onChange }: Props<T>) {
  const id = useId();
  return (
    <div class="row">
      <span class="label-sm" id={id}>
        {label}
      </span>
      <div class="seg" role="radiogroup" aria-labelledby={id}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            {option.words}
          </label>
        ))}
      </div>
    </div>
  );
}

interface SelectProps<T extends string> extends Props<T> {
  /** Whether the label is for screen readers alone. */
  silent?: boolean;
  looks?: string;
}

export function Select<T extends string>({
  label,
  options,
  value,
  onChange,
  silent = false,
  looks = "",
}: SelectProps<T>) {
  const id = useId();
  return (
    <div class={silent ? "silent-field" : "field"}>
      <label for={id} class={silent ? "visually-hidden" : undefined}>
        {label}
      </label>
      <select
        id={id}
        class={`select ${looks}`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            selected={option.value === value}
          >
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}
