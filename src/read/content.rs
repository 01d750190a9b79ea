//! What columns look like from their cells: evidence for roles, and a guess where no header names them.

use super::cell::{DateCell, DateForm, DateOrder, DecimalMark, Number, date, duration, number};
use super::forms::Proofs;
use super::header::{self, Looks};
use super::role::{Kind, Role, Table};
use super::row;

/// So many cells show what a column looks like.
const ENOUGH: usize = 1_000;

/// Takes one cell into what its column looks like and proves.
pub(super) fn look(cell: &str, line: u64, looks: &mut Looks, proofs: &mut Proofs) {
    let text = row::text(cell);
    if text.is_empty() {
        return;
    }
    if looks.filled >= ENOUGH {
        return prove(text, line, *looks, proofs);
    }
    looks.filled += 1;
    looks.longest = looks.longest.max(text.chars().count());
    looks.numbers += usize::from(is_number(text));
    proofs.numbers.take(text, line);
    if text.len() <= 48 {
        let reading = date::read(text, DateForm::of(DateOrder::DayMonthYear));
        let is_day = |cell| matches!(cell, DateCell::Day(_) | DateCell::Blank);
        let serial = matches!(reading.says, date::OrderEvidence::Serial(_));
        let plain = matches!(reading.cell, DateCell::Day(_))
            || is_day(date::read(text, DateForm::of(DateOrder::MonthDayYear)).cell);
        looks.dates += usize::from(plain || is_day(reading.cell) || serial);
        looks.plain_days += usize::from(plain);
        proofs.dates.take(reading.says, text, line);
    }
}

/// Takes one cell more of a column whose looks are known: what it proves.
fn prove(text: &str, line: u64, looks: Looks, proofs: &mut Proofs) {
    if looks.numbers > 0 {
        proofs.numbers.take(text, line);
    }
    if looks.dates > 0 && text.len() <= 48 {
        let reading = date::read(text, DateForm::of(DateOrder::DayMonthYear));
        proofs.dates.take(reading.says, text, line);
    }
}

fn is_number(text: &str) -> bool {
    let is_value = |number| matches!(number, Number::Value(_) | Number::Blank);
    is_value(duration::read(text, DecimalMark::Point, number::Decimal::ONE))
        || is_value(number::read(text, DecimalMark::Comma))
}

/// Whether a number or a date stands in a row, which no header has.
pub(super) fn looks_like_data(cells: &[String]) -> bool {
    let form = DateForm { serial: None, ..DateForm::of(DateOrder::DayMonthYear) };
    cells.iter().any(|cell| {
        let number = [DecimalMark::Point, DecimalMark::Comma]
            .into_iter()
            .any(|mark| matches!(number::read(cell, mark), Number::Value(_)));
        number || matches!(date::read(cell, form).cell, DateCell::Day(_))
    })
}

/// Demand from the cells alone: the first column of days, the first of texts, the last of numbers.
pub(super) fn guess(looks: &[Looks]) -> (Option<Table>, Vec<Option<Role>>) {
    let is_day = |looks: &Looks| looks.filled > 0 && looks.plain_days == looks.filled;
    let is_number = |looks: &Looks| looks.filled > 0 && looks.fits(Kind::Number) && !is_day(looks);
    let is_text = |looks: &Looks| looks.filled > 0 && looks.numbers * 2 < looks.filled && !is_day(looks);
    let mut roles = vec![None; looks.len()];
    let places = [
        (Role::Date, looks.iter().position(is_day)),
        (Role::Item, looks.iter().position(is_text).or_else(|| looks.iter().position(is_number))),
        (Role::Quantity, looks.iter().rposition(is_number)),
    ];
    for (role, place) in places {
        if let Some(slot @ None) = place.and_then(|place| roles.get_mut(place)) {
            *slot = Some(role);
        }
    }
    let complete = roles.iter().flatten().count() == places.len();
    if complete { (Some(Table::Demand), roles) } else { (None, vec![None; looks.len()]) }
}

