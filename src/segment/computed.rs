//! Computed groups: items by the service level at which each is at its optimum, at one price for all.
//!
//! The groups of the table of fewest segments. The price and the levels that part the groups stand in the policy, so
//! that a new item finds its group by its own figures and no list of items has to be kept.

use crate::finding::Findings;
use crate::protocol::policy::DimensionKind;

use super::{Class, Classified, Dimension, Measure, Measured, Portfolio, border};

/// Groups `G1`, `G2`, ..., the highest service levels first. Without a cost: `Unknown`.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The levels that part the groups, ascending fractions.
    pub levels: Vec<f64>,
}

impl Dimension for Computed {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        let levels = portfolio.optimal_levels();
        let of_item = levels.iter().map(|level| level.map(|level| self.class_of(level))).collect();
        let (classes, of_item) = border::with_unknown(self.classes(), of_item);
        let borders = self.levels.iter().copied().map(Some).collect();
        let measured = Measured {
            by: Measure::Amount,
            name: "optimal_level",
            values: levels,
            cuts: self.levels.clone(),
            borders,
        };
        Classified {
            kind: DimensionKind::Computed,
            name: "computed".to_owned(),
            title: String::new(),
            classes,
            of_item,
            // a tenth of a service level is wider than the groups are: nearly every item would count
            near_border: 0,
            covered: None,
            measured,
        }
    }
}

impl Computed {
    /// How many levels lie above an item's: one that lies on a border belongs to the group above it.
    fn class_of(&self, level: f64) -> u32 {
        self.levels.iter().filter(|&&border| level < border).count() as u32
    }

    fn classes(&self) -> Vec<Class> {
        let from = std::iter::once(None).chain(self.levels.iter().rev().copied().map(Some));
        let to = self.levels.iter().rev().copied().map(Some).chain([None]);
        let class = |(number, (from, to))| Class { name: format!("G{number}"), from, to };
        (1..).zip(from.zip(to)).map(class).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::UNKNOWN;
    use super::super::stand::{Stand, items};
    use super::*;

    #[test]
    fn the_highest_levels_are_the_first_group() {
        let stand = Stand { levels: vec![Some(0.5), Some(0.8), Some(0.97), None], ..Stand::of(items(4)) };
        let computed = Computed { levels: vec![0.8, 0.95] };
        let found = computed.classify(&stand, &mut Findings::default());
        assert_eq!([0, 1, 2, 3].map(|item| found.class(item)), ["G3", "G2", "G1", UNKNOWN]);
        let borders: Vec<_> = found.classes.iter().map(|class| (class.from, class.to)).collect();
        let expected = [(None, Some(0.95)), (Some(0.95), Some(0.8)), (Some(0.8), None), (None, None)];
        assert_eq!(borders, expected);
        assert_eq!(
            found.near_border, 0,
            "0.97 and 0.8 lie within 10 % of 0.95 and of 0.8, as most levels do"
        );
    }
}
