//! CSV as RFC 4180 has it: UTF-8, quotes where needed; numbers as the shortest text that reads back to the same
//! double; text guarded so that no spreadsheet takes it for a formula. Plain, or as a country's Excel opens it.

use crate::protocol::request::CsvForm;
use crate::read::cell::text::needs_guard;

/// A CSV file while it is written.
#[derive(Debug)]
pub struct Csv {
    text: String,
    in_row: bool,
    delimiter: char,
    decimal: &'static str,
}

impl Csv {
    /// An empty file of a form.
    pub fn new(form: CsvForm) -> Self {
        let (delimiter, decimal, mark) = match form {
            CsvForm::Plain => (',', ".", ""),
            CsvForm::ExcelPoint => (',', ".", "\u{feff}"),
            CsvForm::ExcelComma => (';', ",", "\u{feff}"),
        };
        Csv { text: mark.to_owned(), in_row: false, delimiter, decimal }
    }

    /// Adds a text cell. A text that starts, after blanks, with a sign that spreadsheets act on gets a `'` before
    /// it, which our reader takes off again.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.separate();
        let guard = if needs_guard(text) { "'" } else { "" };
        let quoted =
            text.contains([self.delimiter, '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
        if quoted {
            self.text.push('"');
            self.text.push_str(guard);
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(guard);
            self.text.push_str(text);
        }
        self
    }

    /// Adds a number; blank where unknown.
    pub fn number(&mut self, number: Option<f64>) -> &mut Self {
        self.separate();
        if let Some(number) = number.filter(|number| number.is_finite()) {
            self.text.push_str(&shortest(number).replacen('.', self.decimal, 1));
        }
        self
    }

    /// Adds a whole number.
    pub fn count(&mut self, count: u32) -> &mut Self {
        self.number(Some(f64::from(count)))
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.text.push_str("\r\n");
        self.in_row = false;
    }

    /// The file.
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn separate(&mut self) {
        if self.in_row {
            self.text.push(self.delimiter);
        }
        self.in_row = true;
    }
}

/// A double as JavaScript's `String(x)` writes it: the shortest text that reads back to it.
///
/// ```
/// use segmented_safety_stock::export::csv::shortest;
/// assert_eq!(shortest(0.1 + 0.2), "0.30000000000000004");
/// assert_eq!(shortest(1e21), "1e+21");
/// assert_eq!(shortest(1.5e-7), "1.5e-7");
/// assert_eq!(shortest(-0.0), "0");
/// ```
pub fn shortest(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&number.abs()) {
        return format!("{number}");
    }
    let text = format!("{number:e}");
    if number.abs() >= 1e21 { text.replacen('e', "e+", 1) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, written: &str) {
        let mut csv = Csv::new(CsvForm::Plain);
        csv.text(text).end();
        assert_eq!(String::from_utf8(csv.into_bytes()).unwrap(), format!("{written}\r\n"));
    }

    #[test]
    fn text_is_quoted_where_needed() {
        check("plain", "plain");
        check("5\" pipe, long", "\"5\"\" pipe, long\"");
        check("two\nlines", "\"two\nlines\"");
    }

    #[test]
    fn a_country_s_excel_has_its_own_marks() {
        let mut csv = Csv::new(CsvForm::ExcelComma);
        csv.text("a;b").text("c,d").number(Some(-1.5)).end();
        assert_eq!(String::from_utf8(csv.into_bytes()).unwrap(), "\u{feff}\"a;b\";c,d;-1,5\r\n");
    }

    #[test]
    fn formulas_stay_text() {
        check("=1+1", "'=1+1");
        check("  @SUM(A1)", "\"'  @SUM(A1)\"");
        check("'quoted", "''quoted");
        check("-12", "'-12");
        check("A-12", "A-12");
    }

    #[test]
    fn numbers_read_back_to_the_same_double() {
        let mut csv = Csv::new(CsvForm::Plain);
        csv.number(Some(-2.5)).number(None).number(Some(f64::NAN)).count(7).end();
        assert_eq!(String::from_utf8(csv.into_bytes()).unwrap(), "-2.5,,,7\r\n");
        for number in [1e-7, 123_456_789.123_456_79, f64::MIN_POSITIVE, 1.797e308] {
            assert_eq!(shortest(number).parse::<f64>().unwrap().to_bits(), number.to_bits());
        }
    }
}
