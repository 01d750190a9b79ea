//! What the engine answers: summaries as objects, tables as windows, files as bytes.

mod advice;
mod agreement;
mod dimension;
mod fewest;
mod files;
mod history;
mod items;
mod money;
mod pooling;
mod promise;
mod results;
mod review;
mod scenarios;
mod working;

pub use advice::*;
pub use agreement::*;
pub use dimension::*;
pub use fewest::*;
pub use files::*;
pub use history::*;
pub use items::*;
pub use money::*;
pub use pooling::*;
pub use promise::*;
pub use results::*;
pub use review::*;
pub use scenarios::*;
pub use working::*;

use super::node::Node;
use super::policy::PolicyFile;
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
    /// Not finished within what is done in one go: asked again, the question goes on from there.
    Working(WorkingAnswer),
    /// A policy, checked.
    Policy(Box<PolicyAnswer>),
    /// What was read.
    Files(FilesAnswer),
    /// Key figures, matrix and segments.
    Summary(Box<SummaryAnswer>),
    /// A dimension with its cut-offs.
    Dimension(Box<DimensionAnswer>),
    /// Whether there are too many segments.
    Advice(Box<AdviceAnswer>),
    /// Sign-offs and reviews.
    Agreement(Box<AgreementAnswer>),
    /// Two policies beside each other.
    ComparePolicies(Box<ComparePoliciesAnswer>),
    /// Segments then and now.
    Review(Box<ReviewAnswer>),
    /// Stock held apart against held together.
    Pooling(Box<PoolingAnswer>),
    /// The policy beside its scenarios.
    Scenarios(Box<ScenariosAnswer>),
    /// How many segments are worth having.
    Fewest(Box<FewestAnswer>),
    /// What service costs.
    Money(Box<MoneyAnswer>),
    /// The best use of a budget.
    Budget(Box<BudgetAnswer>),
    /// The searched uniform policies.
    Compare(Box<CompareAnswer>),
    /// A window of items.
    Items(ItemsAnswer),
    /// Chosen items.
    Rows(RowsAnswer),
    /// One item's working.
    Item(Box<ItemAnswer>),
    /// What the commit desk has to work with.
    Desk(Box<DeskAnswer>),
    /// What fits what somebody types.
    Suggestions(SuggestionsAnswer),
    /// One order, answered.
    Promise(Box<PromiseAnswer>),
    /// A list of orders, answered.
    PromiseList(PromiseListAnswer),
    /// A pasted list as it was read.
    OrderLines(OrderLinesAnswer),
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
            Answer::Working(answer) => ("working", answer.node()),
            Answer::Policy(answer) => ("policy", answer.node()),
            Answer::Files(answer) => ("files", answer.node()),
            Answer::Summary(answer) => ("summary", answer.node()),
            Answer::Dimension(answer) => ("dimension", answer.node()),
            Answer::Advice(answer) => ("advice", answer.node()),
            Answer::Agreement(answer) => ("agreement", answer.node()),
            Answer::ComparePolicies(answer) => ("compare_policies", answer.node()),
            Answer::Review(answer) => ("review", answer.node()),
            Answer::Pooling(answer) => ("pooling", answer.node()),
            Answer::Scenarios(answer) => ("scenarios", answer.node()),
            Answer::Fewest(answer) => ("fewest", answer.node()),
            Answer::Money(answer) => ("money", answer.node()),
            Answer::Budget(answer) => ("budget", answer.node()),
            Answer::Compare(answer) => ("compare", answer.node()),
            Answer::Items(answer) => ("items", answer.node()),
            Answer::Rows(answer) => ("rows", answer.node()),
            Answer::Item(answer) => ("item", answer.node()),
            Answer::Desk(answer) => ("desk", answer.node()),
            Answer::Suggestions(answer) => ("suggestions", answer.node()),
            Answer::Promise(answer) => ("promise", answer.node()),
            Answer::PromiseList(answer) => ("promise_list", answer.node()),
            Answer::OrderLines(answer) => ("order_lines", answer.node()),
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
    /// How far a computation came.
    WorkingAnswer {
        /// Items done.
        done: f64,
        /// Items in all.
        of: f64,
        /// The share of the work that is done: one item may take longer than another.
        share: f64,
        /// Whether all that is left is being done by others: asked again, there is nothing new before they are done.
        waits: bool,
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
