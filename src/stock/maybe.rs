//! A figure that may be missing, in the eight bytes of one.

use std::fmt;

/// A figure, or none: what is no number is none.
#[derive(Clone, Copy)]
pub(super) struct Maybe(f64);

impl Maybe {
    /// The figure.
    pub fn get(self) -> Option<f64> {
        if self.0.is_nan() { None } else { Some(self.0) }
    }

    /// As it lies in memory: to the last bit, none of one kind.
    pub fn bits(self) -> u64 {
        self.0.to_bits()
    }

    /// What [`Maybe::bits`] gave.
    pub fn of_bits(bits: u64) -> Self {
        Self(f64::from_bits(bits))
    }
}

impl From<Option<f64>> for Maybe {
    fn from(figure: Option<f64>) -> Self {
        Self(figure.unwrap_or(f64::NAN))
    }
}

impl PartialEq for Maybe {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl fmt::Debug for Maybe {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_itself_and_none_is_none() {
        for figure in [None, Some(0.0), Some(-0.0), Some(1e-300), Some(f64::INFINITY)] {
            let maybe = Maybe::from(figure);
            assert_eq!(maybe.get().map(f64::to_bits), figure.map(f64::to_bits));
            assert_eq!(Maybe::of_bits(maybe.bits()), maybe);
        }
        assert_ne!(Maybe::from(Some(0.0)), Maybe::from(None));
        assert_eq!(size_of::<Maybe>(), 8);
    }
}
