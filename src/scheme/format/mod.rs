//! Formats: what codes mean before the scale, and how a range becomes a grid of levels.
//!
//! A new element format is a line of [`CODEBOOKS`]. Nothing outside of this folder and of the kernels asks whether
//! levels are evenly spaced, or which codes there are: it asks a [`Grid`] or a [`Quantizer`], and counts by rank.

mod affine;
mod chosen;
mod codebooks;
mod even;
pub mod ggml;
mod integer;
mod own;
mod stored;
mod table;

pub use affine::{AffineGrid, HugeScale, Placement, TinyScale};
pub use chosen::Least;
pub(in crate::scheme) use codebooks::OWN;
pub use codebooks::{CODEBOOKS, codebook};
pub(crate) use even::Even;
pub use integer::{Codes, Symmetry, Zero};
pub(super) use own::OwnGrid;
pub use stored::StoredKind;
pub use table::TableGrid;

use super::{
    Calibration, Scales,
    scales::{Above, Arithmetic},
};
use crate::{
    quantizer::{Codebook, Division, Quantizer, Rounding},
    sorted::Sorted,
};

/// What the codes of a scheme mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Format {
    /// Integers of this many bits, 2 to 8.
    Int {
        /// Bits of a code.
        bits: u32,
        /// Symmetric with its codes, or asymmetric with its kind of zero-point.
        symmetry: Symmetry,
    },
    /// An element format: the levels of a table.
    Table(&'static Codebook),
    /// A block format of ggml, which fits its own scales.
    Ggml(ggml::Kind),
    /// The grid that a file stores the tensor on.
    Stored(StoredKind),
}

impl Default for Format {
    fn default() -> Self {
        Self::Int { bits: 8, symmetry: Symmetry::default() }
    }
}

impl Format {
    /// Bits of a code.
    pub fn bits(self) -> u32 {
        match self {
            Self::Int { bits, .. } => bits,
            Self::Table(book) => book.bits,
            Self::Ggml(kind) => kind.bits(),
            Self::Stored(kind) => kind.bits,
        }
    }

    /// How many levels there are: `2^b`, one less for narrow symmetric codes and for a format with two codes for zero.
    pub fn level_count(self) -> usize {
        match self {
            Self::Int { bits, symmetry } => {
                let (q_min, q_max) = symmetry.codes(bits);
                q_max.abs_diff(q_min) as usize + 1
            }
            Self::Table(book) => book.levels.len(),
            Self::Ggml(kind) => kind.level_count(),
            Self::Stored(kind) => kind.levels,
        }
    }

    /// What the range is divided by to give the scale: of a symmetric format max|x|, of an asymmetric one `beta - alpha`; 1 for a
    /// format that fits its own scales.
    pub fn divisor(self) -> f32 {
        match self {
            Self::Int { bits, symmetry } => symmetry.divisor(bits),
            Self::Table(book) => book.reach(),
            Self::Ggml(_) | Self::Stored(_) => 1.0,
        }
    }

    /// Bits stored for each block beside its codes and its scale: the zero-point of an asymmetric format. It takes the width of
    /// a code when it is one.
    pub fn zero_point_bits(self, scales: Scales) -> u32 {
        match self {
            Self::Int { symmetry: Symmetry::Symmetric(_), .. }
            | Self::Table(_)
            | Self::Ggml(_)
            | Self::Stored(_) => 0,
            Self::Int { bits, symmetry: Symmetry::Asymmetric(Zero::Integer) } => bits,
            Self::Int { symmetry: Symmetry::Asymmetric(Zero::Real), .. } => scales.zero_point_bits(),
        }
    }

    /// The format with the other symmetry, its usual codes and zero-point; None where there is one symmetry only.
    pub fn other_symmetry(self) -> Option<Self> {
        let Self::Int { bits, symmetry } = self else { return None };
        let symmetry = match symmetry {
            Symmetry::Symmetric(_) => Symmetry::Asymmetric(Zero::Integer),
            Symmetry::Asymmetric(_) => Symmetry::Symmetric(Codes::Narrow),
        };
        Some(Self::Int { bits, symmetry })
    }

    /// Whether blocks have a zero-point of their own.
    pub fn has_zero_point(self) -> bool {
        match self {
            Self::Int { symmetry, .. } => matches!(symmetry, Symmetry::Asymmetric(_)),
            Self::Stored(kind) => kind.has_zero_point,
            Self::Table(_) | Self::Ggml(_) => false,
        }
    }

    /// Whether blocks have something of their own that moves their levels away from 0: a zero-point, or ggml's minimum.
    pub fn has_offset(self) -> bool {
        match self {
            Self::Ggml(kind) => kind.has_minimum(),
            Self::Stored(kind) => kind.has_offset || kind.has_zero_point,
            _ => self.has_zero_point(),
        }
    }

