// The protocol between the page and the engine. Generated from src/protocol by `cargo test`: do not edit.

/**
 * The measure of value that ABC ranks by, or what XYZ looks at.
 */
export type AbcMeasure = "revenue" | "units" | "margin" | "cost" | "lines" | "deseasonalised";

/**
 * Too many segments, measured in money at the same service with the best target each.
 */
export type AdviceAnswer = { 
/**
 * What capital is counted in.
 */
measure: CapitalMeasure, 
/**
 * Segments with items.
 */
segments: number, 
/**
 * Segments over the planning dimensions alone: location and client left aside.
 */
planning_segments: number, 
/**
 * Whether those are more than twelve.
 */
too_many: boolean, 
/**
 * Segments with fewer than ten items over the planning dimensions, the smallest first; at most 50.
 */
small: Array<SmallSegment>, 
/**
 * Merges proposed, the cheapest first within each reason, at most 30; then the other possible ones, the
 * cheapest first, at most 300.
 */
merges: Array<MergeAdvice>, 
/**
 * The targets that would serve today's rate at the least capital with these segments; at most 200, empty
 * where none do.
 */
free_targets: Array<FreeTarget>, 
/**
 * What all those tie up.
 */
free_capital: number | null, 
/**
 * What the same items tie up today.
 */
capital: number, };

/**
 * Sign-offs and the next review.
 */
export type AgreementAnswer = { 
/**
 * Every sign-off, in the policy's order.
 */
sign_offs: Array<SignOffView>, 
/**
 * Every role.
 */
roles: Array<RoleView>, 
/**
 * When the policy was last reviewed, ISO.
 */
reviewed_on: string | null, 
/**
 * The day of the next review, ISO; none where it was never reviewed.
 */
review_due: string | null, 
/**
 * Days until then; below 0 when overdue.
 */
days_left: number | null, 
/**
 * Whether a review is due today: it never was reviewed, or the day has come.
 */
is_due: boolean, };

/**
 * Another place that holds the item.
 */
export type AlternativeView = { 
/**
 * Its key.
 */
key: Array<string>, 
/**
 * The answer there.
 */
verdict: VerdictView, 
/**
 * The chance there.
 */
chance: number, 
/**
 * The most that can be promised there for the day; null without limit.
 */
most: number | null, };

/**
 * An answer; `kind` says to what.
 */
export type Answer = { "kind": "done" } | { "kind": "file_read" } & FileRead | { "kind": "needs_files" } | { "kind": "working" } & WorkingAnswer | { "kind": "policy" } & PolicyAnswer | { "kind": "files" } & FilesAnswer | { "kind": "summary" } & SummaryAnswer | { "kind": "dimension" } & DimensionAnswer | { "kind": "advice" } & AdviceAnswer | { "kind": "agreement" } & AgreementAnswer | { "kind": "compare_policies" } & ComparePoliciesAnswer | { "kind": "review" } & ReviewAnswer | { "kind": "pooling" } & PoolingAnswer | { "kind": "scenarios" } & ScenariosAnswer | { "kind": "fewest" } & FewestAnswer | { "kind": "money" } & MoneyAnswer | { "kind": "budget" } & BudgetAnswer | { "kind": "compare" } & CompareAnswer | { "kind": "items" } & ItemsAnswer | { "kind": "rows" } & RowsAnswer | { "kind": "item" } & ItemAnswer | { "kind": "desk" } & DeskAnswer | { "kind": "suggestions" } & SuggestionsAnswer | { "kind": "promise" } & PromiseAnswer | { "kind": "promise_list" } & PromiseListAnswer | { "kind": "order_lines" } & OrderLinesAnswer | { "kind": "file" } & FileAnswer | { "kind": "failure" } & Failure;

/**
 * A period that does not count as it was sold, or is worth a look.
 */
export type ApartView = { 
/**
 * Its first day, days from 1970-01-01.
 */
first_day: number, 
/**
 * Why.
 */
why: WhyApart, 
/**
 * Units sold.
 */
sold: number, 
/**
 * Units that count; none where it is left out.
 */
counted: number | null, };

/**
 * A dimension as an axis.
 */
export type Axis = { 
/**
 * The dimension's kind; `column` gives the column's name in `title`.
 */
dimension: string, 
/**
 * The column's name or the measure used.
 */
title: string, 
/**
 * Its classes, best first.
 */
classes: Array<AxisClass>, 
/**
 * Items within 10 % of a border.
 */
near_border: number, };

/**
 * A class on an axis of the matrix.
 */
export type AxisClass = { 
/**
 * Its name in a segment's name.
 */
name: string, 
/**
 * Its border in words of numbers: lower and upper cut, where it has one.
 */
from: number | null, 
/**
 * See `from`.
 */
to: number | null, };

/**
 * How far stock is below the reorder point when the order goes out, looked at once a day.
 */
export type BelowPoint = { 
/**
 * Mean demand of a day, units.
 */
day_mean: number, 
/**
 * Its variance.
 */
day_variance: number, 
/**
 * Mean of what is missing, units: `E[U]`.
 */
mean: number, 
/**
 * Its variance: `Var[U]`.
 */
variance: number, };

/**
 * What a blank cell of a wide demand table means.
 */
export type BlankPeriods = "zero" | "unknown";

/**
 * A spread that an item borrows, because its own history is too short.
 */
export type BorrowedView = { 
/**
 * The coefficient of variation.
 */
cv: number, 
/**
 * Of how many items it is the median.
 */
items: number, 
/**
 * Their segment; none where all items were taken.
 */
segment: string | null, };

/**
 * What held instead of a target.
 */
export type Bound = "floor_at_zero" | "min_days" | "min_units" | "max_days" | "shelf_life" | "nothing_pays";

/**
 * The best use of a budget, or the least money for a service goal.
 */
export type BudgetAnswer = { 
/**
 * One target for all.
 */
uniform: UniformPoint, 
/**
 * Whether that meets the goal.
 */
uniform_met: GoalMet, 
/**
 * These segments, targets set freely.
 */
segments: SegmentTargets, 
/**
 * The same in half points.
 */
rounded: SegmentTargets, 
/**
 * Item by item.
 */
items: MoneyPoint, 
/**
 * Whether that meets the goal.
 */
items_met: GoalMet, 
/**
 * Money for the whole of the overall rate at which items are at their best.
 */
price: number, 
/**
 * What is said of it: why a goal cannot be met and what the nearest is; may be empty.
 */
remark: string, };

/**
 * What is wanted of a budget.
 */
export type BudgetGoal = { 
/**
 * Money or service.
 */
kind: GoalKind, 
/**
 * How much.
 */
value: number, 
/**
 * The most safety stock of segments, by name.
 */
segments: { [key in string]: number }, 
/**
 * The most pallet places.
 */
pallets?: number, };

/**
 * What capital is counted in.
 */
export type CapitalMeasure = "money" | "units";

/**
 * Who changed a policy, when and why.
 */
export type Change = { 
/**
 * Who.
 */
who: string, 
/**
 * When, ISO.
 */
when: string, 
/**
 * Why.
 */
why: string, };

/**
 * A field that two policies have differently.
 */
export type ChangeView = { 
/**
 * Its path: `segments.A-X.target.value`.
 */
path: string, 
/**
 * What stands there before; none where the field is new.
 */
before: unknown, 
/**
 * What stands there after; none where the field is gone.
 */
after: unknown, };

/**
 * One reading of a real cell.
 */
export type ChoiceView = { 
/**
 * What it says: `day-month-year`, `comma`, a column's name.
 */
value: string, 
/**
 * A cell as it stands.
 */
cell: string, 
/**
 * What it would mean: an ISO day, a plain number, a role.
 */
meaning: string, 
/**
 * What the policy's `columns` holds under the file's fingerprint once this is chosen.
 */
settles: ColumnMatch, 
/**
 * Whether it is read so until the user chooses.
 */
current: boolean, };

/**
 * A class and how many items it has.
 */
export type ClassCount = { 
/**
 * Its name.
 */
class: string, 
/**
 * Items in it.
 */
items: number, 
/**
 * Share of the revenue of all items, a fraction; none where no revenue is known.
 */
revenue_share: number | null, };

/**
 * A corrected match of a file's columns, found again by the fingerprint of its header.
 */
export type ColumnMatch = { 
/**
 * The table the file is.
 */
table: string, 
/**
 * Role to header; none where the columns are to be matched to the table anew.
 */
roles: { [key in string]: string }, 
/**
 * How the file is written, where the automatic reading was corrected.
 */
dialect?: DialectChoice, };

/**
 * A column of a file and what it was taken for.
 */
export type ColumnView = { 
/**
 * Its header.
 */
header: string, 
/**
 * The role it plays in its table, if any.
 */
role: string | null, 
/**
 * `table.role` for what it plays in the other tables that the file is.
 */
also: Array<string>, 
/**
 * The first day of the period whose quantities it holds, in a table with a column a period.
 */
period: number | null, 
/**
 * Whether it holds the quantities of an item, in a table with a column an item.
 */
an_item: boolean, 
/**
 * Up to three values.
 */
samples: Array<string>, 
/**
 * How its cells are read: `decimal comma`, `day first`; may be empty.
 */
form: string, };

/**
 * The searched uniform policies.
 */
export type CompareAnswer = { 
/**
 * As much safety stock.
 */
same_capital: UniformRow, 
/**
 * The same overall fill rate.
 */
same_service: UniformRow, };

/**
 * Two policies beside each other: fields, targets, money and service.
 */
export type ComparePoliciesAnswer = { 
/**
 * Fields that differ, by path; at most 300. History and sign-offs are no settings.
 */
changes: Array<ChangeView>, 
/**
 * How many fields differ.
 */
changes_total: number, 
/**
 * Sign-offs of the first policy that hold there and would lapse.
 */
lapsing: Array<SignOff>, 
/**
 * All segments of both, in code point order; at most 300.
 */
segments: Array<ComparedSegment>, 
/**
 * How many segments both have together.
 */
segments_total: number, 
/**
 * All items under the first.
 */
before: SegmentRow | null, 
/**
 * All items under the second.
 */
after: SegmentRow | null, 
/**
 * Items whose segment differs.
 */
moved: number, 
/**
 * Items whose target differs.
 */
retargeted: number, 
/**
 * Why there are no figures; may be empty.
 */
remark: string, };

