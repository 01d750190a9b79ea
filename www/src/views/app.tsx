// The page: header, key figures, the screen one is on, what can be taken along.

import { useEffect } from "preact/hooks";
import { Callout } from "../parts/callout";
import { engineTrouble } from "../state/engine";
import { arrivalTrouble, openQuestions, stopped } from "../state/files";
import { nothingToShow, status, summary } from "../state/results";
import { route, type Screen } from "../state/route";
import { updateReady } from "../state/update";
import { lacking, noDemand, productName, screens, skip, stopped as stoppedWords, update } from "../text/page";
import { Beside } from "./beside";
import { Commit } from "./commit";
import { Crash } from "./crash";
import { Data } from "./data";
import { DropAnywhere } from "./drop";
import { Figures } from "./figures";
import { Footer } from "./footer";
import { Header } from "./header";
import { Items } from "./items";
import { Keys } from "./keys";
import { Money } from "./money";
import { Reading } from "./reading";
import { Segments } from "./segments";
import { Start } from "./start";

const views = { data: Data, segments: Segments, items: Items, money: Money, commit: Commit };

/** Where nobody chose: the data while they are read or ask something, else the segments. */
function screenShown(): Screen {
  if (status.value === "error" || !summary.value) return route.value ?? "data";
  return route.value ?? (status.value === "reading" || openQuestions.value > 0 ? "data" : "segments");
}

export function App() {
  const empty = status.value === "empty";
  const screen = screenShown();
  const nothing = nothingToShow.value && status.value !== "reading";
  const View = nothing && screen !== "data" ? Lacking : views[screen];
  useEffect(() => {
    document.title = empty ? productName : `${screens[screen]} – ${productName}`;
  }, [empty, screen]);
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it is a link; only the address is kept from changing */}
      <a class="skip" href="#main" onClick={toMain}>
        {skip}
      </a>
      <Header screen={empty ? null : screen} />
      {!empty && summary.value && !nothingToShow.value && <Figures />}
      <main
        id="main"
        tabIndex={-1}
        data-status={engineTrouble.value ? "error" : status.value}
        data-questions={openQuestions.value}
      >
        <Update />
        <Troubles />
        <Stopped />
        <Reading />
        <Beside />
        {empty ? <Start /> : <View />}
        {!empty && summary.value && <Footer screen={nothing ? "data" : screen} />}
      </main>
      <DropAnywhere />
      <Keys />
      <Crash />
    </>
  );
}

/** Where there is nothing to work out yet, a screen says where to go on. */
const Lacking = () => (
  <div class="head">
    <div>
      <h1>{lacking.title}</h1>
      <p>
        {lacking.text} <a href="#data">{lacking.link}</a>
      </p>
    </div>
  </div>
);

/** A new version is never taken over by itself. */
function Update() {
  const take = updateReady.value;
  if (!take) return null;
  const button = (
    <button type="button" class="btn" onClick={take}>
      {update.take}
    </button>
  );
  return (
    <div class="section-below">
      <Callout tone="note" title={update.title} actions={button}>
        <p>{update.text}</p>
      </Callout>
    </div>
  );
}

const Troubles = () => (
  <>
    {[
      engineTrouble.value,
      arrivalTrouble.value,
      status.value === "error" && nothingToShow.value ? noDemand : "",
    ]
      .filter(Boolean)
      .map((sentence) => (
        <div class="section-below" key={sentence}>
          <Callout tone="no" title={sentence} urgent />
        </div>
      ))}
  </>
);

/** What the user stopped is said once, with the way to read it after all. */
function Stopped() {
  const now = stopped.value;
  if (!now || status.value === "reading") return null;
  const button = (
    <button type="button" class="btn" onClick={now.again}>
      {stoppedWords.again}
    </button>
  );
  return (
    <div class="section-below" role="status">
      <Callout tone="note" title={stoppedWords.title(now.names)} actions={button} />
    </div>
  );
}

/** The address keeps saying which screen one is on. */
function toMain(event: Event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
