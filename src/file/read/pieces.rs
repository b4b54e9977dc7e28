//! The parts of a file that are in memory. A reader asks for the bytes it looks at. If some are missing, they are fetched and the
//! reader starts again. So a file of any size is opened by its header alone, and no reader knows how bytes are fetched.

use std::borrow::Cow;
use std::ops::Range;

use super::sentences::FileError;

/// Why a reader stops early.
#[derive(Debug)]
pub(super) enum Stop {
    /// These bytes are not in memory.
    Missing(Range<u64>),
    /// The file is malformed.
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
    /// By their start; no part touches another.
    held: Vec<(u64, Cow<'a, [u8]>)>,
}

impl<'a> Pieces<'a> {
    /// A file of `size` bytes, none of them in memory.
    pub(super) fn new(size: u64) -> Self {
        Self { size, held: Vec::new() }
    }

    /// A file that is in memory as a whole.
    pub(super) fn whole(bytes: &'a [u8]) -> Self {
        Self { size: bytes.len() as u64, held: vec![(0, bytes.into())] }
    }

    /// The size of the file in bytes.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The number of bytes in memory.
    pub(super) fn held(&self) -> u64 {
        self.held.iter().map(|(_, bytes)| bytes.len() as u64).sum()
    }

    /// The number of bytes in memory that end where `start` begins.
    pub(super) fn run_before(&self, start: u64) -> u64 {
        let next = self.held.partition_point(|(at, _)| *at < start);
        let run = next.checked_sub(1).map(|before| &self.held[before]);
        run.filter(|(at, bytes)| at + bytes.len() as u64 == start).map_or(0, |(_, bytes)| bytes.len() as u64)
    }

    /// Stores the bytes from `start` on that were missing. Parts that touch become one.
    pub(super) fn give(&mut self, start: u64, bytes: Vec<u8>) {
        let next = self.held.partition_point(|(at, _)| *at <= start);
        let touched = next.checked_sub(1).filter(|&before| {
            let (at, held) = &self.held[before];
            at + held.len() as u64 >= start
        });
        let here = touched.unwrap_or(next);
        match touched {
            Some(_) => append(&mut self.held[here], start, bytes),
            None => self.held.insert(here, (start, bytes.into())),
        }
        while let Some((at, _)) = self.held.get(here + 1)
            && *at <= self.held[here].0 + self.held[here].1.len() as u64
        {
            let (at, bytes) = self.held.remove(here + 1);
            append(&mut self.held[here], at, bytes.into_owned());
        }
    }

    /// The bytes of a range, which ends within the file.
    pub(super) fn get(&self, range: Range<u64>) -> Result<&[u8], Stop> {
        if range.is_empty() {
            return Ok(&[]);
        }
        let next = self.held.partition_point(|(at, _)| *at <= range.start);
        let mut start = range.start;
        if let Some((at, held)) = next.checked_sub(1).and_then(|before| self.held.get(before)) {
            let end = at + held.len() as u64;
            if range.end <= end {
                // Within usize, because both lie in a part in memory.
                return Ok(&held[(range.start - at) as usize..(range.end - at) as usize]);
            }
            // The beginning need not be fetched again if it is in memory.
            start = start.max(end);
        }
        Err(Stop::Missing(start..range.end))
    }

    /// The first `count` bytes, or all bytes of a shorter file.
    pub(super) fn head(&self, count: u64) -> Result<&[u8], Stop> {
        self.get(0..count.min(self.size))
    }
}

/// Appends bytes that begin within a part or at its end, as far as they are new.
fn append((at, held): &mut (u64, Cow<'_, [u8]>), start: u64, bytes: Vec<u8>) {
    // Within usize: at most the length of the part.
    let known = held.len() - (start - *at) as usize;
    if known < bytes.len() {
        held.to_mut().extend(&bytes[known..]);
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
        pieces.give(20, (20..93).collect());
        assert_eq!(pieces.get(5..95).unwrap(), (5..95).collect::<Vec<u8>>(), "the gap is closed");
        assert!(pieces.get(50..50).unwrap().is_empty());
        assert_eq!(Pieces::whole(&[1, 2]).head(9).unwrap(), [1, 2]);
    }
}
