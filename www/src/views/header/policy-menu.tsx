// The policy as a whole: its name and currency, new, open, download, its steps, and keeping it.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Copy } from "../../parts/copy";
import { Float } from "../../parts/float";
import { Icon } from "../../parts/icon";
import { Typed } from "../../parts/typed";
import { author } from "../../state/agreement";
import { newPolicy } from "../../state/arrivals";
import { putBeside, shareAddress, showBeside } from "../../state/beside";
import { downloadPolicy, downloadTrouble } from "../../state/downloads";
import { setPolicy } from "../../state/edits";
import { keeping, keepRefused, setKeeping } from "../../state/keep";
import { goToStep, policy, savedPolicy, stepLabels, stepsReached } from "../../state/policy";
import { summary } from "../../state/results";
import { link, saving } from "../../text/agreement";
import { downloads, exportMenu, policyMenu as words } from "../../text/page";
import { steps } from "../../text/steps";
import { Exports } from "./export-menu";
import { chooseFiles } from "./open-files";

export const PolicyMenu = () => (
  <Float
    looks="btn quiet"
    title={words.button}
    button={
      <>
        {words.button} <Icon name="down" />
      </>
    }
  >
    <div class="stack tight menu">
      <Names />
      <div class="row">
        <button type="button" class="btn" onClick={() => void newPolicy()}>
          {words.fresh}
        </button>
        <button type="button" class="btn" onClick={chooseFiles}>
          {words.open}
        </button>
      </div>
      <Saving />
      <Comparing />
      <Steps />
      <Keeping />
      {summary.value && (
        <section class="stack tight only-narrow" aria-label={exportMenu.button}>
          <p class="label-sm">{exportMenu.button}</p>
          <Exports />
        </section>
      )}
    </div>
  </Float>
);

/** Download, with who changed it and why. */
function Saving() {
  const why = useRef<HTMLInputElement>(null);
  const save = async () => {
    const reason = why.current?.value.trim() ?? "";
    await downloadPolicy(reason);
    if (why.current && !downloadTrouble.value) why.current.value = "";
  };
  return (
    <div class="stack tight">
      <label class="field">
        {saving.why}
        <input ref={why} class="input" autocomplete="off" aria-describedby="why-note" />
      </label>
      <p class="field-note" id="why-note">
        {saving.whyNote}
      </p>
      <div class="names">
        <label class="field">
          {saving.who}
          <input
            class="input"
            autocomplete="off"
            value={author.value}
            onInput={(event) => {
              author.value = event.currentTarget.value;
            }}
          />
        </label>
        <button type="button" class="btn" onClick={() => void save()}>
          {downloads.policy}
        </button>
      </div>
    </div>
  );
}

/** Another policy beside this one, and this one as a link. */
function Comparing() {
  const [now, saved] = [policy.value, savedPolicy.value];
  const [address, setAddress] = useState("");
  useEffect(() => {
    if (now) void shareAddress(now).then(setAddress);
  }, [now]);
  const read = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    input.value = ""; // So that the same file can be chosen again.
    if (file) await showBeside(file.name, await file.text());
  };
  return (
    <div class="stack tight">
      <div class="row">
        {address && <Copy words={link.copy} text={() => address} />}
        {saved && saved !== now && (
          <button type="button" class="btn" onClick={() => putBeside(saved.name, saved)}>
            {saving.compareSaved}
          </button>
        )}
        <label class="btn file-button">
          {saving.compareFile}
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => void read(event.currentTarget)}
          />
        </label>
      </div>
      <p class="small muted">{link.note}</p>
    </div>
  );
}

const Names = () => (
  <div class="names">
    <Typed
      label={words.name}
      value={policy.value?.name ?? ""}
      onCommit={(name) => {
        setPolicy(steps.name, { name: name.trim() });
        return "";
      }}
    />
    <Typed
      label={words.currency}
      value={policy.value?.currency ?? ""}
      placeholder="€"
      onCommit={(text) => {
        setPolicy(steps.currency, { currency: text.trim() });
        return "";
      }}
    />
  </div>
);

/** Every step, the latest last; a click goes back or forth to it. */
function Steps() {
  const labels = stepLabels.value;
  return (
    <section aria-label={words.steps}>
      <p class="label-sm">{words.steps}</p>
      {labels.length === 0 ? (
        <p class="small muted">{words.noSteps}</p>
      ) : (
        <ol class="steps">
          {[words.opened, ...labels].map((label, at) => (
            <li key={at}>
              <button
                type="button"
                class={`step${at > stepsReached.value ? " is-undone" : ""}`}
                aria-current={at === stepsReached.value ? "step" : undefined}
                onClick={() => goToStep(at)}
              >
                {label}
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Keeping() {
  const id = useId();
  const local = typeof location !== "undefined" && location.protocol === "file:";
  return (
    <div class="keeping">
      <input
        id={id}
        type="checkbox"
        checked={keeping.value}
        onChange={(event) => void setKeeping(event.currentTarget.checked)}
      />
      <label for={id}>{words.keep}</label>
      <p class="small muted">{keepRefused.value ? words.keepFailed : words.keepNote}</p>
      {local && <p class="small muted">{words.keepLocal}</p>}
    </div>
  );
}
