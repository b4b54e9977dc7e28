//! What questions keep in a lab between one answer and the next.

use std::any::Any;

/// One thing of each type. A question keeps what it needs in a type of its own, which only its file knows.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<Box<dyn Any>>);

impl Kept {
    /// The thing of type `T`. It is made when it is asked for the first time.
    pub(super) fn of<T: Default + 'static>(&mut self) -> &mut T {
        let at = self.0.iter().position(|kept| kept.is::<T>()).unwrap_or_else(|| {
            self.0.push(Box::<T>::default());
            self.0.len() - 1
        });
        self.0[at].downcast_mut().expect("it was found by its type")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_thing_of_each_type() {
        let mut kept = Kept::default();
        *kept.of::<u32>() = 7;
        kept.of::<Vec<u32>>().push(8);
        assert_eq!((*kept.of::<u32>(), kept.of::<Vec<u32>>().as_slice()), (7, &[8][..]));
        assert_eq!(*kept.of::<u64>(), 0);
    }
}
