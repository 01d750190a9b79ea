//! One order or a list of them, answered: situations and checks become answers.

use super::promise_lines::{lines, notes};
use crate::data::calendar::Day;
use crate::data::master::{FIELDS, field_of};
use crate::order;
use crate::plan::Results;
use crate::promise::book::{Book, tier, units_of};
use crate::promise::chart::projected;
use crate::promise::check::{Desk, Order, Verdict, is_limited};
use crate::promise::effect::{Effect, effects};
use crate::promise::list::{Line, Told, promised, serve, tell};
use crate::promise::of_today::of_today;
use crate::promise::situation::{Situation, UNLIMITED};
use crate::protocol::answer::{
    AlternativeView, HarmView, Missing, PromiseAnswer, PromiseEvent, PromiseListAnswer, PromiseRow,
    SplitView, TierEffect, VerdictView,
};
use crate::protocol::desk::{DeskSettings, OrderLine};
use crate::protocol::policy::{PolicyFile, UnitField};

/// Other places that are looked at, and shown.
const MOST_PLACES: usize = 64;
const SHOWN_PLACES: usize = 6;

/// Everything that promises are checked against.
#[derive(Clone, Copy)]
pub struct Room<'a> {
    /// Results under the policy.
    pub results: &'a Results,
    /// Open tables.
    pub book: &'a Book,
    /// The policy.
    pub policy: &'a PolicyFile,
    /// The day of asking.
    pub today: Day,
    /// Promises given on the page.
    pub committed: &'a [OrderLine],
}

/// An order line as it was understood.
struct Understood {
    line: OrderLine,
    unit: Option<usize>,
    tier: Option<usize>,
    missing: Vec<Missing>,
}

impl<'a> Room<'a> {
    /// The room of a question.
    pub fn new(
        results: &'a Results,
        book: &'a Book,
        policy: &'a PolicyFile,
        desk: &'a DeskSettings,
        today: Day,
    ) -> Self {
        Room { results, book, policy, today: desk.today.unwrap_or(today), committed: &desk.committed }
    }

    fn understood(&self, line: &OrderLine) -> Understood {
        let key = [&line.item, &line.location, &line.channel, &line.customer].map(Clone::clone);
        let unit = self.book.typed(&self.results.dataset, &key).map(|unit| unit as usize);
        let known = self.book.tier_of(&line.customer).unwrap_or_default();
        let name = if line.tier.trim().is_empty() { known } else { &line.tier };
        let place = tier(&self.policy.tiers, name);
        let mut missing = Vec::new();
        if unit.is_none() {
            missing.push(self.unknown(line));
        } else if !self.book.has_stock {
            missing.push(Missing::StockTable);
        } else if unit.is_some_and(|unit| self.book.held(unit).is_none()) {
            missing.push(Missing::Stock);
        }
        if !(line.quantity > 0.0 && line.quantity < UNLIMITED) {
            missing.push(Missing::Quantity);
        } else if line.quantity.fract() != 0.0 && unit.is_some_and(|unit| self.is_whole(unit)) {
            missing.push(Missing::Whole);
        }
        if line.due < self.today {
            missing.push(Missing::Day);
        }
        if place.is_none() && !name.trim().is_empty() && !self.policy.tiers.is_empty() {
            missing.push(Missing::Tier);
        }
        let named = place.and_then(|place| self.policy.tiers.get(place)).map(|of| of.tier.clone());
        let mut line = OrderLine { tier: named.unwrap_or_else(|| name.to_owned()), ..line.clone() };
        if let Some(own) = unit.and_then(|unit| self.results.items().get(unit)) {
            for (field, text) in self.results.dataset.fields.iter().zip(own.key.fields()) {
                text.clone_into(place_of(&mut line, *field));
            }
        }
        Understood { line, unit, tier: place, missing }
    }

    /// Why no unit was found: nothing is called so, or the rest of the key is not said.
    fn unknown(&self, line: &OrderLine) -> Missing {
        let blank = |field: &UnitField| place_of(&mut line.clone(), *field).trim().is_empty();
        let unsaid = self.results.dataset.fields.iter().any(blank);
        let known = !units_of(&self.results.dataset, line.item.trim()).is_empty();
        if known && unsaid { Missing::Several } else { Missing::Item }
    }

