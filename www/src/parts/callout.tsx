// Something that should be decided or known, where it belongs: what, what it costs, what to do.

import type { ComponentChildren } from "preact";
import type { Tone } from "./chip";
import { Icon } from "./icon";

interface Props {
  tone: Tone;
  title: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
  /** Whether it is read out when it appears. */
  urgent?: boolean;
}

export const Callout = ({ tone, title, children, actions, urgent = false }: Props) => (
  <div class={`callout ${tone}`} role={urgent ? "alert" : undefined}>
    <Icon name={tone} />
    <div>
      <p class="callout-title">{title}</p>
      {children}
    </div>
    {actions && <div class="row">{actions}</div>}
  </div>
);
