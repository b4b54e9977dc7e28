//! K-quants: super-blocks of 256 values. Runs of 16 or 32 values have a scale of their own, an integer `sc` under the float16 scale `d` of
//! the super-block; some also have a minimum, an integer `m` under `dmin`.
//!
//! ```text
//! Q2_K   16 runs of 16   sc and m in 4 bits, q in 2 bits        d·sc·q - dmin·m
//! Q3_K   16 runs of 16   sc - 32 in 6 bits, q - 4 in 2 + 1      d·(sc - 32)·(q - 4)
//! Q4_K    8 runs of 32   sc and m in 6 bits, q in 4 bits        d·sc·q - dmin·m
//! Q5_K    8 runs of 32   sc and m in 6 bits, q in 4 + 1 bits    d·sc·q - dmin·m
//! Q6_K   16 runs of 16   sc in a signed byte, q - 32 in 4 + 2   d·sc·(q - 32)
//! Q8_K   one float32 scale, q in a signed byte                  d·q
//! ```

use super::half;

pub(crate) fn q2(block: &[u8], values: &mut [f32]) {
    let (scales, codes) = (&block[..16], &block[16..80]);
    let (d, dmin) = (half(block, 80), half(block, 82));
    for (run, (values, &scale)) in values.chunks_exact_mut(16).zip(scales).enumerate() {
        let (dl, ml) = (d * f32::from(scale & 15), dmin * f32::from(scale >> 4));
        for (i, value) in values.iter_mut().enumerate() {
            *value = dl * f32::from(two_bits(codes, run, i)) - ml;
        }
    }
}

pub(crate) fn q3(block: &[u8], values: &mut [f32]) {
    let (high, codes, scales) = (&block[..32], &block[32..96], &block[96..108]);
    let d = half(block, 108);
    for (run, values) in values.chunks_exact_mut(16).enumerate() {
        let dl = d * f32::from(q3_scale(scales, run));
        for (i, value) in values.iter_mut().enumerate() {
            let third = high[run % 2 * 16 + i] >> (run / 2) & 1;
            *value = dl * f32::from((two_bits(codes, run, i) | third << 2) as i8 - 4);
        }
    }
}

/// The scale of a run of Q3_K: four low bits in the halves of the first eight bytes, two high bits in the last four.
pub(super) fn q3_scale(scales: &[u8], run: usize) -> i8 {
    let low = scales[run % 8] >> (4 * (run / 8)) & 15;
    (low | (scales[8 + run % 4] >> (2 * (run / 4)) & 3) << 4) as i8 - 32
}

pub(crate) fn q4(block: &[u8], values: &mut [f32]) {
    let (d, dmin) = (half(block, 0), half(block, 2));
    let (scales, codes) = (&block[4..16], &block[16..]);
    for (run, values) in values.chunks_exact_mut(32).enumerate() {
        let (dl, ml) = scale_and_minimum(d, dmin, scales, run);
        for (value, code) in values.iter_mut().zip(&codes[run / 2 * 32..]) {
            *value = dl * f32::from(code >> (4 * (run % 2)) & 15) - ml;
        }
    }
}

pub(crate) fn q5(block: &[u8], values: &mut [f32]) {
    let (d, dmin) = (half(block, 0), half(block, 2));
    let (scales, high, codes) = (&block[4..16], &block[16..48], &block[48..]);
    for (run, values) in values.chunks_exact_mut(32).enumerate() {
        let (dl, ml) = scale_and_minimum(d, dmin, scales, run);
        for ((value, code), fifth) in values.iter_mut().zip(&codes[run / 2 * 32..]).zip(high) {
            *value = dl * f32::from(code >> (4 * (run % 2)) & 15 | (fifth >> run & 1) << 4) - ml;
        }
    }
}

pub(crate) fn q6(block: &[u8], values: &mut [f32]) {
    let (low, high, scales) = (&block[..128], &block[128..192], &block[192..208]);
    let d = half(block, 208);
    for (i, value) in values.iter_mut().enumerate() {
        // Of each 128 values the four quarters share bytes.
        let (part, quarter, at) = (i / 128, i % 128 / 32, i % 32);
        let four = low[part * 64 + quarter % 2 * 32 + at] >> (4 * (quarter / 2)) & 15;
        let two = high[part * 32 + at] >> (2 * quarter) & 3;
        *value = d * f32::from(scales[i / 16] as i8) * f32::from((four | two << 4) as i8 - 32);
    }
}

pub(crate) fn q8(block: &[u8], values: &mut [f32]) {
    let d = f32::from_le_bytes([block[0], block[1], block[2], block[3]]);
    // Sums of the codes follow, which only products need.
    for (value, &code) in values.iter_mut().zip(&block[4..]) {
        *value = d * f32::from(code as i8);
    }
}

/// Code `i` of a run of 16: of each 128 values, the 32 bytes hold four runs of 32, two bits each.
fn two_bits(codes: &[u8], run: usize, i: usize) -> u8 {
    codes[run / 8 * 32 + run % 2 * 16 + i] >> (2 * (run % 8 / 2)) & 3
}

/// The scale and the minimum of a run of 32, six bits each in twelve bytes: the first four of both are whole, the high bits of the last
/// four lie above those.
pub(super) fn scale_and_minimum(d: f32, dmin: f32, packed: &[u8], run: usize) -> (f32, f32) {
    let (scale, minimum) = match run.checked_sub(4) {
        None => (packed[run] & 63, packed[run + 4] & 63),
        Some(low) => {
            (packed[run + 4] & 15 | packed[low] >> 6 << 4, packed[run + 4] >> 4 | packed[run] >> 6 << 4)
        }
    };
    (d * f32::from(scale), dmin * f32::from(minimum))
}

#[cfg(test)]
mod tests {
    use super::super::Block;

    #[test]
    fn q8_k_is_a_float32_times_each_code() {
        let mut bytes = 0.5f32.to_le_bytes().to_vec();
        bytes.extend((0..256).map(|i| i as u8));
        bytes.extend([7; 32]);
        let mut values = Vec::new();
        Block::of_kind(15).unwrap().decode(&bytes, &mut values);
        assert_eq!(values.len(), 256);
        assert_eq!(
            [values[0], values[3], values[127], values[128], values[255]],
            [0.0, 1.5, 63.5, -64.0, -0.5]
        );
    }
}