    /// Whether an item comes in whole units.
    fn is_whole(&self, unit: usize) -> bool {
        let item = self.results.items().get(unit);
        item.is_some_and(|item| item.demand.whole_units || item.demand.mean.get().is_none())
    }

    /// The situation of a unit with what was promised on the page.
    fn situation(&self, unit: usize) -> Option<Situation> {
        let mut situation = self.book.situation(self.results, self.policy, unit, self.today)?;
        for line in self.committed {
            let given = self.understood(line);
            if given.unit == Some(unit) && given.line.quantity > 0.0 {
                let commitment = promised(&situation, &of_list(&given));
                situation.commit(commitment);
            }
        }
        Some(situation)
    }

    /// The answer to one order.
    pub fn promise(&self, order: &OrderLine) -> PromiseAnswer {
        let asked = self.understood(order);
        let mut answer = self.blank(&asked);
        let unit = asked.unit.filter(|_| asked.missing.is_empty());
        let Some((unit, situation)) = unit.and_then(|unit| Some((unit, self.situation(unit)?))) else {
            return answer;
        };
        let order = Order {
            quantity: asked.line.quantity,
            due: asked.line.due.max(situation.today),
            tier: asked.tier,
        };
        let told = tell(&situation, order);
        self.fill(&mut answer, unit, &situation, order, &told);
        answer
    }

    /// What can be said without a check.
    fn blank(&self, asked: &Understood) -> PromiseAnswer {
        let item = asked.unit.and_then(|unit| self.results.items().get(unit));
        let segment = asked.unit.map_or("", |unit| self.results.segmentation.name(unit));
        let own = asked.tier.and_then(|tier| self.policy.tiers.get(tier));
        let of_segment = asked.unit.map_or(0.95, |unit| crate::promise::book::owed(self.results, unit));
        PromiseAnswer {
            verdict: VerdictView::Unknown,
            missing: asked.missing.clone(),
            order: asked.line.clone(),
            description: item.map_or_else(String::new, |item| item.master.description.to_string()),
            segment: segment.to_owned(),
            chance: None,
            target: own.map_or(of_segment, |tier| tier.target),
            of_tier: own.is_some(),
            most: None,
            unlimited: false,
            earliest: None,
            ordered_today: None,
            split: None,
            available_to_promise: None,
            harms: Vec::new(),
            alternatives: Vec::new(),
            tiers: Vec::new(),
            tiers_until: None,
            bought: None,
            lines: Vec::new(),
            model: None,
            demand_high: None,
            projected: Vec::new(),
            events: Vec::new(),
            notes: Vec::new(),
            today: self.today,
            stock_day: None,
        }
    }

    fn fill(
        &self,
        answer: &mut PromiseAnswer,
        unit: usize,
        situation: &Situation,
        order: Order,
        told: &Told,
    ) {
        let checked = &told.checked;
        answer.verdict = verdict(checked.verdict);
        answer.chance = Some(checked.kept);
        answer.most = Some(checked.most).filter(|most| is_limited(*most));
        answer.unlimited = !is_limited(checked.most);
        answer.earliest = told.earliest;
        answer.order.due = order.due;
        answer.today = situation.today;
        answer.stock_day = self.book.held(unit).and_then(|held| held.as_of);
        let ordered = self.ordered_today(unit, situation, checked.target);
        answer.split = split(order, told, ordered);
        answer.ordered_today = Some(ordered);
        answer.available_to_promise = Some(situation.available_to_promise(order.due));
        answer.harms = checked.harms.iter().filter_map(|harm| self.harm(situation, harm)).collect();
        answer.alternatives = self.alternatives(unit, order);
        self.fill_tiers(answer, situation, order);
        answer.lines = lines(self, unit, situation, order, checked);
        let until = told
            .earliest
            .unwrap_or(order.due)
            .max(answer.split.as_ref().map_or(order.due, |split| split.rest_due));
        answer.projected =
            projected(situation, order, until).into_iter().map(super::promise_lines::day).collect();
        answer.events = self.events(unit, situation);
        notes(self, answer, unit, situation, order);
    }

