// After a fault in the engine: what happened, and a report that may be copied.

import { useEffect, useRef } from "preact/hooks";
import { Copy } from "../parts/copy";
import { crashReport } from "../state/engine";
import { crash as words } from "../text/page";

export function Crash() {
  const dialog = useRef<HTMLDialogElement>(null);
  const report = crashReport.value;
  useEffect(() => {
    if (report && !dialog.current?.open) dialog.current?.showModal();
  }, [report]);
  const close = () => {
    crashReport.value = "";
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="crash-title" onClose={close}>
      {report && (
        <div class="stack tight">
          <h2 id="crash-title">{words.title}</h2>
          <p>{words.text}</p>
          <section class="formula" aria-label={words.report}>
            {report}
          </section>
          <div class="row end">
            <Copy words={words.copy} text={() => report} />
            <button type="button" class="btn primary" onClick={() => dialog.current?.close()}>
              {words.close}
            </button>
          </div>
        </div>
      )}
    </dialog>
  );
}
