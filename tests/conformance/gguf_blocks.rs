//! ggml's block types, as the Python package gguf and ggml's C sources store and decode them: the bytes of values, and the values of
//! bytes, read back from a GGUF file.

use half::bf16;
use quantscope::{
    file::read::load,
    kernels::Level,
    scheme::ggml::{Kind, Library, dequantize, quantize},
};

use crate::{
    arithmetic::{bits, same},
    case::Case,
    tally::Outcome,
};

/// ggml's numbers of the types.
const KINDS: [(&str, u32); 17] = [
    ("BF16", 30),
    ("Q4_0", 2),
    ("Q4_1", 3),
    ("Q5_0", 6),
    ("Q5_1", 7),
    ("Q8_0", 8),
    ("Q2_K", 10),
    ("Q3_K", 11),
    ("Q4_K", 12),
    ("Q5_K", 13),
    ("Q6_K", 14),
    ("IQ4_NL", 20),
    ("IQ4_XS", 23),
    ("TQ1_0", 34),
    ("TQ2_0", 35),
    ("MXFP4", 39),
    ("NVFP4", 40),
];

/// Bytes and values agree to the last bit in every case.
pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let name = case.text("/type")?;
    let Some(&(_, number)) = KINDS.iter().find(|(known, _)| *known == name) else {
        return Ok(Outcome::Skipped(format!("type {name}")));
    };
    let values = case.whole("/block_size")? as usize;
    let size = case.whole("/block_bytes")? as usize;
    let mut decoding = Vec::new();
    let mut quantizing = Vec::new();
    let kind = Kind::ALL.into_iter().find(|kind| kind.number() == number);
    for (library, option) in [("gguf", Library::GgufPython), ("ggml", Library::Ggml)] {
        if !case.has(&format!("/outputs/{library}")) {
            continue;
        }
        let from = if case.has(&format!("/outputs/{library}/same_as")) { "gguf" } else { library };
        let stored = format!("/outputs/{from}/packed_hex");
        let packed = unhex(case.text(if case.has(&stored) { &stored } else { "/inputs/packed_hex" })?)?;
        let decoded = format!("/outputs/{library}/dequantized");
        if case.has(&decoded) {
            let columns = packed.len() / size * values;
            let loaded = load("x.gguf", &file(number, columns as u64, &packed), Some("x"))
                .map_err(|e| format!("{e}"))?;
            let theirs = bits(&case.f32s(&decoded)?);
            decoding
                .extend(same(&format!("read of {library}"), &bits(loaded.tensor.values()), &theirs).err());
            if let Some(kind) = kind {
                let ours = bits(&dequantize(kind, &packed));
                decoding.extend(same(&format!("decoded of {library}"), &ours, &theirs).err());
            }
        }
        if case.has("/inputs/x") {
            let (shape, x) = (case.shape("/inputs/x")?, case.f32s("/inputs/x")?);
            let columns = shape.last().copied().unwrap_or(1);
            let ours = match kind {
                Some(kind) => quantize(kind, Level::new(), &x, columns, None, option),
                None => x.iter().flat_map(|&x| bf16::from_f32(x).to_le_bytes()).collect(),
            };
            quantizing.extend(same(&format!("bytes of {library}"), &ours, &packed).err());
        }
    }
    // Decoding is exact also where a quantizer is only recorded.
    if decoding.is_empty() {
        Outcome::of(case.record_only(), &quantizing)
    } else {
        decoding.extend(quantizing);
        Outcome::of(false, &decoding)
    }
}

fn unhex(text: &str) -> Result<Vec<u8>, String> {
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect::<Option<_>>().ok_or_else(|| "packed_hex is not hexadecimal".into())
}

/// A file with one tensor of one row, whose bytes follow the head at the next multiple of 32.
fn file(kind: u32, columns: u64, data: &[u8]) -> Vec<u8> {
    let mut bytes = b"GGUF\x03\0\0\0".to_vec();
    bytes.extend([1u64, 0, 1].map(u64::to_le_bytes).concat());
    bytes.push(b'x');
    bytes.extend(1u32.to_le_bytes());
    bytes.extend(columns.to_le_bytes());
    bytes.extend(kind.to_le_bytes());
    bytes.extend(0u64.to_le_bytes());
    bytes.resize(bytes.len().next_multiple_of(32), 0);
    bytes.extend(data);
    bytes
}
