//! Canonical JSON: one text for one content, whatever the order of fields and the writing of numbers in a file.

use serde_json::{Map, Value};

use crate::math::sha256;
use crate::protocol::node::Node;
use crate::protocol::written::Written;

/// A part of a policy as a value; fields in code point order, whole numbers without a point.
pub fn value(part: &dyn Written) -> Value {
    of_node(&part.node())
}

fn of_node(node: &Node<'_>) -> Value {
    match node {
        Node::Null | Node::Bytes(_) => Value::Null,
        Node::Flag(flag) => Value::Bool(*flag),
        Node::Number(number) => Value::Number(number.clone()),
        Node::Text(text) => Value::String((*text).to_owned()),
        Node::List(nodes) => Value::Array(nodes.iter().map(of_node).collect()),
        Node::Fields(fields) => {
            let mut object = Map::new();
            for (name, node) in fields {
                object.insert((*name).to_owned(), of_node(node));
            }
            Value::Object(object)
        }
    }
}

/// SHA-256 over the canonical text of a value, in hexadecimal.
///
/// ```
/// # use segmented_safety_stock::policy::canonical::hash;
/// let found = hash(&serde_json::json!({"b": 1, "a": [true, null]})); // of {"a":[true,null],"b":1}
/// assert_eq!(found, hash(&serde_json::json!({"a": [true, null], "b": 1})));
/// assert_eq!(found.len(), 64);
/// ```
pub fn hash(value: &Value) -> String {
    let mut text = String::with_capacity(64);
    for byte in sha256::digest(value.to_string().as_bytes()) {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or_default());
        }
    }
    text
}
