//! What a header says its numbers count: weeks in place of days, money per hundred.

use super::cell::{Decimal, duration};
use super::header;
use super::plan::ColumnForm;
use super::role::Role;

/// A column's form with the unit that its header names.
pub(super) fn with_unit(form: ColumnForm, header: &str, role: Option<Role>) -> ColumnForm {
    match role {
        Some(
            Role::LeadTimeDays
            | Role::LeadTimeSdDays
            | Role::ReviewDays
            | Role::ShelfLifeDays
            | Role::CustomerWaitDays,
        ) => ColumnForm { times: days_of(header).unwrap_or(Decimal::ONE), duration: true, ..form },
        Some(Role::ServiceLevel | Role::HoldingRate) => ColumnForm { share: true, ..form },
        Some(Role::Price | Role::UnitPrice | Role::UnitCost | Role::StockoutCost) => {
            ColumnForm { times: share_of(header).unwrap_or(Decimal::ONE), ..form }
        }
        _ => form,
    }
}

/// The days in the unit of time that a header's words name.
fn days_of(header: &str) -> Option<Decimal> {
    words(header).filter_map(duration::unit).next_back()
}

/// One part in as many as a header says `per 100` or `/1000`.
fn share_of(header: &str) -> Option<Decimal> {
    let count = words(header).rfind(|word| matches!(*word, "100" | "1000" | "10"))?;
    Some(Decimal { mantissa: 1, scale: count.len() as i16 - 1 })
}

fn words(header: &str) -> impl DoubleEndedIterator<Item = &str> {
    header.split(|c: char| !c.is_alphanumeric()).filter(|word| !header::is_blank(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::cell::Number;

    #[track_caller]
    fn check(header: &str, role: Role, cell: &str, mantissa: i128, scale: i16) {
        let form = with_unit(ColumnForm::default(), header, Some(role));
        assert_eq!(form.number(cell), Number::Value(Decimal { mantissa, scale }), "{header}: {cell}");
    }

    #[test]
    fn headers_name_units() {
        check("Lead Time (weeks)", Role::LeadTimeDays, "2", 14, 0);
        check("lead_time_days", Role::LeadTimeDays, "14", 14, 0);
        check("Lead Time (months)", Role::LeadTimeDays, "2", 60_875, 3);
        check("Price per 100", Role::UnitPrice, "250", 25, 1);
        check("Price (EUR/1000)", Role::UnitCost, "250", 25, 2);
        check("unit_cost", Role::UnitCost, "2.5", 25, 1);
    }
}
