//! The granularities of the notation: which values share one scale.

/// Which values share one scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Granularity {
    /// The whole tensor.
    #[default]
    Tensor,
    /// Each row: an output channel of a weight, a token of an activation.
    Row,
    /// Each column.
    Column,
    /// This many consecutive values of a row; a row's last group may be shorter.
    Group(u32),
    /// Tiles of so many rows and columns; those at the ends may be smaller.
    Tile(u32, u32),
}
