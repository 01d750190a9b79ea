//! The rows of a file that were left out: the line, why, then the cells as they stood.

use super::csv::Csv;
use crate::protocol::request::CsvForm;
use crate::read::left::LeftOut;

/// The file; `headers` are those of the file the rows come from.
pub fn left_out(headers: &[String], left: &LeftOut) -> Vec<u8> {
    let mut csv = Csv::new(CsvForm::Plain);
    csv.text("line").text("reason");
    for header in headers {
        csv.text(header);
    }
    csv.end();
    for row in &left.rows {
        csv.number(Some(row.line as f64)).text(row.cause.title());
        for cell in &row.cells {
            csv.text(cell);
        }
        csv.end();
    }
    if left.more > 0 {
        csv.text("").text(&format!("and {} more rows", left.more)).end();
    }
    csv.into_bytes()
}
