//! All items with their figures: the dataset seen through the policy's choice of periods, window and returns.
//!
//! In: a dataset and a policy. Out: [`Portfolio`], in key order. A history after returns is made again when it is
//! asked for: kept for every item it would take more memory than all rows.

use std::borrow::Cow;
use std::rc::Rc;

use super::batch::{Batch, Turnover};
use super::category;
use super::check;
use super::demand::{Frame, Series};
use super::error::{ForecastError, LEAST_INDEX};
use super::item::{Item, Sourced};
use super::lead_time::Supply;
use super::making::{Columns, Making};
use super::maybe::Maybe;
use super::measure::{Desk, Measuring};
use super::notable::Notable;
use super::periods::Counted;
use super::returns::{ReturnRule, Settled};
use super::season::Season;
use super::told::{PeriodTerms, Told};
use super::value::{Days, Sums, USUAL_SPAN, Value};
use crate::data::calendar::Day;
use crate::data::dataset::{Dataset, Unit};
use crate::finding::Findings;
use crate::protocol::policy::{EdgePeriods, Period, PolicyFile, Span, UnitField, XyzBucket};

/// All items with their figures.
#[derive(Debug, Clone)]
pub struct Portfolio {
    /// Items in key order, beside the dataset's units.
    pub items: Vec<Item>,
    /// Returns that found no sale that held as much.
    pub unmatched: u64,
    /// The periods measured over.
    pub frame: Frame,
    /// First and last day of the data.
    pub days: Option<(Day, Day)>,
    /// Whether there are demand rows and they are orders, not already bucketed sums.
    pub rows_are_orders: bool,
    /// The policy's say in single periods and forecasts.
    terms: PeriodTerms,
    /// What returns do.
    rule: ReturnRule,
    /// The coefficient of variation of every item over standard buckets.
    steadiness: Rc<Vec<Maybe>>,
    /// What demand was worth over the span first asked for.
    values: (Span, Rc<Vec<Value>>),
    /// What holds of few items.
    pub notable: Notable,
    /// What was odd.
    pub findings: Findings,
}

impl Portfolio {
    /// How the units of a dataset are measured by a policy; what demand is worth is summed over `span` on the way.
    pub fn measuring(dataset: &Dataset, policy: &PolicyFile, span: Span) -> Measuring {
        Measuring::new(dataset, policy, frame(dataset, policy), days(dataset.histories.days, span))
    }

    /// Every unit of a dataset, measured and made in one go.
    pub fn new(dataset: &Dataset, policy: &PolicyFile, span: Span) -> Self {
        let (mut making, measuring) = (Making::new(dataset, policy), Self::measuring(dataset, policy, span));
        making.take(dataset, policy, &measuring, &mut Batch::all(dataset, &measuring));
        making.end(dataset, policy, span, &measuring)
    }

    /// Items that were measured so, with what is odd about them.
    pub(super) fn of(
        dataset: &Dataset,
        policy: &PolicyFile,
        (measuring, span): (&Measuring, Span),
        made: Columns,
        turnover: &Turnover,
    ) -> Self {
        let Columns { mut items, steadiness, values, notable, missing } = made;
        category::share(dataset, &mut items);
        let mut portfolio = Portfolio {
            items,
            unmatched: turnover.unmatched,
            frame: measuring.frame,
            days: dataset.histories.days,
            rows_are_orders: dataset.histories.days.is_some() && dataset.histories.grain.is_none(),
            terms: PeriodTerms::new(policy),
            rule: measuring.rule,
            steadiness: Rc::new(steadiness),
            values: (span, Rc::new(values)),
            notable,
            findings: Findings::default(),
        };
        let supply = portfolio.supply(dataset);
        portfolio.findings = check::findings(dataset, policy, &portfolio, &supply, (turnover, &missing));
        portfolio
    }

