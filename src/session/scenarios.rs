//! The policy beside its scenarios: each computed for itself, kept as the row it comes to.

use std::rc::Rc;

use super::answers::scenarios::row;
use super::ask::{Computed, Stop};
use super::compute::Stages;
use super::held::Unfinished;
use super::jobs::Going;
use super::stage::Same;
use super::{Session, suppliers};
use crate::plan::group::Groups;
use crate::plan::suppose::{Supposing, suppose};
use crate::plan::{Results, Weights};
use crate::policy::Resolved;
use crate::protocol::answer::{ScenarioRow, ScenariosAnswer};
use crate::protocol::policy::PolicyFile;
use crate::protocol::scenario::{Scenario, Supposition};
use crate::stats::portfolio::Portfolio;
use crate::stock::Terms;

/// Rows that are kept: a scenario that is changed back and forth is there at once.
const KEPT: usize = 40;

/// What the row of a scenario rests on.
#[derive(Debug, PartialEq)]
struct Ground {
    portfolio: Same<Portfolio>,
    groups: Same<Groups>,
    weights: Same<Weights>,
    shared: Vec<Resolved>,
    suppositions: Vec<Supposition>,
    terms: Terms,
}

/// Rows that are made, and the one that is being made.
#[derive(Debug, Default)]
pub struct Scenarios {
    rows: Vec<(Ground, ScenarioRow)>,
    going: Option<(Ground, Supposing, Stages)>,
}

impl Scenarios {
    /// What a scenario comes to.
    ///
    /// # Errors
    /// [`Unfinished`] where an answer is due before; asked again, it goes on from there.
    fn row(
        &mut self,
        mut results: Results,
        scenario: &Scenario,
        (terms, others): (Terms, &mut Going<'_>),
    ) -> Result<ScenarioRow, Unfinished> {
        let ground = Ground {
            portfolio: Same::as_(&results.portfolio),
            groups: Same::as_(&results.groups),
            weights: Same::as_(&results.weights),
            shared: results.shared.to_vec(),
            suppositions: scenario.suppositions.clone(),
            terms,
        };
        if let Some((_, row)) = self.rows.iter().find(|(of, _)| *of == ground) {
            return Ok(row.clone());
        }
        let going = self.going.take().filter(|(of, ..)| *of == ground);
        let (ground, supposing, mut stages) = going.unwrap_or_else(|| {
            let suppliers = suppliers::suppliers(&results.dataset);
            let supposing = suppose(&results, &suppliers, &scenario.suppositions);
            (ground, supposing, Stages::default())
        });
        results.measured = Some(Rc::clone(&results.portfolio));
        results.portfolio = Rc::clone(&supposing.portfolio);
        results.fitted = Rc::clone(&supposing.fitted);
        if let Err(so_far) = stages.held(&mut results, terms, None, others) {
            self.going = Some((ground, supposing, stages));
            return Err(so_far);
        }
        let found = row("", &results, supposing.touched);
        if self.rows.len() >= KEPT {
            self.rows.remove(0);
        }
        self.rows.push((ground, found.clone()));
        Ok(found)
    }
}

impl Session {
    /// The policy and its scenarios.
    pub(super) fn scenarios(&mut self, policy: &PolicyFile) -> Result<ScenariosAnswer, Stop> {
        let Computed { results, mut pace, .. } = self.computed(policy)?;
        let mut rows = vec![row("", &results, 0)];
        let scenarios = policy.scenarios.as_deref().unwrap_or_default();
        for (done, scenario) in scenarios.iter().enumerate() {
            let segments = scenario.segments.as_ref().unwrap_or(&policy.segments).clone();
            let own = PolicyFile { segments, ..policy.clone() };
            let Computed { results, terms, .. } = self.prepared(&own)?;
            let of = results.items().len() as f64;
            let others = &mut Going { pace: &mut pace, desk: &mut self.desk };
            let found = self.scenarios.row(results, scenario, (terms, others));
            let found = found.map_err(|so_far| Unfinished {
                waits: so_far.waits,
                ..Unfinished::new(done as f64 * of + so_far.done, scenarios.len() as f64 * of)
            })?;
            rows.push(ScenarioRow { name: scenario.name.clone(), ..found });
        }
        Ok(ScenariosAnswer { weight: results.weights.by, rows })
    }
}
