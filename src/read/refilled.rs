//! Lists that are filled again and again, window by window.

use std::ops::Deref;

/// A list whose places stay as they are until they are filled again: to blank them first takes as long.
#[derive(Debug, Clone, Default)]
pub struct Refilled<T> {
    places: Vec<T>,
    length: usize,
}

impl<T: Copy + Default> Refilled<T> {
    /// Makes the list longer; the new places hold anything.
    pub fn more(&mut self, count: usize) -> &mut [T] {
        let before = self.length;
        self.length += count;
        if self.places.len() < self.length {
            self.places.resize(self.length, T::default());
        }
        self.places.get_mut(before..self.length).unwrap_or_default()
    }

    /// Keeps the first so many.
    pub fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }
}

impl<T> Deref for Refilled<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.places.get(..self.length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_it_was_filled_with_last() {
        let mut list = Refilled::default();
        list.more(3).copy_from_slice(&[1, 2, 3]);
        list.truncate(1);
        list.more(1).fill(7);
        assert_eq!((&*list, list.len()), ([1, 7].as_slice(), 2));
        list.truncate(5);
        assert_eq!(list.more(2).len(), 2);
        assert_eq!(list.len(), 4);
    }
}