/**
 * A segment under two policies.
 */
export type ComparedSegment = { 
/**
 * The segment.
 */
segment: string, 
/**
 * Its figures under the first; none where no item is in it.
 */
before: SegmentRow | null, 
/**
 * Its figures under the second.
 */
after: SegmentRow | null, };

/**
 * A computed group; the highest target first.
 */
export type ComputedGroup = { 
/**
 * Its segment's name once it is taken over: `G1`, `G2`, ...
 */
segment: string, 
/**
 * Items in it.
 */
items: number, 
/**
 * Its cycle service target, a fraction.
 */
target: number, 
/**
 * The optimal service level that parts it from the next group; none of the last.
 */
cut: number | null, 
/**
 * Its safety stock, in the measure of the answer.
 */
capital: number, };

/**
 * The demand that a level has to cover, and what the level reaches.
 */
export type CoverView = { 
/**
 * Its model: a poisson becomes a negative binomial where what is missing comes on top.
 */
model: Model, 
/**
 * Its mean, units: over the interval, with what is missing when the order goes out.
 */
mean: number, 
/**
 * Its standard deviation.
 */
sd: number, 
/**
 * The service asked for, a fraction; of the cost optimum that computed.
 */
asked: number, 
/**
 * The service of the level, of the target's kind.
 */
reached: number, 
/**
 * The same a whole unit lower; none where units are not whole.
 */
a_unit_lower: number | null, };

/**
 * How a CSV is written.
 */
export type CsvForm = "plain" | "excel_point" | "excel_comma";

/**
 * What the stock that is in use today buys.
 */
export type Current = { 
/**
 * Its safety stock, units.
 */
safety_stock: number, 
/**
 * Its reorder point or order-up-to level, units.
 */
reorder_point: number, 
/**
 * The cycle service that gives.
 */
cycle_service_level: number, 
/**
 * The fill rate that gives.
 */
fill_rate: number, 
/**
 * What a unit short would have to cost for that to be the cheapest.
 */
implied_stockout_cost: number | null, };

/**
 * The stock that the user's files say is held now.
 */
export type CurrentStock = { 
/**
 * Items with a stock of the user's own; the others as under the policy.
 */
items: number, 
/**
 * What it amounts to.
 */
point: MoneyPoint, };

/**
 * What a dimension's cut-offs are compared with.
 */
export type CutMeasure = "none" | "amount" | "share_of_value" | "share_of_items";

/**
 * A decision of the reader, with what it rests on.
 */
export type Decision = { 
/**
 * `delimiter`, `encoding`, `header`, `decimal` or `dates`.
 */
name: string, 
/**
 * What was decided, for people.
 */
value: string, 
/**
 * What it rests on; may be empty.
 */
evidence: string, };

/**
 * What is assumed where no file says it.
 */
export type Defaults = { 
/**
 * Lead time, days.
 */
lead_time_days: number, 
/**
 * Its standard deviation, days.
 */
lead_time_sd_days: number, 
/**
 * Days between reviews of an order-up-to policy; 0 for none.
 */
review_days: number, 
/**
 * Units an order.
 */
order_quantity: number | null, 
/**
 * Money a unit costs.
 */
unit_cost: number | null, 
/**
 * Money a unit sells for.
 */
unit_price: number | null, 
/**
 * Share of a unit's cost that holding it for a year costs.
 */
holding_rate: number, 
/**
 * Money a unit short costs.
 */
stockout_cost: number | null, };

/**
 * What the desk has to work with.
 */
export type DeskAnswer = { 
/**
 * Whether a stock table has been read.
 */
has_stock: boolean, 
/**
 * Whether open orders have been read.
 */
has_supply: boolean, 
/**
 * Whether commitments have been read.
 */
has_commitments: boolean, 
/**
 * Fields of the stocking unit.
 */
fields: Array<string>, 
/**
 * The day of asking.
 */
today: number, 
/**
 * The last day of demand.
 */
last_day: number | null, 
/**
 * The latest day that stock was counted.
 */
stock_day: number | null, 
/**
 * How old the stock is, days.
 */
stock_age: number | null, 
/**
 * The share of the next period's demand that is booked already, where it was measured.
 */
booked: number | null, 
/**
 * The period that is of.
 */
period: Period, 
/**
 * What can be promised, by segment and tier.
 */
offers: Array<OfferView>, };

/**
 * What holds on the desk besides the files.
 */
export type DeskSettings = { 
/**
 * The day of asking, days from 1970-01-01; none for the session's own day.
 */
today: number | null, 
/**
 * Promises given on the page, in the order they were given.
 */
committed: Array<OrderLine>, };

/**
 * The parts of a dialect that a user may fix; an absent one is found automatically.
 */
export type DialectChoice = { 
/**
 * One character, or `tab`.
 */
delimiter?: string, 
/**
 * A WHATWG label such as `windows-1252`.
 */
encoding?: string, 
/**
 * Header to `point` or `comma`.
 */
decimal: { [key in string]: string }, 
/**
 * Header to `year-month-day`, `day-month-year`, `month-day-year`, `excel-1900`, `excel-1904`,
 * `unix-seconds` or `unix-milliseconds`.
 */
date_order: { [key in string]: string }, 
/**
 * The line of the header; 0 where the file has none and columns are called `column 1`, `column 2`, ...
 */
header_line?: number, 
/**
 * What a line that is no row begins with; an empty text where no line is left out for its beginning.
 */
comment?: string, 
/**
 * The name of the kind of export that the file is read as; `none` for its columns alone.
 */
preset?: string, 
/**
 * Headers that are not read.
 */
ignored: Array<string>, 
/**
 * Header of a unit or currency to the only one whose rows are read; `*` for all.
 */
only: { [key in string]: string }, 
/**
 * Item that adds up all others to `total`, whose rows are left out, or `item`, whose rows count.
 */
totals: { [key in string]: string }, };

/**
 * One way of classing items.
 */
export type Dimension = { 
/**
 * What it classifies by.
 */
kind: DimensionKind, 
/**
 * The measure of `abc`, revenue where absent; `deseasonalised` of `xyz`, demand as it is where absent.
 */
by?: AbcMeasure, 
/**
 * The borders between classes, ascending; the dimension's own where absent.
 */
cuts?: Array<number>, 
/**
 * The column of a `column` dimension.
 */
column?: string, 
/**
 * The buckets of `xyz`.
 */
bucket?: XyzBucket, 
/**
 * Of `computed`: what the whole of the overall fill rate is worth, money (or units) of safety stock.
 */
price?: number, 
/**
 * The days that `abc` sums over: 365 where absent, all of the data where null.
 */
span_days?: number | null, };

/**
 * One dimension of the policy: where its cut-offs fall and how items lie about them.
 */
export type DimensionAnswer = { 
/**
 * Its kind.
 */
dimension: string, 
/**
 * The measure used, or the column's name; may be empty.
 */
title: string, 
/**
 * What cut-offs are compared with.
 */
measure: CutMeasure, 
/**
 * The cut-offs in use, in the policy's order; empty where it has none.
 */
cuts: Array<DimensionCut>, 
/**
 * Its classes, best first.
 */
classes: Array<ClassCount>, 
/**
 * At most 40 bars, ascending; empty unless the measure is `amount`.
 */
bins: Array<DimensionBin>, 
/**
 * At most 101 points; empty unless the measure is a share.
 */
pareto: Array<ParetoPoint>, 
/**
 * Items without a figure.
 */
unknown: number, 
/**
 * Of a demand column outside the stocking unit: the share of quantity that the values shown cover.
 */
covered: number | null, };

/**
 * A bar of the histogram.
 */
export type DimensionBin = { 
/**
 * Least figure in it.
 */
from: number, 
/**
 * The next bar's least figure; none of the last bar, which takes everything above.
 */
to: number | null, 
/**
 * Items in it.
 */
items: number, };

/**
 * A cut-off and what lies about it.
 */
export type DimensionCut = { 
/**
 * As the policy holds it, in terms of the measure.
 */
at: number, 
/**
 * The figure at which it falls; none where no item lies beyond it.
 */
figure: number | null, 
/**
 * Items within 10 % of that figure.
 */
near: number, };

/**
 * What a dimension classifies by.
 */
export type DimensionKind = "abc" | "xyz" | "criterion" | "velocity" | "pattern" | "season" | "lifecycle" | "lead_time" | "supplier" | "column" | "computed";

/**
 * What happens to the first and last period of transactions that do not fill them.
 */
export type EdgePeriods = "drop" | "keep";

/**
 * What repairing and capping single periods did.
 */
export type EffectView = { 
/**
 * Mean demand of a period as it was sold.
 */
mean: number, 
/**
 * Its deviation.
 */
sd: number | null, 
/**
 * The safety stock that would be.
 */
safety_stock: number | null, };

/**
 * A file the page offers for download.
 */
export type Export = "item_results" | "segment_results" | "scenarios";

/**
 * Why a question cannot be answered.
 */
export type Failure = { 
/**
 * A stable name of the cause.
 */
code: string, 
/**
 * A sentence for the person at the screen.
 */
sentence: string, };

/**
 * For 1, 2, 3, ... groups computed from the data: the capital at today's overall service.
 *
 * Items that are not grouped keep their stock and are in every sum. Model and bounds are those of `*`, which hold once groups are taken over.
 */
export type FewestAnswer = { 
/**
 * What capital is counted in.
 */
measure: CapitalMeasure, 
/**
 * Today's overall fill rate, which every row serves; none where no item has a safety stock.
 */
fill_rate: number | null, 
/**
 * Today's capital.
 */
today: number, 
/**
 * How many segments the policy has today.
 */
today_segments: number, 
/**
 * Share of the possible saving that today's policy keeps; below 0 where it costs more than one target for all.
 */
today_kept: number | null, 
/**
 * Capital with one target for all.
 */
uniform: number | null, 
/**
 * Capital with a target an item.
 */
item_by_item: number | null, 
/**
 * What the whole of the fill rate is worth at that optimum: the price of the `computed` dimension.
 */
price: number | null, 
/**
 * One row a count, ascending; empty where there is nothing to choose.
 */
rows: Array<FewestRow>, 
/**
 * Items whose stock is chosen.
 */
free: number, 
/**
 * Items that keep theirs.
 */
fixed: number, 
/**
 * The same by why; those without any are left out.
 */
aside: Array<NotGrouped>, 
/**
 * Segments with a floor: they keep their items and settings when groups are taken over.
 */
agreements: Array<string>, 
/**
 * Why there are no rows; may be empty.
 */
remark: string, };

