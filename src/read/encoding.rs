//! Bytes to text: which encoding a file is in, and its decoding piece by piece.
//!
//! A byte order mark decides; else zeros in every other byte mean UTF-16; else valid UTF-8 is UTF-8; else the
//! file is windows-1252, in which any byte means something. Other encodings are read by choice.

use wide::u8x16;

use super::question::Choice;
use super::tables;

/// How the characters of a file are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// UTF-32, low byte first.
    Utf32Le,
    /// Western European, as Windows writes it.
    Windows1252,
    /// Central European, as Windows writes it.
    Windows1250,
    /// Cyrillic, as Windows writes it.
    Windows1251,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: &[Encoding] = &[
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Utf32Le,
        Encoding::Windows1252,
        Encoding::Windows1250,
        Encoding::Windows1251,
    ];

    /// Its WHATWG label (UTF-32, which WHATWG refuses, has a label of the same manner).
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Utf32Le => "utf-32le",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Windows1250 => "windows-1250",
            Encoding::Windows1251 => "windows-1251",
        }
    }

    /// The encoding of a label.
    pub fn named(label: &str) -> Option<Encoding> {
        Encoding::ALL.iter().copied().find(|encoding| encoding.name().eq_ignore_ascii_case(label.trim()))
    }
}

/// An encoding found, the mark to skip, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The encoding.
    pub encoding: Encoding,
    /// Bytes of the byte order mark.
    pub mark: usize,
    /// In words.
    pub evidence: &'static str,
}

/// The encoding of a file that begins with `head`.
pub fn detect(head: &[u8]) -> Found {
    let found = |encoding, mark, evidence| Found { encoding, mark, evidence };
    match head {
        [0xff, 0xfe, 0, 0, ..] => found(Encoding::Utf32Le, 4, "byte order mark"),
        [0xff, 0xfe, ..] => found(Encoding::Utf16Le, 2, "byte order mark"),
        [0xfe, 0xff, ..] => found(Encoding::Utf16Be, 2, "byte order mark"),
        [0xef, 0xbb, 0xbf, ..] => found(Encoding::Utf8, 3, "byte order mark"),
        _ => match alternating_zeros(head) {
            Some(encoding) => found(encoding, 0, "every other byte is zero"),
            None if fits_utf8(head, false) => found(Encoding::Utf8, 0, "every byte fits"),
            None => found(Encoding::Windows1252, 0, "not valid UTF-8"),
        },
    }
}

/// The byte order mark that a file of a known encoding begins with.
pub fn mark_length(encoding: Encoding, head: &[u8]) -> usize {
    let found = detect(head);
    if found.encoding == encoding { found.mark } else { 0 }
}

fn alternating_zeros(head: &[u8]) -> Option<Encoding> {
    let start = head.get(..head.len().min(4096))?;
    let (pairs, _) = start.as_chunks::<2>();
    let share = |zeros: usize| pairs.len() >= 4 && zeros * 10 >= pairs.len() * 7;
    let high_zero = pairs.iter().filter(|[low, high]| *high == 0 && *low != 0).count();
    let low_zero = pairs.iter().filter(|[low, high]| *low == 0 && *high != 0).count();
    match (share(high_zero), share(low_zero)) {
        (true, false) => Some(Encoding::Utf16Le),
        (false, true) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Whether bytes are UTF-8: not a byte wrong, or (in mostly right text) so few that they are damage. `seen`
/// says that right characters beyond ASCII stood before.
fn fits_utf8(bytes: &[u8], seen: bool) -> bool {
    let mut rest = bytes;
    let (mut wrong, mut right) = (0, usize::from(seen) * 20);
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                right += text.bytes().filter(|byte| *byte >= 0xc0).count();
                break;
            }
            Err(error) => {
                let (valid, behind) = rest.split_at(error.valid_up_to());
                right += valid.iter().filter(|byte| **byte >= 0xc0).count();
                let Some(length) = error.error_len() else { break };
                wrong += 1;
                rest = behind.get(length..).unwrap_or_default();
            }
        }
    }
    wrong == 0 || right > 10 * wrong
}

/// Letters of western languages beyond ASCII.
const WESTERN: &str = "äöüÄÖÜßéèêëàâáãåæçîïíìñóòôõøœúùûýÿÉÈÊËÀÂÁÃÅÆÇÎÏÍÌÑÓÒÔÕØŒÚÙÛÝŸðÐþÞ";
/// Signs that stand beside words, not within them.
const SIGNS: &str = "€£¥¢§°µ²³¹½¼¾×÷®©™«»¿¡ªº±·•¤¬¶\u{a0}";
/// Signs that stand anywhere in a text.
const MARKS: &str = "„“”‘’‚–—…´¨ˆ˜‹›\u{ad}\u{fffd}";

