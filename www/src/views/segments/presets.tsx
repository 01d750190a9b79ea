// Policies to begin with; one whose columns no file has is shown with what it needs.

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

function Choices() {
  const known = new Set(
    report.value?.files.flatMap(({ used, columns }) =>
      used ? columns.flatMap(({ role, header }) => [role ?? "", header.trim().toLowerCase()]) : [],
    ),
  );
  return (
    <ul class="choices">
      {(Object.keys(presets) as Preset[]).map((preset) => {
        const lacking = (presetColumns[preset] ?? []).filter((column) => !known.has(column));
        return (
          <li key={preset}>
            <button
              type="button"
              class="step"
              disabled={lacking.length > 0}
              onClick={() => void takePreset(preset)}
            >
              {presets[preset]}
              {lacking.length > 0 && <span class="two-line">{begin.lacks(lacking)}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
