//! The one small language of row filters and segment rules.
//!
//! `or` of `and` of `not`, parentheses, 32 levels deep; a test is `column op value` with `= != < <= > >=`, or
//! `column in (...)`, or `column not in (...)`. Left stands a column, bare or in double quotes; right a value:
//! a number, or a text in double quotes (a quote inside is doubled).
//!
//! A number compares with the cell's number, a text with the trimmed cell, exactly. A blank cell makes every
//! test false except `= ""`; a cell that is no number makes every test with numbers false.
//!
//! ```
//! use segmented_safety_stock::read::condition::Condition;
//! let filter = Condition::parse(r#"Status != "Cancelled" and price > 0"#).unwrap();
//! assert_eq!(filter.columns(), ["Status", "price"]);
//! ```

mod parse;
mod token;

use crate::error::Error;

/// Deepest nesting.
pub const DEPTH: usize = 32;

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Equal,
    Unequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

/// The right side of a test.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Number(f64),
    Text(String),
}

/// A condition whose columns are of type `C`: names before binding, column numbers after.
#[derive(Debug, Clone, PartialEq)]
enum Node<C> {
    Or(Vec<Node<C>>),
    And(Vec<Node<C>>),
    Not(Box<Node<C>>),
    Compare { column: C, op: Op, value: Value },
    In { column: C, values: Vec<Value>, negated: bool },
}

/// A column as it is named in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    text: String,
    position: usize,
}

/// A condition as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    root: Node<Name>,
}

/// A condition whose names are columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    root: Node<usize>,
}

/// Cells by column.
pub trait Lookup {
    /// The trimmed text; empty where blank.
    fn text(&self, column: usize) -> &str;
    /// The number; none where the cell is no number.
    fn number(&self, column: usize) -> Option<f64>;
}

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// [`Error::Condition`] with the position (characters, from 1), what was found, what was expected and what
    /// to do.
    pub fn parse(text: &str) -> Result<Condition, Error> {
        parse::condition(text).map(|root| Condition { root })
    }

    /// The columns it names, each once, in order.
    pub fn columns(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.visit(&mut |name: &Name| {
            if !names.contains(&name.text.as_str()) {
                names.push(name.text.as_str());
            }
        });
        names
    }

    /// The condition with each name as a column's number.
    ///
    /// # Errors
    /// [`Error::Condition`] at the first name that `resolve` gives no column for, with its reason.
    pub fn bind<E: std::fmt::Display>(
        &self,
        resolve: impl Fn(&str) -> Result<usize, E>,
    ) -> Result<Bound, Error> {
        let column = |name: &Name| {
            resolve(&name.text).map_err(|reason| Error::Condition {
                position: name.position,
                found: format!("the column {}", name.text),
                expected: reason.to_string(),
                advice: "Check the name; names with blanks stand in double quotes.".to_owned(),
            })
        };
        Ok(Bound { root: self.root.bound(&column)? })
    }
}

impl Bound {
    /// Whether the condition holds for a row.
    pub fn holds(&self, row: &impl Lookup) -> bool {
        self.root.holds(row)
    }
}

impl<C> Node<C> {
    fn visit<'a>(&'a self, each: &mut impl FnMut(&'a C)) {
        match self {
            Node::Or(nodes) | Node::And(nodes) => nodes.iter().for_each(|node| node.visit(each)),
            Node::Not(node) => node.visit(each),
            Node::Compare { column, .. } | Node::In { column, .. } => each(column),
        }
    }

    fn bound<D>(&self, column_of: &impl Fn(&C) -> Result<D, Error>) -> Result<Node<D>, Error> {
        let all =
            |nodes: &[Node<C>]| nodes.iter().map(|node| node.bound(column_of)).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Node::Or(nodes) => Node::Or(all(nodes)?),
            Node::And(nodes) => Node::And(all(nodes)?),
            Node::Not(node) => Node::Not(Box::new(node.bound(column_of)?)),
            Node::Compare { column, op, value } => {
                Node::Compare { column: column_of(column)?, op: *op, value: value.clone() }
            }
            Node::In { column, values, negated } => {
                Node::In { column: column_of(column)?, values: values.clone(), negated: *negated }
            }
        })
    }
}

