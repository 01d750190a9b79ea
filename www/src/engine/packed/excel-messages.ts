// What the page and the worker for workbooks say to each other: one file, then its sheets or a refusal.

export interface ToExcel {
  file: File;
}

export type FromExcel =
  | { kind: "progress"; bytes: number }
  | { kind: "sheets"; sheets: Sheet[] }
  | { kind: "refused"; sentence: string };

/** A sheet with rows, as tab-separated text in UTF-8. */
export interface Sheet {
  name: string;
  bytes: Blob;
}
