//! The portfolio as segmentation sees it: figures from the statistics, columns from the joined tables.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::suppliers;
use crate::data::calendar::DAYS_IN_YEAR;
use crate::data::dataset::Dataset;
use crate::protocol::policy::{AbcMeasure, Span, UnitField, XyzBucket};
use crate::read::Number;
use crate::read::cell::DecimalMark;
use crate::read::plan::ColumnForm;
use crate::segment::{ColumnValues, Portfolio, Values};
use crate::stats::Item;
use crate::stats::portfolio::Portfolio as Statistics;
use crate::stats::value::Value;

/// A dataset and its statistics.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The joined tables.
    pub dataset: &'a Dataset,
    /// The items' figures.
    pub statistics: &'a Statistics,
    /// What demand was worth over a span.
    pub values: (Span, &'a [Value]),
    /// Each item's optimal service level, where a dimension asks for it.
    pub levels: &'a [Option<f64>],
}

impl Portfolio for View<'_> {
    fn items(&self) -> &[Item] {
        &self.statistics.items
    }

    fn values(&self, measure: AbcMeasure, span: Span) -> Option<Values> {
        let worth = self.worth(span);
        let known = worth.iter().any(|value| value.by(measure).is_some());
        known.then(|| Values::Plain(worth.iter().map(|value| by(value, measure)).collect()))
    }

    fn annual_revenue(&self, span: Span) -> Vec<Option<f64>> {
        let days = self.statistics.span_days(span);
        let yearly = |revenue: f64| revenue * DAYS_IN_YEAR / f64::from(days.max(1));
        self.worth(span).iter().map(|value| value.revenue.map(yearly)).collect()
    }

    fn bucket_cv(&self, bucket: XyzBucket) -> Vec<Option<f64>> {
        self.statistics.bucketed_cv(bucket)
    }

    fn on_time(&self) -> Vec<Option<f64>> {
        suppliers::on_time(self.dataset)
    }

    fn optimal_levels(&self) -> Vec<Option<f64>> {
        self.levels.to_vec()
    }

    fn days_of_a_period(&self) -> f64 {
        self.statistics.frame.period.days()
    }

    fn column(&self, name: &str) -> Option<ColumnValues> {
        let lower = name.to_lowercase();
        self.named(&|header, role| role == Some(name) || header == name)
            .or_else(|| self.named(&|header, _| header.to_lowercase() == lower))
    }
}

impl View<'_> {
    fn worth(&self, span: Span) -> Cow<'_, [Value]> {
        match self.values {
            (known, values) if known == span => Cow::Borrowed(values),
            _ => Cow::Owned(self.statistics.values(self.dataset, span).to_vec()),
        }
    }

    /// The first column that a test accepts: a field of the stocking unit, one of the items table, one of demand.
    fn named(&self, accepts: &dyn Fn(&str, Option<&str>) -> bool) -> Option<ColumnValues> {
        self.unit_column(accepts)
            .or_else(|| self.master_column(accepts))
            .or_else(|| self.demand_column(accepts))
    }

    fn unit_column(&self, accepts: &dyn Fn(&str, Option<&str>) -> bool) -> Option<ColumnValues> {
        let mut fields = self.dataset.fields.iter().zip(&self.dataset.unit_headers);
        let place = fields.position(|(field, headers)| {
            let role = Some(field_name(*field));
            headers.iter().any(|header| accepts(header, role)) || accepts("", role)
        })?;
        let plain = ColumnForm::default();
        Some(labelled(self.statistics.items.iter().map(|item| Some((item.key.field(place)?, plain)))))
    }

    /// Of several items tables each row is read in its own file's column.
    fn master_column(&self, accepts: &dyn Fn(&str, Option<&str>) -> bool) -> Option<ColumnValues> {
        let columns = self.dataset.master.columns.iter().enumerate();
        let places: Vec<(usize, ColumnForm)> = columns
            .filter(|(_, column)| accepts(&column.header, column.role))
            .map(|(place, column)| (place, column.form))
            .collect();
        let cells = self.dataset.units.iter().map(|unit| {
            let row = self.dataset.master_of(unit)?;
            let mut cells =
                places.iter().filter_map(|(place, form)| Some((row.cells.get(*place)?.as_str(), *form)));
            cells.find(|(text, _)| !text.trim().is_empty())
        });
        (!places.is_empty()).then(|| labelled(cells))
    }

    fn demand_column(&self, accepts: &dyn Fn(&str, Option<&str>) -> bool) -> Option<ColumnValues> {
        let columns = &self.dataset.histories.columns;
        let column = columns.iter().find(|column| accepts(&column.header, column.role))?;
        let of = |history: u32| column.of_unit.get(history as usize);
        let units = &self.dataset.units;
        let found = labelled(
            units
                .iter()
                .map(|unit| unit.history.and_then(of).map(|(value, _)| (value.as_str(), column.form))),
        );
        let shares: Vec<f64> =
            units.iter().filter_map(|unit| unit.history.and_then(of)).map(|(_, share)| *share).collect();
        let covered = (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64);
        Some(ColumnValues { covered, ..found })
    }
}

/// What demand was worth; 0 where it is not known.
#[inline(never)] // called often, it is compiled for speed in a browser; a loop entered once is not
fn by(value: &Value, measure: AbcMeasure) -> f64 {
    value.by(measure).unwrap_or_default()
}

/// The canonical name of a field of the stocking unit.
pub fn field_name(field: UnitField) -> &'static str {
    match field {
        UnitField::Item => "item",
        UnitField::Location => "location",
        UnitField::Channel => "channel",
        UnitField::Customer => "customer",
    }
}

/// Cells as numbered labels; blank is none. Texts read in another form are labels of their own.
fn labelled<'a>(cells: impl Iterator<Item = Option<(&'a str, ColumnForm)>>) -> ColumnValues {
    let mut known: FxHashMap<(&str, DecimalMark), u32> = FxHashMap::default();
    let mut values = ColumnValues::default();
    for cell in cells {
        let cell = cell.map(|(text, form)| (text.trim(), form)).filter(|(text, _)| !text.is_empty());
        values.of_item.push(cell.map(|(text, form)| {
            *known.entry((text, form.mark)).or_insert_with(|| {
                values.labels.push(text.to_owned());
                values.numbers.push(match form.number(text) {
                    Number::Value(number) => Some(number.to_f64()),
                    Number::Blank | Number::Bad(_) => None,
                });
                values.labels.len() as u32 - 1
            })
        }));
    }
    values
}
