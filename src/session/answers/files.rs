//! What was read, file by file: decisions with evidence, columns, counts that add up, findings.

use std::collections::BTreeMap;

use super::findings;
use super::settle::settled;
use crate::data::dataset::Dataset;
use crate::data::demand::DemandReader;
use crate::finding::{Cause, Findings, Place};
use crate::plan::Results;
use crate::protocol::answer::{
    ChoiceView, ColumnView, Decision, FileReport, FilesAnswer, FindingView, QuestionAbout, QuestionView,
    TableChoice,
};
use crate::protocol::policy::ColumnMatch;
use crate::read::cell::{DateOrder, DecimalMark};
use crate::read::question::{About, Choice, Question};
use crate::read::{Kind, Outcome, Plan, Role, Table};
use crate::session::slot::{Content, FileSlot, Files};
use crate::session::{keys, sums};
use crate::stats::Origin;

/// The answer; `across` are findings about no single file, `matches` what was corrected before.
pub fn files(
    files: &Files,
    results: &Results,
    across: &Findings,
    matches: &BTreeMap<String, ColumnMatch>,
) -> FilesAnswer {
    let items = results.items();
    let defaulted = items.iter().filter(|item| item.lead_time.days.origin == Origin::Default).count();
    FilesAnswer {
        files: files
            .iter()
            .map(|(slot, file)| report(slot, file, (&results.dataset, across), matches))
            .collect(),
        findings: findings(across).into_iter().filter(|finding| !of_a_file(files, &finding.file)).collect(),
        tables: Table::ALL.iter().map(|table| choice(*table)).collect(),
        items: items.len() as f64,
        rows: files.values().map(|file| file.outcome.rows as f64).sum(),
        assumed_lead_time: defaulted as f64,
        review_given: items.iter().any(|item| item.master.review_days.origin != Origin::Default),
    }
}

fn of_a_file(files: &Files, name: &str) -> bool {
    files.values().any(|file| file.name == name)
}

fn choice(table: Table) -> TableChoice {
    let names = |roles: &[Role]| roles.iter().map(|role| role.name().to_owned()).collect();
    let needed: Vec<Role> = table.needed().iter().filter_map(|group| group.first().copied()).collect();
    TableChoice { table: table.name().to_owned(), roles: names(table.roles()), needed: names(&needed) }
}

fn report(
    slot: u32,
    file: &FileSlot,
    (dataset, across): (&Dataset, &Findings),
    matches: &BTreeMap<String, ColumnMatch>,
) -> FileReport {
    let plan = file.outcome.plan.as_ref();
    let mut own = file.outcome.findings.clone();
    own.extend(file.findings.clone());
    let questions = questions(file, dataset, matches);
    for asked in questions.iter().filter(|asked| asked.about == QuestionAbout::Total) {
        let place = Place { line: 0, column: String::new(), found: asked.header.clone() };
        own.note(&file.name, Cause::SumItem, place);
    }
    let mut views = findings(&own);
    views.extend(file.also.iter().flat_map(of_another_table));
    views.extend(findings(across).into_iter().filter(|finding| finding.file == file.name));
    let days = match &file.content {
        Content::Demand(demand) => days(demand),
        _ => None,
    };
    FileReport {
        slot,
        name: file.name.clone(),
        size: file.size,
        table: plan.and_then(|plan| plan.table).map(|table| table.name().to_owned()),
        used: !matches!(file.content, Content::None),
        fingerprint: plan.map_or(String::new(), |plan| plan.fingerprint.clone()),
        rows: file.outcome.rows as f64,
        changed: file.counts.changed as f64,
        left_out: file.left_out() as f64,
        first_day: days.map(|days| days.0),
        last_day: days.map(|days| days.1),
        decisions: decisions(file),
        columns: plan.map_or_else(Vec::new, |plan| columns(plan, file)),
        questions,
        findings: views,
    }
}

/// What was odd in another table of the same file: the counts of the card are not about that one.
fn of_another_table(other: &FileSlot) -> Vec<FindingView> {
    let table = other.outcome.plan.as_ref().and_then(|plan| plan.table).map_or("", Table::name);
    let read_as = format!("read as {}", table.replace('_', " "));
    let told = |view: FindingView| FindingView {
        detail: if view.detail.is_empty() { read_as.clone() } else { format!("{read_as}: {}", view.detail) },
        ..view
    };
    findings(&other.findings).into_iter().map(told).collect()
}

fn days(demand: &DemandReader) -> Option<(i32, i32)> {
    let days = || demand.logs().flat_map(|log| &log.days).copied();
    Some((days().min()?, days().max()?))
}

fn decisions(file: &FileSlot) -> Vec<Decision> {
    let decision = |decision: &crate::read::question::Decision| Decision {
        name: decision.name.to_owned(),
        value: decision.value.clone(),
        evidence: decision.evidence.clone(),
    };
    file.outcome.decisions.iter().map(decision).collect()
}

