// What the engine's stable names are called on the screen.

import type {
  AbcMeasure,
  DimensionKind,
  EdgePeriods,
  Mark,
  Model,
  Outliers,
  Period,
  Returns,
  Review,
  ServiceWeight,
  ShortHistory,
  Sizing,
  TargetKind,
  UnitField,
  Window,
} from "../wire";

/** A stable name that has no words of its own yet: `lead_time_days` reads `lead time days`. */
export const plain = (name: string) => name.replaceAll("_", " ");

const tables: Record<string, string> = {
  demand: "Demand",
  items: "Items",
  receipts: "Receipts",
  stock: "Stock",
  supply: "Open orders",
  commitments: "Commitments",
  service: "Service",
  parts: "Parts",
  item_statistics: "Item statistics",
};
export const tableName = (table: string) => tables[table] ?? plain(table);

export const targetKinds: Record<TargetKind, string> = {
  cycle_service_level: "Cycle service",
  fill_rate: "Fill rate",
  days_of_cover: "Days of cover",
  units: "Units",
  cost_optimal: "Least cost",
};

export const models: Record<Model, string> = {
  auto: "chosen from the history",
  normal: "normal",
  gamma: "gamma",
  poisson: "Poisson",
  negative_binomial: "negative binomial",
  empirical: "empirical",
};

export const weights: Record<ServiceWeight, string> = {
  lines: "order lines",
  revenue: "revenue",
  units: "units",
  items: "items, each alike",
};

export const dimensions: Record<DimensionKind, string> = {
  abc: "ABC",
  xyz: "XYZ",
  criterion: "Cost criterion",
  velocity: "Velocity",
  pattern: "Pattern",
  season: "Season",
  lifecycle: "Lifecycle",
  lead_time: "Lead time",
  supplier: "Supplier",
  column: "Column",
  computed: "Computed groups",
};

/** What value may mean to ABC; demand less its season is for XYZ alone. */
export type ValueMeasure = Exclude<AbcMeasure, "deseasonalised">;

export const measures: Record<ValueMeasure, string> = {
  revenue: "by revenue",
  units: "by units",
  margin: "by margin",
  cost: "by cost of demand",
  lines: "by order lines",
};

export const periods: Record<Period, string> = { day: "day", week: "week", month: "month" };

export const windows: Record<Window, string> = {
  "first-demand": "first demand, its own period aside where demand is rare",
  "first-demand-whole": "first demand",
  "data-start": "first period of the data",
};

export const edges: Record<EdgePeriods, string> = {
  drop: "left out where not filled",
  keep: "kept as they are",
};

export const returnsNames: Record<Returns, string> = {
  cancel: "cancel the sale they take back",
  exclude: "are left out",
  net: "are subtracted in their own period",
};

export const reviews: Record<Review, string> = {
  daily: "once a day: it is below the reorder point when the order goes out",
  continuous: "at every sale, as textbooks have it",
};

export const sizings: Record<Sizing, string> = {
  demand: "how demand varies",
  forecast: "how far a forecast misses",
};

export const shortHistories: Record<ShortHistory, string> = {
  allow: "adds to the spread: the mean is an estimate",
  predictive: "adds more: the spread is an estimate, too",
  "as-is": "adds nothing, as in published examples",
};

export const outlierNames: Record<Outliers, string> = {
  keep: "count as they are",
  cap: "are capped; each item shows both figures",
};

export const unitFields: Record<UnitField, string> = {
  item: "item",
  location: "location",
  channel: "channel",
  customer: "customer",
};

const marks: Record<Mark, string> = {
  not_enough_history: "Short history",
  borrowed: "Borrowed spread",
  out_of_range: "Cannot be computed",
  cost_target_unknown: "Cost optimum unknown",
  only_sale_cancelled: "Only sale cancelled",
  below_target: "Below target",
  missing_cost: "Cost missing",
  assumed_lead_time: "Lead time assumed",
};
export const markName = (mark: Mark) => marks[mark];

/** How loud a mark is. */
export const markTone = (mark: Mark): "no" | "risk" =>
  mark === "below_target" || mark === "out_of_range" || mark === "cost_target_unknown" ? "no" : "risk";

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const inputs: Record<string, string> = {
  mean: "Mean demand",
  sd: "Its deviation",
  lead_time_days: "Lead time",
  lead_time_sd_days: "Its deviation",
  order_quantity: "Order quantity",
  unit_cost: "Unit cost",
  unit_price: "Unit price",
  review_days: "Review interval",
  holding_rate: "Holding rate",
  stockout_cost: "Cost of a unit short",
  target: "Target",
};
export const inputName = (input: string) => inputs[input] ?? capitalised(plain(input));

const decisions: Record<string, string> = {
  delimiter: "Separator",
  encoding: "Encoding",
  header: "Header",
  decimal: "Decimal",
  dates: "Form of dates",
};
export const decisionName = (name: string) => decisions[name] ?? capitalised(plain(name));
