//! Reads the values of one array from ranges of bytes.
//!
//! ```text
//! plan:     where the bytes are, how a number is stored, the shape
//! wanted:   all values; beyond the limit, evenly spaced rows (of a vector: evenly spaced runs)
//! loop:     next range of bytes -> fetched by the caller -> values appended
//! ```
//! No memory is allocated by a claimed size: values are appended as their bytes arrive.

use std::ops::Range;
use std::sync::Arc;

use super::block_grids::BlockGrids;
use super::elements::{Coding, Loss};
use super::inflate::Inflate;
use super::listing::{Loaded, MAX_FILE_VALUES};
use super::reading::Plan;
use super::sentences::{FileError, Note, shown};
use crate::tensor::Tensor;

/// The size of a request in bytes.
const PIECE: u64 = 4 << 20;
/// The length of a run in values, for sampling a vector, which has no rows.
const RUN: u64 = 4096;

/// Values that are read from ranges of bytes.
#[derive(Debug)]
pub(super) struct Bytes {
    plan: Plan,
    /// The shape to read: that of the tensor, or fewer rows.
    shape: Vec<u64>,
    /// The ranges of bytes of the wanted values, ascending, relative to the first value.
    wanted: Vec<Range<u64>>,
    /// The current range, and the bytes read of it.
    at: (usize, u64),
    total: u64,
    done: u64,
    /// The first bytes of a number that is not complete yet.
    kept: Vec<u8>,
    /// Whether the file ended early.
    ended: bool,
    inflate: Option<Inflate>,
    loss: Loss,
    values: Vec<f32>,
    grids: Option<BlockGrids>,
}

impl Bytes {
    /// Plans to read all values; of more than [`MAX_FILE_VALUES`] evenly spaced rows.
    ///
    /// # Errors
    /// When there are more and they cannot be sampled by rows.
    pub(super) fn sampled(plan: Plan) -> Result<Self, FileError> {
        Self::within(plan, MAX_FILE_VALUES as u64)
    }

    /// Plans to read all values.
    ///
    /// # Errors
    /// When there are more than [`MAX_FILE_VALUES`].
    pub(super) fn whole(plan: Plan) -> Result<Self, FileError> {
        let count = plan.shape.iter().product::<u64>();
        let limit = MAX_FILE_VALUES as u64;
        if count > limit {
            return Err(FileError::TooLarge { place: plan.place, count, limit });
        }
        Self::within(plan, limit)
    }

    /// Plans to read some rows, however many they are; without rows, as [`Bytes::sampled`].
    ///
    /// # Errors
    /// When there are no such rows, or they do not lie one behind the other.
    pub(super) fn of_rows(plan: Plan, rows: Option<Range<u64>>) -> Result<Self, FileError> {
        let Some(rows) = rows else { return Self::sampled(plan) };
        let count = plan.shape.iter().product::<u64>();
        let all = if plan.shape.len() < 2 { 1 } else { plan.shape[0] };
        let columns = count / all.max(1);
        let apart = plan.fortran || plan.packed.is_some() || columns % plan.coding.unit().0 != 0;
        if apart || rows.is_empty() || rows.end > all {
            return Err(FileError::TooLarge { place: plan.place, count, limit: MAX_FILE_VALUES as u64 });
        }
        let mut shape = plan.shape.clone();
        if let [first, _, ..] = &mut shape[..] {
            *first = rows.end - rows.start;
        }
        // Of a part, what is said of a sample does not hold.
        let plan = Plan { shape: shape.clone(), ..plan };
        let run = rows.start * columns..rows.end * columns;
        Ok(Self::of(plan, shape, std::iter::once(run).collect()))
    }

    /// Plans to read all values, or a sample if there are more than `limit`.
    fn within(plan: Plan, limit: u64) -> Result<Self, FileError> {
        let count = plan.shape.iter().product::<u64>();
        let (shape, runs) = match sampled(&plan, count, limit) {
            Some(sample) => sample,
            None if count > limit => {
                return Err(FileError::TooLarge { place: plan.place, count, limit });
            }
            None => (plan.shape.clone(), std::iter::once(0..count).collect()),
        };
        Ok(Self::of(plan, shape, runs))
    }

