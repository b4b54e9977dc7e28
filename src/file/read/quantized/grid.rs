//! The grid of a quantized tensor: which scales belong to which block of the tensor as it is read.
//!
//! ```text
//! stored as the tensor      blocks of its own rows: tiles, groups by a list of columns
//! stored transposed         groups down a column become groups along a row
//! stored as one row         runs that go on from row to row; tiles where they end with rows or fill whole ones
//! ```
//! Blocks are in another order there than in the file, and of a sample some rows are missing: each block has a number among the scales of
//! the file.

use std::ops::Range;

use super::blocks::{Blocks, Lookup};
use crate::file::read::elements::{Coding, Element};
use crate::file::read::packing::Plus;
use crate::tensor::{StoredBlocks, StoredCodes};

/// The matrix that was read, and which of the stored values it consists of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix<'a> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Whether the stored matrix is the transpose.
    pub(super) transposed: bool,
    pub(super) runs: &'a [Range<u64>],
}

impl Matrix<'_> {
    /// The stored rows that it consists of.
    fn stored_rows(&self) -> Vec<usize> {
        let columns = self.columns as u64;
        let rows = |run: &Range<u64>| (run.start / columns) as usize..(run.end / columns) as usize;
        self.runs.iter().flat_map(rows).collect()
    }

    /// Whether it begins where the stored matrix does and has no gaps.
    fn is_whole(&self) -> bool {
        matches!(self.runs, [run] if run.start == 0)
    }
}

/// The blocks of a matrix, and the number that each has among those of the file. None where they are no blocks of this matrix.
pub(super) fn arranged(
    blocks: Blocks,
    groups: &[usize],
    matrix: Matrix<'_>,
) -> Option<(StoredBlocks, Vec<usize>)> {
    let Matrix { rows, columns, .. } = matrix;
    let (height, width) = (blocks.height as usize, blocks.width as usize);
    let across = blocks.across as usize;
    if height == 0 || width == 0 || rows == 0 || columns == 0 {
        return None;
    }
    let lists = || StoredBlocks::Lists(groups.iter().map(|&group| group as u32).collect());
    let group_count = groups.iter().max().map_or(0, |&most| most + 1);
    if matrix.transposed {
        let (kind, each) = match blocks.lookup {
            _ if width != 1 || blocks.columns != rows as u64 => return None,
            Lookup::Position => (StoredBlocks::Tiles { tall: 1, wide: height }, columns.div_ceil(height)),
            Lookup::Rows => (lists(), group_count),
            Lookup::Columns => return None,
        };
        let order = (0..rows).flat_map(|row| (0..each).map(move |group| group * across + row));
        return Some((kind, order.collect()));
    }
    let by_rows = |each: usize, per_row: usize| -> Vec<usize> {
        let block = |row: usize| (0..each).map(move |block| row * per_row + block);
        matrix.stored_rows().into_iter().flat_map(block).collect()
    };
    // One scale, whatever of the tensor was read.
    if across == 1
        && blocks.lookup == Lookup::Position
        && blocks.columns == blocks.width
        && blocks.columns > columns as u64
    {
        let of_one = matrix.runs.iter().all(|run| run.end <= blocks.columns);
        return of_one.then(|| (StoredBlocks::Tiles { tall: rows, wide: columns }, vec![0]));
    }
    if blocks.columns == columns as u64 {
        return match blocks.lookup {
            Lookup::Columns if height == 1 => Some((lists(), by_rows(group_count, across))),
            Lookup::Position if height == 1 => {
                Some((StoredBlocks::Tiles { tall: 1, wide: width }, by_rows(across, across)))
            }
            Lookup::Position if matrix.is_whole() => {
                let count = rows.div_ceil(height) * across;
                Some((StoredBlocks::Tiles { tall: height, wide: width }, (0..count).collect()))
            }
            _ => None,
        };
    }
    // Groups of shorter or longer rows than those of the matrix: runs, if no row cuts one off.
    let in_one_row = blocks.columns >= (rows * columns) as u64;
    let even = height == 1 && (blocks.columns.is_multiple_of(blocks.width) || in_one_row);
    if !even || blocks.lookup != Lookup::Position {
        return None;
    }
    if columns.is_multiple_of(width) {
        let each = columns / width;
        return Some((StoredBlocks::Tiles { tall: 1, wide: width }, by_rows(each, each)));
    }
    let order = (0..(rows * columns).div_ceil(width)).collect();
    let blocks = match width.is_multiple_of(columns) {
        true => StoredBlocks::Tiles { tall: width / columns, wide: columns },
        false => StoredBlocks::Runs { length: width },
    };
    matrix.is_whole().then_some((blocks, order))
}

/// What codes of a coding mean and how many bits they have, for the codings of quantized tensors; `levels` are those that a file lists.
pub(super) fn codes(coding: Coding, levels: &[f32]) -> Option<(StoredCodes, u32)> {
    if !levels.is_empty() {
        return Some((StoredCodes::Levels(levels.to_vec()), levels.len().next_power_of_two().ilog2()));
    }
    let format = |word: &str, bits| Some((StoredCodes::Format(word.into()), bits));
    match coding {
        Coding::Packed(packed) => {
            let Plus::Minus(offset) = packed.plus else { return None };
            let first = -i16::from(offset);
            Some((StoredCodes::Whole { first, last: first + (1 << packed.bits) - 1 }, packed.bits))
        }
        Coding::Plain { element: Element::I8, .. } => {
            Some((StoredCodes::Whole { first: -128, last: 127 }, 8))
        }
        Coding::Plain { element: Element::F8E4M3, .. } => format("fp8_e4m3", 8),
        Coding::Plain { element: Element::F8E5M2, .. } => format("fp8_e5m2", 8),
        Coding::Plain { element: Element::F8E4M3Fnuz, .. } => format("fp8_e4m3fnuz", 8),
        Coding::Plain { element: Element::F8E5M2Fnuz, .. } => format("fp8_e5m2fnuz", 8),
        Coding::Bits(bits) => match bits.name() {
            "float4_e2m1" => format("fp4_e2m1", 4),
            "float6_e2m3" => format("fp6_e2m3", 6),
            "float6_e3m2" => format("fp6_e3m2", 6),
            _ => None,
        },
        Coding::Plain { .. } | Coding::Blocks(_) => None,
    }
}
