// How far the figures of a policy have come, when they will be there, and how to do without them.

import { type Computing, cancelComputing, computing, status } from "../state/results";
import { card } from "../text/data";
import { figures as words } from "../text/page";

/** Before so long a time left would be a guess. */
const guessMilliseconds = 500;
/** What is there sooner needs no cancel: a button that comes and goes under a slider would be in the way. */
const shortMilliseconds = 1_000;

/** Items done and the time left, where it can be told. */
export function computedSoFar({ share, done, of, milliseconds }: Computing): string {
  const items = words.computed(Math.floor(done), of);
  if (milliseconds < guessMilliseconds || share <= 0) return items;
  return `${items} · ${card.left(((milliseconds / share) * (1 - share)) / 1000)}`;
}

/** Beside the figures of the policy before, which are shown meanwhile; where the data changed, the page says it. */
export function ComputingLine() {
  const now = computing.value;
  if (!now || status.value === "reading") return null;
  return (
    <span class="row">
      <progress class="going" value={now.share} aria-label={words.computing} />
      {computedSoFar(now)}
      {now.milliseconds >= shortMilliseconds && (
        <button type="button" class="btn compact" title={words.cancelTitle} onClick={cancelComputing}>
          {card.cancel}
        </button>
      )}
    </span>
  );
}
