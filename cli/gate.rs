//! Who may hold a large tensor: together, workers hold at most so many values.

use std::sync::{Condvar, Mutex, PoisonError};

/// A number of values that may be held.
pub(crate) struct Gate {
    most: usize,
    held: Mutex<usize>,
    freed: Condvar,
}

/// Values that are held until this is dropped.
pub(crate) struct Held<'a> {
    gate: &'a Gate,
    values: usize,
}

impl Gate {
    /// Nothing held, of at most `most` values.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, held: Mutex::new(0), freed: Condvar::new() }
    }

    /// Waits until so many values may be held. More than all are held alone.
    pub(crate) fn pass(&self, values: usize) -> Held<'_> {
        let values = values.min(self.most);
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |held: &mut usize| *held + values > self.most;
        let mut held = self.freed.wait_while(held, full).unwrap_or_else(PoisonError::into_inner);
        *held += values;
        Held { gate: self, values }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        *self.gate.held.lock().unwrap_or_else(PoisonError::into_inner) -= self.values;
        self.gate.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    #[test]
    fn no_more_than_allowed_is_held() {
        let (gate, now) = (Gate::new(10), AtomicUsize::new(0));
        thread::scope(|scope| {
            for worker in 0..4 {
                let (gate, now) = (&gate, &now);
                scope.spawn(move || {
                    for turn in 0..200 {
                        let values = 1 + (worker + turn) % 7;
                        let held = gate.pass(values);
                        assert!(now.fetch_add(values, Ordering::SeqCst) + values <= 10);
                        thread::yield_now();
                        now.fetch_sub(values, Ordering::SeqCst);
                        drop(held);
                    }
                });
            }
        });
        drop(gate.pass(1000));
    }
}
