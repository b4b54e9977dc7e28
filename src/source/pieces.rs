//! The parts of a file that are at hand. Readers ask for what they look at; what is missing is fetched, and they start again:
//! so a file of any size is opened by its header alone, and no reader knows how bytes are fetched.

use std::borrow::Cow;
use std::ops::Range;

use super::FileError;

/// Why a reader stops before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// These bytes are not at hand.
    Missing(Range<u64>),
    /// The file is not in order.
    Refused(FileError),
}

impl From<FileError> for Stop {
    fn from(error: FileError) -> Self {
        Self::Refused(error)
    }
}

/// Parts of one file.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    size: u64,
    held: Vec<(u64, Cow<'a, [u8]>)>,
}

impl<'a> Pieces<'a> {
    /// A file of `size` bytes, none of them at hand.
    pub(super) fn new(size: u64) -> Self {
        Self { size, held: Vec::new() }
    }

    /// A file that is all there.
    pub(super) fn whole(bytes: &'a [u8]) -> Self {
        Self { size: bytes.len() as u64, held: vec![(0, bytes.into())] }
    }

    /// Bytes of the whole file.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Bytes at hand.
    pub(super) fn held(&self) -> u64 {
        self.held.iter().map(|(_, bytes)| bytes.len() as u64).sum()
    }

    /// Keeps the bytes from `start` on. What goes on where a held part ends makes one part with it.
    pub(super) fn give(&mut self, start: u64, bytes: Vec<u8>) {
        match self.held.iter_mut().find(|(at, held)| *at + held.len() as u64 == start) {
            Some((_, held)) => held.to_mut().extend(bytes),
            None => self.held.push((start, bytes.into())),
        }
    }

    /// The bytes of a range, which ends within the file.
    pub(super) fn get(&self, range: Range<u64>) -> Result<&[u8], Stop> {
        let within = |(at, held): &(u64, Cow<'a, [u8]>)| {
            let from = usize::try_from(range.start.checked_sub(*at)?).ok()?;
            let to = usize::try_from(range.end.checked_sub(*at)?).ok()?;
            (to <= held.len()).then_some((from, to))
        };
        if range.is_empty() {
            return Ok(&[]);
        }
        for piece in &self.held {
            if let Some((from, to)) = within(piece) {
                return Ok(&piece.1[from..to]);
            }
        }
        // What is at hand of the beginning need not be fetched again.
        let end = |(at, held): &(u64, Cow<'a, [u8]>)| {
            let end = at + held.len() as u64;
            (*at <= range.start && range.start < end).then_some(end)
        };
        let start = self.held.iter().find_map(end).unwrap_or(range.start);
        Err(Stop::Missing(start..range.end))
    }

    /// The first `count` bytes, or as many as there are.
    pub(super) fn head(&self, count: u64) -> Result<&[u8], Stop> {
        self.get(0..count.min(self.size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_asked_for_once() {
        let mut pieces = Pieces::new(100);
        assert!(matches!(pieces.get(0..10), Err(Stop::Missing(range)) if range == (0..10)));
        pieces.give(0, (0..10).collect());
        assert!(matches!(pieces.head(30), Err(Stop::Missing(range)) if range == (10..30)));
        pieces.give(10, (10..30).collect());
        assert_eq!(pieces.get(5..15).unwrap(), (5..15).collect::<Vec<u8>>());
        pieces.give(90, (90..100).collect());
        assert_eq!(pieces.held(), 40);
        assert_eq!(pieces.get(92..100).unwrap()[0], 92);
        assert!(matches!(pieces.get(20..95), Err(Stop::Missing(range)) if range == (30..95)));
        assert!(pieces.get(50..50).unwrap().is_empty());
        assert_eq!(Pieces::whole(&[1, 2]).head(9).unwrap(), [1, 2]);
    }
}
