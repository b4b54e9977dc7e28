//! Bounds of the error of evenly spaced levels over a few values, in a fraction of the time of the exact error.
//!
//! ```text
//! u = (x - c) / m            in f32, once per block: from -1 to 1, the outermost values first
//! t = u·(m / s) + b;   r = clamp(round(t), low, low + codes);   q = Σ(t - r)²        in f32
//! √SSE = s·√q, up to roundings:
//!     a value that moves by e changes its distance to the nearest level by at most e, and all together √SSE by at most √Σe²;
//!     here e is a few roundings of t and of its terms, u·(m / s) and b
//! ```

use crate::{
    kernels::{Level, lattice_distance},
    scheme::{Grid, format::Spacing},
    sorted::Sorted,
};

/// The number of values per level from which on the sorted view gives the exact error as fast.
const VALUES_PER_LEVEL: u32 = 64;
/// Values at either end that are taken at once, so that the outermost come first.
const GROUP: usize = 16;
/// The outermost values, whose error alone may already be too large.
const OUTERMOST: usize = 2 * GROUP;
/// How far from the lowest level the center may be, in steps.
const FURTHEST: f64 = (1 << 20) as f64;
/// The largest relative error of one rounding to f32.
const ROUNDING: f64 = 1.0 / (1u64 << 24) as f64;
/// More than the root of what a square loses if it is too small for f32.
const UNDERFLOW: f64 = ROUNDING * ROUNDING * ROUNDING;

/// Values as an estimate needs them.
pub(super) struct Estimator {
    level: Level,
    units: Vec<f32>,
    center: f64,
    reach: f64,
    /// √Σu² and √n.
    norms: (f64, f64),
    codes: u32,
}

impl Estimator {
    /// None where the sorted view is as fast, and where levels are not evenly spaced. `center` is near the middle of ranges.
    pub(super) fn new(level: Level, grid: &Grid, sorted: &Sorted, center: f64) -> Option<Self> {
        let codes = grid.steps()?;
        let n = sorted.values().len();
        if n > (VALUES_PER_LEVEL * codes) as usize {
            return None;
        }
        let (lo, hi) = sorted.extrema();
        let reach = (f64::from(hi) - center).max(center - f64::from(lo));
        let inverse = 1.0 / reach;
        let unit = |x: f32| ((f64::from(x) - center) * inverse) as f32;
        let (groups, rest) = sorted.values().as_chunks::<GROUP>();
        let mut units = Vec::with_capacity(n);
        let mut ascending = groups.iter();
        while let Some(highest) = ascending.next_back() {
            units.extend(highest.map(unit));
            if let Some(lowest) = ascending.next() {
                units.extend(lowest.map(unit));
            }
        }
        units.extend(rest.iter().map(|&x| unit(x)));
        let norms = (sorted.squares(center).0.sqrt() * inverse, (n as f64).sqrt());
        Some(Self { level, units, center, reach, norms, codes })
    }

    /// What the error is at least, and at most. Where it is known to exceed `enough`, the second may be infinite.
    pub(super) fn bounds(&self, Spacing { step, below_zero, .. }: Spacing, enough: f64) -> (f64, f64) {
        let inverse = 1.0 / step;
        let (a, zero) = (self.reach * inverse, below_zero + self.center * inverse);
        // Whole steps are counted in codes: a small b has small roundings.
        let whole = zero.round_ties_even();
        if whole.abs() > FURTHEST {
            return (0.0, f64::INFINITY);
        }
        let (b, low) = (zero - whole, -whole as i32);
        let sum = |units: &[f32]| {
            lattice_distance(self.level, units, (a as f32, b as f32), (low, low + self.codes as i32))
        };
        let (outer, inner) = self.units.split_at(OUTERMOST.min(self.units.len()));
        let mut q = sum(outer);
        let all = f64::from(q) * step * step <= enough;
        if all {
            q += sum(inner);
        }
        if !q.is_finite() {
            return (0.0, f64::INFINITY);
        }
        let (norm, root_n) = self.norms;
        let moved = ROUNDING * (6.0 * a * norm + 2.0 * b.abs() * root_n) + UNDERFLOW * root_n;
        let share = ROUNDING * (self.units.len() / GROUP + 3 * GROUP) as f64 / 2.0;
        let root = f64::from(q).sqrt();
        let low = step * (root * (1.0 - share) - moved);
        let low = if low > 0.0 { low } else { 0.0 };
        let high = if all { step * (root * (1.0 + share) + moved) } else { f64::INFINITY };
        (low * low, high * high)
    }
}
