//! What is odd about a portfolio: edges dropped, returns, supply, inputs that nobody gave.

use super::batch::Turnover;
use super::item::{self, Item, Origin};
use super::lead_time::Supply;
use super::periods::Why;
use super::portfolio::Portfolio;
use super::returns::{ReturnRule, Settled};
use crate::data::calendar::iso;
use crate::data::dataset::{Dataset, Unit};
use crate::data::history::{History, Scale};
use crate::finding::{Cause, Findings, PLACES, Place, grouped};
use crate::math::exact::Sum;
use crate::math::moments::{self, Moments};
use crate::order;
use crate::protocol::policy::{EdgePeriods, Period, PolicyFile, Returns, Sizing};

/// Units returned beyond this share of units sold are many.
const MANY: f64 = 0.05;
/// Lines that make a supplier's record worth judging.
const RECORD: u64 = 20;

/// All of it.
pub(super) fn findings(
    dataset: &Dataset,
    policy: &PolicyFile,
    portfolio: &Portfolio,
    supply: &Supply<'_>,
    noted: (&Turnover, &Missing),
) -> Findings {
    let mut findings = Findings::default();
    grain_and_edges(&mut findings, dataset, policy, portfolio);
    returns(&mut findings, dataset, policy, portfolio, noted.0);
    lines(&mut findings, dataset, supply);
    nobody_gave(&mut findings, portfolio, noted.1);
    single_periods(&mut findings, portfolio);
    if policy.sizing == Sizing::Forecast {
        unjudged(&mut findings, portfolio);
    }
    findings
}

fn grain_and_edges(findings: &mut Findings, dataset: &Dataset, policy: &PolicyFile, portfolio: &Portfolio) {
    let frame = portfolio.frame;
    match dataset.histories.grain {
        Some(Period::Month) => findings.state("", Cause::MonthlyGrain, 1, ""),
        Some(_) => findings.state("", Cause::WeeklyGrain, 1, ""),
        None => {}
    }
    let Some((first, last)) = dataset.histories.days else { return };
    let covered = (frame.period.of(first), frame.period.of(last));
    let dropped = (frame.first - covered.0) + (covered.1 - frame.last);
    if policy.edge_periods == EdgePeriods::Drop && dropped > 0 {
        let detail = format!("The data run from {} to {}.", iso(first), iso(last));
        findings.state("", Cause::EdgePeriods, dropped.unsigned_abs().into(), detail);
    }
}

fn returns(
    findings: &mut Findings,
    dataset: &Dataset,
    policy: &PolicyFile,
    portfolio: &Portfolio,
    turnover: &Turnover,
) {
    if turnover.returns == 0 {
        return;
    }
    let [back, sold] = [&turnover.back, &turnover.sold].map(|sum| dataset.histories.quantity.of(sum));
    let share = if sold > 0.0 { back / sold } else { 1.0 };
    let cause = if share > MANY { Cause::ManyReturns } else { Cause::Returns };
    let most = turnover.most.filter(|_| share > MANY);
    let history = most.and_then(|(unit, _)| dataset.units.get(unit as usize)?.history);
    let sds = history.map(|history| three_sds(dataset, policy, portfolio, history as usize));
    let sds = sds.unwrap_or_default();
    let detail =
        format!("{} units came back, {:.1} % of {} sold.{sds}", grouped(back), share * 100.0, grouped(sold));
    findings.state("", cause, turnover.returns, detail);
    if turnover.unmatched > 0 {
        findings.state("", Cause::ReturnWithoutSale, turnover.unmatched, "");
    }
}

