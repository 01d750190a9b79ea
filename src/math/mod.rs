//! Numbers only: distributions, sums, roots. Knows nothing of stock, and imports nothing of ours.
//!
//! Everything here gives the same bits natively and in wasm: only `+ - * /`, `sqrt`, `floor`, `abs` and
//! [`libm`] are used, and statrs for the one function where it is right to the last digit, the normal
//! quantile. Nothing panics and nothing hangs: every loop is bounded, a NaN gives a NaN, and what has no
//! answer is `None`.
//!
//! Symbols follow Abramowitz & Stegun and the NIST handbook of functions (DLMF), named at each formula.

pub mod civil;
pub mod decimal;
pub mod exact;
pub mod fingerprint;
pub mod fisher;
pub mod gamma;
pub mod moments;
pub mod negbin;
pub mod normal;
pub mod poisson;
pub mod rng;
pub mod root;
pub mod second_loss;
pub mod sha256;
pub mod steps;

mod beta;
mod fraction;
mod least;
mod smooth;
mod stirling;
mod uniform;
mod walk;
