//! How the parts of a policy and of a question are read from JSON.
//!
//! One reader for all: a file's text and what the page sends are JSON values by then, so both are held to the
//! same. A value that does not fit is refused with its path. What a part does not know it keeps, and writes it
//! back after what it knows.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::path::{Member, Step, path_text};
use super::written::Written;

/// A value that can be read and written. What is common to all parts is compiled once, over `dyn Part`.
pub trait Part: Written {
    /// Becomes what is read.
    ///
    /// # Errors
    /// [`Misfit`]: the first value in it that is none of those allowed.
    fn read(&mut self, value: Value) -> Result<(), Misfit>;
}

/// Whether a field of an object may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It must be there.
    Needed,
    /// It may be absent.
    Optional,
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
        self.take(name, Way::Optional, &mut part)?;
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
    known: &[(&str, Way)],
    parts: &mut [&mut dyn Part],
    unknown: &mut BTreeMap<String, Value>,
) -> Result<(), Misfit> {
    let mut fields = Fields::of(value)?;
    for ((name, way), part) in known.iter().zip(parts) {
        fields.take(name, *way, *part)?;
    }
    *unknown = named(fields.left);
    Ok(())
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

/// Reads the elements of a list one by one.
fn each_element(value: Value, read: &mut dyn FnMut(Value) -> Result<(), Misfit>) -> Result<(), Misfit> {
    let Value::Array(values) = value else { return Err(Misfit::new(value, "a list in [ ]")) };
    for (position, value) in values.into_iter().enumerate() {
        read(value).map_err(|misfit| misfit.inside(Member::Index(position)))?;
    }
    Ok(())
}

/// Reads the fields of an object one by one.
fn each_field(value: Value, read: &mut dyn FnMut(String, Value) -> Result<(), Misfit>) -> Result<(), Misfit> {
    for (name, value) in Fields::of(value)?.left {
        read(name.clone(), value).map_err(|misfit| misfit.inside(Member::Key(name)))?;
    }
    Ok(())
}

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
}

impl Part for bool {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        put(self, value.as_bool(), value, "true or false")
    }
}

impl Part for f64 {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        put(self, value.as_f64(), value, "a number")
    }
}

impl Part for u32 {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        put(self, number, value, "a whole number from 0 to 4294967295")
    }
}

impl Part for i32 {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
        put(self, number, value, "a whole number")
    }
}

/// Anything at all, kept as it is.
impl Part for Value {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        *self = value;
        Ok(())
    }
}

/// Null is none.
impl<T: Part + Default> Part for Option<T> {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        *self = None;
        if value.is_null() { Ok(()) } else { self.insert(T::default()).read(value) }
    }
}

impl<T: Part> Part for Box<T> {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        T::read(self, value)
    }
}

impl<T: Part + Default> Part for Vec<T> {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        self.clear();
        each_element(value, &mut |value| {
            let mut part = T::default();
            let read = part.read(value);
            self.push(part);
            read
        })
    }
}

impl<T: Part + Default> Part for BTreeMap<String, T> {
    fn read(&mut self, value: Value) -> Result<(), Misfit> {
        self.clear();
        each_field(value, &mut |name, value| {
            let mut part = T::default();
            let read = part.read(value);
            self.insert(name, part);
            read
        })
    }
}

/// Declares a setting that is one of several names: the variants, and how a file spells them.
macro_rules! choices {
    ($(#[$head:meta])* $name:ident {
        $($(#[$doc:meta])* $variant:ident = $spelled:literal),+ $(,)?
    }) => {
        $crate::protocol::written::names! {
            $(#[$head])*
            #[derive(PartialOrd, Ord, Default)]
            $name { $($(#[$doc])* $variant = $spelled),+ }
        }

        impl $name {
            /// All of them, in the order of their declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
        }

        impl $crate::protocol::part::Part for $name {
            fn read(&mut self, value: serde_json::Value) -> Result<(), $crate::protocol::part::Misfit> {
                let position = $crate::protocol::part::choice(value, &[$($spelled),+])?;
                *self = Self::ALL.get(position).copied().unwrap_or_default();
                Ok(())
            }
        }
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

        impl $crate::protocol::part::Part for $name {
            fn read(&mut self, value: serde_json::Value) -> Result<(), $crate::protocol::part::Misfit> {
                const KNOWN: &[(&str, $crate::protocol::part::Way)] = &[$((stringify!($field), part!(@read $way))),+];
                $crate::protocol::part::read_fields(value, KNOWN, &mut [$(&mut self.$field),+], &mut self.unknown)
            }
        }

        impl $crate::protocol::written::Written for $name {
            fn node(&self) -> $crate::protocol::node::Node<'_> {
                const KNOWN: &[(&str, $crate::protocol::written::When)] = &[$((stringify!($field), part!(@write $way))),+];
                $crate::protocol::written::fields(KNOWN, &[$(&self.$field),+], &self.unknown)
            }
        }

        $crate::protocol::written::serialized!($name);
    };
    (@read needed) => { $crate::protocol::part::Way::Needed };
    (@read $way:ident) => { $crate::protocol::part::Way::Optional };
    (@write given) => { $crate::protocol::written::When::Given };
    (@write $way:ident) => { $crate::protocol::written::When::Always };
}

pub(super) use {choices, part};
