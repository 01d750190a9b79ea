//! The decimal mark of a column, and what single cells say about it.

use super::digits::digits;
use super::shape::{Shape, bare};

/// The mark before the digits of a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DecimalMark {
    /// `1,234.5`
    #[default]
    Point,
    /// `1.234,5`
    Comma,
}

impl DecimalMark {
    /// Its name in a policy's `columns`.
    pub fn name(self) -> &'static str {
        match self {
            DecimalMark::Point => "point",
            DecimalMark::Comma => "comma",
        }
    }

    /// The mark of a name.
    pub fn named(name: &str) -> Option<DecimalMark> {
        [DecimalMark::Point, DecimalMark::Comma].into_iter().find(|mark| mark.name() == name)
    }

    /// The mark that is not this one.
    #[must_use]
    pub fn other(self) -> DecimalMark {
        match self {
            DecimalMark::Point => DecimalMark::Comma,
            DecimalMark::Comma => DecimalMark::Point,
        }
    }

    pub(super) fn byte(self) -> u8 {
        match self {
            DecimalMark::Point => b'.',
            DecimalMark::Comma => b',',
        }
    }
}

/// What one cell says about the decimal mark of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkEvidence {
    /// Nothing.
    None,
    /// It can only be read with this mark.
    Only(DecimalMark),
    /// One mark before exactly three digits: thousands, or a fraction with this mark.
    Either(DecimalMark),
}

/// What a cell says about its column's decimal mark.
///
/// Two different marks: the last is the decimal mark. One mark repeated separates thousands. One mark alone
/// is decimal unless exactly three digits follow one to three that do not begin with a zero.
pub fn evidence(text: &str) -> MarkEvidence {
    let text = bare(text);
    if !text.bytes().any(|byte| byte == b'.' || byte == b',' || byte >= 0x80) {
        return MarkEvidence::None;
    }
    let Some(shape) = Shape::of(text) else { return MarkEvidence::None };
    let marks: Vec<(usize, u8)> =
        shape.body.iter().copied().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b',')).collect();
    let found = match marks.as_slice() {
        [] => return MarkEvidence::None,
        [(at, mark)] => return alone(&shape, *at, mark_of(*mark)),
        [(_, first), .., (_, last)] if first == last => mark_of(*last).other(),
        [.., (_, last)] => mark_of(*last),
    };
    readable(&shape, found, MarkEvidence::Only(found))
}

fn alone(shape: &Shape, at: usize, mark: DecimalMark) -> MarkEvidence {
    let behind = shape.body.iter().skip(at + 1).take_while(|byte| byte.is_ascii_digit()).count();
    let before = shape.body.get(..at).unwrap_or_default();
    let could_be_thousands = behind == 3
        && (1..=3).contains(&before.len())
        && before.iter().all(u8::is_ascii_digit)
        && before.first() != Some(&b'0');
    let says = if could_be_thousands { MarkEvidence::Either(mark) } else { MarkEvidence::Only(mark) };
    readable(shape, mark, says)
}

fn readable(shape: &Shape, mark: DecimalMark, says: MarkEvidence) -> MarkEvidence {
    if digits(&shape.body, mark).is_ok() { says } else { MarkEvidence::None }
}

fn mark_of(byte: u8) -> DecimalMark {
    if byte == b',' { DecimalMark::Comma } else { DecimalMark::Point }
}
