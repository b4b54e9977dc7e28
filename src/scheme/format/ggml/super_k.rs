//! Super-blocks of 256 values whose blocks have scales of few bits: what ggml finds for them.
//!
//! ```text
//! without importance                                                          over the super-block
//! Q2_K   16 of 16: qkx(3), w = |x|, errors |e|                                 s, m in 4 bits: nearest(15 scale / largest scale)
//! Q4_K    8 of 32: qkx(15), w = √(Σx²/32) + |x|                                s, m in 6 bits: nearest(63 scale / largest scale)
//! Q5_K    8 of 32: qkx(31), the same w                                         the same
//! Q3_K   16 of 16: q3(4)                                                       s = nearest(-32 scale / largest scale); d = 1 / (-32 / it)
//! Q6_K   16 of 16: qx(32), w = x²                                              s = nearest(-128 scale / largest scale); d likewise
//! IQ4_XS  8 of 32: iq4, w = x²                                                 d = -largest scale / 32; s = nearest(scale / d)
//! with importance h:  w = h √(σ² + x²), σ² = 2 Σx²/256 (Q2_K: Σx²/256);  p = Σ w of each block
//! Q2_K, Q4_K, Q5_K   qkx with those w;                                         s and d: qp(15 or 63) of scales with p; minimums likewise
//! Q3_K               qx(4);                                                    s and d: qx(32) of scales with p
//! Q6_K               qx(32), w = h;   IQ4_XS: iq4;                             as without
//! ```
//! The largest scale is that of the largest magnitude, the first of equals, with its sign.

use super::{
    Found, IQ4, Kept, Kind, LARGEST, RUNS, iq4,
    lanes::{TINY, nearest_int},
    plain::weights_of,
    q3, qkx, qp, qx,
};
use crate::kernels::Level;

/// Searches a super-block.
pub(super) fn search(
    kind: Kind,
    level: Level,
    values: &[f32; LARGEST],
    importance: Option<&[f32; LARGEST]>,
) -> Found {
    match kind {
        Kind::Q2K => with_minimums::<16>(kind, level, values, importance),
        Kind::Q4K | Kind::Q5K => with_minimums::<32>(kind, level, values, importance),
        Kind::Q3K => q3_k(level, values, importance),
        Kind::Q6K => q6_k(level, values, importance),
        _ => iq4_xs(level, values, importance),
    }
}

/// Weights with importance.
fn weighted<const N: usize>(importance: &[f32; LARGEST], values: &[f32; LARGEST], square: f32) -> Weights<N> {
    let mut weights = Weights::new();
    let runs = importance.as_chunks::<N>().0.iter().zip(values.as_chunks::<N>().0);
    for (weights, (importance, values)) in weights.each.iter_mut().zip(runs) {
        *weights = weights_of(importance, values, square);
    }
    for (sum, weights) in weights.sums.iter_mut().zip(&weights.each) {
        *sum = weights.iter().fold(0.0, |sum, w| sum + w);
    }
    weights
}

/// The weights of all values, and their sum for each run.
struct Weights<const N: usize> {
    each: [[f32; N]; RUNS],
    sums: [f32; RUNS],
}

impl<const N: usize> Weights<N> {
    const COUNT: usize = LARGEST / N;

    fn new() -> Self {
        Self { each: [[0.0; N]; RUNS], sums: [0.0; RUNS] }
    }

    /// Weights that a run's values give.
    fn of(values: &[f32; LARGEST], weights: impl Fn(&[f32; N]) -> [f32; N]) -> Self {
        let mut all = Self::new();
        for (own, values) in all.each.iter_mut().zip(values.as_chunks::<N>().0) {
            *own = weights(values);
        }
        all
    }

    fn each(&self) -> &[[f32; N]] {
        &self.each[..Self::COUNT]
    }
}

/// Σ x².
fn squares(values: &[f32]) -> f32 {
    values.iter().fold(0.0, |sum, x| sum + x * x)
}

fn with_minimums<const N: usize>(
    kind: Kind,
    level: Level,
    values: &[f32; LARGEST],
    importance: Option<&[f32; LARGEST]>,
) -> Found {
    let (top, most) = (i32::from(kind.facts().whole.1), if kind == Kind::Q2K { 15 } else { 63 });
    let tries = match (kind, importance) {
        (_, Some(_)) => qkx::Tries { top, ..qkx::Tries::WEIGHTED },
        (Kind::Q4K, None) => qkx::Tries { top, first: -1.0, between: 0.1, more: 20, absolute: false },
        (_, None) => qkx::Tries { top, first: -0.5, between: 0.1, more: 15, absolute: kind == Kind::Q2K },
    };
    let weights = match importance {
        Some(importance) => {
            let twice = if kind == Kind::Q2K { 1.0 } else { 2.0 };
            weighted::<N>(importance, values, twice * squares(values) / LARGEST as f32)
        }
        None if kind == Kind::Q2K => Weights::of(values, |values| values.map(f32::abs)),
        None => Weights::of(values, |values| {
            let mean = (squares(values) / N as f32).sqrt();
            values.map(|x| mean + x.abs())
        }),
    };
    let count = Weights::<N>::COUNT;
    let mut runs = [qkx::Found::default(); RUNS];
    let mut found = Found::new(Kept::WithoutScale);
    let codes = found.codes.as_chunks_mut::<N>().0;
    qkx::search(level, tries, values.as_chunks::<N>().0, weights.each(), &mut runs[..count], codes);

    let scales = runs.map(|run| run.scale);
    let minimums = runs.map(|run| run.minimum);
    let (mut s, mut m) = ([0; RUNS], [0; RUNS]);
    let store = |numbers: &[f32], codes: &mut [u8]| match importance {
        Some(_) => qp::search(most, numbers, &weights.sums[..count], codes),
        None => shares(most, numbers, codes),
    };
    found.d = store(&scales[..count], &mut s[..count]);
    found.minimum = store(&minimums[..count], &mut m[..count]);
    for (run, (s, m)) in found.runs.iter_mut().zip(s.into_iter().zip(m)) {
        (run.scale, run.minimum) = (s.into(), m);
    }
    found
}

