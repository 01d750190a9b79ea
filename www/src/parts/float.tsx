// What floats beside its button: a menu, or the explanation of a term. The browser's own popover
// opens it, closes it and returns the focus. What a menu holds is there only while it is open.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

interface Props {
  /** Classes of the button. */
  looks: string;
  button: ComponentChildren;
  /** Its name, where the button shows no words. */
  label?: string;
  /** The name of what floats. */
  title: string;
  children: ComponentChildren;
}

/** Browsers without anchors get the place from here. */
function place(float: HTMLElement, button: HTMLElement): void {
  if (CSS.supports("position-area", "bottom span-right")) return;
  const { bottom, left } = button.getBoundingClientRect();
  const room = document.documentElement.clientWidth - float.offsetWidth - 8;
  float.style.setProperty("top", `${bottom}px`);
  float.style.setProperty("left", `${Math.max(8, Math.min(left, room))}px`);
}

/** A button and what floats beside it while it is open. */
export function Float({ looks, button, label, title, children }: Props) {
  const id = useId();
  const float = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open && float.current && opener.current) place(float.current, opener.current);
  }, [open]);
  return (
    <>
      <button
        ref={opener}
        type="button"
        class={looks}
        popovertarget={id}
        aria-expanded={open}
        aria-label={label}
      >
        {button}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a popover is no set of fields */}
      <div
        ref={float}
        id={id}
        class="popover"
        popover="auto"
        role="group"
        aria-label={title}
        onToggle={(event) => setOpen((event as unknown as ToggleEvent).newState === "open")}
      >
        {open && children}
      </div>
    </>
  );
}

interface TermProps {
  /** The word as it stands in the text. */
  children: ComponentChildren;
  title: string;
  text: string;
  more?: string;
}

/** A word that explains itself. */
export const Term = ({ children, title, text, more }: TermProps) => (
  <Float looks="term" button={children} title={title}>
    <p class="popover-title">{title}</p>
    <p>{text}</p>
    {more && <p class="muted">{more}</p>}
  </Float>
);
