//! Scales as E4M3 floats, alone or under one f32 scale of the tensor: the two levels of NVFP4.
//!
//! ```text
//! A = largest amax of a block, R = max|L|
//! two levels   T = A / (R · 448);   g = amax / (R · T), 1 if that is 0;   S = E4M3(clamp(g, 2⁻⁹, 448));   s = S · T    (ModelOpt)
//! single       S = E4M3(clamp(amax / R, 2⁻⁶, 448));   s = S;   r = x · (1 / S)                                        (torchao)
//! fs46         M = 256 · R;   g = amax / R · (M / A);   S = E4M3(g) or E4M3(1.5 · g), whichever has the smaller squared error;
//!              r = x · (1 / (1 / (M / A) · S));   x̂ = L · S · A / M                                            (four over six)
//! search       s = S / 448 · A / R, for each positive S of E4M3: the smallest with the least squared error           (ModelOpt)
//! ```
//! All in f32, to the nearest even. E4M3 saturates. Sources: NVIDIA/Model-Optimizer, pytorch/ao, mit-han-lab/fouroversix.

use super::Exact;
use crate::quantizer::{Beyond, Cast, Coding, Division, FloatFormat, NanCode, Steps};

/// How a block's E4M3 scale is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BlockScale {
    /// By its range, under the scale of the tensor.
    #[default]
    TwoLevels,
    /// By its range, without a scale of the tensor.
    Single,
    /// The better of two: its largest magnitude becomes 6 or 4.
    FourOverSix,
    /// The one of all with the least squared error.
    Search,
}

/// Whose arithmetic is used where libraries differ.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Arithmetic {
    /// This project's: that of the library named above, but every scale is positive and finite.
    #[default]
    Own,
    /// torchao's. MX: no value is divided by less than 2⁻¹²⁶, and with [`Rule::RoundCeil`](super::Rule::RoundCeil) those of scale code 0
    /// are divided by 1. NVFP4: `S` is at least 2⁻⁶, `g = amax / R / T`, `r = x · (1 / T / S)`; in a tensor of zeros S is NaN.
    TorchAo,
    /// ModelOpt's. MX: a scale stays even if the largest level is beyond f32. NVFP4: in a tensor of zeros S is NaN.
    ModelOpt,
    /// Without a smallest scale: `g = amax / R / T`. Where E4M3 rounds it to 0, every value takes the code of 0.
    Plain,
    /// That of four over six, where E4M3 rounds `g` to 0: every value takes the code of 0. With a fixed choice, too.
    FourOverSix {
        /// What the largest magnitude of a block becomes: 6 or 4.
        reach: f32,
        /// `M` over it: 256, or 448 of a fixed choice.
        largest: f32,
    },
}

const FORMAT: FloatFormat = FloatFormat::E4M3;
const CAST: Cast = Cast { beyond: Beyond::Saturate, nan: NanCode::AllOnes };
/// The largest number of E4M3, and its smallest normal and positive ones.
pub(super) const LARGEST: f32 = 448.0;
const SMALLEST: f32 = 1.0 / 512.0;
pub(super) const NORMAL: f32 = 1.0 / 64.0;
/// What the largest block scale becomes with four over six: 1.5 times it is a number of E4M3, too.
const FOUR_OVER_SIX: f32 = 256.0;
/// The codes of positive numbers.
pub(in crate::scheme) const CODES: std::ops::RangeInclusive<u8> = 1..=126;

/// What an E4M3 code means.
pub(in crate::scheme) fn value(code: u8) -> f32 {
    FORMAT.value(code)
}

/// The code of a positive scale of a block; NaN has all bits set.
pub(in crate::scheme) fn code(inner: f32) -> u8 {
    if inner.is_nan() { u8::MAX } else { FORMAT.code(inner, CAST) }
}

/// The scale of the tensor; 1 for a tensor of zeros, 0 where a library has that.
pub(in crate::scheme) fn tensor_scale(arithmetic: Arithmetic, largest: f32, divisor: f32) -> f32 {
    let own = arithmetic == Arithmetic::Own;
    if largest == 0.0 && !matches!(arithmetic, Arithmetic::TorchAo | Arithmetic::ModelOpt) {
        return 1.0;
    }
    let over = divisor * LARGEST;
    let scale = if over.is_infinite() { largest / divisor / LARGEST } else { largest / over };
    if own { super::positive(scale) } else { scale }
}

