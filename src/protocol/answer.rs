//! What the engine answers: summaries as objects, tables as windows, files as bytes.

use super::node::Node;
use super::policy::{ColumnMatch, Model, Period, PolicyFile, Review, ServiceWeight, Target};
use super::written::{Written, answers, names, serialized};

/// An answer; `kind` says to what.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(test, derive(ts_rs::TS), ts(tag = "kind", rename_all = "snake_case"))]
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

impl Written for Answer {
    fn node(&self) -> Node<'_> {
        let (kind, answer) = match self {
            Answer::Done => ("done", Node::Fields(Vec::new())),
            Answer::FileRead(answer) => ("file_read", answer.node()),
            Answer::NeedsFiles => ("needs_files", Node::Fields(Vec::new())),
            Answer::Policy(answer) => ("policy", answer.node()),
            Answer::Files(answer) => ("files", answer.node()),
            Answer::Summary(answer) => ("summary", answer.node()),
            Answer::Compare(answer) => ("compare", answer.node()),
            Answer::Items(answer) => ("items", answer.node()),
            Answer::Item(answer) => ("item", answer.node()),
            Answer::File(answer) => ("file", answer.node()),
            Answer::Failure(answer) => ("failure", answer.node()),
        };
        let mut fields = vec![("kind", Node::Text(kind))];
        if let Node::Fields(of_answer) = answer {
            fields.extend(of_answer);
        }
        Node::Fields(fields)
    }
}

serialized!(Answer);

answers! {
    /// Why a question cannot be answered.
    Failure {
        /// A stable name of the cause.
        code: String,
        /// A sentence for the person at the screen.
        sentence: String,
    }
}

answers! {
    /// The end of a file.
    FileRead {
        /// Its slot.
        slot: u32,
        /// A late row contradicted the plan: feed the same file again, it is read by the corrected one.
        again: bool,
        /// The encoding to decode it from on the way, where it has to be fed as UTF-8.
        decode: Option<String>,
        /// Rows read so far.
        rows: f64,
    }
}

answers! {
    /// A file to keep.
    FileAnswer {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: String,
        /// What is in it.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: Vec<u8>,
    }
}

answers! {
    /// A policy, checked.
    PolicyAnswer {
        /// The policy.
        policy: PolicyFile,
        /// What is odd in it: unknown fields, migrations.
        findings: Vec<FindingView>,
    }
}

