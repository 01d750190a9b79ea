//! Suggestions while somebody types: items whose key or description begins with the text, then those that hold it.

use crate::plan::Results;

/// Texts folded for search, made once: a question then only looks through them.
#[derive(Debug, Default)]
pub struct Index {
    /// Key and description of each unit, in lower case, with a line break before each.
    texts: Vec<Box<str>>,
}

impl Index {
    /// Of every unit.
    pub fn new(results: &Results) -> Self {
        let text = |item: &crate::stats::Item| {
            let mut text = String::new();
            for part in item.key.fields().chain([&*item.master.description]) {
                text.push('\n');
                text.push_str(&part.to_lowercase());
            }
            text.into_boxed_str()
        };
        Index { texts: results.items().iter().map(text).collect() }
    }

    /// The first units, by key, of which a field begins with the text; then those that hold it; how many in all.
    pub fn find(&self, wanted: &str, count: usize) -> (Vec<usize>, usize) {
        let wanted = wanted.trim().to_lowercase();
        let begins = format!("\n{wanted}");
        let (mut first, mut then, mut all) = (Vec::new(), Vec::new(), 0);
        for (unit, text) in self.texts.iter().enumerate() {
            let Some(place) = text.find(&wanted) else { continue };
            all += 1;
            let list =
                if text.get(..place).is_some_and(|before| before.ends_with('\n')) || text.contains(&begins) {
                    &mut first
                } else {
                    &mut then
                };
            if list.len() < count {
                list.push(unit);
            }
        }
        first.extend(then);
        first.truncate(count);
        (first, all)
    }
}

/// Customers and tiers whose name begins with the text, then those that hold it.
pub fn names<'a>(names: impl Iterator<Item = &'a str> + Clone, wanted: &str, count: usize) -> Vec<&'a str> {
    let wanted = wanted.trim().to_lowercase();
    let begins = names.clone().filter(|name| name.to_lowercase().starts_with(&wanted));
    let holds = names.filter(|name| {
        let name = name.to_lowercase();
        name.contains(&wanted) && !name.starts_with(&wanted)
    });
    begins.chain(holds).take(count).collect()
}
