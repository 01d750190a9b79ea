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
}

impl Error {
    /// A stable name of the cause, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::TargetOutOfRange { .. } => "target_out_of_range",
        }
    }
}
