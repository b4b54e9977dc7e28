//! Reads numbers of variable length, as Protocol Buffers store integers.
//!
//! ```text
//! varint   seven bits of a number in each byte, the lowest first; the highest bit of a byte says that another follows
//! number   of its 64 bits the low ones, as many as its type has; of types of four bits a number holds two
//! ```

use std::ops::Range;

use super::elements::Loss;
use super::listing::{Loaded, MAX_FILE_VALUES};
use super::reading::Plan;
use super::sentences::{FileError, shown};
use crate::tensor::Tensor;

/// The size of a request in bytes.
const PIECE: u64 = 4 << 20;

/// Values that are read from numbers of variable length.
#[derive(Debug)]
pub(super) struct Varints {
    plan: Plan,
    /// The bytes of all numbers, and those that were read.
    length: u64,
    done: u64,
    /// How many values are wanted.
    count: u64,
    /// The bits of a number that is not complete yet, and how many they are.
    number: u64,
    bits: u32,
    /// Whether the file ended early.
    ended: bool,
    loss: Loss,
    values: Vec<f32>,
}

impl Varints {
    /// Plans to read all values, which have `length` bytes.
    ///
    /// # Errors
    /// When there are more than [`MAX_FILE_VALUES`], or only some rows are wanted: where a row begins is not known.
    pub(super) fn new(plan: Plan, length: u64, rows: Option<Range<u64>>) -> Result<Self, FileError> {
        let count = plan.shape.iter().product::<u64>();
        let limit = MAX_FILE_VALUES as u64;
        if count > limit || rows.is_some() {
            return Err(FileError::TooLarge { place: plan.place, count, limit });
        }
        Ok(Self {
            plan,
            length,
            done: 0,
            count,
            number: 0,
            bits: 0,
            ended: false,
            loss: Loss::default(),
            values: Vec::new(),
        })
    }

    pub(super) fn wants(&self) -> Option<Range<u64>> {
        let start = self.plan.start + self.done;
        let end = self.plan.start + self.length;
        (!self.ended && start < end).then(|| start..end.min(start + PIECE))
    }

    pub(super) fn give(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.ended |= bytes.is_empty();
        self.done += bytes.len() as u64;
        let (each, size) = self.plan.coding.unit();
        for &byte in bytes {
            let more = self.values.len() as u64 >= self.count;
            // Ten bytes hold 64 bits.
            if more || self.bits >= 70 {
                return Err(self.damaged());
            }
            self.number |= u64::from(byte & 0x7f).checked_shl(self.bits).unwrap_or(0);
            self.bits += 7;
            if byte & 0x80 == 0 {
                let number = self.number.to_le_bytes();
                // Two values of four bits share a number, also where they are an odd number altogether.
                let coding = if each > 1 { self.plan.coding.pair() } else { self.plan.coding };
                let size = if each > 1 { 1 } else { size as usize };
                coding.decode(&number[..size], &mut self.loss, &mut self.values);
                (self.number, self.bits) = (0, 0);
            }
        }
        Ok(())
    }

    fn damaged(&self) -> FileError {
        let shape = shown(&self.plan.shape);
        FileError::OnnxNumbers { place: self.plan.place.clone(), shape }
    }

    pub(super) fn progress(&self) -> f64 {
        if self.length == 0 { 1.0 } else { self.done as f64 / self.length as f64 }
    }

    /// # Errors
    /// When there are fewer values than the shape has.
    pub(super) fn finish(self) -> Result<Loaded, FileError> {
        let Self { plan, mut values, loss, count, .. } = self;
        // At most the limit, so within usize.
        values.truncate(count as usize);
        let mut notes = plan.notes;
        notes.extend(plan.coding.notes(values.len(), &loss));
        let dimensions: Vec<usize> = plan.shape.iter().map(|&d| d as usize).collect();
        let (found, shape) = (values.len(), shown(&plan.shape));
        let short = |_| FileError::Short { place: plan.place, shape, found };
        Ok(Loaded { tensor: Tensor::new(&plan.name, &dimensions, values).map_err(short)?, notes })
    }
}
