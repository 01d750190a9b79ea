//! A review: items as they were against now, with what chance explains told apart.

use rustc_hash::FxHashMap;

use super::super::earlier::{Earlier, Then};
use crate::math::rng::Rng;
use crate::order;
use crate::plan::Results;
use crate::protocol::answer::{MigrationCell, MovedClass, MovedItem, ReviewAnswer};
use crate::protocol::policy::{DimensionKind, Period, XyzBucket};
use crate::segment::bootstrap::{Interval, buckets, coefficient, crossed, gap, interval, share, unevenness};
use crate::segment::{Classified, entry};

const MOST_CELLS: usize = 400;
/// Deviations on both sides of the mean that hold 90 % of a normal.
const MIDDLE: f64 = 1.645;
/// The borders between patterns: periods for each with demand, and unevenness of amounts.
const PATTERN: [f64; 2] = [1.32, 0.49];

/// Draws and buckets of a review.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The policy's seed.
    pub seed: u32,
    /// What XYZ is taken over.
    pub bucket: XyzBucket,
}

/// The answer with every moved item; the window is cut by [`window`].
pub fn review(now: &Results, then: &Earlier, setting: Setting) -> ReviewAnswer {
    let mut answer = empty();
    let mut matrix: Vec<MigrationCell> = Vec::new();
    let mut places: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    let (mut drifted, mut known) = (0_u32, 0_u32);
    for (number, item) in now.items().iter().enumerate() {
        let Some(before) = then.get(&item.key.to_vec()) else {
            answer.new += 1.0;
            continue;
        };
        answer.items += 1.0;
        add_sums(&mut answer, now, number, before);
        if let Some(has) = has_drifted(now, number, before) {
            known += 1;
            drifted += u32::from(has);
        }
        let to = now.segmentation.name(number);
        let place = *places.entry((&before.segment, to)).or_insert(matrix.len());
        if place == matrix.len() {
            let (from, to) = (before.segment.clone(), to.to_owned());
            matrix.push(MigrationCell { from, to, items: 0.0, real: 0.0 });
        }
        let Some(cell) = matrix.get_mut(place) else { continue };
        cell.items += 1.0;
        if before.segment != to {
            let moved = moved(now, number, before, setting);
            cell.real += f64::from(u8::from(moved.real));
            answer.moved += 1.0;
            answer.real += f64::from(u8::from(moved.real));
            answer.judged += f64::from(u8::from(moved.judged));
            let value = moved.value.unwrap_or(0.0);
            answer.churn_bought += value.max(0.0);
            answer.churn_freed -= value.min(0.0);
            answer.rows.push(moved);
        }
    }
    answer.gone = then.len() as f64 - answer.items;
    answer.drifted = (known > 0).then(|| f64::from(drifted) / f64::from(known));
    answer.matrix = cells(matrix);
    sort(&mut answer.rows);
    answer
}

/// Real moves first, then by money; by units where no item has a cost.
fn sort(rows: &mut [MovedItem]) {
    let in_money = rows.iter().any(|row| row.value.is_some());
    let units = |row: &MovedItem| row.stock_after.zip(row.stock_before).map(|(after, before)| after - before);
    let size = |row: &MovedItem| if in_money { row.value } else { units(row) }.unwrap_or(0.0).abs();
    order::sort_by(rows, |one, other| {
        other.real.cmp(&one.real).then(size(other).total_cmp(&size(one))).then(one.index.cmp(&other.index))
    });
}

/// Keeps a window of the moved items.
pub fn window(answer: &mut ReviewAnswer, offset: u32, count: u32) {
    answer.offset = offset;
    answer.rows =
        std::mem::take(&mut answer.rows).into_iter().skip(offset as usize).take(count as usize).collect();
}

fn empty() -> ReviewAnswer {
    ReviewAnswer {
        items: 0.0,
        new: 0.0,
        gone: 0.0,
        moved: 0.0,
        real: 0.0,
        judged: 0.0,
        matrix: Vec::new(),
        rows: Vec::new(),
        offset: 0,
        churn_bought: 0.0,
        churn_freed: 0.0,
        value_before: 0.0,
        value_after: 0.0,
        demand_before: 0.0,
        demand_after: 0.0,
        drifted: None,
    }
}

