//! A dimension as a drawing: how items lie about its cut-offs, in bars or along a Pareto curve.

use crate::error::Error;
use crate::order;
use crate::plan::Results;
use crate::protocol::answer::{
    ClassCount, CutMeasure, DimensionAnswer, DimensionBin, DimensionCut, ParetoPoint,
};
use crate::protocol::policy::DimensionKind;
use crate::segment::{Classified, Measure, Measured, entry};

/// Bars of a histogram.
const BINS: usize = 40;
/// Steps along a Pareto curve.
const STEPS: usize = 100;
/// The last bar begins this many times the largest cut-off above zero, unless no figure lies that high.
const REACH: f64 = 2.5;

/// The policy's dimension at a position.
pub fn dimension(results: &Results, position: u32) -> Result<DimensionAnswer, Error> {
    let dimensions = &results.segmentation.dimensions;
    let missing = Error::NoSuchDimension { position, dimensions: dimensions.len() as u32 };
    let classified = dimensions.get(position as usize).ok_or(missing)?;
    let measured = &classified.measured;
    let shares = matches!(measured.by, Measure::ShareOfValue | Measure::ShareOfItems);
    Ok(DimensionAnswer {
        dimension: match classified.kind {
            DimensionKind::Column => "column".to_owned(),
            kind => entry(kind).name.to_owned(),
        },
        title: classified.title.clone(),
        measure: match measured.by {
            Measure::None => CutMeasure::None,
            Measure::Amount => CutMeasure::Amount,
            Measure::ShareOfValue => CutMeasure::ShareOfValue,
            Measure::ShareOfItems => CutMeasure::ShareOfItems,
        },
        cuts: cuts(measured),
        classes: classes(results, classified),
        bins: if measured.by == Measure::Amount { bins(measured) } else { Vec::new() },
        pareto: if shares { pareto(measured) } else { Vec::new() },
        unknown: measured.values.iter().filter(|value| value.is_none()).count() as f64,
        covered: classified.covered,
    })
}

fn cuts(measured: &Measured) -> Vec<DimensionCut> {
    let about = measured.cuts.iter().zip(&measured.borders).zip(measured.near());
    about.map(|((&at, &figure), near)| DimensionCut { at, figure, near: near as f64 }).collect()
}

fn classes(results: &Results, classified: &Classified) -> Vec<ClassCount> {
    let mut revenue = vec![0.0; classified.classes.len()];
    for (item, class) in classified.of_item.iter().enumerate() {
        if let Some(sum) = revenue.get_mut(*class as usize) {
            *sum += results.annual_revenue(item).unwrap_or(0.0);
        }
    }
    let all: f64 = revenue.iter().sum();
    let share = |revenue: f64| (all > 0.0).then(|| revenue / all);
    let counted = classified.classes.iter().zip(classified.counts()).zip(revenue);
    counted
        .map(|((class, items), revenue)| ClassCount {
            class: class.name.clone(),
            items: items as f64,
            revenue_share: share(revenue),
        })
        .collect()
}

/// Bars of equal width from zero; the last takes everything above.
fn bins(measured: &Measured) -> Vec<DimensionBin> {
    let largest = measured.known().fold(0.0, f64::max);
    let top = measured.cuts.iter().copied().fold(0.0, f64::max) * REACH;
    let width = if top > 0.0 { largest.min(top) } else { largest } / BINS as f64;
    if !(width > 0.0) {
        return Vec::new();
    }
    let mut counts = [0_u32; BINS];
    for figure in measured.known() {
        let bin = (figure.max(0.0) / width) as usize;
        if let Some(count) = counts.get_mut(bin.min(BINS - 1)) {
            *count += 1;
        }
    }
    let bar = |(bin, count): (usize, u32)| DimensionBin {
        from: bin as f64 * width,
        to: (bin + 1 < BINS).then(|| (bin + 1) as f64 * width),
        items: f64::from(count),
    };
    counts.into_iter().enumerate().map(bar).collect()
}

/// How much of all value the dearest items hold. Items without a value stand at the end.
fn pareto(measured: &Measured) -> Vec<ParetoPoint> {
    let mut values: Vec<f64> = measured.values.iter().map(|value| value.unwrap_or(0.0).max(0.0)).collect();
    order::sort_by(&mut values, |one, other| other.total_cmp(one));
    let total: f64 = values.iter().sum();
    let count = values.len();
    if !(total > 0.0) {
        return Vec::new();
    }
    let steps = STEPS.min(count);
    let mut points =
        vec![ParetoPoint { items: 0.0, value: 0.0, figure: values.first().copied().unwrap_or(0.0) }];
    let (mut sum, mut step) = (0.0, 1);
    for (before, value) in values.into_iter().enumerate() {
        sum += value;
        if (before + 1) * steps >= step * count {
            points.push(ParetoPoint {
                items: (before + 1) as f64 / count as f64,
                value: sum / total,
                figure: value,
            });
            step += 1;
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_hold_every_figure_and_the_last_is_open() {
        let values = vec![Some(0.0), Some(0.3), Some(0.5), Some(2.6), Some(9.0), None];
        let bars = bins(&Measured::amounts("xyz_cv", values, [0.5, 1.0]));
        assert_eq!((bars.len(), bars.iter().map(|bar| bar.items).sum::<f64>()), (40, 5.0));
        assert_eq!((bars[39].items, bars[39].to, bars[8].items), (2.0, None, 1.0));
    }

    #[test]
    fn the_curve_ends_with_all_items_and_all_value() {
        let values: Vec<Option<f64>> = (0..250).map(|value| Some(f64::from(value))).collect();
        let measured = Measured::new(Measure::ShareOfValue, "", values, [0.8, 0.95], vec![None, None]);
        let points = pareto(&measured);
        assert_eq!((points.len(), points[100].items, points[100].value), (101, 1.0, 1.0));
        assert!((points[50].value - 23_375.0 / 31_125.0).abs() < 1e-12);
        assert!(
            points.windows(2).all(|pair| pair[0].value <= pair[1].value && pair[0].items < pair[1].items)
        );
    }
}
