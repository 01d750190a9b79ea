// The samples that stand in the page: small CSV files, opened like files of the user's own.

import { block } from "./load";
import { unpacked } from "./unpack";

/** The files of a sample, by the name of its folder in `www/samples`; none where it is unknown. */
export async function openSample(name: string): Promise<File[]> {
  const text = await new Response(unpacked(block("samples"))).text();
  const samples: Record<string, Record<string, string>> = JSON.parse(text);
  return Object.entries(samples[name] ?? {}).map(([file, content]) => new File([content], file));
}
