//! The grid that a weight was stored on: what a file's own scales and zero-points say, beside the values that they decode to.
//!
//! ```text
//! whole numbers   x̂ = ((code − zero-point) · scale + offset) · times
//! a table         x̂ = (level of the code · scale + offset) · times
//! ```
//! Each operation is rounded to f32, and so are the values that a reader gives: `scheme/fit/stored.rs` makes quantizers of it that
//! decode to the same bits.

/// Which values of a matrix share a scale. Blocks are numbered row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredBlocks {
    /// Rectangles of so many rows and columns; those at the edges may be smaller.
    Tiles {
        /// Rows of a block.
        tall: usize,
        /// Columns of a block.
        wide: usize,
    },
    /// Runs of so many values that go on from one row to the next; the last one may be shorter.
    Runs {
        /// Values of a run.
        length: usize,
    },
    /// In each row, the columns of one group share a scale: the group of each column.
    Lists(Vec<u32>),
}

impl StoredBlocks {
    /// How many blocks a matrix has.
    fn count(&self, rows: usize, columns: usize) -> usize {
        match self {
            Self::Tiles { tall, wide } => rows.div_ceil((*tall).max(1)) * columns.div_ceil((*wide).max(1)),
            Self::Runs { length } => (rows * columns).div_ceil((*length).max(1)),
            Self::Lists(groups) => rows * groups.iter().max().map_or(0, |&most| most as usize + 1),
        }
    }
}

/// What codes mean before the scale.
#[derive(Debug, Clone, PartialEq)]
pub enum StoredCodes {
    /// All whole numbers from `first` to `last`.
    Whole {
        /// The smallest code.
        first: i16,
        /// The largest.
        last: i16,
    },
    /// The levels of an element format, by its word in the notation of schemes.
    Format(String),
    /// The level of each code, as a file lists it.
    Levels(Vec<f32>),
}

/// All grids of a tensor as a file stores them. A list of one number for each block may also have a single number, which is that of all
/// blocks, or none where the layout has nothing of the kind.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredGrid {
    /// How it is stored, in words, such as `GPTQ int4 g128`.
    pub layout: String,
    /// Which values share a scale.
    pub blocks: StoredBlocks,
    /// What codes mean.
    pub codes: StoredCodes,
    /// Bits of a code.
    pub bits: u32,
    /// The scale of each block, of either sign.
    pub scales: Vec<f32>,
    /// The code of 0 of each block.
    pub zero_points: Vec<f32>,
    /// What is added to the scaled codes of each block.
    pub offsets: Vec<f32>,
    /// By which the sums are multiplied; 1 where nothing is.
    pub times: f32,
    /// What the file stores of the weight, scales and zero-points included, in bits for each value.
    pub bits_per_value: f64,
}

impl StoredGrid {
    /// Whether it is one of a matrix of so many rows and columns: its lists have as many numbers as there are blocks.
    pub(super) fn is_of(&self, rows: usize, columns: usize) -> bool {
        let count = self.blocks.count(rows, columns);
        let fits = |list: &[f32]| [0, 1, count].contains(&list.len());
        let listed = match &self.blocks {
            StoredBlocks::Lists(groups) => {
                groups.len() == columns && groups.iter().all(|&group| (group as usize) < columns)
            }
            _ => true,
        };
        count > 0 && listed && self.scales.len() == count && fits(&self.zero_points) && fits(&self.offsets)
    }

    /// The scale of block `index`; NaN where there is no such block.
    pub fn scale(&self, index: usize) -> f32 {
        self.scales.get(index).copied().unwrap_or(f32::NAN)
    }

    /// The zero-point of block `index`; 0 where blocks have none.
    pub fn zero_point(&self, index: usize) -> f32 {
        of(&self.zero_points, index).unwrap_or(0.0)
    }

    /// What is added in block `index`, if anything is.
    pub fn offset(&self, index: usize) -> Option<f32> {
        of(&self.offsets, index)
    }
}

/// The number of a block in a list that may have one for all.
fn of(list: &[f32], index: usize) -> Option<f32> {
    if let [single] = list { Some(*single) } else { list.get(index).copied() }
}
