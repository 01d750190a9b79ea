// Files as they arrive: dropped, chosen, pasted or from a sample. A policy in the same drop is
// applied before the data are read; each data file gets a slot of its own.

import { batch } from "@preact/signals";
import type { Fed, Feed, Lost } from "../engine/engine";
import { openSample } from "../engine/samples";
import { policyRefused } from "../text/page";
import { steps } from "../text/steps";
import type { Failure, PolicyFile } from "../wire";
import { ask, theEngine } from "./engine";
import {
  arrivalTrouble,
  type Loaded,
  loaded,
  newSlot,
  policyFindings,
  readingNow,
  readingSlots,
  sample,
  stopped,
} from "./files";
import { applyMatches } from "./matches";
import { beginWith, change, policy, savedPolicy } from "./policy";
import { cancelComputing, dataChange, dataPending, refresh } from "./results";
import { isOwnResults, reviewDropped } from "./review";
import { cancelUnpacking, clearUnpacked, unpack } from "./unpacking";

/** The user's own policy while a sample is looked at. */
let beforeSample: PolicyFile | null = null;
/** Arrivals wait for each other: two drops never mix. */
let line: Promise<void> = Promise.resolve();

/** Has every arrival wait for the policy that the page begins with. */
export function arriveAfter(begun: Promise<void>): void {
  line = begun.catch(() => {}); // Why there is no engine stands on the page.
}

function inTurn(work: () => Promise<void>): Promise<void> {
  line = line.then(work).catch(() => {});
  return line;
}

/** Takes the user's files in; a sample gives way to them. Resolves when they are read. */
export function take(given: File[]): Promise<void> {
  return inTurn(async () => {
    nothingWrong();
    const before = loaded.value;
    const [earlier, files] = before.length > 0 ? await apart(given, isOwnResults) : [[], given];
    if (earlier[0]) void reviewDropped(earlier[0]);
    if (files.length === 0) return;
    const { files: plain, leftOut, stale, cancelled } = await unpack(files);
    if (cancelled) stop(files);
    const refused = loaded.value.filter((entry) => !before.includes(entry));
    if (sample.value && plain.some((file) => !isPolicy(file)))
      await leaveSample(plain.some(isPolicy), refused);
    else for (const slot of stale) await forget(slot);
    await takeIn(plain);
    clearUnpacked();
    if (plain.every(isPolicy)) settle();
    arrivalTrouble.value = [arrivalTrouble.value, ...leftOut].filter(Boolean).join(" ");
  });
}

/** Files of which something holds, and the others. */
async function apart(files: File[], holds: (file: File) => Promise<boolean>): Promise<[File[], File[]]> {
  const found = await Promise.all(files.map(holds));
  return [files.filter((_, at) => found[at]), files.filter((_, at) => !found[at])];
}

function nothingWrong(): void {
  arrivalTrouble.value = "";
  stopped.value = null;
}

function stop(files: File[], again = () => void take(files)): void {
  stopped.value = { names: files.map(({ name }) => name), again };
}

/** Answers anew where cards have changed, but no data. */
function settle(): void {
  dataChange();
  refresh();
}

/** Takes a sample in, in place of everything that is loaded. */
export function takeSample(name: string): Promise<void> {
  return inTurn(async () => {
    nothingWrong();
    const files = openSample(name);
    await forgetAll();
    if (!sample.value) beforeSample = policy.value;
    sample.value = name;
    await takeIn(files);
    if (stopped.value) stop(files, () => void takeSample(name));
  });
}

/** Cells pasted from a spreadsheet are a file. */
export const takeText = (text: string) =>
  take([new File([text], "pasted.tsv", { type: "text/tab-separated-values" })]);

/** Takes a file out. */
export function remove(slot: number): Promise<void> {
  return inTurn(async () => {
    dataChange();
    await forget(slot);
    if (loaded.value.length === 0) sample.value = "";
    refresh();
  });
}

async function forget(slot: number): Promise<void> {
  await ask({ kind: "forget", slot });
  loaded.value = loaded.value.filter((entry) => entry.slot !== slot);
}

/** Stops unpacking, reading and computing; what had been read before stays, what was in force is in force again. */
export async function cancelReading(): Promise<void> {
  if (cancelUnpacking()) return;
  const engine = await theEngine();
  if (!engine.settled() || !cancelComputing()) engine.cancel();
}

/** Begins with a policy of no one's choice, as a step that can be undone. */
export async function newPolicy(): Promise<void> {
  const answer = await ask({ kind: "new_policy" });
  if (answer.kind !== "policy") return;
  if (policy.value) change(steps.fresh, () => answer.policy);
  else beginWith(answer.policy);
}

const isPolicy = (file: File) => /\.json$/i.test(file.name);

/** The user's own data are not read by a sample's policy. */
async function leaveSample(ownPolicy: boolean, refused: Loaded[]): Promise<void> {
  await forgetAll();
  loaded.value = refused;
  sample.value = "";
  const own = beforeSample;
  if (!ownPolicy && own) change(steps.afterSample, () => own);
}