/// The deviation of the item with most units returned, under each of the three rules.
fn three_sds(dataset: &Dataset, policy: &PolicyFile, portfolio: &Portfolio, unit: usize) -> String {
    let histories = &dataset.histories;
    let history = histories.history(unit);
    let sd = |rule: Returns| deviation(&history, histories.quantity, rule, policy, portfolio).unwrap_or(0.0);
    let (cancel, exclude, net) = (sd(Returns::Cancel), sd(Returns::Exclude), sd(Returns::Net));
    if cancel.max(exclude).max(net) <= 0.0 {
        return String::new();
    }
    format!(
        " Item {} has a deviation of {:.1} with cancel, {:.1} with exclude, {:.1} with net.",
        histories.keys().text(unit as u32).replace(crate::data::keys::SEPARATOR, " / "),
        cancel,
        exclude,
        net,
    )
}

fn deviation(
    history: &History,
    scale: Scale,
    returns: Returns,
    policy: &PolicyFile,
    portfolio: &Portfolio,
) -> Option<f64> {
    let rule = ReturnRule { returns, ..ReturnRule::new(policy, portfolio.frame.period) };
    let settled = Settled::new(&history.sales, &history.returns, rule);
    let series = portfolio.frame.series(&settled, scale)?;
    moments::moments(&series.values).as_ref().and_then(Moments::sd)
}

fn lines(findings: &mut Findings, dataset: &Dataset, supply: &Supply<'_>) {
    let (file, lines) = (dataset.receipts_file.as_str(), &dataset.lines);
    if lines.negative > 0 {
        findings.state(file, Cause::NegativeLeadTime, lines.negative, "");
    }
    if lines.open > 0 {
        findings.state(file, Cause::OpenLine, lines.open, "");
    }
    long_lines(findings, dataset);
    let mut suppliers: Vec<_> = supply.suppliers().collect();
    order::sort_by(&mut suppliers, |one, other| one.0.cmp(other.0));
    for (supplier, spread) in suppliers {
        let place = |found: String| Place { line: 0, column: String::new(), found };
        if let Some((ordered, late)) = spread.ordered_sd.zip(spread.promised_sd)
            && (ordered > 2.0 * late || late > 2.0 * ordered)
        {
            let found =
                format!("{supplier}: ordered to received varies by {ordered:.1} days, lateness by {late:.1}");
            findings.note(file, Cause::LeadTimeSpreads, place(found));
        }
        if spread.lines >= RECORD
            && spread.on_time.is_some_and(|share| share > 0.98)
            && spread.on_the_day.is_some_and(|share| share > 0.5)
        {
            let share = spread.on_the_day.unwrap_or(0.0) * 100.0;
            findings.note(
                file,
                Cause::RedatedPromises,
                place(format!("{supplier}: {share:.0} % on the very day")),
            );
        }
    }
}

fn long_lines(findings: &mut Findings, dataset: &Dataset) {
    let mut days: Vec<i32> = dataset.lines.complete.iter().map(|line| line.lead_time).collect();
    days.sort_unstable();
    let Some(&median) = days.get(days.len() / 2) else { return };
    for line in dataset.lines.complete.iter().filter(|line| median > 0 && line.lead_time > 10 * median) {
        let found = format!("{}: {} days, the median is {median}", line.item, line.lead_time);
        findings.note(
            &dataset.receipts_file,
            Cause::LongLeadTime,
            Place { line: 0, column: String::new(), found },
        );
    }
}

/// Periods that do not count as they were sold, or are worth a look: how many, of which items.
fn single_periods(findings: &mut Findings, portfolio: &Portfolio) {
    let causes = [
        (Why::Promotion, Cause::Promotion),
        (Why::EmptyShelf, Cause::EmptyShelf),
        (Why::Outlier, Cause::Outlier),
        (Why::Capped, Cause::CappedOutlier),
    ];
    let odd: Vec<&Item> = portfolio.noted(&portfolio.notable.apart).collect();
    for (why, cause) in causes {
        let (mut items, mut periods) = (0, 0);
        for item in &odd {
            let own = item.record.apart.iter().filter(|apart| apart.why == why);
            let Some(first) = own.clone().next() else { continue };
            let count = own.count() as u64;
            (items, periods) = (items + 1, periods + count);
            findings.note_with("", cause, || {
                let from = iso(portfolio.frame.period.first_day(first.period));
                let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
                let found = format!("{}: {} from {from}{more}", item.key, grouped(first.sold));
                Place { line: 0, column: String::new(), found }
            });
        }
        if items > 0 {
            let of = share(items, portfolio.items.len());
            findings.state("", cause, periods - items, format!("{of}{}", effect(portfolio, why)));
        }
    }
}

