//! Texts that stand in a longer one, and the few that stand there otherwise than they are meant: a quote in a quoted
//! cell is written twice.

/// Texts that stand in no longer one.
#[derive(Debug, Clone, Default)]
pub struct Apart {
    texts: Vec<String>,
}

/// Where texts stand: from one byte to another of a longer one, or apart from it.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The longer one.
    pub text: &'a str,
    /// Those that stand apart.
    pub apart: &'a Apart,
}

impl Apart {
    /// Keeps a text; the place that says so.
    pub(super) fn keep(&mut self, text: &str) -> (u32, u32) {
        self.texts.push(text.to_owned());
        (u32::MAX, self.texts.len() as u32 - 1)
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.texts.clear();
    }
}

impl<'a> Standing<'a> {
    /// The text at a place.
    pub fn at(&self, (from, to): (u32, u32)) -> &'a str {
        if from <= to {
            return self.text.get(from as usize..to as usize).unwrap_or_default();
        }
        self.apart.texts.get(to as usize).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_in_another_or_apart() {
        let mut apart = Apart::default();
        let places = [apart.keep("5\" pipe"), (2, 4), apart.keep("")];
        let standing = Standing { text: "abcdef", apart: &apart };
        assert_eq!(places.map(|place| standing.at(place)), ["5\" pipe", "cd", ""]);
    }
}
