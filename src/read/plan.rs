//! How one file is read: a plain value, made from its first block and handed to whoever reads its rows.

use super::cell::{DateCell, DateForm, DateOrder, Decimal, DecimalMark, Number, date, duration, number};
use super::encoding::Encoding;
use super::header;
use super::preset::Preset;
use super::role::{Role, Table};
use super::scan::Signs;

/// Encoding and signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// How characters are written as bytes.
    pub encoding: Encoding,
    /// What holds fields apart.
    pub signs: Signs,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnForm {
    /// The decimal mark of its numbers.
    pub mark: DecimalMark,
    /// The form of its dates.
    pub dates: DateForm,
    /// What its header says a number is to be multiplied by: 7 under `weeks`, 0.01 under `per 100`.
    pub times: Decimal,
    /// Whether its numbers are lengths of time, whose cells may name a unit.
    pub duration: bool,
    /// Whether its numbers are shares, which have no thousands: either mark before a fraction is decimal.
    pub share: bool,
}

impl ColumnForm {
    /// A cell as a number.
    pub fn number(&self, cell: &str) -> Number {
        if self.duration {
            return duration::read(cell, self.mark, self.times);
        }
        if self.share {
            return match number::read(cell, self.mark) {
                Number::Bad(_) => number::read(cell, self.mark.other()),
                number => number,
            };
        }
        match number::read(cell, self.mark) {
            Number::Value(value) if self.times != Decimal::ONE => value.times(self.times),
            number => number,
        }
    }

    /// A cell as a day.
    pub fn date(&self, cell: &str) -> DateCell {
        date::read(cell, self.dates).cell
    }
}

impl Default for ColumnForm {
    fn default() -> Self {
        ColumnForm {
            mark: DecimalMark::Point,
            dates: DateForm::of(DateOrder::DayMonthYear),
            times: Decimal::ONE,
            duration: false,
            share: false,
        }
    }
}

/// A column of a wide table: the quantity of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Where it stands.
    pub column: usize,
    /// The period's first day, days since 1970-01-01.
    pub day: i32,
}

/// How one file is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Encoding and signs.
    pub dialect: Dialect,
    /// What the file is; none where no column says it.
    pub table: Option<Table>,
    /// Header by column, trimmed; empty where a column has none.
    pub headers: Vec<String>,
    /// The line of the header; 0 where the file has none.
    pub header_line: u64,
    /// The line of the first row.
    pub first_line: u64,
    /// Role by column.
    pub roles: Vec<Option<Role>>,
    /// Form by column.
    pub forms: Vec<ColumnForm>,
    /// The periods of a wide table, in file order; else empty.
    pub periods: Vec<Period>,
    /// The columns of a table with one column an item, or of stock with one column a location; else empty.
    pub items: Vec<usize>,
    /// Whether a blank cell of a period is zero (else unknown).
    pub blank_is_zero: bool,
    /// What a line that is no row begins with.
    pub comment: Option<String>,
    /// Columns of a unit or currency, and the only one whose rows are read.
    pub only: Vec<(usize, String)>,
    /// Whether the roles are more than a guess from the cells, which the user has to confirm.
    pub confirmed: bool,
    /// What the kind of export adds: which rows are read, and their signs.
    pub preset: Preset,
    /// Under which a correction of this file's columns is kept.
    pub fingerprint: String,
}

/// Why a name means no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unresolved {
    /// No column has it.
    Unknown,
    /// Several columns have it.
    Twice,
}

impl std::fmt::Display for Unresolved {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(match self {
            Unresolved::Unknown => "a column that the file has",
            Unresolved::Twice => "a column of which the file has one only",
        })
    }
}

impl Plan {
    /// The column that plays a role. In a table with a column a period or an item, what its headers say, and
    /// the quantity, are columns behind the last one of the file.
    pub fn column(&self, role: Role) -> Option<usize> {
        if !self.periods.is_empty() {
            match role {
                Role::Date => return Some(self.headers.len()),
                Role::Quantity => return Some(self.headers.len() + 1),
                _ => {}
            }
        }
        if !self.items.is_empty() {
            match role {
                Role::Quantity | Role::OnHand => return Some(self.headers.len() + 1),
                _ if role == self.cut_role() => return Some(self.headers.len() + 2),
                _ => {}
            }
        }
        self.roles.iter().position(|of| *of == Some(role))
    }

    /// What the headers of the columns in `items` say.
    fn cut_role(&self) -> Role {
        if self.table == Some(Table::Stock) { Role::Location } else { Role::Item }
    }

    /// The column that a name in a filter or rule means: a canonical role first, then a header, exactly, then
    /// ignoring case.
    ///
    /// # Errors
    /// Whether none or several have it.
    pub fn resolve(&self, name: &str) -> Result<usize, Unresolved> {
        let role = self.table.and_then(|table| table.role(name)).and_then(|role| self.column(role));
        if let Some(column) = role {
            return Ok(column);
        }
        let exactly = self.matching(|header| header == name);
        let loosely = || self.matching(|header| header.to_lowercase() == name.to_lowercase());
        match exactly {
            Err(Unresolved::Unknown) => loosely(),
            found => found,
        }
    }

