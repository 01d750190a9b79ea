// Why the results cannot be worked out, where they would stand, with the way back.

import { Callout } from "../parts/callout";
import { undo, undoLabel } from "../state/policy";
import { refresh, summaryTrouble } from "../state/results";
import { stopped } from "../text/page";
import { failed, undoIt } from "../text/segments";

/** A step whose reading the user stopped has failed in nothing. */
export function SummaryTrouble() {
  const trouble = summaryTrouble.value;
  if (!trouble) return null;
  const cancelled = trouble.code === "cancelled";
  const actions = (
    <>
      {cancelled && (
        <button type="button" class="btn" onClick={refresh}>
          {stopped.again}
        </button>
      )}
      {undoLabel.value && (
        <button type="button" class="btn" title={undoLabel.value} onClick={undo}>
          {undoIt}
        </button>
      )}
    </>
  );
  return (
    <div class="section-below">
      {cancelled ? (
        <Callout tone="note" title={stopped.step} actions={actions} />
      ) : (
        <Callout tone="no" title={failed} urgent actions={actions}>
          <p>{trouble.sentence}</p>
        </Callout>
      )}
    </div>
  );
}
