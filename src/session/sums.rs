//! Whether an item of a wide table is the sum of all others, under a name that does not say so: a total would be
//! counted twice, so the user is asked.
//!
//! In: a demand file as it was read. Out: a question; what it is about counts like every item until then.

use std::collections::BTreeMap;

use super::slot::{Content, FileSlot};
use crate::data::demand::DemandReader;
use crate::data::keys::fields;
use crate::protocol::policy::{ColumnMatch, UnitField};
use crate::read::question::{About, Choice, Question};

/// Days on which sums are compared, at least: on fewer they may meet by chance.
const LEAST_DAYS: usize = 3;
/// The relative difference that rounded cells may show.
const NEAR: f64 = 1e-6;

/// The question whether the item that adds up all others is one, unless `before` has settled it.
pub fn question(file: &FileSlot, before: Option<&ColumnMatch>) -> Option<Question> {
    let Content::Demand(demand) = &file.content else { return None };
    let plan = file.outcome.plan.as_ref()?;
    if plan.periods.is_empty() && plan.items.is_empty() {
        return None;
    }
    let name = total(demand)?;
    let settled = before.and_then(|before| before.dialect.as_ref());
    if settled.is_some_and(|dialect| dialect.totals.contains_key(&name)) {
        return None;
    }
    let choice = |value: &str, current| Choice {
        value: value.to_owned(),
        cell: name.clone(),
        meaning: String::new(),
        current,
    };
    let choices = vec![choice("total", false), choice("item", true)];
    Some(Question { about: About::Total, header: name.clone(), line: 0, choices })
}

/// The item whose demand is the sum of all others, day by day: only the largest can be.
fn total(demand: &DemandReader) -> Option<String> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    rows(demand, &mut |key, _, quantity| *sums.entry(key).or_default() += quantity);
    let largest = sums.iter().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let (&largest, _) = Some(largest).filter(|_| sums.len() > 2)?;
    let mut days: BTreeMap<i32, (f64, f64)> = BTreeMap::new();
    rows(demand, &mut |key, day, quantity| {
        let (own, others) = days.entry(day).or_default();
        *(if key == largest { own } else { others }) += quantity;
    });
    let adds_up = |(own, others): &(f64, f64)| (own - others).abs() <= NEAR * own.abs().max(others.abs());
    let filled = days.values().filter(|(own, _)| *own != 0.0).count();
    let place = demand.fields.iter().position(|(field, _)| *field == UnitField::Item)?;
    let name = fields(largest).nth(place)?.to_owned();
    (filled >= LEAST_DAYS && days.values().all(adds_up)).then_some(name)
}

/// Every row that was read: its key, its day, its quantity.
fn rows<'d>(demand: &'d DemandReader, take: &mut impl FnMut(&'d str, i32, f64)) {
    for log in demand.logs() {
        for unit in 0..log.units.len() as u32 {
            for row in log.rows_of(unit) {
                let day = log.day.get(row).copied().unwrap_or_default();
                take(log.units.text(unit), day, log.quantity.value(row).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::protocol::{Answer, PolicyFile, Request};
    use crate::session::Session;

    /// Items of a file, and what is asked about; `answer` settles it.
    #[track_caller]
    fn check(text: &str, answer: Option<&str>, items: f64, asked: Option<&str>) {
        let mut policy = Box::new(PolicyFile::default());
        let mut read = read(text, &policy);
        let file = read.files.remove(0);
        if let Some(answer) = answer {
            let choice = file.questions.iter().flat_map(|asked| &asked.choices).find(|of| of.value == answer);
            let settles = choice.expect("an answer").settles.clone();
            policy.columns.insert(file.fingerprint.clone(), settles);
            read = self::read(text, &policy);
            read.files.remove(0);
        }
        let found = if answer.is_some() { None } else { file.questions.first() };
        assert_eq!((read.items, found.map(|asked| asked.header.as_str())), (items, asked));
    }

    fn read(text: &str, policy: &PolicyFile) -> crate::protocol::answer::FilesAnswer {
        let policy = Box::new(policy.clone());
        let mut session = Session::new(None);
        session.ask(&Request::Reading { policy: policy.clone() });
        session.open(0, "demand.csv", text.len() as f64);
        session.push(0, text.as_bytes());
        session.close(0);
        let Answer::Files(answer) = session.ask(&Request::Files { policy }) else { panic!("no files") };
        answer
    }

    const COLUMNS: &str = "date,A,B,Rx\n2024-01-01,1,2.5,3.5\n2024-01-02,0,4,4\n2024-01-03,2,2,4\n";
    const ROWS: &str = "sku,2024-01,2024-02,2024-03\nA,1,2,3\nB,4,0,6.1\nEverything,5,2,9.1\n";

    #[test]
    fn a_column_or_row_that_adds_up_the_others_is_asked_about() {
        check(COLUMNS, None, 3.0, Some("Rx"));
        check(ROWS, None, 3.0, Some("Everything"));
    }

    #[test]
    fn the_answer_holds() {
        check(COLUMNS, Some("total"), 2.0, None);
        check(ROWS, Some("total"), 2.0, None);
        check(ROWS, Some("item"), 3.0, None);
    }

    #[test]
    fn what_adds_up_by_chance_is_an_item() {
        check("date,A,B,C\n2024-01-01,1,2,3\n2024-01-02,1,1,2\n2024-01-03,1,1,3\n", None, 3.0, None);
        check("date,A,B\n2024-01-01,2,2\n2024-01-02,1,1\n2024-01-03,1,1\n", None, 2.0, None);
    }
}
