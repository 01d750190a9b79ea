//! What the engine answers: summaries as objects, tables as windows, files as bytes.

use serde::Serialize;

use super::policy::{ColumnMatch, Model, Period, PolicyFile, Review, ServiceWeight, Target};

/// Declares plain answer types: written by serde, and in TypeScript when the tests run.
macro_rules! plain {
    ($($item:item)+) => { $(
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        $item
    )+ };
}

/// An answer; `kind` says to what.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    /// Done; there is nothing to say.
    Done,
    /// A file has been read, or has to be fed again.
    FileRead(FileRead),
    /// The question rests on settings that the files were not read by: ask `reading`, feed them, ask again.
    NeedsFiles,
    /// A policy, checked.
    Policy(Box<PolicyAnswer>),
    /// What was read.
    Files(FilesAnswer),
    /// Key figures, matrix and segments.
    Summary(Box<SummaryAnswer>),
    /// The searched uniform policies.
    Compare(Box<CompareAnswer>),
    /// A window of items.
    Items(ItemsAnswer),
    /// One item's working.
    Item(Box<ItemAnswer>),
    /// A file to keep.
    File(FileAnswer),
    /// The question cannot be answered.
    Failure(Failure),
}

plain! {
    /// Why a question cannot be answered.
    pub struct Failure {
        /// A stable name of the cause.
        pub code: String,
        /// A sentence for the person at the screen.
        pub sentence: String,
    }

    /// The end of a file.
    pub struct FileRead {
        /// Its slot.
        pub slot: u32,
        /// A late row contradicted the plan: feed the same file again, it is read by the corrected one.
        pub again: bool,
        /// Rows read so far.
        pub rows: f64,
    }

    /// A file to keep.
    pub struct FileAnswer {
        /// Its name.
        pub name: String,
        /// Its media type.
        pub media_type: String,
        /// What is in it.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        pub bytes: Vec<u8>,
    }

    /// A policy, checked.
    pub struct PolicyAnswer {
        /// The policy.
        pub policy: PolicyFile,
        /// What is odd in it: unknown fields, migrations.
        pub findings: Vec<FindingView>,
    }

    /// What became of the rows of a finding.
    #[derive(Copy, Eq)]
    pub enum SeverityView {
        /// Left out, or unusable.
        Lost,
        /// Changed, assumed, or to be decided.
        Warning,
        /// Worth knowing.
        Note,
    }

    /// Something odd in the data.
    pub struct FindingView {
        /// A stable name of the cause.
        pub code: String,
        /// What became of the rows.
        pub severity: SeverityView,
        /// The file; empty where the whole data set or the policy is meant.
        pub file: String,
        /// What it is.
        pub title: String,
        /// What was done.
        pub done: String,
        /// What the user may do; may be empty.
        pub advice: String,
        /// Further facts; may be empty.
        pub detail: String,
        /// How many rows, cells or items.
        pub count: f64,
        /// The first places.
        pub places: Vec<PlaceView>,
    }

    /// Where a finding stands.
    pub struct PlaceView {
        /// Line in the file, from 1; 0 for the whole file.
        pub line: f64,
        /// The column's header; may be empty.
        pub column: String,
        /// What was found.
        pub found: String,
    }

    /// A decision of the reader, with what it rests on.
    pub struct Decision {
        /// `delimiter`, `encoding`, `header`, `decimal` or `dates`.
        pub name: String,
        /// What was decided, for people.
        pub value: String,
        /// What it rests on; may be empty.
        pub evidence: String,
    }

    /// A column of a file and what it was taken for.
    pub struct ColumnView {
        /// Its header.
        pub header: String,
        /// The role it plays in its table, if any.
        pub role: Option<String>,
        /// Up to three values.
        pub samples: Vec<String>,
        /// How its cells are read: `decimal comma`, `day first`; may be empty.
        pub form: String,
    }

    /// What a question is about.
    #[derive(Copy, Eq)]
    pub enum QuestionAbout {
        /// The order of day and month, or what numbers in a date column count.
        DateOrder,
        /// Whether a mark is decimal or separates thousands.
        Decimal,
        /// The sign between fields.
        Delimiter,
        /// How characters are written as bytes.
        Encoding,
        /// Whether the first line holds names or is a row.
        Header,
        /// Which column plays a needed role; `header` is the role.
        Columns,
        /// Which of two columns of one name, or of one period, is meant.
        Twin,
        /// Whether lines that begin with a sign are rows.
        Comment,
        /// Which unit or currency of several in a column is meant.
        Units,
    }

    /// A question only the user can settle.
    pub struct QuestionView {
        /// The column it is about; empty where the whole file is meant.
        pub header: String,
        /// What it is about.
        pub about: QuestionAbout,
        /// Whether the file counts nowhere until it is answered.
        pub blocks: bool,
        /// The readings to choose from.
        pub choices: Vec<ChoiceView>,
    }

    /// One reading of a real cell.
    pub struct ChoiceView {
        /// What it says: `day-month-year`, `comma`, a column's name.
        pub value: String,
        /// A cell as it stands.
        pub cell: String,
        /// What it would mean: an ISO day, a plain number, a role.
        pub meaning: String,
        /// What the policy's `columns` holds under the file's fingerprint once this is chosen.
        pub settles: ColumnMatch,
        /// Whether it is read so until the user chooses.
        pub current: bool,
    }

    /// What became of one file.
    pub struct FileReport {
        /// Its slot.
        pub slot: u32,
        /// Its name.
        pub name: String,
        /// Its size in bytes.
        pub size: f64,
        /// The table it was taken for, if any.
        pub table: Option<String>,
        /// Whether it is used.
        pub used: bool,
        /// The fingerprint of its header, under which a correction is kept.
        pub fingerprint: String,
        /// Rows read: used as they are, changed, and left out.
        pub rows: f64,
        /// Rows used, some cell of which was changed or counts as unknown.
        pub changed: f64,
        /// Rows left out.
        pub left_out: f64,
        /// First day in it, days from 1970-01-01.
        pub first_day: Option<i32>,
        /// Last day in it.
        pub last_day: Option<i32>,
        /// What the reader decided.
        pub decisions: Vec<Decision>,
        /// Its columns.
        pub columns: Vec<ColumnView>,
        /// Open questions.
        pub questions: Vec<QuestionView>,
        /// What is odd.
        pub findings: Vec<FindingView>,
    }

    /// A table and the roles of its columns, for choosing.
    pub struct TableChoice {
        /// The table.
        pub table: String,
        /// Every role.
        pub roles: Vec<String>,
        /// Those it cannot do without.
        pub needed: Vec<String>,
    }

    /// What was read.
    pub struct FilesAnswer {
        /// File by file, in slot order.
        pub files: Vec<FileReport>,
        /// What is odd across files.
        pub findings: Vec<FindingView>,
        /// Tables and roles to choose from.
        pub tables: Vec<TableChoice>,
        /// Items in the data set.
        pub items: f64,
        /// Rows of all files.
        pub rows: f64,
        /// Items whose lead time is the default.
        pub assumed_lead_time: f64,
        /// Whether the items' review days were given by a file; else the page asks how often is ordered.
        pub review_given: bool,
    }

    /// Figures of one segment, of all, or of a uniform policy.
    pub struct SegmentRow {
        /// The segment.
        pub segment: String,
        /// Items in it.
        pub items: f64,
        /// Items with a safety stock.
        pub stocked: f64,
        /// Items with a known cost: what the money covers.
        pub costed: f64,
        /// The target, where all of it shares one.
        pub target: Option<Target>,
        /// Demand a year, units.
        pub annual_demand: f64,
        /// Revenue a year.
        pub annual_revenue: Option<f64>,
        /// Share of all revenue, a fraction.
        pub revenue_share: Option<f64>,
        /// Safety stock, units.
        pub safety_stock: f64,
        /// Safety stock, money.
        pub safety_stock_value: Option<f64>,
        /// Cycle stock, money.
        pub cycle_stock_value: Option<f64>,
        /// Average inventory, money.
        pub average_inventory_value: Option<f64>,
        /// Holding cost a year.
        pub holding_cost: Option<f64>,
        /// Turns a year.
        pub turns: Option<f64>,
        /// Safety stock, days of demand (by value where costs are known, else by units).
        pub days_of_cover: Option<f64>,
        /// Reached cycle service, weighted.
        pub cycle_service_level: Option<f64>,
        /// Reached fill rate, weighted.
        pub fill_rate: Option<f64>,
        /// Expected units short a year.
        pub units_short: f64,
        /// Share of the value that rests on assumed order quantities.
        pub assumed_order_quantity_share: f64,
    }

    /// A class on an axis of the matrix.
    pub struct AxisClass {
        /// Its name in a segment's name.
        pub name: String,
        /// Its border in words of numbers: lower and upper cut, where it has one.
        pub from: Option<f64>,
        /// See `from`.
        pub to: Option<f64>,
    }

    /// A dimension as an axis.
    pub struct Axis {
        /// The dimension's kind; `column` gives the column's name in `title`.
        pub dimension: String,
        /// The column's name or the measure used.
        pub title: String,
        /// Its classes, best first.
        pub classes: Vec<AxisClass>,
        /// Items within 10 % of a border.
        pub near_border: f64,
    }

    /// A cell of the matrix: the items of one tuple.
    pub struct MatrixCell {
        /// The segment the tuple belongs to, after merges.
        pub segment: String,
        /// Its figures; `segment` there is the tuple.
        pub row: SegmentRow,
    }

    /// Two dimensions against each other; with one dimension there is one column.
    pub struct Matrix {
        /// Down.
        pub rows: Axis,
        /// Across; none with a single dimension.
        pub columns: Option<Axis>,
        /// Row by row; a tuple without items has none.
        pub cells: Vec<Vec<Option<MatrixCell>>>,
        /// A row of the matrix added up.
        pub row_totals: Vec<SegmentRow>,
        /// A column added up.
        pub column_totals: Vec<SegmentRow>,
    }

    /// How many items have a status.
    pub struct StatusCount {
        /// The status, as exported.
        pub status: String,
        /// Items.
        pub items: f64,
    }

    /// Key figures, matrix and segments.
    pub struct SummaryAnswer {
        /// First day of the data, days from 1970-01-01.
        pub first_day: Option<i32>,
        /// Last day.
        pub last_day: Option<i32>,
        /// What the overall rates are weighted by.
        pub weight: ServiceWeight,
        /// The review that every shown rate assumes: until daily review is built, continuous.
        pub review: Review,
        /// All items.
        pub total: SegmentRow,
        /// Segments in code point order.
        pub segments: Vec<SegmentRow>,
        /// The policy's uniform target for all items.
        pub same_target: UniformRow,
        /// The dimensions against each other, where there are one or two.
        pub matrix: Option<Matrix>,
        /// Statuses, the commonest first.
        pub statuses: Vec<StatusCount>,
        /// What is odd in policy and results.
        pub findings: Vec<FindingView>,
    }

    /// A uniform policy.
    pub struct UniformRow {
        /// Its figures; none where no such policy exists.
        pub row: Option<SegmentRow>,
        /// The cycle service level found.
        pub target: Option<f64>,
        /// Why there is none, or what it was compared in; may be empty.
        pub remark: String,
        /// Safety stock value (or units where costs are missing) of each segment under it, in order.
        pub by_segment: Vec<f64>,
    }

    /// The searched uniform policies.
    pub struct CompareAnswer {
        /// As much safety stock.
        pub same_capital: UniformRow,
        /// The same overall fill rate.
        pub same_service: UniformRow,
    }

    /// What deserves a look at an item.
    #[derive(Copy, Eq)]
    pub enum Mark {
        /// Fewer than two periods of history.
        NotEnoughHistory,
        /// Figures beyond what can be computed.
        OutOfRange,
        /// A target of a kind that this version does not compute.
        TargetNotBuilt,
        /// All that was sold came back.
        OnlySaleCancelled,
        /// A bound keeps its service below its target.
        BelowTarget,
        /// Nobody gave its cost.
        MissingCost,
        /// Nobody gave its lead time.
        AssumedLeadTime,
    }

    /// Why an item has its model.
    #[derive(Copy, Eq)]
    pub enum ModelReason {
        /// The policy names it.
        Typed,
        /// Smooth, and the interval's demand varies by at most a fifth of its mean.
        SmoothAndSteady,
        /// Smooth, but the interval's demand varies by more.
        SmoothButVaried,
        /// Often, in very different amounts.
        Erratic,
        /// Seldom, in very different amounts.
        Lumpy,
        /// Seldom, in whole units, varying no more than chance.
        SinglePieces,
        /// Seldom, in whole units, varying by more than chance.
        SeveralPieces,
        /// Seldom, in fractions of a unit.
        IntermittentFractional,
    }

    /// What held instead of a target.
    #[derive(Copy, Eq)]
    pub enum Bound {
        /// A safety stock below zero is not allowed.
        FloorAtZero,
        /// The least days of cover.
        MinDays,
        /// The least units.
        MinUnits,
        /// The most days of cover.
        MaxDays,
        /// The shelf life.
        ShelfLife,
    }

    /// Where a target comes from.
    #[derive(Copy, Eq)]
    pub enum TargetOrigin {
        /// A single override.
        Override,
        /// The items table's service level.
        ItemMaster,
        /// The item's segment.
        Segment,
        /// The segment `*`.
        Star,
        /// Nobody set one.
        Default,
    }

    /// Where a figure comes from.
    #[derive(Copy, Eq)]
    pub enum SourceOrigin {
        /// Rows of a file.
        File,
        /// All lines of the item's supplier.
        Supplier,
        /// The policy's targets.
        Policy,
        /// The policy's defaults.
        Default,
        /// Assumed, because nobody gave it.
        Assumed,
    }

    /// One line of the item list.
    pub struct ItemRow {
        /// Its number in key order.
        pub index: u32,
        /// Its key: item, then the other fields of the stocking unit.
        pub key: Vec<String>,
        /// Its description; may be empty.
        pub description: String,
        /// Its segment.
        pub segment: String,
        /// Its status.
        pub status: String,
        /// What deserves a look, the worst first.
        pub marks: Vec<Mark>,
        /// Periods the mean was taken over.
        pub periods: u32,
        /// Mean demand a period.
        pub mean: Option<f64>,
        /// Its standard deviation.
        pub sd: Option<f64>,
        /// Coefficient of variation.
        pub cv: Option<f64>,
        /// Demand pattern.
        pub pattern: Option<String>,
        /// Revenue a year.
        pub annual_revenue: Option<f64>,
        /// Lead time, days.
        pub lead_time_days: f64,
        /// The demand model used.
        pub model: Option<Model>,
        /// The target that holds.
        pub target: Option<Target>,
        /// Safety stock, units.
        pub safety_stock: Option<f64>,
        /// Rounded up.
        pub safety_stock_units: Option<f64>,
        /// Reorder point or order-up-to level, units.
        pub reorder_point: Option<f64>,
        /// Rounded up.
        pub reorder_point_units: Option<f64>,
        /// Safety stock, money.
        pub safety_stock_value: Option<f64>,
        /// Safety stock, days of demand.
        pub days_of_cover: Option<f64>,
        /// Reached cycle service.
        pub cycle_service_level: Option<f64>,
        /// Reached fill rate.
        pub fill_rate: Option<f64>,
    }

    /// A window of items.
    pub struct ItemsAnswer {
        /// Items in the data set.
        pub total: f64,
        /// Items that pass search and filters.
        pub matched: f64,
        /// Rows before the window.
        pub offset: u32,
        /// The window.
        pub rows: Vec<ItemRow>,
    }

    /// An input of a number and where it comes from.
    pub struct Source {
        /// `mean`, `lead_time_days`, `lead_time_sd_days`, `order_quantity`, `unit_cost`, `review_days`, `target`, ...
        pub input: String,
        /// Its value.
        pub value: Option<f64>,
        /// The file; empty where policy or assumption.
        pub file: String,
        /// Line in it; 0 where many.
        pub line: f64,
        /// How many rows it rests on; 0 where not from rows.
        pub rows: f64,
        /// What kind of place that is.
        pub origin: SourceOrigin,
        /// Further words: the supplier's name, the segment; may be empty.
        pub note: String,
    }

    /// The history of one item.
    pub struct Series {
        /// First day of the first period, days from 1970-01-01.
        pub first_day: i32,
        /// The length of a period.
        pub period: Period,
        /// Demand a period after returns, from the item's first to the data's last.
        pub values: Vec<f64>,
        /// Periods at the start that mean and sd leave out.
        pub left_out: u32,
    }

    /// One item with everything its safety stock rests on. Times are in periods unless named days.
    pub struct ItemAnswer {
        /// Its line in the list.
        pub row: ItemRow,
        /// Its history.
        pub series: Option<Series>,
        /// Average gap between periods with demand.
        pub adi: Option<f64>,
        /// Squared CV of the positive demands.
        pub cv2: Option<f64>,
        /// Whether every kept quantity is a whole number.
        pub whole_units: bool,
        /// Lead time, periods.
        pub lead_time: f64,
        /// Its standard deviation, periods.
        pub lead_time_sd: f64,
        /// Days between reviews.
        pub review_days: f64,
        /// Lead time and review together, periods.
        pub interval: f64,
        /// 1 + interval/periods, where short history counts; else 1.
        pub short_history_factor: f64,
        /// Mean demand over the interval.
        pub mean_over_interval: Option<f64>,
        /// Its standard deviation.
        pub sd_over_interval: Option<f64>,
        /// The part of its variance that demand makes.
        pub demand_variance: Option<f64>,
        /// The part that the lead time makes.
        pub lead_time_variance: Option<f64>,
        /// Why this model; none without a safety stock.
        pub model_reason: Option<ModelReason>,
        /// (level - mean over the interval) / sd over the interval.
        pub safety_factor: Option<f64>,
        /// The level that the target asks for, before bounds and floors.
        pub level: Option<f64>,
        /// What held instead of the target, if anything.
        pub bound: Option<Bound>,
        /// Units an order.
        pub order_quantity: Option<f64>,
        /// Money a unit costs.
        pub unit_cost: Option<f64>,
        /// Holding cost a year.
        pub holding_cost: Option<f64>,
        /// Expected units short a year.
        pub units_short: Option<f64>,
        /// Where the target comes from.
        pub target_origin: TargetOrigin,
        /// Where the inputs come from.
        pub sources: Vec<Source>,
        /// What is odd about this item.
        pub findings: Vec<FindingView>,
    }
}
