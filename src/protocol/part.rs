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

/// A value that can be read and written.
pub trait Part: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// [`Misfit`]: the first value in it that is none of those allowed.
    fn read(value: Value) -> Result<Self, Misfit>;

    /// What is written for it.
    fn node(&self) -> Node<'_>;

    /// Whether there is something to write; a field that is left out where nothing is given asks.
    fn is_given(&self) -> bool {
        true
    }
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
    pub fn needed<T: Part>(&mut self, name: &str) -> Result<T, Misfit> {
        let Some(value) = self.left.remove(name) else {
            let found = Value::Object(std::mem::take(&mut self.left));
            return Err(Misfit::new(found, format!("an object with the field `{name}`")));
        };
        inside(T::read(value), name)
    }

    /// A field, or what holds where it is absent.
    ///
    /// # Errors
    /// It does not fit.
    pub fn or<T: Part>(&mut self, name: &str, absent: T) -> Result<T, Misfit> {
        self.left.remove(name).map_or(Ok(absent), |value| inside(T::read(value), name))
    }

    /// The fields that nobody took.
    pub fn rest(self) -> BTreeMap<String, Value> {
        self.left.into_iter().collect()
    }
}

fn inside<T>(read: Result<T, Misfit>, name: &str) -> Result<T, Misfit> {
    read.map_err(|misfit| misfit.inside(Member::Key(name.to_owned())))
}

/// The position of a text among the names of a setting.
pub(super) fn choice(value: Value, names: &[&str]) -> Result<usize, Misfit> {
    let Value::String(text) = &value else { return Err(Misfit::new(value, A_TEXT)) };
    names.iter().position(|name| name == text).ok_or_else(|| {
        let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        Misfit::new(value, quoted.join(if names.len() == 2 { " or " } else { ", " }))
    })
}

/// An object: the known fields that are given, then the unknown ones.
pub(super) fn fields<'a>(
    known: Vec<(&'a str, Option<Node<'a>>)>,
    unknown: &'a BTreeMap<String, Value>,
) -> Node<'a> {
    let mut fields: Vec<_> = known.into_iter().filter_map(|(name, node)| Some((name, node?))).collect();
    fields.extend(unknown.iter().map(|(name, value)| (name.as_str(), value.into())));
    Node::Fields(fields)
}

const A_TEXT: &str = "a text in quotes";

impl Part for String {
    fn read(value: Value) -> Result<Self, Misfit> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(Misfit::new(other, A_TEXT)),
        }
    }

    fn node(&self) -> Node<'_> {
        Node::Text(self)
    }
}

impl Part for bool {
    fn read(value: Value) -> Result<Self, Misfit> {
        value.as_bool().ok_or_else(|| Misfit::new(value, "true or false"))
    }

    fn node(&self) -> Node<'_> {
        Node::Flag(*self)
    }
}

impl Part for f64 {
    fn read(value: Value) -> Result<Self, Misfit> {
        value.as_f64().ok_or_else(|| Misfit::new(value, "a number"))
    }

    fn node(&self) -> Node<'_> {
        Node::number(*self)
    }
}

impl Part for u32 {
    fn read(value: Value) -> Result<Self, Misfit> {
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        number.ok_or_else(|| Misfit::new(value, "a whole number from 0 to 4294967295"))
    }

    fn node(&self) -> Node<'_> {
        Node::Number((*self).into())
    }
}

/// Anything at all, kept as it is.
impl Part for Value {
    fn read(value: Value) -> Result<Self, Misfit> {
        Ok(value)
    }

    fn node(&self) -> Node<'_> {
        self.into()
    }
}

/// Null is none.
impl<T: Part> Part for Option<T> {
    fn read(value: Value) -> Result<Self, Misfit> {
        if value.is_null() { Ok(None) } else { T::read(value).map(Some) }
    }

    fn node(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Null, Part::node)
    }

    fn is_given(&self) -> bool {
        self.is_some()
    }
}

impl<T: Part> Part for Box<T> {
    fn read(value: Value) -> Result<Self, Misfit> {
        T::read(value).map(Box::new)
    }

    fn node(&self) -> Node<'_> {
        T::node(self)
    }
}

impl<T: Part> Part for Vec<T> {
    fn read(value: Value) -> Result<Self, Misfit> {
        let Value::Array(values) = value else { return Err(Misfit::new(value, "a list in [ ]")) };
        let read = |(position, value)| {
            T::read(value).map_err(|misfit: Misfit| misfit.inside(Member::Index(position)))
        };
        values.into_iter().enumerate().map(read).collect()
    }

    fn node(&self) -> Node<'_> {
        Node::List(self.iter().map(Part::node).collect())
    }

    fn is_given(&self) -> bool {
        !self.is_empty()
    }
}

impl<T: Part> Part for BTreeMap<String, T> {
    fn read(value: Value) -> Result<Self, Misfit> {
        let mut read = BTreeMap::new();
        for (name, value) in Fields::of(value)?.left {
            let part = inside(T::read(value), &name)?;
            read.insert(name, part);
        }
        Ok(read)
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
            fn read(value: serde_json::Value) -> Result<Self, super::part::Misfit> {
                let position = super::part::choice(value, &[$($spelled),+])?;
                Ok($name::ALL.get(position).copied().unwrap_or_default())
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
            fn read(value: serde_json::Value) -> Result<Self, super::part::Misfit> {
                let mut fields = super::part::Fields::of(value)?;
                let mut part = $name::default();
                $(part.$field = part!(@read $way fields, stringify!($field), part.$field);)+
                part.unknown = fields.rest();
                Ok(part)
            }

            fn node(&self) -> super::node::Node<'_> {
                let known = vec![$((stringify!($field), part!(@write $way self.$field))),+];
                super::part::fields(known, &self.unknown)
            }
        }

        super::part::written!($name);
    };
    (@read needed $fields:ident, $name:expr, $absent:expr) => { $fields.needed($name)? };
    (@read $way:ident $fields:ident, $name:expr, $absent:expr) => { $fields.or($name, $absent)? };
    (@write given $value:expr) => { $value.is_given().then(|| $value.node()) };
    (@write $way:ident $value:expr) => { Some($value.node()) };
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
