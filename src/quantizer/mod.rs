//! The quantizer of one block: the scalar definition that every kernel is held to.
//!
//! A quantizer has a grid, the ascending list of its levels. Everything outside of the kernels counts by *rank*, the position of a
//! level on that list from 0, so that formats with evenly and unevenly spaced levels are one case:
//!
//! ```text
//! rank(x)    the level that x takes; it never falls as x rises, unless rounding is stochastic
//! level(r)   the value that rank r decodes to
//! ```

mod affine;
mod exponent;
mod float;
mod offset;
mod rounding;
mod table;

pub use affine::{Division, Params, ZeroPoint};
pub use exponent::{PowerCast, power, power_code};
pub(crate) use float::power_of_two;
pub use float::{Beyond, Cast, FloatFormat, NanCode, Specials};
pub use offset::{Nearest, Numbers, OffsetParams, Ratio};
pub use rounding::{Rounding, noise};
pub(crate) use table::count;
pub use table::{Codebook, Coding, Minus, Steps, TableParams, Tie};

/// The quantizer of one block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantizer {
    /// Integer codes: levels are evenly spaced.
    Affine(Params),
    /// An element format: levels are those of a table, times a scale.
    Table(TableParams),
    /// A block of ggml: levels are numbers times a step, plus a base.
    Offset(OffsetParams),
}

impl From<Params> for Quantizer {
    fn from(params: Params) -> Self {
        Self::Affine(params)
    }
}

impl From<TableParams> for Quantizer {
    fn from(params: TableParams) -> Self {
        Self::Table(params)
    }
}

impl From<OffsetParams> for Quantizer {
    fn from(params: OffsetParams) -> Self {
        Self::Offset(params)
    }
}

#[expect(clippy::len_without_is_empty, reason = "a grid has at least one level")]
impl Quantizer {
    /// Number of levels.
    #[inline]
    pub fn len(&self) -> usize {
        match self {
            Self::Affine(params) => params.q_max.abs_diff(params.q_min) as usize + 1,
            Self::Table(params) => params.book.levels.len(),
            Self::Offset(params) => params.numbers.count(),
        }
    }

    /// The rank of the level that `x` takes. Infinities take the outermost level on their side, NaN the level of
    /// 0.0.
    /// Stochastic rounding draws by `position`, the place of the value in its block.
    #[inline]
    pub fn rank(&self, x: f32, position: u32) -> usize {
        match self {
            Self::Affine(params) => params.code(x, position).wrapping_sub(params.q_min) as u32 as usize,
            Self::Table(params) => params.rank(x),
            Self::Offset(params) => params.rank(x),
        }
    }

    /// The level of a rank.
    #[inline]
    pub fn level(&self, rank: usize) -> f32 {
        match self {
            Self::Affine(params) => params.decode(params.q_min.wrapping_add(rank as i32)),
            Self::Table(params) => params.level(rank),
            Self::Offset(params) => params.level(rank),
        }
    }

    /// The level that `x` takes.
    #[inline]
    pub fn decoded(&self, x: f32, position: u32) -> f32 {
        self.level(self.rank(x, position))
    }

    /// The grid: all levels, ascending.
    pub fn levels(&self) -> Vec<f32> {
        (0..self.len()).map(|rank| self.level(rank)).collect()
    }

    /// The code that stands for a rank where codes are shown or stored. A format may have a second code for zero,
    /// which only [`Quantizer::code`] gives.
    pub fn code_of_rank(&self, rank: usize) -> i32 {
        match self {
            Self::Affine(params) => params.q_min + rank as i32,
            Self::Table(params) => i32::from(params.book.codes[rank]),
            Self::Offset(params) => params.code_of_rank(rank),
        }
    }

    /// Where the use of a rank is counted, among as many slots as there are ranks: at the rank, or where the scale of a block is
    /// negative at its place from the other end. So all blocks of a format count the same code in the same slot.
    pub fn slot(&self, rank: usize) -> usize {
        match self {
            Self::Offset(params) if params.is_turned() => self.len() - 1 - rank,
            _ => rank,
        }
    }

