// The commit desk: what it asks, how it answers, and the sentence that goes to the customer.

import type {
  FindingView,
  Missing,
  OrderLine,
  PromiseAnswer,
  PromiseLine,
  PromiseNote,
  VerdictView,
} from "../wire";
import { models } from "./names";
import { asSentence, counted, day, figures, number, percent, percentage } from "./numbers";

const locale = "en-GB";
const utc = { timeZone: "UTC" } as const;
const dateOf = (since: number) => new Date(since * 86_400_000);
const withWeekday = new Intl.DateTimeFormat(locale, {
  weekday: "long",
  day: "numeric",
  month: "long",
  ...utc,
});
const shortWeekday = new Intl.DateTimeFormat(locale, {
  weekday: "short",
  day: "numeric",
  month: "short",
  ...utc,
});
const brief = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...utc });
const german = new Intl.DateTimeFormat("de-DE", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  ...utc,
});

/** The year that days are named without: that of asking. */
let askedYear = Number.NaN;
export function askedOn(today: number): void {
  askedYear = dateOf(today).getUTCFullYear();
}
/** The year behind a day that is not in the year of asking. */
function year(since: number): string {
  const own = dateOf(since).getUTCFullYear();
  return own === askedYear || Number.isNaN(askedYear) ? "" : ` ${own}`;
}
/** `Friday 30 January`; `Friday 30 January 2029` where that is not the year of asking. */
export const longDay = (since: number) => withWeekday.format(dateOf(since)).replace(",", "") + year(since);
/** `Fri 30 Jan`, with its year likewise. */
export const weekday = (since: number) => shortWeekday.format(dateOf(since)).replace(",", "") + year(since);
/** `30 Jan`, with its year likewise. */
export const shortDay = (since: number) => brief.format(dateOf(since)) + year(since);
/** `2026-01-30`, for a date field; and back. */
export const isoOf = (since: number) => dateOf(since).toISOString().slice(0, 10);
export function dayOf(iso: string): number | null {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / 86_400_000);
}

export const title = "Commit";
/** A chance that is not quite 100 % never reads as 100 %. */
export function chance(share: number): string {
  if (share > 0.9995 && share < 1) return `above ${percent(0.999)}`;
  return share > 0 && share < 0.0005 ? `below ${percent(0.001)}` : percent(share);
}
/** A quantity as it stands: whole, or with the decimals it has. */
export const amount = (count: number) => plain.format(count).replace("-", "\u2212");
const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
const units = (count: number) => `${amount(count)}\u00a0${count === 1 ? "unit" : "units"}`;

export const form = {
  label: "The order",
  item: "Item",
  itemHint: "Begin to type a code or a name",
  who: "Customer or tier",
  whoHint: "Any customer",
  tier: "tier",
  quantity: "Quantity, units",
  day: "Day",
  outside: "Not part of usual demand: a project, a new customer",
  notNumber: "A number above 0",
  passed: "This day has passed",
};

export const verdicts: Record<VerdictView, string> = {
  yes: "Yes",
  at_risk: "At risk",
  no: "No",
  unknown: "Not known",
};
export const tones = { yes: "ok", at_risk: "risk", no: "no", unknown: "note" } as const;

export const idle = {
  title: "Can we promise it?",
  text: "Say what is asked for and when. The answer, how sure it is, the most that can be promised and the earliest day stand here as you type.",
};

const whose = (answer: PromiseAnswer) =>
  answer.of_tier ? `tier ${answer.order.tier} is` : answer.segment ? `segment ${answer.segment} is` : "it is";

