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

    /// Files that are in memory as a whole, one behind the other.
    pub(super) fn of(files: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut size = 0;
        let held = |bytes: &'a [u8]| {
            let start = size;
            size += bytes.len() as u64;
            (start, bytes.into())
        };
        let held = files.into_iter().map(held).collect();
        Self { size, held }
    }

    /// A range of the bytes as a file of its own.
    pub(super) fn section(&self, range: Range<u64>) -> Section<'_> {
        Section { pieces: self, start: range.start, end: range.end }
    }

    /// All bytes as one file.
    pub(super) fn all(&self) -> Section<'_> {
        self.section(0..self.size)
    }

    /// The size of the file in bytes.
    pub(super) fn size(&self) -> u64 {
        self.size
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

/// A range of the bytes that is read as a file of its own: its offsets count from its beginning. What it asks for lies within it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section<'p> {
    pieces: &'p Pieces<'p>,
    start: u64,
    end: u64,
}

impl<'p> Section<'p> {
    /// The offset of its first byte.
    pub(super) fn start(&self) -> u64 {
        self.start
    }

    /// The offset behind its last byte.
    pub(super) fn end(&self) -> u64 {
        self.end
    }

    /// Its size in bytes.
    pub(super) fn size(&self) -> u64 {
        self.end - self.start
    }

    /// The number of its bytes in memory.
    pub(super) fn held(&self) -> u64 {
        let within = |(at, bytes): &(u64, Cow<'_, [u8]>)| {
            let end = self.end.min(at + bytes.len() as u64);
            end.saturating_sub(self.start.max(*at))
        };
        self.pieces.held.iter().map(within).sum()
    }

    /// The bytes of a range, which ends within it.
    pub(super) fn get(&self, range: Range<u64>) -> Result<&'p [u8], Stop> {
        self.pieces.get(self.start + range.start..self.start + range.end)
    }

    /// Its first `count` bytes, or all of a shorter one.
    pub(super) fn head(&self, count: u64) -> Result<&'p [u8], Stop> {
        self.get(0..count.min(self.size()))
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
        assert_eq!(pieces.all().held(), 40);
        assert_eq!(pieces.get(92..100).unwrap()[0], 92);
        assert!(matches!(pieces.get(20..95), Err(Stop::Missing(range)) if range == (30..95)));
        pieces.give(20, (20..93).collect());
        assert_eq!(pieces.get(5..95).unwrap(), (5..95).collect::<Vec<u8>>(), "the gap is closed");
        assert!(pieces.get(50..50).unwrap().is_empty());
        assert_eq!(Pieces::whole(&[1, 2]).head(9).unwrap(), [1, 2]);
    }

    #[test]
    fn a_section_counts_from_its_beginning() {
        let mut pieces = Pieces::new(100);
        let missing = pieces.section(40..60).head(30);
        assert!(matches!(missing, Err(Stop::Missing(range)) if range == (40..60)));
        pieces.give(30, (30..50).collect());
        let section = pieces.section(40..60);
        assert_eq!((section.size(), section.held()), (20, 10));
        assert_eq!(section.get(2..4).unwrap(), [42, 43]);
        let files = Pieces::of([&[1, 2][..], &[], &[3]]);
        assert_eq!((files.size(), files.section(2..3).head(5).unwrap()), (3, &[3][..]));
    }
}