/// An E4M3 scale of a block under what stands above it.
#[derive(Debug, Clone, Copy)]
pub(in crate::scheme) struct Scale {
    pub(in crate::scheme) choice: BlockScale,
    pub(in crate::scheme) arithmetic: Arithmetic,
    /// The largest range of a block of the tensor.
    pub(in crate::scheme) largest: f32,
}

impl Scale {
    /// `S` by the range of a block. Of four over six the first one, of a search that of two levels.
    pub(in crate::scheme) fn inner(&self, exact: &Exact) -> f32 {
        self.inner_times(exact, 1.0)
    }

    /// The same; of four over six with `factor · g`.
    #[inline(never)]
    pub(in crate::scheme) fn inner_times(&self, &Exact { range, divisor, .. }: &Exact, factor: f32) -> f32 {
        let tensor = tensor_scale(self.arithmetic, self.largest, divisor);
        let clamped = |x: f32, least: f32| FORMAT.rounded(x.clamp(least, LARGEST));
        match (self.choice, self.arithmetic) {
            (BlockScale::FourOverSix, arithmetic) => {
                let divisor = match arithmetic {
                    Arithmetic::FourOverSix { reach, .. } => reach,
                    _ => divisor,
                };
                let g = range / divisor * self.encoding(divisor) * factor;
                match arithmetic {
                    // 0 · ∞ is a block of zeros in a tensor of subnormals.
                    Arithmetic::Own => clamped(if g.is_nan() { 0.0 } else { g }, SMALLEST),
                    _ => FORMAT.rounded(g),
                }
            }
            (BlockScale::Single, _) => clamped(range / divisor, NORMAL),
            (_, Arithmetic::TorchAo) => clamped(range / divisor / tensor, NORMAL),
            (_, Arithmetic::Plain | Arithmetic::FourOverSix { .. }) => {
                FORMAT.rounded(range / divisor / tensor)
            }
            (_, Arithmetic::Own | Arithmetic::ModelOpt) => {
                let g = range / (divisor * tensor);
                clamped(if g == 0.0 { 1.0 } else { g }, SMALLEST)
            }
        }
    }

    /// `M / A`.
    fn encoding(&self, divisor: f32) -> f32 {
        let over = if self.largest == 0.0 { 1.0 } else { self.largest };
        self.most(divisor) / over
    }

    /// `M`.
    fn most(&self, divisor: f32) -> f32 {
        match self.arithmetic {
            Arithmetic::FourOverSix { reach, largest } => reach * largest,
            _ => divisor * FOUR_OVER_SIX,
        }
    }

    /// The scale of `S`, how values are coded with it, and how levels are scaled if not by it.
    #[inline(never)]
    pub(in crate::scheme) fn of(
        &self,
        inner: f32,
        divisor: f32,
        division: Division,
    ) -> (f32, Coding, Option<Steps>) {
        let own = self.arithmetic == Arithmetic::Own;
        let stated = |scale: f32| if own { super::positive(scale) } else { scale };
        let tensor = tensor_scale(self.arithmetic, self.largest, divisor);
        match self.choice {
            BlockScale::Single => (inner, Coding::Multiply(1.0 / inner), None),
            BlockScale::Search => {
                let scale = stated(inner / LARGEST * self.largest / divisor);
                (scale, Coding::by(division, scale), None)
            }
            BlockScale::TwoLevels => {
                let scale = stated(inner * tensor);
                let coding = match self.arithmetic {
                    Arithmetic::TorchAo => Coding::Multiply(1.0 / tensor / inner),
                    Arithmetic::Plain if scale == 0.0 => Coding::Divide(f32::NAN),
                    _ => Coding::by(division, scale),
                };
                (scale, coding, None)
            }
            BlockScale::FourOverSix => {
                let encoding = self.encoding(divisor);
                let by = 1.0 / (1.0 / encoding * inner);
                let steps = Steps { inner, times: self.largest, over: self.most(divisor) };
                let scale = steps.apply(1.0);
                if inner == 0.0 {
                    return (scale, Coding::Divide(f32::NAN), Some(steps));
                }
                // Far from 1 the steps leave f32. Then one scale does.
                if own && !(by.is_normal() && scale.is_normal() && steps.apply(divisor).is_finite()) {
                    let scale = stated(inner * (self.largest / steps.over));
                    return (scale, Coding::Divide(scale), None);
                }
                (scale, Coding::Multiply(by), Some(steps))
            }
        }
    }
}
