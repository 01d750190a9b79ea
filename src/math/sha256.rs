//! SHA-256, for seeds and for what a signature covers.
//!
//! Source: FIPS 180-4, sections 4.1.2, 5.1.1 and 6.2.2.

/// The first 32 bits of the fractions of the cube roots of the first 64 primes.
#[rustfmt::skip]
const ROUNDS: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];

/// The same of the square roots of the first eight.
#[rustfmt::skip]
const START: [u32; 8] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
];

/// The digest of a text's bytes.
///
/// ```
/// # use segmented_safety_stock::math::sha256::digest;
/// let found = digest(b"abc");
/// assert_eq!(found[..4], [0xba, 0x78, 0x16, 0xbf]);
/// ```
pub fn digest(message: &[u8]) -> [u8; 32] {
    let mut state = START;
    let blocks = message.chunks_exact(64);
    let mut tail = blocks.remainder().to_vec();
    blocks.for_each(|block| state = compressed(state, block));
    tail.push(0x80);
    while tail.len() % 64 != 56 {
        tail.push(0);
    }
    tail.extend((message.len() as u64 * 8).to_be_bytes());
    tail.chunks_exact(64).for_each(|block| state = compressed(state, block));
    let mut digest = [0; 32];
    for (byte, found) in digest.iter_mut().zip(state.iter().flat_map(|word| word.to_be_bytes())) {
        *byte = found;
    }
    digest
}

/// The state after a block of 64 bytes.
fn compressed(state: [u32; 8], block: &[u8]) -> [u32; 8] {
    let mut words: Vec<u32> = block
        .chunks_exact(4)
        .map(|word| word.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
        .collect();
    let mut now = state;
    for (round, constant) in ROUNDS.iter().enumerate() {
        let word = words.get(round).copied().unwrap_or_default();
        let back = |by: usize| words.get((round + 16).wrapping_sub(by)).copied().unwrap_or_default();
        let (near, far) = (back(2), back(15));
        let near = near.rotate_right(17) ^ near.rotate_right(19) ^ near >> 10;
        let far = far.rotate_right(7) ^ far.rotate_right(18) ^ far >> 3;
        let next = near.wrapping_add(back(7)).wrapping_add(far).wrapping_add(back(16));
        words.push(next);
        now = stepped(now, word.wrapping_add(*constant));
    }
    let mut sums = state;
    sums.iter_mut().zip(now).for_each(|(sum, word)| *sum = sum.wrapping_add(word));
    sums
}

/// One of the 64 steps of a block.
fn stepped([a, b, c, d, e, f, g, h]: [u32; 8], added: u32) -> [u32; 8] {
    let choice = (e & f) ^ (!e & g);
    let majority = (a & b) ^ (a & c) ^ (b & c);
    let rotated = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
    let first = h.wrapping_add(rotated).wrapping_add(choice).wrapping_add(added);
    let second = (a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22)).wrapping_add(majority);
    [first.wrapping_add(second), a, b, c, d.wrapping_add(first), e, f, g]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[track_caller]
    fn check(message: &[u8], expected: &str) {
        let mut found = String::new();
        for byte in digest(message) {
            write!(found, "{byte:02x}").unwrap();
        }
        assert_eq!(found, expected);
    }

    /// The examples of FIPS 180-4, and lengths around a block, by Python's hashlib.
    #[test]
    fn agrees_with_published_digests() {
        check(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        check(b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        check(
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        );
        check(&[b'a'; 55], "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
        check(&[b'a'; 63], "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
        check(&[b'a'; 64], "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
        check(&[b'a'; 119], "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb");
        check(&[b'a'; 1000], "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3");
    }
}
