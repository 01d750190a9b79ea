// Codes kept as numbers under a format of zeros: 123 shown as `00123`. The zeros belong to the code,
// and the same table saved as CSV has them, so such cells are made texts before the library reads
// them. Parts are rewritten only where a workbook has such a format, which few have.
//
//   <c r="A2" s="3"><v>123</v></c>, format 00000  ->  <c r="A2" t="str"><v>00123</v></c>

import type { Part } from "./stored";

/** Cell styles by their number, and how many digits each shows at least. */
type Digits = Map<string, number>;

const cell =
  /(<(?:\w+:)?c\b[^>]*?)\ss=["'](\d+)["']([^>]*>)((?:<(?:\w+:)?f\b[^>]*?\/>|<(?:\w+:)?f\b[^>]*>[^<]*<\/(?:\w+:)?f>)?<(?:\w+:)?v>)(\d+)(?=<)/g;

/** The parts of a workbook with such cells as texts. */
export function withPaddedCodes(parts: Part[]): Part[] {
  const styles = parts.find(({ path }) => path === "xl/styles.xml");
  const digits = styles ? paddedStyles(new TextDecoder().decode(styles.bytes)) : new Map();
  if (digits.size === 0) return parts;
  return parts.map((part) => (part.path.startsWith("xl/worksheets/") ? rewritten(part, digits) : part));
}

function rewritten({ path, bytes }: Part, digits: Digits): Part {
  const text = new TextDecoder().decode(bytes).replace(cell, (all, start, style, end, before, number) => {
    const least = digits.get(style);
    const attributes = (start + end).replace(/\st=["']n["']/, "");
    if (!least || /\st=/.test(attributes)) return all;
    return `${attributes.slice(0, -1)} t="str">${before}${number.padStart(least, "0")}`;
  });
  return { path, bytes: new TextEncoder().encode(text) };
}

/** Styles of cells whose format is two zeros or more and nothing else. */
function paddedStyles(xml: string): Digits {
  const formats = new Map<string, number>();
  for (const [tag] of xml.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)) {
    const code = attribute(tag, "formatCode");
    if (/^0{2,}$/.test(code)) formats.set(attribute(tag, "numFmtId"), code.length);
  }
  const [cells = ""] = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml) ?? [];
  const found = [...cells.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].map(([tag]) =>
    formats.get(attribute(tag, "numFmtId")),
  );
  return new Map(found.flatMap((least, style) => (least ? [[String(style), least] as const] : [])));
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag)?.[1] ?? "";
