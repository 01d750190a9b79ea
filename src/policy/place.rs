//! Where a field stands: its path from the outermost object, and its line and column in the text.
//!
//! A path is built while a policy is walked, link by link and without allocation; its text is made only when
//! something has to be said about it. Places are found by descending through the text's own values.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// One link of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// A field of an object.
    Key(&'a str),
    /// An element of a list, from 0.
    Index(usize),
}

/// A field's way from the outermost object; `None` is that object itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Option<Step<'a>>,
}

/// The outermost object.
pub(super) const ROOT: Path<'static> = Path { parent: None, step: None };

impl<'a> Path<'a> {
    /// A field of the object here.
    pub fn key(&'a self, key: &'a str) -> Path<'a> {
        Path { parent: Some(self), step: Some(Step::Key(key)) }
    }

    /// An element of the list here, from 0.
    pub fn at(&'a self, index: usize) -> Path<'a> {
        Path { parent: Some(self), step: Some(Step::Index(index)) }
    }

    /// The links, the outermost first.
    pub fn steps(&self) -> Vec<Step<'a>> {
        let mut steps = self.parent.map(Path::steps).unwrap_or_default();
        steps.extend(self.step);
        steps
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&path_text(&self.steps()))
    }
}

/// `segments.A-X.target`; names that could be misread stand in quotes.
pub(super) fn path_text(steps: &[Step<'_>]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Index(index) => text.extend(["[", &index.to_string(), "]"]),
            Step::Key(key) => {
                let shown = if is_plain(key) { (*key).to_owned() } else { format!("{key:?}") };
                text.extend([if text.is_empty() { "" } else { "." }, &shown]);
            }
        }
    }
    if text.is_empty() { "policy".to_owned() } else { text }
}

fn is_plain(key: &str) -> bool {
    key == "*" || !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

/// The values inside an object or list, in the order of the text; none inside anything else.
///
/// `raw` is one valid JSON value; each part is a slice of it, so that its place is known.
pub(super) fn members(raw: &str) -> Vec<(Member, &str)> {
    match raw.as_bytes().first() {
        Some(b'{') => serde_json::from_str::<Fields>(raw)
            .map(|fields| fields.0.into_iter().map(|(key, value)| (Member::Key(key), value.get())).collect())
            .unwrap_or_default(),
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(raw)
            .map(|values| values.into_iter().enumerate().map(|(i, v)| (Member::Index(i), v.get())).collect())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A step that owns its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Member {
    /// A field of an object.
    Key(String),
    /// An element of a list.
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

    /// The path of this member of what stands at `parent`.
    pub fn path<'a>(&'a self, parent: &'a Path<'a>) -> Path<'a> {
        Path { parent: Some(parent), step: Some(self.step()) }
    }
}

/// An object's fields in the order of the text, each kept however often its name occurs.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Fields<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// The part of `text` that the steps lead to; the nearest part around it where they lead nowhere.
pub(super) fn part<'t>(text: &'t str, steps: &[Step<'_>]) -> &'t str {
    let mut here = text.trim_matches([' ', '\t', '\r', '\n']);
    for step in steps {
        let inside = members(here);
        match inside.into_iter().find(|(member, _)| member.step() == *step) {
            Some((_, value)) => here = value,
            None => break,
        }
    }
    here
}

/// Line and column, each from 1, of a part of `text`; columns count characters.
pub(super) fn spot(text: &str, part: &str) -> (usize, usize) {
    let offset = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let before = text.get(..offset).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{ \"a\": 1,\n  \"ü\": [true,\n   {\"b c\": null}] }";

    #[track_caller]
    fn check(path: &Path<'_>, expected: &str, found: &str, line_column: (usize, usize)) {
        let part = part(TEXT, &path.steps());
        assert_eq!((path.to_string().as_str(), part, spot(TEXT, part)), (expected, found, line_column));
    }

    #[test]
    fn a_field_is_found_by_its_path() {
        check(&ROOT.key("a"), "a", "1", (1, 8));
        check(&ROOT.key("ü").at(0), "ü[0]", "true", (2, 9));
        check(&ROOT.key("ü").at(1).key("b c"), "ü[1].\"b c\"", "null", (3, 12));
    }

    #[test]
    fn a_missing_field_is_placed_at_its_object() {
        check(&ROOT.key("ü").at(1).key("gone"), "ü[1].gone", "{\"b c\": null}", (3, 4));
    }

    #[test]
    fn both_fields_of_one_name_are_seen() {
        assert_eq!(members("{\"a\":1,\"a\":2}").len(), 2);
    }
}
