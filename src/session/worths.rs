//! What segments are worth: computed groups and the curves that merges are weighed on, kept while they are made and
//! until what they rest on changes.

use std::rc::Rc;

use super::held::Unfinished;
use super::moneys::Ground;
use super::stage::Same;
use crate::plan::fewest::{Fewest, Searching};
use crate::plan::merging::{Joining, Merging};
use crate::plan::worth::{Today, Worth};
use crate::plan::{Pace, Results};
use crate::policy::Target;

/// What groups rest on: the worth of items, those that may be grouped, and the rate to serve.
type Asked = (Same<Worth>, Vec<u32>, f64);

/// Groups and merges, as far as they are made.
#[derive(Debug, Default)]
pub struct Worths {
    asked: Option<Asked>,
    searching: Option<Searching>,
    found: Option<Rc<Fewest>>,
    /// What the curves rest on, with the contracts of segments and how many items have a stock.
    ground: Option<(Ground, Vec<Option<Target>>, u32)>,
    joining: Option<Joining>,
}

impl Worths {
    /// The fewest segments that serve what is served today; none where no targets do.
    ///
    /// # Errors
    /// [`Unfinished`] where an answer is due before; asked again, it goes on from there.
    pub fn fewest(
        &mut self,
        worth: &Rc<Worth>,
        today: &Today,
        pace: &mut Pace,
    ) -> Result<Option<Rc<Fewest>>, Unfinished> {
        let asked = (Same::as_(worth), today.free.clone(), today.served - today.fixed_served);
        let items = today.free.len() as f64;
        let unfinished = |done: f64| Unfinished::new(items * done, items);
        if self.asked.as_ref() != Some(&asked) {
            if pace.spent() {
                return Err(unfinished(0.5));
            }
            let free = worth.curves.grouped(&mut today.free.iter().map(std::slice::from_ref));
            self.searching = Searching::new(&free, asked.2);
            (self.asked, self.found) = (Some(asked), None);
            pace.spend_items(items);
        }
        if let Some(searching) = &mut self.searching {
            if !searching.go_on(pace) {
                return Err(unfinished(0.5 + 0.5 * searching.share()));
            }
            self.found = self.searching.take().map(|searching| Rc::new(searching.end()));
        }
        Ok(self.found.clone())
    }

    /// What merges are weighed on; `floors` are the contracts of segments, in the order of their names.
    ///
    /// # Errors
    /// As [`Worths::fewest`].
    pub fn merging(
        &mut self,
        results: &Results,
        floors: Vec<Option<Target>>,
        pace: &mut Pace,
    ) -> Result<Merging, Unfinished> {
        let (ground, stocked) = (Ground::new(results), results.total().stocked);
        let same = self.ground.as_ref().is_some_and(|(before, contracts, count)| {
            before.is_same(&ground) && *contracts == floors && *count == stocked
        });
        if !same {
            self.joining = None;
        }
        let joining = self.joining.get_or_insert_with(|| Joining::new(results));
        let ended = joining.go_on(results, &floors, pace);
        self.ground = Some((ground, floors, stocked));
        if ended {
            return Ok(joining.under(results));
        }
        Err(Unfinished::new(joining.done(), results.items().len() as f64))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::protocol::answer::Answer;
    use crate::protocol::policy::{PolicyFile, Target, TargetKind};
    use crate::protocol::request::Request;
    use crate::session::Session;

    /// Seven hundred items of uneven demand and cost; answers are due after so much work.
    fn session(pace: Option<f64>) -> Session {
        let (mut statistics, mut items) =
            ("item,periods,mean,sd,adi,cv2".to_owned(), "item,unit_cost".to_owned());
        for number in 0..700 {
            let (mean, spread) = (5 + number * 37 % 90, 0.2 + f64::from(number % 13) / 8.0);
            write!(statistics, "\nI{number},52,{mean},{},1,0.6", f64::from(mean) * spread).unwrap();
            write!(items, "\nI{number},{}", 1 + number * 53 % 400).unwrap();
        }
        let mut session = Session::new(None);
        session.ask(&Request::Reading { policy: Box::default() });
        for (slot, text) in (0..).zip([statistics, items]) {
            session.open(slot, &format!("{slot}.csv"), text.len() as f64);
            session.push(slot, text.as_bytes());
            session.close(slot);
        }
        if let Some(pace) = pace {
            session.answer_within(pace);
        }
        session
    }

    /// The answer, asked for again while the session is working, and how often that was.
    fn ended(session: &mut Session, request: &Request) -> (Answer, u32) {
        for asked in 1..10_000 {
            match session.ask(request) {
                Answer::Working(so_far) => assert!(so_far.done < so_far.of, "{so_far:?}"),
                answer => return (answer, asked),
            }
        }
        panic!("it never ends")
    }

    #[test]
    fn in_slices_groups_and_merges_are_the_same() {
        let policy: Box<PolicyFile> = Box::default();
        let (mut at_once, mut in_slices) = (session(None), session(Some(1.0)));
        ended(&mut in_slices, &Request::Summary { policy: policy.clone() });
        for request in [Request::Fewest { policy: policy.clone() }, Request::Advice { policy }] {
            let (found, asked) = ended(&mut in_slices, &request);
            assert_eq!(found, ended(&mut at_once, &request).0);
            assert!(asked > 5, "{asked}");
            assert_eq!(ended(&mut in_slices, &request), (found, 1), "what was found is kept");
        }
    }

    #[test]
    fn another_target_is_answered_anew() {
        let mut policy: Box<PolicyFile> = Box::default();
        let mut kept = session(None);
        for level in [0.9, 0.99, 0.9] {
            for segment in policy.segments.values_mut() {
                segment.target = Some(Target::new(TargetKind::CycleServiceLevel, Some(level)));
            }
            for request in
                [Request::Fewest { policy: policy.clone() }, Request::Advice { policy: policy.clone() }]
            {
                assert_eq!(kept.ask(&request), session(None).ask(&request), "{level}");
            }
        }
    }
}
