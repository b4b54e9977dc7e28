//! A format for each tensor, so that a model keeps to a budget of bits and its total error is least.
//!
//! ```text
//! candidates   the formats that a tensor may have, and what each costs it: bits and error, as measured          (candidate.rs, price.rs)
//! kept         tensors that stay as they are, by a rule                                                           (keeping.rs)
//! fallback     what llama-quantize writes where rows do not fit a format of GGUF                                  (fallback.rs)
//! allocation   the choice with the least total error for a number of bits                                        (allocation.rs)
//! plan         the format of each tensor for a budget, and what other budgets would buy                          (plan.rs, levels.rs)
//! ```

mod allocation;
mod candidate;
mod fallback;
mod keeping;
mod levels;
mod plan;
mod price;

pub use allocation::{Allocation, Curve, Move, Point, allocate};
pub use candidate::{Candidate, CandidateError};
pub use fallback::held;
pub use keeping::{Keep, KeepRules};
pub use levels::{Level, Levels, Overview, Single};
pub use plan::{Counted, Criterion, Plan, Planned, Planning};

#[cfg(test)]
mod tests;
