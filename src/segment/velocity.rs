//! Velocity: how often an item sells, by the share of its periods that have demand.

use crate::finding::Findings;
use crate::protocol::policy::DimensionKind;

use super::{Classified, Dimension, Measured, Portfolio, border};

/// Fast, slow and non-moving. Never sold: N.
#[derive(Debug, Clone, PartialEq)]
pub struct Velocity {
    /// The share up to which an item hardly moves, and the one from which on it is fast.
    pub cuts: [f64; 2],
}

impl Dimension for Velocity {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        let share = |adi: Option<f64>| adi.map_or(0.0, |adi| 1.0 / adi);
        let shares: Vec<f64> = portfolio.items().iter().map(|item| share(item.demand.adi.get())).collect();
        let [slow, fast] = self.cuts;
        let of_item = shares.iter().map(|&share| class_of(share, self.cuts)).collect();
        let measured = Measured::amounts("velocity_share", shares.into_iter().map(Some).collect(), self.cuts);
        Classified {
            kind: DimensionKind::Velocity,
            name: "velocity".to_owned(),
            title: String::new(),
            classes: border::three(["F", "S", "N"], [fast, slow]),
            of_item,
            near_border: measured.near_any(),
            covered: None,
            measured,
        }
    }
}

fn class_of(share: f64, [slow, fast]: [f64; 2]) -> u32 {
    u32::from(border::below(share, fast)) + u32::from(border::at_most(share, slow))
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;

    #[test]
    fn three_of_four_periods_are_fast_and_one_of_four_is_not_even_slow() {
        let mut list = items(6);
        for (item, adi) in
            list.iter_mut().zip([Some(1.0), Some(4.0 / 3.0), Some(1.35), Some(3.9), Some(4.0), None])
        {
            item.demand.adi = adi.into();
        }
        let found = Velocity { cuts: [0.25, 0.75] }.classify(&Stand::of(list), &mut Findings::default());
        let letters: String = (0..6).map(|item| found.class(item).to_owned()).collect();
        assert_eq!((letters.as_str(), found.near_border), ("FFSSNN", 4));
    }
}