    fn fill_tiers(&self, answer: &mut PromiseAnswer, situation: &Situation, order: Order) {
        let shares = self.book.line_shares(&self.policy.tiers);
        answer.tiers =
            effects(situation, order, &shares).into_iter().map(|effect| self.effect(effect)).collect();
        let drawn = of_today(situation, order);
        answer.tiers_until = Some(drawn.next_receipt(order.due));
        if situation.ordered().shipments.is_empty() {
            let part = drawn.shipments.first().and_then(|of| of.parts.first());
            answer.bought =
                part.map(|part| PromiseEvent { day: part.1, units: part.0, label: String::new() });
        }
    }

    fn tier_name(&self, tier: Option<usize>) -> String {
        tier.and_then(|tier| self.policy.tiers.get(tier)).map_or_else(String::new, |tier| tier.tier.clone())
    }

    fn effect(&self, effect: Effect) -> TierEffect {
        TierEffect {
            tier: self.tier_name(effect.tier),
            share: effect.share,
            kept: effect.kept,
            before: effect.before.fill_rate(),
            after: effect.after.fill_rate(),
            lower_first: effect.lower_first.fill_rate(),
            units: effect.before.units - effect.after.units,
        }
    }

    fn harm(&self, situation: &Situation, harm: &crate::promise::check::Harm) -> Option<HarmView> {
        let of = situation.commitments.get(harm.commitment)?;
        Some(HarmView {
            reference: of.reference.clone(),
            customer: of.customer.clone(),
            tier: self.tier_name(of.tier),
            due: of.due,
            quantity: of.quantity,
            before: harm.before,
            after: harm.after,
            target: harm.target,
        })
    }

    /// The day by which an order of today has come with the chance that is owed.
    fn ordered_today(&self, unit: usize, situation: &Situation, target: f64) -> Day {
        let sd = self.results.items().get(unit).map_or(0.0, |item| item.lead_time.sd_days.value);
        let margin = crate::math::normal::quantile(target).unwrap_or(0.0) * sd;
        let days = (f64::from(situation.lead_time_days) + margin - 1e-9).ceil().clamp(0.0, 73_000.0);
        situation.today.saturating_add(days as i32)
    }

    fn alternatives(&self, unit: usize, order: Order) -> Vec<AlternativeView> {
        let dataset = &self.results.dataset;
        let item = dataset.units.get(unit).map_or("", |of| of.key.first());
        let others = units_of(dataset, item).filter(|other| *other != unit).take(MOST_PLACES);
        let mut found: Vec<AlternativeView> =
            others.filter_map(|other| self.alternative(other, order)).collect();
        order::sort_by(&mut found, |one, other| {
            other.chance.total_cmp(&one.chance).then_with(|| one.key.cmp(&other.key))
        });
        found.truncate(SHOWN_PLACES);
        found
    }

    fn alternative(&self, unit: usize, order: Order) -> Option<AlternativeView> {
        let situation = self.situation(unit)?;
        let checked = Desk::new(&situation).check(order);
        Some(AlternativeView {
            key: self.results.items().get(unit)?.key.to_vec(),
            verdict: verdict(checked.verdict),
            chance: checked.kept,
            most: Some(checked.most).filter(|most| is_limited(*most)),
        })
    }

    fn events(&self, unit: usize, situation: &Situation) -> Vec<PromiseEvent> {
        let supply = self.book.open_orders(unit).iter().map(|row| PromiseEvent {
            day: row.due,
            units: row.quantity,
            label: row.order.clone().unwrap_or_default(),
        });
        let due = situation.commitments.iter().map(|of| PromiseEvent {
            day: of.due,
            units: -of.quantity,
            label: of.reference.clone(),
        });
        supply.chain(due).collect()
    }