/** The answer in one sentence. */
export function verdict(answer: PromiseAnswer): string {
  const { order, chance: kept, target, harms, verdict: word } = answer;
  if (word === "unknown" || kept === null) return missingSentence(answer.missing, order);
  const what = `${units(order.quantity)} by ${longDay(order.due)}`;
  const owed = `${whose(answer)} owed ${percent(target, digits(target))}`;
  if (word === "yes") return `${what}: kept with a chance of ${chance(kept)}; ${owed}.`;
  if (kept >= target - 1e-9 && harms.length > 0)
    return `${what} can be had, but ${harms.length === 1 ? "a promise" : counted(harms.length, "promise")} given earlier would fall below what is owed.`;
  return `${what} ${order.quantity === 1 ? "arrives" : "arrive"} with a chance of ${chance(kept)}; ${owed}.${before(answer)}`;
}

/** The day before the one asked for by which all of it can be handed over; null where there is none. */
export const sooner = ({ verdict: word, earliest, order }: PromiseAnswer) =>
  word !== "yes" && earliest !== null && earliest < order.due ? earliest : null;

/** Why an earlier day is a yes where the day itself is not. */
function before(answer: PromiseAnswer): string {
  const day = sooner(answer);
  if (day === null) return "";
  return ` Other demand until then may take it first: handed over on ${longDay(day)}, all of it can be promised.`;
}

/** As many decimals as a target was typed with. */
const digits = (share: number) => (Math.abs(share * 100 - Math.round(share * 100)) < 1e-9 ? 0 : 1);
export const owed = (target: number) => percent(target, digits(target));

const missingWords: Record<Missing, (order: OrderLine) => string> = {
  item: (order) =>
    `No item is called “${[order.item, order.location, order.channel].filter(Boolean).join(" / ")}”${order.customer ? ` for “${order.customer}”` : ""}.`,
  several: (order) => `Several are called “${order.item}”: choose one of them, with what tells them apart.`,
  day: (order) => `${longDay(order.due)} has passed: a promise needs a day from today on.`,
  whole: (order) => `${order.item} comes in whole units: ${amount(order.quantity)} cannot be promised.`,
  stock_table: () => "Nobody said what is on hand: open a stock file.",
  stock: (order) => `The stock file does not name ${order.item}: it may be zero or not counted.`,
  quantity: () => "The quantity has to be a number above 0.",
  tier: (order) => `The policy has no tier “${order.tier}”.`,
};
export const missingSentence = (missing: readonly Missing[], order: OrderLine) =>
  missing.map((one) => missingWords[one](order)).join(" ");

export const scale = {
  chance,
  owed: (target: number) => `owed ${owed(target)}`,
  from: (share: number) => percent(share, 0),
  label: (answer: PromiseAnswer) => `A chance of ${chance(answer.chance ?? 0)}; owed ${owed(answer.target)}.`,
};

export const take = (what: string) => `Ask for ${what}`;

export const facts = {
  most: (due: number) => `Most that can be promised for ${longDay(due)}`,
  unlimited: "As many as ordered",
  unlimitedNote: "what is ordered today comes in time",
  units: (count: number) => (count === 1 ? "unit" : "units"),
  mostNote: (answer: PromiseAnswer) =>
    answer.most === 0 ? "nothing, at what is owed" : `at ${owed(answer.target)}, without harm to others`,
  earliest: (quantity: number) => `Earliest day for ${quantity === 1 ? "it" : `all ${amount(quantity)}`}`,
  never: "None known",
  onTime: "the day asked for",
  later: (days: number) =>
    days > 0 ? `${counted(days, "day")} later than asked` : `${counted(-days, "day")} earlier than asked`,
  order: (on: number) => `ordered today, it comes by ${weekday(on)}`,
  atp: "Plain ATP would say",
  atpNote: "if every order came on its day and nobody else bought",
};

export const send = {
  title: "To send",
  language: "Language",
  languages: { en: "English", de: "Deutsch" },
  copy: "Copy the sentence",
  promise: (answer: PromiseAnswer) =>
    answer.verdict !== "yes" && answer.split && !answer.split.to_order
      ? `Note as promised: ${amount(answer.split.first)} and ${amount(answer.split.rest)}`
      : noted(answer) === answer.order.due
        ? "Note as promised"
        : `Note as promised for ${weekday(noted(answer))}`,
};

