//! Questions about policies themselves: presets, sign-offs, history, and two of them beside each other.

use std::rc::Rc;

use super::answers::{agreement, fewest, review};
use super::ask::{Stop, policy_answer};
use super::compute::Stages;
use super::jobs::{Desk, Going};
use super::slot::{Content, FileSlot};
use super::{Session, earlier};
use crate::data::calendar::Day;
use crate::data::dataset::Dataset;
use crate::data::settings::ReadSettings;
use crate::error::Error;
use crate::plan::{Pace, Results};
use crate::policy::changes::Author;
use crate::policy::preset::{Named, preset};
use crate::policy::{self, changes, components, sign_off};
use crate::protocol::answer::{AgreementAnswer, Answer, ComparePoliciesAnswer, ReviewAnswer};
use crate::protocol::policy::{DimensionKind, PolicyFile};
use crate::protocol::request::{Change, Preset, ReviewAgainst, Signature};
use crate::segment::single::iso_day;
use crate::stock::Terms;

impl Session {
    /// The policy with a preset in place of its segmentation. Component criticality takes single targets from a parts
    /// list, where one is loaded.
    pub(super) fn preset(
        &mut self,
        policy: &PolicyFile,
        kind: Preset,
        columns: &[String],
    ) -> Result<Answer, Stop> {
        policy::check(policy)?;
        let Some(mut found) = preset(policy, kind, Named(columns)) else {
            return self.take_groups(policy, 3);
        };
        if kind == Preset::ComponentCriticality {
            let rows =
                self.files.values().flat_map(FileSlot::tables).filter_map(|file| match &file.content {
                    Content::Parts(rows) => Some(rows.iter()),
                    _ => None,
                });
            let rows = rows.flatten().map(|row| (row.parent.as_str(), row.component.as_str()));
            components::give(&mut found, rows, policy);
        }
        checked(found)
    }

    /// The policy with so many computed groups.
    pub(super) fn take_groups(&mut self, policy: &PolicyFile, groups: u32) -> Result<Answer, Stop> {
        let found = self.fewest(policy)?;
        let row = found.rows.iter().find(|row| row.groups == groups).zip(found.price);
        let (row, price) = row.ok_or(Error::NoSuchGroups { groups })?;
        let results = self.computed_results(policy)?;
        checked(fewest::taken(policy, row, price, &results))
    }

    /// The policy with one more sign-off.
    pub(super) fn sign(policy: &PolicyFile, signature: &Signature) -> Result<Answer, Stop> {
        let Signature { role, name, day, covers, .. } = signature;
        let mut signed = policy.clone();
        signed.sign_offs.push(sign_off::sign(policy, role.name(), name, day, covers));
        checked(signed)
    }

    /// What people agreed to; held against the given day, else the session's.
    pub(super) fn agreement(
        &mut self,
        policy: &PolicyFile,
        today: Option<&str>,
    ) -> Result<AgreementAnswer, Stop> {
        policy::check(policy)?;
        let own = self.day();
        Ok(agreement::agreement(policy, today.and_then(crate::segment::single::iso_day).unwrap_or(own)))
    }

    /// The policy with a line of history about what changed since another.
    pub(super) fn record(before: &PolicyFile, after: &PolicyFile, change: &Change) -> Result<Answer, Stop> {
        let author = Author { who: &change.who, when: &change.when, why: &change.why };
        checked(changes::recorded(before, after, author))
    }

    /// Two policies beside each other, with figures where both read the files alike.
    pub(super) fn compare_policies(
        &mut self,
        before: &PolicyFile,
        after: &PolicyFile,
    ) -> Result<ComparePoliciesAnswer, Stop> {
        let mut answer = agreement::compared(before, after);
        policy::check(after)?;
        let alike = alike(before, after);
        if !alike || self.files.is_empty() {
            let why =
                if alike { "No files are loaded." } else { "The two policies read the files differently." };
            why.clone_into(&mut answer.remark);
            return Ok(answer);
        }
        let one = self.computed_results(before)?;
        let other = self.computed_results(after)?;
        agreement::with_figures(&mut answer, &one, &other);
        Ok(answer)
    }
}

impl Session {
    /// Items then against now.
    pub(super) fn review(
        &mut self,
        policy: &PolicyFile,
        against: &ReviewAgainst,
    ) -> Result<ReviewAnswer, Stop> {
        let now = self.computed_results(policy)?;
        let today = self.day();
        let xyz = policy.segmentation.dimensions.iter().find(|one| one.kind == DimensionKind::Xyz);
        let bucket = xyz.and_then(|one| one.bucket).unwrap_or_default();
        let setting = review::Setting { seed: policy.seed, bucket };
        let mut answer = if let Some(text) = &against.results {
            let then = earlier::of_export(text, &now.dataset, &now).ok_or(Error::NoEarlierResults)?;
            review::review(&now, &then, setting)
        } else if let Some(then) = &against.policy {
            policy::check(then)?;
            if !alike(policy, then) {
                return Err(Error::ReadDifferently.into());
            }
            review::review(&now, &earlier::of_policy(&self.computed_results(then)?), setting)
        } else {
            let (first, last) = now.dataset.histories.days.ok_or(Error::NoEarlierResults)?;
            let day = |text: &Option<String>| text.as_deref().and_then(iso_day);
            let end = day(&against.earlier_to).unwrap_or(first + (last - first) / 2);
            let windows = [
                (day(&against.earlier_from).unwrap_or(first), end),
                (day(&against.later_from).unwrap_or(end + 1), day(&against.later_to).unwrap_or(last)),
            ];
            let within = |window| within(&now.dataset, policy, window, today);
            let [then, later] = windows.map(within);
            review::review(&later?, &earlier::of_results(&then?), setting)
        };
        review::window(&mut answer, against.offset, against.count);
        Ok(answer)
    }
}

/// Whether files that are read by one of two policies serve the other.
fn alike(one: &PolicyFile, other: &PolicyFile) -> bool {
    let [one, other] = [one, other].map(ReadSettings::new);
    one.serve(&other) || other.serve(&one)
}

/// Everything under a policy as if data had begun and ended on these days.
fn within(
    dataset: &Dataset,
    policy: &PolicyFile,
    (from, to): (Day, Day),
    today: Day,
) -> Result<Results, Stop> {
    let cut = Rc::new(Dataset { histories: dataset.histories.between(from, to), ..dataset.clone() });
    let mut stages = Stages::default();
    let going = &mut Going { pace: &mut Pace::default(), desk: &mut Desk::default() };
    let (mut results, _) = stages.prepared(&cut, policy, today, going)?;
    let terms = Terms::new(policy, results.portfolio.frame.period);
    stages.held(&mut results, terms, None, going)?;
    Ok(results)
}

fn checked(policy: PolicyFile) -> Result<Answer, Stop> {
    let found = policy::check(&policy)?;
    Ok(policy_answer(policy, &found))
}
