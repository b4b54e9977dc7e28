//! Blocks that are rectangles, as the view draws them.

use std::ops::Range;

use super::{Bench, BlocksQuestion, Extent, Scheme};

/// The question with the default scheme where blocks are no tiles, as some that files store are; None where all are. Who asks says
/// before that there is no picture of such blocks.
pub(super) fn tiled(question: &BlocksQuestion, bench: &Bench) -> Option<BlocksQuestion> {
    let is_tiled = |scheme: &Scheme| bench.map(scheme).tile().is_some();
    if question.schemes.iter().all(is_tiled) {
        return None;
    }
    let schemes = question.schemes.map(|scheme| if is_tiled(&scheme) { scheme } else { Scheme::default() });
    Some(BlocksQuestion { schemes, ..question.clone() })
}

/// The number of blocks in a row.
pub(super) fn across(bench: &Bench, scheme: &Scheme) -> usize {
    bench.tensor.columns().div_ceil(tile(bench, scheme).1)
}

/// Rows and columns of a block.
pub(super) fn tile(bench: &Bench, scheme: &Scheme) -> (usize, usize) {
    // Of other blocks there is no picture.
    bench.map(scheme).tile().unwrap_or((1, 1))
}

/// The rows and columns of blocks that lie in a window.
pub(super) fn blocks_in(bench: &Bench, scheme: &Scheme, window: &Extent) -> Extent {
    let (tall, wide) = tile(bench, scheme);
    Extent { rows: holding(&window.rows, tall), columns: holding(&window.columns, wide) }
}

/// The blocks, `size` long each, that hold a range of values.
pub(super) fn holding(range: &Range<usize>, size: usize) -> Range<usize> {
    range.start / size..range.end.div_ceil(size)
}
