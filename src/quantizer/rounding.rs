//! Rounding: how `x / s` becomes a whole number.

/// How a ratio is rounded to a whole number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, ties to the even one (IEEE 754; ONNX `QuantizeLinear`, PyTorch, NumPy `rint`).
    #[default]
    Even,
    /// To the nearest, ties away from zero (C's `roundf`, as in ggml).
    Away,
    /// Down.
    Floor,
    /// Up or down by chance, with a probability equal to the distance from the other side, so that the expected error
    /// is zero (Gupta et al. 2015, arXiv 1502.02551). The chance is [`noise`] of this key and of the value's position.
    Stochastic(u32),
}

impl Rounding {
    /// Rounds `v`, which belongs to the value at `position` of its block. NaN and infinities stay what they are.
    #[inline(always)]
    pub fn round(self, v: f32, position: u32) -> f32 {
        match self {
            Self::Even => v.round_ties_even(),
            Self::Away => v.round(),
            Self::Floor => v.floor(),
            Self::Stochastic(key) => {
                let down = v.floor();
                if noise(key, position) < v - down { down + 1.0 } else { down }
            }
        }
    }

    /// The rounding of block `index`: a stochastic scheme draws from a stream of its own in each block.
    pub fn of_block(self, index: usize) -> Self {
        match self {
            Self::Stochastic(seed) => Self::Stochastic(mix(seed ^ mix(index as u32))),
            other => other,
        }
    }
}

/// Uniform in [0, 1), a multiple of 2⁻²⁴: the upper bits of a hash of key and position, so that any value's noise is
/// known without that of the values before it.
#[inline(always)]
pub fn noise(key: u32, position: u32) -> f32 {
    (mix(key.wrapping_add(position)) >> 8) as f32 * (1.0 / (1 << 24) as f32)
}

/// A bijection of 32 bits in which every input bit moves every output bit: "lowbias32" of Chris Wellons' hash
/// prospector (<https://nullprogram.com/blog/2018/07/31/>).
#[inline(always)]
fn mix(mut h: u32) -> u32 {
    h ^= h >> 16;
    h = h.wrapping_mul(0x7feb_352d);
    h ^= h >> 15;
    h = h.wrapping_mul(0x846c_a68b);
    h ^ (h >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_and_signs() {
        for (v, even, away, floor) in [
            (0.5, 0.0, 1.0, 0.0),
            (1.5, 2.0, 2.0, 1.0),
            (2.5, 2.0, 3.0, 2.0),
            (-0.5, 0.0, -1.0, -1.0),
            (-1.5, -2.0, -2.0, -2.0),
            (0.499_999_97, 0.0, 0.0, 0.0),
            (-2.3, -2.0, -2.0, -3.0),
        ] {
            let rounded = [Rounding::Even, Rounding::Away, Rounding::Floor].map(|r| r.round(v, 0));
            assert_eq!(rounded, [even, away, floor], "{v}");
        }
    }

    #[test]
    fn stochastic_rounding_is_right_on_average_and_leaves_whole_numbers_alone() {
        let rounding = Rounding::Stochastic(7).of_block(3);
        for v in [0.25_f32, -3.9, 12.5] {
            let n = 100_000;
            let mean = (0..n).map(|i| f64::from(rounding.round(v, i))).sum::<f64>() / f64::from(n);
            // Five standard deviations of a mean of n coin throws.
            assert!((mean - f64::from(v)).abs() < 5.0 * 0.5 / f64::from(n).sqrt(), "{v}: {mean}");
        }
        assert!((0..1000).all(|i| rounding.round(-4.0, i) == -4.0));
        assert_eq!(rounding.round(f32::INFINITY, 0), f32::INFINITY);
    }

    #[test]
    fn blocks_draw_from_different_streams() {
        let draw = |block| {
            (0..64).map(|i| Rounding::Stochastic(1).of_block(block).round(0.5, i)).collect::<Vec<_>>()
        };
        assert_ne!(draw(0), draw(1));
        assert_eq!(draw(1), draw(1));
    }

    #[test]
    fn the_noise_is_the_same_everywhere_and_uniform() {
        // Pinned: the same scheme must give the same codes on every machine and in every version.
        assert_eq!(
            [0, 1, 2, 1 << 20].map(|i| noise(7, i) * (1 << 24) as f32),
            [9735073.0, 15356767.0, 4366293.0, 6234640.0]
        );
        assert_eq!(Rounding::Stochastic(7).of_block(3), Rounding::Stochastic(1783591755));
        // A value as far from the lower side as its noise stays there: the chance of going up is below that distance.
        assert_eq!(Rounding::Stochastic(7).round(noise(7, 5), 5), 0.0);
        let n = 1 << 16;
        let tenths = (0..n).fold([0; 10], |mut tenths, i| {
            tenths[(noise(1, i) * 10.0) as usize] += 1;
            tenths
        });
        // Six standard deviations of a binomial count.
        assert!(
            tenths
                .iter()
                .all(|&count| f64::from(count - n as i32 / 10).abs() < 6.0 * (f64::from(n) * 0.09).sqrt())
        );
    }
}