    /// Plans to read some runs of values, which have this shape together.
    fn of(mut plan: Plan, shape: Vec<u64>, runs: Vec<Range<u64>>) -> Self {
        let bytes = |values: u64| plan.coding.bytes(values);
        let wanted: Vec<Range<u64>> = runs.into_iter().map(|run| bytes(run.start)..bytes(run.end)).collect();
        // A sample of a stored member is read by parts, without a check of its checksum.
        if let Some(packed) = plan.packed.take_if(|packed| !packed.deflated && shape != plan.shape) {
            plan.start += packed.range.start;
        }
        let inflate = plan.packed.as_ref().map(|packed| Inflate::new(plan.start, packed));
        let total = match &plan.packed {
            Some(packed) => packed.range.end - packed.range.start,
            None => wanted.iter().map(|range| range.end - range.start).sum(),
        };
        Self {
            shape,
            wanted,
            at: (0, 0),
            total,
            done: 0,
            kept: Vec::new(),
            ended: false,
            inflate,
            loss: Loss::default(),
            values: Vec::new(),
            grids: None,
            plan,
        }
    }

    /// Also keeps the grids of blocks of ggml.
    pub(super) fn with_grids(mut self) -> Self {
        if let Coding::Blocks(block) = self.plan.coding {
            self.grids = BlockGrids::new(block);
        }
        self
    }

    pub(super) fn wants(&self) -> Option<Range<u64>> {
        if self.ended {
            return None;
        }
        if let Some(packed) = &self.plan.packed {
            let start = packed.range.start + self.done;
            return (start < packed.range.end).then(|| start..packed.range.end.min(start + PIECE));
        }
        let range = self.wanted.get(self.at.0)?;
        let start = range.start + self.at.1;
        Some(self.plan.start + start..self.plan.start + range.end.min(start + PIECE))
    }

    /// Makes room for all values, once a whole piece of them has come: growing step by step, a list holds up to three times its values.
    /// What an archive packs may announce far more than it has, and grows as it comes.
    fn reserve(&mut self, given: usize) {
        let whole = self.wants().is_some_and(|range| given as u64 == range.end - range.start);
        if whole && self.inflate.is_none() && self.values.is_empty() {
            self.values.reserve_exact(self.shape.iter().product::<u64>() as usize);
        }
    }

    pub(super) fn give(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.ended |= bytes.is_empty();
        self.done += bytes.len() as u64;
        self.reserve(bytes.len());
        let (coding, loss, values) = (&self.plan.coding, &mut self.loss, &mut self.values);
        let grids = &mut self.grids;
        let mut decode = |bytes: &[u8]| {
            coding.decode(bytes, loss, values);
            if let Some(grids) = grids {
                grids.read(bytes);
            }
        };
        if let Some(inflate) = &mut self.inflate {
            let last = self.ended || self.done >= self.total;
            return inflate
                .give(bytes, last, &self.wanted, decode)
                .map_err(|what| what.sentence(&self.plan.place));
        }
        // A number split between two requests is put together; all others are decoded in place.
        let unit = coding.unit().1 as usize;
        let missing = if self.kept.is_empty() { 0 } else { (unit - self.kept.len()).min(bytes.len()) };
        let (first, rest) = bytes.split_at(missing);
        self.kept.extend_from_slice(first);
        if self.kept.len() == unit {
            decode(&self.kept);
            self.kept.clear();
        }
        let (whole, first) = rest.split_at(rest.len() / unit * unit);
        decode(whole);
        self.kept.extend_from_slice(first);
        self.at.1 += bytes.len() as u64;
        if self.wanted.get(self.at.0).is_some_and(|range| range.start + self.at.1 >= range.end) {
            self.at = (self.at.0 + 1, 0);
        }
        Ok(())
    }

    pub(super) fn progress(&self) -> f64 {
        if self.total == 0 { 1.0 } else { self.done as f64 / self.total as f64 }
    }

    /// The numbers of bytes that are read, and of all.
    pub(super) fn amount(&self) -> (u64, u64) {
        (self.done, self.total)
    }

    pub(super) fn finish(self) -> Result<Loaded, FileError> {
        self.finish_by(|_, _| {})
    }

