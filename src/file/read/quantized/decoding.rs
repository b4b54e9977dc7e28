//! Reads a quantized tensor: first the arrays beside its codes, then the codes, which they decode at the end.
//!
//! ```text
//! scale of block i   s[i];  level of its code · scale of its own block + offset, where scales are codes
//!                    s[i] · outer or s[i] / outer, where there is a scale of the tensor
//! value              (code or its level − zero-point[i]) · scale[i],   each step rounded to f32
//! ```

use std::ops::Range;

use super::{Nested, Role, Tiles};
use crate::file::read::bits;
use crate::file::read::bytes::Bytes;
use crate::file::read::listing::Loaded;
use crate::file::read::sentences::{FileError, Note};

/// A quantized tensor that is being read.
#[derive(Debug)]
pub(in crate::file::read) struct Decoding {
    /// The arrays beside the codes, in the order in which they are read.
    parts: Vec<(Role, Bytes)>,
    codes: Bytes,
    tiles: Tiles,
    nested: Option<Nested>,
}

impl Decoding {
    pub(in crate::file::read) fn new(
        parts: Vec<(Role, Bytes)>,
        codes: Bytes,
        tiles: Tiles,
        nested: Option<Nested>,
    ) -> Self {
        Self { parts, codes, tiles, nested }
    }

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

    pub(in crate::file::read) fn finish(self) -> Result<Loaded, FileError> {
        let Self { parts, codes, tiles, nested } = self;
        let mut arrays = Arrays::default();
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
        let mut loaded = codes.finish_by(|values, runs| arrays.decode(values, runs, tiles))?;
        // They have their scale.
        loaded.notes.retain(|note| !matches!(note, Note::Integers { .. }));
        Ok(loaded)
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
    zero_bits: u32,
    levels: Vec<f32>,
    scale_levels: Vec<f32>,
    scale_scales: Vec<f32>,
}

impl Arrays {
    fn of(&mut self, role: Role) -> &mut Vec<f32> {
        match role {
            Role::Scales => &mut self.scales,
            Role::Times => &mut self.times,
            Role::Over => &mut self.over,
            Role::ZeroPoints => &mut self.zeros,
            Role::PackedZeroPoints(bits) => {
                self.zero_bits = bits;
                &mut self.packed_zeros
            }
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

    /// The zero-points of all tiles, row by row, from words that have one column of tiles each.
    fn unpacked_zeros(&self, across: usize) -> Vec<f32> {
        // A byte of the file is a number here.
        let bytes: Vec<u8> = self.packed_zeros.iter().map(|&byte| byte as u8).collect();
        let offset = f32::from(1u8 << (self.zero_bits - 1));
        let down = self.scales.len() / across;
        let mut zeros = vec![0.0; self.scales.len()];
        for column in 0..across {
            let words = bytes.chunks_exact(4 * across).flat_map(|row| &row[4 * column..4 * column + 4]);
            let words: Vec<u8> = words.copied().collect();
            for (row, code) in bits::codes(&words, self.zero_bits).take(down).enumerate() {
                zeros[row * across + column] = f32::from(code) - offset;
            }
        }
        zeros
    }

    /// Decodes the values of `runs`, which lie one behind the other in `values`.
    fn decode(mut self, values: &mut [f32], runs: &[Range<u64>], tiles: Tiles) {
        let across = tiles.across();
        if !self.packed_zeros.is_empty() {
            self.zeros = self.unpacked_zeros(across as usize);
        }
        if !self.levels.is_empty() {
            let level = |code: f32| self.levels.get(code as usize).copied().unwrap_or(f32::NAN);
            values.iter_mut().for_each(|value| *value = level(*value));
        }
        let mut rest = values;
        for run in runs {
            let mut at = run.start;
            while at < run.end {
                let (row, column) = (at / tiles.columns, at % tiles.columns);
                let end = (column / tiles.width + 1).saturating_mul(tiles.width).min(tiles.columns);
                let next = run.end.min(at + end - column);
                // As many values and tiles as are in memory, so within usize. A file that ended early has fewer values.
                let tile = (row / tiles.height * across + column / tiles.width) as usize;
                let Some(these) = rest.split_off_mut(..(next - at) as usize) else { return };
                let scale = self.scales.get(tile).copied().unwrap_or(f32::NAN);
                match self.zeros.get(tile) {
                    Some(zero) => these.iter_mut().for_each(|value| *value = (*value - zero) * scale),
                    None => these.iter_mut().for_each(|value| *value *= scale),
                }
                at = next;
            }
        }
    }
}
