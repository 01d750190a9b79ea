//! The rows of stock, supply and commitments by stocking unit, and every supplier's record of lateness.
//!
//! In: joined data and the rows of the open tables. Out: the situation of an item on a day. A row that leaves a
//! field of the stocking unit blank is about the one unit of its item, and about none where there are several.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::available::Shipment;
use super::booked::Booked;
use super::outlook::{Outlook, Source};
use super::situation::{Commitment, Situation, TO_ORDER};
use super::tiers::Level;
use crate::data::calendar::Day;
use crate::data::dataset::{Dataset, Unit};
use crate::data::keys::likeness;
use crate::data::master::{field_of, joined};
use crate::data::open::{CommitmentRow, StockRow, SupplyRow};
use crate::math::normal;
use crate::order;
use crate::plan::Results;
use crate::policy::Target;
use crate::protocol::policy::{Model, PolicyFile, Tier};
use crate::stats::Item;
use crate::stock::drawn::Record;
use crate::stock::model::Units;
use crate::stock::{Basis, Terms};

/// The chance owed where neither a tier nor a cycle service target says otherwise.
const OWED: f64 = 0.95;

/// Points that a normal lead time is represented by.
const POINTS: u32 = 40;

/// Which figure of the stock table was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StockRead {
    /// Units on hand.
    OnHand,
    /// Units not reserved, with the reserved ones added.
    Available,
}

/// What is on hand of a stocking unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// Units, reserved ones included.
    pub on_hand: f64,
    /// Units reserved.
    pub reserved: f64,
    /// Which figure was read.
    pub read: StockRead,
    /// The day it was counted; the earliest of several.
    pub as_of: Option<Day>,
}

/// Open tables by stocking unit.
#[derive(Debug, Default)]
pub struct Book {
    /// Whether there is a stock table.
    pub has_stock: bool,
    /// Whether there is an open-orders table.
    pub has_supply: bool,
    /// Whether there is a commitments table.
    pub has_commitments: bool,
    /// The latest day that stock was counted.
    pub stock_day: Option<Day>,
    /// Customers with their tier; by name.
    pub customers: Vec<(String, Option<String>)>,
    /// How many commitments each tier has, by name.
    tier_lines: Vec<(String, u32)>,
    held: Rows<StockRow>,
    supply: Rows<SupplyRow>,
    commitments: Rows<CommitmentRow>,
    /// Each supplier's record, ascending; by supplier.
    late: Vec<(String, Rc<[i32]>)>,
    /// The supplier of most lines of each item; by item.
    main_supplier: Vec<(String, String)>,
    /// Tier by customer, in lower case; by customer.
    tiers: Vec<(String, String)>,
    booked: Option<Rc<Booked>>,
    /// What the units' keys look like, and their numbers; in order, made when first needed.
    alike: OnceCell<Vec<(String, u32)>>,
}

/// Rows in the order of their stocking units, within one in file order.
#[derive(Debug)]
struct Rows<T> {
    units: Vec<u32>,
    rows: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows { units: Vec::new(), rows: Vec::new() }
    }
}

impl<T: Clone> Rows<T> {
    /// The rows whose unit is known.
    fn new(dataset: &Dataset, all: Option<&[&T]>, key: fn(&T) -> &[String; 4]) -> Self {
        let all = all.unwrap_or_default();
        let units: Vec<Option<u32>> = all.iter().map(|row| unit_of(dataset, key(row))).collect();
        let unit = |place: u32| units.get(place as usize).copied().flatten();
        let mut made = Rows::default();
        for place in order::numbers(all.len() as u32, &|one, other| unit(one).cmp(&unit(other))) {
            if let (Some(unit), Some(row)) = (unit(place), all.get(place as usize)) {
                made.units.push(unit);
                made.rows.push((*row).clone());
            }
        }
        made
    }

    fn of(&self, unit: usize) -> &[T] {
        let from = self.units.partition_point(|own| (*own as usize) < unit);
        let to = self.units.partition_point(|own| (*own as usize) <= unit);
        self.rows.get(from..to).unwrap_or_default()
    }
}

