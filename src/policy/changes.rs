//! What differs between two policies, field by field, and the history that keeps it.

use serde_json::{Map, Value};

use crate::order;
use crate::protocol::path::{Step, path_text};
use crate::protocol::policy::PolicyFile;

use super::canonical::value;

/// Fields that are no settings.
const APART: [&str; 3] = ["history", "scenarios", "sign_offs"];

/// A field that two policies have differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its path: `segments.A-X.target.value`.
    pub path: String,
    /// What stood there; none where the field is new.
    pub before: Option<Value>,
    /// What stands there; none where the field is gone.
    pub after: Option<Value>,
}

/// Who changed a policy, when and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author<'a> {
    /// Who.
    pub who: &'a str,
    /// When, ISO.
    pub when: &'a str,
    /// Why.
    pub why: &'a str,
}

/// The fields that differ, in code point order of their paths' links; history and sign-offs are no settings.
pub fn changes(before: &PolicyFile, after: &PolicyFile) -> Vec<Change> {
    let settings = |policy: &PolicyFile| {
        let mut whole = value(policy);
        if let Value::Object(fields) = &mut whole {
            for field in APART {
                fields.remove(field);
            }
        }
        whole
    };
    let mut found = Vec::new();
    compare(&mut Vec::new(), Some(&settings(before)), Some(&settings(after)), &mut found);
    found
}

/// Objects field by field, lists of one length element by element; anything else as a whole.
fn compare<'v>(
    path: &mut Vec<Step<'v>>,
    before: Option<&'v Value>,
    after: Option<&'v Value>,
    found: &mut Vec<Change>,
) {
    if before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
            order::sort(&mut names);
            names.dedup();
            for name in names {
                path.push(Step::Key(name));
                compare(path, one.get(name), other.get(name), found);
                path.pop();
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) if one.len() == other.len() => {
            for (position, (one, other)) in one.iter().zip(other).enumerate() {
                path.push(Step::Index(position));
                compare(path, Some(one), Some(other), found);
                path.pop();
            }
        }
        _ => found.push(Change { path: path_text(path), before: before.cloned(), after: after.cloned() }),
    }
}

/// The policy with a line of history: who, when, why, and every changed field before and after. Unchanged, it gets
/// none.
pub fn recorded(before: &PolicyFile, after: &PolicyFile, author: Author<'_>) -> PolicyFile {
    let changes = changes(before, after);
    let mut policy = after.clone();
    if changes.is_empty() {
        return policy;
    }
    let side = |of: fn(&Change) -> &Option<Value>| -> Value {
        let mut fields = Map::new();
        for change in &changes {
            if let Some(value) = of(change) {
                fields.insert(change.path.clone(), value.clone());
            }
        }
        Value::Object(fields)
    };
    let mut entry = Map::new();
    for (name, text) in [("who", author.who), ("when", author.when), ("why", author.why)] {
        entry.insert(name.to_owned(), text.into());
    }
    entry.insert("before".to_owned(), side(|change| &change.before));
    entry.insert("after".to_owned(), side(|change| &change.after));
    policy.history.push(Value::Object(entry));
    policy
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_change_is_a_path_with_both_sides() {
        let before = PolicyFile::default();
        let mut after = before.clone();
        after.segments.remove("C-Z");
        after.defaults.holding_rate = 0.25;
        after.segmentation.dimensions.truncate(1);
        after.unknown.insert("colour".to_owned(), json!("red"));
        let found = changes(&before, &after);
        let paths: Vec<&str> = found.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(paths, ["colour", "defaults.holding_rate", "segmentation.dimensions", "segments.C-Z"]);
        assert_eq!((&found[1].before, &found[1].after), (&Some(json!(0.2)), &Some(json!(0.25))));
        assert!(found[0].before.is_none() && found[3].after.is_none());
        assert!(changes(&before, &before.clone()).is_empty());
    }

    #[test]
    fn history_says_who_when_why_before_and_after() {
        let before = PolicyFile::default();
        let after = PolicyFile { seed: 7, ..before.clone() };
        let author = Author { who: "Ada", when: "2026-01-31", why: "new draw" };
        let kept = recorded(&before, &after, author);
        let entry = json!({"who": "Ada", "when": "2026-01-31", "why": "new draw", "before": {"seed": 1}, "after": {"seed": 7}});
        assert_eq!(kept.history, [entry]);
        assert!(changes(&kept, &after).is_empty());
        assert!(recorded(&after, &after.clone(), author).history.is_empty());
    }
}
