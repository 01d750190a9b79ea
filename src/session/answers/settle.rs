//! What a policy has to hold so that a question of the reader is settled one way: a whole corrected match.

use crate::protocol::part::named;
use crate::protocol::policy::{ColumnMatch, DialectChoice};
use crate::read::question::{About, Choice, Question};
use crate::read::{Plan, Table};

/// The match that chooses `choice`: what was corrected before, with this on top.
pub fn settled(
    plan: &Plan,
    before: Option<&ColumnMatch>,
    question: &Question,
    choice: &Choice,
) -> ColumnMatch {
    let mut settled = before.cloned().unwrap_or_else(|| as_read(plan));
    if settled.roles.is_empty() && matches!(question.about, About::Columns | About::Key) {
        settled.roles = as_read(plan).roles; // What was matched beside it stays.
    }
    let mut dialect = settled.dialect.take().unwrap_or_default();
    let (header, value) = (question.header.clone(), choice.value.clone());
    match question.about {
        About::DateOrder => _ = dialect.date_order.insert(header, value),
        About::Decimal => _ = dialect.decimal.insert(header, value),
        About::Delimiter => dialect.delimiter = Some(value),
        About::Encoding => dialect.encoding = Some(value),
        About::Comment => dialect.comment = Some(value),
        About::Units => _ = dialect.only.insert(header, value),
        About::Total => _ = dialect.totals.insert(header, value),
        About::Columns | About::Key => _ = settled.roles.insert(header, value),
        About::Twin => {
            let others = question.choices.iter().filter(|other| other.value != choice.value);
            dialect.ignored.extend(others.map(|other| other.value.clone()));
        }
        About::Header => without_header(&mut settled, &mut dialect, question),
    }
    ColumnMatch { dialect: Some(dialect), ..settled }
}

/// The match as the file was read, before anything was corrected.
fn as_read(plan: &Plan) -> ColumnMatch {
    let matched = plan.roles.iter().enumerate().filter_map(|(column, role)| {
        let role = (*role)?;
        Some((role.name().to_owned(), plan.title(column)))
    });
    ColumnMatch {
        table: plan.table.map_or("", Table::name).to_owned(),
        roles: named(matched),
        ..ColumnMatch::default()
    }
}

/// The file has no header: its columns play the roles that their contents suggest.
fn without_header(settled: &mut ColumnMatch, dialect: &mut DialectChoice, question: &Question) {
    dialect.header_line = Some(0);
    if settled.table.is_empty() {
        Table::Demand.name().clone_into(&mut settled.table);
    }
    let suggested = question.choices.iter().filter(|choice| !choice.meaning.is_empty());
    settled.roles = named(suggested.map(|choice| (choice.meaning.clone(), choice.value.clone())));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::read::Reader;

    /// The question that a small file leaves open, settled by its last choice: the same file asks no more.
    #[track_caller]
    fn check(text: &str, about: About) {
        let mut matches = BTreeMap::new();
        let read = |matches: &BTreeMap<String, ColumnMatch>| {
            let mut reader = Reader::new("file.csv", matches);
            reader.push(text.as_bytes(), &mut |_, _| {});
            reader.finish(&mut |_, _| {})
        };
        let first = read(&matches);
        let question = first.questions.iter().find(|question| question.about == about).expect("a question");
        let plan = first.plan.as_ref().expect("a plan");
        let choice = question.choices.last().expect("a choice");
        matches.insert(plan.fingerprint.clone(), settled(plan, None, question, choice));
        let left = read(&matches).questions;
        assert!(!left.iter().any(|question| question.about == about), "{left:?}");
    }

    #[test]
    fn a_settled_question_is_not_asked_again() {
        check("sku;date;qty\nA;01/02/2024;1\nB;03/04/2024;2\n", About::DateOrder);
        check("sku;date;qty\nA;2024-01-05;1.234\nB;2024-01-06;2.345\n", About::Decimal);
        check("sku,qty,date,qty\nA,10,2024-01-05,99\n", About::Twin);
        check("sku,date,qty,uom\nA,2024-01-05,1,EA\nA,2024-01-06,1,CS\n", About::Units);
    }
}
