// The commit desk: one order being asked, the list of promises and requests, and their answers.
//
// The engine holds files only: what is promised here travels with every question. The latest question
// counts; answers to older ones are dropped. Steps of the list are undone with those of the policy.

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { askedOn, oddLines, twoWays } from "../text/commit";
import { listSteps } from "../text/steps";
import type { DeskAnswer, DeskSettings, OrderLine, PromiseAnswer, PromiseRow, Suggestion } from "../wire";
import { save } from "./downloads";
import { ask } from "./engine";
import { sample } from "./files";
import { changeList, entries, forgetList, policy } from "./policy";
import { status, turn } from "./results";
import { route } from "./route";

/** What stands in the form. */
export interface Asked {
  /** The item as it is typed. */
  text: string;
  /** The key that was chosen; null while only typed. */
  key: string[] | null;
  /** Customer or tier as it is typed. */
  who: string;
  whoIsTier: boolean;
  quantity: number | null;
  /** Days from 1970-01-01; null for the desk's own proposal. */
  due: number | null;
  outside: boolean;
}

const nothing: Asked = {
  text: "",
  key: null,
  who: "",
  whoIsTier: false,
  quantity: null,
  due: null,
  outside: false,
};

export const asked = signal<Asked>(nothing);
export const desk = signal<DeskAnswer | null>(null);
export const answer = signal<PromiseAnswer | null>(null);
/** Why the last question has no answer; empty where it has. */
export const deskTrouble = signal("");
/** The day of asking that was chosen; null for today, or a sample's own day. */
export const askedDay = signal<number | null>(null);
/** What was odd in the list that was pasted last. */
export const pasteNote = signal<{ read: number; left: number; odd: string[] } | null>(null);

export const rows = signal<(PromiseRow | null)[]>([]);

/** The day questions are asked as of: chosen, else a sample's own; null for this machine's day. */
const today = computed(() => askedDay.value ?? (sample.value ? (desk.value?.stock_day ?? null) : null));

/** How many days ahead an order is asked for where nobody says. */
const daysAhead = 7;
export const dueShown = computed(
  () => asked.value.due ?? (today.value ?? desk.value?.today ?? 0) + daysAhead,
);
/** The day questions are asked on; nothing can be promised before it. */
export const dayOfAsking = computed(() => today.value ?? desk.value?.today ?? 0);

const blankLine: OrderLine = {
  item: "",
  location: "",
  channel: "",
  customer: "",
  tier: "",
  reference: "",
  quantity: 0,
  due: 0,
  outside_forecast: false,
};

/** A key of the stocking unit as the fields of a line. */
export const fromKey = (key: readonly string[]): Partial<OrderLine> =>
  Object.fromEntries((desk.value?.fields ?? ["item"]).map((field, at) => [field, key[at] ?? ""]));

/** The order in the form; null while something is missing. */
export const order = computed<OrderLine | null>(() => {
  const { text, key, who, whoIsTier, quantity, outside } = asked.value;
  if (!text.trim() || quantity === null || !(quantity > 0) || !desk.value) return null;
  const place = key ? fromKey(key) : { item: text.trim() };
  const whose = whoIsTier ? { tier: who.trim() } : who.trim() ? { customer: who.trim() } : {};
  return { ...blankLine, ...whose, ...place, quantity, due: dueShown.value, outside_forecast: outside };
});

const promised = computed(() => entries.value.filter((entry) => entry.promised).map(({ line }) => line));

const settings = (committed: OrderLine[]): DeskSettings => ({ today: today.value, committed });

export function edit(part: Partial<Asked>): void {
  asked.value = { ...asked.value, ...part };
}

/** Notes lines as promised: they count in every further answer. The form waits for the next quantity. */
export function promise(lines: OrderLine[]): void {
  batch(() => {
    changeList(listSteps.promise(lines), [
      ...entries.value,
      ...lines.map((line) => ({ line, promised: true })),
    ]);
    edit({ quantity: null });
  });
}

/** Turns lines of the list into promises. */
export function promiseAt(places: readonly number[]): void {
  const chosen = new Set(places);
  const lines = entries.value.filter((_, at) => chosen.has(at)).map(({ line }) => line);
  const list = entries.value.map((entry, at) => (chosen.has(at) ? { ...entry, promised: true } : entry));
  changeList(listSteps.promise(lines), list);
}

/** Takes a line off the list. */
export function removeAt(place: number): void {
  const line = entries.value[place]?.line;
  const list = entries.value.filter((_, at) => at !== place);
  if (line) changeList(listSteps.remove(line), list);
}

