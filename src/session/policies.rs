//! Questions about policies themselves: presets, sign-offs, history, and two of them beside each other.

use super::Session;
use super::answers::{agreement, fewest};
use super::ask::{Stop, policy_answer};
use super::slot::{Content, FileSlot};
use crate::data::settings::ReadSettings;
use crate::error::Error;
use crate::policy::changes::Author;
use crate::policy::preset::{Named, preset};
use crate::policy::{self, changes, components, sign_off};
use crate::protocol::answer::{AgreementAnswer, Answer, ComparePoliciesAnswer};
use crate::protocol::policy::PolicyFile;
use crate::protocol::request::{Change, Preset, Signature};

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
        checked(fewest::taken(policy, row, price))
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
        let alike = ReadSettings::new(before).serve(&ReadSettings::new(after))
            || ReadSettings::new(after).serve(&ReadSettings::new(before));
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

fn checked(policy: PolicyFile) -> Result<Answer, Stop> {
    let found = policy::check(&policy)?;
    Ok(policy_answer(policy, &found))
}
