// Files are read anew because the policy asks for it, or what was read is being worked out.

import { cancelReading } from "../state/arrivals";
import { loaded, readingNow, readingSlots } from "../state/files";
import { computing, status } from "../state/results";
import { card as words, working } from "../text/data";
import { computedSoFar } from "./computing";
import { pace } from "./data/unread";

/** Files that were just opened show their progress on their own cards. */
export function Reading() {
  if (status.value !== "reading" || readingSlots.value.length > 0) return null;
  const now = readingNow.value;
  const figures = now ? null : computing.value;
  const name = loaded.value.find(({ slot }) => slot === now?.slot)?.name;
  const label = name ? words.progress(name) : working;
  return (
    <div class="panel section-below">
      <div class="panel-body row reading-line">
        <span>
          {label} {now && <span class="label-sm">{pace(now)}</span>}
          {figures && <span class="label-sm">{computedSoFar(figures)}</span>}
        </span>
        <progress
          aria-label={label}
          max={100}
          value={
            now && now.size > 0 ? (100 * now.bytes) / now.size : figures ? 100 * figures.share : undefined
          }
        />
        <button type="button" class="btn compact" onClick={() => void cancelReading()}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}
