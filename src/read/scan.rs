//! Text to records and fields: the one place that knows quotes and line ends.
//!
//! In: text that starts at a record, a dialect's three signs. Out: the fields of one record and how much text
//! it took. Reads what csv-core reads, and differs in one thing: a quote that is opened and never properly
//! closed (the text ends, two MiB pass, or, after a line end, something follows the closing quote) is a
//! character like any other, so that the rows behind it are not swallowed. That search never looks twice at
//! the same text, so the work stays linear.

/// No line, quoted line ends included, is longer: 2 MiB.
pub const LONGEST_LINE: usize = 2 << 20;

/// The signs that hold fields and records apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Between fields.
    pub delimiter: u8,
    /// Its second character, where it has two (`||`).
    pub second: Option<u8>,
    /// Around fields.
    pub quote: Option<u8>,
    /// Whether a backslash inside quotes takes the next character as it is.
    pub backslash: bool,
}

/// What is odd about a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A quote is opened in this field and never properly closed.
    OpenQuote(usize),
    /// A character that no text holds stands in this field.
    ControlCharacter(usize),
    /// Text follows the closing quote of this field.
    TextAfterQuote(usize),
}

/// How much text a record took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Bytes, the line end included.
    pub bytes: usize,
    /// Line ends, those inside quotes included.
    pub lines: u64,
    /// The worst that is odd about it.
    pub fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Delimiter,
    LineEnd,
    Control,
}

#[derive(Debug, Clone, Copy)]
struct Field {
    from: usize,
    to: usize,
    unescaped: bool,
}

/// Finds records; keeps the fields of the last one.
#[derive(Debug, Clone)]
pub struct Scanner {
    signs: Signs,
    classes: [Class; 256],
    fields: Vec<Field>,
    scratch: String,
    /// Bytes from the next record on that hold no closing quote.
    hopeless: usize,
    /// A quote was given up before the text ended, because no line is that long.
    pub gave_up: bool,
}

/// Where a plain or quoted field ends.
struct End {
    field: Field,
    at: usize,
    lines: u64,
    fault: Option<fn(usize) -> Fault>,
}

impl Scanner {
    /// A scanner for these signs.
    pub fn new(signs: Signs) -> Scanner {
        let mut classes = [Class::Plain; 256];
        for (byte, class) in classes.iter_mut().enumerate() {
            *class = match byte as u8 {
                b'\n' | b'\r' => Class::LineEnd,
                byte if byte == signs.delimiter => Class::Delimiter,
                b'\t' => Class::Plain,
                0..=31 => Class::Control,
                _ => Class::Plain,
            };
        }
        Scanner { signs, classes, fields: Vec::new(), scratch: String::new(), hopeless: 0, gave_up: false }
    }

    /// Fields of the last record.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// A field of the last record, which began at the start of `text`; empty beyond its last.
    pub fn field<'a>(&'a self, text: &'a str, index: usize) -> &'a str {
        let Some(field) = self.fields.get(index) else { return "" };
        let source = if field.unescaped { &self.scratch } else { text };
        source.get(field.from..field.to).unwrap_or_default()
    }

    /// Takes the record that `text` begins with; none where the text does not hold all of it. `last` says
    /// that no text follows.
    pub fn record(&mut self, text: &str, last: bool) -> Option<Taken> {
        self.fields.clear();
        self.scratch.clear();
        let bytes = text.as_bytes();
        let (mut at, mut lines, mut fault) = (0, 0, None);
        loop {
            let quoted = self.signs.quote.is_some() && bytes.get(at).copied() == self.signs.quote;
            let end = if quoted { self.quoted(text, at, last)? } else { self.plain(bytes, at, at) };
            let index = self.fields.len();
            self.fields.push(end.field);
            lines += end.lines;
            fault = worse(fault, end.fault.map(|of| of(index)));
            match bytes.get(end.at) {
                None if !last => return None,
                None => return Some(self.taken(end.at, lines, fault)),
                Some(b'\r') if end.at + 1 == bytes.len() && !last => return None,
                Some(b'\r') if bytes.get(end.at + 1) == Some(&b'\n') => {
                    return Some(self.taken(end.at + 2, lines + 1, fault));
                }
                Some(b'\r' | b'\n') => return Some(self.taken(end.at + 1, lines + 1, fault)),
                Some(_) => at = end.at + 1 + usize::from(self.signs.second.is_some()),
            }
        }
    }

