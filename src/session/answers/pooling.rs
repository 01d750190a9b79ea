//! Separate against shared stock, item by item and by segment.

use rustc_hash::FxHashMap;

use crate::order;
use crate::plan::Results;
use crate::plan::pooling::{pool, together};
use crate::policy::Target;
use crate::protocol::answer::{PoolingAnswer, PoolingItem, PoolingSegment};
use crate::protocol::policy::UnitField;
use crate::protocol::request::PoolingAcross;
use crate::stats::Item;
use crate::stock::{Basis, Terms};

const MOST_SEGMENTS: usize = 300;

/// The answer: stock shared across a field of the stocking unit.
pub fn pooling(results: &Results, terms: Terms, across: &PoolingAcross) -> PoolingAnswer {
    let place = results.dataset.fields.iter().position(|field| *field == across.field);
    let mut segments: Vec<PoolingSegment> =
        results.segmentation.names.iter().map(|name| nothing(name.clone())).collect();
    let mut rows: Vec<PoolingItem> = Vec::new();
    let known = place.filter(|_| across.field != UnitField::Item);
    for members in known.map(|place| gathered(results, place)).unwrap_or_default() {
        let Some((row, units)) = shared(results, terms, &members, known.unwrap_or_default()) else {
            continue;
        };
        let cost = units.iter().find_map(|unit| unit.cost);
        for unit in &units {
            let part = if row.separate > 0.0 { unit.stock / row.separate } else { 1.0 / units.len() as f64 };
            let segment = results.segmentation.segment_of.get(unit.number).copied().unwrap_or_default();
            if let Some(segment) = segments.get_mut(segment as usize) {
                segment.units += 1.0;
                segment.separate += cost.unwrap_or(1.0) * unit.stock;
                segment.shared += cost.unwrap_or(1.0) * part * row.shared;
            }
        }
        rows.push(row);
    }
    let mut total = nothing("Total".to_owned());
    for segment in &segments {
        total.units += segment.units;
        total.separate += segment.separate;
        total.shared += segment.shared;
    }
    segments.retain(|segment| segment.units > 0.0);
    segments.truncate(MOST_SEGMENTS);
    let saved = |row: &PoolingItem| row.saved.unwrap_or(f64::NEG_INFINITY);
    order::sort_by(&mut rows, |one, other| saved(other).total_cmp(&saved(one)).then(one.key.cmp(&other.key)));
    PoolingAnswer {
        across: known.map(|_| across.field),
        items: rows.len() as f64,
        total,
        segments,
        rows: rows.into_iter().skip(across.offset as usize).take(across.count as usize).collect(),
        offset: across.offset,
    }
}

fn nothing(segment: String) -> PoolingSegment {
    PoolingSegment { segment, units: 0.0, separate: 0.0, shared: 0.0 }
}

/// Numbers of stocking units that differ in one field of their key alone, two or more together, in key order.
fn gathered(results: &Results, place: usize) -> Vec<Vec<usize>> {
    let mut places: FxHashMap<Vec<&str>, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (number, item) in results.items().iter().enumerate() {
        let others = item.key.fields().enumerate().filter(|(field, _)| *field != place);
        let key = others.map(|(_, text)| text).collect();
        let group = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(number),
            None => groups.push(vec![number]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// A stocking unit that has a safety stock.
struct Unit {
    number: usize,
    stock: f64,
    cost: Option<f64>,
}

/// What the units hold apart, and would hold together under the highest of their targets.
fn shared(
    results: &Results,
    terms: Terms,
    members: &[usize],
    place: usize,
) -> Option<(PoolingItem, Vec<Unit>)> {
    let unit = |&number: &usize| {
        let stocked = results.stocked(number)?;
        Some(Unit { number, stock: stocked.position.safety_stock, cost: stocked.basis.unit_cost() })
    };
    let units: Vec<Unit> = members.iter().filter_map(unit).collect();
    if units.len() < 2 {
        return None;
    }
    let items: Vec<&Item> = units.iter().filter_map(|unit| results.items().get(unit.number)).collect();
    let histories: Vec<Vec<f64>> =
        units.iter().map(|unit| results.portfolio.counted(&results.dataset, unit.number)).collect();
    let figures: Vec<(f64, f64, &[f64])> = items
        .iter()
        .zip(&histories)
        .map(|(item, periods)| {
            (item.demand.mean.get().unwrap_or(0.0), item.demand.sd.get().unwrap_or(0.0), periods.as_slice())
        })
        .collect();
    let pool = pool(&figures);
    let item = together(&items, pool)?;
    let first = units.first()?;
    let targets = units.iter().filter_map(|unit| results.target(unit.number));
    let value = |target: &Target| target.value().unwrap_or(0.0);
    let target = targets.max_by(|one, other| value(one).total_cmp(&value(other)))?;
    let basis = Basis::new(&item, results.resolved(first.number)?.model, terms).ok()?;
    let asked = basis.asked(target, &results.bounds(first.number))?;
    let separate = units.iter().map(|unit| unit.stock).sum();
    let key = items.first()?.key.fields().enumerate().filter(|(field, _)| *field != place);
    let row = PoolingItem {
        key: key.map(|(_, text)| text.to_owned()).collect(),
        places: units.len() as u32,
        correlation: pool.correlation,
        separate,
        shared: asked.safety_stock,
        saved: units.iter().find_map(|unit| unit.cost).map(|cost| cost * (separate - asked.safety_stock)),
    };
    Some((row, units))
}