    fn matching(&self, fits: impl Fn(&str) -> bool) -> Result<usize, Unresolved> {
        let mut found =
            self.headers.iter().enumerate().filter(|(_, header)| fits(header)).map(|(column, _)| column);
        match (found.next(), found.next()) {
            (None, _) => Err(Unresolved::Unknown),
            (Some(column), None) => Ok(column),
            (Some(_), Some(_)) => Err(Unresolved::Twice),
        }
    }

    /// The column that a corrected match names: by its header (the first of several), else `column 4`.
    pub fn named(headers: &[String], name: &str) -> Option<usize> {
        let by_number = || name.strip_prefix("column ")?.parse::<usize>().ok()?.checked_sub(1);
        let place = headers.iter().position(|header| header == name && !name.is_empty());
        place.or_else(|| by_number().filter(|column| *column < headers.len()))
    }

    /// A column's name for people: its header, else its number.
    pub fn title(&self, column: usize) -> String {
        match self.headers.get(column) {
            Some(header) if !header.is_empty() => header.clone(),
            None if column == self.headers.len() => "period".to_owned(),
            None if column == self.headers.len() + 1 => "quantity".to_owned(),
            None if column == self.headers.len() + 2 => self.cut_role().name().to_owned(),
            _ => format!("column {}", column + 1),
        }
    }

    /// The form of a column; the usual one beyond the last, but for the quantity of a column an item.
    pub fn form(&self, column: usize) -> ColumnForm {
        let cut = self.items.first().filter(|_| column == self.headers.len() + 1);
        let column = cut.copied().unwrap_or(column);
        self.forms.get(column).copied().unwrap_or_default()
    }

    /// The needed roles that no column plays: one of each group.
    pub fn missing(&self) -> Vec<&'static [Role]> {
        let groups = self.table.map(Table::needed).unwrap_or_default();
        let lacks = |group: &&&'static [Role]| group.iter().all(|role| self.column(*role).is_none());
        groups.iter().filter(lacks).copied().collect()
    }

    /// Whether rows can be handed on: the table is known and has the columns it needs.
    pub fn is_usable(&self) -> bool {
        self.table.is_some() && self.missing().is_empty()
    }

    /// Whether two plans find the same records, so that kept text can be read anew without the file.
    pub fn same_records(&self, other: &Plan) -> bool {
        self.dialect == other.dialect
            && self.first_line == other.first_line
            && (&self.periods, &self.items) == (&other.periods, &other.items)
    }

    /// The fewest cells of a whole row: columns at the end without a header may be left out.
    pub fn least_cells(&self) -> usize {
        self.headers.iter().rposition(|header| !header.is_empty()).map_or(self.headers.len(), |last| last + 1)
    }
}

/// What a header is kept under: the same for every reading of the same header line.
///
/// Letters and digits only, so that it does not depend on how the line was cut into cells.
pub fn fingerprint(headers: &[String]) -> String {
    let compact: String = headers.iter().map(|header| header::compact(header)).collect();
    let hash = compact.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(headers: &[&str], roles: &[Option<Role>]) -> Plan {
        Plan {
            dialect: Dialect {
                encoding: Encoding::Utf8,
                signs: Signs { delimiter: b',', second: None, quote: Some(b'"'), backslash: false },
            },
            table: Some(Table::Demand),
            headers: headers.iter().map(|&header| header.to_owned()).collect(),
            header_line: 1,
            first_line: 2,
            roles: roles.to_vec(),
            forms: vec![ColumnForm::default(); headers.len()],
            periods: Vec::new(),
            items: Vec::new(),
            blank_is_zero: true,
            comment: None,
            only: Vec::new(),
            confirmed: true,
            preset: Preset::default(),
            fingerprint: String::new(),
        }
    }

    #[test]
    fn a_name_is_a_role_first_then_a_header() {
        let plan = plan(&["Qty", "price", "Status", "status"], &[Some(Role::Price), None, None, None]);
        assert_eq!(plan.resolve("price"), Ok(0));
        assert_eq!(plan.resolve("qty"), Ok(0));
        assert_eq!(plan.resolve("Status"), Ok(2));
        assert_eq!(plan.resolve("STATUS"), Err(Unresolved::Twice));
        assert_eq!(plan.resolve("colour"), Err(Unresolved::Unknown));
    }

    #[test]
    fn a_fingerprint_does_not_depend_on_the_delimiter() {
        let cut =
            |cells: &[&str]| fingerprint(&cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>());
        assert_eq!(cut(&["a;b", "c;d"]), cut(&["a", "b,c", "d"]));
        assert_ne!(cut(&["a", "b"]), cut(&["a", "c"]));
    }
}