/// What stands beside a name in a list in order.
fn named<'a, T>(list: &'a [(String, T)], name: &str) -> Option<&'a T> {
    let place = list.partition_point(|(own, _)| own.as_str() < name);
    list.get(place).filter(|(own, _)| own == name).map(|(_, beside)| beside)
}

/// The rows of the open tables.
#[derive(Debug, Default)]
pub struct OpenRows<'a> {
    /// Of stock tables; none where there is no such table.
    pub stock: Option<Vec<&'a StockRow>>,
    /// Of open-orders tables.
    pub supply: Option<Vec<&'a SupplyRow>>,
    /// Of commitments tables.
    pub commitments: Option<Vec<&'a CommitmentRow>>,
}

impl Book {
    /// Sorts the rows by stocking unit.
    pub fn new(dataset: &Dataset, open: &OpenRows<'_>) -> Self {
        let commitments = open.commitments.as_deref();
        let customers = customers(commitments.unwrap_or_default());
        let known = customers.iter();
        let mut tiers: Vec<(String, String)> =
            known.filter_map(|(name, tier)| Some((name.to_lowercase(), tier.clone()?))).collect();
        order::sort_by(&mut tiers, |one, other| one.0.cmp(&other.0));
        let mut book = Book {
            has_stock: open.stock.is_some(),
            has_supply: open.supply.is_some(),
            has_commitments: commitments.is_some(),
            stock_day: open.stock.iter().flatten().filter_map(|row| row.as_of).max(),
            booked: Booked::new(&dataset.ahead).map(Rc::new),
            held: Rows::new(dataset, open.stock.as_deref(), |row| &row.key),
            supply: Rows::new(dataset, open.supply.as_deref(), |row| &row.key),
            commitments: Rows::new(dataset, commitments, |row| &row.key),
            tier_lines: tier_lines(commitments.unwrap_or_default()),
            customers,
            tiers,
            ..Book::default()
        };
        book.take_lines(dataset);
        book
    }

    /// The suppliers' records, and the supplier of most lines of each item; ties by name.
    fn take_lines(&mut self, dataset: &Dataset) {
        let lines = &dataset.lines.complete;
        let supplier = |line: u32| lines.get(line as usize).and_then(|line| line.supplier.as_deref());
        let item = |line: u32| lines.get(line as usize).map_or("", |line| &line.item);
        let count = lines.len() as u32;
        let by_supplier = order::numbers(count, &|one, other| supplier(one).cmp(&supplier(other)));
        for group in by_supplier.chunk_by(|one, other| supplier(*one) == supplier(*other)) {
            let Some(name) = group.first().and_then(|line| supplier(*line)) else { continue };
            let own = group.iter().filter_map(|line| lines.get(*line as usize)?.late);
            let mut late: Vec<i32> = own.collect();
            late.sort_unstable();
            if !late.is_empty() {
                self.late.push((name.to_owned(), late.into()));
            }
        }
        let key = |line: u32| (item(line), supplier(line));
        let by_item = order::numbers(count, &|one, other| key(one).cmp(&key(other)));
        for of_item in by_item.chunk_by(|one, other| item(*one) == item(*other)) {
            let groups = of_item.chunk_by(|one, other| supplier(*one) == supplier(*other));
            let named = groups.filter_map(|group| Some((group.len(), supplier(*group.first()?)?)));
            let most = named.fold((0, ""), |most, next| if next.0 > most.0 { next } else { most });
            if let Some(first) = of_item.first().filter(|_| most.0 > 0) {
                self.main_supplier.push((item(*first).to_owned(), most.1.to_owned()));
            }
        }
    }

    /// Each tier's share of the commitments' lines: an estimate where demand itself does not name tiers.
    pub fn line_shares(&self, tiers: &[Tier]) -> Vec<f64> {
        let mut lines = vec![0.0; tiers.len()];
        for (name, count) in &self.tier_lines {
            if let Some(slot) = tier(tiers, name).and_then(|place| lines.get_mut(place)) {
                *slot += f64::from(*count);
            }
        }
        let all: f64 = lines.iter().sum();
        lines.iter().map(|count| if all > 0.0 { count / all } else { 0.0 }).collect()
    }