/**
 * So many groups.
 */
export type FewestRow = { 
/**
 * How many groups.
 */
groups: number, 
/**
 * Safety stock of all items at today's overall service.
 */
capital: number, 
/**
 * Share of the saving from one target for all to a target an item that they keep, a fraction; none where
 * that saving is below 1 % of the capital under one target for all.
 */
kept: number | null, 
/**
 * The groups.
 */
list: Array<ComputedGroup>, };

/**
 * A file to keep.
 */
export type FileAnswer = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its media type.
 */
media_type: string, 
/**
 * What is in it.
 */
bytes: Uint8Array, };

/**
 * The end of a file.
 */
export type FileRead = { 
/**
 * Its slot.
 */
slot: number, 
/**
 * A late row contradicted the plan: feed the same file again, it is read by the corrected one.
 */
again: boolean, 
/**
 * The encoding to decode it from on the way, where it has to be fed as UTF-8.
 */
decode: string | null, 
/**
 * Rows read so far.
 */
rows: number, };

/**
 * What became of one file.
 */
export type FileReport = { 
/**
 * Its slot.
 */
slot: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its size in bytes.
 */
size: number, 
/**
 * The table it was taken for, if any.
 */
table: string | null, 
/**
 * Whether it is used.
 */
used: boolean, 
/**
 * The fingerprint of its header, under which a correction is kept.
 */
fingerprint: string, 
/**
 * Rows read: used as they are, changed, and left out.
 */
rows: number, 
/**
 * Rows used, some cell of which was changed or counts as unknown.
 */
changed: number, 
/**
 * Rows left out.
 */
left_out: number, 
/**
 * First day in it, days from 1970-01-01.
 */
first_day: number | null, 
/**
 * Last day in it.
 */
last_day: number | null, 
/**
 * What the reader decided.
 */
decisions: Array<Decision>, 
/**
 * Its columns.
 */
columns: Array<ColumnView>, 
/**
 * Open questions.
 */
questions: Array<QuestionView>, 
/**
 * What is odd.
 */
findings: Array<FindingView>, };

/**
 * What was read.
 */
export type FilesAnswer = { 
/**
 * File by file, in slot order.
 */
files: Array<FileReport>, 
/**
 * What is odd across files.
 */
findings: Array<FindingView>, 
/**
 * Tables and roles to choose from.
 */
tables: Array<TableChoice>, 
/**
 * Items in the data set.
 */
items: number, 
/**
 * Rows of all files.
 */
rows: number, 
/**
 * Items whose lead time is the default.
 */
assumed_lead_time: number, 
/**
 * Whether the items' review days were given by a file; else the page asks how often is ordered.
 */
review_given: boolean, };

/**
 * Something odd in the data.
 */
export type FindingView = { 
/**
 * A stable name of the cause.
 */
code: string, 
/**
 * What became of the rows.
 */
severity: SeverityView, 
/**
 * The file; empty where the whole data set or the policy is meant.
 */
file: string, 
/**
 * What it is.
 */
title: string, 
/**
 * What was done.
 */
done: string, 
/**
 * What the user may do; may be empty.
 */
advice: string, 
/**
 * Further facts; may be empty.
 */
detail: string, 
/**
 * How many rows, cells or items.
 */
count: number, 
/**
 * The first places.
 */
places: Array<PlaceView>, };

/**
 * The forecast whose error sizes the safety stock.
 */
export type ForecastBy = "auto" | "ses" | "croston" | "sba" | "tsb";

/**
 * The error of an item's forecast over the interval, units.
 */
export type ForecastView = { 
/**
 * The method.
 */
method: Forecasting, 
/**
 * Its smoothing; none for a column.
 */
smoothing: number | null, 
/**
 * The forecast of the next period; none for a column.
 */
next: number | null, 
/**
 * Forecasts judged.
 */
origins: number, 
/**
 * The root mean square error of one period.
 */
one_step: number, 
/**
 * Whole periods that errors are summed over.
 */
interval: number, 
/**
 * Overlapping windows of them.
 */
windows: number, 
/**
 * How many independent windows those are worth.
 */
worth: number, 
/**
 * The root mean square of the sums, raised for their number; none where they are worth fewer than four.
 */
summed: number | null, 
/**
 * The error of one period scaled, where the level drifts.
 */
drifting: number, 
/**
 * The same where it stays.
 */
steady: number, 
/**
 * The deviation that follows for the whole periods.
 */
sigma: number, 
/**
 * Whether the stock is sized by it.
 */
sizes: boolean, 
/**
 * Every built-in method.
 */
compared: Array<MethodError>, };

/**
 * How the next period is forecast.
 */
export type Forecasting = "ses" | "croston" | "sba" | "tsb" | "column";

/**
 * The best target of a segment, at today's overall service.
 */
export type FreeTarget = { 
/**
 * The segment.
 */
segment: string, 
/**
 * Items whose stock can be chosen.
 */
items: number, 
/**
 * Its cycle service target, a fraction.
 */
target: number, 
/**
 * What its safety stock would tie up.
 */
capital: number, };

/**
 * What a budget is asked for.
 */
export type GoalKind = "service" | "capital";

/**
 * Whether a goal is met.
 */
export type GoalMet = "yes" | "least_is_more" | "out_of_reach";

/**
 * A promise given earlier that would suffer.
 */
export type HarmView = { 
/**
 * What it is called; may be empty.
 */
reference: string, 
/**
 * Whose it is; may be empty.
 */
customer: string, 
/**
 * Its tier; may be empty.
 */
tier: string, 
/**
 * The day it is due.
 */
due: number, 
/**
 * Units.
 */
quantity: number, 
/**
 * Its chance without the order.
 */
before: number, 
/**
 * Its chance with it.
 */
after: number, 
/**
 * What it is owed.
 */
target: number, };

/**
 * Whose indices a seasonal item uses.
 */
export type IndicesOf = "own" | "category" | "segment";

/**
 * One item with everything its safety stock rests on. Times are in periods unless named days.
 */
export type ItemAnswer = { 
/**
 * Its line in the list.
 */
row: ItemRow, 
/**
 * Its history.
 */
series: Series | null, 
/**
 * Average gap between periods with demand.
 */
adi: number | null, 
/**
 * Squared CV of the positive demands.
 */
cv2: number | null, 
/**
 * Whether every kept quantity is a whole number.
 */
whole_units: boolean, 
/**
 * Lead time, periods.
 */
lead_time: number, 
/**
 * Its standard deviation, periods.
 */
lead_time_sd: number, 
/**
 * Days between reviews.
 */
review_days: number, 
/**
 * Lead time and review together, periods.
 */
interval: number, 
/**
 * 1 + interval/periods, where short history counts, and more where the deviation is uncertain too; else 1.
 */
short_history_factor: number, 
/**
 * Mean demand over the interval.
 */
mean_over_interval: number | null, 
/**
 * Its standard deviation.
 */
sd_over_interval: number | null, 
/**
 * The part of its variance that demand makes.
 */
demand_variance: number | null, 
/**
 * The part that the lead time makes.
 */
lead_time_variance: number | null, 
/**
 * What is missing at the reorder point when the order goes out; none unless stock is looked at once a day.
 */
undershoot: BelowPoint | null, 
/**
 * Textbook continuous review beside it; none unless stock is looked at once a day.
 */
textbook: Textbook | null, 
/**
 * The stock in use today, where the item master names it.
 */
current: Current | null, 
/**
 * What a unit short would have to cost for this stock to be the cheapest.
 */
implied_stockout_cost: number | null, 
/**
 * Why this model; none without a safety stock.
 */
model_reason: ModelReason | null, 
/**
 * (level - mean over the interval) / sd over the interval.
 */
safety_factor: number | null, 
/**
 * The level that the target asks for, before bounds and floors.
 */
level: number | null, 
/**
 * The demand that this level covers; none where the target is an amount of stock.
 */
cover: CoverView | null, 
/**
 * What the fill rate reached is made of; none where what is ordered arrives at once.
 */
served: ServedView | null, 
/**
 * What the cost optimum follows from; none for other targets.
 */
least_cost: LeastCostView | null, 
/**
 * What held instead of the target, if anything.
 */
bound: Bound | null, 
/**
 * The limit that held, in its days or units; none where none did.
 */
limit: number | null, 
/**
 * What its stock would be with one input a step better, or with another target.
 */
what_if: Array<WhatIfView>, 
/**
 * Units an order.
 */
order_quantity: number | null, 
/**
 * Money a unit costs.
 */
unit_cost: number | null, 
/**
 * Holding cost a year.
 */
holding_cost: number | null, 
/**
 * Expected units short a year.
 */
units_short: number | null, 
/**
 * When it was in demand.
 */
life: LifeView, 
/**
 * Its course over the year; none with less than two whole years.
 */
season: SeasonView | null, 
/**
 * Periods that do not count as they were sold, or are worth a look.
 */
apart: Array<ApartView>, 
/**
 * What repairing and capping them did; none where nothing was.
 */
effect: EffectView | null, 
/**
 * The error of its forecast; none with too few periods.
 */
forecast: ForecastView | null, 
/**
 * The customer who makes most of its variance; none where rows name no customers.
 */
notice: NoticeView | null, 
/**
 * How sure its safety stock is.
 */
range: RangeView | null, 
/**
 * The spread it borrows; none where its own history gives one.
 */
borrowed: BorrowedView | null, 
/**
 * Where the target comes from.
 */
target_origin: TargetOrigin, 
/**
 * Where the inputs come from.
 */
sources: Array<Source>, 
/**
 * What is odd about this item.
 */
findings: Array<FindingView>, };

