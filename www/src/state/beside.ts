// Another policy beside the one in force: from a link, a file, or the one last saved. Nothing is replaced before the
// user has seen what would change.

import { batch, signal } from "@preact/signals";
import { linkRefused, link as linkWords } from "../text/agreement";
import { policyRefused } from "../text/page";
import { steps } from "../text/steps";
import type { ComparePoliciesAnswer, PolicyFile } from "../wire";
import { ask } from "./engine";
import { arrivalTrouble } from "./files";
import { isShared, packed, unpacked } from "./link";
import { change, policy } from "./policy";

interface Other {
  name: string;
  policy: PolicyFile;
}

export const beside = signal<Other | null>(null);
/** What differs; null until it is known. */
export const besideAnswer = signal<ComparePoliciesAnswer | null>(null);

export function putBeside(name: string, other: PolicyFile): void {
  batch(() => {
    beside.value = { name, policy: other };
    besideAnswer.value = null;
  });
}

/** Asks what differs from the policy in force. */
export async function askBeside(): Promise<void> {
  const [now, other] = [policy.value, beside.value];
  if (!now || !other) return;
  const wanted = () => policy.value === now && beside.value === other;
  const found = await ask({ kind: "compare_policies", policy: now, other: other.policy }, { wanted });
  if (wanted()) besideAnswer.value = found.kind === "compare_policies" ? found : null;
}

/** Works by the other policy from now on: one step. */
export function takeBeside(): void {
  const other = beside.value;
  if (other) change(steps.opened(other.name), () => other.policy);
  leaveBeside();
}

export function leaveBeside(): void {
  if (isShared(location.hash)) history.replaceState(null, "", "#segments");
  beside.value = null;
}

/** A file's or a link's text, checked, beside the policy in force. */
export async function showBeside(name: string, text: string): Promise<void> {
  const answer = await ask({ kind: "open_policy", name, text });
  if (answer.kind === "policy") putBeside(answer.policy.name || name, answer.policy);
  else arrivalTrouble.value = policyRefused(name, answer.sentence);
}

/** Shows the policy that the address carries, now and whenever another link is followed. */
export async function followLinks(): Promise<void> {
  const open = async () => {
    if (!isShared(location.hash)) return;
    const text = await unpacked(location.hash);
    if (text === null) arrivalTrouble.value = linkRefused;
    else await showBeside(linkWords.name, text);
  };
  addEventListener("hashchange", () => void open());
  await open();
}

/** The address of this page with the policy in it. */
export async function shareAddress(now: PolicyFile): Promise<string> {
  const answer = await ask({ kind: "policy_text", policy: now });
  if (answer.kind !== "file") return "";
  return location.href.split("#")[0] + (await packed(answer.bytes as Uint8Array<ArrayBuffer>));
}
