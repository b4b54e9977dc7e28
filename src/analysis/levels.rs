//! The levels of a format as a picture of it shows them, and the bits of one value.

use crate::{
    Tensor,
    kernels::Level,
    scheme::{Fit, Scheme},
};

/// How many values the example has: several blocks of every format that has blocks of its own.
const VALUES: usize = 1024;
/// Every run of this many values, from a multiple of it on, reaches from -1 to 1.
const RUN: usize = 16;

/// What one block of a scheme can hold.
#[derive(Debug, Clone, PartialEq)]
pub struct FormatLevels {
    /// The levels of a block whose values reach from -1 to 1, ascending.
    pub levels: Vec<f32>,
    /// Bits of a code, and this value's share of what each block stores; what the whole tensor stores once is left out.
    pub bits: f64,
}

impl FormatLevels {
    /// Fits an example to the scheme and reads the first block.
    ///
    /// ```text
    /// example:  -1, 1, and 14 values evenly spaced between them; and so on
    /// ```
    pub fn of(scheme: &Scheme) -> Self {
        let values = (0..VALUES).map(|i| match i % RUN {
            0 => -1.0,
            1 => 1.0,
            k => 2.0 * (k as f32 - 1.0) / (RUN as f32 - 1.0) - 1.0,
        });
        let bits = f64::from(scheme.format.bits());
        let Ok(tensor) = Tensor::new("levels", &[VALUES], values.collect()) else {
            return Self { levels: Vec::new(), bits };
        };
        let fit = Fit::new(Level::new(), &tensor, scheme);
        let of_blocks = fit.stored_bits() - u64::from(scheme.scales.bits_per_tensor());
        let bits = if fit.count() > 1 { of_blocks as f64 / VALUES as f64 } else { bits };
        Self { levels: fit.quantizer(0).levels(), bits }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_from_minus_one_to_one_shows_the_levels_of_its_format() {
        for (text, levels) in [
            ("int2", vec![-1.0, 0.0, 1.0]),
            ("int2:wide", vec![-2.0, -1.0, 0.0, 1.0]),
            ("levels(-2,0,1,4)", vec![-0.5, 0.0, 0.25, 1.0]),
        ] {
            assert_eq!(FormatLevels::of(&text.parse().unwrap()).levels, levels, "{text}");
        }
        let e2m1 = FormatLevels::of(&"fp4_e2m1".parse().unwrap()).levels;
        let sixths: Vec<f32> = e2m1.iter().map(|level| (level * 12.0).round()).collect();
        assert_eq!(sixths, [-12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 12].map(|n| n as f32));
    }

    #[test]
    fn bits_count_what_blocks_store_and_not_what_a_tensor_stores_once() {
        for (text, bits) in [
            ("int4", 4.0),
            ("nf4", 4.0),
            ("nf4:g64", 4.5),
            ("fp4_e2m1:g16:se4m3", 4.5),
            ("int4:asym:g32:s16", 4.625),
        ] {
            assert_eq!(FormatLevels::of(&text.parse().unwrap()).bits, bits, "{text}");
        }
    }
}