async function forgetAll(): Promise<void> {
  if (loaded.value.length === 0) return;
  dataChange();
  for (const { slot } of loaded.value) await ask({ kind: "forget", slot });
  loaded.value = [];
}

async function takeIn(files: File[]): Promise<void> {
  for (const file of files.filter(isPolicy)) await openPolicy(file.name, await file.text());
  const data = files.filter((file) => !isPolicy(file));
  if (data.length > 0) await read(data);
}

/** Checks a policy file's text and, where it holds, works by it from now on. */
export async function openPolicy(name: string, text: string): Promise<boolean> {
  const answer = await ask({ kind: "open_policy", name, text });
  if (answer.kind === "failure") {
    arrivalTrouble.value = policyRefused(name, answer.sentence);
    return false;
  }
  batch(() => {
    change(steps.opened(name), () => answer.policy);
    savedPolicy.value = policy.value;
    policyFindings.value = answer.findings;
  });
  return true;
}

/** A file of the same name from an earlier drop gives its slot to the new one. */
function placed(files: File[]): Feed[] {
  const free = new Map(loaded.value.map(({ name, slot }) => [name, slot]));
  return files.map((file) => {
    const slot = free.get(file.name) ?? newSlot();
    free.delete(file.name);
    return { slot, file };
  });
}

async function read(files: File[]): Promise<void> {
  const engine = await theEngine();
  const now = policy.value;
  if (!now) return;
  const feeds = placed(files);
  const slots = feeds.map(({ slot }) => slot);
  const before = loaded.value;
  const unchanged = dataChange();
  batch(() => {
    clearUnpacked();
    const entries = feeds.map(({ slot, file }) => ({ slot, name: file.name, size: file.size, failure: "" }));
    const others = loaded.value.filter(({ slot }) => !slots.includes(slot));
    loaded.value = [...others, ...entries].sort((a, b) => a.slot - b.slot);
    readingSlots.value = slots;
  });
  const told = await ask({ kind: "reading", policy: now });
  const done = told.kind === "failure" ? feeds.map(() => told) : await engine.feed(feeds);
  const nothingRead = done.every((fed) => fed.kind === "failure" && fed.code === "cancelled");
  batch(() => {
    if (nothingRead) unchanged();
    const outcome = new Map(slots.map((slot, at) => [slot, done[at]]));
    const isCancelled = (fed: Fed | undefined) => fed?.kind === "failure" && fed.code === "cancelled";
    const cancelled = feeds.filter(({ slot }) => isCancelled(outcome.get(slot)));
    if (cancelled.length > 0) stop(cancelled.map(({ file }) => file));
    loaded.value = loaded.value.flatMap((entry) => {
      const found = outcome.get(entry.slot);
      if (found?.kind !== "failure") return [entry];
      if (!isCancelled(found))
        return [{ ...entry, failure: found.sentence, ...offered(found, feeds, entry) }];
      return before.filter(({ slot }) => slot === entry.slot); // What stood there stays.
    });
    readingSlots.value = [];
    readingNow.value = null;
  });
  if (!nothingRead || dataPending.value) await applyMatches(slots);
  refresh();
}

/** What helps a file whose items at locations are too many, though its items are not. */
function offered({ code }: Failure, feeds: Feed[], { slot }: Loaded): Pick<Loaded, "byItem"> {
  const file = feeds.find((feed) => feed.slot === slot)?.file;
  if (code !== "too_many_combinations" || !file) return {};
  const byItem = () => {
    change(steps.history, (now) => ({ ...now, stocking_unit: ["item"] }));
    void take([file]);
  };
  return { byItem };
}

/** Figures that change more often cannot be read. */
const calmMilliseconds = 100;

/** Watches every reading, also those that a changed policy asks for, and files that the engine has to give up. */
export async function watchReading(): Promise<void> {
  const engine = await theEngine();
  engine.onProgress((told) => {
    const shown = readingNow.value;
    const since = shown?.slot === told.slot ? told.milliseconds - shown.milliseconds : -1;
    const isNew = readingSlots.value.includes(told.slot);
    if (told.bytes >= told.size) readingNow.value = isNew ? told : null;
    else if (since < 0 || since >= calmMilliseconds) readingNow.value = told;
    if (shown && shown.slot !== told.slot && isNew) {
      readingSlots.value = readingSlots.value.filter((slot) => slot !== shown.slot); // It has been read.
    }
  });
  engine.onLost(giveUp);
}

/** Files that the engine has given up: what stood in their slots stays, others say why or go. */
function giveUp(lost: Lost[]): void {
  const isStopped = ({ failure }: Lost) => failure.code === "cancelled";
  const told = lost.filter(({ held, failure }) => held && failure.code !== "cancelled");
  batch(() => {
    loaded.value = loaded.value.flatMap((entry) => {
      const one = lost.find(({ slot }) => slot === entry.slot);
      if (!one || one.held) return [entry];
      return isStopped(one) ? [] : [{ ...entry, failure: one.failure.sentence }];
    });
    if (lost.some(isStopped)) stop(lost.filter(isStopped).map(({ file }) => file));
    if (told.length > 0) arrivalTrouble.value = told.map(({ failure }) => failure.sentence).join(" ");
  });
  settle();
}
