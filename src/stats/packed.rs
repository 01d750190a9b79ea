//! Settings of a measuring on their way to another worker, and what was measured on its way back.

use super::batch::{Batch, Turnover};
use super::demand::Frame;
use super::item::{DemandFigures, History, Life, Pattern, Record};
use super::maybe::Maybe;
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

/// Figures of a line that may be unknown.
const FIGURES: usize = 11;
/// Numbers of a line: those figures, what was sold, and three of small numbers.
const LINE: usize = FIGURES + 5;
/// No day.
const NO_DAY: i32 = i32::MIN;

impl Batch {
    pub(super) fn with_room(units: usize) -> Self {
        Batch { lines: Vec::with_capacity(units * LINE), ..Batch::default() }
    }

    /// How many units they are.
    pub fn len(&self) -> usize {
        self.lines.len() / LINE
    }

    /// Whether they are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What the rows of each say, as the data end on that day.
    pub fn each(&self, data_end: Option<Day>) -> impl Iterator<Item = Measured> {
        let mut rare = Unpack::new(&self.rare);
        self.lines.as_chunks().0.iter().map(move |line| Measured::read(line, &mut rare, data_end))
    }

    /// Writes it.
    pub fn pack(&self, to: &mut Pack) {
        self.turnover.pack(to);
        to.slice(&self.rare);
        to.wide(&self.lines);
    }

    /// Reads what [`Batch::pack`] wrote; what is missing at the end is missing of the units.
    pub fn unpack(from: &mut Unpack<'_>) -> Self {
        Batch { turnover: Turnover::unpack(from), rare: from.slice().to_vec(), lines: from.wide() }
    }
}

/// Two small numbers as one.
fn two(low: u32, high: u32) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

fn both_of(two: u64) -> (u32, u32) {
    (two as u32, (two >> 32) as u32)
}

fn place<T: PartialEq>(all: &[T], one: &T) -> u32 {
    all.iter().position(|other| other == one).unwrap_or_default() as u32
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
    /// Adds a line, and what few units have.
    pub(super) fn write(&self, lines: &mut Vec<u64>, rare: &mut Pack) {
        let DemandFigures { mean, sd, day_variance, kurtosis, cv, adi, cv2, mean_row_quantity, .. } =
            self.demand;
        let Record { life, season, strength, apart, before, .. } = &self.record;
        let figures: [Maybe; FIGURES] = [
            mean,
            sd,
            day_variance,
            kurtosis,
            cv,
            adi,
            cv2,
            mean_row_quantity,
            *strength,
            self.steadiness,
            self.sums.money.into(),
        ];
        lines.extend(figures.map(Maybe::bits));
        let [first, last] =
            [life.first_demand, life.last_demand].map(|day| day.unwrap_or(NO_DAY).cast_unsigned());
        let kinds = place(&HISTORIES, &self.demand.history)
            | place(&PATTERNS, &self.demand.pattern) << 2
            | u32::from(self.demand.whole_units) << 5
            | u32::from(season.is_some()) << 6
            | u32::from(before.is_some()) << 7
            | self.demand.left_out << 8;
        lines.extend([
            self.sums.units.to_bits(),
            self.sums.lines.to_bits(),
            two(first, last),
            two(self.demand.periods, self.demand.window_start.cast_unsigned()),
            two(kinds, apart.len() as u32),
        ]);
        if let Some(season) = season {
            season.pack(rare);
        }
        for apart in apart {
            apart.pack(rare);
        }
        if let Some(Moments { count, mean, variance }) = before.as_deref() {
            rare.number(*count);
            rare.real(*mean);
            rare.maybe(*variance);
        }
    }

    /// Reads a line that [`Measured::write`] wrote.
    fn read(line: &[u64; LINE], rare: &mut Unpack<'_>, data_end: Option<Day>) -> Self {
        let [figures @ .., units, lines, days, periods, kinds] = line;
        let [mean, sd, day_variance, kurtosis, cv, adi, cv2, mean_row_quantity, strength, steadiness, money] =
            figures.map(Maybe::of_bits);
        let (first, last) = both_of(*days);
        let [first_demand, last_demand] =
            [first, last].map(|day| Some(day.cast_signed()).filter(|day| *day != NO_DAY));
        let ((periods, window_start), (kinds, apart)) = (both_of(*periods), both_of(*kinds));
        let season = (kinds >> 6 & 1 == 1).then(|| Season::unpack(rare)).flatten().map(Box::new);
        let apart = (0..apart).filter_map(|_| Apart::unpack(rare)).collect();
        let before = (kinds >> 7 & 1 == 1)
            .then(|| Box::new(Moments { count: rare.number(), mean: rare.real(), variance: rare.maybe() }));
        Measured {
            demand: DemandFigures {
                history: HISTORIES.get((kinds & 3) as usize).copied().unwrap_or(History::NoDemand),
                periods,
                mean,
                sd,
                day_variance,
                kurtosis,
                cv,
                adi,
                cv2,
                pattern: PATTERNS.get((kinds >> 2 & 7) as usize).copied().flatten(),
                whole_units: kinds >> 5 & 1 == 1,
                mean_row_quantity,
                window_start: window_start.cast_signed(),
                left_out: kinds >> 8,
            },
            record: Record {
                life: Life { first_demand, last_demand, data_end },
                season,
                strength,
                apart,
                before,
                ..Record::default()
            },
            steadiness,
            sums: Sums { units: f64::from_bits(*units), money: money.get(), lines: f64::from_bits(*lines) },
        }
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
