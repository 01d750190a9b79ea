//! The curves of what service costs, kept while they are made and until what they rest on changes.

use std::rc::Rc;

use super::held::Unfinished;
use crate::plan::curve::{Curve, Drawing};
use crate::plan::field::{Building, Field};
use crate::plan::group::{Bases, Groups, Holding};
use crate::plan::ladder::Rate;
use crate::plan::{Pace, Results, Weights};
use crate::policy::Resolved;
use crate::protocol::request::MoneyRate;

/// What ladders rest on: everything but the targets.
#[derive(Debug, Clone)]
pub struct Ground {
    groups: Rc<Groups>,
    weights: Rc<Weights>,
    bases: Vec<Rc<Bases>>,
    shared: Vec<Resolved>,
}

impl Ground {
    /// Of these results.
    pub fn new(results: &Results) -> Self {
        let free = |of: &Resolved| Resolved { target: Resolved::default().target, ..*of };
        Ground {
            groups: Rc::clone(&results.groups),
            weights: Rc::clone(&results.weights),
            bases: results.holdings.iter().map(|holding| Rc::clone(&holding.bases)).collect(),
            shared: results.shared.iter().map(free).collect(),
        }
    }

    /// Whether another is the same.
    pub fn is_same(&self, other: &Ground) -> bool {
        let same_bases = self.bases.iter().zip(&other.bases).all(|(one, other)| Rc::ptr_eq(one, other));
        Rc::ptr_eq(&self.groups, &other.groups)
            && Rc::ptr_eq(&self.weights, &other.weights)
            && self.bases.len() == other.bases.len()
            && same_bases
            && self.shared == other.shared
    }
}

/// A field and its curves, as far as they are made.
#[derive(Debug, Default)]
pub struct Moneys {
    ground: Option<Ground>,
    held: Vec<Rc<Holding>>,
    building: Option<Building>,
    field: Option<Rc<Field>>,
    drawing: [Option<Drawing>; 2],
    curves: [Option<Rc<Curve>>; 2],
}

impl Moneys {
    /// The curve of a policy.
    ///
    /// # Errors
    /// [`Unfinished`] where an answer is due before; asked again, it goes on from there.
    pub fn curve(
        &mut self,
        results: &Results,
        rate: MoneyRate,
        pace: &mut Pace,
    ) -> Result<Rc<Curve>, Unfinished> {
        let ground = Ground::new(results);
        if !self.ground.as_ref().is_some_and(|before| before.is_same(&ground)) {
            *self = Moneys { ground: Some(ground), ..Moneys::default() };
        }
        let field = self.field(results, pace)?;
        let (place, rate) = match rate {
            MoneyRate::FillRate => (0, Rate::FillRate),
            MoneyRate::CycleService => (1, Rate::CycleService),
        };
        let (Some(drawing), Some(curve)) = (self.drawing.get_mut(place), self.curves.get_mut(place)) else {
            return Err(Unfinished::new(0.0, 1.0));
        };
        if let Some(drawn) = curve {
            if !Rc::ptr_eq(&drawn.field, &field) {
                *curve = Some(Rc::new(drawn.over(field)));
            }
        } else {
            let going = drawing.get_or_insert_with(|| Drawing::new(field, rate));
            if !going.go_on(pace) {
                let ((done, of), items) = (going.done(), results.items().len() as f64);
                return Err(Unfinished::new(0.5 * items * (1.0 + done / of), items));
            }
            *curve = drawing.take().map(|drawn| Rc::new(drawn.end()));
        }
        curve.clone().ok_or(Unfinished::new(0.0, 1.0))
    }

    fn field(&mut self, results: &Results, pace: &mut Pace) -> Result<Rc<Field>, Unfinished> {
        let is_held = self.held.len() == results.holdings.len()
            && self.held.iter().zip(&results.holdings).all(|(one, other)| Rc::ptr_eq(one, other));
        if let Some(field) = &self.field {
            if is_held {
                return Ok(Rc::clone(field));
            }
            let again = Rc::new(field.under(results));
            (self.field, self.held) = (Some(Rc::clone(&again)), results.holdings.clone());
            self.drawing = [None, None];
            return Ok(again);
        }
        let building = self.building.get_or_insert_with(|| Building::new(results));
        if !building.go_on(results, pace) {
            return Err(Unfinished::new(0.5 * building.done(), results.items().len() as f64));
        }
        let made = self.building.take().map(|made| Rc::new(made.end().under(results)));
        (self.field, self.held) = (made.clone(), results.holdings.clone());
        made.ok_or(Unfinished::new(0.0, 1.0))
    }
}
