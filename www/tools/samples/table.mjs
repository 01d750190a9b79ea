// Days, CSV text and the policy file: what all three samples are written with.

const DAY = 86_400_000;

/** The number of a calendar day, counted from 1970-01-01. */
export const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;

/** A calendar day as text, 2026-10-31. */
export const textOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** The month of a day, 0 for January. */
export const monthOf = (day) => new Date(day * DAY).getUTCMonth();

/** Money to the cent. */
export const money = (amount) => amount.toFixed(2);

/** The nearest multiple of `step`, at least one of it. */
export const multiple = (amount, step) => Math.max(1, Math.round(amount / step)) * step;

/** The day itself, or the Monday after it where it falls on a weekend. */
export const workday = (day) => day + [0, 0, 0, 0, 0, 2, 1][(day + 3) % 7];

/**
 * The size people order in: the largest of 1, 2, 5, 10, 20, 50, ... that goes into `amount` at least
 * `times` times, else 1.
 */
export function packOf(amount, times = 4) {
  const fits = [1, 10, 100, 1000].flatMap((power) => [1, 2, 5].map((digit) => digit * power));
  return fits.reduce((best, size) => (amount >= times * size ? size : best), 1);
}

/** A table as CSV text (RFC 4180, but with plain line ends); no cell here needs quotes. */
export function csv(header, rows) {
  const lines = [header, ...rows].map((cells) => cells.join(","));
  const odd = lines.find((line) => /["\r\n]/.test(line) || line.split(",").length !== header.length);
  if (odd !== undefined) throw new Error(`this line would need quotes: ${odd}`);
  return `${lines.join("\n")}\n`;
}

/** A cycle service level, as a target or a floor of the policy. */
export const cycleService = (value) => ({ kind: "cycle_service_level", value });

/** One segment of the policy, every field written out. */
export function segment(target, { floor = null, owner = "", note = "" } = {}) {
  const bounds = { min_days: 0, max_days: null, min_units: 0 };
  return { target: cycleService(target), model: "auto", ...bounds, floor, owner, note };
}

/** A policy file, version 1, every field written out; `own` is what a sample sets itself. */
export function policy(own) {
  const shape = {
    format: "segmented-safety-stock/policy",
    version: 1,
    name: "",
    currency: "€",
    stocking_unit: ["item"],
    period: "week",
    window: "first-demand",
    edge_periods: "drop",
    blank_periods: "zero",
    returns: "cancel",
    returns_back: null,
    sizing: "demand",
    short_history: "allow",
    review: "daily",
    service_weight: null,
    lead_time_from: "receipts",
    lead_time_sd: "promised",
    allow_negative: false,
    filters: { demand: "" },
    columns: {},
    defaults: {
      lead_time_days: 14,
      lead_time_sd_days: 0,
      review_days: 0,
      order_quantity: null,
      unit_cost: null,
      unit_price: null,
      holding_rate: 0.2,
      stockout_cost: null,
    },
    segmentation: { dimensions: [], rules: [], overrides: [], merges: {} },
    segments: { "*": segment(0.95) },
    uniform: cycleService(0.95),
    tiers: [],
    seed: 1,
    reviewed_on: null,
    review_every_days: 90,
    sign_offs: [],
    history: [],
  };
  return `${JSON.stringify({ ...shape, ...own }, null, 2)}\n`;
}
