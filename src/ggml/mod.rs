//! ggml's block types: consecutive numbers of a row share a scale, and each is stored in a few bits.
//!
//! Layout and arithmetic: `ggml-common.h` and `ggml-quants.c` of <https://github.com/ggml-org/ggml>. The values are those of ggml's
//! own dequantization, bit for bit: each product and each sum is rounded to float32.
//!
//! ```text
//! plain.rs      32 values with a float16 scale, some with a minimum
//! super_k.rs    K-quants: 256 values; scales of 16 or 32 of them are integers under a float16 scale
//! table.rs      codes are places in a table of levels: IQ4, MXFP4, NVFP4
//! ternary.rs    256 values of -1, 0 and 1
//! grid.rs       the scales and minimums of blocks, without their values
//! pack.rs       the bytes of a block from its codes
//! ```

mod grid;
mod pack;
mod plain;
mod super_k;
mod table;
mod ternary;

use half::f16;

pub(crate) use grid::Grids;
pub(crate) use pack::Parts;
pub(crate) use table::{IQ4, TWICE_E2M1, half_of_e4m3, half_of_e8m0};

/// How a block is stored.
#[derive(Debug)]
pub(crate) struct Block {
    /// Its number in ggml's list of types.
    pub(crate) kind: u32,
    /// Its name in ggml.
    pub(crate) name: &'static str,
    /// The number of its values.
    pub(crate) values: usize,
    /// Its size in bytes.
    pub(crate) size: usize,
    /// Its values, from its bytes.
    decode: fn(&[u8], &mut [f32]),
    /// Its bytes, from its parts; none of a type that is only read.
    pack: Option<fn(&Parts, &mut Vec<u8>)>,
}

/// Every type that is read.
static BLOCKS: [Block; 17] = [
    Block { kind: 2, name: "Q4_0", values: 32, size: 18, decode: plain::q4_0, pack: Some(pack::q4_0) },
    Block { kind: 3, name: "Q4_1", values: 32, size: 20, decode: plain::q4_1, pack: Some(pack::q4_1) },
    Block { kind: 6, name: "Q5_0", values: 32, size: 22, decode: plain::q5_0, pack: Some(pack::q5_0) },
    Block { kind: 7, name: "Q5_1", values: 32, size: 24, decode: plain::q5_1, pack: Some(pack::q5_1) },
    Block { kind: 8, name: "Q8_0", values: 32, size: 34, decode: plain::q8_0, pack: Some(pack::q8_0) },
    Block { kind: 10, name: "Q2_K", values: 256, size: 84, decode: super_k::q2, pack: Some(pack::q2_k) },
    Block { kind: 11, name: "Q3_K", values: 256, size: 110, decode: super_k::q3, pack: Some(pack::q3_k) },
    Block { kind: 12, name: "Q4_K", values: 256, size: 144, decode: super_k::q4, pack: Some(pack::q4_k) },
    Block { kind: 13, name: "Q5_K", values: 256, size: 176, decode: super_k::q5, pack: Some(pack::q5_k) },
    Block { kind: 14, name: "Q6_K", values: 256, size: 210, decode: super_k::q6, pack: Some(pack::q6_k) },
    Block { kind: 15, name: "Q8_K", values: 256, size: 292, decode: super_k::q8, pack: None },
    Block { kind: 20, name: "IQ4_NL", values: 32, size: 18, decode: table::iq4_nl, pack: Some(pack::q4_0) },
    Block {
        kind: 23,
        name: "IQ4_XS",
        values: 256,
        size: 136,
        decode: table::iq4_xs,
        pack: Some(pack::iq4_xs),
    },
    Block { kind: 34, name: "TQ1_0", values: 256, size: 54, decode: ternary::tq1_0, pack: Some(pack::tq1_0) },
    Block { kind: 35, name: "TQ2_0", values: 256, size: 66, decode: ternary::tq2_0, pack: Some(pack::tq2_0) },
    Block { kind: 39, name: "MXFP4", values: 32, size: 17, decode: table::mxfp4, pack: Some(pack::mxfp4) },
    Block { kind: 40, name: "NVFP4", values: 64, size: 36, decode: table::nvfp4, pack: Some(pack::nvfp4) },
];

impl PartialEq for Block {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for Block {}

impl Block {
    /// The type of a number, if it is read.
    pub(crate) fn of_kind(kind: u32) -> Option<&'static Self> {
        BLOCKS.iter().find(|block| block.kind == kind)
    }

    /// The type of a name, if it is read.
    pub(crate) fn of_name(name: &str) -> Option<&'static Self> {
        BLOCKS.iter().find(|block| block.name == name)
    }

    /// Appends the values of the whole blocks in `bytes` to `values`.
    pub(crate) fn decode(&self, bytes: &[u8], values: &mut Vec<f32>) {
        let mut block = vec![0.0; self.values];
        for stored in bytes.chunks_exact(self.size) {
            (self.decode)(stored, &mut block);
            values.extend_from_slice(&block);
        }
    }

    /// Appends the bytes of a block. A type that is only read has none.
    pub(crate) fn pack(&self, parts: &Parts, bytes: &mut Vec<u8>) {
        if let Some(pack) = self.pack {
            pack(parts, bytes);
        }
    }
}

/// The float16 at `at`.
fn half(block: &[u8], at: usize) -> f32 {
    f16::from_le_bytes([block[at], block[at + 1]]).to_f32()
}

/// The low halves of bytes, then the high halves.
fn nibbles(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    bytes.iter().map(|byte| byte & 15).chain(bytes.iter().map(|byte| byte >> 4))
}
