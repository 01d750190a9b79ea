//! What is about to be written, to a file or to the page: JSON whose objects keep the order of declaration.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value};

/// A value to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Node<'a> {
    /// Nothing.
    Null,
    /// True or false.
    Flag(bool),
    /// A number; whole ones without a point.
    Number(Number),
    /// A text.
    Text(&'a str),
    /// Bytes of a file.
    Bytes(&'a [u8]),
    /// A list.
    List(Vec<Node<'a>>),
    /// Fields, in the order they are written.
    Fields(Vec<(&'a str, Node<'a>)>),
}

impl Node<'static> {
    /// A number as people write it: without a point where it is whole. JSON has no NaN and no infinity: null.
    pub fn number(value: f64) -> Self {
        /// From here on neighbouring doubles are more than a whole number apart.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() < EXACT {
            return Node::Number(Number::from(value as i64));
        }
        Number::from_f64(value).map_or(Node::Null, Node::Number)
    }
}

impl<'a> From<&'a Value> for Node<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Node::Null,
            Value::Bool(flag) => Node::Flag(*flag),
            Value::Number(number) if number.is_f64() => Node::number(number.as_f64().unwrap_or(f64::NAN)),
            Value::Number(number) => Node::Number(number.clone()),
            Value::String(text) => Node::Text(text),
            Value::Array(values) => Node::List(values.iter().map(Node::from).collect()),
            Value::Object(map) => {
                Node::Fields(map.iter().map(|(key, value)| (key.as_str(), value.into())).collect())
            }
        }
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Null => serializer.serialize_unit(),
            Node::Flag(flag) => serializer.serialize_bool(*flag),
            Node::Number(number) => number.serialize(serializer),
            Node::Text(text) => serializer.serialize_str(text),
            Node::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Node::List(nodes) => nodes.serialize(serializer),
            Node::Fields(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, node) in fields {
                    map.serialize_entry(name, node)?;
                }
                map.end()
            }
        }
    }
}
