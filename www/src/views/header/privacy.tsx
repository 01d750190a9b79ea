// The privacy mark: how many requests the page has made, and how to check it.

import { Float } from "../../parts/float";
import { Icon } from "../../parts/icon";
import { requests } from "../../state/privacy";
import { privacy as words } from "../../text/page";

export const Privacy = ({ flush = false }: { flush?: boolean }) => (
  <Float
    looks={flush ? "privacy flush" : "privacy"}
    title={words.title}
    button={
      <>
        <Icon name={requests.value === 0 ? "shield" : "note"} />
        <span>{words.mark(requests.value)}</span>
      </>
    }
  >
    <p class="popover-title">{words.title}</p>
    <p>{words.text}</p>
    <p class="muted">{words.check}</p>
    <p class="muted">{words.not}</p>
  </Float>
);
