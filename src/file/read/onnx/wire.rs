//! The fields of Protocol Buffers, one after the other, without what is in them.
//!
//! Format: <https://protobuf.dev/programming-guides/encoding/>. A field begins with its number and its wire type as one number of
//! variable length: seven bits in each byte, the lowest first.

use std::ops::Range;

use crate::file::read::pieces::{Pieces, Stop};
use crate::file::read::sentences::FileError;

/// The longest number of variable length in bytes: 64 bits.
const LONGEST: u64 = 10;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Number(u64),
    /// Text, bytes, a message or packed numbers: where they are.
    Bytes(Range<u64>),
    /// A number of fixed size, 4 or 8 bytes, which is passed over.
    Fixed,
}

/// A message that is read field by field.
#[derive(Debug, Clone)]
pub(super) struct Wire<'a> {
    pub(super) file: &'a str,
    pub(super) pieces: &'a Pieces<'a>,
    at: u64,
    end: u64,
}

impl<'a> Wire<'a> {
    /// The message that a file is.
    pub(super) fn new(file: &'a str, pieces: &'a Pieces<'a>) -> Self {
        Self { file, pieces, at: 0, end: pieces.size() }
    }

    /// A message, or packed numbers, in a field of this one.
    pub(super) fn within(&self, range: Range<u64>) -> Self {
        Self { at: range.start, end: range.end, ..*self }
    }

    /// The offset of the next field.
    pub(super) fn position(&self) -> u64 {
        self.at
    }

    /// Whether all of it was read.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.end
    }

    /// The error that no field stands where it should.
    pub(super) fn damaged(&self, byte: u64) -> Stop {
        FileError::OnnxDamaged { file: self.file.into(), byte }.into()
    }

    /// The next field and its number; none at the end of the message.
    ///
    /// # Errors
    /// When its bytes are missing, it ends beyond the message, or its wire type does not exist. Groups are no longer written.
    pub(super) fn field(&mut self) -> Result<Option<(u64, Field)>, Stop> {
        if self.is_done() {
            return Ok(None);
        }
        let byte = self.at;
        let tag = self.number()?;
        let field = match tag & 7 {
            0 => Field::Number(self.number()?),
            1 => self.pass(8).map(|_| Field::Fixed)?,
            2 => {
                let length = self.number()?;
                Field::Bytes(self.pass(length)?)
            }
            5 => self.pass(4).map(|_| Field::Fixed)?,
            _ => return Err(self.damaged(byte)),
        };
        if tag >> 3 == 0 { Err(self.damaged(byte)) } else { Ok(Some((tag >> 3, field))) }
    }

    /// The next number of variable length.
    ///
    /// # Errors
    /// When its bytes are missing, or it is longer than 64 bits or than the message.
    pub(super) fn number(&mut self) -> Result<u64, Stop> {
        let bytes = self.pieces.get(self.at..self.end.min(self.at.saturating_add(LONGEST)))?;
        let last = bytes.iter().position(|byte| byte & 0x80 == 0).ok_or_else(|| self.damaged(self.at))?;
        self.at += last as u64 + 1;
        let bits = |(i, byte): (usize, &u8)| u64::from(byte & 0x7f) << (7 * i);
        Ok(bytes[..=last].iter().enumerate().map(bits).fold(0, |number, bits| number | bits))
    }

    fn pass(&mut self, length: u64) -> Result<Range<u64>, Stop> {
        let start = self.at;
        let end = start.checked_add(length).filter(|&end| end <= self.end);
        self.at = end.ok_or_else(|| self.damaged(start))?;
        Ok(start..self.at)
    }
}
