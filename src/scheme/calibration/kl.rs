//! Least Kullback-Leibler divergence between the histogram of magnitudes and its quantized form (Migacz, GTC 2017), in the
//! definition of NVIDIA Model Optimizer's `HistogramCalibrator`, to which the tests hold it.
//!
//! ```text
//! counts of |x| in 2048 bins over [0, amax];  counts[0] = counts[1]
//! for cut in 128..=2048:
//!     P = the first `cut` bins, what lies beyond added to the last of them
//!     Q = the same bins without what lies beyond: merged into 2^(b-1) levels, each spread evenly over its occupied bins
//! threshold = the edge behind the last cut with the least KL(P ‖ Q)
//! ```
//! Three consequences of the definition are kept: a cut whose last bin is empty has infinite divergence; a cut that keeps no
//! value has none (NaN), which NumPy's argmin takes for the least; and one occupied bin is reproduced without divergence.
//! Where the bins below the first cut are empty, nearly everything is clipped, and a remark says so.
//! One departure: where all magnitudes share the last bin, as those of a constant block do, nothing is cut. Model Optimizer clips
//! such a block to a sixteenth (its issue 2369).
//!
//! Sums over a level come from prefix sums, so that a cut costs one step a level:
//! `KL = (Σ p·ln p - Σ S·ln(S/Z) - beyond·ln(S/Z of the last level)) / total - ln(total / kept)`, with `S` the counts and
//! `Z` the occupied bins of a level. The merging is on integers, and the logarithms of small ones come from a table.

use super::{Block, Calibrator, Choice, Digits, Finding, Formula, Remark, Setting, Shape};
use crate::{scheme::words::Word, sorted::Sorted};

/// Bins of the histogram.
const BINS: usize = 2048;
/// Fewest bins kept.
const FIRST_CUT: usize = 128;
/// Logarithms are kept in a table up to this number at most.
const LARGEST_TABLE: u64 = 4096;

pub(super) static KL: Calibrator = Calibrator {
    word: Word::plain("kl"),
    values_per_step: 1 << 14,
    sorts: false,
    scripted: false,
    even_levels: true,
    marks: &[[0.0; 2]],
    choose,
    choose_each: None,
};

/// All magnitudes are zero or alike: there is nothing to cut.
static EMPTY: Formula = Formula { numbers: &[], shape: Shape::Nothing, notes: &[] };
const CUT: Formula = Formula {
    numbers: &[
        ("bin", Digits::Count),
        ("bins", Digits::Count),
        ("levels", Digits::Count),
        ("divergence", Digits::Short),
    ],
    shape: Shape::Threshold(&[
        "sub(argmin, t) KL(sub(P, t) ‖ sub(Q, t))",
        "frac({bin}, {bins}) · of(max, dist)",
    ]),
    notes: &[],
};
/// By whether the grid is symmetric, then by whether the divergence is known.
static CUTS: [[Formula; 2]; 2] = [
    [
        Formula { notes: &["ui.how.center", "ui.how.kl"], ..CUT },
        Formula { notes: &["ui.how.center", "ui.how.kl.divergence"], ..CUT },
    ],
    [Formula { notes: &["ui.how.kl"], ..CUT }, Formula { notes: &["ui.how.kl.divergence"], ..CUT }],
];

fn choose(&Setting { bits, grid, .. }: &Setting, block: &Block) -> Choice {
    let (center, bits) = block.center(bits, grid);
    // Around 0 the subtraction is exact anyway; elsewhere it is f64's.
    let magnitude = |x: f32| (f64::from(x) - center).abs() as f32;
    let histogram = match block.known_sorted() {
        Some(sorted) => MagnitudeHistogram::of_sorted(sorted, center, magnitude),
        None => MagnitudeHistogram::new(block.values().iter().map(|&x| magnitude(x))),
    };
    let levels = 1 << (bits - 1);
    let Some(Cut { bin, divergence }) = histogram.entropy(levels) else {
        let choice = block.whole(Finding::new(&EMPTY, []));
        let remark = if choice.lo == choice.hi { Remark::NoSpread } else { Remark::WholeIsBest };
        return Choice { remark: Some(remark), ..choice };
    };
    // A divergence of zero can come out a rounding error below.
    let divergence = if divergence < 0.0 { 0.0 } else { divergence };
    let formula = &CUTS[usize::from(grid.is_mirrored())][usize::from(!divergence.is_nan())];
    let finding = Finding::new(formula, [bin as f64, BINS as f64, levels.into(), divergence]);
    let mut choice = block.within(center, f64::from(histogram.edge(bin)), grid, finding);
    let kept: u64 = histogram.counts[..bin].iter().sum();
    if 2 * kept < block.values().len() as u64 {
        choice.remark = Some(Remark::HardlyAnyKept);
    } else if block.values().len() < BINS {
        choice.remark = Some(Remark::FewValues);
    } else if bin == BINS {
        choice.remark = Some(Remark::WholeIsBest);
    }
    choice
}

