//! A portfolio made by hand, for the tests of this room.

use std::collections::BTreeMap;

use crate::data::key::Key;
use crate::protocol::policy::{AbcMeasure, Span, XyzBucket};
use crate::stats::Item;
use crate::stats::item::tests::item;

use super::{ColumnValues, Portfolio, Values};

/// Items with what a test says about them.
#[derive(Debug, Clone, Default)]
pub struct Stand {
    pub items: Vec<Item>,
    pub revenue: Option<Values>,
    pub cost: Option<Values>,
    pub units: Option<Values>,
    pub cv: Vec<Option<f64>>,
    pub on_time: Vec<Option<f64>>,
    pub levels: Vec<Option<f64>>,
    pub columns: BTreeMap<String, ColumnValues>,
}

impl Stand {
    /// Items of which nothing but their figures is known.
    pub fn of(items: Vec<Item>) -> Self {
        Stand { cv: vec![None; items.len()], items, ..Stand::default() }
    }

    /// Adds a column; a blank cell is unknown.
    pub fn with_column(mut self, name: &str, cells: &[&str]) -> Self {
        let mut column = ColumnValues::default();
        for cell in cells {
            let known = column.labels.iter().position(|label| label == cell);
            let label = known.unwrap_or(column.labels.len());
            if known.is_none() {
                column.labels.push((*cell).to_owned());
                column.numbers.push(cell.parse().ok());
            }
            column.of_item.push((!cell.is_empty()).then_some(label as u32));
        }
        self.columns.insert(name.to_owned(), column);
        self
    }
}

impl Portfolio for Stand {
    fn items(&self) -> &[Item] {
        &self.items
    }

    fn values(&self, measure: AbcMeasure, _: Span) -> Option<Values> {
        match measure {
            AbcMeasure::Revenue => self.revenue.clone(),
            AbcMeasure::Cost => self.cost.clone(),
            AbcMeasure::Units => self.units.clone(),
            AbcMeasure::Margin | AbcMeasure::Lines | AbcMeasure::Deseasonalised => None,
        }
    }

    fn annual_revenue(&self, _: Span) -> Vec<Option<f64>> {
        (0..self.items.len()).map(|item| Some(100.0 * item as f64)).collect()
    }

    fn bucket_cv(&self, _: XyzBucket) -> Vec<Option<f64>> {
        self.cv.clone()
    }

    fn on_time(&self) -> Vec<Option<f64>> {
        self.on_time.clone()
    }

    fn optimal_levels(&self) -> Vec<Option<f64>> {
        self.levels.clone()
    }

    fn days_of_a_period(&self) -> f64 {
        7.0
    }

    fn column(&self, name: &str) -> Option<ColumnValues> {
        self.columns.get(name).cloned()
    }
}

/// Items `i00`, `i01`, ... with a lead time of 14 days and no pattern.
pub fn items(count: usize) -> Vec<Item> {
    let named = |number| {
        let mut item = item(10.0, 5.0, true);
        item.key = Key::of(&[&format!("i{number:02}")]);
        item.demand.pattern = None;
        item
    };
    (0..count).map(named).collect()
}
