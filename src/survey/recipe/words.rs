//! What a scheme is in words of libraries for PyTorch: a type, a granularity, a symmetry.

use crate::Scheme;

/// Which values share a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sharing {
    Tensor,
    Channel,
    Group(u32),
    Tile(u32, u32),
}

/// A scheme that libraries know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Integers of so many bits.
    Int {
        bits: u32,
        symmetric: bool,
        sharing: Sharing,
        by_error: bool,
    },
    /// E4M3.
    Fp8 {
        sharing: Sharing,
    },
    Nvfp4,
    Mxfp4,
    Mxfp8,
}

impl Known {
    /// None where the notation has a word that has no counterpart.
    pub(super) fn of(scheme: &Scheme) -> Option<Self> {
        let text = scheme.to_string();
        let (format, options) = text.split_once(':').unwrap_or((&text, ""));
        match (format, options) {
            ("nvfp4", "") => return Some(Self::Nvfp4),
            ("mxfp4", "") => return Some(Self::Mxfp4),
            ("mxfp8_e4m3", "") => return Some(Self::Mxfp8),
            _ => {}
        }
        let (mut symmetric, mut sharing, mut by_error) = (true, Sharing::Tensor, false);
        for option in options.split(':').filter(|option| !option.is_empty()) {
            match option {
                "asym" => symmetric = false,
                "wide" | "full" | "s16" | "sbf16" => {}
                "row" => sharing = Sharing::Channel,
                "mse" => by_error = true,
                _ => sharing = shared(option)?,
            }
        }
        match format.strip_prefix("int") {
            Some(bits) => Some(Self::Int { bits: bits.parse().ok()?, symmetric, sharing, by_error }),
            None if format == "fp8_e4m3" && !by_error => Some(Self::Fp8 { sharing }),
            None => None,
        }
    }
}

/// `gN` and `RxC`.
fn shared(option: &str) -> Option<Sharing> {
    if let Some(size) = option.strip_prefix('g') {
        return size.parse().ok().map(Sharing::Group);
    }
    let (rows, columns) = option.strip_prefix('b')?.split_once('x')?;
    Some(Sharing::Tile(rows.parse().ok()?, columns.parse().ok()?))
}