/**
 * Which items a list shows, and in which order.
 */
export type ItemList = { 
/**
 * The column ordered by; ties by key.
 */
sort: ItemSort, 
/**
 * Whether the largest stands first.
 */
descending: boolean, 
/**
 * Text that the key or the description holds, ignoring case; empty for all.
 */
search: string, 
/**
 * Only these segments; empty for all.
 */
segments: Array<string>, 
/**
 * Only items that need attention.
 */
exceptions_only: boolean, 
/**
 * Only items with stock on hand and long without demand.
 */
dormant_only?: boolean, 
/**
 * Rows before the window.
 */
offset: number, 
/**
 * Rows in the window.
 */
count: number, };

/**
 * One line of the item list.
 */
export type ItemRow = { 
/**
 * Its number in key order.
 */
index: number, 
/**
 * Its key: item, then the other fields of the stocking unit.
 */
key: Array<string>, 
/**
 * Its description; may be empty.
 */
description: string, 
/**
 * Its segment.
 */
segment: string, 
/**
 * Its status.
 */
status: string, 
/**
 * What deserves a look, the worst first.
 */
marks: Array<Mark>, 
/**
 * Periods the mean was taken over.
 */
periods: number, 
/**
 * Mean demand a period.
 */
mean: number | null, 
/**
 * Its standard deviation.
 */
sd: number | null, 
/**
 * Coefficient of variation.
 */
cv: number | null, 
/**
 * Demand pattern.
 */
pattern: string | null, 
/**
 * Revenue a year.
 */
annual_revenue: number | null, 
/**
 * Lead time, days.
 */
lead_time_days: number, 
/**
 * The demand model used.
 */
model: Model | null, 
/**
 * The target that holds.
 */
target: Target | null, 
/**
 * Safety stock, units.
 */
safety_stock: number | null, 
/**
 * Rounded up.
 */
safety_stock_units: number | null, 
/**
 * Reorder point or order-up-to level, units.
 */
reorder_point: number | null, 
/**
 * Rounded up.
 */
reorder_point_units: number | null, 
/**
 * Safety stock, money.
 */
safety_stock_value: number | null, 
/**
 * Safety stock, days of demand.
 */
days_of_cover: number | null, 
/**
 * Reached cycle service.
 */
cycle_service_level: number | null, 
/**
 * Reached fill rate.
 */
fill_rate: number | null, 
/**
 * How sure the safety stock is, with fewer than twelve periods of history.
 */
range: RangeView | null, };

/**
 * A column that the item list can be ordered by.
 */
export type ItemSort = "exceptions" | "key" | "segment" | "mean" | "cv" | "lead_time_days" | "target" | "safety_stock" | "safety_stock_value" | "days_of_cover" | "reorder_point" | "cycle_service_level" | "fill_rate" | "annual_revenue";

/**
 * A window of items.
 */
export type ItemsAnswer = { 
/**
 * Items in the data set.
 */
total: number, 
/**
 * Items that pass search and filters.
 */
matched: number, 
/**
 * Rows before the window.
 */
offset: number, 
/**
 * The window.
 */
rows: Array<ItemRow>, };

/**
 * Which source of lead times wins where both exist.
 */
export type LeadTimeFrom = "receipts" | "items";

/**
 * Which spread a supplier's lines give.
 */
export type LeadTimeSd = "promised" | "ordered";

/**
 * What the cheapest cycle service follows from: 1 - holding x ordered / (short x annual).
 */
export type LeastCostView = { 
/**
 * Money that holding a unit costs a year.
 */
holding: number, 
/**
 * Units an order brings.
 */
ordered: number, 
/**
 * Money a unit short costs.
 */
short: number, 
/**
 * Demand a year, units.
 */
annual: number, 
/**
 * The cycle service; 0 where no safety stock pays.
 */
level: number, };

/**
 * When an item was in demand, days from 1970-01-01, as exact as its periods.
 */
export type LifeView = { 
/**
 * The first day of its first period with demand.
 */
first_demand: number | null, 
/**
 * The last day of its last period with demand.
 */
last_demand: number | null, 
/**
 * The last day of the data.
 */
data_end: number | null, };

/**
 * A point of the other two lines.
 */
export type LinePoint = { 
/**
 * Money for the whole of the overall rate.
 */
price: number, 
/**
 * These segments, targets set freely.
 */
segments: MoneyPoint, 
/**
 * Those targets, cycle service levels, in the order of the segments.
 */
targets: Array<number>, 
/**
 * Item by item.
 */
items: MoneyPoint, };

/**
 * What deserves a look at an item.
 */
export type Mark = "not_enough_history" | "out_of_range" | "cost_target_unknown" | "only_sale_cancelled" | "borrowed" | "below_target" | "missing_cost" | "assumed_lead_time";

/**
 * Two dimensions against each other; with one dimension there is one column.
 */
export type Matrix = { 
/**
 * Down.
 */
rows: Axis, 
/**
 * Across; none with a single dimension.
 */
columns: Axis | null, 
/**
 * Row by row; a tuple without items has none.
 */
cells: Array<Array<MatrixCell | null>>, 
/**
 * A row of the matrix added up.
 */
row_totals: Array<SegmentRow>, 
/**
 * A column added up.
 */
column_totals: Array<SegmentRow>, };

/**
 * A cell of the matrix: the items of one tuple.
 */
export type MatrixCell = { 
/**
 * The segment the tuple belongs to, after merges.
 */
segment: string, 
/**
 * Its figures; `segment` there is the tuple.
 */
row: SegmentRow, };

/**
 * Two segments that may as well be one.
 */
export type MergeAdvice = { 
/**
 * Why.
 */
reason: MergeReason, 
/**
 * The two segments.
 */
segments: Array<string>, 
/**
 * The name offered for both together.
 */
name: string, 
/**
 * The combinations of classes that the merge of that name takes: `segmentation.merges[name]`.
 */
tuples: Array<string>, 
/**
 * Safety stock of the two with the best target each, in the measure of the answer.
 */
capital: number, 
/**
 * What one target for both ties up more at the same service.
 */
cost: number, 
/**
 * That as a share of `capital`, a fraction.
 */
share: number, 
/**
 * The common cycle service target, a fraction.
 */
target: number, };

/**
 * Why a merge is proposed.
 */
export type MergeReason = "too_many" | "small" | "cheap" | "possible";

/**
 * The error of a method at its best smoothing.
 */
export type MethodError = { 
/**
 * The method.
 */
method: Forecasting, 
/**
 * The root mean square error of one period, units.
 */
error: number, };

/**
 * How many items went from one segment to another.
 */
export type MigrationCell = { 
/**
 * The segment then.
 */
from: string, 
/**
 * The segment now; the same for items that stayed.
 */
to: string, 
/**
 * Items.
 */
items: number, 
/**
 * Of those that moved: how many did so beyond what chance explains.
 */
real: number, };

/**
 * What is missing for an answer.
 */
export type Missing = "item" | "several" | "day" | "whole" | "stock_table" | "stock" | "quantity" | "tier";

/**
 * The demand model over the protection interval.
 */
export type Model = "auto" | "normal" | "gamma" | "poisson" | "negative_binomial" | "empirical";

/**
 * Why an item has its model.
 */
export type ModelReason = "typed" | "smooth_and_steady" | "smooth_but_varied" | "erratic" | "lumpy" | "single_pieces" | "several_pieces" | "intermittent_fractional";

/**
 * What service costs: the three lines, where the policy stands, and the moves that matter most.
 */
export type MoneyAnswer = { 
/**
 * What service is counted in.
 */
rate: MoneyRate, 
/**
 * What overall rates are weighted by.
 */
weight: ServiceWeight, 
/**
 * What capital is counted in.
 */
measure: CapitalMeasure, 
/**
 * The segments, in the order of every list of targets.
 */
segments: Array<string>, 
/**
 * Their least targets: contracts; none without.
 */
floors: Array<number | null>, 
/**
 * One target for all, from the lowest to the highest.
 */
uniform: Array<UniformPoint>, 
/**
 * These segments and item by item, from the lowest price to the highest.
 */
lines: Array<LinePoint>, 
/**
 * The policy.
 */
today: MoneyPoint, 
/**
 * The user's own stock, where the files say one.
 */
current: CurrentStock | null, 
/**
 * Items whose stock may be chosen.
 */
free: number, 
/**
 * Items that stay as they are: those with a target of their own, those without a cost.
 */
fixed: number, 
/**
 * Items whose units a pallet are known.
 */
on_pallets: number, 
/**
 * The best use of today's money.
 */
same_capital: BudgetAnswer, 
/**
 * The least money for today's service.
 */
same_service: BudgetAnswer, 
/**
 * Share of what a target an item saves over one target for all that these segments keep with targets set
 * freely, at today's service; none where that saving is below 1 %.
 */
efficiency: number | null, 
/**
 * What each segment's service costs.
 */
margins: Array<SegmentMargin>, 
/**
 * The moves that free most money at today's service, most first.
 */
frees: Array<MoneyMove>, 
/**
 * The moves that buy most service.
 */
buys: Array<MoneyMove>, };

/**
 * One item's stock moved from the policy's to the best.
 */
export type MoneyMove = { 
/**
 * The item's number in key order.
 */
index: number, 
/**
 * Its key.
 */
key: Array<string>, 
/**
 * Its segment.
 */
segment: string, 
/**
 * Its safety stock under the policy, units.
 */
from: number, 
/**
 * Its best safety stock, units.
 */
to: number, 
/**
 * Capital that it frees; below zero what it takes.
 */
frees: number, 
/**
 * What it adds to the overall rate, a fraction; below zero what it takes.
 */
rate: number, 
/**
 * Units short a year that it adds; below zero what it saves.
 */
units_short: number, 
/**
 * What is won where service costs the same everywhere: capital where stock falls, share of the rate where
 * it rises.
 */
won: number, };

/**
 * What all items together hold and serve.
 */
