// Scenarios: named copies of the policy with what is supposed. They stand in the policy, so every change to them is a
// step that can be undone; the engine is asked for them while the Money screen is shown.

import { batch, effect, signal } from "@preact/signals";
import { steps } from "../text/steps";
import type { Failure, PolicyFile, Scenario, ScenariosAnswer, Supposition } from "../wire";
import { ask } from "./engine";
import { change, policy } from "./policy";
import { status, turn } from "./results";
import { route } from "./route";

export const scenarios = signal<ScenariosAnswer | null>(null);
export const scenariosTrouble = signal<Failure | null>(null);
/** Whether the figures belong to an older policy. */
export const scenariosOlder = signal(true);

const listOf = (now: PolicyFile | null) => now?.scenarios ?? [];

/** The first name of its kind that is free. */
function freeName(word: string, list: readonly Scenario[]): string {
  const taken = new Set(list.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = `${word} ${number}`;
    if (!taken.has(name)) return name;
  }
}

const changeList = (words: string, make: (list: readonly Scenario[], now: PolicyFile) => Scenario[]) =>
  change(words, (before) => ({ ...before, scenarios: make(listOf(before), before) }));

/** Adds a scenario of the policy's targets, whatever they become. */
export const addWhatIf = (word: string) =>
  changeList(steps.addScenario, (list) => [
    ...list,
    { name: freeName(word, list), suppositions: [{ what: "demand", of: "all", name: "", times: 1.1 }] },
  ]);

/** Adds a scenario that keeps the targets as they are now. */
export const keepTargets = (word: string) =>
  changeList(steps.addScenario, (list, now) => [
    ...list,
    { name: freeName(word, list), segments: structuredClone(now.segments), suppositions: [] },
  ]);

export const removeScenario = (at: number) =>
  changeList(steps.removeScenario(listOf(policy.value)[at]?.name ?? ""), (list) =>
    list.filter((_, place) => place !== at),
  );

/** Changes a scenario. */
export const changeScenario = (at: number, make: (scenario: Scenario) => Scenario) =>
  changeList(steps.scenario(listOf(policy.value)[at]?.name ?? ""), (list) =>
    list.map((one, place) => (place === at ? make(one) : one)),
  );

/** Changes what is supposed; none takes it out. */
export const suppose = (at: number, number: number, one: Supposition | null) =>
  changeScenario(at, (scenario) => ({
    ...scenario,
    suppositions: scenario.suppositions.flatMap((before, place) =>
      place === number ? (one ? [one] : []) : [before],
    ),
  }));

/** Takes a scenario's targets into the policy: one step. */
export const takeScenario = (at: number) =>
  change(steps.takeScenario(listOf(policy.value)[at]?.name ?? ""), (before) => {
    const segments = listOf(before)[at]?.segments;
    return segments ? { ...before, segments: structuredClone(segments) } : before;
  });

let asked = 0;

async function askScenarios(now: PolicyFile): Promise<void> {
  asked += 1;
  const own = asked;
  const answer = await ask({ kind: "scenarios", policy: now }, { wanted: () => own === asked });
  if (own !== asked) return;
  batch(() => {
    scenariosTrouble.value = answer.kind === "failure" ? answer : null;
    if (answer.kind !== "scenarios") return;
    scenarios.value = answer;
    scenariosOlder.value = false;
  });
}

/** Keeps the scenarios in step with policy and data while their screen is shown. */
export function followScenarios(): void {
  effect(() => {
    const now = policy.value;
    const shown = route.value === "money" && status.value === "ready" && turn.value >= 0;
    scenariosOlder.value = true;
    if (shown && now && listOf(now).length > 0) void askScenarios(now);
    else asked += 1;
  });
}
