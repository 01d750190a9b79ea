// A file that was read: what it was taken for, its questions first, then facts, findings, columns.

import { Chip } from "../../parts/chip";
import { Select } from "../../parts/choice";
import { Icon } from "../../parts/icon";
import { remove } from "../../state/arrivals";
import { downloadLeftOut } from "../../state/downloads";
import { setTable } from "../../state/edits";
import { isAsking, isLost, report } from "../../state/files";
import { card as words } from "../../text/data";
import { decisionName, tableName } from "../../text/names";
import { bytes, number } from "../../text/numbers";
import type { FileReport } from "../../wire";
import { Columns } from "./columns";
import { Findings } from "./finding";
import { Question } from "./question";

export function FileCard({ file }: { file: FileReport }) {
  const title = `file-${file.slot}`;
  return (
    <article class="panel" aria-labelledby={title}>
      <div class="panel-head">
        <div class="file-title">
          <Icon name="file" />
          <h2 id={title}>{file.name}</h2>
          <State file={file} />
        </div>
        <div class="row">
          <TakenFor file={file} />
          <button
            type="button"
            class="btn quiet icon-only"
            aria-label={words.remove(file.name)}
            onClick={() => void remove(file.slot)}
          >
            <Icon name="close" />
          </button>
        </div>
      </div>
      {file.questions.map((question) => (
        <Question key={question.header + question.about} file={file} question={question} />
      ))}
      <div class="panel-body">
        <Facts file={file} />
      </div>
      {file.findings.length > 0 && (
        <div class="panel-body">
          <Findings findings={file.findings} />
        </div>
      )}
      <Columns file={file} />
      {file.changed + file.left_out > 0 && (
        <div class="panel-foot row between">
          <span>{words.sum(file.rows, file.changed, file.left_out)}</span>
          {file.left_out > 0 && (
            <button type="button" class="btn" onClick={() => void downloadLeftOut(file.slot)}>
              <Icon name="export" />
              {words.downloadLeftOut}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

function State({ file }: { file: FileReport }) {
  if (isLost(file)) return <Chip tone="no">{words.lost}</Chip>;
  if (isAsking(file)) return <Chip tone="risk">{words.asking}</Chip>;
  if (file.questions.length > 0) return <Chip tone="risk">{words.questions(file.questions.length)}</Chip>;
  const look = file.findings.filter(({ severity }) => severity !== "note").length;
  return look === 0 ? <Chip tone="ok">{words.clean}</Chip> : <Chip tone="risk">{words.noted(look)}</Chip>;
}

function TakenFor({ file }: { file: FileReport }) {
  const tables = report.value?.tables ?? [];
  return (
    <Select
      label={words.takenFor}
      looks="compact auto"
      value={file.table ?? ""}
      options={[
        ...(file.table ? [] : [{ value: "", words: words.choose }]),
        ...tables.map(({ table }) => ({ value: table, words: tableName(table) })),
      ]}
      onChange={(table) => setTable(file, table)}
    />
  );
}

function Facts({ file }: { file: FileReport }) {
  const plain = [
    [words.rows, file.rows],
    [words.asIs, file.rows - file.changed - file.left_out],
    [words.changed, file.changed],
    [words.leftOut, file.left_out],
  ] as const;
  return (
    <dl class="facts">
      {plain.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{number(count)}</dd>
        </div>
      ))}
      {file.first_day !== null && file.last_day !== null && (
        <div>
          <dt>{words.dates}</dt>
          <dd>{words.span(file.first_day, file.last_day)}</dd>
        </div>
      )}
      <div>
        <dt>{words.size}</dt>
        <dd>{bytes(file.size)}</dd>
      </div>
      {file.decisions.map(({ name, value, evidence }) => (
        <div key={name + value}>
          <dt>{decisionName(name)}</dt>
          <dd>
            {name === "table" ? tableName(value) : value} {evidence && <span class="muted">{evidence}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