    fn taken(&mut self, bytes: usize, lines: u64, fault: Option<Fault>) -> Taken {
        self.hopeless = self.hopeless.saturating_sub(bytes);
        Taken { bytes, lines, fault }
    }

    /// A field without quotes, or the rest of one behind its closing quote.
    fn plain(&self, bytes: &[u8], from: usize, start: usize) -> End {
        let mut control = false;
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match self.classes.get(usize::from(byte)) {
                Some(Class::Plain) | None => {}
                Some(Class::Control) => control = true,
                Some(Class::Delimiter) if !self.delimits(bytes, at) => {}
                Some(Class::Delimiter | Class::LineEnd) => break,
            }
            at += 1;
        }
        let fault = control.then_some(Fault::ControlCharacter as fn(usize) -> Fault);
        End { field: Field { from, to: at, unescaped: false }, at, lines: 0, fault }
    }

    fn delimits(&self, bytes: &[u8], at: usize) -> bool {
        bytes.get(at) == Some(&self.signs.delimiter)
            && self.signs.second.is_none_or(|second| bytes.get(at + 1) == Some(&second))
    }

    /// A field that begins with a quote at `open`; none where more text is needed to tell.
    fn quoted(&mut self, text: &str, open: usize, last: bool) -> Option<End> {
        let bytes = text.as_bytes();
        let Some(close) = self.closing(bytes, open + 1, last) else {
            let at_limit = bytes.len() - open > LONGEST_LINE;
            if !last && !at_limit {
                return None;
            }
            self.hopeless = bytes.len();
            self.gave_up |= !last;
            return Some(self.stray(bytes, open));
        };
        if close + 1 + usize::from(self.signs.second.is_some()) >= bytes.len() && !last {
            return None;
        }
        let inside = bytes.get(open + 1..close).unwrap_or_default();
        let lines = line_ends(inside);
        let ends = match bytes.get(close + 1) {
            None | Some(b'\r' | b'\n') => true,
            Some(_) => self.delimits(bytes, close + 1),
        };
        if !ends && lines > 0 {
            return Some(self.stray(bytes, open));
        }
        let control = inside.iter().any(|&byte| byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r'));
        let fault = control.then_some(Fault::ControlCharacter as fn(usize) -> Fault);
        let mut field = Field { from: open + 1, to: close, unescaped: false };
        let mut at = close + 1;
        if !ends || self.is_escaped(inside) {
            field = self.unescape(text, field);
        }
        if ends {
            return Some(End { field, at, lines, fault });
        }
        let rest = self.plain(bytes, at, at);
        self.scratch.push_str(text.get(at..rest.at).unwrap_or_default());
        field.to = self.scratch.len();
        at = rest.at;
        Some(End { field, at, lines, fault: Some(Fault::TextAfterQuote) })
    }

    /// The quote at `open` taken as a character.
    fn stray(&self, bytes: &[u8], open: usize) -> End {
        let end = self.plain(bytes, open, open + 1);
        End { fault: Some(Fault::OpenQuote), ..end }
    }

    /// The position of the closing quote, doubled and escaped ones passed over.
    fn closing(&self, bytes: &[u8], from: usize, last: bool) -> Option<usize> {
        let quote = self.signs.quote?;
        let mut at = from.max(self.hopeless);
        let limit = bytes.len().min(from.saturating_add(LONGEST_LINE).max(at));
        while at < limit {
            let searched = bytes.get(at..limit)?;
            let backslash = self.signs.backslash;
            at += searched.iter().position(|&byte| byte == quote || (backslash && byte == b'\\'))?;
            let escape = bytes.get(at) != Some(&quote);
            if escape || bytes.get(at + 1) == Some(&quote) {
                at += 2;
            } else if at + 1 == bytes.len() && !last {
                return None;
            } else {
                return Some(at);
            }
        }
        None
    }

    fn is_escaped(&self, inside: &[u8]) -> bool {
        inside.iter().any(|byte| Some(*byte) == self.signs.quote || (self.signs.backslash && *byte == b'\\'))
    }

    /// Copies a quoted field without its escapes.
    fn unescape(&mut self, text: &str, field: Field) -> Field {
        let from = self.scratch.len();
        let mut characters = text.get(field.from..field.to).unwrap_or_default().chars();
        while let Some(character) = characters.next() {
            let escape = self.signs.backslash && character == '\\'
                || self.signs.quote.is_some_and(|quote| character == char::from(quote));
            match (escape, characters.clone().next()) {
                (true, Some(next)) => {
                    self.scratch.push(next);
                    characters.next();
                }
                _ => self.scratch.push(character),
            }
        }
        Field { from, to: self.scratch.len(), unescaped: true }
    }
}