    /// The code of `x`, as it is stored.
    pub fn code(&self, x: f32, position: u32) -> i32 {
        match self {
            Self::Affine(params) => params.code(x, position),
            Self::Table(params) => i32::from(params.code(x)),
            Self::Offset(params) => params.code_of_rank(params.rank(x)),
        }
    }

    /// The range `[alpha, beta]`: values outside are clipped.
    #[inline]
    pub fn range(&self) -> (f32, f32) {
        match self {
            Self::Affine(Params { alpha, beta, .. })
            | Self::Table(TableParams { alpha, beta, .. })
            | Self::Offset(OffsetParams { alpha, beta, .. }) => (*alpha, *beta),
        }
    }

    /// The lowest and the highest level.
    pub fn outermost(&self) -> (f32, f32) {
        (self.level(0), self.level(self.len() - 1))
    }

    /// Whether `x` lies outside the range and is clipped.
    #[inline]
    pub fn clips(&self, x: f32) -> bool {
        let (alpha, beta) = self.range();
        x < alpha || x > beta
    }

    /// The scale `s`, in the data's unit; finite and positive, or 0 in a block of ggml whose levels are all the same.
    pub fn scale(&self) -> f32 {
        match self {
            Self::Affine(params) => params.scale,
            Self::Table(params) => params.scale,
            Self::Offset(params) => (params.step * params.times).abs(),
        }
    }

    /// The zero-point `z`; 0 for a format that has none.
    pub fn zero_point(&self) -> f32 {
        match self {
            Self::Affine(params) => params.zero_point.value(),
            Self::Table(_) | Self::Offset(_) => 0.0,
        }
    }

    /// The integer arithmetic of the block, for a format that has it.
    pub fn affine(&self) -> Option<&Params> {
        match self {
            Self::Affine(params) => Some(params),
            Self::Table(_) | Self::Offset(_) => None,
        }
    }

    /// Whether the level of a value also depends on its position.
    pub fn is_stochastic(&self) -> bool {
        matches!(self, Self::Affine(Params { rounding: Rounding::Stochastic(_), .. }))
    }

    /// The same quantizer without chance: stochastic rounding takes the nearer level.
    pub fn without_chance(self) -> Self {
        match self {
            Self::Affine(params @ Params { rounding: Rounding::Stochastic(_), .. }) => {
                Self::Affine(Params { rounding: Rounding::Even, ..params })
            }
            other => other,
        }
    }

    /// The error at zero: the distance of 0.0 from the level that it takes.
    pub fn error_at_zero(&self) -> f32 {
        match self {
            // Where 0.0 is a level, it takes it.
            Self::Affine(Params { zero_point: ZeroPoint::Integer(z), q_min, q_max, .. })
                if q_min <= z && z <= q_max =>
            {
                0.0
            }
            _ => self.decoded(0.0, 0).abs(),
        }
    }

    /// The largest error of a value inside the range: half the widest gap between two levels, or a whole step where rounding
    /// is not to the nearest level.
    pub fn largest_rounding_error(&self) -> f64 {
        match self {
            Self::Affine(params) => {
                let steps = match params.rounding {
                    Rounding::Even | Rounding::Away => 0.5,
                    Rounding::Floor | Rounding::Stochastic(_) => 1.0,
                };
                steps * f64::from(params.scale)
            }
            Self::Table(params) => params.book.widest_gap() / 2.0 * f64::from(params.scale),
            Self::Offset(params) => params.largest_rounding_error(),
        }
    }

    /// About where the values of a rank begin: a first guess for a search. `rank` is at least 1.
    pub(crate) fn begins_near(&self, rank: usize) -> f32 {
        let guess = match self {
            Self::Affine(params) => {
                let (before, after) = params.zero_point.parts();
                let offset = if params.rounding == Rounding::Floor { 0.0 } else { 0.5 };
                let code = f64::from(params.q_min) + rank as f64;
                (code - f64::from(after) - f64::from(before) - offset) * f64::from(params.scale)
            }
            Self::Table(params) => {
                let scale = match params.coding {
                    Coding::Divide(by) => f64::from(by),
                    Coding::Multiply(by) => 1.0 / f64::from(by),
                };
                f64::from(params.book.starts[rank - 1]) * scale
            }
            Self::Offset(params) => params.begins_near(rank),
        };
        (guess as f32).clamp(f32::MIN, f32::MAX)
    }
}
