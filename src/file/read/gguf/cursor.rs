//! Reads the head of a GGUF file from its beginning to its end.

use super::Info;
use crate::file::read::pieces::{Section, Stop};
use crate::file::read::sentences::{FileError, excerpt, shown};

/// The largest size of metadata and tensor list in bytes. Large models have about ten million.
const LONGEST_HEAD: u64 = 1 << 28;
pub(super) const LONGEST_NAME: u64 = 65_535;
const MOST_DIMENSIONS: u32 = 4;

/// Types of metadata without a fixed size.
const STRING: u32 = 8;
const ARRAY: u32 = 9;

/// Reads the head from its beginning to its end.
pub(super) struct Cursor<'a> {
    pub(super) file: &'a str,
    pub(super) section: Section<'a>,
    pub(super) at: u64,
    /// The announced numbers of tensors and entries of metadata, for the error of a file that ends too early.
    pub(super) announced: (u64, u64),
}

impl<'a> Cursor<'a> {
    /// The next `count` bytes.
    fn take(&mut self, count: u64) -> Result<&'a [u8], Stop> {
        let start = self.at;
        self.pass(count)?;
        self.section.get(start..self.at).map_err(|stop| match stop {
            Stop::Missing(range) => self.more(range.start, range.end),
            refused => refused,
        })
    }

    /// Requests as many bytes as are in memory, which doubles them.
    fn more(&self, start: u64, end: u64) -> Stop {
        let held = self.section.held();
        if held >= LONGEST_HEAD {
            return FileError::GgufHead { file: self.file.into(), limit: LONGEST_HEAD }.into();
        }
        Stop::Missing(start..end.max(start + held).min(self.section.end()))
    }

    /// Skips `count` bytes, which need not be in memory.
    fn pass(&mut self, count: u64) -> Result<(), Stop> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.section.size());
        let (tensors, entries) = self.announced;
        self.at = end.ok_or_else(|| FileError::GgufEnd { file: self.file.into(), entries, tensors })?;
        Ok(())
    }

    pub(super) fn u16(&mut self) -> Result<u16, Stop> {
        Ok(self.take(2)?.iter().rev().fold(0, |n, &byte| n << 8 | u16::from(byte)))
    }

    pub(super) fn u32(&mut self) -> Result<u32, Stop> {
        Ok(self.take(4)?.iter().rev().fold(0, |n, &byte| n << 8 | u32::from(byte)))
    }

    pub(super) fn u64(&mut self) -> Result<u64, Stop> {
        Ok(self.take(8)?.iter().rev().fold(0, |n, &byte| n << 8 | u64::from(byte)))
    }

    /// A text of at most `limit` bytes.
    pub(super) fn bytes(&mut self, limit: u64) -> Result<&'a [u8], Stop> {
        let at = self.at;
        let length = self.u64()?;
        if length > limit {
            return Err(FileError::GgufName { file: self.file.into(), byte: at, length, limit }.into());
        }
        self.take(length)
    }

    /// Skips a value of metadata. Arrays may be nested to any depth, so this does not recurse.
    pub(super) fn skip(&mut self, kind: u32) -> Result<(), Stop> {
        let mut left = vec![(kind, 1u64)];
        while let Some((kind, count)) = left.pop() {
            match kind {
                STRING => {
                    for _ in 0..count {
                        let length = self.u64()?;
                        self.pass(length)?;
                    }
                }
                ARRAY if count > 0 => {
                    left.push((ARRAY, count - 1));
                    left.push((self.u32()?, self.u64()?));
                }
                ARRAY => {}
                _ => {
                    let size = match kind {
                        0 | 1 | 7 => 1,
                        2 | 3 => 2,
                        4..=6 => 4,
                        10..=12 => 8,
                        _ => {
                            let byte = self.at;
                            return Err(FileError::GgufValue { file: self.file.into(), byte, kind }.into());
                        }
                    };
                    // Longer than any file.
                    self.pass(size * count.min(u64::MAX / 8))?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn info(&mut self, part: usize) -> Result<Info, Stop> {
        let name = String::from_utf8_lossy(self.bytes(LONGEST_NAME)?).into_owned();
        let file = || self.file.to_string();
        let found = self.u32()?;
        if found > MOST_DIMENSIONS {
            let tensor = excerpt(&name);
            return Err(
                FileError::GgufDimensions { file: file(), tensor, found, limit: MOST_DIMENSIONS }.into()
            );
        }
        let mut shape = (0..found).map(|_| self.u64()).collect::<Result<Vec<u64>, Stop>>()?;
        shape.reverse();
        let overflow = || FileError::Overflow { file: self.file.into(), shape: shown(&shape) };
        let count = shape.iter().try_fold(1u64, |n, &d| n.checked_mul(d)).ok_or_else(overflow)?;
        Ok(Info { name, shape, count, kind: self.u32()?, start: self.u64()?, part, fault: None })
    }
}
