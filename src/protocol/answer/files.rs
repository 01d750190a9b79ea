//! What was read, file by file: decisions with evidence, columns, questions, counts.

use super::super::policy::ColumnMatch;
use super::super::written::{answers, names};
use super::FindingView;

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
        /// `table.role` for what it plays in the other tables that the file is.
        also: Vec<String>,
        /// The first day of the period whose quantities it holds, in a table with a column a period.
        period: Option<i32>,
        /// Whether it holds the quantities of an item, in a table with a column an item.
        an_item: bool,
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
        /// Which column holds the keys that other files have; a choice's meaning is how many of them it has.
        Key = "key",
        /// Which unit or currency of several in a column is meant.
        Units = "units",
        /// Whether an item whose demand is the sum of all others is one; `header` is its name.
        Total = "total",
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
