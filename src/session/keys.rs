//! Whether an item master names items as demand does; where another of its columns does, the user is asked.
//!
//! In: a file as it was read, and all files joined. Out: a question with both readings, never a silent choice:
//! two files may well be about different items.

use rustc_hash::FxHashSet;

use super::slot::{Content, FileSlot};
use crate::data::dataset::Dataset;
use crate::data::master::MasterRow;
use crate::read::Role;
use crate::read::question::{About, Choice, Question};

/// The question which column of an item master names the items: where no item with demand stands in the one
/// read as such, and more than half of them in another.
pub fn question(file: &FileSlot, dataset: &Dataset) -> Option<Question> {
    let Content::Items(columns, rows) = &file.content else { return None };
    let plan = file.outcome.plan.as_ref()?;
    let own = plan.column(Role::Item)?;
    let sold = sold(dataset);
    if sold.is_empty() || met(&sold, rows, own) > 0 {
        return None;
    }
    let others = (0..columns.len()).filter(|column| *column != own);
    let counted = others.map(|column| (met(&sold, rows, column), column));
    let (most, other) = counted.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let choice = |column: usize, met: usize| Choice {
        value: plan.title(column),
        cell: rows.first().and_then(|row| row.cells.get(column)).cloned().unwrap_or_default(),
        meaning: format!("{met} of {}", sold.len()),
        current: column == own,
    };
    (most * 2 > sold.len()).then(|| Question {
        about: About::Key,
        header: Role::Item.name().to_owned(),
        line: rows.first().map_or(0, |row| row.line),
        choices: vec![choice(own, 0), choice(other, most)],
    })
}

/// The items with demand.
fn sold(dataset: &Dataset) -> FxHashSet<&str> {
    let sold = dataset.units.iter().filter(|unit| unit.is_sold());
    sold.map(|unit| unit.key.first()).collect()
}

/// How many of some items stand in a column.
fn met(items: &FxHashSet<&str>, rows: &[MasterRow], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.cells.get(column)).map(String::as_str);
    cells.filter(|cell| items.contains(cell)).collect::<FxHashSet<&str>>().len()
}

#[cfg(test)]
mod tests {
    use crate::protocol::{Answer, PolicyFile, Request};
    use crate::session::Session;

    const DEMAND: &str = "date,item,qty\n2024-01-01,7,5\n2024-01-09,8,2\n2024-01-17,9,3\n";

    /// The columns asked about, with how many items each has.
    #[track_caller]
    fn check(items: &str, expected: &[(&str, &str)]) {
        let policy = Box::new(PolicyFile::default());
        let mut session = Session::new(None);
        session.ask(&Request::Reading { policy: policy.clone() });
        for (slot, (name, text)) in (0..).zip([("items.csv", items), ("demand.csv", DEMAND)]) {
            session.open(slot, name, text.len() as f64);
            session.push(slot, text.as_bytes());
            session.close(slot);
        }
        let Answer::Files(answer) = session.ask(&Request::Files { policy }) else { panic!("no files") };
        let choices = answer.files.iter().flat_map(|file| &file.questions).flat_map(|asked| &asked.choices);
        let found: Vec<_> = choices.map(|of| (of.value.as_str(), of.meaning.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn another_column_has_the_keys_of_demand() {
        let items = "ProductKey,ProductSKU,unit_cost\n7,A-1,10\n8,A-2,20\n6,A-3,30\n";
        check(items, &[("ProductSKU", "0 of 3"), ("ProductKey", "2 of 3")]);
    }

    #[test]
    fn nothing_is_asked_where_keys_meet_or_none_would() {
        check("ProductKey,ProductSKU,unit_cost\n8,9,10\n7,A-2,20\n", &[]);
        check("ProductKey,ProductSKU,unit_cost\n8,A-1,10\n6,A-2,20\n", &[]);
    }
}
