// Workbooks: what stands in a cell stands in the text, nothing rounded and nothing lost.

import { expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { errorsAsText } from "../../www/src/engine/packed/error-cells";
import { Refused } from "../../www/src/engine/packed/refused";
import { parseNumber, sheets } from "../../www/src/engine/packed/sheets";
import { type Cell, plain, tabSeparated } from "../../www/src/engine/packed/tsv";
import { file, stored, workbookParts, zip } from "./archives";

const text = (rows: Cell[][]) => tabSeparated(rows).text();

async function read(book: BlobPart): Promise<[string, string][]> {
  const found = await sheets(file("book.xlsx", book), () => {});
  return Promise.all(found.map(async ({ name, bytes }) => [name, await bytes.text()] as [string, string]));
}

const row = (cells: string) => `<row r="1">${cells}</row>`;
const oneCell = async (cell: string) =>
  (await read(stored(workbookParts({ S: row(`<c r="A1"${cell}</c>`) }))))[0]?.[1];

async function check(cell: string, written: string): Promise<void> {
  expect(await oneCell(cell), cell).toBe(`${written}\n`);
}

test("cells with tabs, line ends or quotes are quoted, others are not", async () => {
  expect(await text([["a\tb", 'say "hi"', "two\nlines", "a,b;c", " x "]])).toBe(
    '"a\tb"\t"say ""hi"""\t"two\nlines"\ta,b;c\t x \n',
  );
});

test("blanks stay blank and keep their place", async () => {
  expect(
    await text([
      [null, "a"],
      [null, null],
      ["b", null],
    ]),
  ).toBe("\ta\n\t\nb\t\n");
});

test("numbers have all their digits and no exponent", async () => {
  const numbers: [number, string][] = [
    [0.1 + 0.2, "0.30000000000000004"],
    [1.5e-7, "0.00000015"],
    [-1e-7, "-0.0000001"],
    [1e21, "1000000000000000000000"],
    [1.2345e22, "12345000000000000000000"],
    [-2.5, "-2.5"],
    [123456789012, "123456789012"],
    [5e-324, `0.${"0".repeat(323)}5`],
  ];
  for (const [number, written] of numbers) {
    expect(plain(number)).toBe(written);
    expect(Number(written)).toBe(number);
  }
});

test("three decimals alone could be thousands: a zero more settles it", async () => {
  expect(await text([["cost"], [1.234], [5]])).toBe("cost\n1.2340\n5\n");
  expect(await text([["cost"], [1.234], [1.5]])).toBe("cost\n1.234\n1.5\n");
});

test("a text that looks guarded keeps its apostrophe", async () => {
  expect(await text([["'=A1", "'s-Hertogenbosch", "=A1", " '-5"]])).toBe(
    "''=A1\t's-Hertogenbosch\t=A1\t ''-5\n",
  );
});

test("days are ISO, with a time where there is one, to the second", async () => {
  const at = (iso: string) => new Date(`${iso}Z`);
  expect(
    await text([[at("2024-01-05T00:00:00"), at("2024-01-05T10:30:00"), at("2024-01-05T10:29:59.999")]]),
  ).toBe("2024-01-05\t2024-01-05 10:30:00\t2024-01-05 10:30:00\n");
});

test("integers beyond a double keep their digits", () => {
  expect(parseNumber("12345678901234567891")).toBe("12345678901234567891");
  expect(parseNumber("9007199254740992")).toBe(9007199254740992);
  expect(parseNumber("19.989999999999998")).toBe(19.99);
});

test("every kind of cell is read as it stands", async () => {
  await check("><v>45296</v>", "45296");
  await check(' s="1"><v>45296</v>', "2024-01-05");
  await check(' s="2"><v>45296.4375</v>', "2024-01-05 10:30:00");
  await check(' t="b"><v>1</v>', "TRUE");
  await check(' t="e"><v>#N/A</v>', "#N/A");
  await check(' s="1" t="e"><f>1/0</f><v>#DIV/0!</v>', "#DIV/0!");
  await check(" t='e' s='1'><v>#REF!</v>", "#REF!");
  await check(' t="d" s="1"><v>2024-01-05</v>', "2024-01-05");
  await check(' t="str"><f>A2</f><v>007</v>', "007");
  await check(
    ' t="inlineStr"><is><t xml:space="preserve"> a &amp; "b" t="e" </t></is>',
    '" a & ""b"" t=""e"" "',
  );
});

test("codes keep the zeros that their format shows", async () => {
  await check(' s="3"><v>123</v>', "00123");
  await check(' t="n" s="3"><v>123</v>', "00123");
  await check(' s="3"><f>A1+1</f><v>123</v>', "00123");
  await check(' s="3"><v>1234567</v>', "1234567");
  await check(' s="3"><v>12.5</v>', "12.5");
  await check(' s="3" t="b"><v>1</v>', "TRUE");
  await check(' s="0"><v>123</v>', "123");
});

test("days are counted from 1904 where the workbook says so, in either word", async () => {
  const day = row('<c r="A1" s="1"><v>43834</v></c>');
  for (const word of ["1", "true"]) {
    const book = stored(workbookParts({ S: day }, `date1904="${word}"`));
    expect(await read(book)).toEqual([["S", "2024-01-05\n"]]);
  }
  expect(await read(stored(workbookParts({ S: day }, 'date1904="false"')))).toEqual([["S", "2020-01-04\n"]]);
});

test("only cells are touched where errors are made text", () => {
  const xml = '<row t="e"/><c r="A1" t="s"><v>1</v></c><x:c s="3"\n t="e"><v>#N/A</v></x:c><cx t="e"/>';
  const bytes = new TextEncoder().encode(xml);
  errorsAsText(bytes);
  expect(new TextDecoder().decode(bytes)).toBe(
    '<row t="e"/><c r="A1" t="s"><v>1</v></c><x:c      \n t="n"><v>#N/A</v></x:c><cx t="e"/>',
  );
});

test("every sheet with rows is there, in the workbook's order, blank ones are not", async () => {
  const parts = workbookParts({
    Second: '<row r="2"><c r="B2"><v>1</v></c></row>',
    Blank: "",
    "Größe &amp; Co": row('<c r="A1" t="inlineStr"><is><t>x</t></is></c>'),
  });
  expect(await read(zip(parts))).toEqual([
    ["Second", "\t\n\t1\n"],
    ["Größe & Co", "x\n"],
  ]);
});

test("a workbook of another program reads to its values", async () => {
  const cells = [
    [{ value: "item" }, { value: "date" }, { value: "quantity" }],
    [{ value: "00123" }, { value: new Date(Date.UTC(2024, 0, 5)), format: "dd/mm/yyyy" }, { value: 1.5 }],
  ];
  const book = await writeXlsxFile(cells as never, { sheet: "Demand" } as never).toBuffer();
  expect(await read(new Uint8Array(book))).toEqual([
    ["Demand", "item\tdate\tquantity\n00123\t2024-01-05\t1.5\n"],
  ]);
});

test("what is no workbook, has no rows or is damaged is refused in words", async () => {
  const empty = stored(workbookParts({ S: "" }));
  await expect(read(empty)).rejects.toThrow(/no rows on any of its sheets/);
  const cut = zip(workbookParts({ S: row('<c r="A1"><v>1</v></c>') })).slice(0, 600);
  await expect(read(cut)).rejects.toBeInstanceOf(Refused);
});
