//! Blocks without a second scale: what ggml finds for their values.
//!
//! ```text
//! Q4_0, Q5_0    d = m / -N, m the value of the largest magnitude;    code by x · (1 / d)
//! Q4_1, Q5_1    minimum = min x;   d = (max x - min x) / N;          code by (x - min x) · (1 / d)
//! Q8_0          d = max |x| / 127;    TQ1_0, TQ2_0: d = max |x|;     code by x · (1 / d)
//! IQ4_NL        d = iq4 with w = x²;                                 code by x · (1 / d)
//! MXFP4, NVFP4  the scale of small.rs for max |x|
//! with importance h:   w = h √(σ² + x²);   σ² = Σ x² / n over the row, in IQ4_NL 2 Σ x² / 32 over the block
//!     Q4_0, Q5_0   qx(8), qx(16);    Q4_1, Q5_1   qkx(15), qkx(31);    codes as these find them
//!     IQ4_NL       iq4
//! ```
//! 1 / d is that of the f32, 0 where d is 0. d is stored as float16 only then.

use super::{Found, IQ4, Importance, Kept, Kind, Run, iq4, lanes::LANES, qkx, qx, small};
use crate::kernels::Level;

/// Values of most blocks.
const BLOCK: usize = 32;
/// Blocks, or the weights of their values.
type Blocks = [[f32; BLOCK]];

/// Searches consecutive super-blocks.
pub(super) fn search(
    kind: Kind,
    level: Level,
    values: &[f32],
    importance: Option<Importance>,
    take: &mut dyn FnMut(&Found),
) {
    match (kind, importance) {
        (Kind::Q4_0 | Kind::Q5_0, Some(importance)) => {
            let count = i32::from(-kind.facts().whole.0);
            weighted(values, importance, &mut |blocks, weights| {
                let (mut found, mut codes) = ([qx::Found::default(); LANES], [[0; BLOCK]; LANES]);
                let n = blocks.len();
                qx::search(level, count, blocks, weights, &mut found[..n], &mut codes[..n]);
                for (found, codes) in found[..n].iter().zip(&codes) {
                    let run = Run { scale: 1, factor: found.factor, ..Run::default() };
                    take(&with_codes(found.scale, 0.0, run, codes));
                }
            });
        }
        (Kind::Q4_1 | Kind::Q5_1, Some(importance)) => {
            let tries = qkx::Tries { top: kind.facts().whole.1.into(), ..qkx::Tries::WEIGHTED };
            weighted(values, importance, &mut |blocks, weights| {
                let (mut found, mut codes) = ([qkx::Found::default(); LANES], [[0; BLOCK]; LANES]);
                let n = blocks.len();
                qkx::search(level, tries, blocks, weights, &mut found[..n], &mut codes[..n]);
                for (found, codes) in found[..n].iter().zip(&codes) {
                    let run = Run { scale: 1, shift: found.shift, factor: found.factor, ..Run::default() };
                    take(&with_codes(found.scale, -found.minimum, run, codes));
                }
            });
        }
        (Kind::Iq4Nl, _) => {
            let weights = importance.map(|importance| importance.weights.as_chunks::<BLOCK>().0);
            for (i, blocks) in values.as_chunks::<BLOCK>().0.chunks(LANES).enumerate() {
                let (mut scales, mut all) = ([0.0; LANES], [[0.0; BLOCK]; LANES]);
                for (j, (block, own)) in blocks.iter().zip(&mut all).enumerate() {
                    *own = match weights {
                        Some(weights) => {
                            let square = block.iter().fold(0.0, |sum, x| sum + x * x);
                            weights_of(&weights[i * LANES + j], block, square * (2.0 / BLOCK as f32))
                        }
                        None => block.map(|x| x * x),
                    };
                }
                iq4::search(level, &IQ4, blocks, &all[..blocks.len()], &mut scales[..blocks.len()]);
                for d in &scales[..blocks.len()] {
                    take(&by_scale(*d, 0.0, 0.0));
                }
            }
        }
        (Kind::Nvfp4, _) => {
            for values in values.chunks_exact(kind.super_block()) {
                let mut found = Found::new(Kept::Never);
                for (run, values) in found.runs.iter_mut().zip(values.chunks_exact(kind.block())) {
                    run.scale = small::ue4m3(reach(values)).into();
                }
                take(&found);
            }
        }
        _ => values.chunks_exact(kind.super_block()).for_each(|values| take(&unweighted(kind, values))),
    }
}

