//! What can be promised in general, kept group by group until their stock, the tiers or the open tables change.

use std::rc::Rc;

use super::held::Unfinished;
use super::stage::{Same, Stage};
use crate::plan::group::Holding;
use crate::plan::{Pace, Results};
use crate::promise::book::Book;
use crate::promise::card::{Offer, Sums, offers, sums};
use crate::protocol::policy::{PolicyFile, Tier};

/// What the sums of a group rest on.
type Terms = (Same<Holding>, Same<Book>, Vec<Tier>);

/// The sums, a group each.
#[derive(Debug, Default)]
pub struct Cards {
    groups: Vec<Stage<Terms, Vec<Sums>>>,
}

impl Cards {
    /// The offers of all segments.
    ///
    /// # Errors
    /// [`Unfinished`] where an answer is due before; asked again, it goes on from there.
    pub fn offers(
        &mut self,
        results: &Results,
        policy: &PolicyFile,
        book: &Rc<Book>,
        pace: &mut Pace,
    ) -> Result<Vec<Offer>, Unfinished> {
        self.groups.resize_with(results.holdings.len(), Stage::default);
        let mut made: Vec<Rc<Vec<Sums>>> = Vec::new();
        let mut done = 0.0;
        for ((stage, holding), group) in
            self.groups.iter_mut().zip(&results.holdings).zip(&results.groups.list)
        {
            let terms = (Same::as_(holding), Same::as_(book), policy.tiers.clone());
            if !stage.has(&terms) {
                if pace.spent() {
                    return Err(Unfinished::new(done, results.items().len() as f64));
                }
                pace.spend_times(&holding.bases, 2.0 * policy.tiers.len() as f64);
            }
            made.push(stage.get(terms, |_| sums(results, policy, book, (group, holding))));
            done += group.members.len() as f64;
        }
        Ok(offers(results, policy, made.iter().map(Rc::as_ref)))
    }
}
