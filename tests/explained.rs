//! Real portfolios: every item with demand has a stock, every figure is finite, and every stock explains itself.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

mod rig;

use rig::{data, read};
use segmented_safety_stock::protocol::answer::ItemRow;
use segmented_safety_stock::protocol::request::ItemList;
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// Items whose working is looked at, one in so many.
const EACH: usize = 97;

fn opened(file: &str) -> Option<Session> {
    data(file).map(|folder| read(&folder.join(file), &PolicyFile::default()))
}

#[track_caller]
fn finite(row: &ItemRow, named: &[(&str, Option<f64>)]) {
    for (name, value) in named {
        assert!(value.is_some_and(f64::is_finite), "{:?} {name}: {value:?}, {}", row.key, row.status);
    }
}

#[track_caller]
fn check(file: &str, items: usize) {
    let Some(mut session) = opened(file) else { return };
    let policy = || Box::new(PolicyFile::default());
    let list = ItemList { count: items as u32, ..ItemList::default() };
    let Answer::Items(found) = session.ask(&Request::Items { policy: policy(), list }) else { panic!() };
    assert_eq!(found.rows.len(), items);
    for row in &found.rows {
        assert_eq!(row.status, "ok", "{:?}", row.key);
        assert!(row.model.is_some() && row.pattern.is_some(), "{:?}", row.key);
        finite(
            row,
            &[
                ("safety stock", row.safety_stock),
                ("reorder point", row.reorder_point),
                ("days of cover", row.days_of_cover),
                ("cycle service", row.cycle_service_level),
                ("fill rate", row.fill_rate),
            ],
        );
    }
    for row in found.rows.iter().step_by(EACH) {
        let request = Request::Item { policy: policy(), index: row.index };
        let Answer::Item(item) = session.ask(&request) else { panic!() };
        assert!(item.model_reason.is_some(), "{:?}", row.key);
        let at_once = item.interval == 0.0;
        assert!(at_once || (item.served.is_some() && item.undershoot.is_some()), "{:?}", row.key);
        assert!(at_once || item.cover.is_some_and(|cover| cover.reached >= cover.asked - 1e-9));
        assert!(at_once || !item.what_if.is_empty());
        let figures = [
            ("level", item.level),
            ("mean", item.mean_over_interval),
            ("deviation", item.sd_over_interval),
            ("order quantity", item.order_quantity),
            ("units short", item.units_short),
        ];
        finite(row, &figures);
    }
}

#[test]
fn every_spare_part() {
    check("raf/raf.csv", 5000);
}

#[test]
fn every_car_part() {
    check("auto/auto_demand_wide.csv", 3000);
}
