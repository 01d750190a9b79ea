//! Supplier: how reliable the item's supplier is, by the share of its lines received on the promised day or before.

use crate::finding::Findings;
use crate::protocol::policy::DimensionKind;

use super::{Classified, Dimension, Measured, Portfolio, border};

/// Reliable, fair or unreliable. No lines with a promised day: `Unknown`.
#[derive(Debug, Clone, PartialEq)]
pub struct Supplier {
    /// The shares on time from which on a supplier is fair, and reliable.
    pub cuts: [f64; 2],
}

impl Dimension for Supplier {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        let on_time = portfolio.on_time();
        let [fair, reliable] = self.cuts;
        let of_item = on_time.iter().map(|share| share.map(|share| class_of(share, self.cuts))).collect();
        let classes = border::three(["Reliable", "Fair", "Unreliable"], [reliable, fair]);
        let (classes, of_item) = border::with_unknown(classes, of_item);
        let measured = Measured::amounts("supplier_on_time", on_time, self.cuts);
        Classified {
            kind: DimensionKind::Supplier,
            name: "supplier".to_owned(),
            title: String::new(),
            classes,
            of_item,
            near_border: measured.near_any(),
            covered: None,
            measured,
        }
    }
}

fn class_of(share: f64, [fair, reliable]: [f64; 2]) -> u32 {
    u32::from(border::below(share, reliable)) + u32::from(border::below(share, fair))
}

#[cfg(test)]
mod tests {
    use super::super::UNKNOWN;
    use super::super::stand::{Stand, items};
    use super::*;

    #[test]
    fn nineteen_of_twenty_on_time_are_reliable_and_no_lines_are_unknown() {
        let on_time = vec![Some(0.95), Some(0.949), Some(0.8), Some(0.5), None];
        let stand = Stand { on_time, ..Stand::of(items(5)) };
        let found = Supplier { cuts: [0.8, 0.95] }.classify(&stand, &mut Findings::default());
        let classes: Vec<_> = (0..5).map(|item| found.class(item)).collect();
        assert_eq!(classes, ["Reliable", "Fair", "Fair", "Unreliable", UNKNOWN]);
        assert_eq!(found.near_border, 3);
    }
}
