//! Decodes eight-bit floats exactly: the two types of OCP's OFP8, their FNUZ variants, and the scale type of OCP's MX.
//!
//! OFP8: <https://www.opencompute.org/documents/ocp-8-bit-floating-point-specification-ofp8-revision-1-0-2023-12-01-pdf-1>;
//! FNUZ (finite, NaN in the place of −0, as in ONNX and on AMD's accelerators): <https://arxiv.org/abs/2206.02915>.

use crate::quantizer::FloatFormat;

/// E4M3: bias 7, no infinities, all ones is NaN.
pub(super) fn e4m3(byte: u8) -> f32 {
    FloatFormat::E4M3.value(byte)
}

/// E5M2: bias 15, infinities and NaN as in IEEE 754.
pub(super) fn e5m2(byte: u8) -> f32 {
    FloatFormat::E5M2.value(byte)
}

/// E4M3FNUZ: bias 8; the code of −0 is NaN.
pub(super) fn e4m3fnuz(byte: u8) -> f32 {
    FloatFormat::E4M3FNUZ.value(byte)
}

/// E5M2FNUZ: bias 16; the code of −0 is NaN.
pub(super) fn e5m2fnuz(byte: u8) -> f32 {
    FloatFormat::E5M2FNUZ.value(byte)
}

/// E8M0: a power of two without a sign, 2⁻¹²⁷ to 2¹²⁷; all ones is NaN.
pub(super) fn e8m0(byte: u8) -> f32 {
    match byte {
        0xff => f32::NAN,
        // This one is a subnormal float32.
        0 => f32::from_bits(1 << 22),
        e => f32::from_bits(u32::from(e) << 23),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition of the specifications, in f64.
    fn oracle(byte: u8, fraction: i32, bias: i32, nan: &[u8], infinite: &[u8]) -> f64 {
        let sign = if byte & 0x80 == 0 { 1.0 } else { -1.0 };
        if nan.contains(&byte) {
            return f64::NAN;
        }
        if infinite.contains(&byte) {
            return sign * f64::INFINITY;
        }
        let bits = |from: i32, to: i32| -> f64 {
            (from..to).map(|i| f64::from(byte >> i & 1) * 2f64.powi(i - from)).sum()
        };
        let (mantissa, exponent) = (bits(0, fraction), bits(fraction, 7));
        let fraction = mantissa / 2f64.powi(fraction);
        if exponent == 0.0 {
            sign * fraction * 2f64.powi(1 - bias)
        } else {
            sign * (1.0 + fraction) * 2f64.powi(exponent as i32 - bias)
        }
    }

    #[test]
    fn all_codes_have_the_values_of_their_specification() {
        for byte in 0..=255 {
            let nan = [0x7d, 0x7e, 0x7f, 0xfd, 0xfe, 0xff];
            for (name, ours, theirs) in [
                ("e4m3", e4m3(byte), oracle(byte, 3, 7, &[0x7f, 0xff], &[])),
                ("e5m2", e5m2(byte), oracle(byte, 2, 15, &nan, &[0x7c, 0xfc])),
                ("e4m3fnuz", e4m3fnuz(byte), oracle(byte, 3, 8, &[0x80], &[])),
                ("e5m2fnuz", e5m2fnuz(byte), oracle(byte, 2, 16, &[0x80], &[])),
                ("e8m0", e8m0(byte), if byte == 255 { f64::NAN } else { 2f64.powi(i32::from(byte) - 127) }),
            ] {
                let same = f64::from(ours).to_bits() == theirs.to_bits() || ours.is_nan() && theirs.is_nan();
                assert!(same, "{name} {byte:#04x}: {ours} is not {theirs}");
            }
        }
    }

    #[test]
    fn the_extremes_are_those_that_are_published() {
        let extremes = |decode: fn(u8) -> f32, largest: u8| (decode(1), decode(largest));
        assert_eq!(extremes(e4m3, 0x7e), (2f32.powi(-9), 448.0));
        assert_eq!(extremes(e5m2, 0x7b), (2f32.powi(-16), 57344.0));
        assert_eq!(extremes(e4m3fnuz, 0x7f), (2f32.powi(-10), 240.0));
        assert_eq!(extremes(e5m2fnuz, 0x7f), (2f32.powi(-17), 57344.0));
        assert_eq!((e8m0(0), e8m0(127), e8m0(254)), (2f32.powi(-127), 1.0, 2f32.powi(127)));
    }
}