export type MoneyPoint = { 
/**
 * Safety stock, in the measure of the answer.
 */
capital: number, 
/**
 * Fill rate of all, weighted.
 */
fill_rate: number, 
/**
 * Cycle service of all, weighted.
 */
cycle_service_level: number, 
/**
 * Average inventory, money; none where no cost is known.
 */
average_inventory_value: number | null, 
/**
 * Holding cost a year.
 */
holding_cost: number | null, 
/**
 * The part of it that the safety stock makes.
 */
safety_stock_holding: number | null, 
/**
 * Turns a year.
 */
turns: number | null, 
/**
 * Expected units short a year.
 */
units_short: number, 
/**
 * Pallet places that the safety stock takes, of items whose units a pallet are known.
 */
pallets: number | null, };

/**
 * What the service of all items is counted in.
 */
export type MoneyRate = "fill_rate" | "cycle_service";

/**
 * A class of an item that is another one now.
 */
export type MovedClass = { 
/**
 * The dimension.
 */
dimension: string, 
/**
 * The class then.
 */
before: string, 
/**
 * The class now.
 */
after: string, 
/**
 * The figure it is classed by now.
 */
figure: number | null, 
/**
 * The border it crossed, in the same measure.
 */
border: number | null, 
/**
 * The lower end of the figure's 90 % interval over draws of the item's own periods.
 */
low: number | null, 
/**
 * The upper end.
 */
high: number | null, 
/**
 * Whether the border lies outside of that interval; also where the class is a fact that no draw changes.
 */
real: boolean, };

/**
 * An item in another segment than then.
 */
export type MovedItem = { 
/**
 * Its number in key order.
 */
index: number, 
/**
 * Its key.
 */
key: Array<string>, 
/**
 * Its segment then.
 */
from: string, 
/**
 * Its segment now.
 */
to: string, 
/**
 * Whether it moved beyond what chance explains.
 */
real: boolean, 
/**
 * Whether chance was looked at: not where all that changed is a computed group.
 */
judged: boolean, 
/**
 * Its classes that changed; none where a rule, an override or a merge moved it.
 */
classes: Array<MovedClass>, 
/**
 * Its safety stock then, units.
 */
stock_before: number | null, 
/**
 * Its safety stock now, units.
 */
stock_after: number | null, 
/**
 * The difference in money; above 0 to be bought.
 */
value: number | null, };

/**
 * Items that are not grouped.
 */
export type NotGrouped = { 
/**
 * Why.
 */
why: NotGroupedWhy, 
/**
 * How many.
 */
items: number, };

/**
 * Why items are not grouped.
 */
export type NotGroupedWhy = "agreement" | "own" | "no_demand" | "no_stock" | "no_cost";

/**
 * The customer who makes the largest part of an item's variance.
 */
export type NoticeView = { 
/**
 * The customer.
 */
customer: string, 
/**
 * Share of the variance of demand a period.
 */
of_variance: number, 
/**
 * Share of the units.
 */
of_units: number, 
/**
 * Customers with a name.
 */
customers: number, };

/**
 * What can be promised of a segment to a tier.
 */
export type OfferView = { 
/**
 * The segment.
 */
segment: string, 
/**
 * The tier; empty where there are none.
 */
tier: string, 
/**
 * The chance owed; null where items of the segment differ.
 */
target: number | null, 
/**
 * Items with a safety stock.
 */
items: number, 
/**
 * The chance that a replenishment cycle ends without a shortage.
 */
availability: number | null, 
/**
 * The share of units served at once.
 */
fill_rate: number | null, 
/**
 * Days that a unit waits which is not served at once.
 */
wait_days: number | null, };

/**
 * An order line, as a customer sends it: a row of the commitments table.
 */
export type OrderLine = { 
/**
 * The item.
 */
item: string, 
/**
 * Where it is to come from; empty where that is no part of the stocking unit.
 */
location: string, 
/**
 * The channel; empty likewise.
 */
channel: string, 
/**
 * The customer; may be empty.
 */
customer: string, 
/**
 * The customer's tier; empty for the one that the commitments name, if any.
 */
tier: string, 
/**
 * What it is called; may be empty.
 */
reference: string, 
/**
 * Units.
 */
quantity: number, 
/**
 * The day it is to be there, days from 1970-01-01.
 */
due: number, 
/**
 * Whether the history does not foretell it.
 */
outside_forecast: boolean, };

/**
 * A pasted list as it was read.
 */
export type OrderLinesAnswer = { 
/**
 * Its lines.
 */
lines: Array<OrderLine>, 
/**
 * Rows left out.
 */
left_out: number, 
/**
 * Why, and what else is odd.
 */
findings: Array<FindingView>, };

/**
 * What is done about a quantity far above an item's others.
 */
export type Outliers = "keep" | "cap";

/**
 * One item's own target or segment.
 */
export type Override = { 
/**
 * The item.
 */
item: string, 
/**
 * Its location, where the stocking unit has one.
 */
location?: string, 
/**
 * Its channel.
 */
channel?: string, 
/**
 * Its customer.
 */
customer?: string, 
/**
 * The target that holds instead of the segment's.
 */
target?: Target, 
/**
 * The segment that holds instead of the computed one.
 */
segment?: string, 
/**
 * Why.
 */
reason: string, 
/**
 * The last day it holds, ISO; null for ever.
 */
until?: string, };

/**
 * Units owed to customers at a moment of a cycle, on average.
 */
export type OwedView = { 
/**
 * Mean of the demand until then, units.
 */
mean: number, 
/**
 * Its standard deviation.
 */
sd: number, 
/**
 * Units owed.
 */
units: number, };

/**
 * A point of the Pareto curve.
 */
export type ParetoPoint = { 
/**
 * Share of the items up to here, the largest figure first: a fraction.
 */
items: number, 
/**
 * Share of the sum of all figures that they hold: a fraction.
 */
value: number, 
/**
 * The figure of the last of them.
 */
figure: number, };

/**
 * The length of a period.
 */
export type Period = "day" | "week" | "month";

/**
 * Where a finding stands.
 */
export type PlaceView = { 
/**
 * Line in the file, from 1; 0 for the whole file.
 */
line: number, 
/**
 * The column's header; may be empty.
 */
column: string, 
/**
 * What was found.
 */
found: string, };

/**
 * A policy, checked.
 */
export type PolicyAnswer = { 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What is odd in it: unknown fields, migrations.
 */
findings: Array<FindingView>, };

/**
 * The whole policy.
 */
export type PolicyFile = { 
/**
 * Always [`FORMAT`].
 */
format: string, 
/**
 * The version of the shape.
 */
version: number, 
/**
 * What the user calls it.
 */
name: string, 
/**
 * What is shown before amounts of money; nothing where absent.
 */
currency?: string, 
/**
 * What holds stock of its own.
 */
stocking_unit: Array<UnitField>, 
/**
 * The length of a period.
 */
period: Period, 
/**
 * Where an item's history begins.
 */
window: Window, 
/**
 * What happens to unfilled first and last periods.
 */
edge_periods: EdgePeriods, 
/**
 * What a blank cell of a wide table means.
 */
blank_periods: BlankPeriods, 
/**
 * What a negative quantity does.
 */
returns: Returns, 
/**
 * How many periods back a return may cancel; null is 1, or 7 where the period is a day.
 */
returns_back: number | null, 
/**
 * What the safety stock is sized by.
 */
sizing: Sizing, 
/**
 * The forecast that `forecast` sizes by; `auto` where absent.
 */
forecast?: ForecastBy, 
/**
 * What is done about outliers; they are kept where absent.
 */
outliers?: Outliers, 
/**
 * Whether few periods make the mean uncertain.
 */
short_history: ShortHistory, 
/**
 * How often stock is looked at.
 */
review: Review, 
/**
 * What weighs an item in an overall rate; null chooses by the data.
 */
service_weight: ServiceWeight | null, 
/**
 * Which source of lead times wins.
 */
lead_time_from: LeadTimeFrom, 
/**
 * Which spread a supplier's lines give.
 */
lead_time_sd: LeadTimeSd, 
/**
 * Whether a safety stock below zero is allowed.
 */
allow_negative: boolean, 
/**
 * Table to the condition its rows meet.
 */
filters: { [key in string]: string }, 
/**
 * Corrected matches by header fingerprint.
 */
columns: { [key in string]: ColumnMatch }, 
/**
 * What is assumed where no file says it.
 */
defaults: Defaults, 
/**
 * How items are grouped.
 */
segmentation: Segmentation, 
/**
 * What holds for each segment; `*` for the rest.
 */
segments: { [key in string]: SegmentPolicy }, 
/**
 * The one target for all that the policy is compared with.
 */
uniform: Target, 
/**
 * Customer tiers, best first.
 */
tiers: Array<Tier>, 
/**
 * Seed of everything drawn.
 */
seed: number, 
/**
 * When it was last reviewed, ISO.
 */
reviewed_on: string | null, 
/**
 * Days until the next review.
 */
review_every_days: number, 
/**
 * Who agreed to what.
 */
sign_offs: Array<SignOff>, 
/**
 * What changed, kept as written.
 */
history: unknown[], 
/**
 * Named copies with what is supposed.
 */
scenarios?: Array<Scenario>, };

/**
 * What stock would be shared across, and a window of the items.
 */
export type PoolingAcross = { 
/**
 * A field of the stocking unit other than the item.
 */
field: UnitField, 
/**
 * Items before the window.
 */
offset: number, 
/**
 * Items in the window.
 */
count: number, };

/**
 * What holding stock apart costs.
 */
export type PoolingAnswer = { 
/**
 * The field of the stocking unit that would be shared across; none where the unit has no such field.
 */
across: UnitField | null, 
/**
 * Items held at two places or more.
 */
items: number, 
/**
 * All of those together; `segment` there is `Total`.
 */
total: PoolingSegment, 
/**
 * By segment, in code point order; at most 300.
 */
segments: Array<PoolingSegment>, 
/**
 * A window of the items, the largest saving first.
 */
rows: Array<PoolingItem>, 
/**
 * Items before the window.
 */
offset: number, };

/**
 * An item held at several places.
 */
export type PoolingItem = { 
/**
 * The item and the fields it would still be held apart by.
 */
key: Array<string>, 
/**
 * Places it is held at.
 */
places: number, 
/**
 * Mean correlation of demand at two of them; none where no two vary.
 */
correlation: number | null, 
/**
 * Safety stock as it is, units.
 */
separate: number, 
/**
 * Safety stock held together, units.
 */
shared: number, 
/**
 * The difference in money; none without a cost.
 */
saved: number | null, };