    /// The answers to a list, in its own order; items do not touch each other.
    pub fn list(&self, orders: &[OrderLine]) -> PromiseListAnswer {
        let asked: Vec<Understood> = orders.iter().map(|line| self.understood(line)).collect();
        let given: Vec<Understood> = self.committed.iter().map(|line| self.understood(line)).collect();
        let mut rows: Vec<PromiseRow> = asked.iter().map(|line| self.row(line)).collect();
        let unit = |place: u32| {
            let line = asked.get(place as usize).filter(|line| line.missing.is_empty());
            line.and_then(|line| line.unit)
        };
        let places = order::numbers(asked.len() as u32, &|one, other| unit(one).cmp(&unit(other)));
        for of_unit in places.chunk_by(|one, other| unit(*one) == unit(*other)) {
            if let Some(unit) = of_unit.first().and_then(|place| unit(*place)) {
                self.serve(unit, of_unit, &given, &asked, &mut rows);
            }
        }
        PromiseListAnswer { rows, today: self.today }
    }

    fn serve(
        &self,
        unit: usize,
        places: &[u32],
        given: &[Understood],
        asked: &[Understood],
        rows: &mut [PromiseRow],
    ) {
        let Some(mut situation) = self.book.situation(self.results, self.policy, unit, self.today) else {
            return;
        };
        for line in given.iter().filter(|line| line.unit == Some(unit) && line.line.quantity > 0.0) {
            let commitment = promised(&situation, &of_list(line));
            situation.commit(commitment);
        }
        let today = situation.today;
        let lines: Vec<Line> = places
            .iter()
            .filter_map(|place| asked.get(*place as usize))
            .map(|asked| {
                let mut line = of_list(asked);
                line.order.due = line.order.due.max(today);
                line
            })
            .collect();
        for (place, told) in places.iter().zip(serve(situation, &lines)) {
            if let Some(row) = rows.get_mut(*place as usize) {
                row.verdict = verdict(told.checked.verdict);
                row.chance = Some(told.checked.kept);
                row.most = Some(told.checked.most).filter(|most| is_limited(*most));
                row.unlimited = !is_limited(told.checked.most);
                row.earliest = told.earliest;
                row.harms = told.checked.harms.len() as f64;
            }
        }
    }

    fn row(&self, asked: &Understood) -> PromiseRow {
        let blank = self.blank(asked);
        PromiseRow {
            verdict: VerdictView::Unknown,
            missing: blank.missing,
            order: blank.order,
            description: blank.description,
            chance: None,
            target: blank.target,
            most: None,
            unlimited: false,
            earliest: None,
            harms: 0.0,
        }
    }
}

fn of_list(asked: &Understood) -> Line {
    Line {
        order: Order { quantity: asked.line.quantity, due: asked.line.due, tier: asked.tier },
        reference: asked.line.reference.clone(),
        customer: asked.line.customer.clone(),
        outside_forecast: asked.line.outside_forecast,
    }
}

/// The field of a line that names a field of the stocking unit.
fn place_of(line: &mut OrderLine, field: UnitField) -> &mut String {
    match field {
        UnitField::Item => &mut line.item,
        UnitField::Location => &mut line.location,
        UnitField::Channel => &mut line.channel,
        UnitField::Customer => &mut line.customer,
    }
}

/// A row of a commitments table as an order line.
pub fn order_line(key: &[String; 4], quantity: f64, due: Day) -> OrderLine {
    let mut line = OrderLine { quantity, due, ..OrderLine::default() };
    for field in FIELDS {
        field_of(key, field).clone_into(place_of(&mut line, field));
    }
    line
}

/// Some on the day asked for and the rest later: when all of it can be promised, else when it would come if it were
/// ordered today. None where all of it can be handed over before: other demand then cannot take it first.
fn split(order: Order, told: &Told, ordered: Day) -> Option<SplitView> {
    let checked = &told.checked;
    if checked.verdict == Verdict::Yes || !(checked.most > 0.0 && checked.most < order.quantity) {
        return None;
    }
    let rest_due = told.earliest.unwrap_or(ordered);
    (rest_due > order.due).then(|| SplitView {
        first: checked.most,
        rest: order.quantity - checked.most,
        rest_due,
        to_order: told.earliest.is_none(),
    })
}

/// As answers name it.
pub fn verdict(verdict: Verdict) -> VerdictView {
    match verdict {
        Verdict::Yes => VerdictView::Yes,
        Verdict::AtRisk => VerdictView::AtRisk,
        Verdict::No => VerdictView::No,
    }
}
