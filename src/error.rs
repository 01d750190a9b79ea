//! Why a question cannot be answered.
//!
//! Trouble in the data is not an error but a [`Finding`](crate::finding::Finding): reading goes on.

use std::fmt;

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
            Error::Condition { .. } => "condition",
        }
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