/// An open quote before a control character before text behind a quote.
fn worse(one: Option<Fault>, other: Option<Fault>) -> Option<Fault> {
    let weight = |fault| match fault {
        Some(Fault::OpenQuote(_)) => 3,
        Some(Fault::ControlCharacter(_)) => 2,
        Some(Fault::TextAfterQuote(_)) => 1,
        None => 0,
    };
    if weight(other) > weight(one) { other } else { one }
}

/// Line ends in a text: CR LF counts once.
pub fn line_ends(bytes: &[u8]) -> u64 {
    let mut ends = 0;
    let mut after_return = false;
    for &byte in bytes {
        ends += u64::from(byte == b'\r' || (byte == b'\n' && !after_return));
        after_return = byte == b'\r';
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Signs = Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false };

    fn records(text: &str, signs: Signs) -> Vec<(u64, Vec<String>, Option<Fault>)> {
        let mut scanner = Scanner::new(signs);
        let (mut rest, mut line, mut all) = (text, 1, Vec::new());
        while !rest.is_empty() {
            let taken = scanner.record(rest, true).unwrap();
            let fields = (0..scanner.len()).map(|index| scanner.field(rest, index).to_owned()).collect();
            all.push((line, fields, taken.fault));
            line += taken.lines;
            rest = &rest[taken.bytes..];
        }
        all
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u64, &[&str])]) {
        let found: Vec<_> =
            records(text, COMMA).into_iter().map(|(line, fields, _)| (line, fields)).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(line, fields)| (*line, fields.iter().map(|&field| field.to_owned()).collect::<Vec<_>>()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn lines_are_those_of_the_file() {
        check("a,b\r\n\"x\r\ny\",1\rc,d\n", &[(1, &["a", "b"]), (2, &["x\r\ny", "1"]), (4, &["c", "d"])]);
    }

    #[test]
    fn quotes_double() {
        check("\"x\"\"y\",\"\"\n", &[(1, &["x\"y", ""])]);
        check("x\"y,5\" pipe\n", &[(1, &["x\"y", "5\" pipe"])]);
    }

    #[test]
    fn an_open_quote_swallows_nothing() {
        check("\"A-2,1\nB-1,2\n", &[(1, &["\"A-2", "1"]), (2, &["B-1", "2"])]);
        assert_eq!(records("a,\"10", COMMA)[0].2, Some(Fault::OpenQuote(1)));
    }

    #[test]
    fn a_quote_on_every_line_stays_linear() {
        let text = "\"A,2024-01-05,1\n".repeat(100_000);
        let started = std::time::Instant::now();
        assert_eq!(records(&text, COMMA).len(), 100_000);
        assert!(started.elapsed().as_secs() < 5);
    }

    #[test]
    fn two_characters_may_delimit() {
        let signs = Signs { delimiter: b'|', second: Some(b'|'), ..COMMA };
        assert_eq!(records("a||b|c", signs)[0].1, ["a", "b|c"]);
    }

    #[test]
    fn backslashes_escape_where_the_dialect_says_so() {
        let signs = Signs { backslash: true, ..COMMA };
        assert_eq!(records(r#"1,"5\" black","a\\b""#, signs)[0].1, ["1", "5\" black", "a\\b"]);
    }
}
