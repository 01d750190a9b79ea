// Policies that the engine makes: one step each, and none where the policy has moved on meanwhile.

import type { Of } from "../engine/engine";
import type { PolicyFile } from "../wire";
import { change, policy } from "./policy";

/** Takes what is made of the policy in force as one step; why it was not made, empty where it was. */
export async function takeMade(
  label: string,
  make: (now: PolicyFile) => Promise<Of<"policy"> | Of<"failure">>,
): Promise<string> {
  const now = policy.value;
  if (!now) return "";
  const made = await make(now);
  if (made.kind === "failure") return made.sentence;
  if (policy.value === now) change(label, () => made.policy);
  return "";
}
