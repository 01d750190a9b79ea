//! Where a field stands: its path from the outermost object, and its line and column in the text.
//!
//! A path is built while a policy is walked, link by link and without allocation; its text is made only when
//! something has to be said about it. Places are found by descending through the text's own values.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::protocol::path::{Member, Step, path_text};

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

    /// What stands inside of here.
    pub fn member(&'a self, member: &'a Member) -> Path<'a> {
        Path { parent: Some(self), step: Some(member.step()) }
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

/// The values inside an object or list, in the order of the text, a name as often as it stands there; none inside
/// anything else.
///
/// `raw` is one valid JSON value; each part is a slice of it, so that its place is known.
///
/// # Errors
/// A name that is no text: half of a character escaped.
pub(super) fn members(raw: &str) -> serde_json::Result<Vec<(Member, &str)>> {
    if raw.starts_with(['{', '[']) { Ok(serde_json::from_str::<Inside>(raw)?.0) } else { Ok(Vec::new()) }
}

struct Inside<'t>(Vec<(Member, &'t str)>);

impl<'de> Deserialize<'de> for Inside<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Inside<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object or a list")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Inside<'de>, A::Error> {
                let mut inside = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    inside.push((Member::Key(name), value.get()));
                }
                Ok(Inside(inside))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Inside<'de>, A::Error> {
                let mut inside = Vec::new();
                while let Some(value) = list.next_element::<&RawValue>()? {
                    inside.push((Member::Index(inside.len()), value.get()));
                }
                Ok(Inside(inside))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// The part of `text` that the steps lead to; the nearest part around it where they lead nowhere.
pub(super) fn part<'t>(text: &'t str, steps: &[Step<'_>]) -> &'t str {
    let mut here = text.trim_matches([' ', '\t', '\r', '\n']);
    for step in steps {
        let inside = members(here).unwrap_or_default();
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
        assert_eq!(members("{\"a\":1,\"a\":2}").unwrap().len(), 2);
    }
}
