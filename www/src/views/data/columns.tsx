// The columns of a file with three values each, what each was taken for, and how the file is written.

import { Select } from "../../parts/choice";
import { Typed } from "../../parts/typed";
import { columnTitle, setDialect, setFilter, setRole } from "../../state/edits";
import { report } from "../../state/files";
import { policy } from "../../state/policy";
import { troubleWith } from "../../state/results";
import { delimiters, encodings, columns as words } from "../../text/data";
import { plain } from "../../text/names";
import type { ColumnView, FileReport } from "../../wire";

/** A file that is no table has no columns; what it is written in may still be chosen. */
export function Columns({ file }: { file: FileReport }) {
  const choice = report.value?.tables.find(({ table }) => table === file.table);
  const used = file.columns.filter((column) => column.role || otherwise(column)).length;
  const missing = (file.used ? [] : (choice?.needed ?? [])).filter(
    (role) => !file.columns.some((column) => column.role === role),
  );
  if (file.size === 0 || (file.columns.length === 0 && file.rows === 0)) return <Unread file={file} />;
  return (
    <details class="panel-body columns" open={!file.used || file.questions.length > 0}>
      <summary>
        {words.title} <span class="muted">{words.matched(used, file.columns.length)}</span>
      </summary>
      {missing.length > 0 && <p class="field-note error">{words.missing(missing.map(plain).join(", "))}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways */}
      <section class="scroll" tabIndex={0} aria-label={words.region(file.name)}>
        <table class="table plain matching">
          <thead>
            <tr>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.samples}</th>
              <th scope="col" class="as-col">
                {words.role}
              </th>
              <th scope="col">{words.form}</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map((column, at) => (
              <Column key={at} at={at} file={file} column={column} roles={choice?.roles ?? []} />
            ))}
          </tbody>
        </table>
      </section>
      <Writing file={file} />
    </details>
  );
}

/** Its encoding may have hidden that it is a table: to choose one is all that can be tried. */
const Unread = ({ file }: { file: FileReport }) =>
  file.size === 0 ? null : (
    <details class="panel-body columns">
      <summary>{words.written}</summary>
      <Writing file={file} />
    </details>
  );

interface ColumnProps {
  at: number;
  file: FileReport;
  column: ColumnView;
  roles: readonly string[];
}

function Column({ at, file, column, roles }: ColumnProps) {
  const { samples, role, form } = column;
  const header = columnTitle(column, at);
  return (
    <tr>
      <th scope="row">{column.header || <span class="muted">{words.unnamed(at + 1)}</span>}</th>
      <td>
        <span class="samples">
          {samples.length === 0 ? (
            <span class="muted">{words.empty}</span>
          ) : (
            samples.map((value, at) => <code key={at}>{value}</code>)
          )}
        </span>
      </td>
      <td>
        <Select
          silent
          label={words.roleOf(header)}
          looks="compact"
          value={role ?? ""}
          options={[
            { value: "", words: otherwise(column) || words.none },
            ...roles.map((value) => ({ value, words: plain(value) })),
          ]}
          onChange={(value) => setRole(file, header, value)}
        />
        {role && column.also.length > 0 && <span class="small muted">{words.also(column.also)}</span>}
      </td>
      <td class="muted">
        {form} <AskAgain file={file} header={header} />
      </td>
    </tr>
  );
}

/** What a column is used for where it plays no role in the file's first table; empty for nothing. */
function otherwise({ also, period, an_item }: ColumnView): string {
  if (period !== null) return words.period(period);
  return an_item ? words.anItem : words.also(also);
}

/** An answered question can be put again. */
function AskAgain({ file, header }: { file: FileReport; header: string }) {
  const dialect = policy.value?.columns[file.fingerprint]?.dialect;
  if (!dialect?.decimal?.[header] && !dialect?.date_order?.[header]) return null;
  const without = (map: Record<string, string>) =>
    Object.fromEntries(Object.entries(map).filter(([name]) => name !== header));
  const again = () =>
    setDialect(file, (old) => ({
      ...old,
      decimal: without(old.decimal),
      date_order: without(old.date_order),
    }));
  return (
    <button type="button" class="btn link" onClick={again}>
      {words.again}
    </button>
  );
}

/** Separator, encoding, and which rows count. */
function Writing({ file }: { file: FileReport }) {
  const dialect = policy.value?.columns[file.fingerprint]?.dialect;
  const choices = (names: Record<string, string>) =>
    Object.entries(names).map(([value, name]) => ({ value, words: name }));
  const set = (key: "delimiter" | "encoding", value: string) =>
    setDialect(file, ({ [key]: _, ...others }) => (value ? { ...others, [key]: value } : others));
  return (
    <div class="writing">
      <Select
        label={words.delimiter}
        looks="compact"
        value={dialect?.delimiter ?? ""}
        options={choices(delimiters)}
        onChange={(value) => set("delimiter", value)}
      />
      <Select
        label={words.encoding}
        looks="compact"
        value={dialect?.encoding ?? ""}
        options={choices(encodings)}
        onChange={(value) => set("encoding", value)}
      />
      {file.table && <Filter table={file.table} />}
    </div>
  );
}

const Filter = ({ table }: { table: string }) => (
  <Typed
    label={words.filter}
    mono
    value={policy.value?.filters[table] ?? ""}
    placeholder={"price > 0"}
    note={words.filterHint}
    trouble={troubleWith(`filters.${table}`)}
    onCommit={(condition) => {
      setFilter(table, condition.trim());
      return "";
    }}
  />
);
