//! A basis on its way to another worker, and positions on their way back.
//!
//! What goes are the plain figures that a basis follows from: the other side computes the rest of it again, by the
//! same code, so that its positions are the same to the last bit.

use std::rc::Rc;

use super::ahead::Ahead;
use super::basis::{Basis, Figures, ModelReason};
use super::drawn::Record;
use super::interval::Supply;
use super::looks::{Family, Looks};
use super::model::{ModelKind, Units};
use super::position::{Held, Position};
use super::undershoot::DayDemand;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::Review;

/// In the order of packed bytes.
const KINDS: [ModelKind; 5] = [
    ModelKind::Normal,
    ModelKind::Gamma,
    ModelKind::Poisson,
    ModelKind::NegativeBinomial,
    ModelKind::Empirical,
];

/// In the order of packed bytes.
const HELD: [Held; 6] =
    [Held::FloorAtZero, Held::MinDays, Held::MinUnits, Held::MaxDays, Held::ShelfLife, Held::NothingPays];

impl Basis {
    /// Writes what it follows from.
    pub fn pack(&self, pack: &mut Pack) {
        self.ahead.pack(pack);
        // Where stock is not looked at once a day, nothing rests on the demand of one.
        let (review, day) = match &self.looks {
            Looks::Daily { day, .. } => (Review::Daily, *day),
            Looks::Always => (Review::Continuous, DayDemand { mean: 0.0, variance: 0.0 }),
            Looks::Never | Looks::Reviews { .. } => (Review::Daily, DayDemand { mean: 0.0, variance: 0.0 }),
        };
        let Supply { lead_time, lead_time_sd, review: between } = self.supply;
        let figures = [lead_time, lead_time_sd, between, day.mean, day.variance, self.period_days];
        for value in figures {
            pack.real(value);
        }
        pack.real(self.order_quantity);
        pack.real(self.holding_rate);
        pack.maybe(self.unit_cost);
        pack.maybe(self.stockout_cost);
        pack.choice(&KINDS, &self.family.kind);
        let flags =
            [self.family.typed, self.units == Units::Whole, review == Review::Daily, self.allow_negative];
        for flag in flags {
            pack.flag(flag);
        }
        pack.flag(self.record.is_some());
        if let Some(record) = &self.record {
            record.pack(pack);
        }
    }

    /// Reads what [`Basis::pack`] wrote; `None` of anything else. Why it has its model stays with whoever wrote it.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let ahead = Ahead::unpack(from)?;
        let supply = Supply { lead_time: from.real(), lead_time_sd: from.real(), review: from.real() };
        let day = DayDemand { mean: from.real(), variance: from.real() };
        let [period_days, order_quantity, holding_rate] = [from.real(), from.real(), from.real()];
        let [unit_cost, stockout_cost] = [from.maybe(), from.maybe()];
        let kind = from.choice(&KINDS)?;
        let [typed, whole, daily, allow_negative] = [from.flag(), from.flag(), from.flag(), from.flag()];
        let record = from.flag().then(|| Rc::new(Record::unpack(from)));
        let figures = Figures {
            ahead,
            supply,
            family: Family { kind, typed },
            reason: ModelReason::Typed,
            units: Units::of(whole),
            day,
            review: if daily { Review::Daily } else { Review::Continuous },
            period_days,
            order_quantity,
            unit_cost,
            holding_rate,
            stockout_cost,
            allow_negative,
        };
        let interval = figures.interval();
        let basis = figures.basis(interval).ok()?;
        let model = if record.is_some() { ModelKind::Empirical } else { basis.model };
        Some(Basis { model, record, ..basis })
    }
}

impl Record {
    fn pack(&self, pack: &mut Pack) {
        pack.reals(&self.periods);
        pack.reals(&self.lead_times);
        pack.number(u64::from(self.seed));
        pack.text(&self.key);
    }