/** The day that the sentence confirms all of it for: the one asked for where none is confirmed. */
export const noted = ({ verdict: word, split, earliest, order }: PromiseAnswer) =>
  word === "yes" || split ? order.due : (earliest ?? order.due);

/** What goes to the customer: no chance, no stock, nobody else's name. */
export function sentence(answer: PromiseAnswer, language: "en" | "de"): string {
  return language === "de" ? germanSentence(answer) : englishSentence(answer);
}

const itemName = ({ order, description }: PromiseAnswer) =>
  description ? `${order.item} (${description})` : order.item;
/** `Friday 30 January 2026`: what goes out always has its year. */
export const fullDay = (since: number) =>
  `${withWeekday.format(dateOf(since)).replace(",", "")} ${dateOf(since).getUTCFullYear()}`;

function englishSentence(answer: PromiseAnswer): string {
  const { order, split, earliest, ordered_today: ordered } = answer;
  const what = `${units(order.quantity)} of ${itemName(answer)}`;
  if (answer.verdict === "yes") return `We can confirm ${what} for ${fullDay(order.due)}.`;
  if (split) {
    const rest = `the remaining ${amount(split.rest)} for ${fullDay(split.rest_due)}`;
    const how = split.to_order ? "once you confirm, we order " : "";
    return `We can confirm ${units(split.first)} of ${itemName(answer)} for ${fullDay(order.due)}; ${how}${rest}.`;
  }
  if (earliest !== null) {
    const early = earliest < order.due ? `, ${counted(order.due - earliest, "day")} earlier than asked` : "";
    return `We can confirm ${what} for ${fullDay(earliest)}${early}.`;
  }
  if (ordered !== null)
    return `We would order ${what} for you on your confirmation; delivery is possible from ${fullDay(Math.max(ordered, order.due))}.`;
  return `We cannot confirm ${what} for ${fullDay(order.due)} yet and will come back to you.`;
}

const germanDay = (since: number) => german.format(dateOf(since));
const stück = (count: number) =>
  `${new Intl.NumberFormat("de-DE", { maximumFractionDigits: 3 }).format(count)} Stück`;

function germanSentence(answer: PromiseAnswer): string {
  const { order, split, earliest, ordered_today: ordered } = answer;
  const what = `${stück(order.quantity)} ${itemName(answer)}`;
  if (answer.verdict === "yes") return `Wir können ${what} für ${germanDay(order.due)} bestätigen.`;
  if (split) {
    const how = split.to_order ? "nach Ihrer Bestätigung bestellt " : "";
    return `Wir können ${stück(split.first)} ${itemName(answer)} für ${germanDay(order.due)} bestätigen, die übrigen ${stück(split.rest)} ${how}für ${germanDay(split.rest_due)}.`;
  }
  if (earliest !== null) {
    const days = order.due - earliest;
    const early = days > 0 ? `, ${days} ${days === 1 ? "Tag" : "Tage"} früher als angefragt,` : "";
    return `Wir können ${what} für ${germanDay(earliest)}${early} bestätigen.`;
  }
  if (ordered !== null)
    return `Wir würden ${what} auf Ihre Bestätigung hin bestellen; eine Lieferung ist ab ${germanDay(Math.max(ordered, order.due))} möglich.`;
  return `Wir können ${what} für ${germanDay(order.due)} noch nicht bestätigen und melden uns.`;
}

export const others = {
  title: "What a yes does to the others",
  note: (until: number | null) =>
    `Fill rate of this item until ${until === null ? "the next supply" : shortDay(until)}: what is promised comes first, the rest as orders come.`,
  bought: (units: number, on: number) =>
    `As in the answer, what is ordered today counts: ${number(units)}, here ${shortDay(on)}.`,
  nothingKept:
    "Nothing is kept for better tiers, so everybody draws alike: a protection in the policy keeps stock from lower tiers.",
  someKept: "What is kept for better tiers is not drawn by lower ones.",
  region: "Effect on other tiers",
  tier: "Tier",
  now: "Now",
  after: "After",
  lowerFirst: "If lower tiers come first",
  less: "Less",
  percent: "%",
  units: "units",
  everybody: "All other demand",
  harmed: "Promises given earlier that would suffer",
  harm: (before: number, after: number, target: number) =>
    `${chance(before)} to ${chance(after)}, owed ${owed(target)}`,
  noHarm: "No promise given earlier falls below what it is owed.",
};