    /// Whether the levels of a block are evenly spaced.
    pub fn has_even_levels(self) -> bool {
        match self {
            Self::Int { .. } => true,
            Self::Table(book) => {
                let step = book.levels[1] - book.levels[0];
                book.levels.windows(2).all(|pair| pair[1] - pair[0] == step)
            }
            Self::Ggml(kind) => kind.has_even_levels(),
            Self::Stored(kind) => kind.is_even,
        }
    }

    /// Whether all levels are one scale apart, so that an error can be stated in steps.
    pub fn has_steps(self) -> bool {
        matches!(self, Self::Int { .. })
    }

    /// Whether a calibrator has a meaning for the format.
    pub fn allows(self, calibration: Calibration) -> bool {
        match self {
            Self::Int { .. } => true,
            Self::Table(_) => !calibration.supposes_even_levels(),
            Self::Ggml(_) | Self::Stored(_) => calibration == Calibration::MAX,
        }
    }

    /// From a range to a grid, as this project does it: true division unless the format says otherwise, and a scale of zero
    /// becomes 1.
    pub fn grid(self, scales: Scales, rounding: Rounding) -> Grid {
        match self {
            Self::Int { bits, symmetry } => {
                let (q_min, q_max) = symmetry.codes(bits);
                let placement = match symmetry {
                    Symmetry::Symmetric(_) => {
                        Placement::Fixed { zero_point: 0, divisor: symmetry.divisor(bits) }
                    }
                    Symmetry::Asymmetric(Zero::Integer) => Placement::Integer,
                    Symmetry::Asymmetric(Zero::Real) => Placement::Real,
                };
                Grid::Affine(AffineGrid {
                    q_min,
                    q_max,
                    placement,
                    tiny_scale: TinyScale::One { up_to: 0.0 },
                    huge_scale: HugeScale::Smaller,
                    scales,
                    above: Above::Unknown,
                    rounding,
                    division: Division::Exact,
                })
            }
            Self::Table(book) => {
                let (above, arithmetic) = (Above::Unknown, Arithmetic::Own);
                Grid::Table(TableGrid { book, scales, above, division: book.division, arithmetic })
            }
            Self::Ggml(kind) => Grid::Own(OwnGrid { kind }),
            // No range leads to it: where no grid is stored, that of int8 stands in.
            Self::Stored(_) => Self::default().grid(Scales::default(), Rounding::default()),
        }
    }
}

/// How a range becomes the quantizer of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grid {
    /// Integer codes.
    Affine(AffineGrid),
    /// An element format.
    Table(TableGrid),
    /// A format that fits its own scales.
    Own(OwnGrid),
}

impl Grid {
    /// The quantizer for values in `[lo, hi]`, both finite with `lo <= hi`.
    ///
    /// Total: an empty, a subnormal and a huge range have finite levels and a positive scale.
    pub fn over(&self, lo: f32, hi: f32) -> Quantizer {
        match self {
            Self::Affine(grid) => grid.over(lo, hi).into(),
            Self::Table(grid) => grid.over(lo, hi).into(),
            Self::Own(grid) => grid.over(lo, hi),
        }
    }

    /// The width of a range, or its largest magnitude where the grid is mirrored: what is divided to give a scale.
    pub(super) fn reach(&self, lo: f32, hi: f32) -> f32 {
        let (alpha, beta) = self.widened(lo, hi);
        if self.is_mirrored() { beta } else { (beta - alpha).min(f32::MAX) }
    }

    /// The stored code of the scale for values in `[lo, hi]`, where it takes eight bits as E8M0 or E4M3.
    pub fn scale_code(&self, lo: f32, hi: f32) -> Option<u8> {
        let (alpha, beta) = self.widened(lo, hi);
        match self {
            Self::Affine(grid) => grid.scale_code(alpha, beta),
            Self::Table(grid) => grid.scale_code(beta),
            Self::Own(_) => None,
        }
    }

    /// The scale for values in `[lo, hi]`, before it is stored.
    pub(super) fn exact_scale(&self, lo: f32, hi: f32) -> f32 {
        let (alpha, beta) = self.widened(lo, hi);
        match self {
            Self::Affine(grid) => grid.scale(alpha, beta),
            Self::Table(grid) => grid.scale(beta),
            Self::Own(grid) => grid.over(lo, hi).scale(),
        }
    }

    /// The code of the scale of a block that is chosen by the error of its finite values.
    pub(super) fn best_code(&self, values: &[f32]) -> Option<u8> {
        let Self::Table(grid) = self else { return None };
        grid.best_code(values, Least::Squares, None)
    }

    /// The grid under what stands above its scales.
    #[must_use]
    pub fn under(self, above: Above) -> Self {
        match self {
            Self::Affine(grid) => Self::Affine(AffineGrid { above, ..grid }),
            Self::Table(grid) => Self::Table(TableGrid { above, ..grid }),
            Self::Own(_) => self,
        }
    }

