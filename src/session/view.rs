//! The portfolio as segmentation sees it: figures from the statistics, columns from the joined tables.

use rustc_hash::FxHashMap;

use crate::data::calendar::DAYS_IN_YEAR;
use crate::data::dataset::Dataset;
use crate::protocol::policy::{AbcMeasure, Span, UnitField, XyzBucket};
use crate::segment::{ColumnValues, Portfolio, Values};
use crate::stats::Item;
use crate::stats::portfolio::Portfolio as Statistics;

/// A dataset and its statistics.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The joined tables.
    pub dataset: &'a Dataset,
    /// The items' figures.
    pub statistics: &'a Statistics,
}

impl Portfolio for View<'_> {
    fn items(&self) -> &[Item] {
        &self.statistics.items
    }

    fn values(&self, measure: AbcMeasure, span: Span) -> Option<Values> {
        let values = self.statistics.values(self.dataset, span);
        let by: Vec<Option<f64>> = values.iter().map(|value| value.by(measure)).collect();
        by.iter()
            .any(Option::is_some)
            .then(|| Values::Plain(by.into_iter().map(Option::unwrap_or_default).collect()))
    }

    fn annual_revenue(&self, span: Span) -> Vec<Option<f64>> {
        let days = self.statistics.span_days(span);
        let values = self.statistics.values(self.dataset, span);
        let yearly = |revenue: f64| revenue * DAYS_IN_YEAR / f64::from(days.max(1));
        values.into_iter().map(|value| value.revenue.map(yearly)).collect()
    }

    fn bucket_cv(&self, bucket: XyzBucket) -> Vec<Option<f64>> {
        self.statistics.bucketed_cv(self.dataset, bucket)
    }

    fn column(&self, name: &str) -> Option<ColumnValues> {
        let lower = name.to_lowercase();
        self.named(&|header, role| role == Some(name) || header == name)
            .or_else(|| self.named(&|header, _| header.to_lowercase() == lower))
    }
}

impl View<'_> {
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
        Some(labelled(self.statistics.items.iter().map(|item| item.key.get(place).map(String::as_str))))
    }

    fn master_column(&self, accepts: &dyn Fn(&str, Option<&str>) -> bool) -> Option<ColumnValues> {
        let columns = &self.dataset.master.columns;
        let place = columns.iter().position(|column| accepts(&column.header, column.role))?;
        let cells = self.dataset.units.iter().map(|unit| {
            self.dataset.master_of(unit).and_then(|row| row.cells.get(place)).map(String::as_str)
        });
        Some(labelled(cells))
    }

    fn demand_column(&self, accepts: &dyn Fn(&str, Option<&str>) -> bool) -> Option<ColumnValues> {
        let columns = &self.dataset.histories.columns;
        let column = columns.iter().find(|column| accepts(&column.header, column.role))?;
        let of = |history: u32| column.of_unit.get(history as usize);
        let units = &self.dataset.units;
        let found =
            labelled(units.iter().map(|unit| unit.history.and_then(of).map(|(value, _)| value.as_str())));
        let shares: Vec<f64> =
            units.iter().filter_map(|unit| unit.history.and_then(of)).map(|(_, share)| *share).collect();
        let covered = (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64);
        Some(ColumnValues { covered, ..found })
    }
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

/// Texts as numbered labels; blank is none.
fn labelled<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> ColumnValues {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut labels: Vec<String> = Vec::new();
    let of_item = texts
        .map(|text| {
            let text = text.map(str::trim).filter(|text| !text.is_empty())?;
            Some(*numbers.entry(text).or_insert_with(|| {
                labels.push(text.to_owned());
                labels.len() as u32 - 1
            }))
        })
        .collect();
    let numbers =
        labels.iter().map(|label| fast_float2::parse(label).ok().filter(|number: &f64| number.is_finite()));
    ColumnValues { numbers: numbers.collect(), labels, of_item, covered: None }
}
