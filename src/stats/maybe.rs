//! A figure that may be unknown, in eight bytes: hundreds of thousands of items hold a dozen each.

/// A double, or none: what `Option<f64>` says in half the memory.
///
/// ```
/// use segmented_safety_stock::stats::Maybe;
/// let (known, unknown) = (Maybe::from(Some(0.5)), Maybe::from(None));
/// assert_eq!((known.get(), unknown.get(), size_of::<Maybe>()), (Some(0.5), None, 8));
/// ```
#[derive(Clone, Copy)]
pub struct Maybe(u64);

/// Not a number, and not one that any calculation gives.
const NONE: u64 = f64::NAN.to_bits() | 0x5E6;

impl Maybe {
    /// No figure.
    pub const NONE: Maybe = Maybe(NONE);

    /// The figure, where it is known.
    #[inline]
    pub fn get(self) -> Option<f64> {
        (self.0 != NONE).then(|| f64::from_bits(self.0))
    }

    /// As it is sent to another worker.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// What was sent as these bits.
    pub fn of_bits(bits: u64) -> Self {
        Maybe(bits)
    }
}

impl From<Option<f64>> for Maybe {
    #[inline]
    fn from(figure: Option<f64>) -> Self {
        figure.map_or(Maybe::NONE, Maybe::from)
    }
}

impl From<f64> for Maybe {
    #[inline]
    fn from(figure: f64) -> Self {
        Maybe(figure.to_bits())
    }
}

impl Default for Maybe {
    fn default() -> Self {
        Maybe::NONE
    }
}

impl PartialEq for Maybe {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl std::fmt::Debug for Maybe {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
        assert!(Maybe::from(f64::NAN).get().is_some_and(f64::is_nan));
        assert_ne!(Maybe::from(0.0), Maybe::NONE);
    }
}