    /// The range `[lo, hi]` as the grid needs it: symmetric around 0, with 0 in it, or as it is.
    pub fn widened(&self, lo: f32, hi: f32) -> (f32, f32) {
        match self {
            Self::Affine(grid) => grid.placement.widened(lo, hi),
            Self::Own(grid) if grid.has_minimum() => (lo.min(0.0), hi.max(0.0)),
            Self::Table(_) | Self::Own(_) => {
                let amax = lo.abs().max(hi.abs());
                (-amax, amax)
            }
        }
    }

    /// Whether a range is symmetric around 0, so that only magnitudes count.
    pub fn is_mirrored(&self) -> bool {
        match self {
            Self::Affine(grid) => matches!(grid.placement, Placement::Fixed { .. }),
            Self::Table(_) => true,
            Self::Own(grid) => !grid.has_minimum(),
        }
    }

    /// The point that a shrinking range closes in on; `mean` is that of the values.
    pub fn center(&self, mean: impl FnOnce() -> f64) -> f64 {
        match self {
            Self::Affine(AffineGrid { placement: Placement::Real, .. }) => mean(),
            _ => 0.0,
        }
    }

    /// Where a noise model of evenly spaced levels has its center for values in `[min, max]`, and how many bits its grid has.
    /// A mirrored grid lies around 0. So does an asymmetric one on one-sided data, of which it covers half with all its codes: one
    /// bit more. Elsewhere the center is the mean.
    pub fn noise_model(&self, (min, max): (f32, f32), bits: u32, mean: impl FnOnce() -> f64) -> (f64, u32) {
        match self {
            _ if self.is_mirrored() => (0.0, bits),
            Self::Affine(AffineGrid { placement: Placement::Integer, .. }) if min >= 0.0 || max <= 0.0 => {
                (0.0, bits + 1)
            }
            _ => (mean(), bits),
        }
    }

    /// The grid of a block that is shorter than the others. Only formats whose library treats such a block differently change.
    #[must_use]
    pub fn of_short_block(self) -> Self {
        match self {
            // bitsandbytes multiplies full blocks by 1 / s, and divides the rest by s.
            Self::Table(grid) => Self::Table(TableGrid { division: Division::Exact, ..grid }),
            other => other,
        }
    }

    /// The grid of block `index`: stochastic rounding draws from a stream of its own in each block.
    #[must_use]
    pub fn of_block(self, index: usize) -> Self {
        match self {
            Self::Affine(grid) => {
                Self::Affine(AffineGrid { rounding: grid.rounding.of_block(index), ..grid })
            }
            other => other,
        }
    }

    /// Squared error over a range in f64 arithmetic. If that of the values beyond the outermost levels' cells alone exceeds `bound`,
    /// it is this part.
    pub(super) fn sse(&self, sorted: &Sorted, range: (f64, f64), bound: f64) -> f64 {
        match self {
            Self::Affine(grid) => grid.sse(sorted, range, bound),
            Self::Table(grid) => grid.sse(sorted, range.1, bound),
            Self::Own(grid) => grid.sse(sorted, range),
        }
    }

    /// The levels of a range in f64, as those of another range may be stretched.
    pub(super) fn spacing(&self, range: (f64, f64)) -> Spacing {
        match self {
            Self::Affine(grid) => grid.spacing(range),
            Self::Table(grid) => Spacing { step: grid.step(range.1), below_zero: 0.0, kin: Some(0) },
            Self::Own(grid) => {
                let step = grid.over(range.0 as f32, range.1 as f32).scale().into();
                Spacing { step, below_zero: 0.0, kin: None }
            }
        }
    }

    /// How many steps lie between the outermost levels; None where levels are not evenly spaced.
    pub(super) fn steps(&self) -> Option<u32> {
        match self {
            Self::Affine(grid) => Some(grid.q_max.abs_diff(grid.q_min)),
            Self::Table(_) | Self::Own(_) => None,
        }
    }

    /// Whether the ends of any range are levels, and 0 need not be one.
    pub(super) fn ends_are_levels(&self) -> bool {
        matches!(self, Self::Affine(AffineGrid { placement: Placement::Real, .. }))
    }
}

/// The levels of a range in f64.
///
/// Ranges of the same kin have the levels `p + step · L` with the same numbers L, as far as one point `p` stays in place when one
/// range becomes the other: 0, or where [`Grid::ends_are_levels`] any point of the range.
#[derive(Debug, Clone, Copy)]
pub(in crate::scheme) struct Spacing {
    /// The distance of levels, or what the levels of a table are multiplied by. As it is stored.
    pub(in crate::scheme) step: f64,
    /// How many steps the lowest of evenly spaced levels lies below 0.
    pub(in crate::scheme) below_zero: f64,
    /// None where the range has no kin.
    pub(in crate::scheme) kin: Option<i32>,
}
