//! `scenarios.csv`: the policy and its scenarios, each by segment and in total.

use super::csv::Csv;
use super::segments::{COLUMNS, row};
use crate::protocol::answer::{ScenarioRow, ScenariosAnswer};
use crate::protocol::request::CsvForm;

/// The file: a column with the scenario's name, then those of `segment-results.csv`.
pub fn scenarios(answer: &ScenariosAnswer, form: CsvForm) -> Vec<u8> {
    let mut csv = Csv::new(form);
    csv.text("scenario");
    for name in COLUMNS {
        csv.text(name);
    }
    csv.end();
    for ScenarioRow { name, total, segments, .. } in &answer.rows {
        for figures in segments.iter().chain([total]) {
            csv.text(if name.is_empty() { "This policy" } else { name });
            row(&mut csv, figures);
        }
    }
    csv.into_bytes()
}
