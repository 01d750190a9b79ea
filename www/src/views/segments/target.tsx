// A target as it is typed: percent for rates, days or units. Enter or leaving takes it, Escape
// gives it up, the arrow keys move it by half a point while every figure follows.

import { useEffect, useId, useState } from "preact/hooks";
import { endGesture } from "../../state/policy";
import { number, percentage, readNumber } from "../../text/numbers";
import { target as words } from "../../text/segments";
import type { Target, TargetKind } from "../../wire";

const isRate = (kind: TargetKind) => kind === "cycle_service_level" || kind === "fill_rate";

/** What an arrow key moves by: half a point, a day, a unit. */
const steps: Record<TargetKind, number> = {
  cycle_service_level: 0.005,
  fill_rate: 0.005,
  days_of_cover: 1,
  units: 1,
  cost_optimal: 0,
};
const [leastRate, mostRate] = [0.005, 0.9999];

/**
 * Two decimals at most, one at least where it is a rate. A rate so near to all or nothing that two decimals would
 * show 100 or 0 has as many as tell it apart.
 */
export function shownTarget({ kind, value }: Target): string {
  if (value === null) return "";
  const plain = isRate(kind) ? value * 100 : value;
  const exact = [0, 1].find((count) => Math.abs(plain - Number(plain.toFixed(count))) < 1e-7) ?? 2;
  if (!isRate(kind)) return number(value, exact);
  const tells = (count: number) => ![0, 100].includes(Number(plain.toFixed(count)));
  const digits = [exact, 2, 3, 4, 5, 6].find(tells) ?? exact;
  return percentage(value, Math.max(1, digits));
}

/** The exact target in the unit it is typed in, where less of it is shown; else nothing. */
export function exactTarget(target: Target): string | undefined {
  const { kind, value } = target;
  if (value === null) return undefined;
  const exact = Number((isRate(kind) ? value * 100 : value).toPrecision(12));
  const isWhole = Number(shownTarget(target).replaceAll(",", "")) === exact;
  return isWhole ? undefined : `${words.exactly} ${exact}${isRate(kind) ? "\u00a0%" : ""}`;
}

/** What was typed as a target, or why it is none. */
export function readTarget(text: string, kind: TargetKind): Target | string {
  if (kind === "cost_optimal") return readTarget(text, "cycle_service_level"); // it has no figure of its own
  const typed = readNumber(text);
  if (typed === null) return words.notNumber;
  if (!isRate(kind)) return typed < 0 ? words.negative : { kind, value: typed };
  if (typed > 0 && typed < 1) return words.percent;
  if (!(typed > 0 && typed < 100)) return words.range;
  return { kind, value: Number((typed / 100).toPrecision(12)) };
}

function moved({ kind, value }: Target, direction: 1 | -1): Target {
  if (kind === "cost_optimal") return { kind, value };
  const next = (value ?? 0) + direction * steps[kind];
  const held = isRate(kind) ? Math.min(mostRate, Math.max(leastRate, next)) : Math.max(0, next);
  return { kind, value: Number(held.toPrecision(12)) };
}

interface Props {
  /** What it is the target of, for screen readers. */
  label: string;
  target: Target;
  onTarget: (target: Target, gesture: string) => void;
  /** Whether it is a tab stop of its own. */
  stop?: boolean;
}

export function TargetInput({ label, target, onTarget, stop = true }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState("");
  const shown = shownTarget(target);

  function reset() {
    setDraft(null);
    setRefused("");
  }

  // A refused text gives way to a target that came otherwise: by undo, by the slider.
  useEffect(() => {
    if (refused) reset();
  }, [target.value, target.kind]);

  function commit(text: string) {
    endGesture();
    if (draft === null || text === shown) return reset();
    const read = readTarget(text, target.kind);
    if (typeof read === "string") return setRefused(read);
    onTarget(read, "");
    reset();
  }

  function press(event: KeyboardEvent & { currentTarget: HTMLInputElement }) {
    if (event.key === "Enter") commit(event.currentTarget.value);
    if (event.key === "Escape") reset();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const read = draft === null ? target : readTarget(draft, target.kind);
    reset();
    onTarget(
      moved(typeof read === "string" ? target : read, event.key === "ArrowUp" ? 1 : -1),
      `keys ${label}`,
    );
  }

  return (
    <>
      <span class="target">
        <input
          inputMode="decimal"
          autocomplete="off"
          value={draft ?? shown}
          style={shown.length > 4 ? { minWidth: `${shown.length + 1}ch` } : undefined}
          title={exactTarget(target)}
          data-draft={draft === null ? "none" : undefined}
          aria-label={label}
          aria-invalid={refused ? "true" : undefined}
          aria-describedby={refused ? id : undefined}
          tabIndex={stop ? 0 : -1}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => commit(event.currentTarget.value)}
          onKeyDown={press}
        />
        {words.units[target.kind]}
      </span>
      {refused && (
        <span class="field-note error" id={id} role="alert">
          {refused}
        </span>
      )}
    </>
  );
}
