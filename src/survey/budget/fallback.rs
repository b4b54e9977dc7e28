//! What llama-quantize writes where the rows of a tensor do not fit a format of GGUF.
//!
//! ```text
//! rows are whole super-blocks of the format     the format
//! rows are whole blocks of 32                   IQ4_XS → IQ4_NL;  Q2_K, Q3_K, TQ1_0, TQ2_0 → Q4_0;  Q4_K → Q5_0;  Q5_K → Q5_1;  Q6_K → Q8_0
//! else                                          F16
//! ```
//! Source: `tensor_type_fallback` of `src/llama-quant.cpp` of <https://github.com/ggml-org/llama.cpp> (2026). Versions up to 2025 wrote
//! IQ4_NL in the place of Q2_K and Q3_K.

use super::Candidate;
use crate::{
    Scheme,
    scheme::{Format, ggml::Kind},
    survey::Cast,
};

/// The values of the blocks that formats fall back to.
const SMALL: usize = 32;

/// The format in which a tensor with rows of `columns` values is stored, if `wanted` is asked for.
pub fn held(wanted: Candidate, columns: usize) -> Candidate {
    let Candidate::Scheme(Scheme { format: Format::Ggml(kind), .. }) = wanted else { return wanted };
    if columns.is_multiple_of(kind.super_block()) {
        return wanted;
    }
    let small = instead(kind).filter(|_| columns.is_multiple_of(SMALL));
    let scheme = small.and_then(|kind| kind.word().parse().ok());
    scheme.map_or(Candidate::Cast(Cast::F16), Candidate::Scheme)
}

/// The format of blocks of 32 in the place of one of super-blocks.
fn instead(kind: Kind) -> Option<Kind> {
    Some(match kind {
        Kind::Iq4Xs => Kind::Iq4Nl,
        Kind::Q2K | Kind::Q3K | Kind::Tq1_0 | Kind::Tq2_0 => Kind::Q4_0,
        Kind::Q4K => Kind::Q5_0,
        Kind::Q5K => Kind::Q5_1,
        Kind::Q6K => Kind::Q8_0,
        _ => return None,
    })
}
