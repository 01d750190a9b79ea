//! ABC: the few items that make most of the value, the next, and the many that make the rest.
//!
//! An item is A while the share of value *before* it, the dearest first, is below the first cut-off: a single
//! item that holds 85 % of the value is A, where the share including it would make it B.

use crate::finding::{Cause, Findings};
use crate::protocol::policy::{AbcMeasure, DimensionKind, Span};
use crate::stats::Item;

use super::{Classified, Dimension, Measure, Measured, Portfolio, Values, border};

/// The place of the class of items without value.
const LAST: u32 = 2;
/// Bits of a double that do not tell its bin: a bin spans a thirty-second of a power of two.
const WIDTH: u32 = 47;
/// Bins of all values up to the largest.
const BINS: usize = 1 << 12;
/// Values that are looked at in one go.
const AT_ONCE: usize = 1_024;

/// Classes by share of value.
#[derive(Debug, Clone, PartialEq)]
pub struct Abc {
    /// What value means.
    pub measure: AbcMeasure,
    /// The days it is summed over.
    pub span: Span,
    /// The shares before an item at which A and B end.
    pub cuts: [f64; 2],
}

impl Dimension for Abc {
    fn classify(&self, portfolio: &dyn Portfolio, findings: &mut Findings) -> Classified {
        let items = portfolio.items();
        let (measure, values) = self.best_known(portfolio);
        if measure != self.measure {
            let said = format!("No {} is known: ranked by {}.", words(self.measure), words(measure));
            findings.state("", Cause::ClassByUnits, items.len() as u64, said);
        }
        let known: Vec<Option<f64>> = match &values {
            Values::Exact(steps) => steps.iter().map(|&step| Some(step as f64)).collect(),
            Values::Plain(values) => values.iter().map(|value| value.is_finite().then_some(*value)).collect(),
        };
        let (of_item, begins) = self.ranked(items, &whole(&values));
        let borders = begins.map(|first| *known.get(first?)?).to_vec();
        let measured = Measured::new(Measure::ShareOfValue, "", known, self.cuts, borders);
        Classified {
            kind: DimensionKind::Abc,
            name: "abc".to_owned(),
            title: name(measure).to_owned(),
            classes: border::three(["A", "B", "C"], self.cuts),
            of_item,
            near_border: measured.near_any(),
            covered: None,
            measured,
        }
    }
}

impl Abc {
    /// The measure asked for where any item has it, else cost of demand, else units.
    fn best_known(&self, portfolio: &dyn Portfolio) -> (AbcMeasure, Values) {
        [self.measure, AbcMeasure::Cost, AbcMeasure::Units]
            .into_iter()
            .find_map(|measure| Some((measure, portfolio.values(measure, self.span)?)))
            .unwrap_or((AbcMeasure::Units, Values::Exact(Vec::new())))
    }

    /// Each item's class, and the first item of B and of C.
    fn ranked(&self, items: &[Item], values: &[i128]) -> (Vec<u32>, [Option<usize>; 2]) {
        let values = values.get(..items.len()).unwrap_or(values);
        let mut bins = Bins::new(values, self.cuts);
        let (mut classes, mut apart) = (Vec::with_capacity(items.len()), Vec::new());
        for (place, some) in (0_u32..).zip(values.chunks(AT_ONCE)) {
            bins.classify(some, place * AT_ONCE as u32, &mut classes, &mut apart);
        }
        classes.resize(items.len(), LAST);
        let key = |number: u32| items.get(number as usize).map(|item| &item.key);
        apart.sort_unstable_by(|(one, of), (other, than)| {
            other.cmp(one).then_with(|| key(*of).cmp(&key(*than)).then(of.cmp(than)))
        });
        let mut first_of: [Option<usize>; 3] = [None; 3];
        for (value, number) in apart {
            let class = bins.next(value);
            if let Some(slot) = classes.get_mut(number as usize) {
                *slot = class;
            }
            if let Some(first) = first_of.get_mut(class as usize) {
                first.get_or_insert(number as usize);
            }
        }
        let [_, second, third] = first_of;
        (classes, [second, third])
    }
}