/**
 * A segment, or all.
 */
export type PoolingSegment = { 
/**
 * The segment.
 */
segment: string, 
/**
 * Stocking units in it that could share with others.
 */
units: number, 
/**
 * Their safety stock as it is, money (units where the item has no cost).
 */
separate: number, 
/**
 * Their share of what all would hold together.
 */
shared: number, };

/**
 * A policy to begin with.
 */
export type Preset = "taught" | "three_computed" | "abc_xyz" | "velocity_lead_time" | "channel_fulfilment" | "client_sla" | "customer_tier" | "component_criticality" | "electronics";

/**
 * Projected stock on a day.
 */
export type ProjectedDay = { 
/**
 * The day.
 */
day: number, 
/**
 * One case in twenty is below this.
 */
low: number, 
/**
 * One in four.
 */
lower: number, 
/**
 * One in two.
 */
middle: number, 
/**
 * Three in four.
 */
upper: number, 
/**
 * Nineteen in twenty.
 */
high: number, 
/**
 * The middle without the order.
 */
without: number, };

/**
 * One order, answered.
 */
export type PromiseAnswer = { 
/**
 * The answer in a word.
 */
verdict: VerdictView, 
/**
 * What is missing for one.
 */
missing: Array<Missing>, 
/**
 * The order as it was understood: the key in full, the tier that holds, the day.
 */
order: OrderLine, 
/**
 * The item's description; may be empty.
 */
description: string, 
/**
 * The item's segment; may be empty.
 */
segment: string, 
/**
 * The chance that it is kept.
 */
chance: number | null, 
/**
 * The chance it is owed.
 */
target: number, 
/**
 * Whether that is the tier's, and not the segment's.
 */
of_tier: boolean, 
/**
 * The most that can be promised for the day; null where unknown or without limit.
 */
most: number | null, 
/**
 * Whether as much as is wanted can be ordered in time.
 */
unlimited: boolean, 
/**
 * The first day on which all of it can be promised.
 */
earliest: number | null, 
/**
 * The day by which it would come if it were ordered today, as surely as it is owed.
 */
ordered_today: number | null, 
/**
 * Part now, the rest later.
 */
split: SplitView | null, 
/**
 * Deterministic available to promise on the day, with look-ahead: orders alone.
 */
available_to_promise: number | null, 
/**
 * Who would suffer.
 */
harms: Array<HarmView>, 
/**
 * Other places that hold the item, the surest first.
 */
alternatives: Array<AlternativeView>, 
/**
 * What a yes does to every tier.
 */
tiers: Array<TierEffect>, 
/**
 * The day until which that counts.
 */
tiers_until: number | null, 
/**
 * What the drawing and the effect on tiers count as ordered today, and when it comes; null where nothing.
 */
bought: PromiseEvent | null, 
/**
 * The arithmetic.
 */
lines: Array<PromiseLine>, 
/**
 * The demand model.
 */
model: Model | null, 
/**
 * The 95 % point of demand by then.
 */
demand_high: number | null, 
/**
 * Projected stock.
 */
projected: Array<ProjectedDay>, 
/**
 * What happens on the way.
 */
events: Array<PromiseEvent>, 
/**
 * What the answer rests on.
 */
notes: Array<PromiseNote>, 
/**
 * The day of asking.
 */
today: number, 
/**
 * The day the stock was counted.
 */
stock_day: number | null, };

/**
 * A receipt or a commitment on the way.
 */
export type PromiseEvent = { 
/**
 * The day it is due.
 */
day: number, 
/**
 * Units; less than zero for a commitment.
 */
units: number, 
/**
 * Its number; may be empty.
 */
label: string, };

/**
 * A line of the arithmetic.
 */
export type PromiseLine = { 
/**
 * What it is.
 */
what: PromiseLineKind, 
/**
 * An order's number, a supplier; may be empty.
 */
label: string, 
/**
 * Units; less than zero where they are taken off.
 */
units: number | null, 
/**
 * Standard deviation of the units.
 */
sd: number | null, 
/**
 * A chance: that supply has come, that it is enough, that the promise is kept.
 */
chance: number | null, 
/**
 * How likely it is that so much is there.
 */
share: number | null, 
/**
 * A day: of the count, of the receipt.
 */
day: number | null, 
/**
 * Rows, or days of demand.
 */
count: number, };

/**
 * A line of the arithmetic.
 */
export type PromiseLineKind = "on_hand" | "committed" | "outside" | "kept" | "supply" | "to_order" | "demand" | "open_demand" | "order" | "enough" | "chance";

/**
 * A list, answered in its own order.
 */
export type PromiseListAnswer = { 
/**
 * The lines.
 */
rows: Array<PromiseRow>, 
/**
 * The day of asking.
 */
today: number, };

/**
 * What an answer rests on that somebody should know.
 */
export type PromiseNote = "day_passed" | "stale_stock" | "lead_time_used" | "lead_time_assumed" | "lost_supply" | "no_record" | "no_demand" | "beyond_forecast" | "available_read" | "booked_ahead" | "estimated_shares";

/**
 * A line of a list, answered.
 */
export type PromiseRow = { 
/**
 * The answer in a word.
 */
verdict: VerdictView, 
/**
 * What is missing for one.
 */
missing: Array<Missing>, 
/**
 * The line as it was understood.
 */
order: OrderLine, 
/**
 * The item's description; may be empty.
 */
description: string, 
/**
 * The chance that it is kept.
 */
chance: number | null, 
/**
 * The chance it is owed.
 */
target: number, 
/**
 * The most that can be promised for the day; null where unknown or without limit.
 */
most: number | null, 
/**
 * Whether as much as is wanted can be ordered in time.
 */
unlimited: boolean, 
/**
 * The first day on which all of it can be promised.
 */
earliest: number | null, 
/**
 * How many promises given earlier would suffer.
 */
harms: number, };

/**
 * What a question is about.
 */
export type QuestionAbout = "date_order" | "decimal" | "delimiter" | "encoding" | "header" | "columns" | "twin" | "comment" | "key" | "units" | "total";

/**
 * A question only the user can settle.
 */
export type QuestionView = { 
/**
 * The column it is about; empty where the whole file is meant.
 */
header: string, 
/**
 * What it is about.
 */
about: QuestionAbout, 
/**
 * Whether the file counts nowhere until it is answered.
 */
blocks: boolean, 
/**
 * The readings to choose from.
 */
choices: Array<ChoiceView>, };

/**
 * Where nine of ten safety stocks lie that histories like this one would ask for.
 */
export type RangeView = { 
/**
 * Its lower end, units.
 */
low: number, 
/**
 * Its upper end.
 */
high: number, 
/**
 * Histories drawn.
 */
draws: number, 
/**
 * Periods drawn together.
 */
block: number, };

/**
 * A question of the page.
 */
export type Request = { "kind": "new_policy" } | { "kind": "open_policy", 
/**
 * The file's name, for complaints.
 */
name: string, 
/**
 * Its text.
 */
text: string, } | { "kind": "policy_text", 
/**
 * The policy.
 */
policy: PolicyFile, } | { "kind": "reading", 
/**
 * The policy.
 */
policy: PolicyFile, } | { "kind": "forget", 
/**
 * Its slot.
 */
slot: number, } | { "kind": "files", 
/**
 * The policy.
 */
policy: PolicyFile, } | { "kind": "summary", 
/**
 * The policy.
 */
policy: PolicyFile, } | { "kind": "dimension", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * The dimension's position in the policy, from 0.
 */
position: number, } | { "kind": "advice", 
/**
 * The policy.
 */
policy: PolicyFile, } | { "kind": "fewest", 
/**
 * The policy.
 */
policy: PolicyFile, } | { "kind": "take_groups", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * How many groups: one of the rows of `fewest`.
 */
groups: number, } | { "kind": "preset", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * Which one.
 */
preset: Preset, 
/**
 * The columns it classes by, where files name them otherwise; empty for the usual names.
 */
columns: Array<string>, } | { "kind": "sign_off", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * Who agrees to what.
 */
signature: Signature, } | { "kind": "agreement", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * The day to hold it against, ISO; none for the day of the session.
 */
today: string | null, } | { "kind": "record", 
/**
 * The policy as it is now.
 */
policy: PolicyFile, 
/**
 * As it was.
 */
before: PolicyFile, 
/**
 * Who changed it, when and why.
 */
change: Change, } | { "kind": "compare_policies", 
/**
 * The first.
 */
policy: PolicyFile, 
/**
 * The second.
 */
other: PolicyFile, } | { "kind": "review", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What now is compared with.
 */
against: ReviewAgainst, } | { "kind": "pooling", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What stock would be shared across.
 */
across: PoolingAcross, } | { "kind": "scenarios", 
/**
 * The policy, which holds them.
 */
policy: PolicyFile, } | { "kind": "money", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What service is counted in.
 */
rate: MoneyRate, } | { "kind": "budget", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What service is counted in.
 */
rate: MoneyRate, 
/**
 * What is wanted.
 */
goal: BudgetGoal, } | { "kind": "compare", 
/**
 * The policy.
 */
policy: PolicyFile, } | { "kind": "items", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * Which items, in which order.
 */
list: ItemList, } | { "kind": "rows", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * Their numbers in key order.
 */
items: Array<number>, } | { "kind": "item", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * Its number in key order.
 */
index: number, } | { "kind": "export", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * Which one.
 */
what: Export, 
/**
 * How it is written.
 */
form: CsvForm, } | { "kind": "desk", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What holds on the desk.
 */
desk: DeskSettings, } | { "kind": "suggest", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * Which of them.
 */
what: Sought, 
/**
 * What was typed.
 */
text: string, 
/**
 * At most so many.
 */
count: number, } | { "kind": "promise", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What holds on the desk.
 */
desk: DeskSettings, 
/**
 * The order.
 */
order: OrderLine, } | { "kind": "promise_list", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What holds on the desk.
 */
desk: DeskSettings, 
/**
 * The orders.
 */
lines: Array<OrderLine>, } | { "kind": "read_orders", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * Its text.
 */
text: string, } | { "kind": "commitments", 
/**
 * The policy.
 */
policy: PolicyFile, 
/**
 * What holds on the desk.
 */
desk: DeskSettings, 
/**
 * The orders.
 */
lines: Array<OrderLine>, 
/**
 * How it is written.
 */
form: CsvForm, } | { "kind": "left_out", 
/**
 * Its slot.
 */
slot: number, };

