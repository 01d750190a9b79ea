// What is looked at, which is no part of the policy: the uniform policy compared with, the measure
// the matrix is shaded by, the segment whose target is open.

import { computed, signal } from "@preact/signals";
import type { Shade } from "../text/segments";
import type { UniformRow } from "../wire";
import { comparison, comparisonOlder, summary } from "./results";

export type Versus = "same_service" | "same_target" | "same_capital";

export const versus = signal<Versus>("same_service");
export const shade = signal<Shade>("stock");
export const chosenSegment = signal("");

/** The uniform policy compared with; null where it is not known or does not exist. */
export const uniform = computed<UniformRow | null>(() =>
  versus.value === "same_target"
    ? (summary.value?.same_target ?? null)
    : (comparison.value?.[versus.value] ?? null),
);

/** Whether it belongs to an older policy: it is searched for, and follows later. */
export const uniformOlder = computed(() => versus.value !== "same_target" && comparisonOlder.value);

/** Whether money is known at all: else units stand in its place. */
export const inMoney = computed(() => typeof summary.value?.total.safety_stock_value === "number");

/** Safety stock in money where it is known, else in units. */
export const stockOf = (row: { safety_stock: number; safety_stock_value: number | null }) =>
  inMoney.value ? (row.safety_stock_value ?? 0) : row.safety_stock;
