//! The scales and minimums of ggml's blocks: the grid that a file stores values on.
//!
//! ```text
//! x̂ = number · step + base        numbers: code − zero-point, or the level of the code in a table
//! ```
//! The numbers of E2M1 stand as they are, so the scales of MXFP4 and NVFP4 are not halved here; both products are exact.

use super::{Block, half, half_of_e4m3, half_of_e8m0, super_k::scale_and_minimum};
use crate::tensor::StoredCodes;

/// Reads the step and the base of a run from the bytes of its block.
type Read = fn(&[u8], usize) -> [f32; 2];

/// How the blocks of a type hold their grids.
#[derive(Debug, Clone)]
pub(crate) struct Grids {
    /// How many values share a step and a base.
    pub(crate) run: usize,
    pub(crate) codes: StoredCodes,
    /// Bits of a code.
    pub(crate) bits: u32,
    /// The code of 0.
    pub(crate) zero_point: i16,
    /// Whether bases mean anything.
    pub(crate) has_base: bool,
    /// The step and the base of run `index` of a block.
    of: Read,
}

impl Grids {
    /// Appends step and base of each run of the whole blocks in `bytes`.
    pub(crate) fn read(&self, block: &Block, bytes: &[u8], grids: &mut Vec<[f32; 2]>) {
        for stored in bytes.chunks_exact(block.size) {
            grids.extend((0..block.values / self.run).map(|index| (self.of)(stored, index)));
        }
    }
}

impl Block {
    /// How its blocks hold their grids.
    pub(crate) fn grids(&self) -> Option<Grids> {
        let whole = |first, last| StoredCodes::Whole { first, last };
        let table = |word: &str| StoredCodes::Format(word.into());
        let (run, codes, bits, zero_point, of): (_, _, _, _, Read) = match self.name {
            "Q4_0" => (32, whole(0, 15), 4, 8, |block, _| [half(block, 0), 0.0]),
            "Q4_1" => (32, whole(0, 15), 4, 0, |block, _| [half(block, 0), half(block, 2)]),
            "Q5_0" => (32, whole(0, 31), 5, 16, |block, _| [half(block, 0), 0.0]),
            "Q5_1" => (32, whole(0, 31), 5, 0, |block, _| [half(block, 0), half(block, 2)]),
            "Q8_0" => (32, whole(-128, 127), 8, 0, |block, _| [half(block, 0), 0.0]),
            "Q2_K" => (16, whole(0, 3), 2, 0, |block, run| {
                let scale = block[run];
                let (d, d_min) = (half(block, 80), half(block, 82));
                [d * f32::from(scale & 15), -(d_min * f32::from(scale >> 4))]
            }),
            "Q3_K" => (16, whole(0, 7), 3, 4, |block, run| {
                [half(block, 108) * f32::from(super::super_k::q3_scale(&block[96..108], run)), 0.0]
            }),
            "Q4_K" | "Q5_K" => {
                let codes = if self.name == "Q4_K" { 15 } else { 31 };
                (32, whole(0, codes), if codes == 15 { 4 } else { 5 }, 0, |block, run| {
                    let (step, minimum) =
                        scale_and_minimum(half(block, 0), half(block, 2), &block[4..16], run);
                    [step, -minimum]
                })
            }
            "Q6_K" => (16, whole(0, 63), 6, 32, |block, run| {
                [half(block, 208) * f32::from(block[192 + run] as i8), 0.0]
            }),
            "Q8_K" => (256, whole(-128, 127), 8, 0, |block, _| {
                [f32::from_le_bytes([block[0], block[1], block[2], block[3]]), 0.0]
            }),
            "IQ4_NL" => (32, table("iq4_nl"), 4, 0, |block, _| [half(block, 0), 0.0]),
            "IQ4_XS" => (32, table("iq4_nl"), 4, 0, |block, run| {
                [half(block, 0) * f32::from(super::table::iq4_xs_scale(block, run)), 0.0]
            }),
            "TQ1_0" => (256, whole(0, 2), 2, 1, |block, _| [half(block, 52), 0.0]),
            "TQ2_0" => (256, whole(0, 3), 2, 1, |block, _| [half(block, 64), 0.0]),
            "MXFP4" => (32, table("fp4_e2m1"), 4, 0, |block, _| [2.0 * half_of_e8m0(block[0]), 0.0]),
            "NVFP4" => (16, table("fp4_e2m1"), 4, 0, |block, run| [2.0 * half_of_e4m3(block[run]), 0.0]),
            _ => return None,
        };
        let has_base = matches!(self.name, "Q4_1" | "Q5_1" | "Q2_K" | "Q4_K" | "Q5_K");
        Some(Grids { run, codes, bits, zero_point, has_base, of })
    }
}

#[cfg(test)]
mod tests {
    use super::super::BLOCKS;
    use super::*;

    /// What numbers the codes of a type stand for.
    fn numbers(grids: &Grids) -> Vec<f32> {
        match &grids.codes {
            StoredCodes::Whole { first, last } => {
                (*first..=*last).map(|code| f32::from(code - grids.zero_point)).collect()
            }
            StoredCodes::Format(word) if word == "iq4_nl" => super::super::IQ4.map(f32::from).to_vec(),
            _ => super::super::TWICE_E2M1.map(|twice| f32::from(twice) / 2.0).to_vec(),
        }
    }

    #[test]
    fn every_value_is_a_level_of_its_run() {
        for block in &BLOCKS {
            let grids = block.grids().unwrap();
            let numbers = numbers(&grids);
            // Bytes whose halves are neither infinite nor NaN.
            let bytes: Vec<u8> = (0..64 * block.size as u32)
                .map(|i| (i.wrapping_mul(2_654_435_761) >> 7) as u8 & 0x7b)
                .collect();
            let (mut values, mut found) = (Vec::new(), Vec::new());
            block.decode(&bytes, &mut values);
            grids.read(block, &bytes, &mut found);
            assert_eq!(found.len() * grids.run, values.len(), "{}", block.name);
            for (values, [step, base]) in values.chunks_exact(grids.run).zip(found) {
                assert!(grids.has_base || base == 0.0, "{}", block.name);
                for value in values {
                    let is_level = |number: &f32| number * step + base == *value;
                    assert!(numbers.iter().any(is_level), "{}: {value} under {step} {base}", block.name);
                }
            }
        }
    }
}