/**
 * What a negative quantity does.
 */
export type Returns = "cancel" | "exclude" | "net";

/**
 * How often stock is looked at.
 */
export type Review = "daily" | "continuous";

/**
 * What a review compares with: results kept earlier, else an earlier policy, else a window of the history.
 */
export type ReviewAgainst = { 
/**
 * The text of an `item-results.csv` exported then; none for windows of the history.
 */
results: string | null, 
/**
 * An earlier policy, which today's data are put in segments by; none for windows of the history.
 */
policy?: PolicyFile, 
/**
 * The first day of the earlier window, ISO; none for the data's first.
 */
earlier_from: string | null, 
/**
 * Its last day; none for the middle of the data.
 */
earlier_to: string | null, 
/**
 * The first day of the later window, which stands for now; none for the day after the earlier one, and for
 * all of the history where results are given.
 */
later_from: string | null, 
/**
 * Its last day; none for the data's last.
 */
later_to: string | null, 
/**
 * Moved items before the window shown.
 */
offset: number, 
/**
 * Moved items in the window shown.
 */
count: number, };

/**
 * A review: an earlier time against now, under the policy as it is.
 */
export type ReviewAnswer = { 
/**
 * Items known at both times.
 */
items: number, 
/**
 * Items of now that were not known then.
 */
new: number, 
/**
 * Items of then that are gone.
 */
gone: number, 
/**
 * Items whose segment is another one.
 */
moved: number, 
/**
 * Of those, the moves beyond what chance explains.
 */
real: number, 
/**
 * Of the moved, those for which chance was looked at.
 */
judged: number, 
/**
 * The migration matrix, row by row in code point order; at most 400 cells, those with most items where
 * there are more.
 */
matrix: Array<MigrationCell>, 
/**
 * A window of the items that moved: real moves first, then by money.
 */
rows: Array<MovedItem>, 
/**
 * Items before the window.
 */
offset: number, 
/**
 * Safety stock to be bought for items that moved, money.
 */
churn_bought: number, 
/**
 * Safety stock that becomes too much for items that moved, money.
 */
churn_freed: number, 
/**
 * Safety stock of the items known at both times then, money.
 */
value_before: number, 
/**
 * The same now.
 */
value_after: number, 
/**
 * Mean demand of those items then, money a year (units where no cost is known).
 */
demand_before: number, 
/**
 * The same now.
 */
demand_after: number, 
/**
 * Share of the items whose mean demand left the 90 % interval of what it was then; a fraction; none where the
 * earlier time is known by its results alone.
 */
drifted: number | null, };

/**
 * Who signs off.
 */
export type Role = "planning" | "finance" | "procurement" | "warehouse" | "sales";

/**
 * What a role has agreed to.
 */
export type RoleView = { 
/**
 * The role.
 */
role: Role, 
/**
 * Segments of the policy, `*` left aside, that a sign-off of the role covers and that holds.
 */
agreed: number, 
/**
 * The other segments, in code point order; at most 100.
 */
open: Array<string>, 
/**
 * How many those are.
 */
open_total: number, };

/**
 * Chosen items.
 */
export type RowsAnswer = { 
/**
 * In the order they were asked for.
 */
rows: Array<ItemRow>, };

/**
 * A rule before the dimensions: the first that holds names the segment.
 */
export type Rule = { 
/**
 * A condition over columns, classes and figures.
 */
when: string, 
/**
 * The segment it puts the item in.
 */
segment: string, };

/**
 * A named copy of the policy with what is supposed.
 */
export type Scenario = { 
/**
 * Its name.
 */
name: string, 
/**
 * What holds for each segment, `*` for the rest; as in the policy where absent.
 */
segments?: { [key in string]: SegmentPolicy }, 
/**
 * What is supposed, one after the other.
 */
suppositions: Array<Supposition>, };

/**
 * What a scenario comes to.
 */
export type ScenarioRow = { 
/**
 * Its name; empty for the policy itself.
 */
name: string, 
/**
 * Items that are otherwise than they are.
 */
touched: number, 
/**
 * All items.
 */
total: SegmentRow, 
/**
 * By segment, in code point order: the same segments in every scenario.
 */
segments: Array<SegmentRow>, };

/**
 * The policy and its scenarios.
 */
export type ScenariosAnswer = { 
/**
 * What weighs rates.
 */
weight: ServiceWeight, 
/**
 * The policy first, then its scenarios in their order.
 */
rows: Array<ScenarioRow>, };

/**
 * The course of an item over the year.
 */
export type SeasonView = { 
/**
 * Whole years that it rests on.
 */
years: number, 
/**
 * 0 for noise, 1 where every year has the same course.
 */
strength: number, 
/**
 * The chance that noise gives indices as uneven; with three years or more.
 */
p_value: number | null, 
/**
 * Whether its stock follows it.
 */
seasonal: boolean, 
/**
 * Whose indices are used.
 */
indices_of: IndicesOf, 
/**
 * The category's or the segment's name; empty where they are its own.
 */
name: string, 
/**
 * Demand of each slot relative to the mean, from the end of the data.
 */
indices: Array<number>, 
/**
 * Periods in a slot.
 */
slot_periods: number, 
/**
 * The deviation that the indices leave, a period's, units.
 */
sd: number, 
/**
 * Sum of the indices over the interval.
 */
index_sum: number, 
/**
 * Sum of their squares.
 */
index_squares: number, 
/**
 * Its stock over the year; empty for a steady item.
 */
profile: Array<SlotView>, };

/**
 * What a segment's service costs where it stands.
 */
export type SegmentMargin = { 
/**
 * The segment.
 */
segment: string, 
/**
 * Its safety stock, items with a target of their own left out; in the measure of the answer.
 */
capital: number, 
/**
 * Its own rate.
 */
rate: number | null, 
/**
 * What the last point of that rate ties up.
 */
last_point: number | null, 
/**
 * What the next point would tie up.
 */
next_point: number | null, 
/**
 * The cost of a unit short at which its stock is right, money.
 */
unit_short: number | null, };

/**
 * What holds for one segment; an absent field takes that of `*`, then the default.
 */
export type SegmentPolicy = { 
/**
 * The target.
 */
target?: Target, 
/**
 * The demand model.
 */
model?: Model, 
/**
 * Least safety stock, in days of demand.
 */
min_days?: number, 
/**
 * Most safety stock, in days of demand.
 */
max_days?: number, 
/**
 * Least safety stock, in units.
 */
min_units?: number, 
/**
 * A contract that an optimiser may not go below.
 */
floor?: Target, 
/**
 * Who answers for it.
 */
owner?: string, 
/**
 * Why it is so.
 */
note?: string, };

/**
 * Figures of one segment, of all, or of a uniform policy.
 */
export type SegmentRow = { 
/**
 * The segment.
 */
segment: string, 
/**
 * Items in it.
 */
items: number, 
/**
 * Items with a safety stock.
 */
stocked: number, 
/**
 * Items with a known cost: what the money covers.
 */
costed: number, 
/**
 * The target, where all of it shares one.
 */
target: Target | null, 
/**
 * Demand a year, units.
 */
annual_demand: number, 
/**
 * Revenue a year.
 */
annual_revenue: number | null, 
/**
 * Share of all revenue, a fraction.
 */
revenue_share: number | null, 
/**
 * Safety stock, units.
 */
safety_stock: number, 
/**
 * Safety stock, money.
 */
safety_stock_value: number | null, 
/**
 * Cycle stock, money.
 */
cycle_stock_value: number | null, 
/**
 * Average inventory, money.
 */
average_inventory_value: number | null, 
/**
 * Holding cost a year.
 */
holding_cost: number | null, 
/**
 * Turns a year.
 */
turns: number | null, 
/**
 * Safety stock, days of demand (by value where costs are known, else by units).
 */
days_of_cover: number | null, 
/**
 * Reached cycle service, weighted.
 */
cycle_service_level: number | null, 
/**
 * Reached fill rate, weighted.
 */
fill_rate: number | null, 
/**
 * Expected units short a year.
 */
units_short: number, 
/**
 * Share of the value that rests on assumed order quantities.
 */
assumed_order_quantity_share: number, };

/**
 * Targets of the segments that meet a goal, or come nearest.
 */
export type SegmentTargets = { 
/**
 * Cycle service levels, in the order of the segments.
 */
targets: Array<number>, 
/**
 * What they amount to.
 */
point: MoneyPoint, 
/**
 * Whether they meet the goal.
 */
met: GoalMet, };

/**
 * How items are grouped.
 */
export type Segmentation = { 
/**
 * The dimensions, in the order of a segment's name.
 */
dimensions: Array<Dimension>, 
/**
 * Rules above them.
 */
rules: Array<Rule>, 
/**
 * Single items above those.
 */
overrides: Array<Override>, 
/**
 * Named segments made of several tuples.
 */
merges: { [key in string]: Array<string> }, };

/**
 * The history of one item.
 */
export type Series = { 
/**
 * First day of the first period, days from 1970-01-01.
 */
first_day: number, 
/**
 * The length of a period.
 */
period: Period, 
/**
 * Demand a period after returns, from the item's first to the data's last.
 */
values: Array<number>, 
/**
 * Periods at the start that mean and sd leave out.
 */
left_out: number, };

/**
 * What the fill rate is made of: 1 - (late - early) / demand. Looked at once a day, of a day; under continuous
 * review of an order; with reviews of the time between two.
 */
export type ServedView = { 
/**
 * Owed at the end.
 */
late: OwedView, 
/**
 * Owed at the beginning.
 */
early: OwedView, 
/**
 * Demand in between, units.
 */
demand: number, };

/**
 * What weighs an item in an overall rate.
 */
export type ServiceWeight = "lines" | "revenue" | "units" | "items";

