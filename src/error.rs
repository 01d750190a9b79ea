//! Why a question cannot be answered.
//!
//! Trouble in the data is not an error but a [`Finding`](crate::finding::Finding): reading goes on.

/// Why a question cannot be answered. One variant, one cause; `Display` is what the page shows.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A target outside (0, 1).
    #[error("a service target must lie between 0 % and 100 % and reach neither; it is {} %", target * 100.0)]
    TargetOutOfRange {
        /// The target asked for, a fraction.
        target: f64,
    },
    /// No member of a family of demand has this mean and this variance.
    #[error("no {model} demand has a mean of {mean} and a variance of {variance}")]
    ModelUndefined {
        /// The family, as in the policy file.
        model: &'static str,
        /// Mean demand asked for, units.
        mean: f64,
        /// Variance asked for, squared units.
        variance: f64,
    },
    /// A figure that nothing can be computed with.
    #[error("the {what} is {value}, and nothing can be computed with that")]
    OutOfRange {
        /// Which figure.
        what: &'static str,
        /// What it is.
        value: f64,
    },
}

impl Error {
    /// A stable name of the cause, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::TargetOutOfRange { .. } => "target_out_of_range",
            Error::ModelUndefined { .. } => "model_undefined",
            Error::OutOfRange { .. } => "out_of_range",
        }
    }
}
