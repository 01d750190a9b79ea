// Segments that can go: what is too many or too small, the merges proposed, each with its cost and one click.

import { Icon } from "../../parts/icon";
import { policy } from "../../state/policy";
import { advice, adviceOlder, takeMerge } from "../../state/worth";
import { merging as words } from "../../text/worth";
import type { AdviceAnswer, MergeAdvice } from "../../wire";

/** Merges that are shown at once; the others stand behind them. */
const shownAtOnce = 3;

/** Each pair once, the cheapest first; a merge that no name can hold is none to propose. */
function proposed({ merges }: AdviceAnswer): MergeAdvice[] {
  const pairs = new Map(merges.map((merge) => [merge.segments.join("\n"), merge]));
  return [...pairs.values()]
    .filter(({ reason, tuples }) => reason !== "possible" && tuples.length > 0)
    .sort((one, other) => one.cost - other.cost);
}

export function Merging() {
  const now = advice.value;
  const merges = now ? proposed(now) : [];
  if (!now || merges.length === 0) return null;
  const [first, more] = [merges.slice(0, shownAtOnce), merges.slice(shownAtOnce)];
  return (
    <section class="callout risk" aria-labelledby="merging-title" aria-busy={adviceOlder.value}>
      <Icon name="risk" />
      <div>
        <h3 id="merging-title">{words.title(now, merges.length)}</h3>
        <p>{words.note}</p>
        <Proposals merges={first} now={now} />
        {more.length > 0 && (
          <details class="behind">
            <summary>{words.more(more.length)}</summary>
            <Proposals merges={more} now={now} />
          </details>
        )}
      </div>
    </section>
  );
}

const Proposals = ({ merges, now }: { merges: MergeAdvice[]; now: AdviceAnswer }) => (
  <ul class="proposals">
    {merges.map((merge) => (
      <li class="row between" key={merge.segments.join("\n")}>
        <span>
          <b>{words.pair(merge.segments)}</b>{" "}
          {words.cost(merge.cost, merge.share, now.measure, policy.value?.currency ?? "")}{" "}
          <span class="muted">
            {words.target(merge.target)}; {words.reasons[merge.reason]}
          </span>
        </span>
        <button
          type="button"
          class="btn compact"
          aria-label={words.takeLabel(merge.segments)}
          disabled={adviceOlder.value}
          onClick={() => takeMerge(merge)}
        >
          {words.take}
        </button>
      </li>
    ))}
  </ul>
);
