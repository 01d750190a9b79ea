// What service costs: the curve of the policy, the point chosen on it and what the engine makes of that.
//
// The curve is asked for when its screen is shown. A point is dragged along it without the engine: between
// two points of a line the way is straight. When it has come to rest the engine says which targets it takes.

import { batch, computed, effect, signal } from "@preact/signals";
import { steps } from "../text/steps";
import type { BudgetAnswer, Failure, MoneyAnswer, MoneyPoint, MoneyRate, SegmentRow } from "../wire";
import { ask } from "./engine";
import { change, policy } from "./policy";
import { status, summary, turn } from "./results";
import { route } from "./route";

export const money = signal<MoneyAnswer | null>(null);
export const moneyTrouble = signal<Failure | null>(null);
/** Whether the curve belongs to an older policy. */
export const moneyOlder = signal(true);
/** How far the curve has come, from 0 to 1; null where it is not being drawn. */
export const drawing = signal<number | null>(null);
export const rate = signal<MoneyRate>("fill_rate");

export type Wanted = { kind: "capital" | "service"; value: number };
/** What was dragged or typed; null for nothing. */
export const wanted = signal<Wanted | null>(null);
export const found = signal<BudgetAnswer | null>(null);
export const foundTrouble = signal("");
/** Whether the answer belongs to a point left since. */
export const foundOlder = signal(false);
/** What the best use of a budget keeps to besides: money a segment ties up at most, and pallet places of all. */
export const limits = signal<{ segments: Record<string, number>; pallets: number | null }>({
  segments: {},
  pallets: null,
});
/** Whether targets are taken over in half points. */
export const halfPoints = signal(true);

export const rateOf = (point: MoneyPoint) =>
  rate.value === "fill_rate" ? point.fill_rate : point.cycle_service_level;

type Along = (point: MoneyPoint) => number;

/** The place on a line, from 0 to its last point, where a growing figure has a value. */
function placeOf(line: readonly MoneyPoint[], figure: Along, value: number): number {
  const past = line.findIndex((point) => figure(point) >= value);
  if (past < 0) return line.length - 1;
  const [high, low] = [line[past], line[past - 1]];
  if (!low || !high) return 0;
  const width = figure(high) - figure(low);
  return past - 1 + (width > 0 ? (value - figure(low)) / width : 1);
}

const between = (a: number, b: number, share: number) => a + share * (b - a);
const perhaps = (a: number | null, b: number | null, share: number) =>
  a === null || b === null ? null : between(a, b, share);

/** The point at a place of a line. */
function pointAt(line: readonly MoneyPoint[], place: number): MoneyPoint | null {
  const [low, high] = [line[Math.floor(place)], line[Math.ceil(place)]];
  if (!low || !high) return null;
  const share = place - Math.floor(place);
  return {
    capital: between(low.capital, high.capital, share),
    fill_rate: between(low.fill_rate, high.fill_rate, share),
    cycle_service_level: between(low.cycle_service_level, high.cycle_service_level, share),
    average_inventory_value: perhaps(low.average_inventory_value, high.average_inventory_value, share),
    holding_cost: perhaps(low.holding_cost, high.holding_cost, share),
    safety_stock_holding: perhaps(low.safety_stock_holding, high.safety_stock_holding, share),
    turns: perhaps(low.turns, high.turns, share),
    units_short: between(low.units_short, high.units_short, share),
    pallets: perhaps(low.pallets, high.pallets, share),
  };
}

const segmentsLine = computed(() => money.value?.lines.map(({ segments }) => segments) ?? []);
const itemsLine = computed(() => money.value?.lines.map(({ items }) => items) ?? []);
const uniformLine = computed(() => money.value?.uniform.map(({ point }) => point) ?? []);

const figureOf = ({ kind }: Wanted): Along => (kind === "capital" ? (point) => point.capital : rateOf);

/** The chosen point on each line, straight between its points; null where none is chosen. */
export const sketched = computed(() => {
  const now = wanted.value;
  if (!now || segmentsLine.value.length === 0) return null;
  const on = (line: readonly MoneyPoint[]) => pointAt(line, placeOf(line, figureOf(now), now.value));
  const [segments, items, uniform] = [on(segmentsLine.value), on(itemsLine.value), on(uniformLine.value)];
  return segments && items && uniform ? { segments, items, uniform } : null;
});

/** What the engine found for the chosen point, or what the curve says of it while that is not there. */
export const chosen = computed<MoneyPoint | null>(() => {
  if (!wanted.value) return null;
  const answer = found.value;
  if (answer && !foundOlder.value) return halfPoints.value ? answer.rounded.point : answer.segments.point;
  return sketched.value?.segments ?? null;
});

