//! What stands in numbered slots: a list that is searched, because there is only a handful.

/// Something a slot, in slot order.
#[derive(Debug)]
pub struct Slots<T>(Vec<(u32, T)>);

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Slots(Vec::new())
    }
}

impl<T> Slots<T> {
    /// Puts something into a slot, in place of what stood there.
    pub fn insert(&mut self, slot: u32, content: T) {
        self.remove(slot);
        let place = self.0.iter().take_while(|(own, _)| *own < slot).count();
        self.0.insert(place, (slot, content));
    }

    /// Takes out what stands in a slot.
    pub fn remove(&mut self, slot: u32) -> Option<T> {
        let place = self.0.iter().position(|(own, _)| *own == slot)?;
        Some(self.0.remove(place).1)
    }

    /// What stands in a slot.
    pub fn get(&self, slot: u32) -> Option<&T> {
        self.0.iter().find(|(own, _)| *own == slot).map(|(_, content)| content)
    }

    /// What stands in a slot, to be changed.
    pub fn get_mut(&mut self, slot: u32) -> Option<&mut T> {
        self.0.iter_mut().find(|(own, _)| *own == slot).map(|(_, content)| content)
    }

    /// Every slot and what stands in it.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.0.iter().map(|(slot, content)| (*slot, content))
    }

    /// What stands in the slots.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, content)| content)
    }

    /// Takes out everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether nothing stands anywhere.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
