//! What a scheme does to a tensor: codes, errors, and the numbers a person reads.

mod block_curve;
mod block_map;
mod curve;
mod decoding;
mod errors;
mod heat;
pub mod integers;
mod levels;
mod measured;
mod outlying;
mod pieces;
mod quantized;
mod report;
mod sketch;
mod spread;
pub mod stream;
mod summary;
mod view;
mod weighted;

pub use block_curve::BlockSweep;
pub use block_map::{BlockMapping, BlockStats, MostLost};
pub use curve::{Curve, FEWEST_POINTS, Kept, Mark, Point, Spacing, Sweep, clipping_curve, marked};
pub use decoding::{Decoding, Shown};
pub use errors::Profiling;
pub use heat::{Heat, Listed, Rows, Worst, edges, parts};
pub use levels::FormatLevels;
pub use measured::{Measured, Measurement};
pub use outlying::{Outlying, OutlyingLines, OutlyingSearch, Suspects};
pub use pieces::{Measuring, PIECE, Pieces, sqnr_db};
pub use quantized::{Quantized, Quantizing};
pub use report::{Measures, Report, Reporting};
pub use sketch::Sketch;
pub use spread::Spread;
pub use summary::Summary;
pub use view::View;
pub(crate) use weighted::Weighted;

/// Values that a pass over blocks works on in some milliseconds.
const VALUES_PER_STEP: usize = 1 << 20;
