//! What service costs, and the best use of a budget.

use crate::error::Error;
use crate::plan::Results;
use crate::plan::budget::{Best, Found, Limits, Met, Search};
use crate::plan::compare::Measure;
use crate::plan::curve::{Curve, Point};
use crate::plan::exact::Goal;
use crate::plan::field::Sum;
use crate::plan::ladder::Rate;
use crate::plan::moves::{self, Margin, Move};
use crate::policy::target::MOST;
use crate::protocol::answer::{
    BudgetAnswer, CapitalMeasure, CurrentStock, GoalMet, LinePoint, MoneyAnswer, MoneyMove, MoneyPoint,
    SegmentMargin, SegmentTargets, UniformPoint,
};
use crate::protocol::request::{BudgetGoal, GoalKind, MoneyRate};

/// Below this share of the capital under one target for all there is nothing to save.
const WORTH_SAVING: f64 = 0.01;

/// The three lines and what follows from them.
pub fn money(results: &Results, curve: &Curve) -> MoneyAnswer {
    let field = &curve.field;
    let view = View { curve, results };
    let none = Limits::default();
    let solved = |goal| Search::new(curve, goal, &none).best();
    let same_service = solved(Goal::Served(field.today.rate(curve.rate)));
    let same_capital = solved(Goal::Capital(field.today.capital));
    let moves = moves::moves(curve, &same_service.items.what, same_service.price);
    let line = |point: &Point| LinePoint {
        price: point.price,
        segments: view.point(&point.segments),
        targets: point.factors.iter().map(|&factor| crate::plan::curve::level(factor)).collect(),
        items: view.point(&point.items),
    };
    let contract = |floor: &f64| (*floor > 0.0).then_some(*floor);
    let items = |moves: &[Move]| moves.iter().filter_map(|one| view.moved(one)).collect();
    MoneyAnswer {
        rate: match curve.rate {
            Rate::FillRate => MoneyRate::FillRate,
            Rate::CycleService => MoneyRate::CycleService,
        },
        weight: results.weights.by,
        measure: match field.measure {
            Measure::Money => CapitalMeasure::Money,
            Measure::Units => CapitalMeasure::Units,
        },
        segments: results.segmentation.names.clone(),
        floors: field.floors.iter().map(contract).collect(),
        uniform: curve.uniform.iter().map(|one| view.uniform(one.level, &one.sum)).collect(),
        lines: curve.points.iter().map(line).collect(),
        today: view.point(&field.today),
        current: (field.current.items > 0).then(|| CurrentStock {
            items: f64::from(field.current.items),
            point: view.point(&field.current.sum),
        }),
        free: field.offers.len() as f64,
        fixed: f64::from(field.fixed_items),
        on_pallets: f64::from(field.on_pallets),
        efficiency: efficiency(&same_service),
        margins: view.margins(),
        frees: items(&moves.frees),
        buys: items(&moves.buys),
        same_capital: view.best(&same_capital, Goal::Capital(field.today.capital)),
        same_service: view.best(&same_service, Goal::Served(field.today.rate(curve.rate))),
    }
}

/// The best use of a budget.
///
/// # Errors
/// [`Error::TargetOutOfRange`] for a rate outside (0, 1); [`Error::OutOfRange`] for money or places that are no
/// amount.
pub fn budget(results: &Results, curve: &Curve, asked: &BudgetGoal) -> Result<BudgetAnswer, Error> {
    let amount = |what, value: f64| {
        if (0.0..=MOST).contains(&value) { Ok(value) } else { Err(Error::OutOfRange { what, value }) }
    };
    let goal = match asked.kind {
        GoalKind::Service if asked.value > 0.0 && asked.value < 1.0 => Goal::Served(asked.value),
        GoalKind::Service => return Err(Error::TargetOutOfRange { target: asked.value }),
        GoalKind::Capital => Goal::Capital(amount("budget", asked.value)?),
    };
    let limit = |name: &String| asked.segments.get(name).map(|&most| amount("budget", most)).transpose();
    let limits = Limits {
        by_segment: results.segmentation.names.iter().map(limit).collect::<Result<_, _>>()?,
        pallets: asked.pallets.map(|most| amount("number of pallets", most)).transpose()?,
    };
    Ok(View { curve, results }.best(&Search::new(curve, goal, &limits).best(), goal))
}

