//! How answers, and the policies in them, are written.
//!
//! A value becomes a [`Node`], and nodes alone know serde: serializers are compiled for one type, not for all.

use std::collections::BTreeMap;

use serde_json::Value;

use super::node::Node;

/// A value that can be written.
pub trait Written {
    /// What is written for it.
    fn node(&self) -> Node<'_>;

    /// Whether there is something to write; a field that is left out where nothing is given asks.
    fn is_given(&self) -> bool {
        true
    }
}

/// When a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// Where something is given.
    Given,
}

/// An object of an answer: its fields by their names.
pub(super) fn object<'a>(names: &[&'static str], values: &[&'a dyn Written]) -> Node<'a> {
    Node::Fields(names.iter().zip(values).map(|(name, value)| (*name, value.node())).collect())
}

/// An object of the policy: the known fields that are written, then the unknown ones.
pub(super) fn fields<'a>(
    known: &[(&'static str, When)],
    values: &[&'a dyn Written],
    unknown: &'a BTreeMap<String, Value>,
) -> Node<'a> {
    let mut fields = Vec::with_capacity(known.len() + unknown.len());
    for ((name, when), value) in known.iter().zip(values) {
        if *when == When::Always || value.is_given() {
            fields.push((*name, value.node()));
        }
    }
    fields.extend(unknown.iter().map(|(name, value)| (name.as_str(), value.into())));
    Node::Fields(fields)
}

/// A list, whatever it is a list of.
fn list<'a>(values: &mut dyn Iterator<Item = &'a dyn Written>) -> Node<'a> {
    let mut nodes = Vec::new();
    for value in values {
        nodes.push(value.node());
    }
    Node::List(nodes)
}

/// An object of values by name, whatever they are.
fn map<'a>(values: &mut dyn Iterator<Item = (&'a String, &'a dyn Written)>) -> Node<'a> {
    let mut fields = Vec::new();
    for (name, value) in values {
        fields.push((name.as_str(), value.node()));
    }
    Node::Fields(fields)
}

impl Written for String {
    fn node(&self) -> Node<'_> {
        Node::Text(self)
    }
}

impl Written for bool {
    fn node(&self) -> Node<'_> {
        Node::Flag(*self)
    }
}

impl Written for f64 {
    fn node(&self) -> Node<'_> {
        Node::number(*self)
    }
}

impl Written for u32 {
    fn node(&self) -> Node<'_> {
        Node::Number((*self).into())
    }
}

impl Written for i32 {
    fn node(&self) -> Node<'_> {
        Node::Number((*self).into())
    }
}

/// Anything at all, as it was read.
impl Written for Value {
    fn node(&self) -> Node<'_> {
        self.into()
    }
}

/// None is null.
impl<T: Written> Written for Option<T> {
    fn node(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Null, Written::node)
    }

    fn is_given(&self) -> bool {
        self.is_some()
    }
}

impl<T: Written> Written for Box<T> {
    fn node(&self) -> Node<'_> {
        T::node(self)
    }
}

impl<T: Written> Written for Vec<T> {
    fn node(&self) -> Node<'_> {
        list(&mut self.iter().map(|value| value as &dyn Written))
    }

    fn is_given(&self) -> bool {
        !self.is_empty()
    }
}

/// A file's bytes are no list of numbers.
impl Written for Vec<u8> {
    fn node(&self) -> Node<'_> {
        Node::Bytes(self)
    }
}

impl<T: Written> Written for BTreeMap<String, T> {
    fn node(&self) -> Node<'_> {
        map(&mut self.iter().map(|(name, value)| (name, value as &dyn Written)))
    }

    fn is_given(&self) -> bool {
        !self.is_empty()
    }
}

/// Declares an object of an answer.
macro_rules! answers {
    ($(#[$head:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$head])*
        #[derive(Debug, Clone, PartialEq)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub struct $name { $($(#[$doc])* pub $field: $kind),+ }

        impl $crate::protocol::written::Written for $name {
            fn node(&self) -> $crate::protocol::node::Node<'_> {
                const NAMES: &[&str] = &[$(stringify!($field)),+];
                $crate::protocol::written::object(NAMES, &[$(&self.$field),+])
            }
        }
    };
}

/// Declares a word that is one of several: the variants, and how they are spelled.
macro_rules! names {
    ($(#[$head:meta])* $name:ident {
        $($(#[$doc:meta])* $variant:ident = $spelled:literal),+ $(,)?
    }) => {
        $(#[$head])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub enum $name { $($(#[$doc])* #[cfg_attr(test, ts(rename = $spelled))] $variant),+ }

        impl $name {
            /// As it is spelled.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $spelled),+ }
            }
        }

        impl $crate::protocol::written::Written for $name {
            fn node(&self) -> $crate::protocol::node::Node<'_> {
                $crate::protocol::node::Node::Text(self.name())
            }
        }
    };
}

/// What is written crosses a border: serde knows it.
macro_rules! serialized {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&$crate::protocol::written::Written::node(self), serializer)
            }
        }
    };
}

pub(super) use {answers, names, serialized};
