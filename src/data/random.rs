//! Random numbers of several distributions, with the same bits on every machine.
//!
//! ChaCha8 gives the bits. Logarithms come from the `libm` crate, because those of platforms differ in the last digit.
//! `rand_distr` is not used: its `num-traits` uses the platform's functions as soon as another crate enables its `std` feature,
//! and the numbers would change without notice. Square roots are exact by IEEE 754 on every platform.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A sequence of random numbers. Different streams of one seed are independent.
#[derive(Debug, Clone)]
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The seed is the first four bytes of the key, so no definition of a hash matters.
    pub(super) fn new(seed: u32, stream: u64) -> Self {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&seed.to_le_bytes());
        let mut bits = ChaCha8Rng::from_seed(key);
        bits.set_stream(stream);
        Self(bits)
    }

    /// 64 random bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Uniform on the open interval (0, 1): multiples of 2⁻⁵² plus half of that, all exact.
    pub(super) fn open01(&mut self) -> f64 {
        ((self.bits() >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }

    /// A whole number below `n`.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        scaled(self.bits(), u64::from(n)) as u32
    }

    /// A point of the unit disc and the square of its radius, in (0, 1).
    fn disc(&mut self) -> (f64, f64, f64) {
        loop {
            let (u, v) = (2.0 * self.open01() - 1.0, 2.0 * self.open01() - 1.0);
            let square = u * u + v * v;
            if square > 0.0 && square < 1.0 {
                return (u, v, square);
            }
        }
    }

    /// Two independent standard normal values: Box–Muller in Marsaglia's polar form (SIAM Review 6, 1964).
    pub(super) fn normal_pair(&mut self) -> (f64, f64) {
        let (u, v, square) = self.disc();
        let radius = (-2.0 * libm::log(square) / square).sqrt();
        (u * radius, v * radius)
    }

    /// Student's t with `df` degrees of freedom: Bailey's polar formula (Math. Comp. 62, 1994),
    /// t = u · √(df · (w^(−2/df) − 1) / w); `expm1` stays precise when `df` is large.
    pub(super) fn student(&mut self, df: f64) -> f64 {
        let (u, _, square) = self.disc();
        let power_less_one = libm::expm1(-2.0 * libm::log(square) / df);
        let t = u * (df * power_less_one / square).sqrt();
        // 0 · ∞: the centre of a distribution whose tails overflow.
        if t.is_nan() { 0.0 } else { t }
    }

    /// Laplace with standard deviation 1, by its inverse distribution function.
    pub(super) fn laplace(&mut self) -> f64 {
        let centred = self.open01() - 0.5;
        let size = -libm::log(1.0 - 2.0 * centred.abs()) / std::f64::consts::SQRT_2;
        if centred < 0.0 { -size } else { size }
    }
}

/// 64 random bits as a whole number below `n`.
pub(super) fn scaled(bits: u64, n: u64) -> u64 {
    ((u128::from(bits) * u128::from(n)) >> 64) as u64
}
