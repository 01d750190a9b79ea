// Data: what each file was taken for, what was read, changed and left out, and what is assumed.

import { Icon } from "../parts/icon";
import { isLost, loaded, openQuestions, policyFindings, readingSlots, report, sample } from "../state/files";
import { status } from "../state/results";
import * as words from "../text/data";
import { samples } from "../text/start";
import { Assumptions } from "./data/assumptions";
import { FileCard } from "./data/card";
import { Findings } from "./data/finding";
import { History } from "./data/history";
import { Unread } from "./data/unread";
import { chooseFiles } from "./header/open-files";
import { Samples } from "./start";
import { SummaryTrouble } from "./trouble";

export function Data() {
  const all = loaded.value;
  const reports = new Map(report.value?.files.map((file) => [file.slot, file]));
  const waiting = status.value === "reading" ? Math.max(1, readingSlots.value.length) : 0;
  const lost = all.filter(({ slot, failure }) => failure || isLost(reports.get(slot))).length;
  return (
    <>
      <div class="head">
        <div>
          <h1>
            {words.heading(Math.max(0, all.length - waiting - lost), waiting, openQuestions.value, lost)}
          </h1>
          <p>{words.deck}</p>
        </div>
        <div class="row">
          <button type="button" class="btn" onClick={chooseFiles}>
            <Icon name="plus" />
            {words.addFiles}
          </button>
        </div>
      </div>
      <SummaryTrouble />
      <div class={report.value ? "cols aside" : "cols"}>
        <div class="stack tight">
          {all.map((file) => {
            const found = reports.get(file.slot);
            const read = found && !readingSlots.value.includes(file.slot) && !file.failure;
            return read ? <FileCard key={file.slot} file={found} /> : <Unread key={file.slot} file={file} />;
          })}
          <Elsewhere />
        </div>
        {report.value && (
          <div class="stack tight">
            <Assumptions report={report.value} />
            <History />
          </div>
        )}
      </div>
      {sample.value && (
        <section class="section-gap" aria-label={samples.instead}>
          <div class="section-title">
            <h2>{samples.instead}</h2>
          </div>
          <Samples />
        </section>
      )}
    </>
  );
}

/** Findings that belong to no single file. */
function Elsewhere() {
  const found = [...policyFindings.value, ...(report.value?.findings ?? [])];
  if (found.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="across-title">
      <div class="panel-head">
        <h2 id="across-title">{words.finding.across}</h2>
      </div>
      <div class="panel-body">
        <Findings findings={found} />
      </div>
    </section>
  );
}