/// What repairing or capping did to the items' demand together.
fn effect(portfolio: &Portfolio, why: Why) -> String {
    let changed = portfolio.noted(&portfolio.notable.apart).filter_map(|item| {
        let before = item.record.before.as_ref()?;
        item.record
            .apart
            .iter()
            .any(|apart| apart.why == why)
            .then_some((before.mean, item.demand.mean.get()?))
    });
    let (mut before, mut after) = (Sum::new(), Sum::new());
    for (as_sold, counted) in changed {
        before.add(as_sold);
        after.add(counted);
    }
    let (before, after) = (before.value(), after.value());
    if matches!(why, Why::Promotion | Why::Outlier) || !(before > 0.0) {
        return String::new();
    }
    format!(" Their mean demand a period is {after:.2} in all, as sold {before:.2}.")
}

/// Items that a forecast's error was asked for and has none.
fn unjudged(findings: &mut Findings, portfolio: &Portfolio) {
    let sized = |item: &&Item| item.demand.history == item::History::Enough && item.record.error.is_none();
    for item in portfolio.items.iter().filter(sized) {
        let place = || Place { line: 0, column: String::new(), found: item.key.to_string() };
        findings.note_with("", Cause::NoForecastError, place);
    }
}

/// How many of the items: `3 of 115 items.`, or all of them.
fn share(count: u64, all: usize) -> String {
    let of = grouped(all as f64);
    match (count, all) {
        (1, 1) => "The only item.".to_owned(),
        _ if count == all as u64 => format!("All {of} items."),
        _ => format!("{} of {of} items.", grouped(count as f64)),
    }
}

/// What is said of items that something is missing for, or that hold no stock.
const CAUSES: [Cause; 5] = [
    Cause::NoDemandInWindow,
    Cause::TooShort,
    Cause::AssumedLeadTime,
    Cause::AssumedOrderQuantity,
    Cause::MissingCost,
];

/// Which of it holds of an item.
fn held(unit: &Unit, item: &Item) -> [bool; CAUSES.len()] {
    let history = item.demand.history;
    let nothing = matches!(history, item::History::NoDemand | item::History::OnlySaleCancelled);
    [
        nothing && unit.is_sold(),
        history == item::History::TooShort,
        item.lead_time.days.origin == Origin::Default,
        item.master.order_quantity.origin == Origin::Assumed,
        item.master.unit_cost.is_none(),
    ]
}

/// For each of it how many items it holds of, and the first of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Missing([(u64, Vec<u32>); CAUSES.len()]);

impl Missing {
    /// Notes an item of this number.
    #[inline]
    pub fn note(&mut self, number: u32, unit: &Unit, item: &Item) {
        for (_, (count, first)) in held(unit, item).into_iter().zip(&mut self.0).filter(|(holds, _)| *holds) {
            *count += 1;
            if first.len() < PLACES {
                first.push(number);
            }
        }
    }
}

fn nobody_gave(findings: &mut Findings, portfolio: &Portfolio, missing: &Missing) {
    let mut found = Findings::default();
    for (cause, (count, first)) in CAUSES.into_iter().zip(&missing.0) {
        for item in portfolio.noted(first) {
            let place = Place { line: 0, column: String::new(), found: item.key.to_string() };
            found.note("", cause, place);
        }
        if *count > 0 {
            let others = count.saturating_sub(PLACES as u64);
            found.state("", cause, others, share(*count, portfolio.items.len()));
        }
    }
    findings.extend(found);
}
