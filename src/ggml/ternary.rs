//! Super-blocks of 256 values, each -1, 0 or 1 times one float16 scale.
//!
//! ```text
//! TQ1_0   five values in a byte: its digits in base 3, as a fraction of 256; four in the last bytes
//! TQ2_0   four values in a byte, two bits each
//! ```

use super::half;

pub(crate) fn tq1_0(block: &[u8], values: &mut [f32]) {
    let d = half(block, 52);
    // Runs of bytes, and how many digits of each are used: the first digits of all come first.
    let runs = [(0..32, 5), (32..48, 5), (48..52, 4)];
    let digits = runs.into_iter().flat_map(|(bytes, count)| {
        (0..count).flat_map(move |digit| block[bytes.clone()].iter().map(move |&byte| trit(byte, digit)))
    });
    values.iter_mut().zip(digits).for_each(|(value, digit)| *value = f32::from(digit) * d);
}

pub(crate) fn tq2_0(block: &[u8], values: &mut [f32]) {
    let d = half(block, 64);
    let codes = block[..64].chunks_exact(32).flat_map(|bytes| {
        (0..4).flat_map(move |place| bytes.iter().map(move |byte| (byte >> (2 * place) & 3) as i8 - 1))
    });
    values.iter_mut().zip(codes).for_each(|(value, code)| *value = f32::from(code) * d);
}

/// A digit of a byte in base 3, from the first, minus 1.
fn trit(byte: u8, digit: u32) -> i8 {
    let rest = byte.wrapping_mul(3u8.pow(digit));
    ((u16::from(rest) * 3) >> 8) as i8 - 1
}
