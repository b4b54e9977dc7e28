//! Results that need not be made again, and the one that is being made.

use std::rc::Rc;

use super::Bench;

/// Work that goes in steps of some milliseconds, so that it can be shown and given up.
pub(super) trait Work {
    /// What it makes.
    type Output;

    /// Goes on for some milliseconds; the output when nothing is left.
    fn step(&mut self, on: &Bench) -> Option<Self::Output>;

    /// The share that is done, 0 to 1.
    fn progress(&self, on: &Bench) -> f64;
}

/// The last outputs of a kind of work by what they follow from, and the work on the next one. The output that was used least
/// recently is the first to go.
#[derive(Debug)]
pub(super) struct Shelf<K, W: Work> {
    known: Vec<(K, Rc<W::Output>)>,
    coming: Option<(K, W)>,
    most: usize,
    budget: Option<Budget<W::Output>>,
}

/// A limit on what a shelf holds beside the last two outputs.
#[derive(Debug)]
struct Budget<V> {
    weight: fn(&V) -> usize,
    most: usize,
}

impl<K: PartialEq + Clone, W: Work> Shelf<K, W> {
    /// An empty shelf for at most `most` outputs. That must exceed what one question needs at once, or its needs evict each
    /// other.
    pub(super) fn new(most: usize) -> Self {
        Self { known: Vec::new(), coming: None, most, budget: None }
    }

    /// The same with a limit on the sum of the outputs' weights. The last two stay, however heavy they are.
    pub(super) fn within(self, most: usize, weight: fn(&W::Output) -> usize) -> Self {
        Self { budget: Some(Budget { weight, most }), ..self }
    }

    /// Whether the output of `key` is there.
    pub(super) fn has(&self, key: &K) -> bool {
        self.position(key).is_some()
    }

    /// The output of `key`, if it is there; it counts as used.
    pub(super) fn find(&mut self, key: &K) -> Option<Rc<W::Output>> {
        let at = self.position(key)?;
        self.known[..=at].rotate_right(1);
        Some(Rc::clone(&self.known[0].1))
    }

    /// The share of the output of `key` that is done, 0 to 1.
    pub(super) fn progress(&self, key: &K, on: &Bench) -> f64 {
        match &self.coming {
            _ if self.has(key) => 1.0,
            Some((coming, work)) if coming == key => work.progress(on).min(0.999),
            _ => 0.0,
        }
    }

    /// The work on the output of `key`, which is not there; with another one's work in between, it begins anew.
    pub(super) fn coming(&mut self, key: &K, begin: impl FnOnce() -> W) -> &mut W {
        let work = match self.coming.take() {
            Some((coming, work)) if coming == *key => work,
            _ => begin(),
        };
        &mut self.coming.insert((key.clone(), work)).1
    }

    /// The work that has begun and is not done.
    pub(super) fn at_work(&self) -> Option<&W> {
        self.coming.as_ref().map(|(_, work)| work)
    }

    /// Whether the work that has begun is on the output of `key`.
    pub(super) fn is_at_work(&self, key: &K) -> bool {
        self.coming.as_ref().is_some_and(|(coming, _)| coming == key)
    }

    /// Goes on with the work that has begun.
    pub(super) fn go_on(&mut self, on: &Bench) {
        if let Some((key, mut work)) = self.coming.take() {
            match work.step(on) {
                Some(output) => self.add(key, output),
                None => self.coming = Some((key, work)),
            }
        }
    }

    /// Goes on with the output of `key`, unless it is there.
    pub(super) fn advance(&mut self, key: &K, on: &Bench, begin: impl FnOnce() -> W) {
        if !self.has(key) {
            self.coming(key, begin);
            self.go_on(on);
        }
    }

    /// Keeps an output.
    pub(super) fn add(&mut self, key: K, output: W::Output) {
        self.known.insert(0, (key, Rc::new(output)));
        self.known.truncate(self.most);
        if let Some(Budget { weight, most }) = &self.budget {
            let weighs =
                |known: &[(K, Rc<W::Output>)]| known.iter().map(|(_, output)| weight(output)).sum::<usize>();
            while self.known.len() > 2 && weighs(&self.known) > *most {
                self.known.pop();
            }
        }
    }

    fn position(&self, key: &K) -> Option<usize> {
        self.known.iter().position(|(known, _)| known == key)
    }
}

/// The things, if all are there.
pub(super) fn all<T, const N: usize>(things: [Option<T>; N]) -> Option<[T; N]> {
    let things: Vec<T> = things.into_iter().flatten().collect();
    things.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tensor;

    /// Counts down.
    struct Steps(u32);

    impl Work for Steps {
        type Output = u32;

        fn step(&mut self, _: &Bench) -> Option<u32> {
            self.0 -= 1;
            (self.0 == 0).then_some(10)
        }

        fn progress(&self, _: &Bench) -> f64 {
            1.0 / f64::from(self.0 + 1)
        }
    }

    fn bench() -> Bench {
        Bench::new(Tensor::new("t", &[1], vec![1.0]).unwrap())
    }

    #[test]
    fn the_output_used_least_recently_goes_first() {
        let mut shelf: Shelf<u32, Steps> = Shelf::new(3);
        for key in [1, 2, 3] {
            shelf.add(key, key * 10);
        }
        assert_eq!(shelf.find(&1).as_deref(), Some(&10));
        shelf.add(4, 40);
        assert!(shelf.has(&1) && shelf.has(&3) && shelf.has(&4) && !shelf.has(&2));
        assert_eq!(shelf.find(&2), None);
    }

    #[test]
    fn a_budget_leaves_two() {
        let mut shelf: Shelf<u32, Steps> = Shelf::new(9).within(25, |&weight| weight as usize);
        for weight in [10, 11, 12] {
            shelf.add(weight, weight);
        }
        assert!(shelf.has(&12) && shelf.has(&11) && !shelf.has(&10));
        shelf.add(99, 99);
        assert!(shelf.has(&99) && shelf.has(&12) && !shelf.has(&11));
    }

    #[test]
    fn work_goes_on_where_it_was_until_another_is_asked_for() {
        let (on, mut shelf) = (bench(), Shelf::new(3));
        assert_eq!(shelf.progress(&1, &on), 0.0);
        shelf.advance(&1, &on, || Steps(2));
        assert_eq!(shelf.progress(&1, &on), 0.5);
        shelf.advance(&1, &on, || panic!("begun anew"));
        assert_eq!((shelf.progress(&1, &on), shelf.find(&1).as_deref()), (1.0, Some(&10)));
        shelf.advance(&2, &on, || Steps(2));
        shelf.advance(&3, &on, || Steps(9));
        shelf.advance(&2, &on, || Steps(2));
        assert!(!shelf.has(&2), "begun anew");
    }
}
