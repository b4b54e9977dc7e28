//! The element formats.

use crate::quantizer::Codebook;

/// All element formats, in the order in which they are listed.
pub const CODEBOOKS: &[&Codebook] = &[];