names! {
    /// What became of the rows of a finding.
    SeverityView {
        /// Left out, or unusable.
        Lost = "lost",
        /// Changed, assumed, or to be decided.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}

answers! {
    /// Something odd in the data.
    FindingView {
        /// A stable name of the cause.
        code: String,
        /// What became of the rows.
        severity: SeverityView,
        /// The file; empty where the whole data set or the policy is meant.
        file: String,
        /// What it is.
        title: String,
        /// What was done.
        done: String,
        /// What the user may do; may be empty.
        advice: String,
        /// Further facts; may be empty.
        detail: String,
        /// How many rows, cells or items.
        count: f64,
        /// The first places.
        places: Vec<PlaceView>,
    }
}

answers! {
    /// Where a finding stands.
    PlaceView {
        /// Line in the file, from 1; 0 for the whole file.
        line: f64,
        /// The column's header; may be empty.
        column: String,
        /// What was found.
        found: String,
    }
}

answers! {
    /// A decision of the reader, with what it rests on.
    Decision {
        /// `delimiter`, `encoding`, `header`, `decimal` or `dates`.
        name: String,
        /// What was decided, for people.
        value: String,
        /// What it rests on; may be empty.
        evidence: String,
    }
}

answers! {
    /// A column of a file and what it was taken for.
    ColumnView {
        /// Its header.
        header: String,
        /// The role it plays in its table, if any.
        role: Option<String>,
        /// Up to three values.
        samples: Vec<String>,
        /// How its cells are read: `decimal comma`, `day first`; may be empty.
        form: String,
    }
}

names! {
    /// What a question is about.
    QuestionAbout {
        /// The order of day and month, or what numbers in a date column count.
        DateOrder = "date_order",
        /// Whether a mark is decimal or separates thousands.
        Decimal = "decimal",
        /// The sign between fields.
        Delimiter = "delimiter",
        /// How characters are written as bytes.
        Encoding = "encoding",
        /// Whether the first line holds names or is a row.
        Header = "header",
        /// Which column plays a needed role; `header` is the role.
        Columns = "columns",
        /// Which of two columns of one name, or of one period, is meant.
        Twin = "twin",
        /// Whether lines that begin with a sign are rows.
        Comment = "comment",
        /// Which unit or currency of several in a column is meant.
        Units = "units",
    }
}

answers! {
    /// A question only the user can settle.
    QuestionView {
        /// The column it is about; empty where the whole file is meant.
        header: String,
        /// What it is about.
        about: QuestionAbout,
        /// Whether the file counts nowhere until it is answered.
        blocks: bool,
        /// The readings to choose from.
        choices: Vec<ChoiceView>,
    }
}

answers! {
    /// One reading of a real cell.
    ChoiceView {
        /// What it says: `day-month-year`, `comma`, a column's name.
        value: String,
        /// A cell as it stands.
        cell: String,
        /// What it would mean: an ISO day, a plain number, a role.
        meaning: String,
        /// What the policy's `columns` holds under the file's fingerprint once this is chosen.
        settles: ColumnMatch,
        /// Whether it is read so until the user chooses.
        current: bool,
    }
}

answers! {
    /// What became of one file.
    FileReport {
        /// Its slot.
        slot: u32,
        /// Its name.
        name: String,
        /// Its size in bytes.
        size: f64,
        /// The table it was taken for, if any.
        table: Option<String>,
        /// Whether it is used.
        used: bool,
        /// The fingerprint of its header, under which a correction is kept.
        fingerprint: String,
        /// Rows read: used as they are, changed, and left out.
        rows: f64,
        /// Rows used, some cell of which was changed or counts as unknown.
        changed: f64,
        /// Rows left out.
        left_out: f64,
        /// First day in it, days from 1970-01-01.
        first_day: Option<i32>,
        /// Last day in it.
        last_day: Option<i32>,
        /// What the reader decided.
        decisions: Vec<Decision>,
        /// Its columns.
        columns: Vec<ColumnView>,
        /// Open questions.
        questions: Vec<QuestionView>,
        /// What is odd.
        findings: Vec<FindingView>,
    }
}

answers! {
    /// A table and the roles of its columns, for choosing.
    TableChoice {
        /// The table.
        table: String,
        /// Every role.
        roles: Vec<String>,
        /// Those it cannot do without.
        needed: Vec<String>,
    }
}

answers! {
    /// What was read.
    FilesAnswer {
        /// File by file, in slot order.
        files: Vec<FileReport>,
        /// What is odd across files.
        findings: Vec<FindingView>,
        /// Tables and roles to choose from.
        tables: Vec<TableChoice>,
        /// Items in the data set.
        items: f64,
        /// Rows of all files.
        rows: f64,
        /// Items whose lead time is the default.
        assumed_lead_time: f64,
        /// Whether the items' review days were given by a file; else the page asks how often is ordered.
        review_given: bool,
    }
}

answers! {
    /// Figures of one segment, of all, or of a uniform policy.
    SegmentRow {
        /// The segment.
        segment: String,
        /// Items in it.
        items: f64,
        /// Items with a safety stock.
        stocked: f64,
        /// Items with a known cost: what the money covers.
        costed: f64,
        /// The target, where all of it shares one.
        target: Option<Target>,
        /// Demand a year, units.
        annual_demand: f64,
        /// Revenue a year.
        annual_revenue: Option<f64>,
        /// Share of all revenue, a fraction.
        revenue_share: Option<f64>,
        /// Safety stock, units.
        safety_stock: f64,
        /// Safety stock, money.
        safety_stock_value: Option<f64>,
        /// Cycle stock, money.
        cycle_stock_value: Option<f64>,
        /// Average inventory, money.
        average_inventory_value: Option<f64>,
        /// Holding cost a year.
        holding_cost: Option<f64>,
        /// Turns a year.
        turns: Option<f64>,
        /// Safety stock, days of demand (by value where costs are known, else by units).
        days_of_cover: Option<f64>,
        /// Reached cycle service, weighted.
        cycle_service_level: Option<f64>,
        /// Reached fill rate, weighted.
        fill_rate: Option<f64>,
        /// Expected units short a year.
        units_short: f64,
        /// Share of the value that rests on assumed order quantities.
        assumed_order_quantity_share: f64,
    }
}

answers! {
    /// A class on an axis of the matrix.
    AxisClass {
        /// Its name in a segment's name.
        name: String,
        /// Its border in words of numbers: lower and upper cut, where it has one.
        from: Option<f64>,
        /// See `from`.
        to: Option<f64>,
    }
}

answers! {
    /// A dimension as an axis.
    Axis {
        /// The dimension's kind; `column` gives the column's name in `title`.
        dimension: String,
        /// The column's name or the measure used.
        title: String,
        /// Its classes, best first.
        classes: Vec<AxisClass>,
        /// Items within 10 % of a border.
        near_border: f64,
    }
}

answers! {
    /// A cell of the matrix: the items of one tuple.
    MatrixCell {
        /// The segment the tuple belongs to, after merges.
        segment: String,
        /// Its figures; `segment` there is the tuple.
        row: SegmentRow,
    }
}

answers! {
    /// Two dimensions against each other; with one dimension there is one column.
    Matrix {
        /// Down.
        rows: Axis,
        /// Across; none with a single dimension.
        columns: Option<Axis>,
        /// Row by row; a tuple without items has none.
        cells: Vec<Vec<Option<MatrixCell>>>,
        /// A row of the matrix added up.
        row_totals: Vec<SegmentRow>,
        /// A column added up.
        column_totals: Vec<SegmentRow>,
    }
}

answers! {
    /// How many items have a status.
    StatusCount {
        /// The status, as exported.
        status: String,
        /// Items.
        items: f64,
    }
}

answers! {
    /// Key figures, matrix and segments.
    SummaryAnswer {
        /// First day of the data, days from 1970-01-01.
        first_day: Option<i32>,
        /// Last day.
        last_day: Option<i32>,
        /// What the overall rates are weighted by.
        weight: ServiceWeight,
        /// The review that every shown rate assumes: until daily review is built, continuous.
        review: Review,
        /// All items.
        total: SegmentRow,
        /// Segments in code point order.
        segments: Vec<SegmentRow>,
        /// The policy's uniform target for all items.
        same_target: UniformRow,
        /// The dimensions against each other, where there are one or two.
        matrix: Option<Matrix>,
        /// Statuses, the commonest first.
        statuses: Vec<StatusCount>,
        /// What is odd in policy and results.
        findings: Vec<FindingView>,
    }
}

answers! {
    /// A uniform policy.
    UniformRow {
        /// Its figures; none where no such policy exists.
        row: Option<SegmentRow>,
        /// The cycle service level found.
        target: Option<f64>,
        /// Why there is none, or what it was compared in; may be empty.
        remark: String,
        /// Safety stock value (or units where costs are missing) of each segment under it, in order.
        by_segment: Vec<f64>,
    }
}

answers! {
    /// The searched uniform policies.
    CompareAnswer {
        /// As much safety stock.
        same_capital: UniformRow,
        /// The same overall fill rate.
        same_service: UniformRow,
    }
}

names! {
    /// What deserves a look at an item.
    Mark {
        /// Fewer than two periods of history.
        NotEnoughHistory = "not_enough_history",
        /// Figures beyond what can be computed.
        OutOfRange = "out_of_range",
        /// A target of a kind that this version does not compute.
        TargetNotBuilt = "target_not_built",
        /// All that was sold came back.
        OnlySaleCancelled = "only_sale_cancelled",
        /// A bound keeps its service below its target.
        BelowTarget = "below_target",
        /// Nobody gave its cost.
        MissingCost = "missing_cost",
        /// Nobody gave its lead time.
        AssumedLeadTime = "assumed_lead_time",
    }
}

names! {
    /// Why an item has its model.
    ModelReason {
        /// The policy names it.
        Typed = "typed",
        /// Smooth, and the interval's demand varies by at most a fifth of its mean.
        SmoothAndSteady = "smooth_and_steady",
        /// Smooth, but the interval's demand varies by more.
        SmoothButVaried = "smooth_but_varied",
        /// Often, in very different amounts.
        Erratic = "erratic",
        /// Seldom, in very different amounts.
        Lumpy = "lumpy",
        /// Seldom, in whole units, varying no more than chance.
        SinglePieces = "single_pieces",
        /// Seldom, in whole units, varying by more than chance.
        SeveralPieces = "several_pieces",
        /// Seldom, in fractions of a unit.
        IntermittentFractional = "intermittent_fractional",
    }
}

names! {
    /// What held instead of a target.
    Bound {
        /// A safety stock below zero is not allowed.
        FloorAtZero = "floor_at_zero",
        /// The least days of cover.
        MinDays = "min_days",
        /// The least units.
        MinUnits = "min_units",
        /// The most days of cover.
        MaxDays = "max_days",
        /// The shelf life.
        ShelfLife = "shelf_life",
    }
}

names! {
    /// Where a target comes from.
    TargetOrigin {
        /// A single override.
        Override = "override",
        /// The items table's service level.
        ItemMaster = "item_master",
        /// The item's segment.
        Segment = "segment",
        /// The segment `*`.
        Star = "star",
        /// Nobody set one.
        Default = "default",
    }
}

names! {
    /// Where a figure comes from.
    SourceOrigin {
        /// Rows of a file.
        File = "file",
        /// All lines of the item's supplier.
        Supplier = "supplier",
        /// The policy's targets.
        Policy = "policy",
        /// The policy's defaults.
        Default = "default",
        /// Assumed, because nobody gave it.
        Assumed = "assumed",
    }
}

answers! {
    /// One line of the item list.
    ItemRow {
        /// Its number in key order.
        index: u32,
        /// Its key: item, then the other fields of the stocking unit.
        key: Vec<String>,
        /// Its description; may be empty.
        description: String,
        /// Its segment.
        segment: String,
        /// Its status.
        status: String,
        /// What deserves a look, the worst first.
        marks: Vec<Mark>,
        /// Periods the mean was taken over.
        periods: u32,
        /// Mean demand a period.
        mean: Option<f64>,
        /// Its standard deviation.
        sd: Option<f64>,
        /// Coefficient of variation.
        cv: Option<f64>,
        /// Demand pattern.
        pattern: Option<String>,
        /// Revenue a year.
        annual_revenue: Option<f64>,
        /// Lead time, days.
        lead_time_days: f64,
        /// The demand model used.
        model: Option<Model>,
        /// The target that holds.
        target: Option<Target>,
        /// Safety stock, units.
        safety_stock: Option<f64>,
        /// Rounded up.
        safety_stock_units: Option<f64>,
        /// Reorder point or order-up-to level, units.
        reorder_point: Option<f64>,
        /// Rounded up.
        reorder_point_units: Option<f64>,
        /// Safety stock, money.
        safety_stock_value: Option<f64>,
        /// Safety stock, days of demand.
        days_of_cover: Option<f64>,
        /// Reached cycle service.
        cycle_service_level: Option<f64>,
        /// Reached fill rate.
        fill_rate: Option<f64>,
    }
}

answers! {
    /// A window of items.
    ItemsAnswer {
        /// Items in the data set.
        total: f64,
        /// Items that pass search and filters.
        matched: f64,
        /// Rows before the window.
        offset: u32,
        /// The window.
        rows: Vec<ItemRow>,
    }
}

answers! {
    /// An input of a number and where it comes from.
    Source {
        /// `mean`, `lead_time_days`, `lead_time_sd_days`, `order_quantity`, `unit_cost`, `review_days`, `target`, ...
        input: String,
        /// Its value.
        value: Option<f64>,
        /// The file; empty where policy or assumption.
        file: String,
        /// Line in it; 0 where many.
        line: f64,
        /// How many rows it rests on; 0 where not from rows.
        rows: f64,
        /// What kind of place that is.
        origin: SourceOrigin,
        /// Further words: the supplier's name, the segment; may be empty.
        note: String,
    }
}

answers! {
    /// The history of one item.
    Series {
        /// First day of the first period, days from 1970-01-01.
        first_day: i32,
        /// The length of a period.
        period: Period,
        /// Demand a period after returns, from the item's first to the data's last.
        values: Vec<f64>,
        /// Periods at the start that mean and sd leave out.
        left_out: u32,
    }
}

answers! {
    /// One item with everything its safety stock rests on. Times are in periods unless named days.
    ItemAnswer {
        /// Its line in the list.
        row: ItemRow,
        /// Its history.
        series: Option<Series>,
        /// Average gap between periods with demand.
        adi: Option<f64>,
        /// Squared CV of the positive demands.
        cv2: Option<f64>,
        /// Whether every kept quantity is a whole number.
        whole_units: bool,
        /// Lead time, periods.
        lead_time: f64,
        /// Its standard deviation, periods.
        lead_time_sd: f64,
        /// Days between reviews.
        review_days: f64,
        /// Lead time and review together, periods.
        interval: f64,
        /// 1 + interval/periods, where short history counts; else 1.
        short_history_factor: f64,
        /// Mean demand over the interval.
        mean_over_interval: Option<f64>,
        /// Its standard deviation.
        sd_over_interval: Option<f64>,
        /// The part of its variance that demand makes.
        demand_variance: Option<f64>,
        /// The part that the lead time makes.
        lead_time_variance: Option<f64>,
        /// Why this model; none without a safety stock.
        model_reason: Option<ModelReason>,
        /// (level - mean over the interval) / sd over the interval.
        safety_factor: Option<f64>,
        /// The level that the target asks for, before bounds and floors.
        level: Option<f64>,
        /// What held instead of the target, if anything.
        bound: Option<Bound>,
        /// Units an order.
        order_quantity: Option<f64>,
        /// Money a unit costs.
        unit_cost: Option<f64>,
        /// Holding cost a year.
        holding_cost: Option<f64>,
        /// Expected units short a year.
        units_short: Option<f64>,
        /// Where the target comes from.
        target_origin: TargetOrigin,
        /// Where the inputs come from.
        sources: Vec<Source>,
        /// What is odd about this item.
        findings: Vec<FindingView>,
    }
}