    /// Some items, by number.
    pub fn noted<'a>(&'a self, numbers: &'a [u32]) -> impl Iterator<Item = &'a Item> + 'a {
        numbers.iter().filter_map(|number| self.items.get(*number as usize))
    }

    /// The history of an item after returns.
    fn settled(&self, dataset: &Dataset, item: usize) -> Option<Settled> {
        let mut settled = Settled::default();
        if let Some(history) = dataset.units.get(item)?.history {
            let history = dataset.histories.history(history as usize);
            settled.settle(&history.sales, &history.returns, self.rule);
        }
        Some(settled)
    }

    /// The demand series of an item, in units; none without demand in the window.
    pub fn series(&self, dataset: &Dataset, item: usize) -> Option<Series> {
        self.frame.series(&self.settled(dataset, item)?, dataset.histories.quantity)
    }

    /// The periods that an item's mean was taken over, in units: unknown ones repaired, promotions left out.
    pub fn counted(&self, dataset: &Dataset, item: usize) -> Vec<f64> {
        let periods = || Some(self.periods(dataset, item)?.values);
        periods().unwrap_or_default()
    }

    /// The periods that an item's figures rest on, made again from its history.
    fn periods(&self, dataset: &Dataset, item: usize) -> Option<Counted> {
        let settled = self.settled(dataset, item)?;
        self.told(dataset).counted(dataset.units.get(item)?, &settled, self.items.get(item)?)
    }

    /// The course over the year of an item; none with less than two whole years.
    pub fn season<'i>(&self, dataset: &Dataset, number: usize, item: &'i Item) -> Option<Cow<'i, Season>> {
        item.record.strength.get()?;
        let kept = item.record.season.as_deref().map(Cow::Borrowed);
        kept.or_else(|| self.periods(dataset, number)?.season.map(Cow::Owned))
    }

    fn told<'a>(&self, dataset: &'a Dataset) -> Told<'a> {
        Told { dataset, frame: self.frame, terms: self.terms }
    }

    /// The error of an item's forecast, whether it sizes its stock or not.
    pub fn forecast_error(&self, dataset: &Dataset, item: usize) -> Option<ForecastError> {
        let settled = self.settled(dataset, item)?;
        self.told(dataset).error(dataset.units.get(item)?, &settled, self.items.get(item)?)
    }

    /// The periods that an item's figures rest on, each without its season where the item, as it is sized, has one.
    pub fn unseasoned(&self, dataset: &Dataset, number: usize, item: &Item) -> Vec<f64> {
        let Some(counted) = self.periods(dataset, number) else { return Vec::new() };
        let Some(season) = item.record.season.as_deref().filter(|season| season.seasonal) else {
            return counted.values;
        };
        let whole = counted.whole();
        let count = whole.len();
        let even =
            |(place, value): (usize, &f64)| value / season.index_back(count - 1 - place).max(LEAST_INDEX);
        whole.iter().enumerate().map(even).collect()
    }

    /// The order lines, by item and by supplier.
    pub fn supply<'d>(&self, dataset: &'d Dataset) -> Supply<'d> {
        Supply::new(&dataset.receipts_file, &dataset.lines.complete)
    }

    /// The lead times that an item's is the mean of, days, shortened by what the customer accepts to wait and in
    /// ascending order; empty where its lead time does not come from order lines.
    pub fn lead_times(&self, dataset: &Dataset, supply: &Supply<'_>, item: usize) -> Vec<f64> {
        let (Some(unit), Some(of)) = (dataset.units.get(item), self.items.get(item)) else {
            return Vec::new();
        };
        let place = dataset.fields.iter().position(|field| *field == UnitField::Location);
        let location = place.and_then(|place| unit.key.field(place));
        let mut days = supply.record(unit.key.first(), location, &of.lead_time);
        for days in &mut days {
            *days = (*days - of.master.customer_wait_days).max(0.0);
        }
        days.sort_unstable_by(f64::total_cmp);
        days
    }

    /// The coefficient of variation of every item over the buckets that XYZ uses; over its own periods where its
    /// figures were computed elsewhere.
    pub fn bucketed_cv(&self, bucket: XyzBucket) -> Vec<Option<f64>> {
        match bucket {
            XyzBucket::Period => self.items.iter().map(|item| item.demand.cv.get()).collect(),
            XyzBucket::Standard => self.steadiness.iter().map(|cv| cv.get()).collect(),
        }
    }

    /// The days of a span of this data.
    pub fn span(&self, span: Span) -> Option<Days> {
        days(self.days, span)
    }

    /// How many days a span has; the usual ones where no demand rows say when.
    pub fn span_days(&self, span: Span) -> u32 {
        self.span(span).map_or(USUAL_SPAN, Days::count)
    }

    /// What every item's demand was worth over a span.
    pub fn values(&self, dataset: &Dataset, span: Span) -> Rc<Vec<Value>> {
        if self.values.0 == span {
            return Rc::clone(&self.values.1);
        }
        let histories = &dataset.histories;
        let (days, scales) = (self.span(span), (histories.quantity, histories.money));
        let worth = Worth { dataset, period: self.frame.period, days };
        let mut desk = Desk::default();
        let value = |(unit, item): (&Unit, &Item)| {
            desk.read(histories, unit.history, self.rule);
            worth.of(unit, item, &Sums::new(&desk.history, &desk.settled.effective, scales, days))
        };
        Rc::new(dataset.units.iter().zip(&self.items).map(value).collect())
    }
}

/// What demand is worth over some days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth<'a> {
    /// The tables.
    dataset: &'a Dataset,
    /// The length of a period.
    period: Period,
    /// The days; none where no demand rows say when.
    days: Option<Days>,
}

impl<'a> Worth<'a> {
    pub fn new(dataset: &'a Dataset, measuring: &Measuring) -> Self {
        Worth { dataset, period: measuring.frame.period, days: measuring.worth }
    }

    /// Of an item.
    pub fn of(&self, unit: &Unit, item: &Item, sums: &Sums) -> Value {
        let sourced = |figure: &Option<Sourced>| figure.as_ref().map(|figure| figure.value);
        let (price, cost) = (sourced(&item.master.unit_price), sourced(&item.master.unit_cost));
        match (unit.history, self.dataset.computed(unit)) {
            (Some(_), _) => Value::new(sums, price, cost),
            (None, Some(row)) => {
                let count = self.days.map_or(USUAL_SPAN, Days::count);
                Value::computed_elsewhere(row, self.period, count, price, cost)
            }
            (None, None) => Value::default(),
        }
    }
}

/// The periods of the data: the policy's, never finer than the data's own grain; edges that transactions do not
/// fill are dropped.
fn frame(dataset: &Dataset, policy: &PolicyFile) -> Frame {
    let grain = dataset.histories.grain;
    let period = grain.map_or(policy.period, |grain| policy.period.max(grain));
    let (first_day, last_day) = dataset.histories.days.unwrap_or((0, -1));
    let (mut first, mut last) = (period.of(first_day), period.of(last_day));
    let whole = grain == Some(period);
    if policy.edge_periods == EdgePeriods::Drop && !whole {
        first += i32::from(period.first_day(first) < first_day);
        last -= i32::from(period.last_day(last) > last_day);
    }
    Frame { period, first, last, window: policy.window }
}

fn days(days: Option<(Day, Day)>, span: Span) -> Option<Days> {
    days.map(|(first, last)| Days::new(span, first, last))
}