/// What these segments keep of what a target an item saves over one target for all.
fn efficiency(best: &Best) -> Option<f64> {
    let (uniform, segments, items) =
        (best.uniform.sum.capital, best.segments.sum.capital, best.items.sum.capital);
    let met = [best.uniform.met, best.segments.met, best.items.met].iter().all(|met| *met == Met::Yes);
    (met && uniform - items >= WORTH_SAVING * uniform).then(|| (uniform - segments) / (uniform - items))
}

struct View<'a> {
    curve: &'a Curve,
    results: &'a Results,
}

impl View<'_> {
    fn point(&self, sum: &Sum) -> MoneyPoint {
        let field = &self.curve.field;
        let total = self.results.total();
        MoneyPoint {
            capital: sum.capital,
            fill_rate: sum.served,
            cycle_service_level: sum.covered,
            average_inventory_value: total.money(sum.inventory),
            holding_cost: total.money(sum.holding),
            safety_stock_holding: total.money(sum.carrying),
            turns: (sum.inventory > 0.0).then(|| field.annual_cost / sum.inventory),
            units_short: sum.short,
            pallets: (field.on_pallets > 0).then_some(sum.pallets),
        }
    }

    fn uniform(&self, target: f64, sum: &Sum) -> UniformPoint {
        UniformPoint { target, point: self.point(sum) }
    }

    fn best(&self, best: &Best, goal: Goal) -> BudgetAnswer {
        let targets = |found: &Found<Vec<f64>>| SegmentTargets {
            targets: found.what.clone(),
            point: self.point(&found.sum),
            met: met(found.met),
        };
        BudgetAnswer {
            uniform: self.uniform(best.uniform.what, &best.uniform.sum),
            uniform_met: met(best.uniform.met),
            segments: targets(&best.segments),
            rounded: targets(&best.rounded),
            items: self.point(&best.items.sum),
            items_met: met(best.items.met),
            price: best.price,
            remark: remark(goal, best.segments.met).to_owned(),
        }
    }

    fn margins(&self) -> Vec<SegmentMargin> {
        let margin = |(name, margin): (&String, Margin)| SegmentMargin {
            segment: name.clone(),
            capital: margin.today.capital,
            rate: (margin.weight > 0.0).then(|| margin.today.rate(self.curve.rate) / margin.weight),
            last_point: margin.last_point,
            next_point: margin.next_point,
            unit_short: margin.unit_short,
        };
        self.results.segmentation.names.iter().zip(moves::margins(self.curve)).map(margin).collect()
    }

    fn moved(&self, one: &Move) -> Option<MoneyMove> {
        let item = one.item as usize;
        Some(MoneyMove {
            index: one.item,
            key: self.results.items().get(item)?.key.to_vec(),
            segment: self.results.segmentation.name(item).to_owned(),
            from: one.from,
            to: one.to,
            frees: one.before.capital - one.after.capital,
            rate: one.after.rate(self.curve.rate) - one.before.rate(self.curve.rate),
            units_short: one.after.short - one.before.short,
            won: one.won,
        })
    }
}

fn met(met: Met) -> GoalMet {
    match met {
        Met::Yes => GoalMet::Yes,
        Met::LeastIsMore => GoalMet::LeastIsMore,
        Met::OutOfReach => GoalMet::OutOfReach,
    }
}

fn remark(goal: Goal, met: Met) -> &'static str {
    match (goal, met) {
        (_, Met::Yes) => "",
        (Goal::Served(_), Met::LeastIsMore) => {
            "The least stock that floors and contracts leave already gives this service; it is shown."
        }
        (Goal::Served(_), Met::OutOfReach) => {
            "No targets up to 99.9999 % reach this service within floors, bounds and limits; the nearest is shown."
        }
        (Goal::Capital(_), _) => {
            "Floors and contracts alone tie up more than this budget; the least they leave is shown."
        }
    }
}