    /// The tiers with their shares of an item's demand; where that names none, with `estimated` ones.
    pub fn levels(policy: &PolicyFile, results: &Results, unit: usize, estimated: &[f64]) -> Vec<Level> {
        let mut levels = levels(policy, results, unit);
        if levels.iter().all(|level| level.share == 0.0) {
            for (level, share) in levels.iter_mut().zip(estimated) {
                level.share = *share;
            }
        }
        levels
    }

    /// How much is booked ahead, where it was measured.
    pub fn booked(&self) -> Option<&Booked> {
        self.booked.as_deref()
    }

    /// The customer's tier, as the commitments name it.
    pub fn tier_of(&self, customer: &str) -> Option<&str> {
        named(&self.tiers, &customer.trim().to_lowercase()).map(String::as_str)
    }

    /// The unit that somebody types: exactly, else the only one that looks like it.
    pub fn typed(&self, dataset: &Dataset, key: &[String; 4]) -> Option<u32> {
        let trimmed = key.clone().map(|field| field.trim().to_owned());
        unit_of(dataset, &trimmed).or_else(|| {
            let wanted = likeness(&joined(dataset.fields.iter().map(|field| field_of(&trimmed, *field))));
            let alike = self.alike.get_or_init(|| alike(dataset));
            let place = alike.partition_point(|(own, _)| *own < wanted);
            let mut found =
                alike.get(place..).unwrap_or_default().iter().take_while(|(own, _)| *own == wanted);
            let first = found.next()?.1;
            found.next().is_none().then_some(first)
        })
    }

    /// What is on hand of a unit; none where no stock table names it.
    pub fn held(&self, unit: usize) -> Option<Held> {
        let rows = Some(self.held.of(unit)).filter(|rows| !rows.is_empty())?;
        let counted = rows.iter().any(|row| row.on_hand.is_some());
        let reserved = rows
            .iter()
            .filter_map(|row| row.reserved)
            .fold(None, |sum, units| Some(sum.unwrap_or(0.0) + units));
        let as_of = rows.iter().filter_map(|row| row.as_of).min();
        if counted {
            let of = |row: &StockRow| row.on_hand.or(row.available).unwrap_or(0.0);
            let on_hand = rows.iter().map(of).sum();
            return Some(Held { on_hand, reserved: reserved.unwrap_or(0.0), read: StockRead::OnHand, as_of });
        }
        let reserved = reserved.unwrap_or_else(|| self.rows(unit).iter().map(|row| row.quantity).sum());
        let free: f64 = rows.iter().filter_map(|row| row.available).sum();
        Some(Held { on_hand: free + reserved, reserved, read: StockRead::Available, as_of })
    }

    /// The commitments of a unit, in file order.
    pub fn rows(&self, unit: usize) -> &[CommitmentRow] {
        self.commitments.of(unit)
    }

    /// The open orders of a unit, in file order.
    pub fn open_orders(&self, unit: usize) -> &[SupplyRow] {
        self.supply.of(unit)
    }

