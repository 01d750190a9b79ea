// Copies text; where the browser refuses, the text is shown, selected.

import { useState } from "preact/hooks";
import { copied } from "../text/page";
import { Icon } from "./icon";

interface Props {
  words: string;
  text: () => string;
}

export function Copy({ words, text }: Props) {
  const [state, setState] = useState<"idle" | "done" | "refused">("idle");
  async function copy() {
    const done = await navigator.clipboard.writeText(text()).then(
      () => true,
      () => false,
    );
    setState(done ? "done" : "refused");
    if (done) setTimeout(() => setState("idle"), 2000);
  }
  return (
    <>
      <button type="button" class="btn" onClick={copy}>
        <Icon name={state === "done" ? "ok" : "copy"} />
        {state === "done" ? copied : words}
      </button>
      <span class="visually-hidden" role="status">
        {state === "done" ? copied : ""}
      </span>
      {state === "refused" && (
        <textarea
          class="input copy-text"
          readOnly
          aria-label={words}
          rows={8}
          ref={(area) => area?.select()}
          value={text()}
        />
      )}
    </>
  );
}
