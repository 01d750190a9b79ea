// The Data screen: what was read, changed, left out, and why.

import type { QuestionAbout } from "../wire";
import { plain, tableName } from "./names";
import { bytes, capital, counted, day, inWords, isoDay, number, short } from "./numbers";

const are = (count: number) => (count === 1 ? "is" : "are");

/** What became of the files, as one sentence; the first part says that they are files. */
export const heading = (read: number, waiting: number, open: number, lost: number, asking: number) => {
  const parts: [count: number, words: string][] = [
    [read, `${are(read)} read`],
    [waiting, `${are(waiting)} being read`],
    [asking, asking === 1 ? "waits for an answer" : "wait for an answer"],
    [lost, "cannot be used"],
  ];
  const known = parts.filter(([count]) => count > 0);
  const said = known.map(([count, words], at) => {
    const files = at > 0 ? "" : count === 1 ? "file " : "files ";
    return `${inWords(count)} ${files}${words}`;
  });
  const asked =
    open > asking ? [`${inWords(open)} ${open === 1 ? "question is" : "questions are"} open`] : [];
  return capital([...said, ...asked].join(", "));
};

export const working = "Working out the results";
export const deck =
  "Nothing is guessed in silence: what each file was taken for stands here with the evidence, and can be changed. CSV, TSV, Excel, zip and gzip can be added.";
export const addFiles = "Add files";
export const filesRegion = "Files";

export const card = {
  downloadLeftOut: "Download left-out rows",
  takenFor: "Taken for",
  notUsed: "not used",
  choose: "choose…",
  remove: (name: string) => `Remove ${name}`,
  reading: "Reading",
  waiting: "Waiting",
  read: "Read",
  clean: "Clean",
  lost: "Cannot be used",
  asking: "Waits for an answer",
  failed: "Not read",
  byItem: "Hold stock by item",
  questions: (count: number) => `${capital(inWords(count))} ${count === 1 ? "question" : "questions"}`,
  noted: (count: number) => `${capital(inWords(count))} to look at`,
  cancel: "Cancel",
  progress: (name: string) => `Reading ${name}`,
  sofar: (done: number, size: number) => `${bytes(done)} of ${bytes(size)}`,
  speed: (perSecond: number) => `${bytes(perSecond)} a second`,
  rate: (rows: number) => `${short(rows)} rows a second`,
  left: (seconds: number) =>
    seconds < 90
      ? `about ${number(Math.max(1, Math.ceil(seconds)))} s left`
      : `about ${number(seconds / 60)} min left`,
  rows: "Rows read",
  asIs: "Used as they are",
  changed: "Changed",
  leftOut: "Left out",
  dates: "Dates",
  size: "Size",
  sum: (rows: number, changed: number, leftOut: number) =>
    `${number(rows)} read = ${number(rows - changed - leftOut)} used as they are + ${number(changed)} changed + ${number(leftOut)} left out`,
  span: (first: number, last: number) => `${day(first)} – ${day(last)}`,
};

export const columns = {
  title: "Columns and how it is written",
  matched: (used: number, all: number) => `${used} of ${counted(all, "column")} used`,
  region: (name: string) => `Columns of ${name}`,
  column: "Column in the file",
  samples: "First values",
  role: "Taken for",
  form: "Read as",
  roleOf: (header: string) => `${header}: taken for`,
  none: "not used",
  period: (first: number) => day(first),
  anItem: "an item",
  also: (uses: readonly string[]) =>
    uses
      .map((use) => `${plain(use.split(".")[1] ?? use)} in ${tableName(use.split(".")[0] ?? "")}`)
      .join(", "),
  empty: "no values",
  unnamed: (place: number) => `column ${place}`,
  written: "How it is written",
  missing: (roles: string) => `Still needed: ${roles}.`,
  automatic: "found automatically",
  delimiter: "Separator",
  encoding: "Encoding",
  filter: "Use only rows where",
  filterHint: 'Example: Status != "Cancelled" and price > 0',
  again: "Ask again",
};

export const delimiters = {
  "": columns.automatic,
  ",": "comma",
  ";": "semicolon",
  tab: "tab",
  "|": "vertical bar",
} as const;
export const encodings = {
  "": columns.automatic,
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252 (western)",
  "windows-1250": "Windows-1250 (central European)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "utf-16le": "UTF-16",
  "windows-1253": "Windows-1253 (Greek)",
  "windows-1254": "Windows-1254 (Turkish)",
  gb18030: "GB 18030 (simplified Chinese)",
  big5: "Big5 (traditional Chinese)",
  shift_jis: "Shift JIS (Japanese)",
  "euc-kr": "EUC-KR (Korean)",
} as const;

const choiceNames: Record<string, string> = {
  "day-month-year": "Day first",
  "month-day-year": "Month first",
  "year-month-day": "Year first",
  "excel-1900": "Days since 1900",
  "excel-1904": "Days since 1904",
  "unix-seconds": "Seconds since 1970",
  "unix-milliseconds": "Milliseconds since 1970",
  comma: "Comma is the decimal mark",
  point: "Point is the decimal mark",
  "": "Yes, they are rows",
  "#": "No, they are comments",
};

