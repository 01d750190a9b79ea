// Rows of a sheet as tab-separated text: what a person would see, with nothing rounded.
//
// Cells with tabs, line ends or quotes are quoted (RFC 4180). Numbers have a point and all their
// digits, never an exponent; days are ISO, with the time of day where there is one; a blank cell is
// blank. A line of the text is a row of the sheet, so findings name the sheet's own rows.

export type Cell = string | number | boolean | Date | null;

/** Rows are joined in portions of this many, so that no text grows too long. */
const portion = 10_000;

/** The rows as text in UTF-8. */
export function tabSeparated(rows: Cell[][]): Blob {
  const doubtful = doubtfulColumns(rows);
  const texts: string[] = [];
  for (let start = 0; start < rows.length; start += portion) {
    const lines = rows.slice(start, start + portion).map((row) => line(row, doubtful));
    texts.push(`${lines.join("\n")}\n`);
  }
  return new Blob(texts);
}

function line(row: Cell[], doubtful: Set<number>): string {
  return row.map((cell, column) => written(cell, doubtful.has(column))).join("\t");
}

function written(cell: Cell, doubtful: boolean): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (typeof cell === "number") return doubtful && threeDecimals(cell) ? `${plain(cell)}0` : plain(cell);
  return quoted(cell instanceof Date ? day(cell) : guarded(cell));
}

const quoted = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The reader takes one apostrophe off a text that looks guarded; one more keeps the text as it is. */
const guarded = (text: string) =>
  /^\s*'[\s\p{Cf}]*['=+\-@|%＝＋－＠]/u.test(text) ? text.replace("'", "''") : text;

/**
 * A number with all its digits and no exponent: the shortest text that reads back to the same double.
 *
 *   plain(1.5e-7) = "0.00000015", plain(1e21) = "1000000000000000000000"
 */
export function plain(number: number): string {
  const [digits = "", exponent] = String(number).split("e");
  if (exponent === undefined) return digits;
  const [, sign = "", whole = "", part = ""] = /^(-?)(\d+)\.?(\d*)$/.exec(digits) ?? [];
  const point = whole.length + Number(exponent);
  const all = whole + part;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${all}`;
  return `${sign}${all.slice(0, point).padEnd(point, "0")}${point < all.length ? `.${all.slice(point)}` : ""}`;
}

const decimals = (number: number) => plain(number).split(".")[1]?.length ?? 0;
const threeDecimals = (number: number) => decimals(number) === 3;

/**
 * Columns whose only decimals are three: a text like 1.234 could be a thousand, and the reader would
 * ask which mark is the decimal one. The sheet knows, so a zero more settles it.
 */
function doubtfulColumns(rows: Cell[][]): Set<number> {
  const seen = new Map<number, Set<number>>();
  for (const row of rows) {
    row.forEach((cell, column) => {
      if (typeof cell !== "number" || Number.isInteger(cell)) return;
      seen.set(column, (seen.get(column) ?? new Set()).add(decimals(cell)));
    });
  }
  return new Set([...seen].filter(([, found]) => found.size === 1 && found.has(3)).map(([column]) => column));
}

/** Times are told to the second: a day's fraction is not exact below that. */
function day(date: Date): string {
  const moment = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(moment.getTime())) return "";
  const [days = "", time = ""] = moment.toISOString().split(/T|\.000Z/);
  if (days < "1900-01-01") return time; // A time of day alone, counted from day 0.
  return time === "00:00:00" ? days : `${days} ${time}`;
}
