//! What people agreed to, whether it still holds, when to look again, and what differs between two policies.

use serde_json::Value;

use super::super::policy::{Role, SignOff};
use super::super::written::answers;
use super::SegmentRow;

answers! {
    /// A sign-off and whether it still holds.
    SignOffView {
        /// Its position in the policy.
        index: u32,
        /// As the policy has it; no segments mean the whole policy.
        sign_off: SignOff,
        /// Whether what it covers is as it was signed.
        holds: bool,
    }
}

answers! {
    /// What a role has agreed to.
    RoleView {
        /// The role.
        role: Role,
        /// Segments of the policy, `*` left aside, that a sign-off of the role covers and that holds.
        agreed: u32,
        /// The other segments, in code point order; at most 100.
        open: Vec<String>,
        /// How many those are.
        open_total: u32,
    }
}

answers! {
    /// Sign-offs and the next review.
    AgreementAnswer {
        /// Every sign-off, in the policy's order.
        sign_offs: Vec<SignOffView>,
        /// Every role.
        roles: Vec<RoleView>,
        /// When the policy was last reviewed, ISO.
        reviewed_on: Option<String>,
        /// The day of the next review, ISO; none where it was never reviewed.
        review_due: Option<String>,
        /// Days until then; below 0 when overdue.
        days_left: Option<i32>,
        /// Whether a review is due today: it never was reviewed, or the day has come.
        is_due: bool,
    }
}

answers! {
    /// A field that two policies have differently.
    ChangeView {
        /// Its path: `segments.A-X.target.value`.
        path: String,
        /// What stands there before; none where the field is new.
        #[cfg_attr(test, ts(type = "unknown"))]
        before: Option<Value>,
        /// What stands there after; none where the field is gone.
        #[cfg_attr(test, ts(type = "unknown"))]
        after: Option<Value>,
    }
}

answers! {
    /// A segment under two policies.
    ComparedSegment {
        /// The segment.
        segment: String,
        /// Its figures under the first; none where no item is in it.
        before: Option<SegmentRow>,
        /// Its figures under the second.
        after: Option<SegmentRow>,
    }
}

answers! {
    /// Two policies beside each other: fields, targets, money and service.
    ComparePoliciesAnswer {
        /// Fields that differ, by path; at most 300. History and sign-offs are no settings.
        changes: Vec<ChangeView>,
        /// How many fields differ.
        changes_total: u32,
        /// Sign-offs of the first policy that hold there and would lapse.
        lapsing: Vec<SignOff>,
        /// All segments of both, in code point order; at most 300.
        segments: Vec<ComparedSegment>,
        /// How many segments both have together.
        segments_total: u32,
        /// All items under the first.
        before: Option<SegmentRow>,
        /// All items under the second.
        after: Option<SegmentRow>,
        /// Items whose segment differs.
        moved: f64,
        /// Items whose target differs.
        retargeted: f64,
        /// Why there are no figures; may be empty.
        remark: String,
    }
}
