//! Exports known by their headers, whose rows need more than roles: which of them are demand, and which sign
//! their quantities have.
//!
//! A preset is shown as a decision, with its filter; a corrected match may name another one, or `none`. They are
//! listed in `known`.

use super::cell::Number;
use super::condition::{Bound, Condition};
use super::header::compact;
use super::known::{Entry, EntryPart, EntrySign, PRESETS};
use super::plan::Plan;
use super::role::{Role, Table};
use super::row;
use super::scan::Scanner;

/// What a quantity's sign means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Sign {
    /// As written.
    #[default]
    AsWritten,
    /// What goes out is negative: the other way round.
    Opposite,
    /// The sign says nothing: these values of a column are returns, all else is demand.
    ByColumn(usize, Vec<String>),
}

/// What a preset adds to a plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preset {
    /// Its name; empty where none fits.
    pub name: String,
    /// Which rows are read, as written.
    pub filter_text: String,
    /// Which rows are read.
    pub filter: Option<Bound>,
    /// What the quantity's sign means.
    pub sign: Sign,
    /// A column of order numbers, and those whose blank cells repeat the row above of the same order.
    pub repeated: Option<(usize, Vec<usize>)>,
    /// Columns whose numbers another column is part of.
    pub parts: Vec<(usize, Part)>,
    /// Columns whose zero says that nothing was entered.
    pub not_entered: Vec<usize>,
    /// What is done to figures, for people; may be empty.
    pub says: String,
}

/// What another column adds to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It is added; blank is nothing.
    Plus(usize),
    /// The number is for as many units as it says; blank or zero is one.
    Per(usize),
}

/// The preset that fits some headers: its table and the roles it fixes.
pub(super) struct Found {
    entry: &'static Entry,
    columns: Vec<usize>,
}

/// The preset of a file, unless the user chose `none` or another one; `shows` tells whether a column has one of
/// some values.
pub(super) fn find(
    headers: &[String],
    chosen: Option<&str>,
    shows: impl Fn(usize, &[&str]) -> bool,
) -> Option<Found> {
    let compacts: Vec<String> = headers.iter().map(|header| compact(header)).collect();
    let place =
        |spellings: &[&str]| spellings.iter().find_map(|name| compacts.iter().position(|of| of == name));
    let fitting = PRESETS.iter().filter(|entry| chosen.is_none_or(|chosen| chosen == entry.name));
    let mut found = fitting.filter_map(|entry| {
        let columns: Option<Vec<usize>> = entry.needs.iter().map(|group| place(group)).collect();
        let columns = columns?;
        let shown = entry.shows.is_none_or(|(at, values)| {
            columns.get(at).is_some_and(|column| chosen.is_some() || shows(*column, values))
        });
        shown.then_some(Found { entry, columns })
    });
    found.next()
}

impl Found {
    /// The table it is.
    pub(super) fn table(&self) -> Table {
        self.entry.table
    }

    /// Gives the columns that it knows their roles, and takes those roles from others.
    pub(super) fn assign(&self, headers: &[String], roles: &mut [Option<Role>]) {
        for (role, spellings) in self.entry.roles {
            let named = |name: &&str| headers.iter().position(|header| compact(header) == **name);
            let Some(column) = spellings.iter().find_map(named) else { continue };
            roles.iter_mut().filter(|of| **of == Some(*role)).for_each(|of| *of = None);
            if let Some(slot) = roles.get_mut(column) {
                *slot = Some(*role);
            }
        }
    }

    /// The columns that are locations of stock, which play no other role; none where the stock has a column.
    pub(super) fn locations(&self, headers: &[String], roles: &mut [Option<Role>]) -> Vec<usize> {
        let behind = self.entry.locations_behind.and_then(|place| self.columns.get(place));
        let Some(&behind) = behind.filter(|_| !roles.contains(&Some(Role::OnHand))) else {
            return Vec::new();
        };
        roles.iter_mut().skip(behind + 1).for_each(|role| *role = None);
        let named = headers.iter().enumerate().skip(behind + 1).filter(|(_, header)| !header.is_empty());
        named.map(|(column, _)| column).collect()
    }

