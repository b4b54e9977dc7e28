//! From a range to a table of levels: the scale of an element format.
//!
//! ```text
//! amax = max(|lo|, |hi|);    s = amax / max|L|, as it is stored
//! range = [-amax, amax], as far as levels reach it: up to half a gap beyond the outermost ones
//! ```
//! Scales of eight bits have arithmetic of their own: [`TableGrid::of_code`].

use crate::{
    quantizer::{Codebook, Coding, Division, Steps, TableParams},
    scheme::{
        Scales,
        scales::{Above, Arithmetic, Exact, Rule, e4m3, e8m0},
    },
    sorted::{Levels, Sorted},
};

/// How a range becomes the parameters of a block of an element format.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableGrid {
    /// The format.
    pub book: &'static Codebook,
    /// How the scale is stored.
    pub scales: Scales,
    /// What stands above the scale, once it is known.
    pub above: Above,
    /// How `x / s` is computed.
    pub division: Division,
    /// Whose arithmetic makes scales of eight bits.
    pub arithmetic: Arithmetic,
}

impl TableGrid {
    /// The parameters for values in `[lo, hi]`, both finite with `lo <= hi`.
    ///
    /// Total: an empty, a subnormal and a huge range have finite levels and a positive scale.
    pub fn over(&self, lo: f32, hi: f32) -> TableParams {
        // A comparison: on wasm, `f32::max` is a call.
        let (lo, hi) = (lo.abs(), hi.abs());
        let amax = if lo > hi { lo } else { hi };
        if self.has_codes() {
            return self.over_codes(amax);
        }
        let reach = self.book.reach();
        let mut scale = self.scales.store(&self.exact(amax), self.above);
        // A huge range can round up to a level beyond f32: a smaller scale is used.
        while !(reach * scale).is_finite() {
            scale = self.scales.cut(scale.next_down().min(f32::MAX / reach), reach, self.above);
        }
        // bitsandbytes codes by the scale before it is nested.
        let by = if self.scales == Scales::Nested { self.scale(amax) } else { scale };
        self.with_range(amax, (scale, Coding::by(self.division, by), None))
    }

    /// Whether scales are stored as codes of eight bits.
    fn has_codes(&self) -> bool {
        matches!(self.scales, Scales::E8m0(_)) || self.e4m3().is_some()
    }

    pub(super) fn e4m3(&self) -> Option<e4m3::Scale> {
        self.scales.e4m3(self.above, self.arithmetic)
    }

    /// The parameters by the code of the scale of a range `[-amax, amax]`.
    #[inline(never)]
    fn over_codes(&self, amax: f32) -> TableParams {
        let mut code = self.scale_code(amax).unwrap_or_default();
        // A huge range can round up to a level beyond f32: a smaller scale is used.
        loop {
            let params = self.of_code(amax, code);
            let own = self.arithmetic == Arithmetic::Own;
            let finite = params.level(0).is_finite() && params.level(self.book.levels.len() - 1).is_finite();
            if !own || code == 0 || finite {
                return params;
            }
            code -= 1;
        }
    }

    /// The stored code of the scale of a range `[-amax, amax]`: its bits as E8M0 or E4M3. None of another storage, and where the scale of
    /// the tensor is not known yet.
    pub fn scale_code(&self, amax: f32) -> Option<u8> {
        match self.above {
            Above::Chosen { code, .. } => Some(code),
            above => self.scales.code(&self.exact(amax), above, self.arithmetic),
        }
    }

    /// The parameters for a stored code of the scale. Values beyond `amax` are clipped.
    pub fn of_code(&self, amax: f32, code: u8) -> TableParams {
        let reach = self.book.reach();
        let (least, one) = (f32::MIN_POSITIVE, Coding::Multiply(1.0));
        let scaled = match (self.scales, self.e4m3()) {
            (_, Some(e4m3)) => e4m3.of(e4m3::value(code), reach, self.division),
            (Scales::E8m0(rule), _) => {
                let scale = e8m0::scale(code, 0);
                let coding = match (self.arithmetic, rule) {
                    (Arithmetic::TorchAo, Rule::RoundCeil) if code == 0 => one,
                    (Arithmetic::TorchAo, _) => Coding::Divide(scale.max(least)),
                    _ => Coding::Divide(scale),
                };
                (scale, coding, None)
            }
            _ => (1.0, one, None),
        };
        self.with_range(amax, scaled)
    }

