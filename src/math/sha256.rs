//! SHA-256, for seeds and for what a signature covers.

use sha2::{Digest, Sha256};

/// The digest of some bytes.
///
/// ```
/// # use segmented_safety_stock::math::sha256::digest;
/// assert_eq!(digest(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
/// ```
pub fn digest(message: &[u8]) -> [u8; 32] {
    Sha256::digest(message).into()
}