/// Counts of magnitudes in 2048 equal bins from 0 to the largest.
#[derive(Debug, Clone)]
pub struct MagnitudeHistogram {
    counts: Vec<u64>,
    amax: f32,
}

/// The bin of a magnitude of at most `amax`.
fn bin(x: f32, amax: f32) -> usize {
    ((x / amax * BINS as f32) as usize).min(BINS - 1)
}

/// Where a histogram is cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// How many bins are kept.
    pub bin: usize,
    /// The divergence there, in nats; NaN when no value is kept.
    pub divergence: f64,
}

impl MagnitudeHistogram {
    /// The histogram of `magnitudes`, finite and not negative. Bins are found in f32, as `torch.histc` does.
    pub fn new(magnitudes: impl Iterator<Item = f32> + Clone) -> Self {
        let amax = magnitudes.clone().fold(0.0, |m, x| if x > m { x } else { m });
        let mut counts = vec![0; BINS];
        if amax > 0.0 {
            for x in magnitudes {
                counts[bin(x, amax)] += 1;
            }
        }
        Self { counts, amax }
    }

    /// The histogram of the `magnitude` of each value, which falls up to `center` and rises from there.
    fn of_sorted(sorted: &Sorted, center: f64, magnitude: impl Fn(f32) -> f32) -> Self {
        let (min, max) = sorted.extrema();
        let amax = if sorted.values().is_empty() { 0.0 } else { magnitude(min).max(magnitude(max)) };
        let mut counts = vec![0; BINS];
        if amax > 0.0 {
            let (left, right) = (0..sorted.rank(center), sorted.rank(center)..sorted.values().len());
            // Bins fall on the left, so they are counted backwards there.
            let below = sorted.counts(left, BINS, |x| BINS - 1 - bin(magnitude(x), amax));
            let above = sorted.counts(right, BINS, |x| bin(magnitude(x), amax));
            counts = below.iter().rev().zip(&above).map(|(a, b)| a + b).collect();
        }
        Self { counts, amax }
    }

    /// Values in each bin.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// The magnitude at which bin `bin` begins.
    pub fn edge(&self, bin: usize) -> f32 {
        (f64::from(self.amax) * bin as f64 / BINS as f64) as f32
    }

    /// The edge of the first bin up to which, itself included, a share of `p` percent of the values lies: Model Optimizer's
    /// percentile, which `pP` replaces by an exact one.
    pub fn percentile(&self, p: f64) -> f32 {
        let total: u64 = self.counts.iter().sum();
        let mut below = 0.0;
        let bin = self.counts.iter().position(|&count| {
            below += count as f64 / total as f64;
            below >= p / 100.0
        });
        self.edge(bin.unwrap_or(BINS))
    }

    /// The cut of least divergence when the kept bins are merged into `levels` levels, a power of two. None when all
    /// magnitudes are zero, and where all are in the last bin: no cut there tells values apart.
    pub fn entropy(&self, levels: u32) -> Option<Cut> {
        if self.amax == 0.0 || self.counts[..BINS - 1].iter().all(|&count| count == 0) {
            return None;
        }
        let mut counts = self.counts.clone();
        counts[0] = counts[1];
        let prefixes = Prefixes::new(&counts);
        let mut best = Cut { bin: BINS, divergence: f64::INFINITY };
        for bin in FIRST_CUT..=BINS {
            let divergence = prefixes.divergence(&counts, bin, levels as usize);
            // The last of the least wins, and NaN is less than any number.
            let wins = divergence.is_nan() || !best.divergence.is_nan() && divergence <= best.divergence;
            if wins {
                best = Cut { bin, divergence };
            }
        }
        Some(best)
    }
}

