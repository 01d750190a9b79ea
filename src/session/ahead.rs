//! Memory taken ahead. In wasm the allocator grows its memory by 64 KB at a time and every growth asks the browser,
//! which takes longer than using what it gives: of the first answer over a million rows, half the time.

use std::hint::black_box;

/// No stage takes more at a time: what is not used was asked for in vain, though never touched.
const MOST: usize = 512 << 20;

/// Makes the allocator hold so many bytes in one piece, and free again; where there are not as many, nothing happens.
pub(super) fn take_ahead(bytes: usize) {
    let mut taken: Vec<u8> = Vec::new();
    if cfg!(target_arch = "wasm32") && taken.try_reserve_exact(bytes.min(MOST)).is_ok() {
        black_box(&mut taken);
    }
}