/// Numbers as shares of the largest one: their scale.
fn shares(most: i32, numbers: &[f32], codes: &mut [u8]) -> f32 {
    let largest = numbers.iter().fold(0.0, |largest, &x| if x > largest { x } else { largest });
    if largest > 0.0 {
        let factor = most as f32 / largest;
        for (code, &x) in codes.iter_mut().zip(numbers) {
            *code = (nearest_int(factor * x) as u8).min(most as u8);
        }
    }
    largest / most as f32
}

/// The scale of the largest magnitude, the first of equals.
fn largest(scales: &[f32]) -> f32 {
    scales.iter().fold(0.0, |largest: f32, &scale| if scale.abs() > largest.abs() { scale } else { largest })
}

fn q3_k(level: Level, values: &[f32; LARGEST], importance: Option<&[f32; LARGEST]>) -> Found {
    let runs = values.as_chunks::<16>().0;
    let mut found = Found::new(Kept::WithoutScale);
    let codes = found.codes.as_chunks_mut::<16>().0;
    let Some(importance) = importance else {
        let mut scales = [0.0; RUNS];
        q3::search(level, 4, runs, &mut scales, codes);
        let largest = largest(&scales);
        let factor = -32.0 / largest;
        for (run, scale) in found.runs.iter_mut().zip(scales) {
            let code = if largest == 0.0 { -32 } else { nearest_int(factor * scale) as i8 };
            run.scale = code.clamp(-32, 31).into();
        }
        found.d = if largest == 0.0 { 0.0 } else { 1.0 / factor };
        return found;
    };
    let weights = weighted::<16>(importance, values, 2.0 * squares(values) / LARGEST as f32);
    let mut each = [qx::Found::default(); RUNS];
    qx::search(level, 4, runs, weights.each(), &mut each, codes);
    let (mut all, mut shares) = ([qx::Found::default()], [[0; RUNS]]);
    qx::search(level, 32, &[each.map(|run| run.scale)], &[weights.sums], &mut all, &mut shares);
    found.d = all[0].scale;
    for (run, share) in found.runs.iter_mut().zip(shares[0]) {
        run.scale = i16::from(share) - 32;
    }
    found
}

fn q6_k(level: Level, values: &[f32; LARGEST], importance: Option<&[f32; LARGEST]>) -> Found {
    let weights = match importance {
        Some(importance) => importance,
        None => &values.map(|x| x * x),
    };
    let mut runs = [qx::Found::default(); RUNS];
    let mut found = Found::new(Kept::WithoutScale);
    let codes = found.codes.as_chunks_mut::<16>().0;
    qx::search(level, 32, values.as_chunks::<16>().0, weights.as_chunks::<16>().0, &mut runs, codes);
    let largest = largest(&runs.map(|run| run.scale));
    if largest.abs() < TINY {
        return Found::new(Kept::WithoutScale);
    }
    let factor = -128.0 / largest;
    found.d = 1.0 / factor;
    for (run, each) in found.runs.iter_mut().zip(runs) {
        run.scale = i16::from(nearest_int(factor * each.scale).min(127) as i8);
    }
    found
}

fn iq4_xs(level: Level, values: &[f32; LARGEST], importance: Option<&[f32; LARGEST]>) -> Found {
    let weights = match importance {
        Some(importance) => weighted::<32>(importance, values, squares(values) * (2.0 / LARGEST as f32)),
        None => Weights::of(values, |values| values.map(|x| x * x)),
    };
    let mut scales = [0.0; LARGEST / 32];
    iq4::search(level, &IQ4, values.as_chunks::<32>().0, weights.each(), &mut scales);
    let mut found = Found::new(Kept::Never);
    let d = -largest(&scales) / 32.0;
    found.d = d;
    let factor = if d == 0.0 { 0.0 } else { 1.0 / d };
    for (run, scale) in found.runs.iter_mut().zip(scales) {
        let code = nearest_int(factor * scale).clamp(-32, 31);
        let step = d * code as f32;
        run.scale = code as i16;
        run.factor = if step == 0.0 { 0.0 } else { 1.0 / step };
    }
    found
}
