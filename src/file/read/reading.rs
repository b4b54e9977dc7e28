//! One tensor of a file, read some megabytes at a time: its bytes are requested, and its values are appended as they arrive.

use std::ops::Range;

use super::bytes::Bytes;
use super::elements::Coding;
use super::inflate::Packed;
use super::listing::Loaded;
use super::quantized::Decoding;
use super::sentences::{FileError, Note};
use super::varints::Varints;

/// Where a tensor's values are and how they are stored.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// The name of the tensor, and its place for errors.
    pub(super) name: String,
    pub(super) place: String,
    pub(super) shape: Vec<u64>,
    pub(super) coding: Coding,
    /// Whether the first axis varies fastest.
    pub(super) fortran: bool,
    /// The offset of the first value, in the file or in the member of an archive.
    pub(super) start: u64,
    /// The member of an archive that holds the values.
    pub(super) packed: Option<Packed>,
    /// Notes known before reading.
    pub(super) notes: Vec<Note>,
}

/// A tensor that is being read.
#[derive(Debug)]
pub struct Reading(Kind);

#[derive(Debug)]
enum Kind {
    /// A tensor of a text, which was read as a whole.
    Ready(Box<Loaded>),
    /// A tensor whose bytes are fetched.
    Bytes(Box<Bytes>),
    /// Codes, and the arrays that decode them.
    Decoding(Box<Decoding>),
    /// Numbers of variable length.
    Varints(Box<Varints>),
}

impl Reading {
    /// # Errors
    /// When there are more than [`MAX_FILE_VALUES`](super::MAX_FILE_VALUES) values and they cannot be sampled by rows.
    pub(super) fn new(plan: Plan) -> Result<Self, FileError> {
        Self::of_rows(plan, None)
    }

    /// Some rows of a tensor; without rows, as [`Reading::new`].
    ///
    /// # Errors
    /// When there are no such rows, or they do not lie one behind the other.
    pub(super) fn of_rows(plan: Plan, rows: Option<Range<u64>>) -> Result<Self, FileError> {
        Bytes::of_rows(plan, rows).map(|bytes| Self(Kind::Bytes(Box::new(bytes))))
    }

    /// Whether values are the bytes of one range, each in turn.
    pub(super) fn is_of_bytes(&self) -> bool {
        matches!(self.0, Kind::Bytes(_))
    }

    /// A tensor of which nothing has to be read.
    pub(super) fn ready(loaded: Loaded) -> Self {
        Self(Kind::Ready(Box::new(loaded)))
    }

    /// The same with the grid that the tensor is stored on.
    pub(super) fn with_grids(self) -> Self {
        match self.0 {
            Kind::Bytes(bytes) => Self(Kind::Bytes(Box::new(bytes.with_grids()))),
            other => Self(other),
        }
    }

    /// A quantized tensor.
    pub(super) fn decoding(decoding: Decoding) -> Self {
        Self(Kind::Decoding(Box::new(decoding)))
    }

    /// A tensor, or some of its rows, whose numbers have a variable length, `bytes` together.
    ///
    /// # Errors
    /// When rows are wanted, or there are too many values.
    pub(super) fn varints(plan: Plan, bytes: u64, rows: Option<Range<u64>>) -> Result<Self, FileError> {
        Varints::new(plan, bytes, rows).map(|varints| Self(Kind::Varints(Box::new(varints))))
    }

    /// The range of bytes to give next; `None` when all values are read.
    pub fn wants(&self) -> Option<Range<u64>> {
        match &self.0 {
            Kind::Ready(_) => None,
            Kind::Bytes(bytes) => bytes.wants(),
            Kind::Decoding(decoding) => decoding.wants(),
            Kind::Varints(varints) => varints.wants(),
        }
    }

    /// Takes the bytes that [`Self::wants`] requested, or as many as the file has of them; none at the end of the file.
    ///
    /// # Errors
    /// When they cannot be decompressed, or do not match the announced size or checksum.
    pub fn give(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        match &mut self.0 {
            Kind::Ready(_) => Ok(()),
            Kind::Bytes(reading) => reading.give(bytes),
            Kind::Decoding(decoding) => decoding.give(bytes),
            Kind::Varints(varints) => varints.give(bytes),
        }
    }

    /// The share of the bytes that is read, 0 to 1.
    pub fn progress(&self) -> f64 {
        match &self.0 {
            Kind::Ready(_) => 1.0,
            Kind::Bytes(bytes) => bytes.progress(),
            Kind::Decoding(decoding) => decoding.progress(),
            Kind::Varints(varints) => varints.progress(),
        }
    }

    /// The tensor, when [`Self::wants`] requests nothing more.
    ///
    /// # Errors
    /// When there are fewer values than the shape has.
    pub fn finish(self) -> Result<Loaded, FileError> {
        match self.0 {
            Kind::Ready(loaded) => Ok(*loaded),
            Kind::Bytes(bytes) => bytes.finish(),
            Kind::Decoding(decoding) => decoding.finish(),
            Kind::Varints(varints) => varints.finish(),
        }
    }
}