    /// The tensor, after `decode` has changed its values. It gets them and the ranges of the values of the whole tensor that they are.
    pub(super) fn finish_by(
        self,
        decode: impl FnOnce(&mut [f32], &[Range<u64>]),
    ) -> Result<Loaded, FileError> {
        let Self { plan, shape, wanted, mut values, loss, grids, .. } = self;
        let (each, bytes) = plan.coding.unit();
        let of_values = |range: &Range<u64>| range.start / bytes * each..range.end / bytes * each;
        decode(&mut values, &wanted.iter().map(of_values).collect::<Vec<_>>());
        // At most `limit` values, so each dimension fits usize.
        let dimensions: Vec<usize> = shape.iter().map(|&d| d as usize).collect();
        let values = if plan.fortran { row_major(&values, &dimensions) } else { values };
        let mut notes = plan.notes;
        notes.extend(plan.coding.notes(values.len(), &loss));
        if shape != plan.shape {
            notes.push(Note::Sampled { whole: shown(&plan.shape), shape: shown(&shape) });
        }
        let found = values.len();
        let tensor = Tensor::new(&plan.name, &dimensions, values).map_err(|_| FileError::Short {
            place: plan.place,
            shape: shown(&shape),
            found,
        })?;
        let stored = grids.map(|grids| Arc::new(grids.stored()));
        Ok(Loaded { tensor: tensor.with_stored(stored), notes })
    }
}

/// Chooses evenly spaced rows, or runs of a vector, with at most `limit` values: returns their shape and the ranges of values.
/// `None` if all values are read, and if there are no rows to choose: in Fortran order, with rows longer than the limit, or with rows
/// that do not begin at a byte.
fn sampled(plan: &Plan, count: u64, limit: u64) -> Option<(Vec<u64>, Vec<Range<u64>>)> {
    if count <= limit || plan.fortran {
        return None;
    }
    let (rows, columns) = match plan.shape.len() {
        0 | 1 => (count / RUN, RUN),
        _ => (plan.shape[0], count / plan.shape[0]),
    };
    let chosen = limit / columns;
    if chosen == 0 || columns % plan.coding.unit().0 != 0 {
        return None;
    }
    let mut runs: Vec<Range<u64>> = Vec::new();
    for i in 0..chosen {
        // In 128 bits, because the product may not fit 64.
        let row = (u128::from(i) * u128::from(rows) / u128::from(chosen)) as u64;
        match runs.last_mut() {
            Some(last) if last.end == row * columns => last.end += columns,
            _ => runs.push(row * columns..(row + 1) * columns),
        }
    }
    let mut shape = plan.shape.clone();
    shape[0] = if plan.shape.len() < 2 { chosen * columns } else { chosen };
    Some((shape, runs))
}

