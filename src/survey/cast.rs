//! What is lost where a weight is stored as a 16-bit float.

use half::{bf16, f16};
use serde::Serialize;

use crate::Tensor;

/// A 16-bit float that a weight can be stored as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cast {
    /// The upper half of a 32-bit float.
    Bf16,
    /// IEEE 754 binary16.
    F16,
}

impl Cast {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bf16, Self::F16];

    /// Its word in lists of formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bf16 => "bf16",
            Self::F16 => "f16",
        }
    }

    /// The value that is stored for `x`, the nearest one; the largest one where `x` lies beyond.
    fn stored(self, x: f32) -> f32 {
        match self {
            Self::Bf16 => bf16::from_f32(x).to_f32().clamp(bf16::MIN.to_f32(), bf16::MAX.to_f32()),
            Self::F16 => f16::from_f32(x).to_f32().clamp(f16::MIN.to_f32(), f16::MAX.to_f32()),
        }
    }

    /// Adds e² of the finite values of some rows to a sum, row by row.
    pub(super) fn add(self, band: &Tensor, rows: std::ops::Range<usize>, sse: &mut f64) {
        let values = &band.values()[rows.start * band.columns()..rows.end * band.columns()];
        let error = |&x: &f32| f64::from(self.stored(x)) - f64::from(x);
        for row in values.chunks_exact(band.columns()) {
            *sse += row.iter().filter(|x| x.is_finite()).map(error).map(|e| e * e).sum::<f64>();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_value_is_stored() {
        let band = Tensor::new("t", &[2, 2], vec![1.0, 1.0 + 1.0 / 512.0, 1e6, f32::NAN]).unwrap();
        let sse = |cast: Cast, rows| {
            let mut sum = 0.0;
            cast.add(&band, rows, &mut sum);
            sum
        };
        assert_eq!(sse(Cast::Bf16, 0..1), (1.0f64 / 512.0).powi(2));
        assert_eq!(sse(Cast::F16, 0..1), 0.0);
        assert_eq!(sse(Cast::F16, 1..2), (1e6f64 - 65504.0).powi(2));
    }
}
