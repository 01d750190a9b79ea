//! XYZ: how steady demand is, by its coefficient of variation.
//!
//! Taken over four-week buckets (months where the period is a month), because on weeks nine tenths of a
//! shop's items would be Z. No coefficient: Z.

use crate::finding::{Cause, Findings};
use crate::protocol::policy::{DimensionKind, XyzBucket};

use super::{Classified, Dimension, Measured, Portfolio, border};

/// Classes by coefficient of variation.
#[derive(Debug, Clone, PartialEq)]
pub struct Xyz {
    /// What it is taken over.
    pub bucket: XyzBucket,
    /// Whether a seasonal item's course over the year is taken out first.
    pub deseasonalised: bool,
    /// The largest coefficients of X and of Y.
    pub cuts: [f64; 2],
}

impl Dimension for Xyz {
    fn classify(&self, portfolio: &dyn Portfolio, findings: &mut Findings) -> Classified {
        let values = self.coefficients(portfolio);
        let classified = Classified {
            kind: DimensionKind::Xyz,
            name: "xyz".to_owned(),
            title: if self.deseasonalised { "deseasonalised".to_owned() } else { String::new() },
            classes: border::three(["X", "Y", "Z"], self.cuts),
            of_item: values.iter().map(|&cv| class_of(cv, self.cuts)).collect(),
            near_border: border::near_any(values.iter().copied().flatten(), &self.cuts),
            covered: None,
            measured: Measured::amounts("xyz_cv", values, self.cuts),
        };
        warn_of_a_full_class(&classified, findings);
        classified
    }
}

impl Xyz {
    /// Coefficients over the buckets; of a seasonal item what the indices of the year leave, where asked for.
    fn coefficients(&self, portfolio: &dyn Portfolio) -> Vec<Option<f64>> {
        let mut values = portfolio.bucket_cv(self.bucket);
        if !self.deseasonalised {
            return values;
        }
        for (value, item) in values.iter_mut().zip(portfolio.items()) {
            if let Some(season) = item.record.season.as_deref().filter(|season| season.seasonal) {
                let periods = match self.bucket {
                    XyzBucket::Standard => f64::from(season.slot_periods),
                    XyzBucket::Period => 1.0,
                };
                *value = Some(season.relative_sd / periods.sqrt());
            }
        }
        values
    }
}

fn class_of(cv: Option<f64>, [x, y]: [f64; 2]) -> u32 {
    cv.map_or(2, |cv| u32::from(!border::at_most(cv, x)) + u32::from(!border::at_most(cv, y)))
}

/// A class that holds more than four fifths of the items separates little.
fn warn_of_a_full_class(classified: &Classified, findings: &mut Findings) {
    let all = classified.of_item.len();
    for (count, class) in classified.counts().into_iter().zip(&classified.classes) {
        if count * 5 > all * 4 {
            let said = format!("XYZ class {} holds {count} of {all} items.", class.name);
            findings.state("", Cause::ClassTooFull, count as u64, said);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;
    use crate::protocol::policy::Period;
    use crate::stats::Season;

    #[track_caller]
    fn check(cvs: &[Option<f64>], classes: &str, near_border: usize, full: bool) {
        let stand = Stand { cv: cvs.to_vec(), ..Stand::of(items(cvs.len())) };
        let mut findings = Findings::default();
        let xyz = Xyz { bucket: XyzBucket::Standard, deseasonalised: false, cuts: [0.5, 1.0] };
        let found = xyz.classify(&stand, &mut findings);
        let letters: String = (0..cvs.len()).map(|item| found.class(item).to_owned()).collect();
        assert_eq!((letters.as_str(), found.near_border, !findings.is_empty()), (classes, near_border, full));
    }

    #[test]
    fn limits_are_inclusive_and_no_coefficient_is_z() {
        let cvs = [Some(0.0), Some(0.5), Some(0.5 + 1e-13), Some(0.56), Some(1.0), Some(1.2), None];
        check(&cvs, "XXXYYZZ", 3, false);
    }

    #[test]
    fn a_season_can_be_taken_out() {
        let year = [4.0, 2.0, 5.0, 3.0, 8.0, 2.0, 9.0, 12.0, 7.0, 3.0, 2.0, 1.0];
        let mut stand = Stand { cv: vec![Some(0.7); 2], ..Stand::of(items(2)) };
        stand.items[0].record.season = Season::new(&[year, year].concat(), Period::Month).map(Box::new);
        let letters = |deseasonalised| {
            let xyz = Xyz { bucket: XyzBucket::Standard, deseasonalised, cuts: [0.5, 1.0] };
            let found = xyz.classify(&stand, &mut Findings::default());
            [0, 1].map(|item| found.class(item).to_owned())
        };
        assert_eq!(
            (letters(false), letters(true)),
            (["Y", "Y"].map(str::to_owned), ["X", "Y"].map(str::to_owned))
        );
    }

    #[test]
    fn a_class_with_more_than_four_fifths_is_a_finding() {
        check(&[Some(3.0), Some(3.0), Some(3.0), Some(3.0), Some(0.1)], "ZZZZX", 0, false);
        check(&[Some(3.0); 6], "ZZZZZZ", 0, true);
    }
}