/// What the file leaves open, and what shows only beside the others, unless it was corrected.
fn questions(
    file: &FileSlot,
    dataset: &Dataset,
    matches: &BTreeMap<String, ColumnMatch>,
) -> Vec<QuestionView> {
    let Some(plan) = &file.outcome.plan else { return Vec::new() };
    let before = matches.get(&plan.fingerprint);
    let view = |question: &Question| QuestionView {
        header: question.header.clone(),
        about: about(question.about),
        blocks: question.blocks(),
        choices: choices(plan, before, question),
    };
    let matched = before.is_none_or(|before| before.roles.is_empty());
    let joined = matched.then(|| keys::question(file, dataset)).flatten();
    let total = sums::question(file, before);
    file.outcome.questions.iter().chain(&joined).chain(&total).map(view).collect()
}

/// The readings to choose from; that a file has no header is one reading of all its columns.
fn choices(plan: &Plan, before: Option<&ColumnMatch>, question: &Question) -> Vec<ChoiceView> {
    let mut views = question.choices.iter().map(|choice| choice_view(plan, before, question, choice));
    if question.about != About::Header {
        return views.collect();
    }
    let joined = |part: &dyn Fn(&Choice) -> &str| {
        let known = question.choices.iter().filter(|choice| !choice.meaning.is_empty());
        known.map(part).collect::<Vec<_>>().join(", ")
    };
    let (cell, meaning) = (joined(&|choice| &choice.cell), joined(&|choice| &choice.meaning));
    views.next().map(|view| ChoiceView { cell, meaning, current: false, ..view }).into_iter().collect()
}

fn choice_view(
    plan: &Plan,
    before: Option<&ColumnMatch>,
    question: &Question,
    choice: &Choice,
) -> ChoiceView {
    ChoiceView {
        value: choice.value.clone(),
        cell: choice.cell.clone(),
        meaning: choice.meaning.clone(),
        settles: settled(plan, before, question, choice),
        current: choice.current,
    }
}

fn about(about: About) -> QuestionAbout {
    match about {
        About::DateOrder => QuestionAbout::DateOrder,
        About::Decimal => QuestionAbout::Decimal,
        About::Delimiter => QuestionAbout::Delimiter,
        About::Encoding => QuestionAbout::Encoding,
        About::Header => QuestionAbout::Header,
        About::Columns => QuestionAbout::Columns,
        About::Twin => QuestionAbout::Twin,
        About::Comment => QuestionAbout::Comment,
        About::Key => QuestionAbout::Key,
        About::Units => QuestionAbout::Units,
        About::Total => QuestionAbout::Total,
    }
}

fn columns(plan: &Plan, file: &FileSlot) -> Vec<ColumnView> {
    let outcome = &file.outcome;
    let view = |(column, header): (usize, &String)| {
        let role = plan.roles.get(column).copied().flatten();
        let form =
            role.map_or("", |role| form(plan, column, role, is_date_order_said(plan, column, outcome)));
        ColumnView {
            header: header.clone(),
            role: role.map(|role| role.name().to_owned()),
            also: file.also.iter().filter_map(|other| also(other.outcome.plan.as_ref()?, column)).collect(),
            period: plan.periods.iter().find(|period| period.column == column).map(|period| period.day),
            an_item: plan.items.contains(&column) && plan.table == Some(Table::Demand),
            samples: outcome.samples.get(column).cloned().unwrap_or_default(),
            form: form.to_owned(),
        }
    };
    plan.headers.iter().enumerate().map(view).collect()
}

/// What a column plays in another table of its file.
fn also(plan: &Plan, column: usize) -> Option<String> {
    let role = plan.roles.get(column).copied().flatten()?;
    Some(format!("{}.{}", plan.table?.name(), role.name()))
}

/// Whether a column's dates have an order that was decided or is asked: ISO dates say theirs themselves.
fn is_date_order_said(plan: &Plan, column: usize, outcome: &Outcome) -> bool {
    let said = format!("{}: ", plan.title(column));
    let decided =
        outcome.decisions.iter().any(|about| about.name == "dates" && about.value.starts_with(&said));
    let asked =
        |question: &Question| question.about == About::DateOrder && question.header == plan.title(column);
    let counted = plan.form(column).dates.serial.is_some();
    !counted && (decided || outcome.questions.iter().any(asked))
}

/// How the cells of a column are read; empty where there was nothing to decide.
fn form(plan: &Plan, column: usize, role: Role, date_order_said: bool) -> &'static str {
    let form = plan.form(column);
    match (role.kind(), form.mark) {
        (Kind::Number, DecimalMark::Point) => "decimal point",
        (Kind::Number, DecimalMark::Comma) => "decimal comma",
        (Kind::Date, _) if date_order_said => order_name(form.dates.orders.into_iter().flatten().next()),
        _ => "",
    }
}

fn order_name(order: Option<DateOrder>) -> &'static str {
    match order {
        Some(DateOrder::DayMonthYear) => "day first",
        Some(DateOrder::MonthDayYear) => "month first",
        Some(DateOrder::YearMonthDay) => "year first",
        _ => "",
    }
}
