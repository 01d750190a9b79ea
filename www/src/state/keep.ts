// What this browser keeps: the policy, corrected matches and the theme. Never data.
//
// On `file://` some browsers let all local pages share one store; the page says so beside the switch.

import { effect, signal } from "@preact/signals";
import { newPolicy } from "./arrivals";
import { ask } from "./engine";
import { sample } from "./files";
import { followMatches } from "./matches";
import { beginWith, policy } from "./policy";
import { forget, keep, keeping, kept } from "./store";
import { isTheme, theme } from "./theme";

export { keeping, keepRefused } from "./store";

/** Whether the policy in force is one from last time. */
export const fromLastTime = signal(false);

const pauseMilliseconds = 400;

/** Begins with the policy from last time, else with a new one; then keeps what changes. */
export async function beginFromKept(): Promise<void> {
  keeping.value = (await kept("keeping")) !== false;
  const shade = await kept("theme");
  if (isTheme(shade)) theme.value = shade;
  const text = keeping.value ? await kept("policy") : undefined;
  const answer =
    typeof text === "string" ? await ask({ kind: "open_policy", name: "policy.json", text }) : undefined;
  if (answer?.kind === "policy") {
    beginWith(answer.policy);
    fromLastTime.value = true;
  } else await newPolicy();
  await followMatches();
  follow();
}

/** Begins anew: what was kept is replaced by the new policy. */
export async function forgetLastTime(): Promise<void> {
  fromLastTime.value = false;
  await newPolicy();
}

function follow(): void {
  const first = policy.peek();
  let pause: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const now = policy.value;
    if (!keeping.value || sample.value || !now || now === first) return;
    clearTimeout(pause);
    pause = setTimeout(() => void keep("policy", JSON.stringify(now)), pauseMilliseconds);
  });
  effect(() => {
    void keep("theme", theme.value);
  });
}

/** Turns keeping on or off; off forgets at once. */
export async function setKeeping(on: boolean): Promise<void> {
  keeping.value = on;
  await keep("keeping", on);
  if (!on) await Promise.all([forget("policy"), forget("columns")]);
}