    pub(super) fn exact(&self, amax: f32) -> Exact {
        let mantissa_bits = self.book.float.map_or(0, |float| float.mantissa_bits);
        Exact {
            range: amax,
            divisor: self.book.reach(),
            scale: self.scale(amax),
            mantissa_bits,
            fraction_bits: 0,
        }
    }

    /// The scale before it is stored. A block of zeros takes any where 0 is a level, and has 1; else a tiny one, so that its level is
    /// next to 0.
    pub(super) fn scale(&self, amax: f32) -> f32 {
        let scale = amax / self.book.reach();
        match amax {
            0.0 if self.book.has_zero() => 1.0,
            0.0 => TINY,
            _ => scale.clamp(f32::from_bits(1), f32::MAX),
        }
    }

    /// The range as the grid holds it: values are clipped where they saturate. A scale that is rounded up to a power of two
    /// reaches further on both sides. Other scales stored in fewer than 32 bits may not reach the range's ends, and levels that
    /// reach less far on one side do not: values more than half a gap beyond the outermost levels are clipped.
    fn with_range(&self, amax: f32, (scale, coding, steps): Scaled) -> TableParams {
        let (book, alpha, beta) = (self.book, -amax, amax);
        let mut params = TableParams { book, scale, alpha, beta, coding, steps };
        let top = self.book.levels.len() - 1;
        let (lowest, highest) = (params.level(0), params.level(top));
        if matches!(self.scales, Scales::Pow2 | Scales::E8m0(_)) {
            (params.alpha, params.beta) = (params.alpha.min(lowest), params.beta.max(highest));
        }
        if self.scales != Scales::F32 || !self.book.is_even_sided() {
            let low = lowest - (params.level(1) - lowest) / 2.0;
            let high = highest + (highest - params.level(top - 1)) / 2.0;
            // Levels beyond f32 have no ends.
            if low <= high {
                (params.alpha, params.beta) = (params.alpha.clamp(low, high), params.beta.clamp(low, high));
            }
        }
        params
    }

    /// See [`Grid::sse`](super::Grid::sse).
    pub(in crate::scheme) fn sse(&self, sorted: &Sorted, hi: f64, bound: f64) -> f64 {
        sorted.sse(&Stretched { levels: &self.book.levels, scale: self.step(hi) }, bound)
    }

    /// The scale of a range in f64.
    pub(super) fn step(&self, hi: f64) -> f64 {
        let exact = hi / f64::from(self.book.reach());
        if self.scales == Scales::F32 {
            return exact;
        }
        let exact = Exact { scale: exact as f32, ..self.exact(hi as f32) };
        self.scales.store(&exact, self.above).into()
    }
}

/// The scale of a block of zeros under levels without 0: 2^-64, with which levels of any usual size are still numbers of their own.
const TINY: f32 = 1.0 / (1u128 << 64) as f32;

/// A scale, how values are coded with it, and how levels are scaled if not by it.
type Scaled = (f32, Coding, Option<Steps>);

/// The levels of a table times a scale.
struct Stretched {
    levels: &'static [f32],
    scale: f64,
}

impl Levels for Stretched {
    fn count(&self) -> usize {
        self.levels.len()
    }

    fn level(&self, rank: usize) -> f64 {
        f64::from(self.levels[rank]) * self.scale
    }

    fn edge(&self, rank: usize) -> f64 {
        (self.level(rank) + self.level(rank + 1)) / 2.0
    }

    fn sse(&self, values: &[f32]) -> f64 {
        // Values are ascending, so the level of one is that of the value before or a higher one.
        let mut rank = 0;
        let error = |&x: &f32| {
            let x = f64::from(x);
            while rank + 1 < self.levels.len() && x > self.edge(rank) {
                rank += 1;
            }
            (x - self.level(rank)) * (x - self.level(rank))
        };
        values.iter().map(error).sum()
    }
}
