//! NF4 and FP4 of bitsandbytes: code books and blockwise quantization, whose blocks run over the flattened tensor.

use std::sync::LazyLock;

use quantscope::{
    Quantized, Scheme, Tensor,
    kernels::Level,
    quantizer::{Codebook, Division, TableParams, Tie},
    scheme::{Above, BlockMap, DYNAMIC, Fit, Nest, Nesting, codebook, mean_of},
};

use crate::{
    arithmetic::{bits, same},
    case::Case,
    mx_blocks::coded,
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
        ("codebook", "codebook:bitsandbytes_dynamic_8bit") => {
            same("values", &bits(&DYNAMIC), &bits(&case.f32s("/values")?))
        }
        ("codebook", "codebook:torchao_nf4") => {
            same("values", &bits(&TORCHAO.values), &bits(&case.f32s("/values")?))
        }
        ("codebook", "codebook:modelopt_nf4_bf16") => {
            same("values", &bits(&MODELOPT.values), &bits(&case.f32s("/values")?))
        }
        ("codebook", id) => return Ok(Outcome::Skipped(format!("{id}, of another library"))),
        _ => match (case.text("/library")?, case.text("/quant_type")?) {
            ("bitsandbytes", "nf4") => return quantized(case, "nf4"),
            ("bitsandbytes", "fp4") => return quantized(case, "fp4_bnb"),
            ("torchao", "nf4") => return nested(case, &TORCHAO, Nesting::TorchAo),
            ("modelopt", "nf4") => return nested(case, &MODELOPT, Nesting::ModelOpt),
            (library, format) => return Ok(Outcome::Skipped(format!("{format} of {library}"))),
        },
    };
    Outcome::of(case.record_only(), &difference.err().into_iter().collect::<Vec<_>>())
}

fn quantized(case: &Case, word: &str) -> Result<Outcome, String> {
    let x = case.f32s("/inputs/x")?;
    let block = case.whole("/block_size")? as usize;
    let twice = case.has("/outputs/offset");
    let scheme = if twice { format!("{word}:snested8") } else { word.into() };
    let scheme: Scheme = scheme.parse().map_err(|e| format!("{e}"))?;
    let tensor = Tensor::new("x", &[1, x.len()], x).map_err(|e| format!("{e}"))?;
    let map = BlockMap::runs(1, tensor.columns(), block);
    let fit = Fit::over(Level::new(), &tensor, &scheme, map);
    let mut differences = if twice { differences_of_nest(case, &fit)? } else { Vec::new() };
    let scales: Vec<f32> = (0..fit.count()).map(|i| fit.quantizer(i).scale()).collect();
    let quantized = Quantized::of(Level::new(), &tensor, fit);
    let codes: Vec<i64> = quantized.codes().map(i64::from).collect();

    let theirs = halves(case, codes.len())?;
    if !twice {
        // The scale of a block of zeros has no meaning; ours is 1.
        let absmax = case.f32s("/outputs/absmax")?;
        let known = |(&ours, &theirs): (&f32, &f32)| if theirs == 0.0 { 0.0 } else { ours };
        let scales: Vec<f32> = scales.iter().zip(&absmax).map(known).collect();
        differences.extend(same("absmax", &bits(&scales), &bits(&absmax)).err());
    }
    let decoded = quantized.dequantize(Level::new());
    differences.extend(same("codes", &codes, &theirs).err());
    differences.extend(same("decoded", &bits(&decoded), &bits(&case.f32s("/outputs/dequantized")?)).err());
    Outcome::of(case.record_only(), &differences)
}

/// Codes of four bits. The first element of a pair is the high half of a byte; an odd one is followed by a half without a meaning.
fn halves(case: &Case, count: usize) -> Result<Vec<i64>, String> {
    let packed = case.text("/outputs/packed_hex")?;
    let digit = |i: usize| i64::from_str_radix(packed.get(i..=i).unwrap_or_default(), 16);
    (0..count).map(digit).collect::<Result<_, _>>().map_err(|e| format!("packed_hex: {e}"))
}

