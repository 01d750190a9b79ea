// Why the results cannot be worked out, where they would stand, with the way back.

import { Callout } from "../parts/callout";
import { undo, undoLabel } from "../state/policy";
import { summaryTrouble } from "../state/results";
import { failed, undoIt } from "../text/segments";

export function SummaryTrouble() {
  const trouble = summaryTrouble.value;
  if (!trouble) return null;
  return (
    <div class="section-below">
      <Callout
        tone="no"
        title={failed}
        urgent
        actions={
          undoLabel.value && (
            <button type="button" class="btn" title={undoLabel.value} onClick={undo}>
              {undoIt}
            </button>
          )
        }
      >
        <p>{trouble.sentence}</p>
      </Callout>
    </div>
  );
}
