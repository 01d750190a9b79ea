// The samples that stand in the page: small files, opened like files of the user's own.

import { block } from "./blocks";
import { unpackedText } from "./unpack";

/** Samples by name, files by name; a table stands column by column, each column as its lines. */
type Samples = Record<string, Record<string, string | string[]>>;

/** The files of a sample, by the name of its folder in `www/samples`; none where it is unknown. */
export function openSample(name: string): File[] {
  const samples: Samples = JSON.parse(unpackedText(block("samples")));
  return Object.entries(samples[name] ?? {}).map(([file, content]) => new File([plain(content)], file));
}

/** The text of a file again, byte for byte. */
function plain(content: string | string[]): string {
  if (typeof content === "string") return content;
  const columns = content.map((column) => column.split("\n"));
  const rows = (columns[0] ?? []).map((_, row) => columns.map((column) => column[row]).join(","));
  return `${rows.join("\n")}\n`;
}
