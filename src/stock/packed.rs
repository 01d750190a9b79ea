//! A basis on its way to another worker, and positions on their way back.
//!
//! What goes are the plain figures that a basis is, as they lie in memory: the other side makes of them what its
//! positions are computed of, by the same code, so that they are the same to the last bit.

use std::rc::Rc;

use super::ahead::Ahead;
use super::basis::{Basis, ModelReason};
use super::drawn::Record;
use super::interval::{Rate, Supply};
use super::looks::Family;
use super::model::{ModelKind, Units};
use super::position::{Held, Position};
use super::undershoot::DayDemand;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::{Period, Review, ShortHistory};
use crate::stats::Maybe;

/// In the order of packed numbers.
const KINDS: [ModelKind; 5] = [
    ModelKind::Normal,
    ModelKind::Gamma,
    ModelKind::Poisson,
    ModelKind::NegativeBinomial,
    ModelKind::Empirical,
];

/// In the order of packed numbers.
const SHORT_HISTORIES: [ShortHistory; 3] =
    [ShortHistory::AsIs, ShortHistory::Allow, ShortHistory::Predictive];

/// In the order of packed numbers.
const PERIODS: [Period; 3] = [Period::Day, Period::Week, Period::Month];

/// In the order of packed numbers.
const HELD: [Held; 6] =
    [Held::FloorAtZero, Held::MinDays, Held::MinUnits, Held::MaxDays, Held::ShelfLife, Held::NothingPays];

/// Words of a basis after the first.
const FIGURES: usize = 12;
/// Words of a position.
const OF_POSITION: usize = 7;

/// Which of all it is.
fn number_of<T: PartialEq>(one: &T, all: &[T]) -> u8 {
    all.iter().position(|other| other == one).map_or(u8::MAX, |place| place as u8)
}

impl Basis {
    /// Writes what it follows from: a row as it lies in memory, whose first word is not zero, and what only some have.
    pub fn pack(&self, pack: &mut Pack) {
        let Ahead { mean, sd, kurtosis, periods, short_history, .. } = &self.ahead;
        let Supply { lead_time, lead_time_sd, review } = self.supply;
        let flags = [
            true,
            self.family.typed,
            self.units == Units::Whole,
            self.review == Review::Daily,
            self.allow_negative,
            self.ahead.is_otherwise(),
            self.record.is_some(),
        ];
        let flags = flags.iter().rev().fold(0, |flags, flag| flags << 1 | u8::from(*flag));
        let [one, two, three, four] = periods.to_le_bytes();
        let kind = number_of(&self.family.kind, &KINDS);
        let short_history = number_of(short_history, &SHORT_HISTORIES);
        let period = number_of(&self.period, &PERIODS);
        pack.number(u64::from_le_bytes([flags, kind, short_history, period, one, two, three, four]));
        let figures: [u64; FIGURES] = [
            mean.to_bits(),
            sd.to_bits(),
            kurtosis.bits(),
            lead_time.to_bits(),
            lead_time_sd.to_bits(),
            review.to_bits(),
            self.day.mean.to_bits(),
            self.day.variance.to_bits(),
            self.order_quantity.to_bits(),
            self.holding_rate.to_bits(),
            self.unit_cost.bits(),
            self.stockout_cost.bits(),
        ];
        pack.row(figures);
        self.ahead.pack_otherwise(pack);
        if let Some(record) = &self.record {
            record.pack(pack);
        }
    }

    /// In place of a basis where there is none.
    pub fn pack_none(pack: &mut Pack) {
        pack.number(0);
    }

    /// Reads what [`Basis::pack`] wrote, `Some(None)` what [`Basis::pack_none`] did; `None` of anything else. Why it
    /// has its model stays with whoever wrote it.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Option<Self>> {
        if from.is_empty() {
            return None;
        }
        let first = from.number();
        if first == 0 {
            return Some(None);
        }
        let [flags, kind, short_history, period, one, two, three, four] = first.to_le_bytes();
        let flag = |place: u8| flags >> place & 1 == 1;
        let kind = *KINDS.get(usize::from(kind))?;
        let [rate, supply, day_and_order, costs]: [[u64; 3]; 4] = [(); 4].map(|()| from.row());
        let [mean, sd, kurtosis] = rate;
        let rate = Rate {
            mean: f64::from_bits(mean),
            sd: f64::from_bits(sd),
            kurtosis: Maybe::of_bits(kurtosis).get(),
            periods: u32::from_le_bytes([one, two, three, four]),
            short_history: *SHORT_HISTORIES.get(usize::from(short_history))?,
        };
        let [lead_time, lead_time_sd, review] = supply.map(f64::from_bits);
        let [mean, variance, order_quantity] = day_and_order.map(f64::from_bits);
        let [holding_rate, unit_cost, stockout_cost] = costs;
        let ahead = Ahead::unpack(rate, flag(5), from);
        let record = flag(6).then(|| Rc::new(Record::unpack(from)));
        Some(Some(Basis {
            ahead,
            supply: Supply { lead_time, lead_time_sd, review },
            day: DayDemand { mean, variance },
            order_quantity,
            holding_rate: f64::from_bits(holding_rate),
            unit_cost: Maybe::of_bits(unit_cost),
            stockout_cost: Maybe::of_bits(stockout_cost),
            model: if record.is_some() { ModelKind::Empirical } else { kind },
            record,
            reason: ModelReason::Typed,
            family: Family { kind, typed: flag(1) },
            units: Units::of(flag(2)),
            allow_negative: flag(4),
            review: if flag(3) { Review::Daily } else { Review::Continuous },
            period: *PERIODS.get(usize::from(period))?,
        }))
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
    /// Bytes of one.
    pub const PACKED: usize = 8 * OF_POSITION;