const titles: Record<QuestionAbout, (header: string) => string> = {
  date_order: (header) => `How are the dates in the column “${header}” written?`,
  decimal: (header) => `Which mark is the decimal one in the column “${header}”?`,
  delimiter: () => "What separates the cells?",
  encoding: () => "In which encoding is the file written?",
  header: () => "The file has no header. Is this what its columns hold?",
  columns: (role) => `Which column is the ${plain(role)}?`,
  twin: () => "Two columns say the same thing. Which one is meant?",
  key: (role) => `Which column has the ${plain(role)}s that demand has?`,
  comment: () => "Are lines that begin with # rows?",
  units: (header) => `Which of the values in the column “${header}” count?`,
  total: (item) => `Is “${item}” an item of its own?`,
};

const texts: Record<QuestionAbout, string> = {
  date_order: "Every date in it can be read in more than one way, so the file cannot tell.",
  decimal: "Every number in it can be read both ways, so the file cannot tell.",
  delimiter: "Two signs cut the rows equally well.",
  encoding: "The bytes are text in several encodings, and read like no western language.",
  header:
    "No cell of its first line is a known name, so the columns are matched by what they hold. They can be changed below.",
  columns: "No header says it.",
  key: "No item with demand stands in the column that was matched, so the file says nothing about them.",
  twin: "Their headers mean the same.",
  comment: "A line before the header begins so, and a row does, too.",
  units: "Quantities in different units or currencies cannot be added.",
  total: "On every day it is the sum of all the others. A total would be counted twice.",
};

/** What a reading makes of the cell; where it makes nothing of it, the cell stands alone. */
const meanings: Partial<Record<QuestionAbout, (meaning: string) => string>> = {
  date_order: (meaning) => `is ${isoDay(meaning)}`,
  decimal: (meaning) => `is ${meaning}`,
  delimiter: () => "",
  encoding: () => "",
  header: (meaning) => `are ${plain(meaning)}`,
  key: (meaning) => `(the column has ${meaning} items with demand)`,
  comment: () => "",
  units: () => "",
};

/** What is chosen, where neither a decimal mark nor a form of dates is. */
const readings: Partial<Record<QuestionAbout, (value: string) => string>> = {
  delimiter: (value) => capital(separators[value] ?? value),
  encoding: (value) => encodingNames[value] ?? value,
  header: () => "Yes",
  total: (value) => (value === "total" ? "No, a total: leave it out" : "Yes, it counts"),
  units: (value) => (value === "*" ? "All rows, as they are" : `Only rows in ${value}`),
};

const encodingNames: Record<string, string> = encodings;
const separators: Record<string, string> = { ...delimiters, "\t": delimiters.tab };

const role = (meaning: string) =>
  /^\d{4}-/.test(meaning) ? `stands for ${isoDay(meaning)}` : `is the ${plain(meaning)}`;

export const question = {
  title: (about: QuestionAbout, header: string) => titles[about](header),
  text: (about: QuestionAbout) => texts[about],
  blocks: "The file counts nowhere until it is answered.",
  choice: (about: QuestionAbout, value: string) => readings[about]?.(value) ?? choiceNames[value] ?? value,
  /** Whether the choice says all: the cell that it was found in adds nothing. */
  alone: (about: QuestionAbout) => ["units", "comment", "total"].includes(about),
  means: (about: QuestionAbout, meaning: string) =>
    meaning === "" ? "" : (meanings[about] ?? role)(meaning),
  current: "Read so until you choose.",
};

export const finding = {
  places: (lines: string, more: number) => `${lines}${more > 0 ? ` and ${number(more)} more` : ""}`,
  line: (line: number) => number(line),
  /** Findings about no file stand in the policy. */
  where: (policy: boolean, lines: number) => `${policy ? "Policy, line" : "Row"}${lines === 1 ? "" : "s"}`,
  row: "Row",
  column: "Column",
  found: "Found",
  across: "Across files, policy and results",
  region: (title: string) => `Places: ${title}`,
};

export const orders = {
  legend: "How often do you order?",
  note: "Stock has to last until the next order can arrive, so this matters more than most inputs.",
  given: "The item master gives the review days of its items; this holds for the others.",
  choices: [
    { days: 0, words: "Any day" },
    { days: 7, words: "Weekly" },
    { days: 14, words: "Every two weeks" },
    { days: 30, words: "Monthly" },
  ],
  other: (days: number) => `Every ${counted(days, "day")}`,
};

export const assumed = {
  title: "What is assumed until a file says it",
  leadTime: "Lead time",
  leadTimeCount: (items: number, all: number) =>
    items === 0 ? (all === 0 ? "" : "known for every item") : `assumed for ${counted(items, "item")}`,
  spread: "Its standard deviation",
  holding: "Holding rate",
  cost: "Cost of a unit",
  price: "Price of a unit",
  quantity: "Order quantity",
  quantityNote: "blank: one week’s demand",
  blankNote: "blank: not known",
  weight: "Rates are weighted by",
  automatic: "chosen by the data",
  days: "days",
  year: "% a year",
  units: "units",
  notNumber: "Type a number.",
  negative: "Type zero or more.",
};

export const history = {
  title: "How the history is read",
  period: "Period",
  window: "History begins with the",
  edges: "First and last period",
  returns: "Returns",
  unit: "Stock is held by",
  note: "Only what stock is held by reads the files again.",
};

export const sizing = {
  title: "How stock is sized",
  note: "For every item; segments choose their targets and models.",
  review: "Stock is looked at",
  from: "It covers",
  short: "A short history",
  outliers: "Periods far above the others",
};

export const policyFindings = "What is odd in the opened policy";
