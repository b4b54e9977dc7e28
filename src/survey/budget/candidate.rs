//! A format that a tensor may be given: a scheme, a 16-bit float, or its own.

use std::{fmt, str::FromStr};

use crate::{Scheme, scheme::SchemeError, survey::Cast};

/// Why a word is no candidate.
pub type CandidateError = SchemeError;

/// A format that a tensor may be given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Candidate {
    /// It stays as it is stored.
    Keep,
    /// It is cast to a 16-bit float.
    Cast(Cast),
    /// It is quantized.
    Scheme(Scheme),
}

impl FromStr for Candidate {
    type Err = CandidateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.trim() {
            "keep" => Self::Keep,
            "bf16" => Self::Cast(Cast::Bf16),
            "f16" => Self::Cast(Cast::F16),
            scheme => {
                let scheme: Scheme = scheme.parse()?;
                scheme.check_for_model()?;
                Self::Scheme(scheme)
            }
        })
    }
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keep => f.write_str("keep"),
            Self::Cast(cast) => f.write_str(cast.word()),
            Self::Scheme(scheme) => scheme.fmt(f),
        }
    }
}