impl Node<usize> {
    fn holds(&self, row: &impl Lookup) -> bool {
        match self {
            Node::Or(nodes) => nodes.iter().any(|node| node.holds(row)),
            Node::And(nodes) => nodes.iter().all(|node| node.holds(row)),
            Node::Not(node) => !node.holds(row),
            Node::Compare { column, op, value } => compares(row, *column, *op, value),
            Node::In { column, values, negated } => {
                let any = values.iter().any(|value| compares(row, *column, Op::Equal, value));
                if *negated { !any && !row.text(*column).is_empty() } else { any }
            }
        }
    }
}

fn compares(row: &impl Lookup, column: usize, op: Op, value: &Value) -> bool {
    let text = row.text(column);
    match value {
        Value::Text(value) if value.is_empty() && op == Op::Equal => text.is_empty(),
        _ if text.is_empty() => false,
        Value::Text(value) => op.holds(text.cmp(value.as_str())),
        Value::Number(value) => row
            .number(column)
            .and_then(|number| number.partial_cmp(value))
            .is_some_and(|order| op.holds(order)),
    }
}

impl Op {
    fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Op::Equal => order.is_eq(),
            Op::Unequal => order.is_ne(),
            Op::Less => order.is_lt(),
            Op::LessEqual => order.is_le(),
            Op::Greater => order.is_gt(),
            Op::GreaterEqual => order.is_ge(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells `Status`, `price`, `Movement Type`, in this order.
    struct Cells([&'static str; 3]);

    impl Lookup for Cells {
        fn text(&self, column: usize) -> &str {
            self.0[column]
        }
        fn number(&self, column: usize) -> Option<f64> {
            self.0[column].parse().ok()
        }
    }

    fn bound(text: &str) -> Result<Bound, Error> {
        let names = ["Status", "price", "Movement Type"];
        Condition::parse(text)?
            .bind(|name| names.iter().position(|known| *known == name).ok_or("no loaded file has it"))
    }

    #[track_caller]
    fn check(text: &str, cells: [&'static str; 3], holds: bool) {
        assert_eq!(bound(text).unwrap().holds(&Cells(cells)), holds, "{text} for {cells:?}");
    }

    #[track_caller]
    fn refuse(text: &str, at: usize, word: &str) {
        let error = bound(text).unwrap_err();
        let Error::Condition { position, .. } = &error else { panic!("{error}") };
        assert_eq!(*position, at, "{text}: {error}");
        assert!(error.to_string().contains(word), "{text}: {error}");
    }

    #[test]
    fn the_page_s_examples() {
        check(r#""Movement Type" in (601, 251)"#, ["", "", "0601"], true);
        check(r#""Movement Type" in (601, 251)"#, ["", "", "101"], false);
        check(r#"Status != "Cancelled" and price > 0"#, ["Shipped", "2.5", ""], true);
        check(r#"Status != "Cancelled" and price > 0"#, ["Cancelled", "2.5", ""], false);
    }

    #[test]
    fn a_blank_cell_fails_every_test_but_being_blank() {
        check(r#"Status != "X""#, ["", "", ""], false);
        check(r#"not (Status = "X")"#, ["", "", ""], true);
        check(r#"Status = """#, ["", "", ""], true);
        check(r#"Status not in ("X")"#, ["", "", ""], false);
        check("price < 5", ["", "", ""], false);
    }

    #[test]
    fn a_cell_that_is_no_number_fails_tests_with_numbers() {
        check("price != 5", ["", "soon", ""], false);
        check(r#"price != "5""#, ["", "soon", ""], true);
    }

    #[test]
    fn not_binds_tightest_and_or_loosest() {
        check(r#"not Status = "X" and price > 0 or price = 7"#, ["X", "7", ""], true);
        check(r#"not (Status = "X" and price > 0)"#, ["X", "7", ""], false);
        check("price >= -1e3 AND price <= .5", ["", "0.5", ""], true);
    }

    #[test]
    fn trouble_has_a_position() {
        refuse("Status = Cancelled", 10, "\"Cancelled\"");
        refuse("price >", 8, "end");
        refuse("colour = 5", 1, "no loaded file has it");
        refuse("price > 0 price", 11, "and");
        refuse("(price > 0", 11, ")");
        refuse("price in (1 2)", 13, ",");
        refuse("Status = \"open", 10, "quote");
        refuse("price = 1x", 9, "1x");
        refuse("", 1, "end");
        refuse(&"(".repeat(40), 33, "32");
    }
}
