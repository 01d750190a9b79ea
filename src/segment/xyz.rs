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
    /// The largest coefficients of X and of Y.
    pub cuts: [f64; 2],
}

impl Dimension for Xyz {
    fn classify(&self, portfolio: &dyn Portfolio, findings: &mut Findings) -> Classified {
        let values = portfolio.bucket_cv(self.bucket);
        let classified = Classified {
            kind: DimensionKind::Xyz,
            name: "xyz".to_owned(),
            title: String::new(),
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

    #[track_caller]
    fn check(cvs: &[Option<f64>], classes: &str, near_border: usize, full: bool) {
        let stand = Stand { cv: cvs.to_vec(), ..Stand::of(items(cvs.len())) };
        let mut findings = Findings::default();
        let xyz = Xyz { bucket: XyzBucket::Standard, cuts: [0.5, 1.0] };
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
    fn a_class_with_more_than_four_fifths_is_a_finding() {
        check(&[Some(3.0), Some(3.0), Some(3.0), Some(3.0), Some(0.1)], "ZZZZX", 0, false);
        check(&[Some(3.0); 6], "ZZZZZZ", 0, true);
    }
}
