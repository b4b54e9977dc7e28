//! From what a search found to the blocks of a scheme: stored scales, and how each block codes and decodes.
//!
//! ```text
//! d, minimum = float16 of what was found, at most 65504
//! plain formats:            step = d;        base = minimum, if there is one
//! scales and minimums:      step = d · s;    base = -(minimum · m);    a value is coded by (x + minimum · m) / step
//! scales alone:             step = d · s;                              a value is coded by x / step
//! IQ4_XS:                   step = d · s;                              a value is coded by x · (1 / (D · s)), D = d in f32
//! MXFP4, NVFP4:             step = half of what the stored scale means
//! ```

use half::f16;

use super::{Found, HALF, Kept, Kind, RUNS};
use crate::{
    ggml::{half_of_e4m3, half_of_e8m0},
    quantizer::{Nearest, OffsetParams, Quantizer, Ratio},
};

/// A super-block as a scheme has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SuperBlock {
    /// Its scale, as stored; 1 where there is none.
    pub d: f32,
    /// Its minimum, or the scale of its blocks' minimums, as stored; 0 where there is none.
    pub d_min: f32,
    /// Whether values lay beyond the reach of the format, or a scale beyond the largest float16: the farthest that there is was
    /// taken.
    pub saturated: bool,
    count: usize,
    blocks: [Coding; RUNS],
}

/// How a block codes and decodes: its [`Quantizer`] under a kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coding {
    /// What the number of a code is multiplied by.
    pub step: f32,
    /// What is added to the product; -0.0 for nothing.
    pub base: f32,
    /// What is added to a value before it is coded.
    pub shift: f32,
    /// How the sum becomes a number of steps.
    pub ratio: Ratio,
    /// The block's scale in units of `d`: its stored code, with its sign. 1 where blocks have none of their own; the stored byte of
    /// MXFP4 and NVFP4.
    pub scale: i16,
    /// The block's minimum in units of `d_min`: its stored code; 0 where blocks have none of their own.
    pub minimum: u8,
    /// How a number of steps becomes a whole one.
    pub nearest: Nearest,
}

impl Coding {
    /// The quantizer of the block.
    #[inline(never)]
    pub fn quantizer(self, kind: Kind) -> Quantizer {
        self.params(kind).into()
    }

    /// Whether a search found the scale of the block; else it follows from the ends of its values. Plain formats search where values have
    /// an importance.
    pub fn is_searched(self, kind: Kind) -> bool {
        match kind {
            Kind::Q4_0 | Kind::Q4_1 | Kind::Q5_0 | Kind::Q5_1 => self.nearest != kind.facts().nearest,
            Kind::Q8_0 | Kind::Tq1_0 | Kind::Tq2_0 | Kind::Mxfp4 | Kind::Nvfp4 => false,
            Kind::Q2K | Kind::Q3K | Kind::Q4K | Kind::Q5K | Kind::Q6K | Kind::Iq4Nl | Kind::Iq4Xs => true,
        }
    }

    pub(super) fn params(self, kind: Kind) -> OffsetParams {
        OffsetParams::new(kind.numbers(self.nearest), self.step, self.base, self.shift, self.ratio)
    }
}

impl SuperBlock {
    pub(super) fn new(kind: Kind, found: &Found, saturated: bool) -> Self {
        let (d, d_saturated) = limited(found.d);
        let (minimum, minimum_saturated) = limited(found.minimum);
        let mut block = Self {
            d: if matches!(kind, Kind::Mxfp4 | Kind::Nvfp4) { 1.0 } else { d },
            d_min: minimum,
            saturated: saturated || d_saturated || minimum_saturated,
            count: kind.super_block() / kind.block(),
            blocks: [coding(kind, found, 0, (d, minimum)); RUNS],
        };
        for i in 1..block.count {
            block.blocks[i] = coding(kind, found, i, (d, minimum));
        }
        block
    }

    /// Its blocks, in order.
    pub fn blocks(&self) -> &[Coding] {
        &self.blocks[..self.count]
    }
}

/// The float16 next to a number, at most the largest in magnitude, and whether it was beyond that. NaN becomes 0.
fn limited(x: f32) -> (f32, bool) {
    if x.is_nan() {
        return (0.0, true);
    }
    let stored = f16::from_f32(x).to_f32();
    (stored.clamp(-HALF, HALF), stored.is_infinite())
}

/// The coding of block `i` under the stored scale and minimum of its super-block.
pub(super) fn coding(kind: Kind, found: &Found, i: usize, (d, minimum): (f32, f32)) -> Coding {
    let run = found.runs[i];
    // Codes of a search with importance are what it rounded to.
    let nearest = if found.kept == Kept::Always { Nearest::Even } else { kind.facts().nearest };
    let plain = Coding {
        step: d,
        base: -0.0,
        shift: run.shift,
        ratio: Ratio::Times(run.factor),
        scale: run.scale,
        minimum: run.minimum,
        nearest,
    };
    match kind {
        Kind::Q4_0 | Kind::Q5_0 | Kind::Q8_0 | Kind::Iq4Nl | Kind::Tq1_0 | Kind::Tq2_0 => plain,
        Kind::Q4_1 | Kind::Q5_1 => Coding { base: minimum, ..plain },
        Kind::Q2K | Kind::Q4K | Kind::Q5K => {
            let step = d * f32::from(run.scale);
            let shift = minimum * f32::from(run.minimum);
            Coding { step, base: -shift, shift, ratio: Ratio::Over(step), ..plain }
        }
        Kind::Q3K | Kind::Q6K => {
            let step = d * f32::from(run.scale);
            Coding { step, ratio: Ratio::Over(step), ..plain }
        }
        Kind::Iq4Xs => Coding { step: d * f32::from(run.scale), ..plain },
        Kind::Mxfp4 => {
            // Under larger ones the largest level is no f32.
            let scale = run.scale.clamp(0, 252);
            let step = half_of_e8m0(scale as u8);
            Coding { step, ratio: Ratio::Over(step), scale, ..plain }
        }
        Kind::Nvfp4 => {
            let step = half_of_e4m3(run.scale as u8);
            Coding { step, ratio: Ratio::Over(step), ..plain }
        }
    }
}