/// Whether a text that was read as windows-1252 may be meant so: it has the letters of western languages, not
/// three of them beyond ASCII in a row, and no sign within a word.
pub fn is_western(text: &str) -> bool {
    if text.is_ascii() {
        return true;
    }
    let characters: Vec<char> = text.chars().collect();
    let in_a_row = |three: &[char]| three.iter().all(|c| !c.is_ascii() && c.is_alphabetic());
    if characters.windows(3).any(in_a_row) {
        return false;
    }
    let letter = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_alphabetic());
    characters.iter().enumerate().all(|(at, &c)| {
        let within = letter(at.checked_sub(1)) && letter(Some(at + 1));
        c.is_ascii() || WESTERN.contains(c) || MARKS.contains(c) || (SIGNS.contains(c) && !within)
    })
}

/// Readings of a cell that was read as windows-1252, by the encodings that it may be in. Those that are not
/// built in are read by choice, decoded before they come here; their meaning is left to whoever decodes.
pub fn readings(cell: &str) -> Vec<Choice> {
    let byte = |c: char| match tables::WINDOWS_1252.iter().position(|of| *of == c) {
        Some(high) => high as u8 + 128,
        None => c as u8,
    };
    let bytes: Vec<u8> = cell.chars().map(byte).collect();
    let built_in = [Encoding::Windows1252, Encoding::Windows1250, Encoding::Windows1251];
    let known = built_in.into_iter().map(|encoding| {
        let mut meaning = String::new();
        Decoder::new(encoding).decode(&bytes, true, &mut meaning);
        let current = encoding == Encoding::Windows1252;
        Choice { value: encoding.name().to_owned(), cell: cell.to_owned(), meaning, current }
    });
    let others = ["gb18030", "shift_jis", "big5", "euc-kr", "windows-1253", "windows-1254"];
    let others = others.into_iter().map(|label| Choice {
        value: label.to_owned(),
        cell: cell.to_owned(),
        meaning: String::new(),
        current: false,
    });
    known.chain(others).collect()
}

/// Decodes a file piece by piece; what a piece ends within is kept for the next.
#[derive(Debug, Clone)]
pub struct Decoder {
    encoding: Encoding,
    kept: Vec<u8>,
    seen: bool,
    /// Characters that stand for bytes which are no text.
    pub replaced: u64,
    /// UTF-8 was assumed and does not hold.
    pub broken: bool,
}

impl Decoder {
    /// A decoder for what follows the byte order mark.
    pub fn new(encoding: Encoding) -> Decoder {
        Decoder { encoding, kept: Vec::new(), seen: false, replaced: 0, broken: false }
    }

    /// Appends the text of a piece; `last` says that none follows.
    pub fn decode(&mut self, piece: &[u8], last: bool, text: &mut String) {
        if self.kept.is_empty() {
            let used = self.whole(piece, last, text);
            self.kept.extend_from_slice(piece.get(used..).unwrap_or_default());
        } else {
            let mut joined = std::mem::take(&mut self.kept);
            joined.extend_from_slice(piece);
            let used = self.whole(&joined, last, text);
            joined.drain(..used.min(joined.len()));
            self.kept = joined;
        }
    }

    /// Decodes all whole characters and says how many bytes they took.
    fn whole(&mut self, bytes: &[u8], last: bool, text: &mut String) -> usize {
        match self.encoding {
            Encoding::Utf8 => self.utf8(bytes, last, text),
            Encoding::Utf16Le => self.utf16(bytes, last, u16::from_le_bytes, text),
            Encoding::Utf16Be => self.utf16(bytes, last, u16::from_be_bytes, text),
            Encoding::Utf32Le => self.utf32(bytes, last, text),
            Encoding::Windows1252 => single(bytes, &tables::WINDOWS_1252, text),
            Encoding::Windows1250 => single(bytes, &tables::WINDOWS_1250, text),
            Encoding::Windows1251 => single(bytes, &tables::WINDOWS_1251, text),
        }
    }

    fn utf8(&mut self, bytes: &[u8], last: bool, text: &mut String) -> usize {
        let (mut rest, mut judged) = (bytes, false);
        loop {
            match std::str::from_utf8(rest) {
                Ok(valid) => {
                    self.seen = self.seen || !is_ascii(rest);
                    text.push_str(valid);
                    return bytes.len();
                }
                Err(error) => {
                    let (valid, behind) = rest.split_at(error.valid_up_to());
                    text.push_str(std::str::from_utf8(valid).unwrap_or_default());
                    if error.error_len().is_none() && !last {
                        return bytes.len() - behind.len();
                    }
                    if error.error_len().is_some() && !judged {
                        self.broken |= !fits_utf8(bytes, self.seen);
                        judged = true;
                    }
                    self.seen |= !valid.is_ascii();
                    self.replace(text);
                    rest = behind.get(error.error_len().unwrap_or(behind.len())..).unwrap_or_default();
                }
            }
        }
    }