export const elsewhere = {
  title: "The same item elsewhere",
  place: "Place",
  answer: "Answer",
  chance: "Chance",
  most: "At most",
};

const notes: Record<PromiseNote, string> = {
  day_passed: "The day asked for has passed; the answer is for today.",
  stale_stock: "",
  lead_time_used: "No open order is known for it: what is ordered today, a lead time from now, is counted.",
  lead_time_assumed: "Nobody gave its lead time: the policy’s default is used.",
  lost_supply: "An open order is later than any line of its supplier ever was: it is not counted on.",
  no_record: "A supplier has no record of lateness: its open orders count as on time.",
  no_demand: "No demand is known but what is promised.",
  beyond_forecast:
    "More is promised than demand reaches in 95 of 100 cases: are some of the commitments outside the forecast (outside_forecast)?",
  available_read: "Available stock was read: what commitments reserve is not subtracted again.",
  booked_ahead:
    "How much is booked ahead was measured: only demand not yet booked comes on top of commitments.",
  estimated_shares:
    "Demand does not name tiers: their shares are those of the commitments’ lines. No stock is kept for better tiers on such an estimate: the policy can say how much.",
};
export const noteText = (note: PromiseNote) => notes[note];

export const stale = {
  title: (counted: number, age: number) => `Stock was counted on ${day(counted)}, ${age} days ago`,
  text: "Everything sold or received since then is unknown; demand since that day is counted in, receipts are not.",
  ask: (counted: number) => `Ask as of ${shortDay(counted)}`,
  asOf: (today: number) => `Asked as of ${day(today)}.`,
  back: "Ask as of today",
};

export const chart = {
  title: (item: string, until: number) => `Stock of ${item} until ${shortDay(until)}`,
  axis: "Units on hand",
  without: "middle case without it",
  band: "9 of 10 cases inside the band",
  short: "below zero: someone waits",
  order: (quantity: number, due: number) => `This order: ${amount(quantity)} on ${shortDay(due)}`,
  supply: (label: string, count: number, due: number) =>
    `${label ? `${label}, ` : ""}${number(count)} due ${shortDay(due)}`,
  bought: (count: number, due: number) => `Ordered today: ${number(count)} here ${shortDay(due)}`,
  promised: (count: number) => `−${number(count)} promised`,
  label: (item: string, answer: PromiseAnswer) => {
    const at = answer.projected.find(({ day }) => day >= answer.order.due) ?? answer.projected.at(-1);
    return at
      ? `Projected stock of ${item}: with this order, on ${shortDay(at.day)} half of the cases are above ${figures(at.middle)} and one in twenty is below ${figures(at.low)}.`
      : "";
  },
  table: "Table of this chart",
  columns: ["Day", "5 %", "25 %", "Middle", "75 %", "95 %", "Without it"],
};

export const arithmetic = {
  title: (due: number) => `The arithmetic for ${longDay(due)}`,
  foot: (answer: PromiseAnswer) => {
    const demand = answer.lines.find(({ what }) => what === "demand" || what === "open_demand");
    const model = answer.model ? models[answer.model] : "";
    return demand && demand.units !== null
      ? `Other demand: ${model}, ${figures(-demand.units)} ± ${figures(demand.sd ?? 0)}; what is promised is part of it, so the larger of the two is taken.`
      : "";
  },
};

