//! Items that are nothing but a value and a coefficient of variation, for tests of segmentation from outside.

use segmented_safety_stock::data::key::Key;
use segmented_safety_stock::protocol::policy::{AbcMeasure, Span, XyzBucket};
use segmented_safety_stock::segment::{ColumnValues, Portfolio, Values};
use segmented_safety_stock::stats::{
    DemandFigures, Given, History, Item, LeadTime, Master, Maybe, Origin, Record, Shared, Sourced,
};

/// The items.
#[allow(dead_code, reason = "tests of stock use the items alone")]
pub struct Bare {
    pub items: Vec<Item>,
    pub values: Option<Values>,
    pub cv: Vec<Option<f64>>,
}

impl Portfolio for Bare {
    fn items(&self) -> &[Item] {
        &self.items
    }
    fn values(&self, _: AbcMeasure, _: Span) -> Option<Values> {
        self.values.clone()
    }
    fn annual_revenue(&self, _: Span) -> Vec<Option<f64>> {
        vec![None; self.items.len()]
    }
    fn bucket_cv(&self, _: XyzBucket) -> Vec<Option<f64>> {
        self.cv.clone()
    }
    fn on_time(&self) -> Vec<Option<f64>> {
        vec![None; self.items.len()]
    }
    fn optimal_levels(&self) -> Vec<Option<f64>> {
        vec![None; self.items.len()]
    }
    fn days_of_a_period(&self) -> f64 {
        7.0
    }
    fn column(&self, _: &str) -> Option<ColumnValues> {
        None
    }
}

/// The item with this number as its key.
pub fn item(number: usize) -> Item {
    let sourced = |value| Sourced { value, origin: Origin::Default };
    Item {
        key: Key::of(&[&format!("{number:03}")]),
        demand: DemandFigures {
            history: History::Enough,
            periods: 1,
            mean: Maybe::NONE,
            sd: Maybe::NONE,
            day_variance: Maybe::NONE,
            kurtosis: Maybe::NONE,
            cv: Maybe::NONE,
            adi: Maybe::NONE,
            cv2: Maybe::NONE,
            pattern: None,
            whole_units: false,
            mean_row_quantity: Maybe::NONE,
            window_start: 0,
            left_out: 0,
        },
        lead_time: Shared::new(LeadTime {
            days: sourced(14.0),
            sd_days: sourced(0.0),
            sd_of: None,
            other_sd_days: None,
        }),
        master: Master::new(
            sourced(1.0),
            Shared::new(Given {
                description: "".into(),
                unit_cost: None,
                unit_price: None,
                review_days: sourced(0.0),
                holding_rate: sourced(0.2),
                stockout_cost: None,
                service_level: None,
                min_units: None,
                shelf_life_days: None,
                customer_wait_days: 0.0,
                current_safety_stock: None,
                current_reorder_point: None,
                units_per_pallet: None,
            }),
        ),
        record: Record::default(),
    }
}
