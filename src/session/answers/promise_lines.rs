//! The arithmetic of a promise, line by line, and what it rests on.

use super::items::model;
use super::promise::Room;
use crate::data::calendar::Day;
use crate::promise::available::Shipment;
use crate::promise::book::StockRead;
use crate::promise::card::shares_known;
use crate::promise::chart::Projected;
use crate::promise::check::{Checked, Order};
use crate::promise::situation::{At, Situation};
use crate::protocol::answer::{
    ProjectedDay, PromiseAnswer, PromiseLine, PromiseLineKind as Kind, PromiseNote,
};
use crate::stats::Origin;
use crate::stock::model::DemandModel;

/// Stock older than this is said loudly, days.
pub const STALE_DAYS: i32 = 7;

/// Outcomes shown one by one; more are left to the chance.
const SHOWN_OUTCOMES: usize = 4;

fn line(what: Kind, units: Option<f64>) -> PromiseLine {
    PromiseLine {
        what,
        label: String::new(),
        units,
        sd: None,
        chance: None,
        share: None,
        day: None,
        count: 0.0,
    }
}

/// The arithmetic for the order's day.
pub fn lines(
    room: &Room<'_>,
    unit: usize,
    situation: &Situation,
    order: Order,
    checked: &Checked,
) -> Vec<PromiseLine> {
    let at = situation.at(order.due, order.tier);
    let mut lines = vec![PromiseLine {
        day: room.book.held(unit).and_then(|held| held.as_of),
        ..line(Kind::OnHand, Some(situation.on_hand))
    }];
    taken(&mut lines, situation, &at, order.due);
    lines.extend(supply(room, unit, situation, order.due));
    if at.demand.mean() > 0.0 {
        let what = if at.on_top { Kind::OpenDemand } else { Kind::Demand };
        lines.push(PromiseLine {
            sd: Some(at.demand.variance().max(0.0).sqrt()),
            count: at.demand_days,
            ..line(what, Some(-at.demand.mean()))
        });
    }
    lines.push(line(Kind::Order, Some(-order.quantity)));
    if (2..=SHOWN_OUTCOMES).contains(&at.points.0.len()) {
        lines.extend(outcomes(&at, order.quantity));
    }
    lines.push(PromiseLine { chance: Some(checked.kept), ..line(Kind::Chance, None) });
    lines
}

/// What is committed, and kept for better tiers.
fn taken(lines: &mut Vec<PromiseLine>, situation: &Situation, at: &At, due: Day) {
    let rows = |outside: bool| {
        let due = situation.commitments.iter().take_while(|of| of.due <= due);
        due.filter(|of| of.outside_forecast == outside).count() as f64
    };
    let kinds = [
        (Kind::Committed, at.committed, rows(false)),
        (Kind::Outside, at.outside, rows(true)),
        (Kind::Kept, at.kept, 0.0),
    ];
    for (what, units, count) in kinds.into_iter().filter(|(_, units, _)| *units > 0.0) {
        lines.push(PromiseLine { count, ..line(what, Some(-units)) });
    }
}

fn supply(room: &Room<'_>, unit: usize, situation: &Situation, due: Day) -> Vec<PromiseLine> {
    let known = room.book.shipments(&room.results.dataset, unit);
    if known.is_empty() {
        let to_order = situation.shipments.first();
        return to_order
            .map(|shipment| shipped(Kind::ToOrder, shipment, situation.today, due))
            .into_iter()
            .collect();
    }
    let of = |(shipment, rows): &(Shipment, Vec<&crate::data::open::SupplyRow>)| {
        let first = rows.first();
        let label = first.and_then(|row| row.order.clone().or_else(|| row.supplier.clone()));
        PromiseLine {
            label: label.unwrap_or_default(),
            ..shipped(Kind::Supply, shipment, situation.today, due)
        }
    };
    known.iter().map(of).collect()
}

fn shipped(what: Kind, shipment: &Shipment, today: Day, due: Day) -> PromiseLine {
    let units: f64 = shipment.parts.iter().map(|part| part.0).sum();
    PromiseLine {
        chance: Some(shipment.chance(today, due)),
        day: shipment.parts.first().map(|part| part.1),
        count: shipment.late.len() as f64,
        ..line(what, Some(units).filter(|_| what == Kind::Supply))
    }
}

/// For each quantity that may be there, whether it is enough.
fn outcomes(at: &At, quantity: f64) -> Vec<PromiseLine> {
    let taken = quantity + at.kept + at.outside;
    let outcome = |(units, share): &(f64, f64)| PromiseLine {
        chance: Some(at.enough(units - taken)),
        share: Some(*share),
        ..line(Kind::Enough, Some(*units).filter(|units| *units < crate::promise::situation::UNLIMITED))
    };
    at.points.0.iter().rev().map(outcome).collect()
}

/// What the answer rests on, and the demand behind it.
pub fn notes(room: &Room<'_>, answer: &mut PromiseAnswer, unit: usize, situation: &Situation, order: Order) {
    let at = situation.at(order.due, order.tier);
    let high = Some(situation.units.round_up(at.demand.quantile(0.95))).filter(|units| units.is_finite());
    answer.model = situation.outlook.model().map(model);
    answer.demand_high = high.filter(|_| at.demand.mean() > 0.0);
    let known = room.book.shipments(&room.results.dataset, unit);
    let origin = room.results.items().get(unit).map(|item| &item.lead_time.days.origin);
    let read = room.book.held(unit).map(|held| held.read);
    let stale = situation.today - situation.from > STALE_DAYS;
    let beyond = high.is_some_and(|high| !at.on_top && at.demand.mean() > 0.0 && at.committed > high);
    let notes = [
        (PromiseNote::StaleStock, stale),
        (PromiseNote::BeyondForecast, beyond),
        (PromiseNote::LostSupply, known.iter().any(|(shipment, _)| shipment.is_lost(situation.today))),
        (PromiseNote::NoRecord, known.iter().any(|(shipment, _)| shipment.late.is_empty())),
        (PromiseNote::LeadTimeUsed, known.is_empty()),
        (PromiseNote::LeadTimeAssumed, known.is_empty() && origin == Some(&Origin::Default)),
        (PromiseNote::NoDemand, situation.outlook.model().is_none()),
        (PromiseNote::AvailableRead, read == Some(StockRead::Available)),
        (PromiseNote::BookedAhead, situation.outlook.booked.is_some()),
        (PromiseNote::EstimatedShares, !situation.levels.is_empty() && !shares_known(&situation.levels)),
    ];
    answer.notes.extend(notes.into_iter().filter_map(|(note, holds)| holds.then_some(note)));
}

/// A day of the chart.
pub fn day(of: Projected) -> ProjectedDay {
    let [low, lower, middle, upper, high] = of.levels;
    ProjectedDay { day: of.day, low, lower, middle, upper, high, without: of.without }
}