    fn utf16(&mut self, bytes: &[u8], last: bool, unit: fn([u8; 2]) -> u16, text: &mut String) -> usize {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let mut kept = odd.len();
        if !last && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            units.pop();
            kept += 2;
        }
        for character in char::decode_utf16(units) {
            match character {
                Ok(character) => text.push(character),
                Err(_) => self.replace(text),
            }
        }
        if last && !odd.is_empty() {
            self.replace(text);
            kept = 0;
        }
        bytes.len() - kept
    }

    fn utf32(&mut self, bytes: &[u8], last: bool, text: &mut String) -> usize {
        let (units, odd) = bytes.as_chunks::<4>();
        for unit in units {
            match char::from_u32(u32::from_le_bytes(*unit)) {
                Some(character) => text.push(character),
                None => self.replace(text),
            }
        }
        if last && !odd.is_empty() {
            self.replace(text);
            return bytes.len();
        }
        bytes.len() - odd.len()
    }

    fn replace(&mut self, text: &mut String) {
        self.replaced += 1;
        text.push('\u{fffd}');
    }
}

/// Whether all bytes are ASCII, as many at a time as a browser compares at once.
fn is_ascii(bytes: &[u8]) -> bool {
    let (lanes, rest) = bytes.as_chunks::<16>();
    let all = lanes.iter().fold(u8x16::splat(0), |all, lane| all | u8x16::new(*lane));
    all.to_bitmask() == 0 && rest.is_ascii()
}

/// One character a byte.
fn single(bytes: &[u8], table: &[char; 128], text: &mut String) -> usize {
    for &byte in bytes {
        match byte.checked_sub(128) {
            None => text.push(char::from(byte)),
            Some(high) => text.push(table.get(usize::from(high)).copied().unwrap_or('\u{fffd}')),
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], encoding: Encoding, expected: &str) {
        let found = detect(bytes);
        assert_eq!(found.encoding, encoding, "{expected}");
        for cut in 0..=bytes.len() - found.mark {
            let (mut decoder, mut text) = (Decoder::new(encoding), String::new());
            let (one, other) = bytes[found.mark..].split_at(cut);
            decoder.decode(one, false, &mut text);
            decoder.decode(other, true, &mut text);
            assert_eq!(text, expected, "cut at {cut}");
        }
    }

    #[test]
    fn marks_and_bytes_decide() {
        check("\u{feff}Größe".as_bytes(), Encoding::Utf8, "Größe");
        check("Größe 日本".as_bytes(), Encoding::Utf8, "Größe 日本");
        check(b"Gr\xf6\xdfe \x80", Encoding::Windows1252, "Größe €");
        check(b"\xff\xfeA\x00\x3d\xd8\xe6\xdc", Encoding::Utf16Le, "A📦");
        check(b"\x00s\x00k\x00u\x00,\x00q", Encoding::Utf16Be, "sku,q");
        check(b"\xff\xfe\x00\x00A\x00\x00\x00", Encoding::Utf32Le, "A");
    }

    #[test]
    fn what_is_no_text_is_replaced_and_counted() {
        let (mut decoder, mut text) = (Decoder::new(Encoding::Utf16Le), String::new());
        decoder.decode(b"x\x00\x00\xd8,\x00A", true, &mut text);
        assert_eq!((text.as_str(), decoder.replaced), ("x\u{fffd},\u{fffd}", 2));
    }

    #[test]
    fn western_text_is_told_from_what_only_looks_like_bytes() {
        for text in ["Größe 10 µm € 5 – „x“", "Côte d’Ivoire", "Nuß", "bolt"] {
            assert!(is_western(text), "{text}");
        }
        for text in ["Œruba d³uga", "Áîëò äëèííûé", "ÂÝË¨", "•\\Ž¦”\\—Í"] {
            assert!(!is_western(text), "{text}");
        }
        assert_eq!(readings("d³uga")[1].meaning, "długa");
    }

    #[test]
    fn a_late_byte_that_is_no_utf8_breaks_the_assumption() {
        let (mut decoder, mut text) = (Decoder::new(Encoding::Utf8), String::new());
        decoder.decode(b"sku,name\n", false, &mut text);
        decoder.decode(b"Gr\xf6\xdfe", true, &mut text);
        assert!(decoder.broken);
    }
}
