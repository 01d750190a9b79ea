// Cells that the library would lose: errors (`#N/A`), which it takes for blank, and days written as
// ISO text, which it reads in the time zone of the machine. Both are made numbers without a format in
// the sheet's bytes, in place; a number that is none comes back as its text.
//
//   <c r="B2" s="4" t="e"><v>#N/A</v></c>  ->  <c r="B2"       t="n"><v>#N/A</v></c>

const [t, s, equals, space, open, close] = [..."ts= <>"].map((letter) => letter.charCodeAt(0));
const [e, d, c, n, colon] = [..."edcn:"].map((letter) => letter.charCodeAt(0));
const quotes = [..."\"'"].map((letter) => letter.charCodeAt(0));

const isSpace = (byte: number | undefined) => byte === space || byte === 9 || byte === 10 || byte === 13;

/** Changes the bytes of a part of a workbook; parts without such cells stay as they are. */
export function errorsAsText(bytes: Uint8Array): void {
  for (let at = 1; at + 4 < bytes.length; at += 1) {
    if (bytes[at] !== t || bytes[at + 1] !== equals || !isSpace(bytes[at - 1])) continue;
    const kind = bytes[at + 3];
    if ((kind !== e && kind !== d) || !isQuoted(bytes, at + 2)) continue;
    const start = bytes.lastIndexOf(open ?? 0, at);
    if (!isCell(bytes, start, at)) continue;
    bytes[at + 3] = n ?? 0;
    withoutStyle(bytes, start, bytes.indexOf(close ?? 0, at));
  }
}

const isQuoted = (bytes: Uint8Array, at: number) =>
  quotes.includes(bytes[at] ?? 0) && bytes[at] === bytes[at + 2];

/** Whether a tag that is still open at `at` is a cell's: `<c ` or `<x:c `. */
function isCell(bytes: Uint8Array, start: number, at: number): boolean {
  if (start < 0 || bytes.subarray(start, at).includes(close ?? 0)) return false;
  const name = bytes.subarray(start + 1, at).findIndex(isSpace) + start;
  return bytes[name] === c && (name === start + 1 || bytes[name - 1] === colon);
}

/** Blanks the attribute `s` out. */
function withoutStyle(bytes: Uint8Array, start: number, end: number): void {
  for (let at = start + 2; at + 2 < end; at += 1) {
    if (bytes[at] !== s || bytes[at + 1] !== equals || !isSpace(bytes[at - 1])) continue;
    const last = bytes.indexOf(bytes[at + 2] ?? 0, at + 3);
    return void bytes.fill(space ?? 0, at, last + 1);
  }
}
