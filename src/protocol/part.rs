//! How the parts of a policy and of a question are read from JSON and written back.
//!
//! One reader for all: a file's text and what the page sends are JSON values by then, so both are held to the
//! same. A value that does not fit is refused with its path. What a part does not know it keeps, and writes it
//! back after what it knows.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::node::Node;
use super::path::{Member, Step, path_text};

/// A value that can be read and written. What is common to all parts is compiled once, over `dyn Part`.
pub trait Part {
    /// Becomes what is read.
    ///
    /// # Errors
    /// [`Misfit`]: the first value in it that is none of those allowed.
    fn read(&mut self, value: Value) -> Result<(), Misfit>;

    /// What is written for it.
    fn node(&self) -> Node<'_>;

    /// Whether there is something to write; a field that is left out where nothing is given asks.
    fn is_given(&self) -> bool {
        true
    }
}

/// How a field of an object is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It must be there, and is always written.
    Needed,
    /// It may be absent, and is always written.
    Always,
    /// It may be absent, and is written only where something is given.
    Given,
}

/// A value that does not fit: where it stands, what it is and what may stand there.
#[derive(Debug, Clone, PartialEq)]
pub struct Misfit {
    /// The way to it, the innermost link first.
    way: Vec<Member>,
    /// What stands there.
    pub found: Value,
    /// What may stand there, in words.
    pub allowed: String,
}

impl Misfit {
    /// A value that does not fit, here.
    pub fn new(found: Value, allowed: impl Into<String>) -> Self {
        Misfit { way: Vec::new(), found, allowed: allowed.into() }
    }

    /// The same, seen from the object or list around it.
    #[must_use]
    pub fn inside(mut self, member: Member) -> Self {
        self.way.push(member);
        self
    }

