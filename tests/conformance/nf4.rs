//! NF4 and FP4 of bitsandbytes: code books and blockwise quantization, whose blocks run over the flattened tensor.

use quantscope::{
    Quantized, Scheme, Tensor,
    kernels::Level,
    quantizer::Codebook,
    scheme::{BlockMap, Fit, codebook},
};

use crate::{
    arithmetic::{bits, same},
    case::Case,
    tally::Outcome,
};

/// A format of bitsandbytes.
fn book(word: &str) -> Result<&'static Codebook, String> {
    codebook(word).ok_or(format!("no format {word}"))
}

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let difference = match (case.text("/kind")?, case.id()) {
        ("codebook", id @ ("codebook:bitsandbytes_nf4" | "codebook:bitsandbytes_fp4")) => {
            let book = book(if id.ends_with("nf4") { "nf4" } else { "fp4_bnb" })?;
            let theirs = case.f32s("/values")?;
            let ours: Vec<f32> = (0..16).map(|code| book.value(code)).collect();
            same("values", &bits(&ours), &bits(&theirs))
        }
        ("codebook", "codebook:bitsandbytes_nf4_midpoints") => {
            // A value on a midpoint takes the lower code.
            let theirs: Vec<f32> = case.f32s("/values")?.iter().map(|middle| middle.next_up()).collect();
            same("midpoints", &bits(&book("nf4")?.starts), &bits(&theirs))
        }
        ("codebook", id) => {
            return Ok(Outcome::Skipped(format!("{id}, of nested scales or another library")));
        }
        _ => match (case.text("/library")?, case.text("/quant_type")?, case.has("/outputs/offset")) {
            ("bitsandbytes", "nf4", false) => return quantized(case, "nf4"),
            ("bitsandbytes", "fp4", false) => return quantized(case, "fp4_bnb"),
            ("bitsandbytes", _, true) => {
                return Ok(Outcome::Skipped("nested scales not implemented yet".into()));
            }
            (library, format, _) => {
                return Ok(Outcome::Skipped(format!("{format} of {library}, whose scales are nested")));
            }
        },
    };
    Outcome::of(case.record_only(), &difference.err().into_iter().collect::<Vec<_>>())
}

fn quantized(case: &Case, word: &str) -> Result<Outcome, String> {
    let x = case.f32s("/inputs/x")?;
    let block = case.whole("/block_size")? as usize;
    let scheme: Scheme = word.parse().map_err(|e| format!("{e}"))?;
    let tensor = Tensor::new("x", &[1, x.len()], x).map_err(|e| format!("{e}"))?;
    let map = BlockMap::runs(1, tensor.columns(), block);
    let fit = Fit::over(Level::new(), &tensor, &scheme, map);
    let scales: Vec<f32> = (0..fit.count()).map(|i| fit.quantizer(i).scale()).collect();
    let quantized = Quantized::of(Level::new(), &tensor, fit);
    let codes: Vec<i64> = quantized.codes().map(i64::from).collect();

    let packed = case.text("/outputs/packed_hex")?;
    let digit = |i: usize| i64::from_str_radix(packed.get(i..=i).unwrap_or_default(), 16);
    // The first element of a pair is the high half of a byte; an odd one is followed by a half without a meaning.
    let theirs: Vec<i64> =
        (0..codes.len()).map(digit).collect::<Result<_, _>>().map_err(|e| format!("packed_hex: {e}"))?;
    // The scale of a block of zeros has no meaning; ours is 1.
    let absmax = case.f32s("/outputs/absmax")?;
    let scales: Vec<f32> =
        scales.iter().zip(&absmax).map(|(&ours, &theirs)| if theirs == 0.0 { 0.0 } else { ours }).collect();
    let decoded = quantized.dequantize(Level::new());
    let differences: Vec<String> = [
        same("codes", &codes, &theirs),
        same("absmax", &bits(&scales), &bits(&absmax)),
        same("dequantized", &bits(&decoded), &bits(&case.f32s("/outputs/dequantized")?)),
    ]
    .into_iter()
    .filter_map(Result::err)
    .collect();
    Outcome::of(case.record_only(), &differences)
}
