//! Settings of a measuring on their way to another worker, and what was measured on its way back.

use super::batch::{Batch, Turnover};
use super::demand::Frame;
use super::item::{DemandFigures, History, Life, Pattern, Record};
use super::measure::{Measured, Measuring};
use super::periods::{Apart, ShortPeriod, Why};
use super::returns::ReturnRule;
use super::value::{Days, Sums};
use crate::data::calendar::Day;
use crate::data::history::Amount;
use crate::math::moments::Moments;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::{Outliers, Period, Returns, Window};
use crate::stats::season::Season;

/// In the order of packed bytes.
const HISTORIES: [History; 4] =
    [History::Enough, History::TooShort, History::NoDemand, History::OnlySaleCancelled];
/// In the order of packed bytes.
const PATTERNS: [Option<Pattern>; 5] =
    [None, Some(Pattern::Smooth), Some(Pattern::Erratic), Some(Pattern::Intermittent), Some(Pattern::Lumpy)];
/// In the order of packed bytes.
const WHYS: [Why; 4] = [Why::Promotion, Why::EmptyShelf, Why::Outlier, Why::Capped];

impl Measuring {
    /// Writes it.
    pub fn pack(&self, to: &mut Pack) {
        let Frame { period, first, last, window } = self.frame;
        to.choice(Period::ALL, &period);
        to.signed(&[first, last]);
        to.choice(Window::ALL, &window);
        to.choice(Returns::ALL, &self.rule.returns);
        to.signed(&[self.rule.back]);
        to.choice(Outliers::ALL, &self.outliers);
        to.flag(self.kurtosis);
        to.flag(self.by_day);
        to.signed(&self.days.map_or_else(Vec::new, |(first, last)| vec![first, last]));
        to.signed(&self.worth.map_or_else(Vec::new, |days| vec![days.from, days.to]));
    }

    /// Reads what [`Measuring::pack`] wrote; none of anything else.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let period = from.choice(Period::ALL)?;
        let (first, last) = both(from)?;
        let window = from.choice(Window::ALL)?;
        let returns = from.choice(Returns::ALL)?;
        let back = *from.signed().first()?;
        Some(Measuring {
            frame: Frame { period, first, last, window },
            rule: ReturnRule { returns, back, period },
            outliers: from.choice(Outliers::ALL)?,
            kurtosis: from.flag(),
            by_day: from.flag(),
            days: both(from),
            worth: both(from).map(|(from, to)| Days { from, to }),
        })
    }
}

fn both(from: &mut Unpack<'_>) -> Option<(i32, i32)> {
    let [one, other] = from.signed()[..] else { return None };
    Some((one, other))
}

impl ShortPeriod {
    /// Writes it.
    pub fn pack(&self, to: &mut Pack) {
        small(self.period, to);
        to.real(self.ordered);
        to.real(self.shipped);
    }

    /// Reads what [`ShortPeriod::pack`] wrote.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        ShortPeriod { period: signed(from), ordered: from.real(), shipped: from.real() }
    }
}

impl Batch {
    /// Writes it.
    pub fn pack(&self, to: &mut Pack) {
        self.turnover.pack(to);
        to.number(self.measured.len() as u64);
        for measured in &self.measured {
            measured.pack(to);
        }
    }

    /// Reads what [`Batch::pack`] wrote; none of anything else.
    pub fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let turnover = Turnover::unpack(from);
        let measured = (0..from.count()).map(|_| Measured::unpack(from)).collect::<Option<_>>()?;
        Some(Batch { measured, turnover })
    }
}

impl Turnover {
    fn pack(&self, to: &mut Pack) {
        to.number(self.returns);
        self.back.pack(to);
        self.sold.pack(to);
        to.number(self.unmatched);
        to.maybe(self.most.map(|(_, most)| most));
        to.number(self.most.map_or(0, |(unit, _)| unit.into()));
    }

