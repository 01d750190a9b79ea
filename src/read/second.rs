//! A file that is two tables: an item master beside wide demand, stock beside items, receipts beside demand.
//!
//! Only where nothing has to be guessed: receipts must name a supplier, an item master must have figures.
//! A correction stands under the file's fingerprint, a stroke and the table's name; without roles it turns the
//! second table off.

use std::collections::BTreeMap;

use super::header::{self, Looks};
use super::plan::Plan;
use super::preset::Preset;
use super::role::{Kind, Role, Table};
use super::sniff::Shape;
use crate::protocol::policy::ColumnMatch;

/// A second table: what it is and the role of each column.
pub(super) type Second = (Table, Vec<Option<Role>>);

/// The other tables that a file of some shape holds.
pub(super) fn tables(
    headers: &[String],
    looks: &[Looks],
    shape: &Shape,
    fingerprint: &str,
    matches: &BTreeMap<String, ColumnMatch>,
) -> Vec<Second> {
    let wide = !shape.periods.is_empty();
    let candidates: &[Table] = match shape.table {
        Some(Table::Demand) if wide => &[Table::Items, Table::Stock],
        Some(Table::Demand) if shape.confirmed => &[Table::Receipts],
        Some(Table::Items) => &[Table::Stock],
        _ => &[],
    };
    let free: Vec<String> = headers
        .iter()
        .enumerate()
        .map(|(column, header)| {
            let period = shape.periods.iter().any(|period| period.column == column);
            if period { String::new() } else { header.clone() }
        })
        .collect();
    let item = shape.roles.iter().position(|role| *role == Some(Role::Item));
    let of = |table: &Table| {
        let table = *table;
        if let Some(chosen) = matches.get(&format!("{fingerprint}/{}", table.name())) {
            return Some((table, header::chosen_roles(table, headers, &chosen.roles))).filter(is_whole);
        }
        let mut roles = header::roles_in(table, &free, looks);
        if let (false, Some(slot)) =
            (roles.contains(&Some(Role::Item)), item.and_then(|item| roles.get_mut(item)))
        {
            *slot = Some(Role::Item);
        }
        Some((table, roles)).filter(|second| is_whole(second) && is_meant(second))
    };
    candidates.iter().filter_map(of).collect()
}

/// Whether it has all that its table needs.
fn is_whole((table, roles): &Second) -> bool {
    table.needed().iter().all(|group| group.iter().any(|role| roles.contains(&Some(*role))))
}

/// Whether it says more than its key.
fn is_meant((table, roles): &Second) -> bool {
    match table {
        Table::Receipts => roles.contains(&Some(Role::Supplier)),
        Table::Items => roles.iter().flatten().any(|role| role.kind() == Kind::Number),
        _ => true,
    }
}

/// Each column's role in the file's first table, else in another one.
pub(super) fn any_role(roles: &[Option<Role>], also: &[Second]) -> Vec<Option<Role>> {
    let other = |column: usize| also.iter().find_map(|(_, roles)| roles.get(column).copied().flatten());
    roles.iter().enumerate().map(|(column, role)| role.or_else(|| other(column))).collect()
}

/// The plans of the other tables, which differ in table and roles alone.
pub(super) fn plans(plan: &Plan, also: Vec<Second>) -> Vec<Plan> {
    let of = |(table, roles)| Plan {
        table: Some(table),
        roles,
        periods: Vec::new(),
        items: Vec::new(),
        preset: Preset::default(),
        ..plan.clone()
    };
    also.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Plan, Reader, Row};

    /// Rows by table of a file.
    fn rows(text: &str) -> BTreeMap<&'static str, usize> {
        let mut rows = BTreeMap::new();
        let mut sink = |plan: &Plan, _: &Row| {
            *rows.entry(plan.table.map_or("", Table::name)).or_default() += 1;
        };
        let mut reader = Reader::new("export.csv", &BTreeMap::new());
        reader.push(text.as_bytes(), &mut sink);
        reader.finish(&mut sink);
        rows
    }

    #[test]
    fn wide_demand_beside_items_and_stock() {
        let text = "Sku,jan,feb,mar,unit cost,lead-time,quantity_on_hand\nA,1,2,3,9.5,2,10\nB,4,5,6,8,3,20\n";
        assert_eq!(rows(text), BTreeMap::from([("demand", 6), ("items", 2), ("stock", 2)]));
    }

    #[test]
    fn receipts_beside_demand_where_a_supplier_is_named() {
        let head = "Item,Quantity,Unit Price,Country,Client,PO Sent to Vendor Date,Delivered to Client Date";
        let supplied = format!("{head},Vendor\nA,5,1.5,Kenya,C,2024-01-02,2024-02-03,X\n");
        assert_eq!(rows(&supplied), BTreeMap::from([("demand", 1), ("receipts", 1)]));
        assert_eq!(rows(&format!("{head}\nA,5,1.5,Kenya,C,2024-01-02,2024-02-03\n")).len(), 1);
    }
}
