// The start page: nothing is loaded yet.

import type { TableName } from "./templates";

export const hero = {
  title: "Which items deserve more safety stock, which less, and what it costs.",
  text: "Drop a demand file. The answer is worked out inside this page, item by item, and every number shows its working.",
};

export const drop = {
  wide: "Drop files anywhere on this page",
  narrow: "Open the files on this device",
  note: "CSV, TSV, Excel (.xlsx), zip, gzip or a saved policy; several at once. Or paste cells from a spreadsheet.",
  button: "Choose files",
};

export const samples = {
  title: "Or begin with a sample",
  instead: "Samples",
  list: [
    {
      name: "shop",
      title: "Shop",
      text: "Core, seasonal and niche lines of an electronics retailer.",
      size: "2 years · 2 files",
    },
    {
      name: "distributor",
      title: "Distributor",
      text: "Suppliers, receipts, stock and customer commitments.",
      size: "1 year · 6 files",
    },
    {
      name: "third_party_logistics",
      title: "3PL",
      text: "Three clients, each with its own service agreement.",
      size: "1 year · 3 files",
    },
  ],
};

export const never = {
  title: "What never happens to your files",
  list: [
    "No request carries them. The page’s content policy forbids every connection.",
    "They are not kept when the tab closes.",
    "No account, no counting of visits, no error reports.",
  ],
  offline: "Works without a network, and as one file that opens by double click.",
  save: "Save the offline file",
};

export const files = {
  title: "Files it can use",
  note: "As CSV, TSV or sheets of an Excel workbook. Headers may be in your system’s own words; you see each guess and can change it.",
  region: "Table of files it can use",
  file: "File",
  needed: "Columns it needs",
  adds: "What it adds",
  template: "Template",
  required: "required",
  templateOf: (table: string) => `${table} template, `,
  csv: "CSV",
};

export const adds: Record<TableName, string> = {
  demand: "everything else rests on it",
  items: "cost, price, lead time, order quantity, supplier: money and reorder points",
  receipts: "measured lead times and how reliable each supplier is",
  stock: "what is on hand: promises, and money in stock that nobody asks for",
  supply: "supply on its way: what can be promised from it, and when",
  commitments: "who has been promised what: new promises leave it alone",
  service: "periods in which the shelf was empty: demand then is unknown, not low",
  item_statistics: "figures worked out elsewhere, in place of demand",
};

export const lastTime = {
  title: (name: string) => `${name || "The policy"} from last time is in force`,
  text: "This browser kept it. Data were not kept.",
  fresh: "Begin with a new policy",
};
