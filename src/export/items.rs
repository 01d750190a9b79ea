//! `item-results.csv`: one row a stocking unit, in key order, at full precision.

use super::csv::Csv;
use crate::plan::Results;
use crate::plan::Stocked;
use crate::plan::total::average_inventory;
use crate::protocol::policy::{TargetKind, UnitField};
use crate::protocol::request::CsvForm;
use crate::stats::Item;
use crate::stock::model::whole_units_up;

/// Columns after the key.
const COLUMNS: [&str; 31] = [
    "segment",
    "periods",
    "mean",
    "sd",
    "cv",
    "adi",
    "cv2",
    "pattern",
    "annual_revenue",
    "lead_time_days",
    "lead_time_sd_days",
    "review_days",
    "order_quantity",
    "model",
    "target_kind",
    "target",
    "mean_over_interval",
    "sd_over_interval",
    "safety_stock",
    "safety_stock_units",
    "reorder_point",
    "reorder_point_units",
    "safety_stock_value",
    "days_of_cover",
    "cycle_service_level",
    "fill_rate",
    "average_backorders",
    "holding_cost",
    "unit_cost",
    "units_short",
    "status",
];

/// The file.
pub fn item_results(results: &Results, form: CsvForm) -> Vec<u8> {
    let mut csv = Csv::new(form);
    let fields: Vec<&str> = results.dataset.fields.iter().map(|field| field_name(*field)).collect();
    let added = added_columns(results, &fields);
    fields.iter().chain(&COLUMNS).for_each(|name| _ = csv.text(name));
    for column in &added {
        csv.text(&column.name);
    }
    csv.end();
    for (number, item) in results.items().iter().enumerate() {
        row(&mut csv, results, number, item);
        for column in &added {
            (column.write)(&mut csv, number);
        }
        csv.end();
    }
    csv.into_bytes()
}

/// A canonical key column.
pub fn field_name(field: UnitField) -> &'static str {
    match field {
        UnitField::Item => "item",
        UnitField::Location => "location",
        UnitField::Channel => "channel",
        UnitField::Customer => "customer",
    }
}

/// A target's kind as the policy file spells it.
pub fn kind_name(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::CycleServiceLevel => "cycle_service_level",
        TargetKind::FillRate => "fill_rate",
        TargetKind::DaysOfCover => "days_of_cover",
        TargetKind::Units => "units",
        TargetKind::CostOptimal => "cost_optimal",
    }
}

/// Writes an item's cell of a column.
type Write<'a> = Box<dyn Fn(&mut Csv, usize) + 'a>;

/// A column that the segmentation adds.
struct Added<'a> {
    name: String,
    write: Write<'a>,
}

/// One column a dimension, and the figures it classes by; a name that is there already adds none.
fn added_columns<'a>(results: &'a Results, fields: &[&str]) -> Vec<Added<'a>> {
    let mut added: Vec<Added<'a>> = Vec::new();
    for dimension in &results.segmentation.dimensions {
        let class = Added {
            name: dimension.name.clone(),
            write: Box::new(|csv, item| _ = csv.text(dimension.class(item))),
        };
        let measured = &dimension.measured;
        let figure = (!measured.name.is_empty()).then(|| Added {
            name: measured.name.to_owned(),
            write: Box::new(|csv: &mut Csv, item: usize| {
                csv.number(measured.values.get(item).copied().flatten());
            }),
        });
        for column in [Some(class), figure].into_iter().flatten() {
            let name = column.name.as_str();
            let there = fields.contains(&name)
                || COLUMNS.contains(&name)
                || added.iter().any(|other| other.name == name);
            if !there {
                added.push(column);
            }
        }
    }
    added
}

fn row(csv: &mut Csv, results: &Results, number: usize, item: &Item) {
    let demand = &item.demand;
    let target = results.target(number);
    let stocked = results.stocked(number);
    item.key.fields().for_each(|field| _ = csv.text(field));
    csv.text(results.segmentation.name(number)).count(demand.periods);
    for figure in [demand.mean, demand.sd, demand.cv, demand.adi, demand.cv2] {
        csv.number(figure.get());
    }
    csv.text(demand.pattern.map_or("", crate::stats::Pattern::name)).number(results.annual_revenue(number));
    csv.number(Some(item.lead_time.days.value)).number(Some(item.lead_time.sd_days.value));
    csv.number(Some(item.master.review_days.value)).number(Some(order_quantity(item, stocked)));
    csv.text(stocked.map_or("", |stocked| stocked.basis.model.name()));
    csv.text(target.map_or("", |target| kind_name(target.kind()))).number(results.target_value(number));
    stock(csv, results.stock(number), stocked, item);
    csv.text(results.status(number).name());
}

fn order_quantity(item: &Item, stocked: Option<Stocked<'_>>) -> f64 {
    stocked.map_or(item.master.order_quantity.value, |stocked| stocked.basis.order_quantity)
}

/// The columns from `mean_over_interval` to `units_short`; `held` are safety stock and reorder point.
fn stock(csv: &mut Csv, held: Option<(f64, f64)>, stocked: Option<Stocked<'_>>, item: &Item) {
    let figure = |of: &dyn Fn(Stocked<'_>) -> f64| stocked.map(of);
    let cost = item.master.unit_cost.as_ref().map(|cost| cost.value);
    csv.number(figure(&|of| of.basis.interval().mean)).number(figure(&|of| of.basis.interval().sd()));
    for stock in [held.map(|held| held.0), held.map(|held| held.1)] {
        csv.number(stock).number(stock.map(whole_units_up));
    }
    csv.number(held.zip(cost).map(|((stock, _), cost)| stock * cost));
    csv.number(figure(&|of| of.basis.days_of_cover(of.position.safety_stock)));
    csv.number(figure(&|of| of.position.cycle_service_level)).number(figure(&|of| of.position.fill_rate));
    csv.number(figure(&|of| of.position.backorders));
    let holding = figure(&|of| of.basis.holding_rate * average_inventory(of));
    csv.number(holding.zip(cost).map(|(holding, cost)| holding * cost));
    csv.number(cost);
    csv.number(figure(&|of| (1.0 - of.position.fill_rate) * of.basis.annual_demand()));
}
