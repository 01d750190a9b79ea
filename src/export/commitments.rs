//! `commitments.csv`: promises with their answers, a row a line, in the order of the list.

use super::csv::Csv;
use super::items::field_name;
use crate::math::civil::iso;
use crate::plan::Results;
use crate::protocol::answer::PromiseRow;
use crate::protocol::policy::UnitField;
use crate::protocol::request::CsvForm;

/// Columns after the key.
const COLUMNS: [&str; 9] =
    ["tier", "reference", "quantity", "due", "answer", "probability", "target", "most", "earliest"];

/// The file. A customer that is no part of the stocking unit has a column of its own at the end.
pub fn commitments(results: &Results, rows: &[PromiseRow], form: CsvForm) -> Vec<u8> {
    let mut csv = Csv::new(form);
    let fields = &results.dataset.fields;
    let customers =
        !fields.contains(&UnitField::Customer) && rows.iter().any(|row| !row.order.customer.is_empty());
    for name in fields.iter().map(|field| field_name(*field)).chain(COLUMNS) {
        csv.text(name);
    }
    if customers {
        csv.text("customer");
    }
    csv.end();
    for row in rows {
        let order = &row.order;
        for field in fields {
            csv.text(match field {
                UnitField::Item => &order.item,
                UnitField::Location => &order.location,
                UnitField::Channel => &order.channel,
                UnitField::Customer => &order.customer,
            });
        }
        csv.text(&order.tier).text(&order.reference).number(Some(order.quantity)).text(&iso(order.due));
        csv.text(row.verdict.name()).number(row.chance).number(Some(row.target)).number(row.most);
        csv.text(&row.earliest.map_or_else(String::new, iso));
        if customers {
            csv.text(&order.customer);
        }
        csv.end();
    }
    csv.into_bytes()
}