/** The chosen point in the shape of the key figures; null where none is chosen. */
export const preview = computed<SegmentRow | null>(() => {
  const total = summary.value?.total;
  const point = route.value === "money" ? chosen.value : null;
  if (!total || !point) return null;
  const inMoney = money.value?.measure === "money";
  return {
    ...total,
    safety_stock: inMoney ? total.safety_stock : point.capital,
    safety_stock_value: inMoney ? point.capital : total.safety_stock_value,
    holding_cost: point.holding_cost,
    fill_rate: point.fill_rate,
    cycle_service_level: point.cycle_service_level,
    turns: point.turns,
    units_short: point.units_short,
  };
});

/** Where the chosen point, else the policy, lies on the line of these segments: from 0 to 1. */
export const place = computed(() => {
  const line = segmentsLine.value;
  const now =
    wanted.value ?? (money.value ? { kind: "service" as const, value: rateOf(money.value.today) } : null);
  return now && line.length > 1 ? placeOf(line, figureOf(now), now.value) / (line.length - 1) : 0;
});

/** Chooses the point at a place of the line of these segments, from 0 to 1. */
export function choosePlace(share: number): void {
  const line = segmentsLine.value;
  const point = pointAt(line, Math.min(1, Math.max(0, share)) * (line.length - 1));
  if (point) choose({ kind: "service", value: rateOf(point) });
}

/** Chooses the point where these segments tie up so much. */
export const chooseCapital = (capital: number) => {
  const ends = [segmentsLine.value[0], segmentsLine.value.at(-1)];
  if (ends[0] && ends[1])
    choose({ kind: "capital", value: Math.min(ends[1].capital, Math.max(ends[0].capital, capital)) });
};

let rest: ReturnType<typeof setTimeout> | undefined;
const restMilliseconds = 120;

export function choose(now: Wanted | null): void {
  clearTimeout(rest);
  batch(() => {
    wanted.value = now;
    foundOlder.value = true;
    foundTrouble.value = "";
    if (!now) found.value = null;
  });
  if (now) rest = setTimeout(() => void askBudget(), restMilliseconds);
}

/** Limits the money of a segment; null for no limit. What was chosen is asked for again. */
export function limitSegment(name: string, most: number | null): void {
  const { [name]: _, ...others } = limits.value.segments;
  limits.value = { ...limits.value, segments: most === null ? others : { ...others, [name]: most } };
  if (wanted.value) choose(wanted.value);
}

/** Limits the pallet places of all safety stock; null for no limit. */
export function limitPallets(most: number | null): void {
  limits.value = { ...limits.value, pallets: most };
  if (wanted.value) choose(wanted.value);
}

async function askBudget(): Promise<void> {
  const [now, goal, within] = [policy.value, wanted.value, limits.value];
  if (!now || !goal || route.value !== "money") return;
  const { segments, pallets } = within;
  const asked = { ...goal, segments, ...(pallets === null ? {} : { pallets }) };
  const answer = await ask(
    { kind: "budget", policy: now, rate: rate.value, goal: asked },
    { wanted: () => wanted.value === goal && policy.value === now && limits.value === within },
  );
  if (wanted.value !== goal || policy.value !== now || limits.value !== within) return;
  batch(() => {
    found.value = answer.kind === "budget" ? answer : null;
    foundTrouble.value = answer.kind === "failure" ? answer.sentence : "";
    foundOlder.value = false;
  });
}

/** Writes targets into the policy: one step. */
export function takeOver(targets: readonly number[], words = steps.budget): void {
  const names = money.value?.segments ?? [];
  change(words, (before) => {
    const segments = { ...before.segments };
    names.forEach((name, at) => {
      const value = targets[at];
      if (value !== undefined)
        segments[name] = { ...segments[name], target: { kind: "cycle_service_level", value } };
    });
    return { ...before, segments };
  });
  choose(null);
}

let asked = 0;

async function askMoney(): Promise<void> {
  const now = policy.value;
  if (!now) return;
  asked += 1;
  const own = asked;
  const answer = await ask(
    { kind: "money", policy: now, rate: rate.value },
    {
      working: (share) => {
        if (own === asked) drawing.value = share;
      },
      wanted: () => own === asked,
    },
  );
  if (own !== asked) return;
  batch(() => {
    drawing.value = null;
    moneyTrouble.value = answer.kind === "failure" ? answer : null;
    if (answer.kind !== "money") return;
    money.value = answer;
    moneyOlder.value = false;
  });
  if (wanted.value) choose(wanted.value);
}

/** Keeps the curve in step with policy and data while its screen is shown. */
export function followMoney(): void {
  effect(() => {
    const shown = route.value === "money" && status.value === "ready" && turn.value >= 0;
    moneyOlder.value = true;
    if (shown && rate.value) void askMoney();
  });
  effect(() => {
    if (status.value === "empty") {
      batch(() => {
        money.value = null;
        limits.value = { segments: {}, pallets: null };
        choose(null);
      });
    }
  });
}
