// A status: a mark of its own shape and a word, then colour.

import type { ComponentChildren } from "preact";
import { Icon } from "./icon";

export type Tone = "ok" | "risk" | "no" | "note";

export const Chip = ({ tone, children }: { tone: Tone; children: ComponentChildren }) => (
  <span class={`chip ${tone}`}>
    <Icon name={tone} />
    {children}
  </span>
);
