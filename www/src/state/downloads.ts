// Files to keep: the engine makes them, the browser saves them. Nothing else leaves the page.

import { signal } from "@preact/signals";
import { block } from "../engine/blocks";
import { unpackedText } from "../engine/unpack";
import type { CsvForm, Export, FileAnswer } from "../wire";
import { record } from "./agreement";
import { ask } from "./engine";
import { policy, savedPolicy } from "./policy";

/** Why the last download was not made; empty where it was. */
export const downloadTrouble = signal("");

/** Hands a file to the browser. */
export function save(name: string, media: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type: media }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function settle(answer: FileAnswer | { sentence: string }): boolean {
  downloadTrouble.value = "sentence" in answer ? answer.sentence : "";
  if ("sentence" in answer) return false;
  save(answer.name, answer.media_type, answer.bytes as Uint8Array<ArrayBuffer>);
  return true;
}

export async function downloadResults(what: Export, form: CsvForm = "plain"): Promise<void> {
  if (policy.value) settle(await ask({ kind: "export", policy: policy.value, what, form }));
}

/** The form that Excel opens by double click in this browser's country. */
export function excelForm(): CsvForm {
  const parts = new Intl.NumberFormat().formatToParts(1.5);
  return parts.some(({ type, value }) => type === "decimal" && value === ",") ? "excel_comma" : "excel_point";
}

/** Downloads the rows of a file that were left out, each with the reason. */
export async function downloadLeftOut(slot: number): Promise<void> {
  settle(await ask({ kind: "left_out", slot }));
}

/** Downloads the policy, with the reason in its history where one is given; from then on it is the saved one. */
export async function downloadPolicy(why = ""): Promise<void> {
  downloadTrouble.value = await record(why);
  if (downloadTrouble.value) return;
  const now = policy.value;
  if (now && settle(await ask({ kind: "policy_text", policy: now }))) savedPolicy.value = now;
}

/** Downloads the terms of the software that the page is built from. */
export function downloadLicences(): void {
  save("licences.txt", "text/plain;charset=utf-8", unpackedText(block("licences")));
}