    fn unpack(from: &mut Unpack<'_>) -> Self {
        let (periods, lead_times) = (from.reals(), from.reals());
        Record { periods, lead_times, seed: from.number() as u32, key: from.text().to_owned() }
    }
}

impl Position {
    /// Writes it.
    pub fn pack(&self, pack: &mut Pack) {
        let figures = [
            self.level,
            self.safety_stock,
            self.reorder_point,
            self.cycle_service_level,
            self.fill_rate,
            self.backorders,
        ];
        for value in figures {
            pack.real(value);
        }
        pack.flag(self.held.is_some());
        if let Some(held) = &self.held {
            pack.choice(&HELD, held);
        }
    }

    /// Reads what [`Position::pack`] wrote; `None` of anything else.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let [level, safety_stock, reorder_point] = [from.real(), from.real(), from.real()];
        let [cycle_service_level, fill_rate, backorders] = [from.real(), from.real(), from.real()];
        let held = if from.flag() { Some(from.choice(&HELD)?) } else { None };
        Some(Position {
            level,
            safety_stock,
            reorder_point,
            held,
            cycle_service_level,
            fill_rate,
            backorders,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Target;
    use crate::protocol::policy::{Model, Period, PolicyFile};
    use crate::stats::Item;
    use crate::stats::item::tests::item;
    use crate::stats::season::Season;
    use crate::stock::{Bounds, Terms};

    /// The other side has the same basis, and so the same position.
    #[track_caller]
    fn check(item: &Item, model: Model, review: Review, record: Option<Record>) {
        let terms = Terms { review, ..Terms::new(&PolicyFile::default(), Period::Week) };
        let basis = Basis::new(item, model, terms).unwrap();
        let basis = record.into_iter().fold(basis, Basis::drawing_from);
        let mut pack = Pack::default();
        basis.pack(&mut pack);
        let mut bytes = Unpack::new(&pack.bytes);
        let there = Basis::unpack(&mut bytes).unwrap();
        assert_eq!(Basis { reason: basis.reason, ..there.clone() }, basis);
        assert!(bytes.is_empty());
        for target in [Target::CycleService(0.97), Target::FillRate(0.98), Target::Units(7.0)] {
            let position = there.position(target, &Bounds::default());
            assert_eq!(position, basis.position(target, &Bounds::default()));
            let mut pack = Pack::default();
            if let Some(position) = &position {
                position.pack(&mut pack);
            }
            assert_eq!(Position::unpack(&mut Unpack::new(&pack.bytes)), position);
        }
    }

    #[test]
    fn a_basis_arrives_as_it_was() {
        let mut seasonal = item(12.0, 7.0, false);
        let year = [2.0, 2.0, 4.0, 8.0, 16.0, 24.0, 28.0, 20.0, 8.0, 4.0, 2.0, 2.0];
        seasonal.record.season = Season::new(&[year, year].concat(), Period::Month).map(Box::new);
        let mut reviewed = item(12.0, 7.0, true);
        reviewed.master.review_days.value = 14.0;
        let mut at_once = item(12.0, 7.0, true);
        at_once.lead_time.days.value = 0.0;
        for review in [Review::Daily, Review::Continuous] {
            for item in [&item(12.0, 7.0, true), &seasonal, &reviewed, &at_once] {
                for model in [Model::Auto, Model::Normal, Model::Gamma] {
                    check(item, model, review, None);
                }
                let (periods, lead_times) = (vec![0.0, 3.0, 31.0, 0.5], vec![1.5, 2.0]);
                let record = Record { periods, lead_times, seed: 3, key: "A\u{1f}Nürnberg".to_owned() };
                check(item, Model::Empirical, review, Some(record));
            }
        }
    }

    #[test]
    fn other_bytes_are_no_basis() {
        assert_eq!(Basis::unpack(&mut Unpack::new(&[])), None);
        assert_eq!(Position::unpack(&mut Unpack::new(&[1; 49])), None);
    }
}
