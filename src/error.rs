//! Why a question cannot be answered.
//!
//! Trouble in the data is not an error but a [`Finding`](crate::finding::Finding): reading goes on.

use std::fmt;

use crate::figure::grouped;
use crate::memory::Lack;

/// Why a question cannot be answered. One variant, one cause; `Display` is what the page shows.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A slot that holds no file.
    #[error("there is no file in slot {slot}")]
    NoSuchFile {
        /// The slot asked for.
        slot: u32,
    },
    /// An item that is not in the data.
    #[error("there is no item number {index}; the data have {items} items")]
    NoSuchItem {
        /// The number asked for, from 0.
        index: u32,
        /// How many there are.
        items: u32,
    },
    /// A dimension that the policy does not have.
    #[error("there is no dimension number {position}; the policy has {dimensions}")]
    NoSuchDimension {
        /// The position asked for, from 0.
        position: u32,
        /// How many there are.
        dimensions: u32,
    },
    /// A count of computed groups that the data do not give.
    #[error("these data do not give {groups} groups; take one of the counts in the table")]
    NoSuchGroups {
        /// The count asked for.
        groups: u32,
    },
    /// Nothing of an earlier time to compare with.
    #[error(
        "there is nothing to compare with: drop an item-results.csv that was exported here, or load demand rows"
    )]
    NoEarlierResults,
    /// Two policies whose items cannot be held against each other.
    #[error("the two policies read the files differently: their items cannot be compared")]
    ReadDifferently,
    /// A target outside (0, 1).
    #[error("a service target must lie between 0 % and 100 % and reach neither; it is {} %", target * 100.0)]
    TargetOutOfRange {
        /// The target asked for, a fraction.
        target: f64,
    },
    /// No member of a family of demand has this mean and this variance.
    #[error("no {model} demand has a mean of {mean} and a variance of {variance}")]
    ModelUndefined {
        /// The family, as in the policy file.
        model: &'static str,
        /// Mean demand asked for, units.
        mean: f64,
        /// Variance asked for, squared units.
        variance: f64,
    },
    /// A figure that nothing can be computed with.
    #[error("the {what} is {value}, and nothing can be computed with that")]
    OutOfRange {
        /// Which figure.
        what: &'static str,
        /// What it is.
        value: f64,
    },
    /// A policy file that no JSON reader accepts.
    #[error("the policy is not JSON: {reason} (line {line}, column {column})")]
    PolicyNotJson {
        /// What the reader stumbled over.
        reason: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A policy file larger than any policy.
    #[error("the policy holds {bytes} bytes; at most {most} are read")]
    PolicyTooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// Lists and objects nested beyond what a policy needs.
    #[error("{place} lies more than {most} levels deep; no policy needs that")]
    PolicyTooDeep {
        /// The first value that lies too deep.
        place: PolicyPlace,
        /// The limit.
        most: usize,
    },
    /// JSON, but of something else.
    #[error(
        "this is no policy of this tool: {found}; expected an object with `format` \"segmented-safety-stock/policy\""
    )]
    PolicyFormat {
        /// What stands there instead.
        found: String,
    },
    /// A policy that a later edition wrote.
    #[error(
        "the policy has version {found}; this tool reads versions up to {known}: open it with a newer edition of the tool"
    )]
    PolicyNewer {
        /// The file's version.
        found: u64,
        /// The newest version known here.
        known: u32,
    },
    /// One name for two fields of an object: one of them would be lost.
    #[error("{place} stands twice in its object; keep one of them")]
    PolicyFieldTwice {
        /// The second of the two.
        place: PolicyPlace,
    },
    /// A service level that is no fraction in (0, 1).
    #[error("{place}: {level} is no level of service; {}", level_offer(*level))]
    PolicyLevel {
        /// Where it stands.
        place: PolicyPlace,
        /// What stands there.
        level: f64,
    },
    /// A field of the policy that cannot be used.
    #[error("{place}: found {found}; allowed: {allowed}")]
    PolicyField {
        /// Where it stands.
        place: PolicyPlace,
        /// What stands there.
        found: String,
        /// What may stand there.
        allowed: String,
    },
    /// More stocking units than a browser tab can hold.
    #[error("{}", too_many_items(file, *counted, unit, *units, *items, *most, *rows))]
    TooManyItems {
        /// The file that brings them.
        file: String,
        /// What was counted.
        counted: Counted,
        /// The fields of the stocking unit.
        unit: Vec<&'static str>,
        /// Stocking units of all files.
        units: u64,
        /// How many different first fields they have.
        items: u64,
        /// So many could be held with these rows.
        most: u64,
        /// Demand rows of all files.
        rows: u64,
    },
    /// Memory that the browser does not give.
    #[error("{what} needs more memory than this browser gives one page, about {} MB. What was loaded before is still there; try it with fewer months or fewer items, or close other tabs first.", megabytes(*bytes))]
    OutOfMemory {
        /// A file's name, or the step.
        what: String,
        /// Bytes asked for.
        bytes: u64,
    },
    /// A filter or rule that cannot be read.
    #[error("at position {position}: found {found}, expected {expected}. {advice}")]
    Condition {
        /// Characters from its start, from 1.
        position: usize,
        /// What stands there.
        found: String,
        /// What could stand there.
        expected: String,
        /// What to do.
        advice: String,
    },
}

