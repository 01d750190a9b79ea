// The item list: which items, in which order, the window of rows on the screen, and the one item
// whose working is open.
//
// Rows live in the engine. The page holds one window around what is visible and asks for another
// when one scrolls out of it or when an answer has made it old; old rows stay until new ones come.

import { computed, effect, signal } from "@preact/signals";
import type { Failure, ItemAnswer, ItemList, ItemRow, ItemSort } from "../wire";
import { ask } from "./engine";
import { latest } from "./latest";
import { policy } from "./policy";
import { computing, status, turn } from "./results";
import { route } from "./route";

type Choice = Omit<ItemList, "offset" | "count">;

export const choice = signal<Choice>({
  sort: "exceptions",
  descending: false,
  search: "",
  segments: [],
  exceptions_only: false,
});

interface Rows {
  offset: number;
  rows: ItemRow[];
  matched: number;
  total: number;
}

export const rows = signal<Rows>({ offset: 0, rows: [], matched: 0, total: 0 });
export const rowsTrouble = signal<Failure | null>(null);
/** Items that need a look; null until counted. */
export const exceptions = signal<number | null>(null);
/** The item whose working is open, by its number in key order; null for none. */
export const selected = signal<number | null>(null);
export const item = signal<ItemAnswer | null>(null);
export const itemTrouble = signal<Failure | null>(null);

/** First and last row on the screen. */
const visible = signal<[number, number]>([0, 30]);
const windowRows = 120;

export const showRows = (first: number, last: number) => {
  const [from, to] = visible.peek();
  if (from !== first || to !== last) visible.value = [first, last];
};

export const choose = (part: Partial<Choice>) => {
  choice.value = { ...choice.value, ...part };
};

/** Orders by a column; the same column again turns the order round. */
export function sortBy(sort: ItemSort, largestFirst: boolean): void {
  const { sort: now, descending } = choice.value;
  choose({ sort, descending: now === sort ? !descending : largestFirst });
}

/** The policy whose figures are being computed in several goes; null while there is none. */
const startedComputing = computed(() => (computing.value === null ? null : policy.value));

async function askRows(): Promise<void> {
  const now = policy.peek();
  if (!now) return;
  const [first, last] = visible.peek();
  const spare = Math.max(0, windowRows - (last - first)) >> 1;
  const offset = Math.max(0, first - spare);
  const list: ItemList = { ...choice.peek(), offset, count: windowRows };
  const found = await ask({ kind: "items", policy: now, list });
  rowsTrouble.value = found.kind === "failure" ? found : null;
  if (found.kind === "items") rows.value = found;
}

/** The rows on the screen under the new policy, where they stand, while the other items are being computed. */
async function askShown(): Promise<void> {
  const now = policy.peek();
  const held = rows.peek();
  if (!now || computing.peek() === null) return;
  const [first, last] = visible.peek();
  const shown = held.rows.slice(Math.max(0, first - held.offset), last + 1 - held.offset);
  const found = await ask({ kind: "rows", policy: now, items: shown.map(({ index }) => index) });
  if (found.kind !== "rows" || rows.peek() !== held) return;
  const fresh = new Map(found.rows.map((row) => [row.index, row]));
  rows.value = { ...held, rows: held.rows.map((row) => fresh.get(row.index) ?? row) };
}

async function countExceptions(): Promise<void> {
  const now = policy.peek();
  if (!now) return;
  const list: ItemList = {
    sort: "key",
    descending: false,
    search: "",
    segments: [],
    exceptions_only: true,
    offset: 0,
    count: 0,
  };
  const found = await ask({ kind: "items", policy: now, list });
  if (found.kind === "items") exceptions.value = found.matched;
}

async function askItem(): Promise<void> {
  const now = policy.peek();
  const index = selected.peek();
  if (!now || index === null) {
    item.value = null;
    return;
  }
  const found = await ask({ kind: "item", policy: now, index });
  itemTrouble.value = found.kind === "failure" ? found : null;
  if (selected.peek() === index) item.value = found.kind === "item" ? found : null;
}

/** Keeps list and working in step with policy, data and choice, while their screen is shown. */
export function followItems(): void {
  const [wantRows, wantShown, wantCount, wantItem] = [askRows, askShown, countExceptions, askItem].map(
    latest,
  ) as [() => void, () => void, () => void, () => void];
  const shown = () => route.value === "items" && status.value === "ready";
  effect(() => {
    if (shown() && turn.value >= 0 && choice.value) {
      wantRows();
      wantCount();
    }
  });
  effect(() => {
    if (shown() && startedComputing.value) wantShown();
  });
  effect(() => {
    const [first, last] = visible.value;
    const { offset, rows: held, matched } = rows.peek();
    const missing = first < offset || Math.min(last + 1, matched) > offset + held.length;
    if (missing && shown()) wantRows();
  });
  effect(() => {
    if (shown() && turn.value >= 0 && selected.value !== undefined) wantItem();
  });
}
