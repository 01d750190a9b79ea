// Commit: an order is typed, its answer stands below as it is typed; promises and requests in a list.

import { useState } from "preact/hooks";
import { Callout } from "../parts/callout";
import { Chip } from "../parts/chip";
import { Icon } from "../parts/icon";
import { takeSample } from "../state/arrivals";
import { answer, askedDay, desk, deskTrouble } from "../state/desk";
import { save } from "../state/downloads";
import { idle, lacking, stale, tones, verdict, verdicts } from "../text/commit";
import { templates } from "../text/templates";
import { Answer } from "./commit/answer";
import { Ask } from "./commit/ask";
import { Card } from "./commit/card";
import { List } from "./commit/list";
import { Meeting } from "./commit/meeting";
import { Working } from "./commit/working";
import { SummaryTrouble } from "./trouble";

export function Commit() {
  const [language, setLanguage] = useState<"en" | "de">("en");
  if (desk.value && !desk.value.has_stock) return <Lacking />;
  const now = answer.value;
  return (
    <>
      <SummaryTrouble />
      <div class="desk">
        <Stale />
        <Ask />
        {deskTrouble.value && (
          <div class="section-gap">
            <Callout tone="no" title={deskTrouble.value} urgent />
          </div>
        )}
        {!now && <Idle />}
        {now?.verdict === "unknown" && (
          <section class="panel answer is-note section-near" aria-live="polite">
            <div class="answer-main">
              <div>
                <Chip tone={tones.unknown}>{verdicts.unknown}</Chip>
                <h1>{verdict(now)}</h1>
              </div>
            </div>
          </section>
        )}
        {now && now.verdict !== "unknown" && (
          <>
            <Answer answer={now} language={language} onLanguage={setLanguage} />
            <Working answer={now} />
          </>
        )}
        <List />
        <Card />
      </div>
      <Meeting />
    </>
  );
}

const Idle = () => (
  <section class="panel panel-body section-near" aria-live="polite">
    <h1>{idle.title}</h1>
    <p class="muted">{idle.text}</p>
  </section>
);

const mostDays = 7;

/** Old stock is said loudly, with the way out. */
function Stale() {
  const now = desk.value;
  if (!now || now.stock_day === null || now.stock_age === null) return null;
  const counted = now.stock_day;
  if (now.stock_age > mostDays) {
    const actions = (
      <button
        type="button"
        class="btn"
        onClick={() => {
          askedDay.value = counted;
        }}
      >
        {stale.ask(counted)}
      </button>
    );
    return (
      <div class="section-below">
        <Callout tone="risk" title={stale.title(counted, now.stock_age)} actions={actions} urgent>
          <p>{stale.text}</p>
        </Callout>
      </div>
    );
  }
  return (
    <p class="small muted section-below">
      {stale.asOf(now.today)}{" "}
      {askedDay.value !== null && (
        <button
          type="button"
          class="btn link"
          onClick={() => {
            askedDay.value = null;
          }}
        >
          {stale.back}
        </button>
      )}
    </p>
  );
}

/** Without a stock file: what it is, its columns, and the sample. */
function Lacking() {
  const template = templates.find(({ name }) => name === "stock");
  return (
    <>
      <div class="head">
        <div>
          <h1>{lacking.title}</h1>
          <p>{lacking.text}</p>
        </div>
      </div>
      {template && (
        <section class="panel" aria-labelledby="lacking-title">
          <div class="panel-head">
            <h2 id="lacking-title">{lacking.columns}</h2>
            <button type="button" class="btn" onClick={() => save("stock.csv", "text/csv", template.example)}>
              <Icon name="export" />
              {lacking.template}
            </button>
          </div>
          <div class="panel-body stack tight">
            <p>
              {template.columns.map((column) => (
                <code key={column} class="column">
                  {column}
                  {template.needed.includes(column) && <span class="muted"> {lacking.needed}</span>}
                </code>
              ))}
            </p>
            <div class="row">
              <button type="button" class="btn" onClick={() => void takeSample("distributor")}>
                {lacking.sample} <Icon name="right" />
              </button>
            </div>
          </div>
        </section>
      )}
    </>
  );
}
