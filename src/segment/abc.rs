//! ABC: the few items that make most of the value, the next, and the many that make the rest.
//!
//! An item is A while the share of value *before* it, the dearest first, is below the first cut-off: a single
//! item that holds 85 % of the value is A, where the share including it would make it B.

use crate::finding::{Cause, Findings};
use crate::protocol::policy::{AbcMeasure, DimensionKind, Span};
use crate::stats::Item;

use super::{Classified, Dimension, Measure, Measured, Portfolio, Values, border};

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
        let numbered = values.iter().copied().zip(0_u32..);
        let mut ranked: Vec<(i128, u32)> =
            numbered.take(items.len()).filter(|(value, _)| *value > 0).collect();
        let key = |number: u32| items.get(number as usize).map(|item| &item.key);
        ranked.sort_unstable_by(|(one, of), (other, than)| {
            other.cmp(one).then_with(|| key(*of).cmp(&key(*than)).then(of.cmp(than)))
        });
        let total = ranked.iter().fold(0_i128, |sum, (value, _)| sum.saturating_add(*value)) as f64;
        let mut classes = vec![2; items.len()];
        let mut first_of: [Option<usize>; 3] = [None; 3];
        let mut before = 0_i128;
        for (value, number) in &ranked {
            let class = border::class_after(before as f64 / total, self.cuts);
            before = before.saturating_add(*value);
            if let Some(slot) = classes.get_mut(*number as usize) {
                *slot = class;
            }
            if let Some(first) = first_of.get_mut(class as usize) {
                first.get_or_insert(*number as usize);
            }
        }
        let [_, second, third] = first_of;
        (classes, [second, third])
    }
}

/// Values as whole numbers, so that their sums do not depend on order; no value and negative ones are 0.
///
/// Numbers with fractions are scaled by a power of two that leaves the largest 90 bits: what is lost lies
/// below 1e-27 of it.
fn whole(values: &Values) -> Vec<i128> {
    match values {
        Values::Exact(steps) => steps.iter().map(|&step| step.max(0)).collect(),
        Values::Plain(plain) => {
            let known = |value: &f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
            let largest = plain.iter().map(known).fold(0.0, f64::max);
            let (_, exponent) = libm::frexp(largest);
            plain.iter().map(|value| libm::scalbn(known(value), 90 - exponent) as i128).collect()
        }
    }
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
}
