//! A stage: a value and what it was made from. It is made again when that differs, and only then.

use std::rc::Rc;

/// A value kept with what it was made from.
#[derive(Debug)]
pub struct Stage<K, V> {
    made: Option<(K, Rc<V>)>,
}

impl<K, V> Default for Stage<K, V> {
    fn default() -> Self {
        Stage { made: None }
    }
}

impl<K: PartialEq, V> Stage<K, V> {
    /// The value made from `key`, made now unless it is there already.
    pub fn get(&mut self, key: K, make: impl FnOnce(Option<&V>) -> V) -> Rc<V> {
        if let Some((old, value)) = &self.made
            && *old == key
        {
            return Rc::clone(value);
        }
        let before = self.made.take();
        let value = Rc::new(make(before.as_ref().map(|(_, value)| value.as_ref())));
        self.made = Some((key, Rc::clone(&value)));
        value
    }

    /// The value made from `key`, where it is there.
    pub fn there(&self, key: &K) -> Option<Rc<V>> {
        self.made.as_ref().filter(|(old, _)| old == key).map(|(_, value)| Rc::clone(value))
    }

    /// Whether nothing was ever made.
    pub fn is_empty(&self) -> bool {
        self.made.is_none()
    }

    /// Whether the value made from `key` is there.
    pub fn has(&self, key: &K) -> bool {
        self.made.as_ref().is_some_and(|(old, _)| old == key)
    }

    /// As [`Stage::get`], where making may fail; a failure is not kept.
    ///
    /// # Errors
    /// What `make` says.
    pub fn try_get<E>(&mut self, key: K, make: impl FnOnce() -> Result<V, E>) -> Result<Rc<V>, E> {
        if let Some((old, value)) = &self.made
            && *old == key
        {
            return Ok(Rc::clone(value));
        }
        let value = Rc::new(make()?);
        self.made = Some((key, Rc::clone(&value)));
        Ok(value)
    }
}

/// The very same value of an earlier stage: compared by identity, and kept alive while it is compared.
#[derive(Debug)]
pub struct Same<T>(Rc<T>);

impl<T> Same<T> {
    /// Stands for this value.
    pub fn as_(value: &Rc<T>) -> Self {
        Same(Rc::clone(value))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_again_only_for_another_key() {
        let mut stage = Stage::default();
        let first = stage.get(1, |_| "one".to_owned());
        assert!(Rc::ptr_eq(&first, &stage.get(1, |_| "again".to_owned())));
        let second = stage.get(2, |before| format!("{} more", before.map_or("none", String::as_str)));
        assert_eq!(second.as_str(), "one more");
    }

    #[test]
    fn a_failure_is_not_kept() {
        let mut stage: Stage<i32, i32> = Stage::default();
        assert_eq!(stage.try_get(1, || Err("no")), Err("no"));
        assert_eq!(stage.try_get(1, || Ok::<_, &str>(5)), Ok(Rc::new(5)));
    }

    #[test]
    fn the_same_is_not_an_equal() {
        let one = Rc::new(1);
        assert!(Same::as_(&one) == Same::as_(&Rc::clone(&one)));
        assert!(Same::as_(&one) != Same::as_(&Rc::new(1)));
    }
}
