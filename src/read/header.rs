//! Headers to roles: which table a file is, and which column plays which part.
//!
//! A name is looked for among the synonyms of each role; where several columns fit, the better name wins,
//! then the column whose cells look right, then the first. The table is the one whose needed columns are
//! there and that explains most columns.

use std::collections::BTreeMap;

use super::cell::text::{is_invisible, trimmed};
use super::plan::Plan;
use super::role::{Kind, Role, Table};
use super::synonyms;
use crate::order;

/// A name as it is compared: lower case, letters and digits only.
pub fn compact(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A header cell as it is shown: trimmed, its line breaks and runs of blanks as one blank.
pub fn shown(cell: &str) -> String {
    trimmed(cell)
        .split(|c: char| c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A header without what stands in parentheses or brackets behind the name: `Qty (pcs)`, `Price [EUR]`.
fn without_remark(header: &str) -> &str {
    header.split(['(', '[', '{']).next().unwrap_or(header)
}

/// What the sampled cells of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Looks {
    /// Cells that are not blank.
    pub filled: usize,
    /// Cells that read as numbers.
    pub numbers: usize,
    /// Cells that read as dates, counts of days included.
    pub dates: usize,
    /// Cells that read as dates under one order or the other.
    pub plain_days: usize,
    /// Characters of the longest cell.
    pub longest: usize,
}

impl Looks {
    /// Whether at least half of the cells are of a kind; a column without cells fits all.
    pub fn fits(self, kind: Kind) -> bool {
        match kind {
            Kind::Text => true,
            Kind::Number => self.numbers * 2 >= self.filled,
            Kind::Date => self.dates * 2 >= self.filled,
        }
    }
}

/// A table with the role of each column, and how well it explains the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The table.
    pub table: Table,
    /// Role by column.
    pub roles: Vec<Option<Role>>,
    /// How well it fits; compared between tables only.
    pub score: i32,
}

/// A column that may play a role; the least wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    misfit: bool,
    rank: usize,
    column: usize,
    order: usize,
    role: Role,
}

/// The roles of a file's columns if it were this table.
pub fn roles_in(table: Table, headers: &[String], looks: &[Looks]) -> Vec<Option<Role>> {
    let mut candidates = Vec::new();
    for (column, header) in headers.iter().enumerate() {
        for (of, role, rank) in meanings_of(header).filter(|(of, _, _)| *of == table) {
            let looks = looks.get(column).copied().unwrap_or_default();
            if role == Role::Unit && looks.numbers > 0 && looks.numbers * 2 >= looks.filled {
                continue;
            }
            let misfit = !looks.fits(role.kind());
            let order = of.roles().iter().position(|known| *known == role).unwrap_or_default();
            candidates.push(Candidate { misfit, rank, column, order, role });
        }
    }
    order::sort(&mut candidates);
    let mut roles = vec![None; headers.len()];
    for candidate in candidates {
        let taken = roles.contains(&Some(candidate.role));
        if let (false, Some(slot @ None)) = (taken, roles.get_mut(candidate.column)) {
            *slot = Some(candidate.role);
        }
    }
    roles
}

/// The roles that a correction gives to a file's columns.
pub fn chosen_roles(
    table: Table,
    headers: &[String],
    corrected: &BTreeMap<String, String>,
) -> Vec<Option<Role>> {
    let mut roles = vec![None; headers.len()];
    for (role, header) in corrected {
        let slot = Plan::named(headers, header).and_then(|column| roles.get_mut(column));
        if let (Some(role), Some(slot)) = (table.role(role), slot) {
            *slot = Some(role);
        }
    }
    roles
}

/// What a header may mean: as it stands, else without its remark, which ranks a place lower.
fn meanings_of(header: &str) -> impl Iterator<Item = (Table, Role, usize)> {
    let full = synonyms::meanings(&compact(header));
    let (found, lower) = match full {
        [] => (synonyms::meanings(&compact(without_remark(header))), 1),
        known => (known, 0),
    };
    found.iter().map(move |(_, table, role, rank)| (*table, *role, rank + lower))
}

/// The table that explains a file best; none where no column says what it is.
pub fn best(name: &str, headers: &[String], looks: &[Looks]) -> Option<Match> {
    let matches = Table::ALL.iter().map(|&table| {
        let roles = roles_in(table, headers, looks);
        let score = score(table, &roles, looks) + hint(name, table);
        Match { table, roles, score }
    });
    let best = matches.reduce(|best, other| if other.score > best.score { other } else { best })?;
    let explains = best.roles.iter().flatten().count();
    (best.score > 0 && explains > 0).then_some(best)
}

/// Two for each column explained, five for every needed column being there, less three for each that is not.
///
/// Whoever an open order is for is named in few files, and by every promise: that column says less.
fn score(table: Table, roles: &[Option<Role>], looks: &[Looks]) -> i32 {
    let has = |role: &Role| roles.contains(&Some(*role));
    let missing: i32 = table.needed().iter().map(|group| i32::from(!group.iter().any(has))).sum();
    let explained: i32 = roles
        .iter()
        .zip(looks)
        .filter_map(|(role, looks)| {
            let seldom = |role| table == Table::Supply && matches!(role, Role::Customer | Role::Channel);
            role.map(|role| if looks.fits(role.kind()) && !seldom(role) { 2 } else { 1 })
        })
        .sum();
    explained + if missing == 0 { 5 } else { -3 * missing }
}

