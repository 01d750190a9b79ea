// The policy as a whole: its name and currency, new, open, download, its steps, and keeping it.

import { useId } from "preact/hooks";
import { Float } from "../../parts/float";
import { Icon } from "../../parts/icon";
import { Typed } from "../../parts/typed";
import { newPolicy } from "../../state/arrivals";
import { downloadPolicy } from "../../state/downloads";
import { setPolicy } from "../../state/edits";
import { keeping, keepRefused, setKeeping } from "../../state/keep";
import { goToStep, policy, stepLabels, stepsReached } from "../../state/policy";
import { downloads, policyMenu as words } from "../../text/page";
import { steps } from "../../text/steps";
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
        <button type="button" class="btn" onClick={() => void downloadPolicy()}>
          {downloads.policy}
        </button>
      </div>
      <Steps />
      <Keeping />
    </div>
  </Float>
);

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