    /// What it adds to a plan.
    pub(super) fn preset(&self, plan: &Plan) -> Preset {
        let mut filter_text = self.entry.filter.to_owned();
        for (place, column) in self.columns.iter().enumerate() {
            let header = plan.headers.get(*column).map_or("", String::as_str).replace('"', "\"\"");
            filter_text = filter_text.replace(&format!("{{{place}}}"), &format!("\"{header}\""));
        }
        let condition = Some(filter_text.as_str()).filter(|text| !text.is_empty()).map(Condition::parse);
        let bound = condition
            .and_then(Result::ok)
            .and_then(|condition| condition.bind(|name| plan.resolve(name)).ok());
        let sign = match self.entry.sign {
            EntrySign::AsWritten => Sign::AsWritten,
            EntrySign::Opposite => Sign::Opposite,
            EntrySign::By(place, values) => {
                let column = self.columns.get(place).copied().unwrap_or_default();
                Sign::ByColumn(column, values.iter().map(|&value| value.to_owned()).collect())
            }
        };
        let columns = named(plan, self.entry.repeated);
        let order = plan.column(Role::Order).filter(|_| !columns.is_empty());
        Preset {
            name: self.entry.name.to_owned(),
            filter_text,
            filter: bound,
            sign,
            repeated: order.map(|order| (order, columns)),
            parts: self.parts(plan),
            not_entered: named(plan, self.entry.not_entered),
            says: self.says(plan),
        }
    }

    fn parts(&self, plan: &Plan) -> Vec<(usize, Part)> {
        let part = |(role, part, names): &(Role, EntryPart, &[&str])| {
            let (of, other) = (plan.column(*role)?, *named(plan, names).first()?);
            Some((of, if let EntryPart::Plus = part { Part::Plus(other) } else { Part::Per(other) }))
        };
        self.entry.parts.iter().filter_map(part).collect()
    }

    /// What is done to figures and signs, with the names of the columns.
    fn says(&self, plan: &Plan) -> String {
        let mut says: Vec<String> = Vec::new();
        if let EntrySign::By(place, values) = self.entry.sign {
            let column = self.columns.get(place).map_or_else(String::new, |column| plan.title(*column));
            says.push(format!("returns are {column} {}", values.join(", ")));
        }
        if let EntrySign::Opposite = self.entry.sign {
            says.push("what goes out is negative".to_owned());
        }
        says.extend(self.parts(plan).into_iter().map(|(of, part)| match part {
            Part::Plus(other) => format!("{} + {} days", plan.title(of), plan.title(other)),
            Part::Per(other) => format!("{} is for {} units", plan.title(of), plan.title(other)),
        }));
        if self.entry.locations_behind.is_some() {
            let titles: Vec<String> = plan.items.iter().map(|column| plan.title(*column)).collect();
            says.push(format!("locations are {}", titles.join(", ")));
        }
        let zeros = named(plan, self.entry.not_entered);
        if !zeros.is_empty() {
            let titles: Vec<String> = zeros.into_iter().map(|column| plan.title(column)).collect();
            says.push(format!("0 is no entry in {}", titles.join(", ")));
        }
        says.join("; ")
    }
}

/// The columns that have one of some names.
fn named(plan: &Plan, names: &[&str]) -> Vec<usize> {
    let headers = plan.headers.iter().enumerate();
    headers.filter(|(_, header)| names.contains(&compact(header).as_str())).map(|(at, _)| at).collect()
}

impl Preset {
    /// A column's number with the parts that other columns hold, which `other` reads.
    pub(super) fn whole(&self, column: usize, number: Number, other: impl Fn(usize) -> Number) -> Number {
        let Number::Value(value) = number else { return number };
        if value.mantissa == 0 && self.not_entered.contains(&column) {
            return Number::Blank;
        }
        let part = self.parts.iter().find(|(of, _)| *of == column).map(|(_, part)| *part);
        match part {
            Some(Part::Plus(column)) => match other(column) {
                Number::Value(more) => value.plus(more),
                _ => number,
            },
            Some(Part::Per(column)) => match other(column) {
                Number::Value(units) if units.mantissa > 0 => value.per(units),
                _ => number,
            },
            None => number,
        }
    }
}

