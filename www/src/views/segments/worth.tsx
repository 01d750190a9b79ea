// How many segments are worth having: computed groups for 1, 2, 3, ... of them, beside today's policy.

import { useEffect } from "preact/hooks";
import { policy } from "../../state/policy";
import { comparisonOlder, turn } from "../../state/results";
import {
  askTaught,
  askWorth,
  fewest,
  grouping,
  onRequest,
  takeGroups,
  taught,
  taughtOlder,
  worthOlder,
  worthTrouble,
} from "../../state/worth";
import { full, number, percent, percentage, signed } from "../../text/numbers";
import { enough, worth as words } from "../../text/worth";
import type { FewestAnswer, FewestRow } from "../../wire";

/** After the comparisons are there, so long: whoever edits on is not held up. */
const restMilliseconds = 250;

/** Asks for what the screen shows once the policy has come to rest. */
export function useWorth(): void {
  useEffect(() => {
    if (onRequest.value) return;
    const rest = setTimeout(() => void askWorth(), restMilliseconds);
    return () => clearTimeout(rest);
  }, [comparisonOlder.value, turn.value, grouping.value, onRequest.value]);
}

export function Worth() {
  const now = fewest.value;
  if (!now && grouping.value === null && !onRequest.value) return null;
  const currency = policy.value?.currency ?? "";
  return (
    <section class="panel section-gap" aria-labelledby="worth-title" aria-busy={worthOlder.value}>
      <div class="panel-head">
        <h2 id="worth-title">{words.title}</h2>
        <p role="status">
          {grouping.value !== null
            ? words.working(grouping.value)
            : now?.fill_rate
              ? words.note(now.fill_rate)
              : ""}
        </p>
      </div>
      {onRequest.value && (
        <div class="panel-body">
          <button type="button" class="btn" disabled={comparisonOlder.value} onClick={() => void askWorth()}>
            {words.ask}
          </button>
        </div>
      )}
      {worthTrouble.value && <p class="panel-body field-note error">{worthTrouble.value}</p>}
      {now && (
        <>
          <p class="panel-body">
            <b>{words.found(now)}</b> {words.today(now, currency)}
          </p>
          {now.rows.length > 0 && <Table now={now} currency={currency} />}
          {(now.rows.length > 0 || now.agreements.length > 0) && <Foot now={now} currency={currency} />}
        </>
      )}
    </section>
  );
}

const Table = ({ now, currency }: { now: FewestAnswer; currency: string }) => {
  const unit = now.measure === "money" ? currency || "value" : "units";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways
    <section class="scroll" tabIndex={0} aria-label={words.region}>
      <table class="table pin worth">
        <thead>
          <tr>
            <th scope="col">{words.groups}</th>
            {[
              [words.kept, words.keptOf],
              [words.capital, unit],
              [words.change, unit],
              [words.targets, words.targetsUnit],
            ].map(([name, below]) => (
              <th scope="col" class={name === words.targets ? undefined : "num"} key={name}>
                {name}
                <span class="unit">{below}</span>
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {now.rows.map((row) => (
            <Groups key={row.groups} row={row} now={now} />
          ))}
        </tbody>
        <tbody class="versus">
          <Beside
            name={words.rows.today(now.today_segments)}
            capital={now.today}
            kept={now.today_kept}
            now={now}
          />
          <Beside name={words.rows.item_by_item} capital={now.item_by_item} kept={1} now={now} />
        </tbody>
      </table>
    </section>
  );
};

/** What is said below: items left aside, and the classes as textbooks teach them, on request. */
const Foot = ({ now, currency }: { now: FewestAnswer; currency: string }) => (
  <div class="panel-foot">
    <p>
      {now.rows.length > 0 && words.base} {words.aside(now)}
    </p>
    {taught.value && !taughtOlder.value ? (
      <p role="status">{words.taughtFound(taught.value, currency)}</p>
    ) : (
      <button
        type="button"
        class="btn link"
        disabled={worthOlder.value || grouping.value !== null}
        onClick={() => void askTaught()}
      >
        {words.taught}
      </button>
    )}
  </div>
);

const Groups = ({ row, now }: { row: FewestRow; now: FewestAnswer }) => (
  <tr class={row === enough(now) ? "is-selected" : undefined}>
    <th scope="row">{words.ofGroups(row.groups)}</th>
    <Stock capital={row.capital} kept={row.kept} today={now.today} />
    <td class="targets">{row.list.map(({ target }) => percentage(target)).join(" · ")}</td>
    <td class="num">
      <button
        type="button"
        class="btn compact"
        aria-label={words.takeLabel(row.groups)}
        disabled={worthOlder.value}
        onClick={() => void takeGroups(row.groups)}
      >
        {words.take}
      </button>
    </td>
  </tr>
);

interface BesideProps {
  name: string;
  capital: number | null;
  kept: number | null;
  now: FewestAnswer;
}

const Beside = ({ name, capital, kept, now }: BesideProps) => (
  <tr>
    <th scope="row">{name}</th>
    <Stock capital={capital} kept={kept} today={now.today} />
    <td colSpan={2} />
  </tr>
);

const Stock = ({ capital, kept, today }: { capital: number | null; kept: number | null; today: number }) => (
  <>
    <td class="num">{kept === null ? "–" : percent(kept, 0)}</td>
    <td class="num" title={full(capital)}>
      {capital === null ? "–" : number(capital)}
    </td>
    <td class="num" title={capital === null ? undefined : full(capital - today)}>
      {capital === null ? "–" : signed(capital - today)}
    </td>
  </>
);
