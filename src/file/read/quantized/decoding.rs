//! Reads a quantized tensor: first the arrays beside its codes, then the codes, which they decode at the end.
//!
//! ```text
//! scale of block i   s[i];  level of its code · scale of its own block + offset, where scales are codes
//!                    s[i] · outer or s[i] / outer, where there is a scale of the tensor
//! value              ((code or its level − zero-point[i]) · scale[i] + bias[i]) · factor,   each step rounded to f32
//! ```

use std::ops::Range;
use std::sync::Arc;

use super::blocks::{Blocks, Lookup};
use super::grid::{Matrix, arranged, codes};
use super::{Nested, Role};
use crate::file::read::bytes::Bytes;
use crate::file::read::elements::Coding;
use crate::file::read::listing::Loaded;
use crate::file::read::packing::Packed;
use crate::file::read::sentences::{FileError, Note};
use crate::tensor::StoredGrid;

/// A quantized tensor that is being read.
#[derive(Debug)]
pub(in crate::file::read) struct Decoding {
    /// The place of the tensor, for errors.
    pub(in crate::file::read) place: String,
    /// The arrays beside the codes, in the order in which they are read.
    pub(in crate::file::read) parts: Vec<(Role, Bytes)>,
    pub(in crate::file::read) codes: Bytes,
    pub(in crate::file::read) blocks: Blocks,
    pub(in crate::file::read) nested: Option<Nested>,
    /// By which all values are multiplied at the end.
    pub(in crate::file::read) factor: Option<f32>,
    /// What the tensor's own grid needs beside this, where it is wanted.
    pub(in crate::file::read) grid: Option<Wanted>,
}

/// What is known of the grid of a tensor before it is read.
#[derive(Debug)]
pub(in crate::file::read) struct Wanted {
    pub(in crate::file::read) layout: String,
    pub(in crate::file::read) coding: Coding,
    /// Whether the stored matrix is the transpose of the tensor.
    pub(in crate::file::read) transposed: bool,
    pub(in crate::file::read) bits_per_value: f64,
}

impl Decoding {
    pub(in crate::file::read) fn wants(&self) -> Option<Range<u64>> {
        self.all().find_map(Bytes::wants)
    }

    pub(in crate::file::read) fn give(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        let parts = self.parts.iter_mut().map(|(_, part)| part);
        let mut all = parts.chain([&mut self.codes]);
        all.find(|part| part.wants().is_some()).map_or(Ok(()), |part| part.give(bytes))
    }

    pub(in crate::file::read) fn progress(&self) -> f64 {
        let (done, total) = self.all().map(Bytes::amount).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
        if total == 0 { 1.0 } else { done as f64 / total as f64 }
    }

    fn all(&self) -> impl Iterator<Item = &Bytes> {
        self.parts.iter().map(|(_, part)| part).chain([&self.codes])
    }

    /// # Errors
    /// When the file ended early, and when a row or column is in a group that has no scales.
    pub(in crate::file::read) fn finish(self) -> Result<Loaded, FileError> {
        let Self { place, parts, codes, mut blocks, nested, factor, grid } = self;
        let mut arrays = Arrays { factor, ..Arrays::default() };
        for (role, part) in parts {
            let place = arrays.of(role);
            *place = part.finish()?.tensor.into_numbers();
        }
        if let Some(nested) = nested {
            arrays.unnest(nested);
        }
        if let [outer] = arrays.times[..] {
            arrays.scales.iter_mut().for_each(|scale| *scale *= outer);
        }
        if let [outer] = arrays.over[..] {
            arrays.scales.iter_mut().for_each(|scale| *scale /= outer);
        }
        if let Some(packed) = arrays.packed {
            arrays.zeros = arrays.unpacked_zeros(packed);
        }
        let groups = arrays.groups(&mut blocks, place)?;
        let mut read = Vec::new();
        let Loaded { tensor, mut notes } = codes.finish_by(|values, runs| {
            arrays.decode(values, runs, blocks, &groups);
            read = runs.to_vec();
        })?;
        // They have their scale.
        notes.retain(|note| !matches!(note, Note::Integers { .. }));
        let (rows, columns) = (tensor.rows(), tensor.columns());
        let grid = grid.and_then(|wanted| {
            let matrix = Matrix { rows, columns, transposed: wanted.transposed, runs: &read };
            arrays.grid(wanted, blocks, &groups, matrix)
        });
        Ok(Loaded { tensor: tensor.with_stored(grid.map(Arc::new)), notes })
    }
}

/// The numbers of the arrays beside the codes; none of one that the layout does not have.
#[derive(Debug, Default)]
struct Arrays {
    scales: Vec<f32>,
    times: Vec<f32>,
    over: Vec<f32>,
    zeros: Vec<f32>,
    packed_zeros: Vec<f32>,
    packed: Option<Packed>,
    biases: Vec<f32>,
    groups: Vec<f32>,
    levels: Vec<f32>,
    scale_levels: Vec<f32>,
    scale_scales: Vec<f32>,
    factor: Option<f32>,
}

