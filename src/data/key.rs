//! The key of a stocking unit: its fields in one text, which all who name the unit share.
//!
//! Hundreds of thousands of units are named by their data, their figures and more: a key of its own for each would be
//! millions of small texts.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::keys::{fields, order};
use super::master::joined;
use super::texts::Texts;

/// One of many keys that stand together.
#[derive(Clone)]
pub struct Key {
    texts: Rc<Texts>,
    number: u32,
}

impl Key {
    /// The text of this number, as a key.
    pub fn new(texts: &Rc<Texts>, number: u32) -> Self {
        Key { texts: Rc::clone(texts), number }
    }

    /// A key that stands alone.
    ///
    /// ```
    /// use segmented_safety_stock::data::key::Key;
    /// let key = Key::of(&["A-1", "North"]);
    /// assert_eq!((key.first(), key.field(1), key.to_string()), ("A-1", Some("North"), "A-1 / North".to_owned()));
    /// ```
    pub fn of(fields: &[&str]) -> Self {
        let mut texts = Texts::default();
        texts.push(&joined(fields.iter().copied()));
        Key { texts: Rc::new(texts), number: 0 }
    }

    /// Its fields, joined.
    pub fn text(&self) -> &str {
        self.texts.text(self.number)
    }

    /// The fields of the stocking unit, item first.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        fields(self.text())
    }

    /// The first field: the item.
    pub fn first(&self) -> &str {
        self.fields().next().unwrap_or_default()
    }

    /// The field at a place.
    pub fn field(&self, place: usize) -> Option<&str> {
        self.fields().nth(place)
    }

    /// Its fields, one text each.
    pub fn to_vec(&self) -> Vec<String> {
        self.fields().map(str::to_owned).collect()
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        order(self.text(), other.text())
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text().hash(state);
    }
}

impl fmt::Display for Key {
    /// As people read it.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, field) in self.fields().enumerate() {
            to.write_str(if place > 0 { " / " } else { "" })?;
            to.write_str(field)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text(), to)
    }
}
