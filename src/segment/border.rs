//! Borders between classes: a tolerance, so that eight tenths of ten equal items is eight tenths.
//!
//! A figure closer to a border than [`TOLERANCE`] is on the border.

use crate::protocol::policy::Dimension as Setting;

use super::register::{Cuts, entry};
use super::{Class, UNKNOWN};

/// How close to a border counts as on it (of the total, where the figure is a share).
pub const TOLERANCE: f64 = 1e-12;

/// An item counts as near a border within this share of it.
const NEAR: f64 = 0.1;

/// Whether the figure lies below the border, not on it.
pub fn below(figure: f64, border: f64) -> bool {
    figure < border - TOLERANCE
}

/// Whether the figure lies below the border or on it.
pub fn at_most(figure: f64, border: f64) -> bool {
    figure <= border + TOLERANCE
}

/// Whether the figure lies within 10 % of the border.
pub fn near(figure: f64, border: f64) -> bool {
    (figure - border).abs() <= NEAR * border.abs() + TOLERANCE
}

/// How many figures lie within 10 % of one of the borders.
pub fn near_any(figures: impl Iterator<Item = f64>, borders: &[f64]) -> usize {
    figures.filter(|&figure| borders.iter().any(|&border| near(figure, border))).count()
}

/// The class, of three, of an item with this share before it.
pub fn class_after(share: f64, [first, second]: [f64; 2]) -> u32 {
    u32::from(!below(share, first)) + u32::from(!below(share, second))
}

/// The cut-offs of a setting, else the dimension's own; those of a dimension without any are not used.
pub fn cuts(setting: &Setting) -> [f64; 2] {
    let own = match entry(setting.kind).cuts {
        Cuts::Fixed | Cuts::Levels => [0.0, 0.0],
        Cuts::Shares(own) | Cuts::Amounts(own) => own,
    };
    setting.cuts.as_deref().and_then(|cuts| cuts.try_into().ok()).unwrap_or(own)
}

/// Three classes parted by two cut-offs, the best first.
pub fn three(names: [&str; 3], cuts: [f64; 2]) -> Vec<Class> {
    let [first, second] = cuts;
    let borders = [(None, Some(first)), (Some(first), Some(second)), (Some(second), None)];
    names
        .into_iter()
        .zip(borders)
        .map(|(name, (from, to))| Class { name: name.to_owned(), from, to })
        .collect()
}

/// Classes without borders.
pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Class> {
    names.into_iter().map(|name| Class { name: name.to_owned(), from: None, to: None }).collect()
}

/// Adds the class `Unknown` where an item needs it: every `None` takes it.
pub fn with_unknown(mut classes: Vec<Class>, of_item: Vec<Option<u32>>) -> (Vec<Class>, Vec<u32>) {
    let known = classes.iter().position(|class| class.name == UNKNOWN);
    let unknown = known.unwrap_or(classes.len()) as u32;
    if known.is_none() && of_item.contains(&None) {
        classes.extend(named([UNKNOWN]));
    }
    (classes, of_item.into_iter().map(|class| class.unwrap_or(unknown)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_on_the_border_is_not_below_it() {
        let eight_tenths: f64 = (0..8).map(|_| 0.1).sum();
        assert!(eight_tenths < 0.8, "binary fractions fall short of it");
        assert!(!below(eight_tenths, 0.8) && at_most(0.8 + 1e-13, 0.8));
        assert!(below(0.79, 0.8) && !at_most(0.800_001, 0.8));
    }

    #[test]
    fn near_is_a_tenth_of_the_border() {
        assert!(near(0.45, 0.5) && near(0.55, 0.5) && !near(0.44, 0.5));
        assert_eq!(near_any([0.46, 0.7, 0.95, 2.0].into_iter(), &[0.5, 1.0]), 2);
    }
}
