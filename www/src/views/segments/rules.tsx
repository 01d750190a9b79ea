// What comes before the dimensions: rules, segments merged under one name, overrides of items.

import { Icon } from "../../parts/icon";
import { Typed } from "../../parts/typed";
import { removeOverride, setMerges, setRules } from "../../state/edits";
import { policy } from "../../state/policy";
import { troubleWith } from "../../state/results";
import { rules as words } from "../../text/segments";
import { targetWords } from "../../text/steps";
import { override as overrideWords } from "../../text/why";
import type { Override, Rule } from "../../wire";

export function Rules() {
  const now = policy.value?.segmentation;
  if (!now) return null;
  return (
    <section class="panel" aria-labelledby="rules-title">
      <div class="panel-head">
        <h2 id="rules-title">{words.title}</h2>
      </div>
      <div class="panel-body stack tight">
        <RuleList rules={now.rules} />
      </div>
      <div class="panel-body stack tight">
        <Merges merges={now.merges} />
      </div>
      <div class="panel-foot">
        {words.overrides(now.overrides.length)}
        {now.overrides.map((override) => (
          <OneOverride key={JSON.stringify(override)} override={override} />
        ))}
      </div>
    </section>
  );
}

function RuleList({ rules }: { rules: Rule[] }) {
  const set = (at: number, part: Partial<Rule>) =>
    setRules(rules.map((rule, place) => (place === at ? { ...rule, ...part } : rule)));
  return (
    <>
      <p class="field-note">{words.note}</p>
      {rules.map((rule, at) => (
        <div class="rule" key={at}>
          <Typed
            mono
            label={words.when}
            value={rule.when}
            placeholder={words.hint}
            trouble={troubleWith(`segmentation.rules[${at}]`)}
            onCommit={(when) => {
              set(at, { when: when.trim() });
              return "";
            }}
          />
          <Typed
            label={words.segment}
            value={rule.segment}
            onCommit={(segment) => {
              set(at, { segment: segment.trim() });
              return "";
            }}
          />
          <Remove
            label={words.remove(at)}
            onClick={() => setRules(rules.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <NewPair
        first={words.when}
        second={words.segment}
        hint={words.hint}
        button={words.add}
        onAdd={(when, segment) => setRules([...rules, { when, segment }])}
      />
    </>
  );
}

const Remove = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <button type="button" class="btn quiet icon-only compact" aria-label={label} onClick={onClick}>
    <Icon name="close" />
  </button>
);

interface NewPairProps {
  first: string;
  second: string;
  hint: string;
  button: string;
  onAdd: (first: string, second: string) => void;
}

/** Two texts that count together: nothing is asked of the engine before both are there. */
function NewPair({ first, second, hint, button, onAdd }: NewPairProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const [one = "", two = ""] = [...new FormData(form).values()].map((value) => String(value).trim());
    if (!one || !two) return;
    onAdd(one, two);
    form.reset();
  };
  return (
    <details class="behind">
      <summary>{button}</summary>
      <form class="rule" onSubmit={submit}>
        <label class="field">
          {first}
          <input class="input mono" name="first" placeholder={hint} required autocomplete="off" />
        </label>
        <label class="field">
          {second}
          <input class="input" name="second" required autocomplete="off" />
        </label>
        <button type="submit" class="btn icon-only compact" aria-label={button}>
          <Icon name="plus" />
        </button>
      </form>
    </details>
  );
}

const parts = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

function Merges({ merges }: { merges: Record<string, string[]> }) {
  return (
    <>
      <h3>{words.merges}</h3>
      <p class="field-note">{words.mergesNote}</p>
      {Object.entries(merges).map(([name, of]) => (
        <div class="row between" key={name}>
          <span>
            <b>{name}</b> <span class="muted">{of.join(", ")}</span>
          </span>
          <Remove
            label={words.removeMerge(name)}
            onClick={() =>
              setMerges(Object.fromEntries(Object.entries(merges).filter(([other]) => other !== name)))
            }
          />
        </div>
      ))}
      <NewPair
        first={words.mergeOf}
        second={words.mergeName}
        hint={words.mergeHint}
        button={words.addMerge}
        onAdd={(of, name) => setMerges({ ...merges, [name]: parts(of) })}
      />
    </>
  );
}

const OneOverride = ({ override }: { override: Override }) => (
  <div class="row between">
    <span>
      <b>
        {[override.item, override.location, override.channel, override.customer].filter(Boolean).join(" · ")}
      </b>{" "}
      {override.target ? targetWords(override.target) : override.segment}{" "}
      <span class="muted">{overrideWords.said(override.reason, override.until)}</span>
    </span>
    <Remove label={words.removeOverride(override.item)} onClick={() => removeOverride(override)} />
  </div>
);