/// Blocks whose scales follow from their ends.
fn unweighted(kind: Kind, values: &[f32]) -> Found {
    let (first, last, _) = kind.facts().whole;
    match kind {
        Kind::Q4_0 | Kind::Q5_0 => {
            let (most, _) =
                values.iter().fold(
                    (0.0, 0.0),
                    |(most, size), &x: &f32| {
                        if size < x.abs() { (x, x.abs()) } else { (most, size) }
                    },
                );
            by_scale(most / f32::from(first), 0.0, 0.0)
        }
        Kind::Q4_1 | Kind::Q5_1 => {
            let (lo, hi) = ends(values);
            by_scale((hi - lo) / f32::from(last), lo, -lo)
        }
        Kind::Mxfp4 => {
            let mut found = Found::new(Kept::Never);
            found.runs[0].scale = small::e8m0(reach(values));
            found
        }
        _ => by_scale(reach(values) / f32::from(last), 0.0, 0.0),
    }
}

/// The largest magnitude.
fn reach(values: &[f32]) -> f32 {
    let larger = |most: f32, x: f32| if most < x { x } else { most };
    joined(values, 0.0, |most, x| larger(most, x.abs()))
}

/// The smallest and the largest value. Of zeros it is the first one.
fn ends(values: &[f32]) -> (f32, f32) {
    let lo = joined(values, f32::MAX, |lo, x| if x < lo { x } else { lo });
    let hi = joined(values, f32::MIN, |hi, x| if x > hi { x } else { hi });
    let first = |end: f32| values.iter().find(|&&x| end == 0.0 && x == 0.0).copied().unwrap_or(end);
    (first(lo), first(hi))
}

/// A fold whose order makes no difference, in as many lanes as there are values at a time.
fn joined(values: &[f32], start: f32, join: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [start; LANES];
    for values in values.as_chunks::<LANES>().0 {
        for (lane, &x) in lanes.iter_mut().zip(values) {
            *lane = join(*lane, x);
        }
    }
    lanes.into_iter().fold(start, join)
}

/// A block that is coded by the reciprocal of its scale.
fn by_scale(d: f32, minimum: f32, shift: f32) -> Found {
    let mut found = Found { d, minimum, ..Found::new(Kept::Never) };
    let factor = if d == 0.0 { 0.0 } else { 1.0 / d };
    found.runs[0] = Run { scale: 1, shift, factor, ..Run::default() };
    found
}

/// A block whose codes are those of a search.
fn with_codes(d: f32, minimum: f32, run: Run, codes: &[u8; BLOCK]) -> Found {
    let mut found = Found { d, minimum, ..Found::new(Kept::Always) };
    found.runs[0] = run;
    found.codes[..BLOCK].copy_from_slice(codes);
    found
}

/// Calls `each` with as many blocks as are searched at once, and the weights of their values.
fn weighted(values: &[f32], importance: Importance, each: &mut dyn FnMut(&Blocks, &Blocks)) {
    let batches = values.as_chunks::<BLOCK>().0.chunks(LANES);
    for (blocks, given) in batches.zip(importance.weights.as_chunks::<BLOCK>().0.chunks(LANES)) {
        let mut weights = [[0.0; BLOCK]; LANES];
        for ((weights, given), block) in weights.iter_mut().zip(given).zip(blocks) {
            *weights = weights_of(given, block, importance.row_mean_square);
        }
        each(blocks, &weights[..blocks.len()]);
    }
}

/// The weights of values under an importance: `h √(σ² + x²)`.
pub(super) fn weights_of<const N: usize>(importance: &[f32; N], values: &[f32; N], square: f32) -> [f32; N] {
    std::array::from_fn(|i| importance[i] * (square + values[i] * values[i]).sqrt())
}
