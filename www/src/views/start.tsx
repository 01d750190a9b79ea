// Start: nothing is loaded. One sentence, a place to drop files, samples, and what the files are.

import { Icon } from "../parts/icon";
import { takeSample } from "../state/arrivals";
import { save } from "../state/downloads";
import { forgetLastTime, fromLastTime } from "../state/keep";
import { policy } from "../state/policy";
import { tableName } from "../text/names";
import * as words from "../text/start";
import { type Template, templates } from "../text/templates";
import { chooseFiles } from "./header/open-files";
import { Privacy } from "./header/privacy";

export const Start = () => (
  <>
    <div class="hero">
      <h1>{words.hero.title}</h1>
      <p>{words.hero.text}</p>
    </div>
    <div class="cols aside">
      <div class="stack">
        <LastTime />
        <section class="drop" aria-labelledby="drop-title">
          <Icon name="open" big />
          <h2 id="drop-title">
            <span class="wide-only-inline">{words.drop.wide}</span>
            <span class="narrow-inline">{words.drop.narrow}</span>
          </h2>
          <p class="muted">{words.drop.note}</p>
          <button type="button" class="btn primary" onClick={chooseFiles}>
            <Icon name="open" />
            {words.drop.button}
          </button>
        </section>
        <section aria-labelledby="samples-title">
          <div class="section-title">
            <h2 id="samples-title">{words.samples.title}</h2>
          </div>
          <Samples />
        </section>
      </div>
      <Never />
    </div>
    <Files />
  </>
);

function LastTime() {
  if (!fromLastTime.value) return null;
  return (
    <div class="callout note">
      <Icon name="note" />
      <div>
        <p class="callout-title">{words.lastTime.title(policy.value?.name ?? "")}</p>
        <p>{words.lastTime.text}</p>
      </div>
      <div class="row">
        <button type="button" class="btn" onClick={() => void forgetLastTime()}>
          {words.lastTime.fresh}
        </button>
      </div>
    </div>
  );
}

/** The three samples, one click each. */
export const Samples = () => (
  <div class="cols three near">
    {words.samples.list.map(({ name, title, text, size }) => (
      <button key={name} type="button" class="sample" onClick={() => void takeSample(name)}>
        <b>
          {title} <Icon name="right" />
        </b>
        <span>{text}</span>
        <span class="small">{size}</span>
      </button>
    ))}
  </div>
);

const Never = () => (
  <aside class="panel" aria-labelledby="never-title">
    <div class="panel-head">
      <h2 id="never-title">{words.never.title}</h2>
    </div>
    <div class="panel-body stack tight">
      <ul class="promise-list">
        {words.never.list.map((text) => (
          <li key={text}>
            <Icon name="shield" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <Privacy flush />
    </div>
    <div class="panel-foot">
      {words.never.offline} <OfflineFile />
    </div>
  </aside>
);

/** The site is the single file itself: the browser saves the page as it came. */
function OfflineFile() {
  if (!location.protocol.startsWith("http")) return null;
  return (
    <a href="./" download="segmented-safety-stock.html">
      {words.never.save}
    </a>
  );
}

const Files = () => (
  <section class="stack tight" aria-labelledby="files-title">
    <div class="section-title section-gap">
      <div>
        <h2 id="files-title">{words.files.title}</h2>
        <p class="muted small">{words.files.note}</p>
      </div>
    </div>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways */}
    <section class="panel scroll" tabIndex={0} aria-label={words.files.region}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.files.file}</th>
            <th scope="col" class="wide-only-cell">
              {words.files.needed}
            </th>
            <th scope="col">{words.files.adds}</th>
            <th scope="col" class="num">
              {words.files.template}
            </th>
          </tr>
        </thead>
        <tbody>
          {templates.map((template) => (
            <FileRow key={template.name} template={template} />
          ))}
        </tbody>
      </table>
    </section>
  </section>
);

function FileRow({ template }: { template: Template }) {
  const needed = template.needed.join(", ");
  const name = tableName(template.name);
  return (
    <tr>
      <th scope="row">
        {name}
        {template.name === "demand" && <span class="two-line">{words.files.required}</span>}
      </th>
      <td class="wide-only-cell mono">{needed}</td>
      <td>
        {words.adds[template.name]}
        <span class="two-line narrow-line mono">{needed}</span>
      </td>
      <td class="num">
        <button
          type="button"
          class="btn link"
          onClick={() => save(`${template.name}.csv`, "text/csv", template.example)}
        >
          <span class="visually-hidden">{words.files.templateOf(name)}</span>
          {words.files.csv}
        </button>
      </td>
    </tr>
  );
}
