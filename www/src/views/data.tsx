// Data: what each file was taken for, what was read, changed and left out, and what is assumed.

import { Icon } from "../parts/icon";
import {
  isAsking,
  isLost,
  type Loaded,
  loaded,
  openQuestions,
  policyFindings,
  readingSlots,
  report,
  sample,
} from "../state/files";
import { computing, status } from "../state/results";
import * as words from "../text/data";
import { samples } from "../text/start";
import type { FileReport } from "../wire";
import { Assumptions } from "./data/assumptions";
import { FileCard } from "./data/card";
import { Findings } from "./data/finding";
import { History, Sizing } from "./data/history";
import { Unread } from "./data/unread";
import { chooseFiles } from "./header/open-files";
import { Samples } from "./start";
import { SummaryTrouble } from "./trouble";

export function Data() {
  const all = loaded.value;
  const reports = new Map(report.value?.files.map((file) => [file.slot, file]));
  // Between two files no slot is being read; once figures are worked out, all of them are in.
  const least = computing.value ? 0 : 1;
  const waiting = status.value === "reading" ? Math.max(least, readingSlots.value.length) : 0;
  const lost = all.filter(({ slot, failure }) => failure || lostFile(reports.get(slot))).length;
  const asking = all.filter((file) => isRead(file) && isAskingFile(reports.get(file.slot))).length;
  const read = Math.max(0, all.length - waiting - lost - asking);
  return (
    <>
      <div class="head">
        <div>
          <h1>{words.heading(read, waiting, openQuestions.value, lost, asking)}</h1>
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
          {[...all]
            .sort((a, b) => rank(a, reports) - rank(b, reports))
            .map((file) => {
              const found = reports.get(file.slot);
              return found && isRead(file) ? (
                <FileCard key={file.slot} file={found} />
              ) : (
                <Unread key={file.slot} file={file} />
              );
            })}
          <Elsewhere />
        </div>
        {report.value && (
          <div class="stack tight">
            <Assumptions report={report.value} />
            <History />
            <Sizing />
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

const lostFile = (file: FileReport | undefined) => file !== undefined && isLost(file);

const isAskingFile = (file: FileReport | undefined) => file !== undefined && isAsking(file);

const isRead = ({ slot, failure }: Loaded) => !readingSlots.value.includes(slot) && !failure;

/** What asks something stands first, what is clean later. */
function rank(file: Loaded, reports: Map<number, FileReport>): number {
  const found = reports.get(file.slot);
  if (!found || !isRead(file)) return 0;
  if (found.questions.length > 0 || isLost(found)) return 1;
  return found.findings.some(({ severity }) => severity !== "note") ? 2 : 3;
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
