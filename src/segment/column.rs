//! Column: the values of any column as classes, such as location, category or client.

use crate::finding::{Cause, Findings};
use crate::order;
use crate::protocol::policy::DimensionKind;

use super::{Classified, ColumnValues, Dimension, Measured, Portfolio, UNKNOWN, border};

/// Classes by a column's values, in code point order. A blank cell is `Unknown`.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The column: a canonical name or a header.
    pub name: String,
}

impl Dimension for Column {
    fn classify(&self, portfolio: &dyn Portfolio, findings: &mut Findings) -> Classified {
        let items = portfolio.items().len();
        let column = portfolio.column(&self.name).unwrap_or_else(|| {
            let said = format!("No loaded file has the column {:?}.", self.name);
            findings.state("", Cause::UnknownColumn, 1, said);
            ColumnValues { of_item: vec![None; items], ..ColumnValues::default() }
        });
        let (names, of_item) = in_order(&column);
        let (classes, of_item) = border::with_unknown(border::named(names), of_item);
        Classified {
            kind: DimensionKind::Column,
            name: self.name.clone(),
            title: self.name.clone(),
            classes,
            of_item,
            near_border: 0,
            covered: column.covered,
            measured: Measured::nothing(),
        }
    }
}

/// The labels that items have, sorted, `Unknown` last; and each item's position among them.
fn in_order(column: &ColumnValues) -> (Vec<&str>, Vec<Option<u32>>) {
    let mut used: Vec<(&str, usize)> =
        column.labels.iter().enumerate().map(|(position, label)| (label.as_str(), position)).collect();
    used.retain(|(label, _)| !label.is_empty());
    order::sort_by(&mut used, |(one, _), (other, _)| (*one == UNKNOWN, one).cmp(&(*other == UNKNOWN, other)));
    let mut names: Vec<&str> = Vec::new();
    let mut place = vec![None; column.labels.len()];
    for (label, position) in used {
        if names.last() != Some(&label) {
            names.push(label);
        }
        if let Some(slot) = place.get_mut(position) {
            *slot = Some(names.len() as u32 - 1);
        }
    }
    let of_item = column.of_item.iter().map(|label| *place.get((*label)? as usize)?).collect();
    (names, of_item)
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::*;

    #[track_caller]
    fn check(cells: &[&str], classes: &[&str], listed: &[&str]) {
        let stand = Stand::of(items(cells.len())).with_column("category", cells);
        let mut findings = Findings::default();
        let found = Column { name: "category".to_owned() }.classify(&stand, &mut findings);
        let of_item: Vec<_> = (0..cells.len()).map(|item| found.class(item)).collect();
        let names: Vec<_> = found.classes.iter().map(|class| class.name.as_str()).collect();
        assert_eq!((of_item.as_slice(), names.as_slice()), (classes, listed));
    }

    #[test]
    fn values_are_classes_in_order_and_blank_is_unknown() {
        check(&["b", "", "a", "b"], &["b", "Unknown", "a", "b"], &["a", "b", "Unknown"]);
        check(&["Zoo", "Unknown", ""], &["Zoo", "Unknown", "Unknown"], &["Zoo", "Unknown"]);
    }

    #[test]
    fn a_column_that_no_file_has_makes_all_unknown_with_a_finding() {
        let mut findings = Findings::default();
        let found = Column { name: "client".to_owned() }.classify(&Stand::of(items(2)), &mut findings);
        assert_eq!((found.class(1), findings.list()[0].cause), (UNKNOWN, Cause::UnknownColumn));
    }
}