/// How scales of scales differ.
fn differences_of_nest(case: &Case, fit: &Fit) -> Result<Vec<String>, String> {
    let codes: Vec<u8> = (0..fit.count()).filter_map(|i| fit.scale_code(i)).collect();
    let reaches = (0..fit.count()).step_by(256).filter_map(|i| match fit.above(i) {
        Above::Nest(nest) => Some(nest.reach),
        _ => None,
    });
    let reaches: Vec<f32> = reaches.collect();
    let mean = fit.mean_scale().unwrap_or_default();
    let found = [
        same("codes of scales", &codes, &case.bytes("/outputs/absmax_8bit")?),
        same("reaches of scales", &bits(&reaches), &bits(&case.f32s("/outputs/absmax_scale")?)),
        same("mean of scales", &[mean.to_bits()], &[case.f32("/outputs/offset")?.to_bits()]),
    ];
    Ok(found.into_iter().filter_map(Result::err).collect())
}

/// NF4 with levels of four decimals, as libraries beside bitsandbytes have it: x is divided, and the lower level wins a tie.
fn four_decimals(round: fn(f32) -> f32) -> Codebook {
    let decimals = |&level: &f32| round(((f64::from(level) * 1e4).round() / 1e4) as f32);
    let levels = book("nf4").map(|book| book.levels.iter().map(decimals).collect()).unwrap_or_default();
    Codebook::new("nf4".into(), levels, Tie::Lower, Division::Exact)
}

static TORCHAO: LazyLock<Codebook> = LazyLock::new(|| four_decimals(|level| level));
static MODELOPT: LazyLock<Codebook> =
    LazyLock::new(|| four_decimals(|level| half::bf16::from_f32(level).to_f32()));

/// Blocks coded by their scales and decoded by what these become as whole numbers around their mean.
fn nested(case: &Case, book: &'static Codebook, nesting: Nesting) -> Result<Outcome, String> {
    let x = case.f32s("/inputs/x")?;
    let torchao = nesting == Nesting::TorchAo;
    let run = case.whole(if torchao { "/scaler_block_size" } else { "/scale_block_size" })? as usize;
    let blocks: Vec<&[f32]> = x.chunks(case.whole("/block_size")? as usize).collect();
    let scales: Vec<f32> =
        blocks.iter().map(|block| block.iter().fold(0.0, |most: f32, x| most.max(x.abs()))).collect();
    let mean = mean_of(&scales);
    let nests: Vec<Nest> = scales.chunks(run).map(|run| Nest::of(run, mean, nesting)).collect();
    let (mut nested, mut codes, mut decoded) = (Vec::new(), Vec::new(), Vec::new());
    for (i, (block, &scale)) in blocks.iter().zip(&scales).enumerate() {
        let nest = nests[i / run];
        nested.push(nest.code(scale));
        let by = TableParams::new(book, scale, (-scale, scale), Division::Exact);
        let (bytes, levels) = coded(block, &TableParams { scale: nest.scale(nest.code(scale)), ..by }.into());
        codes.extend(bytes.into_iter().map(i64::from));
        decoded.extend(levels);
    }
    let factors: Vec<f32> = nests.iter().map(Nest::factor).collect();
    let [of_scales, of_factors, of_mean] = if torchao {
        ["quantized_scalers", "quantization_factor", "scaler_mean"]
    } else {
        ["quantized_scales", "double_scale", "scale_zero"]
    };
    let mut differences = [
        same("codes", &codes, &halves(case, codes.len())?),
        same("decoded", &bits(&decoded), &bits(&case.f32s("/outputs/dequantized")?)),
        same("codes of scales", &nested, &case.bytes(&format!("/outputs/{of_scales}"))?),
        same("factors of scales", &bits(&factors), &bits(&case.f32s(&format!("/outputs/{of_factors}"))?)),
        same("mean of scales", &[mean.to_bits()], &[case.f32(&format!("/outputs/{of_mean}"))?.to_bits()]),
    ]
    .into_iter()
    .filter_map(Result::err)
    .collect::<Vec<_>>();
    if !torchao {
        differences.extend(same("scales", &bits(&scales), &bits(&case.f32s("/outputs/scales")?)).err());
    }
    Outcome::of(case.record_only(), &differences)
}
