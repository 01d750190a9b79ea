//! A dimension as a drawing: how items lie about its cut-offs, in bars or along a Pareto curve.

use crate::error::Error;
use crate::order;
use crate::plan::Results;
use crate::protocol::answer::{
    ClassCount, CutMeasure, DimensionAnswer, DimensionBin, DimensionCut, ParetoPoint,
};
use crate::protocol::policy::DimensionKind;
use crate::segment::{Classified, Measure, Measured, entry};

/// Most bars of a histogram.
const BINS: usize = 40;
/// Steps along a Pareto curve.
const STEPS: usize = 100;
/// Figures above this many times the largest cut-off share the last bar.
const REACH: f64 = 2.5;
/// Bars go on this far past the largest cut-off even without figures there, so that it can be moved up.
const ROOM: f64 = 1.25;
/// A figure this close to the next bar, in widths, begins it.
const TOLERANCE: f64 = 1e-9;
/// Widths of bars, times a power of ten: borders that people type mostly fall between two bars.
const WIDTHS: [f64; 5] = [1.0, 2.0, 2.5, 5.0, 10.0];

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

/// Bars of one round width from zero; the last takes everything above.
fn bins(measured: &Measured) -> Vec<DimensionBin> {
    let largest = measured.known().fold(0.0, f64::max);
    let cut = measured.cuts.iter().copied().fold(0.0, f64::max);
    let top = if cut > 0.0 { largest.clamp(ROOM * cut, REACH * cut) } else { largest };
    let width = width(top);
    if !(width > 0.0) {
        return Vec::new();
    }
    let mut counts = vec![0_u32; ((top / width - TOLERANCE).ceil() as usize).clamp(1, BINS)];
    let last = counts.len() - 1;
    for figure in measured.known() {
        let bin = (figure.max(0.0) / width + TOLERANCE) as usize;
        if let Some(count) = counts.get_mut(bin.min(last)) {
            *count += 1;
        }
    }
    let bar = |(bin, count): (usize, u32)| DimensionBin {
        from: bin as f64 * width,
        to: (bin < last).then(|| (bin + 1) as f64 * width),
        items: f64::from(count),
    };
    counts.into_iter().enumerate().map(bar).collect()
}

/// The least round width with which so many bars reach up to `top`.
fn width(top: f64) -> f64 {
    let least = top / BINS as f64;
    if !(least > 0.0) {
        return 0.0;
    }
    let power = libm::pow(10.0, libm::log10(least).floor());
    let fits = |times: &&f64| *times * power >= least * (1.0 - TOLERANCE);
    WIDTHS.iter().find(fits).map_or(10.0, |times| *times) * power
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
        assert_eq!((bars.len(), bars.iter().map(|bar| bar.items).sum::<f64>()), (25, 5.0));
        assert_eq!((bars[24].items, bars[24].to, bars[3].items, bars[5].items), (2.0, None, 1.0, 1.0));
    }

    #[test]
    fn bars_reach_past_the_borders_and_end_with_the_figures() {
        let bars = |values: &[f64], cuts| {
            let bars = bins(&Measured::amounts("", values.iter().copied().map(Some).collect(), cuts));
            (bars.len(), bars.get(1).map(|bar| bar.from), bars.last().map(|bar| bar.items))
        };
        assert_eq!(bars(&[14.0, 14.0], [14.0, 45.0]), (29, Some(2.0), Some(0.0)));
        assert_eq!(bars(&[0.1, 1.0], [0.25, 0.75]), (40, Some(0.025), Some(1.0)));
        assert_eq!(bars(&[0.0], [0.0, 0.0]), (0, None, None));
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