/// Values of about one size together, so that not all have to be ranked: only those among which a class begins or
/// ends.
struct Bins {
    cuts: [f64; 2],
    total: f64,
    /// What stands before the first value of a bin; while its values are looked at, before the next of them.
    before: Vec<i128>,
    /// The class of all of a bin's values; none where they have to be ranked.
    class: Vec<Option<u32>>,
}

impl Bins {
    /// Of these values; none and negative ones stand in no bin.
    fn new(values: &[i128], cuts: [f64; 2]) -> Self {
        let mut sums = vec![0_i128; BINS];
        values.chunks(AT_ONCE).for_each(|some| add_up(some, &mut sums));
        let total = sums.iter().fold(0_i128, |sum, more| sum.saturating_add(*more)) as f64;
        let mut class = vec![None; BINS];
        let (mut before, mut larger) = (0_i128, None);
        for (sum, class) in sums.iter_mut().zip(&mut class).rev().filter(|(sum, _)| **sum > 0) {
            let begins = border::class_after(before as f64 / total, cuts);
            let behind = before.saturating_add(*sum);
            let ends = border::class_after(behind as f64 / total, cuts);
            *class = Some(begins).filter(|begins| *begins == ends && larger == Some(*begins));
            larger = Some(begins);
            *sum = before;
            before = behind;
        }
        Bins { cuts, total, before: sums, class }
    }

    /// Adds the classes of some values, the first of this number; those that have to be ranked are set apart.
    #[inline(never)] // called often, it is compiled for speed in a browser; a loop entered once is not
    fn classify(&self, values: &[i128], first: u32, classes: &mut Vec<u32>, apart: &mut Vec<(i128, u32)>) {
        for (value, number) in values.iter().zip(first..) {
            let class = if *value > 0 { self.class.get(bin(*value)).copied().flatten() } else { Some(LAST) };
            classes.push(class.unwrap_or(LAST));
            if class.is_none() {
                apart.push((*value, number));
            }
        }
    }

    /// The class of the next value of a bin that is ranked.
    fn next(&mut self, value: i128) -> u32 {
        let Some(before) = self.before.get_mut(bin(value)) else { return LAST };
        let class = border::class_after(*before as f64 / self.total, self.cuts);
        *before = before.saturating_add(value);
        class
    }
}

/// Adds each value to its bin.
#[inline(never)] // as [`Bins::classify`]
fn add_up(values: &[i128], sums: &mut [i128]) {
    for value in values.iter().filter(|value| **value > 0) {
        if let Some(sum) = sums.get_mut(bin(*value)) {
            *sum = sum.saturating_add(*value);
        }
    }
}

/// The bin of a value above zero: larger values are in the same or a later one.
fn bin(value: i128) -> usize {
    (((value as f64).to_bits() >> WIDTH) - (1.0_f64.to_bits() >> WIDTH)) as usize
}

/// Values as whole numbers, so that their sums do not depend on order; no value and negative ones are 0.
///
/// Numbers with fractions are scaled by a power of two that leaves the largest 90 bits: what is lost lies
/// below 1e-27 of it.
fn whole(values: &Values) -> Vec<i128> {
    match values {
        Values::Exact(steps) => steps.iter().map(|&step| step.max(0)).collect(),
        Values::Plain(plain) => {
            let largest = plain.iter().copied().map(above_zero).fold(0.0, f64::max);
            let (_, exponent) = libm::frexp(largest);
            let mut whole = Vec::with_capacity(plain.len());
            plain.chunks(AT_ONCE).for_each(|some| scaled(some, 90 - exponent, &mut whole));
            whole
        }
    }
}