    /// The way to it, the outermost link first.
    pub fn steps(&self) -> Vec<Step<'_>> {
        self.way.iter().rev().map(Member::step).collect()
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}`: found {}; allowed: {}", path_text(&self.steps()), self.found, self.allowed)
    }
}

/// An object's fields while they are taken out one by one.
pub struct Fields {
    left: Map<String, Value>,
}

impl Fields {
    /// The fields of an object.
    ///
    /// # Errors
    /// The value is none.
    pub fn of(value: Value) -> Result<Self, Misfit> {
        match value {
            Value::Object(left) => Ok(Fields { left }),
            other => Err(Misfit::new(other, "an object in { }")),
        }
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// It is absent or does not fit.
    pub fn needed<T: Part + Default>(&mut self, name: &str) -> Result<T, Misfit> {
        let mut part = T::default();
        self.take(name, Way::Needed, &mut part)?;
        Ok(part)
    }

    /// A field, or its type's default where it is absent.
    ///
    /// # Errors
    /// It does not fit.
    pub fn or_default<T: Part + Default>(&mut self, name: &str) -> Result<T, Misfit> {
        let mut part = T::default();
        self.take(name, Way::Always, &mut part)?;
        Ok(part)
    }

    /// Reads a field into a part, which stays as it is where the field is absent.
    ///
    /// # Errors
    /// It does not fit, or is absent and needed.
    fn take(&mut self, name: &str, way: Way, part: &mut dyn Part) -> Result<(), Misfit> {
        match self.left.remove(name) {
            Some(value) => part.read(value).map_err(|misfit| misfit.inside(Member::Key(name.to_owned()))),
            None if way == Way::Needed => {
                let found = Value::Object(std::mem::take(&mut self.left));
                Err(Misfit::new(found, format!("an object with the field `{name}`")))
            }
            None => Ok(()),
        }
    }
}

/// Reads an object's known fields into its parts, and keeps the others.
pub(super) fn read_fields(
    value: Value,
    known: &mut [(&str, Way, &mut dyn Part)],
    unknown: &mut BTreeMap<String, Value>,
) -> Result<(), Misfit> {
    let mut fields = Fields::of(value)?;
    for (name, way, part) in known {
        fields.take(name, *way, *part)?;
    }
    *unknown = named(fields.left);
    Ok(())
}

/// An object: the known fields that are written, then the unknown ones.
pub(super) fn fields<'a>(
    known: &[(&'static str, Way, &'a dyn Part)],
    unknown: &'a BTreeMap<String, Value>,
) -> Node<'a> {
    let written = known.iter().filter(|(_, way, part)| *way != Way::Given || part.is_given());
    let mut fields: Vec<_> = written.map(|(name, _, part)| (*name, part.node())).collect();
    fields.extend(unknown.iter().map(|(name, value)| (name.as_str(), value.into())));
    Node::Fields(fields)
}

/// Values by name. To collect them would compile in a sort for every type of value.
pub fn named<T>(values: impl IntoIterator<Item = (String, T)>) -> BTreeMap<String, T> {
    let mut named = BTreeMap::new();
    for (name, value) in values {
        named.insert(name, value);
    }
    named
}

/// The position of a text among the names of a setting.
pub(super) fn choice(value: Value, names: &[&str]) -> Result<usize, Misfit> {
    let Value::String(text) = &value else { return Err(Misfit::new(value, A_TEXT)) };
    names.iter().position(|name| name == text).ok_or_else(|| {
        let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        Misfit::new(value, quoted.join(if names.len() == 2 { " or " } else { ", " }))
    })
}

const A_TEXT: &str = "a text in quotes";

/// Takes over what was read, or refuses the value.
fn put<T>(place: &mut T, read: Option<T>, value: Value, allowed: &str) -> Result<(), Misfit> {
    let Some(read) = read else { return Err(Misfit::new(value, allowed)) };
    *place = read;
    Ok(())
}

impl Part for String {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        match value {
            Value::String(text) => *self = text,
            other => return Err(Misfit::new(other, A_TEXT)),
        }
        Ok(())
    }

    fn node(&self) -> Node<'_> {
        Node::Text(self)
    }
}

impl Part for bool {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        put(self, value.as_bool(), value, "true or false")
    }

    fn node(&self) -> Node<'_> {
        Node::Flag(*self)
    }
}

impl Part for f64 {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        put(self, value.as_f64(), value, "a number")
    }

    fn node(&self) -> Node<'_> {
        Node::number(*self)
    }
}

impl Part for u32 {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        put(self, number, value, "a whole number from 0 to 4294967295")
    }

    fn node(&self) -> Node<'_> {
        Node::Number((*self).into())
    }
}

/// Anything at all, kept as it is.
impl Part for Value {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        *self = value;
        Ok(())
    }

    fn node(&self) -> Node<'_> {
        self.into()
    }
}

/// Null is none.
impl<T: Part + Default> Part for Option<T> {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        *self = None;
        if value.is_null() { Ok(()) } else { self.insert(T::default()).read(value) }
    }

    fn node(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Null, Part::node)
    }

    fn is_given(&self) -> bool {
        self.is_some()
    }
}

impl<T: Part> Part for Box<T> {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        T::read(self, value)
    }

    fn node(&self) -> Node<'_> {
        T::node(self)
    }
}

impl<T: Part + Default> Part for Vec<T> {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        self.clear();
        let Value::Array(values) = value else { return Err(Misfit::new(value, "a list in [ ]")) };
        for (position, value) in values.into_iter().enumerate() {
            let mut part = T::default();
            part.read(value).map_err(|misfit| misfit.inside(Member::Index(position)))?;
            self.push(part);
        }
        Ok(())
    }

    fn node(&self) -> Node<'_> {
        Node::List(self.iter().map(Part::node).collect())
    }

    fn is_given(&self) -> bool {
        !self.is_empty()
    }
}

impl<T: Part + Default> Part for BTreeMap<String, T> {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        self.clear();
        for (name, value) in Fields::of(value)?.left {
            let mut part = T::default();
            if let Err(misfit) = part.read(value) {
                return Err(misfit.inside(Member::Key(name)));
            }
            self.insert(name, part);
        }
        Ok(())
    }

    fn node(&self) -> Node<'_> {
        Node::Fields(self.iter().map(|(name, part)| (name.as_str(), part.node())).collect())
    }

    fn is_given(&self) -> bool {
        !self.is_empty()
    }
}

/// Declares a setting that is one of several names: the variants, and how a file spells them.
macro_rules! choices {
    ($(#[$head:meta])* $name:ident {
        $($(#[$doc:meta])* $variant:ident = $spelled:literal),+ $(,)?
    }) => {
        $(#[$head])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub enum $name { $($(#[$doc])* #[cfg_attr(test, ts(rename = $spelled))] $variant),+ }

        impl $name {
            const ALL: &[$name] = &[$($name::$variant),+];

            /// As a file spells it.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $spelled),+ }
            }
        }

        impl super::part::Part for $name {
            fn read(&mut self, value: serde_json::Value) -> Result<(), super::part::Misfit> {
                let position = super::part::choice(value, &[$($spelled),+])?;
                *self = $name::ALL.get(position).copied().unwrap_or_default();
                Ok(())
            }

            fn node(&self) -> super::node::Node<'_> {
                super::node::Node::Text(self.name())
            }
        }

        super::part::written!($name);
    };
}

/// Declares an object of the policy. A `needed` field must be there; another takes the value of the part's
/// default where it is absent. A `given` field is written only where it holds something, the others always.
macro_rules! part {
    ($(#[$head:meta])* $name:ident {
        $($(#[$doc:meta])* $way:ident $field:ident: $kind:ty),+ $(,)?
    }) => {
        $(#[$head])*
        #[derive(Debug, Clone, PartialEq)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub struct $name {
            $($(#[$doc])* pub $field: $kind,)+
            /// Fields of a later version, kept.
            #[cfg_attr(test, ts(skip))]
            pub unknown: std::collections::BTreeMap<String, serde_json::Value>,
        }

        impl super::part::Part for $name {
            fn read(&mut self, value: serde_json::Value) -> Result<(), super::part::Misfit> {
                let known: &mut [(&str, super::part::Way, &mut dyn super::part::Part)] =
                    &mut [$((stringify!($field), part!(@way $way), &mut self.$field)),+];
                super::part::read_fields(value, known, &mut self.unknown)
            }

            fn node(&self) -> super::node::Node<'_> {
                super::part::fields(
                    &[$((stringify!($field), part!(@way $way), &self.$field)),+],
                    &self.unknown,
                )
            }
        }

        super::part::written!($name);
    };
    (@way needed) => { super::part::Way::Needed };
    (@way always) => { super::part::Way::Always };
    (@way given) => { super::part::Way::Given };
}

/// A part inside an answer is written like any other.
macro_rules! written {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&super::part::Part::node(self), serializer)
            }
        }
    };
}

pub(super) use {choices, part, written};
