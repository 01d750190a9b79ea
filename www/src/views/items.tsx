// Items: the long list, worst first, and the working of the chosen one.

import { Select } from "../parts/choice";
import { Icon } from "../parts/icon";
import { report } from "../state/files";
import { choice, choose, exceptions, rows, selected } from "../state/items";
import { summary } from "../state/results";
import { heading, list as words } from "../text/items";
import { number } from "../text/numbers";
import { DownloadResults } from "./footer";
import { ItemTable } from "./items/table";
import { Why } from "./items/why";
import { SummaryTrouble } from "./trouble";

export const Items = () => (
  <>
    <div class="head">
      <div>
        <h1>
          {heading(
            rows.value.total || (summary.value?.total.items ?? 0),
            exceptions.value,
            summary.value?.total.fill_rate !== null,
          )}
        </h1>
      </div>
      <div class="row">
        <DownloadResults what="item_results" />
      </div>
    </div>
    <SummaryTrouble />
    <Toolbar />
    <div class={selected.value === null ? "cols" : "cols why"}>
      <div class="panel">
        <ItemTable />
      </div>
      {selected.value !== null && <Why />}
    </div>
  </>
);

function Toolbar() {
  const now = choice.value;
  const idle = report.value?.findings.find(({ code }) => code === "dormant_stock");
  const segments = summary.value?.segments.map(({ segment }) => segment) ?? [];
  return (
    <div class="toolbar section-below">
      <div class="search">
        <Icon name="search" />
        <input
          class="input"
          type="search"
          aria-label={words.search}
          placeholder={words.placeholder}
          value={now.search}
          onInput={(event) => choose({ search: event.currentTarget.value })}
        />
      </div>
      <button
        type="button"
        class="filter"
        aria-pressed={!now.exceptions_only && !now.dormant_only}
        onClick={() => choose({ exceptions_only: false, dormant_only: false })}
      >
        {words.all(rows.value.total)}
      </button>
      <button
        type="button"
        class="filter"
        aria-pressed={now.exceptions_only}
        onClick={() => choose({ exceptions_only: true })}
      >
        {words.look(exceptions.value)}
      </button>
      {idle && (
        <button
          type="button"
          class="filter"
          aria-pressed={now.dormant_only === true}
          onClick={() => choose({ dormant_only: !now.dormant_only })}
        >
          {words.idle(idle.count)}
        </button>
      )}
      <Select
        silent
        looks="compact auto"
        label={words.segment}
        value={now.segments[0] ?? ""}
        options={[
          { value: "", words: words.everySegment },
          ...segments.map((value) => ({ value, words: value })),
        ]}
        onChange={(segment) => choose({ segments: segment ? [segment] : [] })}
      />
      <span class="visually-hidden" role="status">
        {number(rows.value.matched)}
      </span>
    </div>
  );
}
