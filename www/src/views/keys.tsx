// Keys that hold on every screen: undo and redo, as everywhere else.

import { useEffect } from "preact/hooks";
import { redo, undo } from "../state/policy";

/** A field that is being typed in has an undo of its own; one that holds no draft leaves it to the page. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.matches("input:not([type=range], [type=radio], [type=checkbox], [data-draft=none]), textarea");

function press(event: KeyboardEvent) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  const back = key === "z" && !event.shiftKey;
  const forth = (key === "z" && event.shiftKey) || key === "y";
  if (!back && !forth) return;
  event.preventDefault();
  if (back) undo();
  else redo();
}

export function Keys() {
  useEffect(() => {
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return null;
}
