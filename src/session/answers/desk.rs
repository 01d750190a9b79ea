//! What the commit desk has to work with, suggestions while somebody types, and a pasted list read.

use super::findings;
use super::promise::{Room, order_line};
use crate::data::settings::ReadSettings;
use crate::export::items::field_name;
use crate::promise::book::tier;
use crate::promise::booked::Booked;
use crate::promise::card::Offer;
use crate::promise::suggest::{self, Index};
use crate::protocol::answer::{DeskAnswer, OfferView, OrderLinesAnswer, Suggestion, SuggestionsAnswer};
use crate::protocol::desk::{OrderLine, Sought};
use crate::protocol::policy::PolicyFile;
use crate::session::feeding::{Feeding, Refused};
use crate::session::slot::Content;

/// The desk; `offers` are what can be promised in general.
pub fn desk(room: &Room<'_>, offers: &[Offer]) -> DeskAnswer {
    let dataset = &room.results.dataset;
    let period = room.results.portfolio.frame.period;
    let stock_day = room.book.stock_day;
    DeskAnswer {
        has_stock: room.book.has_stock,
        has_supply: room.book.has_supply,
        has_commitments: room.book.has_commitments,
        fields: dataset.fields.iter().map(|field| field_name(*field).to_owned()).collect(),
        today: room.today,
        last_day: dataset.histories.days.map(|days| days.1),
        stock_day,
        stock_age: stock_day.map(|day| (room.today - day).max(0)),
        booked: room.book.booked().map(|booked: &Booked| booked.next(period)),
        period,
        offers: offers.iter().map(|offer| view(room, offer)).collect(),
    }
}

fn view(room: &Room<'_>, offer: &Offer) -> OfferView {
    let tier = offer.tier.and_then(|tier| room.policy.tiers.get(tier));
    OfferView {
        segment: room.results.segmentation.names.get(offer.segment).cloned().unwrap_or_default(),
        tier: tier.map_or_else(String::new, |tier| tier.tier.clone()),
        target: offer.target,
        items: f64::from(offer.items),
        availability: offer.availability,
        fill_rate: offer.fill_rate,
        wait_days: offer.wait_days,
    }
}

/// What fits what somebody types.
pub fn suggestions(
    room: &Room<'_>,
    index: &Index,
    what: Sought,
    text: &str,
    count: usize,
) -> SuggestionsAnswer {
    match what {
        Sought::Item => items(room, index, text, count),
        Sought::Customer => customers(room, text, count),
    }
}

fn items(room: &Room<'_>, index: &Index, text: &str, count: usize) -> SuggestionsAnswer {
    let (units, matched) = index.find(text, count);
    let row = |unit: usize| {
        let item = room.results.items().get(unit)?;
        Some(Suggestion { key: item.key.to_vec(), note: item.master.description.to_string(), is_tier: false })
    };
    SuggestionsAnswer { rows: units.into_iter().filter_map(row).collect(), matched: matched as f64 }
}

fn customers(room: &Room<'_>, text: &str, count: usize) -> SuggestionsAnswer {
    let tiers = room.policy.tiers.iter().map(|tier| tier.tier.as_str());
    let of = |key: &str, note: &str, is_tier: bool| Suggestion {
        key: vec![key.to_owned()],
        note: note.to_owned(),
        is_tier,
    };
    let mut rows: Vec<Suggestion> =
        suggest::names(tiers, text, count).into_iter().map(|name| of(name, "", true)).collect();
    let names = room.book.customers.iter().map(|(name, _)| name.as_str());
    let found = suggest::names(names, text, count);
    rows.extend(found.into_iter().map(|name| of(name, room.book.tier_of(name).unwrap_or_default(), false)));
    let matched = rows.len() as f64;
    rows.truncate(count);
    SuggestionsAnswer { rows, matched }
}

