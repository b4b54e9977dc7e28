//! The bytes of a block from its codes: the inverse of decoding.
//!
//! ```text
//! halves       byte i = code i | code n/2 + i << 4
//! bits         byte i of n = one bit of each of the codes i, n + i, 2n + i, …, the first one lowest
//! two bits     byte i of 32 = two bits of each of the codes i, 32 + i, 64 + i, 96 + i
//! six bits     eight scales and eight minimums in twelve bytes, as `super_k.rs` reads them
//! ```

use half::f16;

/// What a block stores, apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    /// The float16 scale of the block.
    pub(crate) d: f16,
    /// Its float16 minimum, or the scale of minimums.
    pub(crate) minimum: f16,
    /// The scale of each run, as stored.
    pub(crate) scales: &'a [u8],
    /// The minimum of each run, as stored.
    pub(crate) minimums: &'a [u8],
    /// The code of each value, as stored.
    pub(crate) codes: &'a [u8],
}

impl Parts<'_> {
    fn d(&self) -> [u8; 2] {
        self.d.to_le_bytes()
    }

    fn minimum(&self) -> [u8; 2] {
        self.minimum.to_le_bytes()
    }
}

pub(super) fn q4_0(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.d());
    bytes.extend(halves(parts.codes));
}

pub(super) fn q4_1(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.d());
    bytes.extend(parts.minimum());
    bytes.extend(halves(parts.codes));
}

pub(super) fn q5_0(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.d());
    bytes.extend(fifths(parts.codes));
    bytes.extend(halves(parts.codes));
}

pub(super) fn q5_1(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.d());
    bytes.extend(parts.minimum());
    bytes.extend(fifths(parts.codes));
    bytes.extend(halves(parts.codes));
}

pub(super) fn q8_0(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.d());
    bytes.extend(parts.codes);
}

pub(super) fn q2_k(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.scales.iter().zip(parts.minimums).map(|(scale, minimum)| scale | minimum << 4));
    bytes.extend(quarters(parts.codes, 0));
    bytes.extend(parts.d());
    bytes.extend(parts.minimum());
}

pub(super) fn q3_k(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(bits::<32>(parts.codes, 2));
    bytes.extend(quarters(parts.codes, 0));
    let scales = parts.scales;
    bytes.extend((0..8).map(|i| scales[i] & 15 | scales[i + 8] << 4));
    bytes.extend((0..4).map(|i| (0..4).fold(0, |byte, j| byte | scales[i + 4 * j] >> 4 << (2 * j))));
    bytes.extend(parts.d());
}

pub(super) fn q4_k(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.d());
    bytes.extend(parts.minimum());
    bytes.extend(six_bits(parts));
    bytes.extend(parts.codes.chunks_exact(64).flat_map(halves));
}

pub(super) fn q5_k(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.d());
    bytes.extend(parts.minimum());
    bytes.extend(six_bits(parts));
    bytes.extend(bits::<32>(parts.codes, 4));
    bytes.extend(parts.codes.chunks_exact(64).flat_map(halves));
}

pub(super) fn q6_k(parts: &Parts, bytes: &mut Vec<u8>) {
    // The low bits of codes 32 and 96 further on share a byte: those of 0 to 63 are the low halves.
    bytes.extend(parts.codes.chunks_exact(128).flat_map(halves));
    bytes.extend(quarters(parts.codes, 4));
    bytes.extend(parts.scales);
    bytes.extend(parts.d());
}

pub(super) fn iq4_xs(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.d());
    let high = parts.scales.iter().enumerate().fold(0, |high, (i, &s)| high | u16::from(s >> 4) << (2 * i));
    bytes.extend(high.to_le_bytes());
    bytes.extend(parts.scales.as_chunks().0.iter().map(|[even, odd]| even & 15 | odd << 4));
    bytes.extend(parts.codes.chunks_exact(32).flat_map(halves));
}

pub(super) fn tq1_0(parts: &Parts, bytes: &mut Vec<u8>) {
    let runs = [(0..160, 32, 5), (160..240, 16, 5), (240..256, 4, 4)];
    for (range, width, digits) in runs {
        let codes = &parts.codes[range];
        bytes.extend((0..width).map(|i| {
            let number = (0..5).fold(0u16, |number, digit| {
                let code = if digit < digits { codes[digit * width + i] } else { 0 };
                // Codes that are no digits of base 3 come of values that are not finite. They wrap around as ggml's bytes do.
                (number * 3 + u16::from(code)) & 255
            });
            (number * 256).div_ceil(243) as u8
        }));
    }
    bytes.extend(parts.d());
}

pub(super) fn tq2_0(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(quarters(parts.codes, 0));
    bytes.extend(parts.d());
}

pub(super) fn mxfp4(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(&parts.scales[..1]);
    bytes.extend(halves(parts.codes));
}

pub(super) fn nvfp4(parts: &Parts, bytes: &mut Vec<u8>) {
    bytes.extend(parts.scales);
    bytes.extend(parts.codes.chunks_exact(16).flat_map(halves));
}

/// Four bits of each code: the first half of the codes in the low halves of bytes.
fn halves(codes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let (low, high) = codes.split_at(codes.len() / 2);
    low.iter().zip(high).map(|(low, high)| low & 15 | high << 4)
}

/// The fifth bits of 32 codes, one behind another.
fn fifths(codes: &[u8]) -> [u8; 4] {
    codes.iter().enumerate().fold(0u32, |all, (i, &code)| all | u32::from(code >> 4 & 1) << i).to_le_bytes()
}

/// One bit of each code, in N bytes.
fn bits<const N: usize>(codes: &[u8], bit: u32) -> [u8; N] {
    let mut bytes = [0; N];
    for (place, codes) in codes.as_chunks::<N>().0.iter().enumerate() {
        for (byte, code) in bytes.iter_mut().zip(codes) {
            *byte |= (code >> bit & 1) << place;
        }
    }
    bytes
}

/// Two bits of each code, from bit `from` on.
fn quarters(codes: &[u8], from: u32) -> impl Iterator<Item = u8> + '_ {
    let byte = move |codes: &[u8], i: usize| {
        (0..4).fold(0, |byte, place| byte | (codes[32 * place + i] >> from & 3) << (2 * place))
    };
    codes.chunks_exact(128).flat_map(move |codes| (0..32).map(move |i| byte(codes, i)))
}

fn six_bits(parts: &Parts) -> [u8; 12] {
    let mut bytes = [0; 12];
    for (i, (&scale, &minimum)) in parts.scales.iter().zip(parts.minimums).enumerate() {
        if i < 4 {
            (bytes[i], bytes[i + 4]) = (scale, minimum);
        } else {
            bytes[i + 4] = scale & 15 | minimum << 4;
            bytes[i - 4] |= scale >> 4 << 6;
            bytes[i] |= minimum >> 4 << 6;
        }
    }
    bytes
}