/// The roles of a file's columns where the user said which table it is: by their headers; for needed roles that no
/// header names, the one column whose cells could play each, where that leaves nothing open.
pub(super) fn matched(table: Table, headers: &[String], looks: &[Looks]) -> Vec<Option<Role>> {
    let (guessed, roles) = guess(looks);
    if guessed == Some(table) && headers.iter().all(String::is_empty) {
        return roles;
    }
    let named = header::roles_in(table, headers, looks);
    let mut roles = named.clone();
    for group in table.needed() {
        if group.iter().any(|role| roles.contains(&Some(*role))) {
            continue;
        }
        let Some(role) = group.first() else { continue };
        let free = roles.iter().zip(looks).enumerate().filter(|(_, (role, _))| role.is_none());
        let fits: Vec<usize> =
            free.filter(|(_, (_, looks))| could_be(role.kind(), **looks)).map(|(column, _)| column).collect();
        let ([column], true) = (fits.as_slice(), group.len() == 1) else { return named };
        if let Some(slot) = roles.get_mut(*column) {
            *slot = Some(*role);
        }
    }
    roles
}

/// Whether cells are of a kind and of no other.
fn could_be(kind: Kind, looks: Looks) -> bool {
    let is_day = looks.plain_days == looks.filled;
    let is_number = looks.fits(Kind::Number) && !is_day;
    let is_kind = match kind {
        Kind::Date => is_day,
        Kind::Number => is_number,
        Kind::Text => !is_day && !is_number,
    };
    looks.filled > 0 && is_kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_a_text_and_a_number_are_demand() {
        let rows = [["A-1", "2024-01-05", "10"], ["A-2", "2024-01-06", "20"]];
        let (mut looks, mut proofs) = (vec![Looks::default(); 3], vec![Proofs::default(); 3]);
        for row in rows {
            for (column, cell) in row.iter().enumerate() {
                look(cell, 1, &mut looks[column], &mut proofs[column]);
            }
        }
        let roles = vec![Some(Role::Item), Some(Role::Date), Some(Role::Quantity)];
        assert_eq!(guess(&looks), (Some(Table::Demand), roles));
    }

    /// The roles of a file that was taken for another table, as `role: header`.
    #[track_caller]
    fn check(table: Table, text: &str, expected: &str) {
        use crate::protocol::policy::ColumnMatch;
        let chosen = ColumnMatch { table: table.name().to_owned(), ..ColumnMatch::default() };
        let read = |matches: &std::collections::BTreeMap<String, ColumnMatch>| {
            let mut reader = crate::read::Reader::new("file.csv", matches);
            reader.push(text.as_bytes(), &mut |_, _| {});
            reader.finish(&mut |_, _| {}).plan.unwrap()
        };
        let first = read(&std::collections::BTreeMap::new());
        let plan = read(&[(first.fingerprint, chosen)].into());
        let roles = plan.roles.iter().enumerate();
        let found: Vec<String> = roles
            .filter_map(|(column, role)| Some(format!("{}: {}", (*role)?.name(), plan.title(column))))
            .collect();
        assert_eq!((plan.table, found.join(", ").as_str()), (Some(table), expected));
    }

    #[test]
    fn another_table_matches_the_columns_anew() {
        let sold = "sku,date,qty,supplier,due\nA,2024-01-05,3,S,2024-02-01\nB,2024-01-06,4,T,2024-02-02\n";
        check(Table::Demand, sold, "item: sku, date: date, quantity: qty, due: due");
        check(Table::Supply, sold, "item: sku, quantity: qty, supplier: supplier, due: due");
        check(Table::Items, sold, "item: sku, supplier: supplier");
    }

    #[test]
    fn cells_name_what_headers_do_not_where_nothing_stays_open() {
        let sold = "when,x,y\n2024-01-05,A,3\n2024-01-06,B,4\n";
        check(Table::Demand, sold, "date: when, item: x, quantity: y");
        check(Table::Receipts, sold, "");
        check(
            Table::Demand,
            "2024-01-05,A,3\n2024-01-06,B,4\n",
            "date: column 1, item: column 2, quantity: column 3",
        );
    }
}
