// A segment carried onto another: by the pointer from its name, or by keys; what it costs is said before it is put down.

import { useEffect } from "preact/hooks";
import { carried, carryOver, letGo, offered, over, pickUp, putDown, weighing } from "../../state/carry";
import { policy } from "../../state/policy";
import { advice } from "../../state/worth";
import { carrying as words } from "../../text/worth";

/** A pointer moves a segment once it has gone so far. */
const slack = 6;

interface Start {
  segment: string;
  x: number;
  y: number;
}

type Moved = PointerEvent & { currentTarget: HTMLElement };

let start: Start | null = null;

/** The segment of the cell, or of the table's row, under a place of the screen. */
function segmentAt(x: number, y: number): string {
  const place = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-segment]");
  return place?.dataset.segment ?? "";
}

/** What a table does whose cells' names can be dragged onto other cells. */
export const carryEvents = {
  onPointerDown(event: Moved) {
    const grip = (event.target as HTMLElement).closest<HTMLElement>(".cell-name");
    const segment = grip?.closest<HTMLElement>("[data-segment]")?.dataset.segment;
    if (event.button !== 0 || !segment) return;
    start = { segment, x: event.clientX, y: event.clientY };
    event.currentTarget.setPointerCapture(event.pointerId);
  },
  onPointerMove(event: Moved) {
    if (!start) return;
    const far = Math.hypot(event.clientX - start.x, event.clientY - start.y) > slack;
    if (far && carried.value !== start.segment) pickUp(start.segment);
    if (carried.value) carryOver(segmentAt(event.clientX, event.clientY));
  },
  onPointerUp() {
    start = null;
    if (carried.value && over.value) putDown();
    else letGo();
  },
  onPointerCancel() {
    start = null;
    letGo();
  },
};

/** Keys while a segment is carried, and the one that picks it up; whether the key was one of them. */
export function carryKey(key: string, segment: string): boolean {
  if (key.toLowerCase() === "m" && !carried.value) pickUp(segment);
  else if (!carried.value) return false;
  else if (key === "Escape") letGo();
  else if (key === "Enter" && over.value) putDown();
  else return false;
  return true;
}

/** How a segment looks that is carried, or that one is carried over. */
export const carryLooks = (segment: string) =>
  carried.value === segment ? " is-carried" : over.value === segment ? " is-over" : "";

/** What is carried where, and what it would cost; read out while it changes. */
export function Carrying({ byKey = true }: { byKey?: boolean }) {
  useEffect(() => {
    const end = new AbortController();
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !carried.value) return;
      start = null;
      letGo();
    };
    addEventListener("keydown", press, { signal: end.signal });
    return () => {
      end.abort();
      letGo();
    };
  }, []);
  return (
    <p class={carried.value ? "carrying" : "small muted"} role="status">
      {carried.value ? said() : byKey ? words.hint : words.hintRows}
    </p>
  );
}

function said(): string {
  if (!over.value) return words.where(carried.value);
  const now = offered.value;
  if (weighing.value) return words.weighing(carried.value, over.value);
  return now
    ? words.cost(
        carried.value,
        over.value,
        now,
        advice.value?.measure ?? "money",
        policy.value?.currency ?? "",
      )
    : words.unknown(carried.value, over.value);
}