/// Adds values times a power of two, without what is left of the next whole number.
#[inline(never)] // as [`Bins::classify`]
fn scaled(values: &[f64], exponent: i32, to: &mut Vec<i128>) {
    to.extend(values.iter().map(|value| libm::scalbn(above_zero(*value), exponent) as i128));
}

fn above_zero(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

fn name(measure: AbcMeasure) -> &'static str {
    match measure {
        AbcMeasure::Revenue => "revenue",
        AbcMeasure::Units => "units",
        AbcMeasure::Margin => "margin",
        AbcMeasure::Cost => "cost",
        AbcMeasure::Lines => "lines",
        AbcMeasure::Deseasonalised => "deseasonalised",
    }
}

fn words(measure: AbcMeasure) -> &'static str {
    match measure {
        AbcMeasure::Cost => "cost of demand",
        AbcMeasure::Lines => "number of order lines",
        measure => name(measure),
    }
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;

    #[track_caller]
    fn check(values: Values, classes: &str, near_border: usize) {
        let count = classes.len();
        let stand = Stand { revenue: Some(values), ..Stand::of(items(count)) };
        let abc = Abc { measure: AbcMeasure::Revenue, span: Span::Absent, cuts: [0.8, 0.95] };
        let found = abc.classify(&stand, &mut Findings::default());
        let letters: String = (0..count).map(|item| found.class(item).to_owned()).collect();
        assert_eq!((letters.as_str(), found.near_border), (classes, near_border));
    }

    #[test]
    fn one_item_with_85_percent_of_the_value_is_a() {
        check(Values::Exact(vec![85, 10, 5]), "ABC", 2);
    }

    #[test]
    fn eight_of_ten_equal_items_are_a() {
        check(Values::Plain(vec![0.1; 10]), "AAAAAAAABB", 10);
        check(Values::Exact(vec![7; 10]), "AAAAAAAABB", 10);
    }

    #[test]
    fn ties_go_by_key_and_no_value_is_c() {
        check(Values::Exact(vec![0, 10, 10, -3, 10, 10, 10]), "CAACAAB", 5);
        check(Values::Plain(vec![0.0, f64::NAN, -1.0]), "CCC", 0);
    }

    #[test]
    fn without_revenue_the_cost_of_demand_ranks_else_units() {
        let abc = Abc { measure: AbcMeasure::Revenue, span: Span::Whole, cuts: [0.8, 0.95] };
        let units = Stand { units: Some(Values::Exact(vec![1, 2])), ..Stand::of(items(2)) };
        let cost = Stand { cost: Some(Values::Plain(vec![1.5, 2.5])), ..units.clone() };
        for (stand, title) in [(units, "units"), (cost, "cost")] {
            let mut findings = Findings::default();
            assert_eq!(abc.classify(&stand, &mut findings).title, title);
            assert_eq!(findings.list()[0].cause, Cause::ClassByUnits);
        }
    }

    #[test]
    fn bins_class_as_one_ranking_does() {
        let mut seed = 1_u64;
        let mut next = |count: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % count
        };
        let values: Vec<i128> = (0..5_000).map(|_| i128::from(next(90)) << next(12)).collect();
        let (items, mut ranked) = (items(values.len()), Vec::new());
        ranked.extend((0..values.len()).filter(|number| values[*number] > 0));
        ranked.sort_by_key(|number| (-values[*number], items[*number].key.to_string()));
        for cuts in [[0.8, 0.95], [0.001, 0.002], [0.3, 0.3]] {
            let (mut classes, mut before, mut first) = (vec![2; values.len()], 0, [None; 3]);
            for number in &ranked {
                let total = values.iter().sum::<i128>() as f64;
                classes[*number] = border::class_after(before as f64 / total, cuts);
                first[classes[*number] as usize].get_or_insert(*number);
                before += values[*number];
            }
            let abc = Abc { measure: AbcMeasure::Revenue, span: Span::Absent, cuts };
            assert_eq!(abc.ranked(&items, &values), (classes, [first[1], first[2]]));
        }
    }
}