    /// Open orders of a unit that arrive together, in file order: those of one order number.
    pub fn shipments<'a>(&'a self, dataset: &'a Dataset, unit: usize) -> Vec<(Shipment, Vec<&'a SupplyRow>)> {
        let mut groups: Vec<Vec<&'a SupplyRow>> = Vec::new();
        for row in self.open_orders(unit) {
            let same = |group: &&mut Vec<&'a SupplyRow>| {
                row.order.is_some() && group.first().is_some_and(|first| first.order == row.order)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
        }
        let shipment = |group: Vec<&'a SupplyRow>| {
            let parts = group.iter().map(|row| (row.quantity, row.due)).collect();
            let supplier = group.first().and_then(|row| self.supplier(dataset, unit, row));
            let late = supplier.and_then(|name| named(&self.late, name)).cloned().unwrap_or_default();
            (Shipment::new(parts, late), group)
        };
        groups.into_iter().map(shipment).collect()
    }

    /// Who sends an open order: its own supplier, the item's, the one of most of its lines.
    pub fn supplier<'a>(&'a self, dataset: &'a Dataset, unit: usize, row: &'a SupplyRow) -> Option<&'a str> {
        let of = dataset.units.get(unit)?;
        let master = || dataset.master_of(of).and_then(|row| row.supplier.as_deref());
        let lines = || named(&self.main_supplier, of.key.first()).map(String::as_str);
        row.supplier.as_deref().or_else(master).or_else(lines)
    }

    /// The situation of a unit; none where its stock is not known.
    pub fn situation(
        &self,
        results: &Results,
        policy: &PolicyFile,
        unit: usize,
        today: Day,
    ) -> Option<Situation> {
        let held = self.held(unit)?;
        let item = results.items().get(unit)?;
        let target = owed(results, unit);
        let today = held.as_of.map_or(today, |day| day.max(today));
        let lead_time_days = (item.lead_time.days.value - 1e-9).ceil().clamp(0.0, 36_500.0) as i32;
        let mut shipments: Vec<Shipment> =
            self.shipments(&results.dataset, unit).into_iter().map(|(shipment, _)| shipment).collect();
        if shipments.is_empty() {
            shipments.push(to_order(item, today, lead_time_days));
        }
        let mut situation = Situation {
            today,
            from: held.as_of.unwrap_or(today),
            on_hand: held.on_hand,
            reserved: held.reserved,
            shipments,
            commitments: Vec::new(),
            outlook: self.outlook(results, policy, unit),
            levels: levels(policy, results, unit),
            target,
            lead_time_days: lead_time_days.max(1),
            units: Units::of(item.demand.whole_units || item.demand.mean.get().is_none()),
        };
        for row in self.rows(unit) {
            let tier = row
                .tier
                .as_deref()
                .or_else(|| self.tier_of(&row.key[3]))
                .and_then(|name| tier(&policy.tiers, name));
            situation.commit(Commitment {
                due: row.due,
                quantity: row.quantity,
                tier,
                target: situation.owed(tier),
                outside_forecast: row.outside_forecast,
                reference: row.reference.clone().unwrap_or_default(),
                customer: row.key[3].clone(),
            });
        }
        Some(situation)
    }

    fn outlook(&self, results: &Results, policy: &PolicyFile, unit: usize) -> Outlook {
        let terms = Terms::new(policy, results.portfolio.frame.period);
        let item = results.items().get(unit).zip(results.resolved(unit));
        let basis = item.and_then(|(item, resolved)| {
            let basis = Basis::new(item, resolved.model, terms).ok()?;
            let drawing = resolved.model == Model::Empirical;
            Some(if drawing { basis.drawing_from(record(results, unit, terms)) } else { basis })
        });
        let source = basis.map_or(Source::None, |basis| Source::Item(Box::new(basis)));
        Outlook::new(source, self.booked.clone())
    }
}

/// What an item's demand is drawn from; lead times do not enter.
fn record(results: &Results, unit: usize, terms: Terms) -> Record {
    Record {
        periods: results.portfolio.counted(&results.dataset, unit),
        lead_times: Vec::new(),
        seed: terms.seed,
        key: results.items().get(unit).map_or_else(String::new, |item| item.key.text().to_owned()),
    }
}

/// What could be ordered today: as much as is needed, a lead time from now, as surely as lead times are kept.
fn to_order(item: &Item, today: Day, lead_time_days: i32) -> Shipment {
    let sd = item.lead_time.sd_days.value;
    let point = |place: u32| {
        let z = normal::quantile((f64::from(place) + 0.5) / f64::from(POINTS)).unwrap_or(0.0);
        (sd * z - 1e-9).ceil().clamp(-f64::from(lead_time_days), 36_500.0) as i32
    };
    let late: Vec<i32> = if sd > 0.0 { (0..POINTS).map(point).collect() } else { Vec::new() };
    Shipment::new(vec![(TO_ORDER, today.saturating_add(lead_time_days))], late.into())
}

