//! Percentile calibration: clip a chosen share of the values (Wu et al. 2020, arXiv 2004.09602).
//!
//! Exact by selection, not from a histogram, so that there are no bins to choose. Interpolation is numpy's
//! default, `method="linear"`, in f64: with `i = (n - 1) · P / 100`, between the values of ranks `⌊i⌋` and `⌊i⌋ + 1`.

/// The P-th percentile of |x|, as f32; 0 for an empty block.
pub(super) fn of_magnitude(block: &[f32], p: f64) -> f32 {
    let mut magnitudes: Vec<f32> = block.iter().map(|x| x.abs()).collect();
    percentile(&mut magnitudes, p) as f32
}

/// The (100 - P)-th and the P-th percentile of x, as f32; zeros for an empty block.
pub(super) fn both_ends(block: &[f32], p: f64) -> (f32, f32) {
    let mut values = block.to_vec();
    (percentile(&mut values, 100.0 - p) as f32, percentile(&mut values, p) as f32)
}

/// numpy.percentile(values, p); reorders `values`. 0 when there are none.
fn percentile(values: &mut [f32], p: f64) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let rank = (values.len() - 1) as f64 * (p / 100.0);
    let below = (rank.floor() as usize).min(values.len() - 1);
    let t = rank - below as f64;
    let (_, &mut a, rest) = values.select_nth_unstable_by(below, f32::total_cmp);
    let b = rest.iter().copied().min_by(f32::total_cmp).unwrap_or(a);
    let (a, b) = (f64::from(a), f64::from(b));
    // numpy's _lerp: from the nearer end, so that t = 1 gives b exactly.
    let step = b - a;
    if t < 0.5 { a + step * t } else { b - step * (1.0 - t) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_numpy_linear_interpolation() {
        // numpy.percentile([3, 1, 2, 10], [0, 25, 50, 90, 100])
        for (p, expected) in [(0.0, 1.0), (25.0, 1.75), (50.0, 2.5), (90.0, 7.900000000000001), (100.0, 10.0)]
        {
            assert_eq!(percentile(&mut [3.0, 1.0, 2.0, 10.0], p), expected, "P = {p}");
        }
        assert_eq!(percentile(&mut [], 50.0), 0.0);
        assert_eq!(percentile(&mut [4.0], 99.9), 4.0);
    }
}
