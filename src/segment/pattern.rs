//! Pattern: how a demand history moves, as the statistics found it (Syntetos, Boylan and Croston 2005).

use crate::finding::Findings;
use crate::protocol::policy::DimensionKind;
use crate::stats::{self, Item};

use super::{Classified, Dimension, Measured, Portfolio, border};

/// The border between often and seldom, in periods from one demand to the next.
const ADI: f64 = 1.32;
/// The border between even and uneven amounts, a squared coefficient of variation.
const CV2: f64 = 0.49;

/// Classes by the pattern of demand. No demand: `Unknown`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern;

impl Dimension for Pattern {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        let items = portfolio.items();
        let patterns = [
            stats::Pattern::Smooth,
            stats::Pattern::Erratic,
            stats::Pattern::Intermittent,
            stats::Pattern::Lumpy,
        ];
        let position = |item: &Item| {
            let found = patterns.iter().position(|&pattern| item.demand.pattern == Some(pattern));
            found.map(|position| position as u32)
        };
        let of_item = items.iter().map(position).collect();
        let (classes, of_item) =
            border::with_unknown(border::named(patterns.map(stats::Pattern::class)), of_item);
        Classified {
            kind: DimensionKind::Pattern,
            name: "pattern".to_owned(),
            title: String::new(),
            classes,
            of_item,
            near_border: items.iter().filter(|item| is_near_border(item)).count(),
            covered: None,
            measured: Measured::nothing(),
        }
    }
}

fn is_near_border(item: &Item) -> bool {
    item.demand.adi.get().is_some_and(|adi| border::near(adi, ADI))
        || item.demand.cv2.get().is_some_and(|cv2| border::near(cv2, CV2))
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;

    #[test]
    fn a_pattern_is_capitalised_and_none_is_unknown() {
        let mut list = items(3);
        list[0].demand.pattern = Some(stats::Pattern::Lumpy);
        list[1].demand.pattern = Some(stats::Pattern::Smooth);
        list[1].demand.adi = 1.25.into();
        let found = Pattern.classify(&Stand::of(list), &mut Findings::default());
        let classes: Vec<_> = (0..3).map(|item| found.class(item)).collect();
        assert_eq!((classes, found.near_border), (vec!["Lumpy", "Smooth", "Unknown"], 1));
    }
}
