//! What a dimension measured: the figures it compared with its cut-offs, and how many lie near a border.
//!
//! Kept beside the classes, so that a page can draw where cut-offs fall without a list of the items.

use super::border;

/// What cut-offs are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Nothing: the classes have no borders that could be moved.
    None,
    /// The figure itself.
    Amount,
    /// The share of all value that stands before an item, the dearest first.
    ShareOfValue,
    /// The share of the items that stand before an item, the largest figure first.
    ShareOfItems,
}

/// The figures of a dimension, with its borders.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// What the cut-offs are compared with.
    pub by: Measure,
    /// The column of an export that shows them beside the class; empty where none does.
    pub name: &'static str,
    /// A figure an item, in the items' order.
    pub values: Vec<Option<f64>>,
    /// The cut-offs, in terms of `by`.
    pub cuts: Vec<f64>,
    /// The figure at which each cut-off falls; none where no item lies beyond it.
    pub borders: Vec<Option<f64>>,
}

impl Measured {
    /// Nothing that could be drawn or moved.
    pub fn nothing() -> Self {
        Measured { by: Measure::None, name: "", values: Vec::new(), cuts: Vec::new(), borders: Vec::new() }
    }

    /// Figures that are compared with cut-offs themselves.
    pub fn amounts(name: &'static str, values: Vec<Option<f64>>, cuts: [f64; 2]) -> Self {
        Measured::new(Measure::Amount, name, values, cuts, cuts.map(Some).to_vec())
    }

    /// Figures with the cut-offs and where these fall.
    pub fn new(
        by: Measure,
        name: &'static str,
        values: Vec<Option<f64>>,
        cuts: [f64; 2],
        borders: Vec<Option<f64>>,
    ) -> Self {
        Measured { by, name, values, cuts: cuts.to_vec(), borders }
    }

    /// How many items lie within 10 % of each border.
    pub fn near(&self) -> Vec<usize> {
        let near = |border: &Option<f64>| {
            border.map_or(0, |border| self.known().filter(|&figure| border::near(figure, border)).count())
        };
        self.borders.iter().map(near).collect()
    }

    /// How many items lie within 10 % of any border.
    pub fn near_any(&self) -> usize {
        let borders: Vec<f64> = self.borders.iter().copied().flatten().collect();
        border::near_any(self.known(), &borders)
    }

    /// The figures that are known.
    pub fn known(&self) -> impl Iterator<Item = f64> {
        self.values.iter().copied().flatten()
    }
}
