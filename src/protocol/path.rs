//! Where a value stands in a document: link by link from the outermost object.

use std::fmt::Write;

/// One link of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// A field of an object.
    Key(&'a str),
    /// An element of a list, from 0.
    Index(usize),
}

/// A step that owns its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// A field of an object.
    Key(String),
    /// An element of a list, from 0.
    Index(usize),
}

impl Member {
    /// The step that leads here.
    pub fn step(&self) -> Step<'_> {
        match self {
            Member::Key(key) => Step::Key(key),
            Member::Index(index) => Step::Index(*index),
        }
    }
}

/// `segments.A-X.target`; names that could be misread stand in quotes.
pub fn path_text(steps: &[Step<'_>]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Index(index) => text.extend(["[", &index.to_string(), "]"]),
            Step::Key(key) => {
                text.push_str(if text.is_empty() { "" } else { "." });
                push_name(&mut text, key);
            }
        }
    }
    if text.is_empty() { "policy".to_owned() } else { text }
}

fn push_name(text: &mut String, key: &str) {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    // Writing to a String never fails.
    let _ = if plain || key == "*" { text.write_str(key) } else { write!(text, "{key:?}") };
}