/// The matrix row by row; where there are too many cells, those with most items.
fn cells(mut cells: Vec<MigrationCell>) -> Vec<MigrationCell> {
    if cells.len() > MOST_CELLS {
        order::sort_by(&mut cells, |one, other| other.items.total_cmp(&one.items));
        cells.truncate(MOST_CELLS);
    }
    order::sort_by(&mut cells, |one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    cells
}

fn cost(now: &Results, item: usize) -> Option<f64> {
    now.items().get(item)?.master.unit_cost.as_ref().map(|cost| cost.value)
}

fn add_sums(answer: &mut ReviewAnswer, now: &Results, item: usize, before: &Then) {
    let cost = cost(now, item);
    let stock = now.stock(item).map_or(0.0, |(safety_stock, _)| safety_stock);
    answer.value_before += cost.unwrap_or(0.0) * before.stock.unwrap_or(0.0);
    answer.value_after += cost.unwrap_or(0.0) * stock;
    let annual = now.annual_demand(item);
    let mean = now.items().get(item).and_then(|item| item.demand.mean.get()).filter(|mean| *mean > 0.0);
    let ratio = before.mean.zip(mean).map_or(1.0, |(before, mean)| before / mean);
    answer.demand_before += cost.unwrap_or(1.0) * annual * ratio;
    answer.demand_after += cost.unwrap_or(1.0) * annual;
}

/// Whether the two means are further apart than their own spread explains.
fn has_drifted(now: &Results, item: usize, before: &Then) -> Option<bool> {
    let demand = &now.items().get(item)?.demand;
    let own = demand.sd.get()?.powi(2) / f64::from(demand.periods.max(1));
    let theirs = before.sd?.powi(2) / before.periods?.max(1.0);
    Some((demand.mean.get()? - before.mean?).abs() > MIDDLE * (own + theirs).sqrt())
}

fn moved(now: &Results, item: usize, before: &Then, setting: Setting) -> MovedItem {
    let dimensions = now.segmentation.dimensions.iter().zip(&before.classes);
    let classes: Vec<MovedClass> = dimensions
        .filter_map(|(dimension, class)| Some((dimension, class.as_deref()?)))
        .filter(|(dimension, class)| dimension.class(item) != *class)
        .map(|(dimension, class)| moved_class(now, item, dimension, class, setting))
        .collect();
    let computed = |class: &MovedClass| class.dimension == entry(DimensionKind::Computed).name;
    let judged = classes.is_empty() || !classes.iter().all(computed);
    let after = now.stock(item).map(|(safety_stock, _)| safety_stock);
    let difference = after.zip(before.stock).map(|(after, before)| after - before);
    MovedItem {
        index: item as u32,
        key: now.items().get(item).map(|item| item.key.to_vec()).unwrap_or_default(),
        from: before.segment.clone(),
        to: now.segmentation.name(item).to_owned(),
        real: classes.is_empty() || classes.iter().any(|class| class.real && !computed(class)),
        judged,
        classes,
        stock_before: before.stock,
        stock_after: after,
        value: difference.zip(cost(now, item)).map(|(difference, cost)| difference * cost),
    }
}

fn moved_class(
    now: &Results,
    item: usize,
    dimension: &Classified,
    before: &str,
    setting: Setting,
) -> MovedClass {
    let figure = dimension.measured.values.get(item).copied().flatten();
    let plain: &dyn Fn(Option<f64>, Option<f64>, Option<Interval>) -> MovedClass =
        &|figure, border, interval: Option<Interval>| MovedClass {
            dimension: dimension.name.clone(),
            before: before.to_owned(),
            after: dimension.class(item).to_owned(),
            figure,
            border,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            real: interval.zip(border).is_none_or(|(interval, border)| !interval.holds(border)),
        };
    let periods = now.portfolio.counted(&now.dataset, item);
    let key = now.items().get(item).map_or("", |item| item.key.text());
    let mut rng = Rng::new(setting.seed, &format!("{key}\u{1f}{}", dimension.name));
    let border = crossed(dimension, item, before);
    match dimension.kind {
        DimensionKind::Xyz => {
            let length = match (setting.bucket, now.portfolio.frame.period) {
                (XyzBucket::Period, _) | (_, Period::Month) => 1,
                (XyzBucket::Standard, Period::Week) => 4,
                (XyzBucket::Standard, Period::Day) => 28,
            };
            plain(figure, border, interval(&buckets(&periods, length), &mut rng, &coefficient))
        }
        DimensionKind::Velocity => plain(figure, border, interval(&periods, &mut rng, &share)),
        DimensionKind::Abc | DimensionKind::Criterion => {
            let sum: f64 = periods.iter().sum();
            let scaled = |drawn: &[f64]| {
                let drawn: f64 = drawn.iter().sum();
                figure.filter(|_| sum > 0.0).map(|figure| figure * drawn / sum)
            };
            plain(figure, border, interval(&periods, &mut rng, &scaled))
        }
        DimensionKind::Pattern => pattern(now, item, &periods, rng, before, plain),
        _ => plain(figure, border, None),
    }
}

/// A pattern changes with the gap between demands or with their unevenness: the move is real where either is sure.
fn pattern(
    now: &Results,
    item: usize,
    periods: &[f64],
    mut rng: Rng,
    before: &str,
    class: &dyn Fn(Option<f64>, Option<f64>, Option<Interval>) -> MovedClass,
) -> MovedClass {
    let [gap_border, uneven_border] = PATTERN;
    let demand = now.items().get(item).map(|item| &item.demand);
    let (adi, cv2) = (demand.and_then(|demand| demand.adi.get()), demand.and_then(|demand| demand.cv2.get()));
    let was_often = matches!(before, "Smooth" | "Erratic");
    let was_even = matches!(before, "Smooth" | "Intermittent");
    let by_gap = class(adi, Some(gap_border), interval(periods, &mut rng, &gap));
    let by_amount = class(cv2, Some(uneven_border), interval(periods, &mut rng, &unevenness));
    let gap_changed = adi.is_some_and(|adi| (adi < gap_border) != was_often);
    let amount_changed = cv2.is_some_and(|cv2| (cv2 < uneven_border) != was_even);
    match (gap_changed, amount_changed) {
        (true, true) if by_amount.real => by_amount,
        (false, true) => by_amount,
        _ => by_gap,
    }
}