    fn unpack(from: &mut Unpack<'_>) -> Self {
        let (returns, back, sold) = (from.number(), Amount::unpack(from), Amount::unpack(from));
        let (unmatched, most, unit) = (from.number(), from.maybe(), from.number() as u32);
        Turnover { returns, back, sold, unmatched, most: most.map(|most| (unit, most)) }
    }
}

impl Measured {
    fn pack(&self, to: &mut Pack) {
        self.demand.pack(to);
        let Record { life, season, strength, apart, before, .. } = &self.record;
        life.pack(to);
        to.flag(season.is_some());
        if let Some(season) = season {
            season.pack(to);
        }
        to.maybe(*strength);
        to.number(apart.len() as u64);
        for apart in apart {
            apart.pack(to);
        }
        to.flag(before.is_some());
        if let Some(Moments { count, mean, variance }) = before.as_deref() {
            to.number(*count);
            to.real(*mean);
            to.maybe(*variance);
        }
        to.maybe(self.steadiness);
        to.real(self.sums.units);
        to.maybe(self.sums.money);
        to.real(self.sums.lines);
    }

    fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let (demand, life) = (DemandFigures::unpack(from)?, Life::unpack(from));
        let season = if from.flag() { Some(Box::new(Season::unpack(from)?)) } else { None };
        let strength = from.maybe();
        let apart = (0..from.count()).map(|_| Apart::unpack(from)).collect::<Option<_>>()?;
        let before = from
            .flag()
            .then(|| Box::new(Moments { count: from.number(), mean: from.real(), variance: from.maybe() }));
        Some(Measured {
            demand,
            record: Record { life, season, strength, apart, before, ..Record::default() },
            steadiness: from.maybe(),
            sums: Sums { units: from.real(), money: from.maybe(), lines: from.real() },
        })
    }
}

impl DemandFigures {
    fn pack(&self, to: &mut Pack) {
        to.choice(&HISTORIES, &self.history);
        to.number(self.periods.into());
        let figures = [self.mean, self.sd, self.day_variance, self.kurtosis, self.cv, self.adi, self.cv2];
        for figure in figures {
            to.maybe(figure);
        }
        to.choice(&PATTERNS, &self.pattern);
        to.flag(self.whole_units);
        to.maybe(self.mean_row_quantity);
        small(self.window_start, to);
        to.number(self.left_out.into());
    }

    fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let (history, periods) = (from.choice(&HISTORIES)?, from.number() as u32);
        let [mean, sd, day_variance, kurtosis, cv, adi, cv2] = [(); 7].map(|()| from.maybe());
        Some(DemandFigures {
            history,
            periods,
            mean,
            sd,
            day_variance,
            kurtosis,
            cv,
            adi,
            cv2,
            pattern: from.choice(&PATTERNS)?,
            whole_units: from.flag(),
            mean_row_quantity: from.maybe(),
            window_start: signed(from),
            left_out: from.number() as u32,
        })
    }
}

impl Life {
    fn pack(self, to: &mut Pack) {
        for day in [self.first_demand, self.last_demand, self.data_end] {
            to.maybe(day.map(f64::from));
        }
    }

    fn unpack(from: &mut Unpack<'_>) -> Self {
        let mut day = || from.maybe().map(|day| day as Day);
        Life { first_demand: day(), last_demand: day(), data_end: day() }
    }
}

impl Apart {
    fn pack(&self, to: &mut Pack) {
        small(self.period, to);
        to.choice(&WHYS, &self.why);
        to.real(self.sold);
        to.maybe(self.counted);
    }

    fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let (period, why) = (signed(from), from.choice(&WHYS)?);
        Some(Apart { period, why, sold: from.real(), counted: from.maybe() })
    }
}

fn small(value: i32, to: &mut Pack) {
    to.number(value.cast_unsigned().into());
}

fn signed(from: &mut Unpack<'_>) -> i32 {
    (from.number() as u32).cast_signed()
}