impl Arrays {
    fn of(&mut self, role: Role) -> &mut Vec<f32> {
        match role {
            Role::Scales => &mut self.scales,
            Role::Times => &mut self.times,
            Role::Over => &mut self.over,
            Role::ZeroPoints => &mut self.zeros,
            Role::PackedZeroPoints(packed) => {
                self.packed = Some(packed);
                &mut self.packed_zeros
            }
            Role::Biases => &mut self.biases,
            Role::Groups => &mut self.groups,
            Role::Levels => &mut self.levels,
            Role::ScaleLevels => &mut self.scale_levels,
            Role::ScaleScales => &mut self.scale_scales,
        }
    }

    /// Scales from their codes.
    fn unnest(&mut self, Nested { block, offset }: Nested) {
        let level = |code: f32| self.scale_levels.get(code as usize).copied().unwrap_or(f32::NAN);
        // A block of scales is shorter than memory.
        for (codes, scale) in self.scales.chunks_mut(block as usize).zip(&self.scale_scales) {
            codes.iter_mut().for_each(|code| *code = level(*code) * scale + offset);
        }
    }

    /// The zero-points of all blocks, from words that lie in columns and whose last row may be cut off.
    fn unpacked_zeros(&self, packed: Packed) -> Vec<f32> {
        // A byte of the file is a number here.
        let bytes: Vec<u8> = self.packed_zeros.iter().map(|&byte| byte as u8).collect();
        let mut zeros = Vec::new();
        packed.decode(&bytes, &mut zeros);
        zeros.truncate(self.scales.len());
        zeros
    }

    /// The group of each row or column that has one by a list. Where all of them are −1, no group was listed.
    fn groups(&self, blocks: &mut Blocks, place: String) -> Result<Vec<usize>, FileError> {
        let count = match blocks.lookup {
            Lookup::Position => return Ok(Vec::new()),
            Lookup::Rows => self.scales.len() as u64 / blocks.across,
            Lookup::Columns => blocks.across,
        };
        if self.groups.iter().all(|&group| group == -1.0) {
            blocks.lookup = Lookup::Position;
            return Ok(Vec::new());
        }
        match self.groups.iter().position(|&group| !(0.0..count as f32).contains(&group)) {
            Some(index) => {
                let group = self.groups[index].to_string();
                Err(FileError::PackedGroup { place, index, group, count })
            }
            None => Ok(self.groups.iter().map(|&group| group as usize).collect()),
        }
    }

    /// Decodes the values of `runs`, which lie one behind the other in `values`.
    fn decode(&self, values: &mut [f32], runs: &[Range<u64>], blocks: Blocks, groups: &[usize]) {
        if !self.levels.is_empty() {
            let level = |code: f32| self.levels.get(code as usize).copied().unwrap_or(f32::NAN);
            values.iter_mut().for_each(|value| *value = level(*value));
        }
        blocks.visit(groups, runs, |place, first, step| {
            // A file that ended early has fewer values.
            let place = place.start.min(values.len())..place.end.min(values.len());
            let these = &mut values[place];
            if step == 0 {
                self.scale(these, |_| first);
            } else {
                self.scale(these, |i| first + i);
            }
        });
        if let Some(factor) = self.factor {
            values.iter_mut().for_each(|value| *value *= factor);
        }
    }

    /// The grids of the blocks of a matrix; None where these are no blocks of it.
    fn grid(
        self,
        wanted: Wanted,
        blocks: Blocks,
        groups: &[usize],
        matrix: Matrix<'_>,
    ) -> Option<StoredGrid> {
        let Wanted { layout, coding, bits_per_value, .. } = wanted;
        let (codes, bits) = codes(coding, &self.levels)?;
        let (blocks, order) = arranged(blocks, groups, matrix)?;
        // A list that is too short has no number for some blocks.
        let numbers = |list: &[f32]| -> Vec<f32> {
            if list.is_empty() {
                return Vec::new();
            }
            order.iter().map(|&index| list.get(index).copied().unwrap_or(f32::NAN)).collect()
        };
        Some(StoredGrid {
            layout,
            blocks,
            codes,
            bits,
            scales: numbers(&self.scales),
            zero_points: numbers(&self.zeros),
            offsets: numbers(&self.biases),
            times: self.factor.unwrap_or(1.0),
            bits_per_value,
        })
    }

    /// Decodes values whose blocks `block` says.
    fn scale(&self, values: &mut [f32], block: impl Fn(usize) -> usize) {
        let of = |array: &[f32], i| array.get(block(i)).copied().unwrap_or(f32::NAN);
        for (i, value) in values.iter_mut().enumerate() {
            let code = if self.zeros.is_empty() { *value } else { *value - of(&self.zeros, i) };
            let scaled = code * of(&self.scales, i);
            *value = if self.biases.is_empty() { scaled } else { scaled + of(&self.biases, i) };
        }
    }
}
