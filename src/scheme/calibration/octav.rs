//! OCTAV: the clipping threshold at which clipping and rounding noise balance (Sakr et al. 2022, arXiv 2206.06501).
//!
//! ```text
//! J(t) = 4^(-b)/3 · t² · P(|x| <= t)  +  E[(|x| - t)² for |x| > t]          |x| from the center of the grid
//! dJ/dt = 0  =>  t <- E[|x| for |x| > t] / (4^(-b)/3 · P(|x| <= t) + P(|x| > t)),   from t = E|x| until it stands
//! ```
//! The paper's Newton iteration; its noise model has a step of 2t/2^b. Tail sums come from the sorted view.

use super::{Block, Calibrator, Choice, Digits, Finding, Formula, Setting, Shape};
use crate::{scheme::words::Word, sorted::Sorted};

pub(super) static OCTAV: Calibrator = Calibrator {
    word: Word::plain("octav"),
    values_per_step: 1 << 18,
    sorts: true,
    scripted: false,
    even_levels: true,
    marks: &[[0.0; 2]],
    choose,
    choose_each: None,
};

const FIXED_POINT: Formula = Formula {
    numbers: &[
        ("center", Digits::Short),
        ("threshold", Digits::Short),
        ("iterations", Digits::Count),
        ("bits", Digits::Count),
    ],
    shape: Shape::Threshold(&[
        "frac(E[dist · sub(1, dist > t)], frac(sup(4, −{bits}), 3) · P(dist ≤ t) + P(dist > t))",
    ]),
    notes: &["ui.how.octav"],
};
static SYMMETRIC: Formula = FIXED_POINT;
static ASYMMETRIC: Formula = Formula { notes: &["ui.how.center", "ui.how.octav"], ..FIXED_POINT };

/// More iterations than any data has needed; then the last one is taken.
const MOST_ITERATIONS: u32 = 100;
/// The threshold stands when it moves by less than this, relatively.
const TOLERANCE: f64 = 1e-9;

fn choose(&Setting { bits, grid, .. }: &Setting, block: &Block) -> Choice {
    let (center, bits) = block.center(bits, grid);
    let (threshold, iterations) = fixed_point(block.sorted(), center, bits);
    let formula = if grid.is_mirrored() { &SYMMETRIC } else { &ASYMMETRIC };
    let finding = Finding::new(formula, [center, threshold, iterations.into(), bits.into()]);
    if threshold == 0.0 { block.whole(finding) } else { block.within(center, threshold, grid, finding) }
}

/// The threshold, and the steps it took.
fn fixed_point(sorted: &Sorted, center: f64, bits: u32) -> (f64, u32) {
    let n = sorted.values().len();
    let granular = 0.25f64.powi(bits as i32) / 3.0;
    // Σ|x - c| over |x - c| > t, and how many there are.
    let tail = |t: f64| {
        let (low, high) =
            (sorted.rank(center - t), sorted.values().partition_point(|&x| f64::from(x) <= center + t));
        let (left, right) = (sorted.sum(0, low), sorted.sum(high, n));
        let beyond = low + (n - high);
        (center * low as f64 - left + right - center * (n - high) as f64, beyond)
    };
    let mut t = tail(0.0).0 / n.max(1) as f64;
    for iteration in 1..=MOST_ITERATIONS {
        let (sum, beyond) = tail(t);
        let next = sum / (granular * (n - beyond) as f64 + beyond as f64);
        if beyond == 0 || (next - t).abs() <= TOLERANCE * t {
            return (t, iteration);
        }
        t = next;
    }
    (t, MOST_ITERATIONS)
}