/**
 * What became of the rows of a finding.
 */
export type SeverityView = "lost" | "warning" | "note";

/**
 * Whether the uncertainty of a mean from few periods counts.
 */
export type ShortHistory = "allow" | "predictive" | "as-is";

/**
 * A role's agreement to segments as they were that day.
 */
export type SignOff = { 
/**
 * Planning, finance, procurement, warehouse or sales.
 */
role: string, 
/**
 * Who signed.
 */
name: string, 
/**
 * When, ISO.
 */
day: string, 
/**
 * The segments covered; none for the whole policy.
 */
covers: Array<string>, 
/**
 * SHA-256 over the canonical JSON of what is covered.
 */
hash: string, };

/**
 * A sign-off and whether it still holds.
 */
export type SignOffView = { 
/**
 * Its position in the policy.
 */
index: number, 
/**
 * As the policy has it; no segments mean the whole policy.
 */
sign_off: SignOff, 
/**
 * Whether what it covers is as it was signed.
 */
holds: boolean, };

/**
 * Who agrees to what.
 */
export type Signature = { 
/**
 * The role.
 */
role: Role, 
/**
 * Who signs.
 */
name: string, 
/**
 * When, ISO.
 */
day: string, 
/**
 * The segments covered; none for the whole policy.
 */
covers: Array<string>, };

/**
 * What the safety stock is sized by.
 */
export type Sizing = "demand" | "forecast";

/**
 * The stock that a slot of the year begins with.
 */
export type SlotView = { 
/**
 * Demand relative to the year's mean.
 */
index: number, 
/**
 * Mean demand over the interval that begins here, units.
 */
mean: number, 
/**
 * Safety stock, units.
 */
safety_stock: number, 
/**
 * Reorder point or order-up-to level, units.
 */
reorder_point: number, };

/**
 * A segment with few items.
 */
export type SmallSegment = { 
/**
 * The segment.
 */
segment: string, 
/**
 * Items in it.
 */
items: number, };

/**
 * What somebody types.
 */
export type Sought = "item" | "customer";

/**
 * An input of a number and where it comes from.
 */
export type Source = { 
/**
 * `mean`, `lead_time_days`, `lead_time_sd_days`, `order_quantity`, `unit_cost`, `review_days`, `target`, ...
 */
input: string, 
/**
 * Its value.
 */
value: number | null, 
/**
 * The file; empty where policy or assumption.
 */
file: string, 
/**
 * Line in it; 0 where many.
 */
line: number, 
/**
 * How many rows it rests on; 0 where not from rows.
 */
rows: number, 
/**
 * What kind of place that is.
 */
origin: SourceOrigin, 
/**
 * Further words: the supplier's name, the segment, what a deviation is of; may be empty.
 */
note: string, };

/**
 * Where a figure comes from.
 */
export type SourceOrigin = "file" | "supplier" | "policy" | "default" | "assumed";

/**
 * Part of it on its day, the rest later.
 */
export type SplitView = { 
/**
 * Units on the day asked for.
 */
first: number, 
/**
 * Units later.
 */
rest: number, 
/**
 * The day from which all of it can be promised, or by which the rest would come if it were ordered today.
 */
rest_due: number, 
/**
 * Whether the rest has to be ordered.
 */
to_order: boolean, };

/**
 * How many items have a status.
 */
export type StatusCount = { 
/**
 * The status, as exported.
 */
status: string, 
/**
 * Items.
 */
items: number, };

/**
 * Something that fits what somebody types.
 */
export type Suggestion = { 
/**
 * The item's key, or the name of a customer or tier.
 */
key: Array<string>, 
/**
 * The item's description, or the customer's tier.
 */
note: string, 
/**
 * Whether it is a tier.
 */
is_tier: boolean, };

/**
 * What fits.
 */
export type SuggestionsAnswer = { 
/**
 * The first of them.
 */
rows: Array<Suggestion>, 
/**
 * How many there are.
 */
matched: number, };

/**
 * Key figures, matrix and segments.
 */
export type SummaryAnswer = { 
/**
 * First day of the data, days from 1970-01-01.
 */
first_day: number | null, 
/**
 * Last day.
 */
last_day: number | null, 
/**
 * What the overall rates are weighted by.
 */
weight: ServiceWeight, 
/**
 * How often stock is looked at, which every shown rate rests on.
 */
review: Review, 
/**
 * All items.
 */
total: SegmentRow, 
/**
 * Segments in code point order.
 */
segments: Array<SegmentRow>, 
/**
 * The policy's uniform target for all items.
 */
same_target: UniformRow, 
/**
 * The dimensions against each other, where there are one or two.
 */
matrix: Matrix | null, 
/**
 * Statuses, the commonest first.
 */
statuses: Array<StatusCount>, 
/**
 * What is odd in policy and results.
 */
findings: Array<FindingView>, };

/**
 * What is supposed to be otherwise.
 */
export type Supposed = "lead_time" | "lead_time_sd" | "order_quantity" | "review" | "demand" | "holding_rate";

/**
 * Which items something is supposed of.
 */
export type SupposedOf = "all" | "item" | "supplier" | "segment";

/**
 * One thing that is supposed to be otherwise; `times` or `to`.
 */
export type Supposition = { 
/**
 * What.
 */
what: Supposed, 
/**
 * Of which items.
 */
of: SupposedOf, 
/**
 * The name of the item, supplier or segment.
 */
name: string, 
/**
 * So many times what it is.
 */
times?: number, 
/**
 * Set to this.
 */
to?: number, };

/**
 * A table and the roles of its columns, for choosing.
 */
export type TableChoice = { 
/**
 * The table.
 */
table: string, 
/**
 * Every role.
 */
roles: Array<string>, 
/**
 * Those it cannot do without.
 */
needed: Array<string>, };

/**
 * A target: what kind of promise, and how much of it.
 */
export type Target = { 
/**
 * What is promised.
 */
kind: TargetKind, 
/**
 * A fraction in (0, 1), days or units; absent for `cost_optimal`.
 */
value: number | null, };

/**
 * What a target promises.
 */
export type TargetKind = "cycle_service_level" | "fill_rate" | "days_of_cover" | "units" | "cost_optimal";

/**
 * Where a target comes from.
 */
export type TargetOrigin = "override" | "item_master" | "segment" | "star" | "default";

/**
 * What textbook continuous review says where stock is looked at once a day.
 */
export type Textbook = { 
/**
 * The safety stock it asks for, units.
 */
safety_stock: number, 
/**
 * Its reorder point, units.
 */
reorder_point: number, 
/**
 * The cycle service it claims for that.
 */
claimed_cycle_service_level: number, 
/**
 * The fill rate it claims for that.
 */
claimed_fill_rate: number, 
/**
 * The cycle service that delivers, looked at once a day.
 */
cycle_service_level: number, 
/**
 * The fill rate that delivers, looked at once a day.
 */
fill_rate: number, };

/**
 * A customer tier, best first.
 */
export type Tier = { 
/**
 * Its name, as in the commitments.
 */
tier: string, 
/**
 * The probability its promises are kept with.
 */
target: number, 
/**
 * Stock that lower tiers may not draw below, in units; null is computed.
 */
protection?: number, };

/**
 * What a yes does to a tier, until the next receipt.
 */
export type TierEffect = { 
/**
 * The tier; empty for all other demand.
 */
tier: string, 
/**
 * Its share of demand.
 */
share: number, 
/**
 * Kept from it for better tiers, units.
 */
kept: number, 
/**
 * The share of its demand served, without the order.
 */
before: number, 
/**
 * With it.
 */
after: number, 
/**
 * With it, where all lower tiers come first.
 */
lower_first: number, 
/**
 * Units it gets less.
 */
units: number, };

/**
 * A point of the line of one target for all.
 */
export type UniformPoint = { 
/**
 * The cycle service target, a fraction.
 */
target: number, 
/**
 * What it amounts to.
 */
point: MoneyPoint, };

/**
 * A uniform policy.
 */
export type UniformRow = { 
/**
 * Its figures; none where no such policy exists.
 */
row: SegmentRow | null, 
/**
 * The cycle service level found.
 */
target: number | null, 
/**
 * Why there is none, or what it was compared in; may be empty.
 */
remark: string, 
/**
 * Safety stock value (or units where costs are missing) of each segment under it, in order.
 */
by_segment: Array<number>, };

/**
 * A field of the stocking unit: what holds stock of its own.
 */
export type UnitField = "item" | "location" | "channel" | "customer";

/**
 * The answer in a word.
 */
export type VerdictView = "yes" | "at_risk" | "no" | "unknown";

/**
 * A step that an input of an item may take, all else as it is.
 */
export type WhatIf = "lead_time_week_less" | "lead_time_half" | "lead_time_certain" | "review_half" | "demand_steadier" | "target_higher" | "target_lower" | "shortage_dearer" | "shortage_cheaper";

/**
 * The stock that the target asks for after a step.
 */
export type WhatIfView = { 
/**
 * The step.
 */
what: WhatIf, 
/**
 * The input after it: days, units a period, money, or the target's value.
 */
value: number, 
/**
 * Safety stock, units.
 */
safety_stock: number, 
/**
 * Rounded up.
 */
safety_stock_units: number, 
/**
 * Safety stock, money; none where the cost is unknown.
 */
safety_stock_value: number | null, 
/**
 * Reached cycle service.
 */
cycle_service_level: number, 
/**
 * Reached fill rate.
 */
fill_rate: number, };

/**
 * Why a period does not count as it was sold.
 */
export type WhyApart = "promotion" | "empty_shelf" | "outlier" | "capped";

/**
 * Where an item's history begins.
 */
export type Window = "first-demand" | "first-demand-whole" | "data-start";

/**
 * How far a computation came.
 */
export type WorkingAnswer = { 
/**
 * Items done.
 */
done: number, 
/**
 * Items in all.
 */
of: number, 
/**
 * The share of the work that is done: one item may take longer than another.
 */
share: number, 
/**
 * Whether all that is left is being done by others: asked again, there is nothing new before they are done.
 */
waits: boolean, };

/**
 * The buckets that XYZ measures the coefficient of variation over.
 */
export type XyzBucket = "standard" | "period";
