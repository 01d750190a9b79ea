//! Whether the scenarios of a policy can be used.

use std::collections::BTreeSet;

use super::check::Check;
use super::place::{Path, ROOT};
use crate::error::Error;
use crate::protocol::policy::PolicyFile;
use crate::protocol::scenario::{Supposed, SupposedOf, Supposition};

/// Scenarios that a policy may have: each takes as long as the policy itself.
pub const MOST_SCENARIOS: usize = 12;

impl Check<'_> {
    /// Every scenario has a name of its own, targets that can be used, and suppositions that mean something.
    pub(super) fn scenarios(self, policy: &PolicyFile) -> Result<(), Error> {
        let scenarios = policy.scenarios.as_deref().unwrap_or_default();
        let here = ROOT.key("scenarios");
        if scenarios.len() > MOST_SCENARIOS {
            let allowed = format!("at most {MOST_SCENARIOS} scenarios");
            return Err(self.source.refused(&here, &scenarios.len(), allowed));
        }
        let mut names = BTreeSet::new();
        for (position, scenario) in scenarios.iter().enumerate() {
            let here = here.at(position);
            self.source.name(&here.key("name"), &scenario.name)?;
            if !names.insert(&scenario.name) {
                return Err(self.source.refused_text(&here.key("name"), &scenario.name, "each name once"));
            }
            if let Some(segments) = &scenario.segments {
                self.segments(&here.key("segments"), segments)?;
            }
            for (number, one) in scenario.suppositions.iter().enumerate() {
                self.supposition(&here.key("suppositions").at(number), one)?;
            }
        }
        Ok(())
    }

    fn supposition(self, here: &Path<'_>, one: &Supposition) -> Result<(), Error> {
        if one.of != SupposedOf::All {
            self.source.name(&here.key("name"), &one.name)?;
        }
        let above_zero = matches!(one.what, Supposed::Demand | Supposed::OrderQuantity);
        match (one.times, one.to) {
            (Some(times), None) if (0.0..=1000.0).contains(&times) && (times > 0.0 || !above_zero) => Ok(()),
            (Some(times), None) => {
                Err(self.source.refused(&here.key("times"), &times, "a number above 0, at most 1000"))
            }
            (None, Some(to)) if one.what == Supposed::Demand => {
                Err(self.source.refused(&here.key("to"), &to, "`times`: demand goes up or down by a share"))
            }
            (None, Some(to)) if one.what == Supposed::HoldingRate => {
                self.source.yearly_share(&here.key("to"), to)
            }
            (None, Some(to)) if above_zero && !(to > 0.0) => {
                Err(self.source.refused(&here.key("to"), &to, "a number above 0"))
            }
            (None, Some(to)) => self.source.amount(&here.key("to"), to),
            _ => Err(self.source.refused(here, &"both or neither", "either `times` or `to`")),
        }
    }
}
