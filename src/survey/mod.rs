//! A whole model: what each of its tensors is, how it fares under schemes, and which format each should have.
//!
//! ```text
//! names        naming: role and layer of a tensor; pairing: which tensor of another file is the same weight
//! one tensor   Surveying: bands of rows in, a Row out (moments, lines that stand out, measures under each scheme)
//! all tensors  Total: sums over rows, and the share of each row
//! two files    Partners: which tensor of the other file is the same weight; Becoming: bands of rows of both in, a Compared out
//! a decision   budget: a format for each tensor, so that the total error is least; recipe: the decision as text for other programs
//! ```
//! Nothing here knows files, threads or pages. Whoever surveys a model reads the bands that [`Surveying::wants`] names, in any number of
//! workers, and joins the rows in the order of the model: numbers do not depend on who measured what.

mod becoming;
pub mod budget;
mod cast;
mod compared;
mod job;
mod lines;
mod moments;
pub mod naming;
pub mod pairing;
mod partners;
pub mod recipe;
mod reordered;
mod row;
mod surveying;
mod total;

pub use becoming::{Becoming, Interleaved};
pub use cast::Cast;
pub use compared::{Compared, Comparing, Gridless};
pub use partners::{Partner, Partners, Unlike, Weight};
pub use reordered::{head_size, interleaved, restored};
pub use row::{Difference, Lines, Row, Side, Subject, Unmeasured};
pub use surveying::{BAND, Surveying};
pub use total::{BecameTotal, Share, Total, TotalSide};