/// A point where the file's name names the table.
fn hint(name: &str, table: Table) -> i32 {
    let words: &[&str] = match table {
        Table::Demand => &["demand", "sales", "orders", "invoices", "bedarf", "absatz", "umsatz"],
        Table::Items => &["item", "master", "product", "artikel", "material"],
        Table::Receipts => &["receipt", "leadtime", "deliver", "wareneingang"],
        Table::Stock => &["stock", "inventory", "onhand", "bestand"],
        Table::Supply => &["supply", "purchase", "openpo", "bestellung"],
        Table::Commitments => &["commit", "promise", "reservation", "backlog", "zusage"],
        Table::Service => &["service", "fill"],
        Table::Parts => &["parts", "bom", "stückliste"],
        Table::ItemStatistics => &["statistic", "stats"],
    };
    let compact = compact(name);
    i32::from(words.iter().any(|word| compact.contains(word)))
}

/// How many of a row's cells are different names that some role is known by.
pub fn known_names<'a>(cells: impl IntoIterator<Item = &'a String>) -> usize {
    let short = cells.into_iter().filter(|cell| cell.len() <= 120 && meanings_of(cell).next().is_some());
    let mut names: Vec<String> = short.map(|cell| compact(cell)).collect();
    order::sort(&mut names);
    names.dedup();
    names.len()
}

/// Names of rows and columns that add others up.
const TOTALS: &[&str] = &[
    "total",
    "grandtotal",
    "subtotal",
    "sum",
    "totals",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "summe",
    "zwischensumme",
    "totalgeneral",
    "totalegenerale",
    "soustotal",
    "итого",
    "合計",
    "合计",
    "總計",
    "总计",
    "小計",
    "小计",
];

/// Whether a cell says that its row or column adds others up.
pub fn is_total(cell: &str) -> bool {
    let visible = cell.trim_start_matches(is_invisible);
    let Some(first) = visible.chars().next() else { return false };
    if first == '*' {
        return visible.trim_end_matches(is_invisible).chars().all(|c| c == '*');
    }
    let may_be = matches!(first, 'T' | 't' | 'G' | 'g' | 'S' | 's' | 'Z' | 'z') || !first.is_ascii();
    may_be && cell.len() <= 40 && TOTALS.contains(&compact(cell).as_str())
}

/// Whether a text is a line drawn under or between rows.
pub fn is_rule(text: &str) -> bool {
    text.starts_with(['-', '=', '_', '|', '+'])
        && text.len() >= 3
        && text.chars().all(|c| matches!(c, '-' | '=' | '_' | '|' | '+' | ' '))
}

/// Whether a text shows nothing.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, headers: &[&str], table: Table, expected: &[&str]) {
        let headers: Vec<String> = headers.iter().map(|&header| header.to_owned()).collect();
        let found = best(name, &headers, &vec![Looks::default(); headers.len()]).unwrap();
        let roles: Vec<_> = found.roles.iter().map(|role| role.map_or("", Role::name)).collect();
        assert_eq!((found.table, roles.as_slice()), (table, expected));
    }

    #[test]
    fn a_web_shop() {
        let headers = [
            "InvoiceNo",
            "StockCode",
            "Description",
            "Quantity",
            "InvoiceDate",
            "UnitPrice",
            "CustomerID",
            "Country",
        ];
        let roles = ["order", "item", "", "quantity", "date", "price", "customer", "channel"];
        check("online_retail.csv", &headers, Table::Demand, &roles);
    }

    #[test]
    fn a_german_export() {
        let headers =
            ["Belegnr.", "Artikelnr.", "Bezeichnung", "Menge", "Buchungsdatum", "Einzelpreis (€)", "Kunde"];
        let roles = ["order", "item", "", "quantity", "date", "price", "customer"];
        check("absatz.csv", &headers, Table::Demand, &roles);
    }

    #[test]
    fn the_other_tables() {
        let items = ["sku", "name", "unit_cost", "lead_time_days"];
        check("x.csv", &items, Table::Items, &["item", "description", "unit_cost", "lead_time_days"]);
        check("x.csv", &["sku", "site", "on_hand"], Table::Stock, &["item", "location", "on_hand"]);
        let receipts = ["Material", "Supplier", "Document Date", "Delivery Date", "Posting Date"];
        check("x.csv", &receipts, Table::Receipts, &["item", "supplier", "ordered", "promised", "received"]);
        check(
            "commitments.csv",
            &["sku", "due_date", "qty"],
            Table::Commitments,
            &["item", "due", "quantity"],
        );
        check("purchase.csv", &["sku", "due_date", "qty"], Table::Supply, &["item", "due", "quantity"]);
    }

    #[test]
    fn whose_goods_they_are_does_not_hide_what_a_table_is() {
        let owned = ["client", "sku", "on_hand"];
        check("x.csv", &owned, Table::Stock, &["customer", "item", "on_hand"]);
        let [due, quantity] = ["due", "quantity"];
        let promised = ["item", due, quantity, "customer"];
        check("x.csv", &["sku", "due_date", "qty", "client"], Table::Commitments, &promised);
        let bought = ["order", "supplier", "item", due, quantity, "customer"];
        let columns = ["order", "supplier", "sku", "due_date", "qty", "client"];
        check("x.csv", &columns, Table::Supply, &bought);
        check("purchase.csv", &["sku", "due_date", "qty", "client"], Table::Supply, &promised);
    }

    #[test]
    fn line_breaks_and_remarks_do_not_hide_a_name() {
        assert_eq!(shown("qty\n(pcs)"), "qty (pcs)");
        check("x.csv", &["sku", "date (posting)", "qty (pcs)"], Table::Demand, &["item", "date", "quantity"]);
    }
}
