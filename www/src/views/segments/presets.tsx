// Policies to begin with; one whose column no file has under that name lets the user say which it is.

import { useState } from "preact/hooks";
import { Select } from "../../parts/choice";
import { Float } from "../../parts/float";
import { Icon } from "../../parts/icon";
import { report } from "../../state/files";
import { takePreset } from "../../state/worth";
import { begin, presetColumns, presets } from "../../text/worth";
import type { Preset } from "../../wire";

export const Presets = () => (
  <Float
    looks="btn compact"
    title={begin.title}
    button={
      <>
        {begin.button} <Icon name="down" />
      </>
    }
  >
    <p class="small muted">{begin.note}</p>
    <Choices />
  </Float>
);

/** Columns of the files that are used: what each is known by, and what a person chooses from. */
function known(): { names: Set<string>; choices: string[] } {
  const columns = report.value?.files.flatMap(({ used, columns }) => (used ? columns : [])) ?? [];
  return {
    names: new Set(columns.flatMap(({ role, header }) => [role ?? "", header.trim().toLowerCase()])),
    choices: [...new Set(columns.map(({ role, header }) => role ?? header))].filter(Boolean),
  };
}

function Choices() {
  const { names, choices } = known();
  return (
    <ul class="choices">
      {(Object.keys(presets) as Preset[]).map((preset) => {
        const needed = presetColumns[preset] ?? [];
        return (
          <li key={preset}>
            {needed.every((column) => names.has(column)) ? (
              <button type="button" class="step" onClick={() => void takePreset(preset)}>
                {presets[preset]}
              </button>
            ) : (
              <Named preset={preset} needed={needed} names={names} choices={choices} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface NamedProps {
  preset: Preset;
  needed: readonly string[];
  names: ReadonlySet<string>;
  choices: readonly string[];
}

/** A preset whose columns are called otherwise here: each is chosen before it is taken. */
function Named({ preset, needed, names, choices }: NamedProps) {
  const [columns, setColumns] = useState<string[]>(() => needed.map((name) => (names.has(name) ? name : "")));
  const options = [{ value: "", words: begin.choose }, ...choices.map((value) => ({ value, words: value }))];
  return (
    <details class="named">
      <summary class="step">
        {presets[preset]}
        <span class="two-line">{begin.lacks(needed.filter((name) => !names.has(name)))}</span>
      </summary>
      <div class="stack tight">
        {needed.map((name, at) => (
          <Select
            key={name}
            label={begin.column(name)}
            value={columns[at] ?? ""}
            options={options}
            onChange={(column) => setColumns(columns.map((old, place) => (place === at ? column : old)))}
          />
        ))}
        <button
          type="button"
          class="btn compact"
          disabled={columns.includes("")}
          aria-label={begin.takeLabel(preset)}
          onClick={() => void takePreset(preset, columns)}
        >
          {begin.take}
        </button>
      </div>
    </details>
  );
}
