//! The searches for uniform policies, kept while they go on and until the stock they match changes.

use std::rc::Rc;

use super::held::Unfinished;
use crate::plan::compare::{Found, Search};
use crate::plan::group::Holding;
use crate::plan::{Pace, Results};

/// The searches for the same capital and the same service, and what they match.
#[derive(Debug, Default)]
pub struct Searches {
    matched: Vec<Rc<Holding>>,
    searches: Option<[Search; 2]>,
}

impl Searches {
    /// Both, ended.
    ///
    /// # Errors
    /// [`Unfinished`] where an answer is due before; asked again, they go on.
    pub fn ended(&mut self, results: &Results, pace: &mut Pace) -> Result<[&Found; 2], Unfinished> {
        if !self.matches(results) {
            self.matched.clone_from(&results.holdings);
            self.searches = None;
        }
        let new = || [Search::same_capital(results), Search::same_service(results)];
        let searches = self.searches.get_or_insert_with(new);
        let done =
            searches.iter_mut().map(|search| search.go_on(results, pace)).take_while(|ended| *ended).count();
        match searches.each_ref().map(Search::found) {
            [Some(capital), Some(service)] => Ok([capital, service]),
            _ => Err(Unfinished::new(done as f64, 2.0)),
        }
    }

    fn matches(&self, results: &Results) -> bool {
        let same = self.matched.iter().zip(&results.holdings).all(|(one, other)| Rc::ptr_eq(one, other));
        same && self.matched.len() == results.holdings.len()
    }
}

#[cfg(test)]
mod tests {
    use crate::protocol::answer::{Answer, CompareAnswer, UniformRow};
    use crate::protocol::policy::{Model, PolicyFile, Target, TargetKind};
    use crate::protocol::request::Request;
    use crate::session::Session;

    /// Forty items of the given model under one level for all.
    fn session(model: Model, level: f64) -> (Session, Box<PolicyFile>) {
        let table = |header: &str, row: &dyn Fn(u32) -> String| {
            (1..=40).fold(header.to_owned(), |table, number| format!("{table}\n{}", row(number)))
        };
        let statistics = table("item,periods,mean,sd,adi,cv2", &|number| {
            format!("I{number:02},52,{number},{},1,0.1", number % 7 + 1)
        });
        let items =
            table("item,unit_cost,lead_time_days,order_quantity", &|number| format!("I{number:02},10,14,50"));
        let mut policy = Box::new(PolicyFile::default());
        for segment in policy.segments.values_mut() {
            segment.model = Some(model);
            segment.target = Some(Target::new(TargetKind::CycleServiceLevel, Some(level)));
        }
        let mut session = Session::new(None);
        session.ask(&Request::Reading { policy: policy.clone() });
        for (slot, text) in [statistics, items].iter().enumerate() {
            session.open(slot as u32, &format!("{slot}.csv"), text.len() as f64);
            session.push(slot as u32, text.as_bytes());
            session.close(slot as u32);
        }
        (session, policy)
    }

    /// The comparison, asked for again while the session is working.
    fn compare(session: &mut Session, policy: &PolicyFile) -> (CompareAnswer, u32) {
        for asked in 1..10_000 {
            match session.ask(&Request::Compare { policy: Box::new(policy.clone()) }) {
                Answer::Compare(answer) => return (*answer, asked),
                Answer::Working(so_far) => assert!(so_far.done < so_far.of),
                other => panic!("{other:?}"),
            }
        }
        panic!("it never ends")
    }

    fn level(row: &UniformRow) -> f64 {
        row.target.unwrap()
    }

    #[test]
    fn a_uniform_policy_finds_itself_again() {
        for model in [Model::Normal, Model::Gamma] {
            let (mut session, policy) = session(model, 0.93);
            let (answer, _) = compare(&mut session, &policy);
            assert!((level(&answer.same_service) - 0.93).abs() < 0.05, "{model:?}"); // whole units leave a step
            assert!((level(&answer.same_capital) - 0.93).abs() < 0.05);
        }
    }

    #[test]
    fn contracts_hold_under_one_target_for_all() {
        for model in [Model::Gamma, Model::Poisson] {
            let (mut session, mut policy) = session(model, 0.95);
            let summary = |session: &mut Session, policy: &PolicyFile| {
                let asked = Request::Summary { policy: Box::new(policy.clone()) };
                let Answer::Summary(answer) = session.ask(&asked) else { panic!() };
                answer
            };
            policy.uniform = Target::new(TargetKind::CycleServiceLevel, Some(0.95));
            let free = summary(&mut session, &policy).same_target.row.unwrap();
            policy.uniform.value = Some(0.5);
            for segment in policy.segments.values_mut() {
                segment.floor = Some(Target::new(TargetKind::CycleServiceLevel, Some(0.95)));
            }
            let bound = summary(&mut session, &policy).same_target.row.unwrap();
            assert_eq!(
                bound.safety_stock, free.safety_stock,
                "{model:?}: as if the target were the contract"
            );
            for segment in policy.segments.values_mut() {
                segment.target = Some(Target::new(TargetKind::CycleServiceLevel, Some(0.8)));
            }
            let (found, _) = compare(&mut session, &policy);
            assert_eq!(found.same_capital.row, None, "contracts alone tie up more");
            assert_eq!(found.same_service.row, None, "and serve more");
        }
    }

    #[test]
    fn in_slices_it_finds_the_same() {
        let (mut session, policy) = session(Model::Poisson, 0.9);
        let (at_once, _) = compare(&mut session, &policy);
        let (mut session, policy) = self::session(Model::Poisson, 0.9);
        session.answer_within(1.0);
        let (in_slices, asked) = compare(&mut session, &policy);
        assert!(asked > 50, "{asked}");
        assert_eq!(in_slices, at_once);
    }

    #[test]
    fn the_feasible_side_of_a_step_holds() {
        let (mut session, mut policy) = session(Model::Poisson, 0.9);
        let (answer, _) = compare(&mut session, &policy);
        let figures = |session: &mut Session, policy: &PolicyFile| {
            let Answer::Summary(answer) = session.ask(&Request::Summary { policy: Box::new(policy.clone()) })
            else {
                panic!()
            };
            (answer.total.safety_stock_value.unwrap(), answer.total.fill_rate.unwrap())
        };
        let (capital, rate) = figures(&mut session, &policy);
        let mut under = |level: f64| {
            for segment in policy.segments.values_mut() {
                segment.target = Some(Target::new(TargetKind::CycleServiceLevel, Some(level)));
            }
            figures(&mut session, &policy)
        };
        assert!(under(level(&answer.same_capital)).0 <= capital);
        assert!(under(level(&answer.same_capital) + 1e-9).0 > capital);
        assert!(under(level(&answer.same_service)).1 >= rate - 1e-12);
        assert!(under(level(&answer.same_service) - 1e-9).1 < rate);
    }
}
