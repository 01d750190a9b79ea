// Why a packed file or a workbook cannot be opened, and what to do instead.

const nothing = "Nothing of it was imported";
const saveAs = "Open it in Excel or LibreOffice, save it as .xlsx or CSV, and open that";

export const packed = {
  oldExcel: (name: string) =>
    `${name} is a workbook of Excel 97–2003 (.xls), which is not read here. ${saveAs}.`,
  protectedExcel: (name: string) =>
    `${name} is protected by a password. Open it in Excel, remove the password (File, Info, Protect Workbook), save it, and open that.`,
  binaryExcel: (name: string) => `${name} is a binary workbook (.xlsb), which is not read here. ${saveAs}.`,
  openDocument: (name: string) =>
    `${name} is an OpenDocument file (.ods), which is not read here. ${saveAs}.`,
  otherOffice: (name: string) =>
    `${name} is a document or a presentation, not a table. ${nothing}; save its table as .xlsx or CSV.`,
  damaged: (name: string) =>
    `${name} is damaged or cut short: what it holds does not match its own check. ${nothing}; copy or export it again.`,
  damagedGzip: (name: string) =>
    `${name} is damaged, cut short, or made of several packed parts. ${nothing}; unpack it and open the file in it.`,
  encrypted: (name: string) =>
    `${name} is protected by a password. ${nothing}; unpack it and open the files in it.`,
  method: (name: string) =>
    `${name} is packed in a way that is not read here. ${nothing}; unpack it and open the files in it, or pack them as a plain zip.`,
  tooLarge: (name: string) =>
    `${name} unpacks to more than 1 GiB, more than is unpacked here. ${nothing}; unpack it and open the files in it.`,
  tooLargeExcel: (name: string) =>
    `${name} unpacks to more than 512 MiB, more than is read from a workbook here. ${nothing}; save its sheets as CSV and open those.`,
  tooMany: (name: string) =>
    `${name} holds more than 10,000 files. ${nothing}; unpack it and open the files that are needed.`,
  tooDeep: (name: string) =>
    `${name} holds packed files within packed files. ${nothing}; unpack it and open the files in it.`,
  tape: (name: string) =>
    `${name} holds an archive (tar), not a table. ${nothing}; unpack it and open the files in it.`,
  noTable: (name: string, others: string[]) =>
    `${name} holds no table: no CSV, TSV, TXT or Excel file${others.length ? `, only ${some(others)}` : ""}. ${nothing}.`,
  leftOut: (name: string, others: string[]) =>
    `Left out of ${name}, because they are neither tables nor policies: ${some(others)}.`,
  brokenExcel: (name: string) =>
    `${name} is not a workbook that can be read: a part of it is missing or written against its own rules. ${saveAs}.`,
  emptyExcel: (name: string) => `${name} has no rows on any of its sheets. ${nothing}.`,
  excelMemory: (name: string) =>
    `${name} needs more memory than this browser gives. ${nothing}; save its sheets as CSV and open those.`,
};

/** Three names at most, and how many more. */
function some(names: string[]): string {
  const first = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${first} and ${names.length - 3} more` : first;
}
