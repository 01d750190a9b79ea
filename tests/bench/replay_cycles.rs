//! Order cycles under daily review: what the automatic model promises of them, and what then happened.
//!
//! From an origin on, stock is looked at every evening; at or below the reorder point as many orders of the order
//! quantity go out as it takes to be above it, and come a lead time later. A cycle is covered where its lead time's
//! demand leaves no unit owed when the order comes. The data say months, not days: once each month's demand falls on
//! one day, once every unit on a day of its own, both seeded. The engine is told of months alone
//! and takes days for independent; real months follow each other, and cycles begin where something was sold.

use std::collections::BTreeMap;

use segmented_safety_stock::math::rng::Rng;
use segmented_safety_stock::protocol::PolicyFile;

use super::{FEWEST, Item, Months, Row, TARGETS, policy_of, results};

const DAYS: f64 = 30.4375;
/// Units of a month that are given days one by one, at most; more are given them in as many equal lots.
const LOTS: f64 = 400.0;

/// On how many days a month's demand falls.
#[derive(Clone, Copy, PartialEq)]
enum Falls {
    OnOneDay,
    UnitByUnit,
}

/// What was counted.
#[derive(Default, Clone, Copy)]
struct Count {
    /// Items, once an origin.
    items: f64,
    cycles: f64,
    covered: f64,
    promised: f64,
    /// Each item's share of covered cycles: who sells more than before has more cycles, and they fail together.
    shares: f64,
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.items += other.items;
        self.cycles += other.cycles;
        self.covered += other.covered;
        self.promised += other.promised;
        self.shares += other.shares;
    }

    fn print(&self, name: &str) {
        let Count { items, cycles, covered, promised, shares } = self;
        println!(
            "    {name:<20} {cycles:>6} cycles  P1 {:.3} promised {:.3}   {items:>6} items, P1 of each {:.3}",
            covered / cycles,
            promised / cycles,
            shares / items
        );
    }
}

/// The share of cycles without shortage at every target, by pattern.
pub fn cycles(portfolio: &Months) {
    for (falls, name) in
        [(Falls::OnOneDay, "each month's demand on one day"), (Falls::UnitByUnit, "unit by unit")]
    {
        let mut counts: BTreeMap<(String, String), Count> = BTreeMap::new();
        for &origin in &portfolio.origins {
            let mut session = portfolio.opened(origin, &policy(TARGETS[0]));
            for target in TARGETS {
                let rows = results(&mut session, &policy(target));
                for item in &portfolio.items {
                    let Some(row) = rows.get(&item.name).filter(|row| row["status"] == "ok") else {
                        continue;
                    };
                    let Some(found) = followed(item, row, origin, falls) else { continue };
                    for kind in ["all", &row["pattern"]] {
                        counts.entry((format!("{target:.2}"), kind.to_owned())).or_default().add(&found);
                    }
                }
            }
        }
        println!("  order cycles, looked at once a day, {name}");
        for ((target, kind), count) in counts.iter().filter(|(_, count)| count.cycles >= FEWEST) {
            count.print(&format!("{target} {kind}"));
        }
    }
}

fn policy(target: f64) -> PolicyFile {
    policy_of("daily", 0.0, "allow", target)
}

/// The cycles of an item after the origin whose orders come before the data end.
fn followed(item: &Item, row: &Row, origin: usize, falls: Falls) -> Option<Count> {
    let number = |name: &str| row[name].parse::<f64>().ok();
    let (level, quantity) = (number("reorder_point")?, number("order_quantity")?.ceil().max(1.0)); // whole pieces
    let promised = number("cycle_service_level")?;
    let mut rng = Rng::new(1, &format!("{} {origin}", item.name));
    let days = by_day(&item.demand[origin..], falls, &mut rng);
    let wait = (DAYS * item.lead_time as f64).round() as usize;
    let mut position = (level + 1e-9).floor() + (quantity * (1.0 - rng.fraction())).ceil();
    let mut count = Count::default();
    for (day, demand) in days.iter().enumerate() {
        position -= demand;
        if position > level + 1e-9 {
            continue;
        }
        let Some(after) = days.get(day + 1..day + 1 + wait) else { break };
        count.cycles += 1.0;
        count.promised += promised;
        count.covered += f64::from(u8::from(position - after.iter().sum::<f64>() >= -1e-9));
        position += quantity * (((level - position) / quantity).floor() + 1.0);
    }
    (count.items, count.shares) = (1.0, count.covered / count.cycles);
    (wait > 0 && count.cycles > 0.0).then_some(count)
}

/// Demand of every day.
fn by_day(months: &[f64], falls: Falls, rng: &mut Rng) -> Vec<f64> {
    let mut days = vec![0.0; (months.len() as f64 * DAYS).floor() as usize];
    for (month, demand) in months.iter().enumerate().filter(|(_, demand)| **demand > 0.0) {
        let lots = if falls == Falls::OnOneDay { 1.0 } else { demand.ceil().min(LOTS) };
        for _ in 0..lots as u32 {
            let day = ((month as f64 + rng.fraction()) * DAYS) as usize;
            let last = days.len() - 1;
            days[day.min(last)] += demand / lots;
        }
    }
    days
}
