//! A dimension of the policy's shape that this version does not compute: every item is `Unknown` in it.
//!
//! The policy's check names it in a finding, so that nobody takes the class for a result.

use crate::finding::Findings;
use crate::protocol::policy::DimensionKind;

use super::{Classified, Dimension, Measured, Portfolio, UNKNOWN, border, entry};

/// The dimension that is kept and not computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Unbuilt {
    /// Which one.
    pub kind: DimensionKind,
}

impl Dimension for Unbuilt {
    fn classify(&self, portfolio: &dyn Portfolio, _: &mut Findings) -> Classified {
        Classified {
            kind: self.kind,
            name: entry(self.kind).name.to_owned(),
            title: String::new(),
            classes: border::named([UNKNOWN]),
            of_item: vec![0; portfolio.items().len()],
            near_border: 0,
            covered: None,
            measured: Measured::nothing(),
        }
    }
}
