//! Season: whether demand follows the course of the year, as the statistics found it.

use crate::finding::Findings;
use crate::protocol::policy::DimensionKind;
use crate::stats::Item;

use super::{Classified, Dimension, Measure, Measured, Portfolio, border};

/// Strengths at which an item becomes seasonal: with two years, and with three where the test agrees.
const STRENGTHS: [f64; 2] = [0.64, 0.4];

/// Seasonal or steady. Less than two whole years of history show no season: steady.
#[derive(Debug, Clone, PartialEq)]
pub struct Season;

impl Dimension for Season {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        let items = portfolio.items();
        let strengths: Vec<Option<f64>> = items.iter().map(|item| item.record.strength.get()).collect();
        let steady =
            |item: &Item| u32::from(!item.record.season.as_ref().is_some_and(|season| season.seasonal));
        Classified {
            kind: DimensionKind::Season,
            name: "season".to_owned(),
            title: String::new(),
            classes: border::named(["Seasonal", "Steady"]),
            of_item: items.iter().map(steady).collect(),
            near_border: border::near_any(strengths.iter().copied().flatten(), &STRENGTHS),
            covered: None,
            measured: Measured {
                by: Measure::None,
                name: "season_strength",
                values: strengths,
                ..Measured::nothing()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;
    use crate::protocol::policy::Period;
    use crate::stats::Season as Course;

    #[test]
    fn two_years_of_the_same_course_are_seasonal_and_one_year_is_steady() {
        let year = [4.0, 2.0, 5.0, 3.0, 8.0, 2.0, 9.0, 12.0, 7.0, 3.0, 2.0, 1.0];
        let mut list = items(3);
        list[0].record.season = Course::new(&[year, year].concat(), Period::Month).map(Box::new);
        list[0].record.strength = 1.0.into();
        assert!(Course::new(&year, Period::Month).is_none());
        let found = Season.classify(&Stand::of(list), &mut Findings::default());
        assert_eq!([0, 1, 2].map(|item| found.class(item)), ["Seasonal", "Steady", "Steady"]);
        assert_eq!(found.measured.values, [Some(1.0), None, None]);
    }
}
