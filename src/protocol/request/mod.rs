//! What the page asks. Settings travel with the question: the engine holds data only, so an answer can be
//! reproduced from the files and one request.

mod asked;

use serde_json::Value;

use super::desk::{DeskSettings, OrderLine, Sought};
use super::part::{Fields, Misfit};
use super::path::Member;
use super::policy::PolicyFile;
pub use asked::{
    BudgetGoal, Change, CsvForm, Export, GoalKind, ItemList, ItemSort, MoneyRate, PoolingAcross, Preset,
    ReviewAgainst, Signature,
};

/// A question of the page.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(test, derive(ts_rs::TS), ts(tag = "kind", rename_all = "snake_case"))]
pub enum Request {
    /// The policy a page opens with.
    NewPolicy,
    /// A policy file's text, checked.
    OpenPolicy {
        /// The file's name, for complaints.
        name: String,
        /// Its text.
        text: String,
    },
    /// The policy as a file to keep.
    PolicyText {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// From now on files are read by this policy's reading part; asked before files are fed.
    Reading {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// A file is removed.
    Forget {
        /// Its slot.
        slot: u32,
    },
    /// What was read, file by file.
    Files {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// The key figures, the matrix and the segments.
    Summary {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// One dimension: how items lie about its cut-offs.
    Dimension {
        /// The policy.
        policy: Box<PolicyFile>,
        /// The dimension's position in the policy, from 0.
        position: u32,
    },
    /// Whether the policy has too many segments, and which merges would cost least.
    Advice {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// How many segments are worth having: computed groups for 1, 2, 3, ... of them.
    Fewest {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// The policy with so many computed groups in place of its segments: answered by `policy`.
    TakeGroups {
        /// The policy.
        policy: Box<PolicyFile>,
        /// How many groups: one of the rows of `fewest`.
        groups: u32,
    },
    /// The policy with a preset's segmentation and targets in place of its own: answered by `policy`.
    Preset {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Which one.
        preset: Preset,
        /// The columns it classes by, where files name them otherwise; empty for the usual names.
        columns: Vec<String>,
    },
    /// The policy with one more sign-off: answered by `policy`.
    SignOff {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Who agrees to what.
        signature: Signature,
    },
    /// Which sign-offs hold, and when the next review is due.
    Agreement {
        /// The policy.
        policy: Box<PolicyFile>,
        /// The day to hold it against, ISO; none for the day of the session.
        today: Option<String>,
    },
    /// The policy with a line of history about what changed: answered by `policy`.
    Record {
        /// The policy as it is now.
        policy: Box<PolicyFile>,
        /// As it was.
        before: Box<PolicyFile>,
        /// Who changed it, when and why.
        change: Change,
    },
    /// Two policies beside each other: what differs, in fields, targets, money and service.
    ComparePolicies {
        /// The first.
        policy: Box<PolicyFile>,
        /// The second.
        other: Box<PolicyFile>,
    },
    /// Segments then and now: results kept earlier, or an earlier window of the history, against now.
    Review {
        /// The policy.
        policy: Box<PolicyFile>,
        /// What now is compared with.
        against: ReviewAgainst,
    },
    /// What it costs to hold the same item's stock apart, at several locations or for several channels.
    Pooling {
        /// The policy.
        policy: Box<PolicyFile>,
        /// What stock would be shared across.
        across: PoolingAcross,
    },
    /// The policy beside its scenarios.
    Scenarios {
        /// The policy, which holds them.
        policy: Box<PolicyFile>,
    },
    /// What service costs: capital against the overall rate.
    Money {
        /// The policy.
        policy: Box<PolicyFile>,
        /// What service is counted in.
        rate: MoneyRate,
    },
    /// The best use of a budget, or the least money for a service goal.
    Budget {
        /// The policy.
        policy: Box<PolicyFile>,
        /// What service is counted in.
        rate: MoneyRate,
        /// What is wanted.
        goal: BudgetGoal,
    },
    /// The uniform policies of the same capital and of the same service, which are searched for.
    Compare {
        /// The policy.
        policy: Box<PolicyFile>,
    },
    /// A window of the item list.
    Items {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Which items, in which order.
        list: ItemList,
    },
    /// Chosen items, whatever became of the others: what is on the screen, while the rest is computed.
    Rows {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Their numbers in key order.
        items: Vec<u32>,
    },
    /// One item with its working.
    Item {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Its number in key order.
        index: u32,
    },
    /// A file to keep.
    Export {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Which one.
        what: Export,
        /// How it is written.
        form: CsvForm,
    },
    /// What the commit desk has to work with, and what can be promised in general.
    Desk {
        /// The policy.
        policy: Box<PolicyFile>,
        /// What holds on the desk.
        desk: DeskSettings,
    },
    /// Items, or customers and tiers, that fit what somebody types.
    Suggest {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Which of them.
        what: Sought,
        /// What was typed.
        text: String,
        /// At most so many.
        count: u32,
    },
    /// One order: can it be promised?
    Promise {
        /// The policy.
        policy: Box<PolicyFile>,
        /// What holds on the desk.
        desk: DeskSettings,
        /// The order.
        order: OrderLine,
    },
    /// A list of orders, each: can it be promised?
    PromiseList {
        /// The policy.
        policy: Box<PolicyFile>,
        /// What holds on the desk.
        desk: DeskSettings,
        /// The orders.
        lines: Vec<OrderLine>,
    },
    /// A pasted list, read.
    ReadOrders {
        /// The policy.
        policy: Box<PolicyFile>,
        /// Its text.
        text: String,
    },
    /// Orders with their answers as a file to keep.
    Commitments {
        /// The policy.
        policy: Box<PolicyFile>,
        /// What holds on the desk.
        desk: DeskSettings,
        /// The orders.
        lines: Vec<OrderLine>,
        /// How it is written.
        form: CsvForm,
    },
    /// The rows of a file that were left out, with the reason.
    LeftOut {
        /// Its slot.
        slot: u32,
    },
}

impl Request {
    /// Reads a question.
    ///
    /// # Errors
    /// [`Misfit`]: its kind is unknown, or what belongs to it is absent or does not fit.
    pub fn read(value: Value) -> Result<Self, Misfit> {
        let mut given = Fields::of(value)?;
        let kind: String = given.needed("kind")?;
        Ok(match kind.as_str() {
            "new_policy" => Request::NewPolicy,
            "open_policy" => Request::OpenPolicy { name: given.needed("name")?, text: given.needed("text")? },
            "policy_text" => Request::PolicyText { policy: given.needed("policy")? },
            "reading" => Request::Reading { policy: given.needed("policy")? },
            "forget" => Request::Forget { slot: given.needed("slot")? },
            "files" => Request::Files { policy: given.needed("policy")? },
            "summary" => Request::Summary { policy: given.needed("policy")? },
            "dimension" => {
                Request::Dimension { policy: given.needed("policy")?, position: given.needed("position")? }
            }
            "advice" => Request::Advice { policy: given.needed("policy")? },
            "fewest" => Request::Fewest { policy: given.needed("policy")? },
            "take_groups" => {
                Request::TakeGroups { policy: given.needed("policy")?, groups: given.needed("groups")? }
            }
            "preset" => Request::Preset {
                policy: given.needed("policy")?,
                preset: given.needed("preset")?,
                columns: given.or_default("columns")?,
            },
            "sign_off" => {
                Request::SignOff { policy: given.needed("policy")?, signature: given.needed("signature")? }
            }
            "agreement" => {
                Request::Agreement { policy: given.needed("policy")?, today: given.or_default("today")? }
            }
            "record" => Request::Record {
                policy: given.needed("policy")?,
                before: given.needed("before")?,
                change: given.needed("change")?,
            },
            "compare_policies" => {
                Request::ComparePolicies { policy: given.needed("policy")?, other: given.needed("other")? }
            }
            "review" => {
                Request::Review { policy: given.needed("policy")?, against: given.needed("against")? }
            }
            "pooling" => {
                Request::Pooling { policy: given.needed("policy")?, across: given.needed("across")? }
            }
            "compare" => Request::Compare { policy: given.needed("policy")? },
            "scenarios" => Request::Scenarios { policy: given.needed("policy")? },
            "money" => Request::Money { policy: given.needed("policy")?, rate: given.or_default("rate")? },
            "budget" => Request::Budget {
                policy: given.needed("policy")?,
                rate: given.or_default("rate")?,
                goal: given.needed("goal")?,
            },
            "items" => Request::Items { policy: given.needed("policy")?, list: given.needed("list")? },
            "rows" => Request::Rows { policy: given.needed("policy")?, items: given.needed("items")? },
            "item" => Request::Item { policy: given.needed("policy")?, index: given.needed("index")? },
            "export" => Request::Export {
                policy: given.needed("policy")?,
                what: given.needed("what")?,
                form: given.or_default("form")?,
            },
            "desk" => Request::Desk { policy: given.needed("policy")?, desk: given.or_default("desk")? },
            "suggest" => Request::Suggest {
                policy: given.needed("policy")?,
                what: given.needed("what")?,
                text: given.needed("text")?,
                count: given.needed("count")?,
            },
            "promise" => Request::Promise {
                policy: given.needed("policy")?,
                desk: given.or_default("desk")?,
                order: given.needed("order")?,
            },
            "promise_list" => Request::PromiseList {
                policy: given.needed("policy")?,
                desk: given.or_default("desk")?,
                lines: given.needed("lines")?,
            },
            "read_orders" => {
                Request::ReadOrders { policy: given.needed("policy")?, text: given.needed("text")? }
            }
            "commitments" => Request::Commitments {
                policy: given.needed("policy")?,
                desk: given.or_default("desk")?,
                lines: given.needed("lines")?,
                form: given.or_default("form")?,
            },
            "left_out" => Request::LeftOut { slot: given.needed("slot")? },
            _ => {
                return Err(
                    Misfit::new(kind.into(), "a kind of question").inside(Member::Key("kind".to_owned()))
                );
            }
        })
    }
}
