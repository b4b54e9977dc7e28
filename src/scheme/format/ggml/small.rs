//! The scales of MXFP4 and NVFP4 as ggml rounds them.

/// The stored scale of an MXFP4 block: `⌊log2 amax⌋ - 2 + 127`, 0 for zeros. It lies outside a byte for amax below 2⁻¹²⁵.
///
/// The logarithm is rounded to f32 before its fraction is dropped, as that of C's `log2f`: a few numbers just below a power of two
/// count as that power.
pub(super) fn e8m0(amax: f32) -> i16 {
    if amax > 0.0 { (libm::log2(f64::from(amax)) as f32).floor() as i16 - 2 + 127 } else { 0 }
}

/// The stored scale of an NVFP4 block: E4M3 without a sign, of amax / 6.
///
/// Half a unit goes up whatever the even neighbour is, numbers of 256 and more become 448, and subnormal ones stop at 7/512.
pub(super) fn ue4m3(amax: f32) -> u8 {
    const LARGEST: u8 = 0x7e;
    let x = amax / 6.0;
    if x.is_nan() || x <= 0.0 {
        return 0;
    }
    if x < 1.0 / 64.0 {
        return ((x * 512.0 + 0.5) as u8).min(7);
    }
    if x >= 256.0 {
        return LARGEST;
    }
    // Exponent and four bits of the fraction, the last of which rounds. A carry goes to the exponent.
    let bits = (x.to_bits() >> 19) - ((127 - 7) << 4);
    let code = bits.div_ceil(2) as u8;
    if code < 15 << 3 { code } else { LARGEST }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_and_their_neighbours() {
        for (amax, scale) in [
            (0.0, 0),
            (1.0, 125),
            (0.999_999_94, 124),
            (4.0, 127),
            (3.999_999_8, 126),
            // Its logarithm is 3 in f32.
            (7.999_999_5, 128),
            (7.99, 127),
            (f32::MAX, 253),
            (f32::from_bits(1), -24),
        ] {
            assert_eq!(e8m0(amax), scale, "{amax}");
        }
    }

    #[test]
    fn e4m3_rounds_half_up_and_stops_early() {
        let code = |x: f32| ue4m3(x * 6.0);
        for (x, stored) in [
            (1.0, 0x38),
            (1.0625, 0x39),
            (1.187_5, 0x3a),
            (1.9375, 0x40),
            (240.0, 0x77),
            (248.0, 0x7e),
            (300.0, 0x7e),
            (1e9, 0x7e),
            (1.0 / 512.0, 1),
            (0.25 / 512.0, 0),
            (0.5 / 512.0, 1),
            (7.75 / 512.0, 7),
            (8.0 / 512.0, 8),
        ] {
            assert_eq!(code(x), stored, "{x}");
        }
    }
}