/// A pasted list, read as a commitments file would be. One that cannot be is given the header that its first line
/// suggests, or its second line in place of the first.
pub fn orders(text: &str, policy: &PolicyFile) -> OrderLinesAnswer {
    let settings = &ReadSettings::new(policy);
    let found = read(text, settings);
    if !found.lines.is_empty() {
        return found;
    }
    let text = text.trim_start();
    let first_line = text.lines().next().unwrap_or_default();
    let rest = text.get(first_line.len()..).unwrap_or_default().trim_start();
    let headed = [text, rest].into_iter().find_map(|rows| Some(format!("{}\n{rows}", header(rows)?)));
    let mut again = headed.map(|headed| read(&headed, settings));
    // Nobody named the column: what is no tier is a customer.
    let lines = again.iter_mut().flat_map(|again| &mut again.lines);
    for line in lines.filter(|line| tier(&policy.tiers, &line.tier).is_none()) {
        line.customer = std::mem::take(&mut line.tier);
    }
    again.filter(|again| !again.lines.is_empty()).unwrap_or(found)
}

fn read(text: &str, settings: &ReadSettings) -> OrderLinesAnswer {
    let mut again = None;
    for _ in 0..3 {
        let mut feeding = Feeding::new("commitments.csv", text.len() as f64, settings, again.take());
        feeding.push(text.as_bytes());
        match feeding.close() {
            Err(Refused::Again(corrected)) => again = Some(*corrected),
            Err(Refused::Error(_)) => break,
            Ok(file) => {
                let mut found = file.findings.clone();
                found.extend(file.outcome.findings.clone());
                return OrderLinesAnswer {
                    lines: rows(&file.content),
                    left_out: file.left_out() as f64,
                    findings: findings(&found),
                };
            }
        }
    }
    OrderLinesAnswer { lines: Vec::new(), left_out: 0.0, findings: Vec::new() }
}

/// Names for the columns of a list without a header: the first date is the due day, the first number the quantity,
/// then item, tier and reference; none where its first line has no date or no number.
fn header(text: &str) -> Option<String> {
    let line = text.lines().next()?;
    let delimiter = ['\t', ';', ','].into_iter().find(|sign| line.contains(*sign))?;
    let cells: Vec<&str> = line.split(delimiter).map(str::trim).collect();
    let digits = |cell: &str| cell.chars().filter(char::is_ascii_digit).count();
    let is_date = |cell: &&str| {
        digits(cell) >= 4 && ['-', '.', '/'].into_iter().any(|mark| cell.matches(mark).count() == 2)
    };
    let is_number = |cell: &&str| {
        digits(cell) > 0 && cell.chars().all(|sign| sign.is_ascii_digit() || ".,".contains(sign))
    };
    let due = cells.iter().position(is_date)?;
    let quantity = cells.iter().enumerate().rposition(|(place, cell)| place != due && is_number(cell))?;
    let mut texts = ["item", "tier", "reference"].into_iter();
    let names = (0..cells.len()).map(|place| match place {
        _ if place == due => "due",
        _ if place == quantity => "quantity",
        _ => texts.next().unwrap_or(""),
    });
    Some(names.collect::<Vec<_>>().join(&delimiter.to_string()))
}

/// What the rows of a list ask for: open orders have the same columns.
fn rows(content: &Content) -> Vec<OrderLine> {
    match content {
        Content::Commitments(rows) => rows
            .iter()
            .map(|row| OrderLine {
                tier: row.tier.clone().unwrap_or_default(),
                reference: row.reference.clone().unwrap_or_default(),
                outside_forecast: row.outside_forecast,
                ..order_line(&row.key, row.quantity, row.due)
            })
            .collect(),
        Content::Supply(rows) => rows
            .iter()
            .map(|row| OrderLine {
                reference: row.order.clone().unwrap_or_default(),
                ..order_line(&row.key, row.quantity, row.due)
            })
            .collect(),
        _ => Vec::new(),
    }
}
