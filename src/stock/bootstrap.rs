//! How sure a safety stock is: what it would be for other histories that this one stands for.
//!
//! In: an item, the periods its figures rest on, a target. Out: the range in which nine of ten safety stocks lie. The
//! history is drawn again in blocks, which go round from its end to its beginning, so that what hangs together stays
//! together. The stream follows from seed and key: neither other items nor workers show.

use super::{Basis, Bounds, Terms};
use crate::math::moments::{self, Moments};
use crate::math::rng::Rng;
use crate::order;
use crate::policy::Target;
use crate::protocol::policy::Model;
use crate::stats::Item;

/// Histories drawn.
const DRAWS: u32 = 200;
/// The share of them below the range, and above it.
const TAIL: f64 = 0.05;

/// What a range is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The model that the policy names.
    pub model: Model,
    /// Settings that every basis shares.
    pub terms: Terms,
    /// The target.
    pub target: Target,
    /// The bounds.
    pub bounds: &'a Bounds,
    /// The policy's seed.
    pub seed: u32,
    /// The item's joined key.
    pub key: &'a str,
}

/// A 90 % range of a safety stock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Its lower end, units.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Histories drawn.
    pub draws: u32,
    /// Periods drawn together.
    pub block: u32,
}

/// The range of an item's safety stock. `history` are the periods its figures rest on, without their season. None
/// with fewer than two, or where the target asks for no stock.
///
/// # Source
/// Politis & Romano (1992), *A circular block-resampling procedure for stationary data*; blocks of the cube root of
/// the periods: Hall, Horowitz & Jing (1995).
pub fn range(item: &Item, history: &[f64], asked: Asked<'_>) -> Option<Range> {
    let whole = moments::moments(history).filter(|whole| whole.mean > 0.0)?;
    let spread = whole.sd()?;
    let block = (libm::cbrt(history.len() as f64) + 0.5).floor().max(1.0) as usize;
    let mut rng = Rng::new(asked.seed, asked.key);
    let (mut drawn, mut values, mut stocks) = (item.clone(), Vec::with_capacity(history.len()), Vec::new());
    for _ in 0..DRAWS {
        draw(history, block, &mut rng, &mut values);
        let of = moments::moments(&values)?;
        let by_sd = if spread > 0.0 { of.sd().unwrap_or(0.0) / spread } else { 1.0 };
        rescale(&mut drawn, item, of.mean / whole.mean, by_sd);
        stocks.extend(stock(&drawn, of, asked));
    }
    order::sort_by(&mut stocks, f64::total_cmp);
    let (low, high) = (percentile(&stocks, TAIL)?, percentile(&stocks, 1.0 - TAIL)?);
    Some(Range { low, high, draws: stocks.len() as u32, block: block as u32 })
}

/// A history of the same length, block by block.
fn draw(history: &[f64], block: usize, rng: &mut Rng, values: &mut Vec<f64>) {
    values.clear();
    while values.len() < history.len() {
        let from = rng.below(history.len());
        let left = history.len() - values.len();
        values.extend(history.iter().cycle().skip(from).take(block.min(left)));
    }
}

/// The item as its figures would be with another mean and deviation.
pub fn rescale(drawn: &mut Item, item: &Item, by_mean: f64, by_sd: f64) {
    let (to, from) = (&mut drawn.demand, &item.demand);
    to.mean = from.mean.get().map(|mean| mean * by_mean).into();
    to.sd = from.sd.get().map(|sd| sd * by_sd).into();
    to.day_variance = from.day_variance.get().map(|variance| variance * by_sd * by_sd).into();
    if let (Some(to), Some(from)) = (&mut drawn.record.season, &item.record.season) {
        to.relative_sd = from.relative_sd * by_sd / by_mean;
    }
    if let (Some(to), Some(from)) = (&mut drawn.record.error, &item.record.error) {
        **to = from.scaled(by_sd);
    }
}

/// The safety stock of a drawn history; none is needed where nothing was drawn.
fn stock(drawn: &Item, of: Moments, asked: Asked<'_>) -> Option<f64> {
    if !(of.mean > 0.0) {
        return Some(0.0);
    }
    let basis = Basis::new(drawn, asked.model, asked.terms).ok()?;
    Some(basis.position(asked.target, asked.bounds)?.safety_stock)
}

/// The value below which a share of the sorted ones lies, between two in proportion.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let low = sorted.get(place.floor() as usize)?;
    let high = sorted.get(place.ceil() as usize)?;
    Some(low + (place - place.floor()) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::policy::{Period, PolicyFile, Review, ShortHistory};
    use crate::stats::item::tests::item;

    const HISTORY: [f64; 14] = [4.0, 7.0, 0.0, 12.0, 5.0, 6.0, 9.0, 3.0, 0.0, 8.0, 15.0, 4.0, 6.0, 5.0];

    fn found(history: &[f64], seed: u32, key: &str) -> Option<Range> {
        let of = moments::moments(history).unwrap();
        let item = item(of.mean, of.sd().unwrap_or(0.0), false);
        let policy = PolicyFile {
            review: Review::Continuous,
            short_history: ShortHistory::AsIs,
            ..PolicyFile::default()
        };
        let terms = Terms::new(&policy, Period::Week);
        let (target, bounds) = (Target::CycleService(0.95), &Bounds::default());
        range(&item, history, Asked { model: Model::Normal, terms, target, bounds, seed, key })
    }

    /// The same draws by `NumPy`'s PCG64 in the same state: percentiles of `z sd sqrt(2)`.
    #[test]
    fn agrees_with_numpy() {
        let Range { low, high, draws, block } = found(&HISTORY, 7, "BOLT").unwrap();
        assert_eq!((draws, block), (200, 2));
        assert!(
            (low - 5.725_859_920_080_365).abs() < 1e-9 && (high - 12.230_865_582_391_08).abs() < 1e-9,
            "{low} {high}"
        );
    }

    #[test]
    fn seed_and_key_decide_alone() {
        assert_eq!(found(&HISTORY, 7, "BOLT"), found(&HISTORY, 7, "BOLT"));
        assert_ne!(found(&HISTORY, 7, "BOLT"), found(&HISTORY, 7, "NUT"));
        assert_ne!(found(&HISTORY, 7, "BOLT"), found(&HISTORY, 8, "BOLT"));
    }

    #[test]
    fn what_never_varied_is_sure_and_one_period_says_nothing() {
        let sure = found(&[5.0; 9], 1, "A").unwrap();
        assert_eq!((sure.low, sure.high), (0.0, 0.0));
        assert_eq!(found(&[5.0], 1, "A"), None);
    }

    #[test]
    fn blocks_go_round() {
        let mut values = Vec::new();
        draw(&[1.0, 2.0, 3.0, 4.0, 5.0], 2, &mut Rng::new(1, "x"), &mut values);
        let follows = |pair: &[f64]| pair[1] == pair[0] % 5.0 + 1.0;
        assert!(values.len() == 5 && follows(&values[..2]) && follows(&values[2..4]), "{values:?}");
    }
}