/// Reorders values whose first axis varies fastest, so that the last axis does.
pub(super) fn row_major(values: &[f32], shape: &[usize]) -> Vec<f32> {
    // Axes of length 1 are left out, because each step below visits every axis.
    let axes: Vec<usize> = shape.iter().copied().filter(|&d| d != 1).collect();
    let strides: Vec<usize> = axes
        .iter()
        .scan(1, |stride, &d| {
            let this = *stride;
            *stride *= d;
            Some(this)
        })
        .collect();
    let mut index = vec![0; axes.len()];
    let mut from = 0;
    let mut ordered = Vec::with_capacity(values.len());
    for _ in 0..values.len() {
        ordered.push(values[from]);
        for axis in (0..axes.len()).rev() {
            index[axis] += 1;
            from += strides[axis];
            if index[axis] < axes[axis] {
                break;
            }
            from -= strides[axis] * axes[axis];
            index[axis] = 0;
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::read::bits::Bits;
    use crate::file::read::elements::{Coding, Element};

    fn plan(shape: &[u64]) -> Plan {
        Plan {
            name: "t".into(),
            place: "f/t".into(),
            shape: shape.to_vec(),
            coding: Coding::Plain { element: Element::U16, big_endian: false },
            fortran: false,
            start: 10,
            packed: None,
            notes: Vec::new(),
        }
    }

    /// Reads from a file whose values count from 0.
    fn read(plan: Plan, limit: u64) -> Result<Loaded, FileError> {
        let count: u64 = plan.shape.iter().product();
        let file: Vec<u8> =
            [0; 10].into_iter().chain((0..count).flat_map(|i| (i as u16).to_le_bytes())).collect();
        let mut reading = Bytes::within(plan, limit)?;
        // At most three bytes at a time, however long the request is.
        while let Some(Range { start, end }) = reading.wants() {
            reading.give(&file[start as usize..end.min(start + 3) as usize])?;
        }
        assert_eq!(reading.progress(), 1.0);
        reading.finish()
    }

    #[test]
    fn what_is_within_the_limit_is_read_whole() {
        let loaded = read(plan(&[3, 4]), 12).unwrap();
        assert_eq!(loaded.tensor.values(), (0..12).map(|i| i as f32).collect::<Vec<_>>());
        assert!(!loaded.notes.iter().any(|note| matches!(note, Note::Sampled { .. })));
    }

    #[test]
    fn beyond_the_limit_evenly_spaced_rows_are_read() {
        let loaded = read(plan(&[10, 2, 2]), 14).unwrap();
        assert_eq!(loaded.tensor.shape(), [3, 2, 2]);
        assert_eq!(
            loaded.tensor.values(),
            [0, 1, 2, 3, 12, 13, 14, 15, 24, 25, 26, 27].map(|i: u16| f32::from(i))
        );
        assert!(matches!(&loaded.notes[..], [.., Note::Sampled { .. }]), "{:?}", loaded.notes);
        let vector = read(plan(&[20_000]), 9000).unwrap();
        assert_eq!(vector.tensor.shape(), [8192]);
        assert_eq!((vector.tensor.values()[4095], vector.tensor.values()[4096]), (4095.0, 8192.0));
    }

    #[test]
    fn rows_are_read_by_their_numbers() {
        let rows = |plan: Plan, rows: Range<u64>| {
            let file: Vec<u8> = [0; 10].into_iter().chain((0..100u16).flat_map(u16::to_le_bytes)).collect();
            let mut reading = Bytes::of_rows(plan, Some(rows))?;
            while let Some(Range { start, end }) = reading.wants() {
                reading.give(&file[start as usize..end.min(start + 3) as usize])?;
            }
            reading.finish()
        };
        let read = rows(plan(&[10, 2, 2]), 3..5).unwrap();
        assert_eq!((read.tensor.shape(), read.tensor.values()[0]), (&[2, 2, 2][..], 12.0));
        assert_eq!(read.tensor.values().last(), Some(&19.0));
        assert!(!read.notes.iter().any(|note| matches!(note, Note::Sampled { .. })));
        assert_eq!(rows(plan(&[5]), 0..1).unwrap().tensor.values(), [0.0, 1.0, 2.0, 3.0, 4.0]);
        let within_bytes = Plan { coding: Coding::Bits(Bits::F4), ..plan(&[4, 3]) };
        let fortran = Plan { fortran: true, ..plan(&[5, 2]) };
        for (plan, wanted) in
            [(plan(&[5, 2]), 4..6), (plan(&[5, 2]), 2..2), (within_bytes, 0..1), (fortran, 0..1)]
        {
            assert!(matches!(rows(plan, wanted), Err(FileError::TooLarge { .. })));
        }
    }

    #[test]
    fn what_cannot_be_sampled_is_refused() {
        assert!(matches!(read(plan(&[2, 50]), 49), Err(FileError::TooLarge { count: 100, limit: 49, .. })));
        // A row of three numbers of four bits ends within a byte.
        let within_bytes = Plan { coding: Coding::Bits(Bits::F4), ..plan(&[4, 3]) };
        assert!(matches!(read(within_bytes, 9), Err(FileError::TooLarge { .. })));
        let fortran = Plan { fortran: true, ..plan(&[5, 2]) };
        assert!(matches!(read(fortran, 9), Err(FileError::TooLarge { .. })));
    }

    #[test]
    fn a_file_that_ends_early_is_told() {
        let mut reading = Bytes::within(plan(&[4]), 9).unwrap();
        reading.give(&[1, 0, 2, 0]).unwrap();
        assert_eq!(reading.wants(), Some(14..18));
        reading.give(&[]).unwrap();
        assert_eq!(reading.wants(), None);
        assert!(matches!(reading.finish(), Err(FileError::Short { found: 2, .. })));
    }
}