/** A line of the arithmetic: its words, what stands small beside them, and its figure. */
export function lineWords(line: PromiseLine): { words: string; small: string; figure: string } {
  const amount = line.units === null ? "" : number(line.units, Number.isInteger(line.units) ? 0 : 1);
  const plain = { small: "", figure: amount };
  switch (line.what) {
    case "on_hand":
      return { ...plain, words: line.day === null ? "On hand" : `On hand, ${shortDay(line.day)}` };
    case "committed":
      return {
        ...plain,
        words: "Promised by then",
        small: line.count > 0 ? counted(line.count, "line") : "reserved",
      };
    case "outside":
      return { ...plain, words: "Promised outside the forecast", small: counted(line.count, "line") };
    case "kept":
      return { ...plain, words: "Kept for better tiers", small: "until the next receipt" };
    case "supply":
      return {
        words: `${line.label || "Open order"}, due ${line.day === null ? "" : shortDay(line.day)}`,
        small: `here by then: ${chance(line.chance ?? 0)}${line.count > 0 ? ` of ${counted(line.count, "line")}` : ""}`,
        figure: `+${amount}`,
      };
    case "to_order":
      return {
        words: `Ordered today, here ${line.day === null ? "" : shortDay(line.day)}`,
        small: `as much as is needed; by then: ${chance(line.chance ?? 0)}`,
        figure: "+",
      };
    case "demand":
    case "open_demand":
      return {
        words: line.what === "demand" ? "All demand until then" : "Demand not booked yet",
        small: counted(Math.round(line.count), "day"),
        figure: `${figures(line.units ?? 0)} ± ${figures(line.sd ?? 0)}`,
      };
    case "order":
      return { ...plain, words: "This order" };
    case "enough":
      return {
        words: line.units === null ? "Enough once ordered" : `Enough if ${number(line.units)} are there`,
        small: `${chance(line.share ?? 0)} of cases`,
        figure: chance(line.chance ?? 0),
      };
    case "chance":
      return { words: "Chance", small: "", figure: chance(line.chance ?? 0) };
  }
}

/** What is odd in a pasted list, line by line with its reason; and the lines that were left out. A list without a
 * header is read with one before it: a line is looked for where it is said to stand, and one above. */
export function oddLines(findings: readonly FindingView[], rows: readonly string[]) {
  const odd: string[] = [];
  const out = new Set<number>();
  for (const finding of findings.filter(({ severity }) => severity !== "note")) {
    const why = [finding.title, finding.detail, finding.done].filter(Boolean).map(asSentence).join(" ");
    const places = finding.places.filter(({ line }) => line > 0);
    for (const { line, column, found } of places) {
      const at = [line - 1, line - 2].find((at) => rows[at]?.includes(found)) ?? line - 1;
      if (finding.severity === "lost" || finding.code === "bad_value") out.add(at);
      const cell = [column, found && `“${found}”`].filter(Boolean).join(" ");
      odd.push(`Line ${at + 1}${cell && `, ${cell}`}: ${why}`);
    }
    if (places.length === 0) odd.push(why);
  }
  const left = [...out].sort((one, other) => one - other).flatMap((at) => rows[at] ?? []);
  return { odd, left };
}

/** Days written so that day and month may change places, with the one that was read. */
export function twoWays(text: string, read: readonly { due: number }[]): string[] {
  const dues = new Set(read.map(({ due }) => due));
  const dates = new Set(text.match(/\b\d{1,2}([/.])\d{1,2}\1\d{4}\b/g));
  return [...dates].flatMap((date) => {
    const [one = "", other = "", years = ""] = date.split(/[/.]/);
    if (Number(one) > 12 || Number(other) > 12 || Number(one) === Number(other)) return [];
    const two = (part: string) => part.padStart(2, "0");
    const ways = [`${years}-${two(other)}-${two(one)}`, `${years}-${two(one)}-${two(other)}`].map(dayOf);
    const [taken, ...both] = ways.filter((way) => way !== null && dues.has(way));
    if (taken === undefined || taken === null || both.length > 0) return [];
    return [
      `${date} can be read two ways: it is read as ${fullDay(taken)}. Write ${isoOf(taken)} to be sure.`,
    ];
  });
}

