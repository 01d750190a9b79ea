// Money: what service costs, the best use of a budget, the ways side by side, the moves that matter most.

import { Callout } from "../parts/callout";
import { inMoney } from "../state/look";
import { drawing, money, moneyOlder, moneyTrouble } from "../state/money";
import { policy } from "../state/policy";
import { deck, going, heading, waiting } from "../text/money";
import { short, shortMoney } from "../text/numbers";
import { failed } from "../text/segments";
import { BudgetPanel } from "./money/budget";
import { CurvePanel } from "./money/curve";
import { Limits } from "./money/limits";
import { MarginTable } from "./money/margins";
import { Moves } from "./money/moves";
import { Scenarios } from "./money/scenarios";
import { Ways } from "./money/ways";
import { SummaryTrouble } from "./trouble";

/** An amount of capital in a few figures. */
export const shortCapital = (value: number) =>
  inMoney.value ? shortMoney(value, policy.value?.currency ?? "") : `${short(value)} units`;

function title(): string {
  const now = money.value;
  if (!now) return heading(null, "policy", shortCapital);
  const best = now.same_service.segments.point.capital;
  return now.current
    ? heading(now.current.point.capital - best, "today", shortCapital)
    : heading(now.today.capital - best, "policy", shortCapital);
}

export function Money() {
  const now = money.value;
  return (
    <>
      <SummaryTrouble />
      <div class="head">
        <div>
          <h1 aria-busy={moneyOlder.value}>{title()}</h1>
          <p>{deck}</p>
          {drawing.value !== null && (
            <p class="small" role="status">
              <progress class="going" value={drawing.value} aria-label={waiting} /> {going(drawing.value)}
            </p>
          )}
        </div>
      </div>
      {moneyTrouble.value && (
        <Callout tone="no" title={failed}>
          <p>{moneyTrouble.value.sentence}</p>
        </Callout>
      )}
      {now && (
        <>
          <div class="cols aside">
            <CurvePanel now={now} />
            <div class="stack tight">
              <BudgetPanel now={now} />
            </div>
          </div>
          <div class="section-gap">
            <Ways now={now} />
          </div>
          <div class="section-gap">
            <Limits now={now} />
          </div>
          <div class="section-gap">
            <Scenarios />
          </div>
          <div class="section-gap">
            <MarginTable now={now} />
          </div>
          <div class="cols two section-gap">
            <Moves kind="frees" moves={now.frees} />
            <Moves kind="buys" moves={now.buys} />
          </div>
        </>
      )}
    </>
  );
}
