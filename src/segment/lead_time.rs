//! Lead time: short, medium or long, by the mean days from order to receipt.

use crate::finding::Findings;
use crate::protocol::policy::DimensionKind;

use super::{Classified, Dimension, Measured, Portfolio, border};

/// Classes by mean lead time. Every item has one, be it the policy's default: `Unknown` never occurs.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadTime {
    /// The days at which short and medium end, not included.
    pub cuts: [f64; 2],
}

impl Dimension for LeadTime {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        let days: Vec<f64> = portfolio.items().iter().map(|item| item.lead_time.days.value).collect();
        Classified {
            kind: DimensionKind::LeadTime,
            name: "lead_time".to_owned(),
            title: String::new(),
            classes: border::three(["Short", "Medium", "Long"], self.cuts),
            of_item: days.iter().map(|&days| class_of(days, self.cuts)).collect(),
            near_border: border::near_any(days.iter().copied(), &self.cuts),
            covered: None,
            measured: Measured::amounts("", days.into_iter().map(Some).collect(), self.cuts),
        }
    }
}

fn class_of(days: f64, [short, medium]: [f64; 2]) -> u32 {
    u32::from(!border::below(days, short)) + u32::from(!border::below(days, medium))
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;

    #[test]
    fn a_lead_time_on_the_border_belongs_to_the_longer_class() {
        let mut list = items(5);
        for (item, days) in list.iter_mut().zip([2.0, 13.9, 14.0, 44.0, 45.0]) {
            item.lead_time.days.value = days;
        }
        let found = LeadTime { cuts: [14.0, 45.0] }.classify(&Stand::of(list), &mut Findings::default());
        assert_eq!((found.counts(), found.near_border), (vec![2, 2, 1], 4));
    }
}
