// What to know before an item's safety stock is believed: a sentence each.

import type { ItemAnswer, Period } from "../wire";
import { counted, figures, percent } from "./numbers";
import { boundNames } from "./working";

const per: Record<Period, string> = { day: "day", week: "week", month: "month" };

/** Histories shorter than this are short. */
const few = 12;
/** A claim this far from what is delivered is worth a sentence. */
const far = 0.01;

export function warnings(item: ItemAnswer, period: Period): string[] {
  const { row, textbook, bound, borrowed, notice } = item;
  const given = (input: string) => item.sources.find((source) => source.input === input);
  const assumed = (input: string) => /assumed|default/.test(given(input)?.origin ?? "");
  const stocked = row.safety_stock !== null && item.level !== null;
  const said = [
    stocked && row.marks.includes("below_target") && bound
      ? `${sentenceCase(boundNames[bound])} keeps it below its target.`
      : "",
    borrowed ? "Its own history is too short for a spread: other items lend one." : "",
    stocked && !borrowed && row.periods < few
      ? `Only ${counted(row.periods, per[period])} of history: mean and deviation are themselves uncertain.`
      : "",
    assumed("lead_time_days")
      ? `Nobody gave a lead time: ${counted(row.lead_time_days, "day")} are assumed.`
      : "",
    assumed("order_quantity") && item.order_quantity !== null && item.review_days === 0
      ? `Nobody gave an order quantity: ${figures(item.order_quantity)} are assumed, a week’s demand and at least what a row asks for. The fill rate rests on it.`
      : "",
    row.marks.includes("missing_cost") ? "Nobody gave its cost: its stock has no value in money." : "",
    textbook && textbook.claimed_fill_rate - textbook.fill_rate > far
      ? `A textbook would claim a fill rate of ${percent(textbook.claimed_fill_rate)} for ${figures(textbook.safety_stock)} units; looked at once a day they deliver ${percent(textbook.fill_rate)}.`
      : "",
    item.apart.some(({ why }) => why === "outlier")
      ? "Its history holds single periods far above the others: they count as they are."
      : "",
    notice && notice.of_variance >= 0.3
      ? `${notice.customer} makes ${percent(notice.of_variance, 0)} of its variance: notice from there would spare stock.`
      : "",
  ];
  return said.filter(Boolean);
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