impl Sign {
    /// Whether a row's quantity, as a size, is a return.
    pub(super) fn is_return(&self, scanner: &Scanner, text: &str) -> bool {
        match self {
            Sign::ByColumn(column, values) => {
                let cell = row::text(scanner.field(text, *column)).trim_start_matches('0');
                values.iter().any(|value| value == cell)
            }
            Sign::AsWritten | Sign::Opposite => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Number, Reader, Row};
    use std::collections::BTreeMap;

    /// Item and quantity of each row that is demand, and the preset's name.
    fn demand(text: &str) -> (String, Vec<(String, f64)>) {
        let mut rows = Vec::new();
        let mut sink = |plan: &Plan, row: &Row| {
            let cell = |role| plan.column(role).unwrap();
            if let Number::Value(value) = row.number(cell(Role::Quantity)) {
                rows.push((row.text(cell(Role::Item)).to_owned(), value.to_f64()));
            }
        };
        let mut reader = Reader::new("export.csv", &BTreeMap::new());
        reader.push(text.as_bytes(), &mut sink);
        let outcome = reader.finish(&mut sink);
        assert_eq!(outcome.used(), rows.len() as u64);
        (outcome.plan.unwrap().preset.name, rows)
    }

    #[track_caller]
    fn check(text: &str, name: &str, expected: &[(&str, f64)]) {
        let expected: Vec<(String, f64)> =
            expected.iter().map(|(item, units)| ((*item).to_owned(), *units)).collect();
        assert_eq!(demand(text), (name.to_owned(), expected));
    }

    #[test]
    fn what_this_tool_wrote_is_statistics_and_no_master() {
        let mut reader = Reader::new("item-results.csv", &BTreeMap::new());
        let text = "item,segment,periods,mean,sd,order_quantity,safety_stock_units,cycle_service_level,unit_cost\n\
                    A,A-X,52,3.5,1.25,10,6,0.98,2\n";
        reader.push(text.as_bytes(), &mut |_, _| {});
        let plan = reader.finish(&mut |_, _| {}).plan.unwrap();
        assert_eq!(plan.table, Some(Table::ItemStatistics));
        assert_eq!(plan.column(Role::ServiceLevel), None);
    }

    #[test]
    fn sap_movements() {
        check(
            "Werk;Material;Lagerort;Bewegungsart;Buchungsdatum;Menge in ErfassME\n\
             1000;000042;1;601;05.01.2024;12,5-\n1000;000042;1;602;15.01.2024;2,5\n1000;000042;1;101;16.01.2024;50\n",
            "SAP material documents (MB51)",
            &[("000042", 12.5), ("000042", -2.5)],
        );
    }

    #[test]
    fn orders_of_a_web_shop_whose_own_fields_stand_once() {
        check(
            "Name,Created at,Lineitem quantity,Lineitem sku,Cancelled at\n\
             #1,2023-01-05 14:22:33 -0800,2,A,\n#1,,1,B,\n#2,2023-01-06 09:00:00 -0800,5,A,2023-01-07\n#2,,4,B,\n",
            "Shopify orders",
            &[("A", 2.0), ("B", 1.0)],
        );
    }

    #[test]
    fn ledgers_that_count_what_leaves_as_negative() {
        check(
            "Entry No.,Item No.,Posting Date,Entry Type,Quantity,Remaining Quantity\n\
             1,A,2024-01-05,Sale,-3,0\n2,A,2024-01-06,Purchase,10,7\n3,A,2024-01-07,Sale,1,0\n",
            "Business Central item ledger",
            &[("A", 3.0), ("A", -1.0)],
        );
    }

    #[test]
    fn moves_to_customers_and_back() {
        check(
            "Date,Reference,Product,From,To,Quantity,Status\n\
             2024-01-05 10:00:00,W1,[A] Bolt,WH/Stock,Partners/Customers,4,Done\n\
             2024-01-06 10:00:00,W2,[A] Bolt,Partners/Customers,WH/Stock,1,Done\n\
             2024-01-07 10:00:00,W3,[A] Bolt,Partners/Vendors,WH/Stock,9,Done\n",
            "Odoo stock moves",
            &[("[A] Bolt", 4.0), ("[A] Bolt", -1.0)],
        );
    }

    #[test]
    fn cancelled_orders_of_a_marketplace() {
        check(
            "amazon-order-id\tpurchase-date\torder-status\tsku\tquantity\titem-price\n\
             1\t2017-06-17T08:04:21+00:00\tShipped\tA\t2\t20.00\n2\t2017-06-18T08:04:21+00:00\tCancelled\tA\t1\t\n",
            "Amazon orders",
            &[("A", 2.0)],
        );
    }
}
