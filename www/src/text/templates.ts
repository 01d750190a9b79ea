// The tables a user may drop in: the columns each needs, all it knows, and an example to start from.
//
// The names are the canonical ones; real exports are matched to them by the reader. Any further column
// is welcome in demand and items, and can be used for segments. Imports nothing.

export type TableName =
  | "demand"
  | "items"
  | "receipts"
  | "stock"
  | "supply"
  | "commitments"
  | "service"
  | "item_statistics";

export interface Template {
  readonly name: TableName;
  /** The columns without which the table cannot be read. */
  readonly needed: readonly string[];
  /** Every column with a meaning of its own, the needed ones first. */
  readonly columns: readonly string[];
  /** A column that may stand in for another: its name, then the one it replaces. */
  readonly instead: Readonly<Record<string, string>>;
  /** Two lines of CSV, the header and one row; columns that stand in for others are left out. */
  readonly example: string;
}

interface Cells {
  readonly needed: Readonly<Record<string, string>>;
  readonly optional: Readonly<Record<string, string>>;
  readonly instead?: Readonly<Record<string, string>>;
}

/** Columns and example come from the same cells, so that they cannot disagree. */
function template(name: TableName, { needed, optional, instead = {} }: Cells): Template {
  const cells = { ...needed, ...optional };
  const example = `${Object.keys(cells).join(",")}\n${Object.values(cells).join(",")}\n`;
  const columns = [...Object.keys(cells), ...Object.keys(instead)];
  return { name, needed: Object.keys(needed), columns, instead, example };
}

export const templates: readonly Template[] = [
  template("demand", {
    needed: { date: "2026-10-05", item: "A-100", quantity: "12" },
    optional: {
      location: "Main",
      channel: "Web",
      customer: "C-17",
      price: "24.90",
      order: "SO-2041",
      due: "2026-10-09",
      forecast: "11.5",
      promotion: "no",
    },
    instead: { revenue: "price" },
  }),
  template("items", {
    needed: { item: "A-100" },
    optional: {
      location: "Main",
      channel: "Web",
      customer: "C-17",
      description: "Wireless mouse",
      category: "Input",
      supplier: "Supplier Ash",
      unit_cost: "14.20",
      unit_price: "24.90",
      lead_time_days: "21",
      lead_time_sd_days: "4",
      review_days: "0",
      order_quantity: "60",
      order_minimum: "20",
      order_multiple: "10",
      criticality: "normal",
      holding_rate: "0.2",
      stockout_cost: "9.50",
      service_level: "0.95",
      min_units: "0",
      shelf_life_days: "730",
      customer_wait_days: "0",
      current_safety_stock: "35",
      current_reorder_point: "80",
      pick_lines: "140",
      units_per_pallet: "480",
    },
  }),
  template("receipts", {
    needed: { item: "A-100", ordered: "2026-09-01", received: "2026-09-24" },
    optional: {
      supplier: "Supplier Ash",
      location: "Main",
      promised: "2026-09-22",
      order: "P-4101",
      order_line: "1",
      quantity_ordered: "60",
      quantity_received: "60",
    },
  }),
  template("stock", {
    needed: { item: "A-100", on_hand: "74" },
    optional: { reserved: "8", location: "Main", channel: "Web", customer: "C-17", as_of: "2026-10-31" },
    instead: { available: "on_hand" },
  }),
  template("supply", {
    needed: { item: "A-100", quantity: "60", due: "2026-11-20" },
    optional: {
      location: "Main",
      channel: "Web",
      customer: "C-17",
      supplier: "Supplier Ash",
      order: "P-4177",
    },
  }),
  template("commitments", {
    needed: { item: "A-100", quantity: "25", due: "2026-11-13" },
    optional: {
      location: "Main",
      channel: "Web",
      customer: "C-17",
      tier: "Key",
      reference: "SO-2099",
      ordered: "2026-10-29",
      outside_forecast: "no",
    },
  }),
  template("service", {
    needed: { date: "2026-10-05", item: "A-100", ordered: "12", shipped: "11" },
    optional: { location: "Main", channel: "Web", customer: "C-17", on_hand: "74" },
  }),
  template("item_statistics", {
    needed: { item: "A-100", periods: "104", mean: "18.25", sd: "6.4" },
    optional: {
      location: "Main",
      channel: "Web",
      customer: "C-17",
      adi: "1.04",
      cv2: "0.12",
      revenue: "23629",
      lines: "412",
      first: "2024-11-04",
      last: "2026-10-30",
    },
  }),
];
