// Dropping files anywhere and pasting cells anywhere are the same as opening files.

import { useEffect, useState } from "preact/hooks";
import { take, takeText } from "../state/arrivals";
import { dropHere } from "../text/page";

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Whether what is pasted belongs to a field that is being typed in. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");

function paste(event: ClipboardEvent) {
  if (isTyping(event.target) || !event.clipboardData) return;
  const files = [...event.clipboardData.files];
  const text = event.clipboardData.getData("text/plain");
  if (files.length > 0) void take(files);
  else if (/[\t\n]/.test(text.trim())) void takeText(text);
  else return;
  event.preventDefault();
}

export function DropAnywhere() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      setOver(false);
      // What a part of the page has taken for itself is not opened.
      if (event.defaultPrevented) return;
      event.preventDefault();
      void take([...(event.dataTransfer?.files ?? [])]);
    };
    const end = new AbortController();
    addEventListener("dragover", allow, { signal: end.signal });
    addEventListener("dragleave", leave, { signal: end.signal });
    addEventListener("drop", drop, { signal: end.signal });
    addEventListener("paste", paste, { signal: end.signal });
    return () => end.abort();
  }, []);
  return over ? (
    <div class="drop-over" aria-hidden="true">
      <p>{dropHere}</p>
    </div>
  ) : null;
}