/** A rate as a percentage: one that is below 100 % never reads as 100. */
export const rate = (share: number) =>
  share >= 0.9995 && share < 1 ? number(Math.floor(share * 1e4) / 100, 2) : percentage(share);

export const list = {
  title: (promised: number, counts: Record<VerdictView, number>) => {
    const parts = [
      promised > 0 ? `${number(promised)} promised` : "",
      counts.yes > 0 ? `${number(counts.yes)} yes` : "",
      counts.at_risk > 0 ? `${number(counts.at_risk)} at risk` : "",
      counts.no > 0 ? `${number(counts.no)} no` : "",
      counts.unknown > 0 ? `${number(counts.unknown)} not known` : "",
    ].filter(Boolean);
    return parts.length > 0 ? `The list: ${parts.join(", ")}` : "The list";
  },
  note: "Served in tier order, then by day, then as pasted; each yes uses up what it takes.",
  empty:
    "Nothing noted yet. Paste rows from a spreadsheet or an e-mail, or drop a file here: item, quantity and day, with or without a header.",
  paste: "Paste a list",
  pasteLabel: "Rows with item, quantity and day",
  pasteHint: "HB1\t250\t2026-11-13",
  take: "Read the list",
  read: (read: number, left: number) =>
    `${counted(read, "line")} read${left > 0 ? `, ${number(left)} left out` : ""}.`,
  nothing: "No line could be read: each needs an item, a quantity and a day.",
  download: "Download commitments",
  promiseAll: (count: number) => `Note ${counted(count, "line")} with a yes as promised`,
  region: "The list",
  item: "Item",
  andCustomer: " and customer",
  customer: "Customer",
  tier: "tier",
  units: "Units",
  for: "for",
  answer: "Answer",
  chance: "Chance",
  owed: "Owed",
  percent: "%",
  most: "At most",
  all: "All of it on",
  promised: "Promised",
  note1: "Promise",
  ask: (item: string) => `Ask about ${item}`,
  promiseLine: (item: string) => `Note ${item} as promised`,
  remove: (item: string) => `Take ${item} off the list`,
  more: (count: number) => `Show ${number(count)} more`,
  unlimited: "any",
  none: "none known",
};

export const card = {
  title: "What can we promise?",
  note: "What this policy’s stock delivers, for a negotiation. Rates are weighted as everywhere.",
  apart:
    "Tiers are told apart as if stock were kept for the better ones: as much as is typed, else the least that gives them what they are owed; the lower ones pay for it.",
  alike: "All tiers are served alike: nobody said how much each takes, or none needs stock kept for it.",
  region: "What can be promised by segment and tier",
  segment: "Segment",
  tier: "Tier",
  owed: "Owed",
  availability: "Cycle service",
  fill: "Fill rate",
  wait: "Wait when short",
  percent: "%",
  days: "days",
  items: "Items",
  mixed: "various",
};

export const meeting = {
  print: "Print for the customer",
  whose: (count: number) =>
    `A page for the customer holds the lines of one customer alone: ${count === 1 ? "name that customer" : `${count} stand on the list, so name one`} in the form above to print it.`,
  title: "Delivery dates",
  of: (today: number) => `As of ${day(today)}`,
  forWhom: (name: string) => `For ${name}`,
  item: "Item",
  description: "Description",
  quantity: "Quantity",
  day: "Day",
  reference: "Reference",
  foot: "Dates hold for the quantities named here.",
};

export const lacking = {
  title: "Commit needs to know what is on hand",
  text: "Drop a stock file: one row an item (and a location or channel that holds stock of its own) with what is on hand. Open orders and commitments make the answer better; without them the lead time is used.",
  columns: "Columns of a stock file",
  needed: "needed",
  template: "Template",
  sample: "Or look at it with the distributor sample",
};
