// Who agreed to the policy, what of it still holds, and when it is due for review.

import { signal } from "@preact/signals";
import { agreementSteps } from "../text/agreement";
import type { AgreementAnswer, Change, Signature } from "../wire";
import { ask } from "./engine";
import { takeMade } from "./made";
import { firstPolicy, policy, savedPolicy } from "./policy";

export const agreement = signal<AgreementAnswer | null>(null);
export const agreementTrouble = signal("");
/** Whoever works on this page, once they have said so; kept nowhere. */
export const author = signal("");

/** Today where the user is, ISO. */
export function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Asks which sign-offs hold under the policy as it is. */
export async function askAgreement(): Promise<void> {
  const now = policy.value;
  if (!now) return;
  const found = await ask({ kind: "agreement", policy: now, today: today() });
  if (policy.value === now) agreement.value = found.kind === "agreement" ? found : null;
}

export async function sign(signature: Signature): Promise<void> {
  author.value = signature.name;
  agreementTrouble.value = await takeMade(agreementSteps.sign(signature), (now) =>
    ask({ kind: "sign_off", policy: now, signature }),
  );
}

/** Writes down what changed since the policy was saved or opened, where a reason is given. */
export function record(why: string): Promise<string> {
  const before = savedPolicy.value ?? firstPolicy();
  if (!before || why === "") return Promise.resolve("");
  const change: Change = { who: author.value, when: today(), why };
  return takeMade(agreementSteps.record(why), (now) => ask({ kind: "record", policy: now, before, change }));
}
