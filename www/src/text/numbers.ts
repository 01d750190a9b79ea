// Numbers, money and days as a person reads them: a real minus, a hard space before % and k, one
// locale for the whole page, because its words are English too. Exported files do not pass here.

const locale = "en-GB";
const hard = "\u00a0";
const formats = new Map<string, Intl.NumberFormat>();

function format(digits: number, sign: "negative" | "exceptZero"): Intl.NumberFormat {
  const key = `${digits} ${sign}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: sign,
  });
  formats.set(key, made);
  return made;
}

const realMinus = (text: string) => text.replace("-", "\u2212");

/** `1,234.5` with so many decimals. */
export const number = (value: number, digits = 0) => realMinus(format(digits, "negative").format(value));

/** As `number`, with a plus before what is above zero. */
export const signed = (value: number, digits = 0) => realMinus(format(digits, "exceptZero").format(value));

/** A fraction as `99.07 %`. */
export const percent = (fraction: number, digits = 1) => `${number(fraction * 100, digits)}${hard}%`;

/** A fraction as a percentage without its sign, for a column that has it in its head. */
export const percentage = (fraction: number, digits = 1) => number(fraction * 100, digits);

/** The difference of two fractions in percentage points: `+0.07 pt`. */
export const points = (difference: number) => `${signed(difference * 100, 2)}${hard}pt`;

/** Enough decimals for three figures: 0.571, 12.4, 186.6, 1,234. */
export function figures(value: number): string {
  const size = Math.abs(value);
  return number(value, size >= 1000 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** For what is worked out by hand: five figures, two decimals at least, no zeros at the end. */
export function worked(value: number): string {
  const near = Math.round(value);
  if (Math.abs(value - near) < 1e-9 * Math.max(1, Math.abs(value))) return number(near);
  const decimals = 4 - Math.floor(Math.log10(Math.abs(value)));
  return number(value, Math.max(2, Math.min(12, decimals))).replace(/\.?0+$/, "");
}

/** Three figures and a scale: `1.53 M`, `440 k`, `87`. */
export function short(value: number, sign: "negative" | "exceptZero" = "negative"): string {
  const size = Math.abs(value);
  const [scale, unit] = size >= 999_500 ? [1e6, `${hard}M`] : size >= 9_995 ? [1e3, `${hard}k`] : [1, ""];
  const scaled = value / scale;
  const digits =
    scale === 1
      ? size < 10 && size > 0
        ? 1
        : 0
      : Math.abs(scaled) >= 99.95
        ? 0
        : Math.abs(scaled) >= 9.995
          ? 1
          : 2;
  return realMinus(format(digits, sign).format(scaled)) + unit;
}

/** The sign stands before the currency: `−€130 k`. */
const withCurrency = (text: string, currency: string) =>
  /^[+\u2212]/.test(text) ? text[0] + currency + text.slice(1) : currency + text;

export const money = (value: number, currency: string, digits = 0) =>
  withCurrency(number(value, digits), currency);
export const shortMoney = (value: number, currency: string) => withCurrency(short(value), currency);
export const shortMoneyDifference = (value: number, currency: string) =>
  withCurrency(short(value, "exceptZero"), currency);

/** Every digit there is, for a tooltip. */
export const full = (value: number | null | undefined) =>
  value === null || value === undefined ? undefined : realMinus(String(value));

/** Bytes as `1.2 MB`. */
export function bytes(size: number): string {
  if (size < 1000) return `${number(size)}${hard}bytes`;
  return size < 1e6
    ? `${number(size / 1e3, size < 1e4 ? 1 : 0)}${hard}kB`
    : `${number(size / 1e6, 1)}${hard}MB`;
}

const utc = "UTC";
const dayFormat = new Intl.DateTimeFormat(locale, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: utc,
});
const monthFormat = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: utc });
const dateOf = (day: number) => new Date(day * 86_400_000);

/** Days from 1970-01-01 as `5 Jan 2026`. */
export const day = (since: number) => dayFormat.format(dateOf(since));

/** Days from 1970-01-01 as `Jan 2026`. */
export const month = (since: number) => monthFormat.format(dateOf(since));

/** An ISO day as `3 Feb 2026`; anything else as it stands. */
export function isoDay(text: string): string {
  const [, years, months, days] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return years ? dayFormat.format(Date.UTC(Number(years), Number(months) - 1, Number(days))) : text;
}

/**
 * What a person typed as a number, `%` and blanks aside; null where it is none. Commas in groups of
 * three stand for thousands, as the page prints them, and so do points that stand more than once;
 * else either mark is decimal. One point before three digits that end in 0 is not read: nobody
 * writes 60.000 for 60, nor is it sure that he meant 60,000.
 */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f%'\u2019]/g, "").replace("\u2212", "-");
  const grouped = (mark: string, least: number, rest: string) =>
    new RegExp(`^[-+]?[1-9]\\d{0,2}(\\${mark}\\d{3}){${least},}${rest}$`).test(plain);
  if (grouped(",", 1, "(\\.\\d*)?")) return Number(plain.replaceAll(",", ""));
  if (grouped(".", 2, "") || grouped(".", 1, ",\\d*"))
    return Number(plain.replaceAll(".", "").replace(",", "."));
  if (/^[-+]?[1-9]\d{0,2}\.\d\d0$/.test(plain)) return null;
  const pointed = plain.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(pointed) ? Number(pointed) : null;
}

const words = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** `nine` up to twelve, then figures. */
export const inWords = (count: number) => words[count] ?? number(count);

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 item`, `3,922 items`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${number(count)}${hard}${count === 1 ? one : many}`;

/** Begins with a capital and ends with a full stop. */
export const asSentence = (text: string) => capital(/[.?:…]$/.test(text) ? text : `${text}.`);
