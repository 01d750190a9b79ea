// Who agreed to the policy: sign-offs that hold or lapsed, a new one, the next review, the history of changes.

import { useEffect, useState } from "preact/hooks";
import { Chip } from "../../parts/chip";
import { Select } from "../../parts/choice";
import { agreement, agreementTrouble, askAgreement, author, sign, today } from "../../state/agreement";
import { policy } from "../../state/policy";
import { summary } from "../../state/results";
import { markReviewed } from "../../state/review";
import { roles, agreed as words } from "../../text/agreement";
import type { AgreementAnswer, Role } from "../../wire";

export function Agreement() {
  useEffect(() => void askAgreement(), [policy.value]);
  const now = agreement.value;
  if (!now) return null;
  return (
    <section class="panel" aria-labelledby="agreed-title">
      <div class="panel-head">
        <h2 id="agreed-title">{words.title}</h2>
      </div>
      <div class="panel-body stack tight">
        {now.sign_offs.length === 0 ? <p class="small muted">{words.none}</p> : <SignOffs now={now} />}
        <Sign />
      </div>
      <div class="panel-foot">
        <div class="row between">
          <span>{words.review(now)}</span>
          {now.reviewed_on !== today() && (
            <button type="button" class="btn compact" onClick={() => void markReviewed()}>
              {words.reviewed}
            </button>
          )}
        </div>
        <History />
      </div>
    </section>
  );
}

const SignOffs = ({ now }: { now: AgreementAnswer }) => (
  <ul>
    {now.sign_offs.map(({ index, sign_off: { role, name, day, covers }, holds }) => (
      <li class="row between" key={index}>
        <span>
          <b>{words.who(role, name)}</b>
          <span class="two-line">{words.what(day, covers)}</span>
        </span>
        <Chip tone={holds ? "ok" : "risk"}>{holds ? words.holds : words.lapsed}</Chip>
      </li>
    ))}
    {now.roles
      .filter(({ agreed, open_total }) => agreed > 0 && open_total > 0)
      .map(({ role, open, open_total }) => (
        <li class="field-note" key={role}>
          {roles[role]}. {words.open(open, open_total)}
        </li>
      ))}
  </ul>
);

/** Segments typed with commas between them; none for the whole policy. */
const parts = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

function Sign() {
  const [role, setRole] = useState<Role>("planning");
  const [refused, setRefused] = useState("");
  const known = (name: string) =>
    policy.value?.segments[name] !== undefined ||
    summary.value?.segments.some(({ segment }) => segment === name);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const name = String(form.get("name") ?? "").trim();
    const covers = parts(String(form.get("covers") ?? ""));
    const stranger = covers.find((segment) => !known(segment));
    setRefused(name === "" ? words.noName : stranger === undefined ? "" : words.unknown(stranger));
    if (name !== "" && stranger === undefined) void sign({ role, name, day: today(), covers });
  };
  const trouble = refused || agreementTrouble.value;
  return (
    <form class="stack tight" onSubmit={submit} aria-label={words.button}>
      <div class="names">
        <label class="field">
          {words.name}
          <input class="input" name="name" autocomplete="off" defaultValue={author.value} />
        </label>
        <Select
          label={words.role}
          value={role}
          options={(Object.keys(roles) as Role[]).map((value) => ({ value, words: roles[value] }))}
          onChange={setRole}
        />
      </div>
      <div class="names">
        <label class="field">
          {words.covers}
          <input class="input" name="covers" autocomplete="off" placeholder={words.coversHint} />
        </label>
        <button type="submit" class="btn">
          {words.sign}
        </button>
      </div>
      {trouble && (
        <p class="field-note error" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}

interface Entry {
  who?: unknown;
  when?: unknown;
  why?: unknown;
  before?: object;
  after?: object;
}

/** Whatever stands in the history is shown as text, the latest first. */
function History() {
  const entries = [...(policy.value?.history ?? [])].reverse() as (Entry | null)[];
  if (entries.length === 0) return null;
  const fields = (entry: Entry) =>
    new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})]).size;
  return (
    <details class="behind">
      <summary>{words.history(entries.length)}</summary>
      <ol>
        {entries.slice(0, 50).map((entry, at) => (
          <li key={at}>
            <b>{String(entry?.why ?? "")}</b>
            <span class="two-line">
              {words.entry(String(entry?.who ?? ""), String(entry?.when ?? ""), fields(entry ?? {}))}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
