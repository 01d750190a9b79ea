// The header: what is loaded, what one can do, where one is.

import { Icon } from "../parts/icon";
import { loaded, openQuestions, report } from "../state/files";
import { policy, redo, redoLabel, undo, undoLabel } from "../state/policy";
import { summary } from "../state/results";
import { type Screen, screenNames } from "../state/route";
import { theme, turnTheme } from "../state/theme";
import * as words from "../text/page";
import { ExportMenu } from "./header/export-menu";
import { OpenFiles } from "./header/open-files";
import { PolicyMenu } from "./header/policy-menu";
import { Privacy } from "./header/privacy";

export const Header = ({ screen }: { screen: Screen | null }) => (
  <header class="top">
    <div class="top-bar">
      <div class="brand">
        <Brand />
        <span class="long">{words.productName}</span>
      </div>
      <LoadedFiles />
      <div class="top-actions">
        {screen && (
          <>
            <Step
              icon="undo"
              label={words.undo(undoLabel.value)}
              active={undoLabel.value !== null}
              go={undo}
            />
            <Step
              icon="redo"
              label={words.redo(redoLabel.value)}
              active={redoLabel.value !== null}
              go={redo}
            />
            <PolicyMenu />
            <ExportMenu />
          </>
        )}
        <button
          type="button"
          class="btn quiet icon-only"
          aria-label={words.theme[theme.value]}
          onClick={turnTheme}
        >
          <Icon name={theme.value === "auto" ? "theme" : theme.value} />
        </button>
        <OpenFiles />
      </div>
    </div>
    {screen && (
      <div class="top-nav">
        <Tabs screen={screen} />
        <Privacy />
      </div>
    )}
  </header>
);

const Brand = () => (
  <svg class="brand-mark" viewBox="0 0 20 20" role="img" aria-label={words.productName}>
    <path d="M2 18V9h4v9zM8 18V2h4v16zM14 18v-6h4v6z" fill="currentColor" />
    <path d="M1 6.5h18" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 1.5" />
  </svg>
);

function LoadedFiles() {
  const count = loaded.value.length;
  if (count === 0) return <div class="loaded">{words.nothingLoaded}</div>;
  const { first_day: first = null, last_day: last = null } = summary.value ?? {};
  return (
    <div class="loaded">
      <span>
        <b>{policy.value?.name || words.unnamed}</b>
        <span class="wide">{words.loadedWords(count, report.value?.items ?? 0, first, last)}</span>
      </span>
    </div>
  );
}

interface StepProps {
  icon: "undo" | "redo";
  label: string;
  active: boolean;
  go: () => void;
}

const Step = ({ icon, label, active, go }: StepProps) => (
  <button
    type="button"
    class={`btn quiet icon-only${icon === "redo" ? " hide-narrow" : ""}`}
    aria-label={label}
    title={label}
    disabled={!active}
    onClick={go}
  >
    <Icon name={icon} />
  </button>
);

const Tabs = ({ screen }: { screen: Screen }) => (
  <nav class="tabs" aria-label={words.screensLabel}>
    <ul>
      {screenNames.map((name) => (
        <li key={name}>
          <a href={`#${name}`} aria-current={name === screen ? "page" : undefined}>
            {words.screens[name]}
            {name === "data" && openQuestions.value > 0 && (
              <span class="count">
                <span class="visually-hidden">{words.openQuestions}</span>
                {openQuestions.value}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