/// The chance owed by the segment: its cycle service target, else 95 %.
pub fn owed(results: &Results, unit: usize) -> f64 {
    match results.target(unit) {
        Some(Target::CycleService(level)) => level,
        _ => OWED,
    }
}

/// The tier of a name, ignoring case.
pub fn tier(tiers: &[Tier], name: &str) -> Option<usize> {
    let name = name.trim().to_lowercase();
    tiers.iter().position(|tier| tier.tier.trim().to_lowercase() == name)
}

/// The tiers with their shares of an item's demand.
fn levels(policy: &PolicyFile, results: &Results, unit: usize) -> Vec<Level> {
    let history = results.dataset.units.get(unit).and_then(|unit| unit.history);
    let shares = history.and_then(|history| results.dataset.histories.tiers.get(history as usize));
    let level = |(place, of): (usize, &Tier)| {
        let own = shares.iter().flat_map(|shares| shares.iter());
        let own = own.filter(|(name, _)| tier(&policy.tiers, name) == Some(place));
        Level {
            target: of.target,
            protection: of.protection,
            share: own.map(|(_, share)| share).fold(0.0, |sum, share| sum + share),
        }
    };
    policy.tiers.iter().enumerate().map(level).collect()
}

/// The units of an item, by number.
pub fn units_of(dataset: &Dataset, item: &str) -> Range<usize> {
    let first = |unit: &Unit| unit.key.first() < item;
    let from = dataset.units.partition_point(first);
    let rest = dataset.units.get(from..).unwrap_or_default();
    from..from + rest.partition_point(|unit| unit.key.first() == item)
}

/// The unit that a row is about: of the fields it gives all agree, and no other unit's do.
pub fn unit_of(dataset: &Dataset, key: &[String; 4]) -> Option<u32> {
    let fits = |unit: &usize| {
        let own = dataset.units.get(*unit).into_iter().flat_map(|unit| unit.key.fields());
        dataset.fields.iter().zip(own).skip(1).all(|(field, own)| {
            let given = field_of(key, *field);
            given.is_empty() || given == own
        })
    };
    let mut found = units_of(dataset, &key[0]).filter(fits);
    let first = found.next()?;
    found.next().is_none().then_some(first as u32)
}

/// What every unit's key looks like, in order.
fn alike(dataset: &Dataset) -> Vec<(String, u32)> {
    let of = |(number, unit): (usize, &Unit)| (likeness(unit.key.text()), number as u32);
    let mut alike: Vec<(String, u32)> = dataset.units.iter().enumerate().map(of).collect();
    order::sort_by(&mut alike, |one, other| one.0.cmp(&other.0));
    alike
}

/// Customers by name, each with the tier of most of its commitments; ties by tier.
fn customers(rows: &[&CommitmentRow]) -> Vec<(String, Option<String>)> {
    let key = |row: u32| rows.get(row as usize).map(|row| (row.key[3].as_str(), row.tier.as_deref()));
    let by_name = order::numbers(rows.len() as u32, &|one, other| key(one).cmp(&key(other)));
    let mut found = Vec::new();
    for of_name in by_name.chunk_by(|one, other| key(*one).map(|key| key.0) == key(*other).map(|key| key.0)) {
        let groups = of_name.chunk_by(|one, other| key(*one) == key(*other));
        let counted = groups.filter_map(|group| Some((group.len(), key(*group.first()?)?)));
        let most = counted.fold((0, ("", None)), |most, next| if next.0 > most.0 { next } else { most });
        let (name, tier) = most.1;
        if !name.is_empty() {
            found.push((name.to_owned(), tier.map(str::to_owned)));
        }
    }
    found
}

/// How many commitments each tier has, by name.
fn tier_lines(rows: &[&CommitmentRow]) -> Vec<(String, u32)> {
    let tier = |row: u32| rows.get(row as usize).and_then(|row| row.tier.as_deref());
    let by_tier = order::numbers(rows.len() as u32, &|one, other| tier(one).cmp(&tier(other)));
    let groups = by_tier.chunk_by(|one, other| tier(*one) == tier(*other));
    groups.filter_map(|group| Some((tier(*group.first()?)?.to_owned(), group.len() as u32))).collect()
}
