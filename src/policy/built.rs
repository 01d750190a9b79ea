//! Settings of the policy's shape whose feature this version does not have, and how each is answered instead.
//!
//! They are kept and written back. Each one that is used is named, so that nobody takes the answer for what the
//! setting asks. When a feature is built its line goes.

use crate::finding::{Cause, Findings};
use crate::protocol::policy::{PolicyFile, Sizing};

use super::place::{Path, ROOT};
use super::source::{Naming, Source};

/// Names every used setting that is not built.
pub(super) fn note(policy: &PolicyFile, source: Source<'_>, findings: &mut Findings) {
    let mut visit = Visit { naming: Naming::new(source, findings, Cause::NotBuilt), said: Vec::new() };
    visit.whole(policy);
    if !visit.said.is_empty() {
        let said = visit.said.join(" ");
        visit.naming.say(said);
    }
}

struct Visit<'v, 't> {
    naming: Naming<'v, 't>,
    /// A sentence for each kind of setting, once.
    said: Vec<&'static str>,
}

impl Visit<'_, '_> {
    fn setting(&mut self, path: &Path<'_>, found: &str, instead: &'static str) {
        self.naming.field(path, found);
        if !self.said.contains(&instead) {
            self.said.push(instead);
        }
    }

    fn whole(&mut self, policy: &PolicyFile) {
        if policy.sizing == Sizing::Forecast {
            self.setting(
                &ROOT.key("sizing"),
                "forecast",
                "Sizing forecast: the standard deviation of demand is used.",
            );
        }
    }
}