    /// Writes one, or that there is none: a row as it lies in memory.
    pub fn pack(position: Option<&Self>, pack: &mut Pack) {
        let row: [u64; OF_POSITION] = position.map_or([0; OF_POSITION], |position| {
            [
                1 + position.held.map_or(0, |held| 1 + u64::from(number_of(&held, &HELD))),
                position.level.to_bits(),
                position.safety_stock.to_bits(),
                position.reorder_point.to_bits(),
                position.cycle_service_level.to_bits(),
                position.fill_rate.to_bits(),
                position.backorders.to_bits(),
            ]
        });
        pack.row(row);
    }

    /// Reads what [`Position::pack`] wrote; `None` of anything else.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Option<Self>> {
        if from.is_empty() {
            return None;
        }
        let row: [u64; OF_POSITION] = from.row();
        let [first, figures @ ..] = row;
        let held = match first {
            0 => return Some(None),
            1 => None,
            held => Some(*HELD.get((held - 2) as usize)?),
        };
        let [level, safety_stock, reorder_point, cycle_service_level, fill_rate, backorders] =
            figures.map(f64::from_bits);
        Some(Some(Position {
            level,
            safety_stock,
            reorder_point,
            held,
            cycle_service_level,
            fill_rate,
            backorders,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Target;
    use crate::protocol::policy::{Model, PolicyFile};
    use crate::stats::Item;
    use crate::stats::item::tests::item;
    use crate::stats::season::Season;
    use crate::stock::{Bounds, Status, Terms};

    /// The other side has the same basis, and so the same position.
    #[track_caller]
    fn check(item: &Item, model: Model, review: Review, record: Option<Record>) {
        let terms = Terms { review, ..Terms::new(&PolicyFile::default(), Period::Week) };
        let basis = Basis::new(item, model, terms).unwrap();
        let basis = record.into_iter().fold(basis, Basis::drawing_from);
        let mut pack = Pack::default();
        basis.pack(&mut pack);
        let mut bytes = Unpack::new(&pack.bytes);
        let there = Basis::unpack(&mut bytes).unwrap().unwrap();
        assert_eq!(Basis { reason: basis.reason, ..there.clone() }, basis);
        assert!(bytes.is_empty());
        for target in [Target::CycleService(0.97), Target::FillRate(0.98), Target::Units(7.0)] {
            let position = there.position(target, &Bounds::default());
            assert_eq!(position, basis.position(target, &Bounds::default()));
            let mut pack = Pack::default();
            Position::pack(position.as_ref(), &mut pack);
            assert_eq!(Position::unpack(&mut Unpack::new(&pack.bytes)), Some(position));
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
        assert_eq!(Basis::unpack(&mut Unpack::new(&[0xff; 104])), None);
        assert_eq!(Position::unpack(&mut Unpack::new(&[])), None);
        assert_eq!(Position::unpack(&mut Unpack::new(&[1; 56])), None);
    }

    /// Two lines of memory, natively a word more: a quarter of a million of them are passed over under a hand.
    #[test]
    fn a_basis_is_small() {
        assert!(size_of::<Result<Basis, Status>>() <= 136, "{}", size_of::<Result<Basis, Status>>());
    }

    #[test]
    fn what_held_arrives_too() {
        let terms = Terms::new(&PolicyFile::default(), Period::Week);
        let basis = Basis::new(&item(12.0, 7.0, true), Model::Auto, terms).unwrap();
        let position = basis.position(Target::Units(3.0), &Bounds::default()).unwrap();
        for held in HELD.map(Some).into_iter().chain([None]) {
            let position = Position { held, ..position };
            let mut pack = Pack::default();
            Position::pack(Some(&position), &mut pack);
            Position::pack(None, &mut pack);
            let mut bytes = Unpack::new(&pack.bytes);
            assert_eq!(Position::unpack(&mut bytes), Some(Some(position)));
            assert_eq!((Position::unpack(&mut bytes), bytes.is_empty()), (Some(None), true));
        }
    }
}
