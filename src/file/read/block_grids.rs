//! The grids on which a file stores the values of ggml's blocks, read beside the values.

use crate::ggml::{Block, Grids};
use crate::tensor::{StoredBlocks, StoredGrid};

/// The grids of blocks of one type, as far as they are read.
#[derive(Debug)]
pub(super) struct BlockGrids {
    block: &'static Block,
    how: Grids,
    /// The step of each grid, and its offset.
    found: Vec<[f32; 2]>,
}

impl BlockGrids {
    /// None for a type whose blocks hold no grid.
    pub(super) fn new(block: &'static Block) -> Option<Self> {
        block.grids().map(|how| Self { block, how, found: Vec::new() })
    }

    /// Reads the grids of whole blocks, which follow those read before.
    pub(super) fn read(&mut self, bytes: &[u8]) {
        self.how.read(self.block, bytes, &mut self.found);
    }

    /// Blocks lie along rows, whose length is a multiple of theirs.
    pub(super) fn stored(self) -> StoredGrid {
        let Self { block, how, found } = self;
        let none = |zero: i16| if zero == 0 { Vec::new() } else { vec![f32::from(zero)] };
        StoredGrid {
            layout: block.name.into(),
            blocks: StoredBlocks::Tiles { tall: 1, wide: how.run },
            bits: how.bits,
            scales: found.iter().map(|[step, _]| *step).collect(),
            zero_points: none(how.zero_point),
            offsets: if how.has_base { found.iter().map(|[_, base]| *base).collect() } else { Vec::new() },
            codes: how.codes,
            times: 1.0,
            bits_per_value: 8.0 * block.size as f64 / block.values as f64,
        }
    }
}