/** Takes a pasted or dropped list in; resolves to the text of the lines that were left out, to be corrected. */
export async function pasteList(text: string): Promise<string> {
  const now = policy.value;
  if (!now || !text.trim()) return text;
  const found = await ask({ kind: "read_orders", policy: now, text });
  if (found.kind === "failure") {
    deskTrouble.value = found.sentence;
    return text;
  }
  const rows = text.split(/\r?\n/);
  const { odd, left } = oddLines(found.findings, rows);
  pasteNote.value = {
    read: found.lines.length,
    left: found.left_out,
    odd: [...odd, ...twoWays(text, found.lines)],
  };
  if (found.lines.length > 0)
    changeList(listSteps.list(found.lines.length), [
      ...entries.value,
      ...found.lines.map((line) => ({ line, promised: false })),
    ]);
  if (found.lines.length === 0) return text;
  const heading = rows[0] && !/\d/.test(rows[0]) ? [rows[0]] : [];
  return left.length > 0 ? [...heading, ...left].join("\n") : "";
}

/** Asks about a line of the list in the form. */
export function askAbout(line: OrderLine): void {
  const key = (desk.value?.fields ?? ["item"]).map((field) => line[field as "item"]);
  asked.value = {
    text: key.filter(Boolean).join(" / "),
    key,
    who: line.customer || line.tier,
    whoIsTier: !line.customer && line.tier !== "",
    quantity: line.quantity,
    due: line.due,
    outside: line.outside_forecast,
  };
}

export async function suggest(what: "item" | "customer", text: string): Promise<Suggestion[]> {
  const now = policy.value;
  if (!now) return [];
  const found = await ask({ kind: "suggest", policy: now, what, text, count: 8 });
  return found.kind === "suggestions" ? found.rows : [];
}

export async function downloadCommitments(): Promise<void> {
  const now = policy.value;
  if (!now) return;
  const lines = entries.value.map(({ line }) => line);
  const found = await ask({ kind: "commitments", policy: now, desk: settings([]), lines, form: "plain" });
  if (found.kind === "failure") deskTrouble.value = found.sentence;
  else save(found.name, found.media_type, found.bytes as Uint8Array<ArrayBuffer>);
}

/** Asks again and again until nothing has changed meanwhile: of many changes only the last one is asked for. */
function latest(work: () => Promise<void>): () => void {
  let wanted = 0;
  let running = false;
  return async () => {
    wanted += 1;
    if (running) return;
    running = true;
    for (let done = 0; done !== wanted; ) {
      done = wanted;
      await work();
    }
    running = false;
  };
}

const askDesk = latest(async () => {
  const now = policy.value;
  if (!now) return;
  const found = await ask({ kind: "desk", policy: now, desk: { today: today.value, committed: [] } });
  if (found.kind === "desk") {
    askedOn(found.today);
    desk.value = found;
  } else deskTrouble.value = found.sentence;
});

const askOrder = latest(async () => {
  const now = policy.value;
  const line = order.value;
  if (!now || !line) {
    answer.value = null;
    return;
  }
  const found = await ask({ kind: "promise", policy: now, desk: settings(promised.value), order: line });
  batch(() => {
    deskTrouble.value = found.kind === "failure" ? found.sentence : "";
    answer.value = found.kind === "promise" ? found : null;
  });
});

/** Open lines are answered in their order of service; each promise as it stands among the others. */
const askList = latest(async () => {
  const now = policy.value;
  const list = entries.value;
  if (!now || list.length === 0) {
    rows.value = [];
    return;
  }
  const open = list.filter((entry) => !entry.promised).map(({ line }) => line);
  const both = await Promise.all([
    ask({ kind: "promise_list", policy: now, desk: settings(promised.value), lines: open }),
    ask({ kind: "promise_list", policy: now, desk: settings([]), lines: promised.value }),
  ]);
  const [ofOpen, ofPromised] = both.map((found) => (found.kind === "promise_list" ? [...found.rows] : []));
  rows.value = list.map((entry) => (entry.promised ? ofPromised : ofOpen)?.shift() ?? null);
});

/** Answers while the screen is open; what is shown follows policy, files and list. */
export function followDesk(): void {
  const open = computed(() => route.value === "commit" && status.value === "ready");
  const follow = (work: () => void, needs: () => unknown) =>
    effect(() => {
      // The turn rises with every answer to changed files or policy: all of this is then asked anew.
      if (open.value && turn.value >= 0 && (today.value ?? 0) >= 0 && needs()) untracked(work);
    });
  follow(askDesk, () => true);
  follow(askList, () => desk.value && entries.value);
  follow(askOrder, () => desk.value && entries.value && (order.value || answer.peek()));
  effect(() => {
    if (status.value === "empty") untracked(empty);
  });
}

/** Files are gone: what was asked and noted was about them. */
function empty(): void {
  batch(() => {
    desk.value = null;
    answer.value = null;
    askedDay.value = null;
    asked.value = nothing;
    forgetList();
  });
}