impl Error {
    /// A stable name of the cause, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NoSuchFile { .. } => "no_such_file",
            Error::NoSuchItem { .. } => "no_such_item",
            Error::NoSuchDimension { .. } => "no_such_dimension",
            Error::NoSuchGroups { .. } => "no_such_groups",
            Error::NoEarlierResults => "no_earlier_results",
            Error::ReadDifferently => "read_differently",
            Error::TargetOutOfRange { .. } => "target_out_of_range",
            Error::ModelUndefined { .. } => "model_undefined",
            Error::OutOfRange { .. } => "out_of_range",
            Error::PolicyNotJson { .. } => "policy_not_json",
            Error::PolicyTooLarge { .. } => "policy_too_large",
            Error::PolicyTooDeep { .. } => "policy_too_deep",
            Error::PolicyFormat { .. } => "policy_format",
            Error::PolicyNewer { .. } => "policy_newer",
            Error::PolicyFieldTwice { .. } => "policy_field_twice",
            Error::PolicyLevel { .. } => "policy_level",
            Error::PolicyField { .. } => "policy_field",
            Error::TooManyItems { unit, items, most, .. } if unit.len() > 1 && items <= most => {
                "too_many_combinations"
            }
            Error::TooManyItems { .. } => "too_many_items",
            Error::OutOfMemory { .. } => "out_of_memory",
            Error::Condition { .. } => "condition",
        }
    }
}

impl From<Lack> for Error {
    fn from(lack: Lack) -> Self {
        Error::out_of_memory("This step", lack)
    }
}

impl Error {
    /// What lacks memory, and how much.
    pub fn out_of_memory(what: &str, Lack { bytes }: Lack) -> Self {
        Error::OutOfMemory { what: what.to_owned(), bytes }
    }
}

/// A field of a policy: its path, and its place in the text where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyPlace {
    /// From the outermost object: `segments.A-X.target.value`.
    pub path: String,
    /// Line and column in the file, each from 1; none where the policy comes as a value.
    pub spot: Option<(usize, usize)>,
}

impl fmt::Display for PolicyPlace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}`", self.path)?;
        self.spot.map_or(Ok(()), |(line, column)| write!(out, " (line {line}, column {column})"))
    }
}

/// What to write instead of a level outside (0, 1).
fn level_offer(level: f64) -> String {
    if level > 1.0 && level < 100.0 {
        format!("a level is a fraction between 0 and 1: write {}", level / 100.0)
    } else if level == 1.0 || level == 100.0 {
        "no stock makes certain: write a fraction below 1, such as 0.99".to_owned()
    } else {
        "write a fraction between 0 and 1, such as 0.95".to_owned()
    }
}

fn megabytes(bytes: u64) -> String {
    grouped(bytes.div_ceil(1 << 20) as f64)
}

/// What the counts of [`Error::TooManyItems`] are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// The file, as far as it was read.
    SoFar,
    /// The whole file.
    File,
    /// All files together: this one alone is not too much.
    Together,
}

/// What there is too much of, how much could be held, and what to do.
fn too_many_items(
    file: &str,
    counted: Counted,
    unit: &[&str],
    units: u64,
    items: u64,
    most: u64,
    rows: u64,
) -> String {
    let count = |of: u64| grouped(of as f64);
    let fields = unit.split_last().map_or(String::new(), |(last, before)| {
        if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) }
    });
    let found = match unit {
        [only] => format!("{} different {only}s", count(units)),
        _ => format!("{} combinations of {fields}", count(units)),
    };
    let (rows, held) = (count(rows), count(most));
    let all = match counted {
        Counted::SoFar => format!("{file} has {found} in {rows} rows and was not read on"),
        Counted::File => format!("{file} has {found} in {rows} rows"),
        Counted::Together => format!("With {file} the files have {found} in {rows} rows"),
    };
    let open = "one region, one range of items or fewer months at a time";
    let advice = match counted {
        _ if unit.len() < 2 || items > most => format!("Open {open}."),
        Counted::SoFar => format!("Hold stock by item (so far there are {}), or open {open}.", count(items)),
        _ => format!("Hold stock by item (there are {}), or open {open}.", count(items)),
    };
    format!("{all}: a browser tab can hold about {held}. Nothing of it was imported. {advice}")
}