/// Sums over the first bins, by their number.
struct Prefixes {
    counts: Vec<u64>,
    occupied: Vec<u32>,
    /// Σ c·ln c.
    entropy: Vec<f64>,
    logarithms: Vec<f64>,
}

impl Prefixes {
    fn new(counts: &[u64]) -> Self {
        let total: u64 = counts.iter().sum();
        let logarithms = (0..total.min(LARGEST_TABLE) + 1).map(|n| libm::log(n as f64)).collect();
        let mut prefixes = Self { counts: vec![0], occupied: vec![0], entropy: vec![0.0], logarithms };
        let (mut sum, mut occupied, mut entropy) = (0, 0, 0.0);
        for &count in counts {
            sum += count;
            occupied += u32::from(count > 0);
            entropy += prefixes.x_ln_x(count);
            prefixes.counts.push(sum);
            prefixes.occupied.push(occupied);
            prefixes.entropy.push(entropy);
        }
        prefixes
    }

    fn ln(&self, n: u64) -> f64 {
        self.logarithms.get(n as usize).copied().unwrap_or_else(|| libm::log(n as f64))
    }

    fn x_ln_x(&self, n: u64) -> f64 {
        if n == 0 { 0.0 } else { n as f64 * self.ln(n) }
    }

    /// KL(P ‖ Q) when the first `cut` bins are kept.
    fn divergence(&self, counts: &[u64], cut: usize, levels: usize) -> f64 {
        let (total, kept) = (self.counts[counts.len()], self.counts[cut]);
        let beyond = total - kept;
        let last = counts[cut - 1];
        if kept == 0 {
            return f64::NAN;
        }
        if last == 0 && beyond > 0 {
            return f64::INFINITY;
        }
        let mut cross = 0.0;
        let mut mean_of_last = 0.0;
        let mut from = 0;
        for level in 1..=levels {
            let to = (level * cut).div_ceil(levels);
            let sum = self.counts[to] - self.counts[from];
            if sum > 0 {
                let occupied = self.occupied[to] - self.occupied[from];
                mean_of_last = self.ln(sum) - self.ln(occupied.into());
                cross += sum as f64 * mean_of_last;
            }
            from = to;
        }
        // `last` is occupied here or nothing lies beyond, so the last level with values is that of the last bin.
        cross += beyond as f64 * mean_of_last;
        let entropy = self.entropy[cut - 1] + self.x_ln_x(last + beyond);
        (entropy - cross) / total as f64 - self.ln(total) + self.ln(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, bin by bin.
    fn oracle(counts: &[u64], cut: usize, levels: usize) -> f64 {
        let level_of = |bin: usize| bin * levels / cut;
        let merged = |bin: usize| {
            let same = (0..cut).filter(|&b| level_of(b) == level_of(bin) && counts[b] > 0);
            let (sum, occupied) = same.fold((0, 0), |(s, z), b| (s + counts[b], z + 1));
            if counts[bin] == 0 { 0.0 } else { sum as f64 / f64::from(occupied) }
        };
        let beyond: u64 = counts[cut..].iter().sum();
        let p = |bin: usize| (counts[bin] + if bin == cut - 1 { beyond } else { 0 }) as f64;
        let (total_p, total_q): (f64, f64) =
            (0..cut).fold((0.0, 0.0), |(a, b), bin| (a + p(bin), b + merged(bin)));
        let terms = (0..cut).filter(|&bin| p(bin) > 0.0);
        terms.map(|bin| p(bin) / total_p * (p(bin) / total_p / (merged(bin) / total_q)).ln()).sum()
    }

    #[test]
    fn a_divergence_is_that_of_the_definition() {
        let counts: Vec<u64> =
            (0..BINS as u64).map(|i| (i * 7919 % 13).saturating_sub(3) * (BINS as u64 - i) / 300).collect();
        let prefixes = Prefixes::new(&counts);
        for cut in [128, 129, 200, 255, 256, 1000, 2047, 2048] {
            for levels in [2, 8, 128, 256] {
                let (ours, oracle) =
                    (prefixes.divergence(&counts, cut, levels), oracle(&counts, cut, levels));
                assert!(ours == oracle || (ours - oracle).abs() < 1e-12, "{cut} {levels}: {ours} {oracle}");
            }
        }
    }
}
