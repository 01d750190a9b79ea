//! Sign-offs, reviews, and two policies beside each other.

use super::segment_row;
use super::summary::segment_rows;
use crate::data::calendar::{Day, iso};
use crate::order;
use crate::plan::Results;
use crate::policy::resolve::STAR;
use crate::policy::{PolicyFile, Target, changes, sign_off};
use crate::protocol::answer::{
    AgreementAnswer, ChangeView, ComparePoliciesAnswer, ComparedSegment, RoleView, SegmentRow, SignOffView,
};
use crate::protocol::policy::Role;
use crate::segment::single::iso_day;

const MOST_OPEN: usize = 100;
const MOST_CHANGES: usize = 300;
const MOST_SEGMENTS: usize = 300;

/// What people agreed to, and when to look again.
pub fn agreement(policy: &PolicyFile, today: Day) -> AgreementAnswer {
    let holding = |sign_off| sign_off::holds(policy, sign_off);
    let sign_offs: Vec<SignOffView> = (0..)
        .zip(&policy.sign_offs)
        .map(|(index, sign_off)| SignOffView { index, sign_off: sign_off.clone(), holds: holding(sign_off) })
        .collect();
    let reviewed = policy.reviewed_on.as_deref().and_then(iso_day);
    let due = reviewed.map(|day| day.saturating_add_unsigned(policy.review_every_days));
    AgreementAnswer {
        roles: Role::ALL.iter().map(|role| role_view(policy, &sign_offs, *role)).collect(),
        sign_offs,
        reviewed_on: policy.reviewed_on.clone(),
        review_due: due.map(iso),
        days_left: due.map(|due| due - today),
        is_due: due.is_none_or(|due| due <= today),
    }
}

fn role_view(policy: &PolicyFile, sign_offs: &[SignOffView], role: Role) -> RoleView {
    let own = sign_offs.iter().filter(|one| one.holds && one.sign_off.role == role.name());
    let own: Vec<&Vec<String>> = own.map(|one| &one.sign_off.covers).collect();
    let agreed = |name: &&String| own.iter().any(|covers| covers.is_empty() || covers.contains(name));
    let names = || policy.segments.keys().filter(|name| *name != STAR);
    let open: Vec<String> = names().filter(|name| !agreed(name)).cloned().collect();
    RoleView {
        role,
        agreed: (names().count() - open.len()) as u32,
        open_total: open.len() as u32,
        open: open.into_iter().take(MOST_OPEN).collect(),
    }
}

/// Two policies field by field, and the sign-offs of the first that would lapse.
pub fn compared(before: &PolicyFile, after: &PolicyFile) -> ComparePoliciesAnswer {
    let changes = changes::changes(before, after);
    let lapses = |one: &&_| sign_off::holds(before, one) && !sign_off::holds(after, one);
    ComparePoliciesAnswer {
        changes_total: changes.len() as u32,
        changes: changes
            .into_iter()
            .take(MOST_CHANGES)
            .map(|change| ChangeView { path: change.path, before: change.before, after: change.after })
            .collect(),
        lapsing: before.sign_offs.iter().filter(lapses).cloned().collect(),
        segments: Vec::new(),
        segments_total: 0,
        before: None,
        after: None,
        moved: 0.0,
        retargeted: 0.0,
        remark: String::new(),
    }
}

/// Adds what both hold and serve.
pub fn with_figures(answer: &mut ComparePoliciesAnswer, before: &Results, after: &Results) {
    let (one, other) = (segment_rows(before), segment_rows(after));
    let mut names: Vec<&String> = one.iter().chain(&other).map(|row| &row.segment).collect();
    order::sort(&mut names);
    names.dedup();
    let of = |rows: &[SegmentRow], name: &String| rows.iter().find(|row| row.segment == *name).cloned();
    answer.segments_total = names.len() as u32;
    answer.segments = names
        .into_iter()
        .take(MOST_SEGMENTS)
        .map(|segment| ComparedSegment {
            before: of(&one, segment),
            after: of(&other, segment),
            segment: segment.clone(),
        })
        .collect();
    (answer.before, answer.after) = (Some(total(before)), Some(total(after)));
    let items = || 0..before.items().len();
    let differs =
        |of: &dyn Fn(&Results, usize) -> bool| items().filter(|&item| of(before, item)).count() as f64;
    answer.moved = differs(&|before, item| before.segmentation.name(item) != after.segmentation.name(item));
    answer.retargeted = differs(&|before, item| before.target(item) != after.target(item));
}

fn total(results: &Results) -> SegmentRow {
    let total = results.total();
    let target = results.shared_target(results.groups.list.iter()).map(Target::setting);
    segment_row("Total", target, &total, total.annual_revenue)
}
