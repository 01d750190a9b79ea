// A review: what today is compared with, what is found, and the one click that says it was done.

import { useState } from "preact/hooks";
import { Callout } from "../../parts/callout";
import { Select } from "../../parts/choice";
import { agreement, today } from "../../state/agreement";
import { policy } from "../../state/policy";
import { summary } from "../../state/results";
import {
  compareWith,
  compareWithFile,
  compareWithPolicy,
  earlier,
  markReviewed,
  review,
  reviewing,
  reviewOlder,
  reviewTrouble,
  savedOther,
} from "../../state/review";
import { agreed } from "../../text/agreement";
import { review as words } from "../../text/review";
import { Found } from "./review-found";

type Choice = keyof typeof words.choices;

export function Review() {
  const found = review.value;
  const now = agreement.value;
  return (
    <section class="panel section-gap" id="review" aria-labelledby="review-title" aria-busy={reviewing.value}>
      <div class="panel-head">
        <h2 id="review-title">{words.title}</h2>
        <div class="row">
          {now && <span class="small muted">{agreed.review(now)}</span>}
          <button
            type="button"
            class="btn"
            disabled={now?.reviewed_on === today()}
            onClick={() => void markReviewed()}
          >
            {now?.reviewed_on === today() ? words.marked : words.mark}
          </button>
        </div>
      </div>
      <div class="panel-body stack tight">
        <Controls />
        {reviewTrouble.value && (
          <p class="field-note error" role="alert">
            {reviewTrouble.value}
          </p>
        )}
        <p role="status" class={reviewing.value ? undefined : "visually-hidden"}>
          {reviewing.value ? words.working : found && earlier.value ? words.against(earlier.value.name) : ""}
        </p>
      </div>
      {found && earlier.value && <Found found={found} name={earlier.value.name} older={reviewOlder.value} />}
    </section>
  );
}

const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The days that two windows begin and end with, halves of the history to begin with. */
function halves(): string[] {
  const [first, last] = [summary.value?.first_day ?? 0, summary.value?.last_day ?? 0];
  const middle = first + Math.floor((last - first) / 2);
  return [first, middle, middle + 1, last].map(iso);
}

/** The day of the last review, where it lies within the data; demand before and after can then be compared. */
function reviewedWithin(): string | null {
  const reviewed = policy.value?.reviewed_on;
  const [first, last] = [summary.value?.first_day ?? null, summary.value?.last_day ?? null];
  return reviewed && first !== null && last !== null && iso(first) < reviewed && reviewed < iso(last)
    ? reviewed
    : null;
}

function Controls() {
  const [wanted, setChoice] = useState<Choice | null>(null);
  const since = reviewedWithin();
  const choices = (Object.keys(words.choices) as Choice[]).filter((value) => value !== "since" || since);
  const choice = wanted && choices.includes(wanted) ? wanted : (choices[0] ?? "halves");
  const [refused, setRefused] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setRefused(
      begin(
        choice,
        ["from", "to", "then", "until"].map((name) => String(form.get(name) ?? "")),
      ),
    );
  };
  return (
    <form class="review-form" onSubmit={submit} aria-label={words.compare}>
      <Select
        label={words.with}
        value={choice}
        options={choices.map((value) => ({
          value,
          words: words.choices[value],
        }))}
        onChange={setChoice}
      />
      {choice === "windows" && <Days />}
      {choice === "results" || (choice === "policy" && !savedOther.value) ? (
        <Chosen missing={choice === "policy"} />
      ) : (
        <button type="submit" class="btn" disabled={reviewing.value}>
          {review.value ? words.again : words.compare}
        </button>
      )}
      {refused && (
        <p class="field-note error" role="alert">
          {refused}
        </p>
      )}
    </form>
  );
}

/** Begins a comparison; why not, where something is missing. */
function begin(choice: Choice, days: string[]): string {
  const [from = "", to = "", later = "", until = ""] = days;
  const saved = savedOther.value;
  if (choice === "policy" && saved) void compareWithPolicy(saved.name || words.names.saved, saved);
  else if (choice === "since") sinceReview();
  else if (choice === "halves") void compareWith({ name: words.names.halves, against: {} });
  else if (choice === "windows") {
    if (!(from && from <= to && to < later && later <= until)) return words.day;
    const against = { earlier_from: from, earlier_to: to, later_from: later, later_to: until };
    void compareWith({ name: words.names.windows(from, to), against });
  }
  return "";
}

function sinceReview(): void {
  const day = reviewedWithin();
  if (day) void compareWith({ name: words.names.since(day), against: { earlier_to: day } });
}

function Days() {
  const days = halves();
  return (
    <>
      {[
        ["from", words.earlier.from],
        ["to", words.earlier.to],
        ["then", words.later.from],
        ["until", words.later.to],
      ].map(([name, label], at) => (
        <label class="field" key={name}>
          {label}
          <input class="input" type="date" name={name} defaultValue={days[at]} min={days[0]} max={days[3]} />
        </label>
      ))}
    </>
  );
}

const Chosen = ({ missing }: { missing: boolean }) => (
  <label class="field">
    {words.file}
    <input
      type="file"
      accept=".csv,.json"
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        if (file) void compareWithFile(file);
        event.currentTarget.value = "";
      }}
    />
    <span class="field-note">{missing ? words.noSaved : words.fileNote}</span>
  </label>
);

/** A review that is due is said on top, where it is not to be missed. */
export function ReviewDue() {
  const now = agreement.value;
  if (!now?.is_due || now.days_left === null) return null;
  return (
    <div class="section-below">
      <Callout
        tone="risk"
        title={words.due(-now.days_left)}
        actions={
          <button type="button" class="btn" onClick={toReview}>
            {words.toReview}
          </button>
        }
      >
        <p>{words.dueText}</p>
      </Callout>
    </div>
  );
}

function toReview(): void {
  const panel = document.getElementById("review");
  panel?.scrollIntoView();
  panel?.querySelector("select")?.focus();
}
