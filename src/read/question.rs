//! What only the user can settle, with both readings of a real cell.

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// The order of day and month, or what numbers in a date column count.
    DateOrder,
    /// Whether a mark is decimal or separates thousands.
    Decimal,
    /// The sign between fields.
    Delimiter,
    /// How characters are written as bytes.
    Encoding,
    /// Which line holds the names of the columns.
    Header,
    /// Which column plays a needed role.
    Columns,
    /// Which of two columns of one name, or of one period, is meant.
    Twin,
    /// Whether lines that begin with a sign are rows.
    Comment,
    /// Which column holds the keys that other files have.
    Key,
    /// Which unit or currency of several in a column is meant.
    Units,
    /// Whether an item that adds up all others is one.
    Total,
}

impl About {
    /// A stable name, for programs.
    pub fn name(self) -> &'static str {
        match self {
            About::DateOrder => "date_order",
            About::Decimal => "decimal",
            About::Delimiter => "delimiter",
            About::Encoding => "encoding",
            About::Header => "header",
            About::Columns => "columns",
            About::Twin => "twin",
            About::Comment => "comment",
            About::Key => "key",
            About::Units => "units",
            About::Total => "total",
        }
    }
}

impl Question {
    /// Whether a file counts nowhere until this is answered: any reading might be wholly wrong.
    pub fn blocks(&self) -> bool {
        matches!(self.about, About::Delimiter | About::Header | About::Columns | About::Units)
    }
}

/// One reading of a real cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What a policy's `columns` holds for it.
    pub value: String,
    /// The cell as it stands.
    pub cell: String,
    /// What it would mean.
    pub meaning: String,
    /// Whether it is read so until the user chooses.
    pub current: bool,
}

/// A question only the user can settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub about: About,
    /// The column; empty where the whole file is meant.
    pub header: String,
    /// The line of the cell shown.
    pub line: u64,
    /// The readings to choose from.
    pub choices: Vec<Choice>,
}

/// A decision of the reader, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// `encoding`, `delimiter`, `header`, `table`, `decimal` or `dates`.
    pub name: &'static str,
    /// What was decided, for people.
    pub value: String,
    /// What it rests on; may be empty.
    pub evidence: String,
}
