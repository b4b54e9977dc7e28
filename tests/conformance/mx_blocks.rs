//! MX formats and NVFP4: the codes of scales and elements, and the values they decode to, by a reading of the OCP text and as libraries
//! compute them.
//!
//! Schemes are the OCP reading and ModelOpt's NVFP4; all else is a choice of the API: whose [`Arithmetic`] makes the scales, and how a
//! library casts to E2M1.

use std::sync::LazyLock;

use quantscope::{
    Quantized, Scheme, Tensor,
    kernels::{Level, dequantize, quantize},
    quantizer::{Codebook, FloatFormat, Minus, Quantizer, Tie},
    scheme::{Above, AffineGrid, Arithmetic, Fit, Grid, HugeScale, TableGrid},
};

use crate::{
    arithmetic::{bits, same},
    case::Case,
    error_metrics::crc,
    tally::Outcome,
};

/// E2M1 as a library casts to it.
fn e2m1(tie: Tie, minus: Minus, nan: Option<u8>) -> Codebook {
    Codebook::float("e2m1", FloatFormat::E2M1).cast(tie, minus, nan)
}

/// torchao: from NaN comes a number.
static TORCHAO: LazyLock<Codebook> = LazyLock::new(|| e2m1(Tie::EvenCode, Minus::Signed, Some(12)));
/// ModelOpt's MXFP4.
static MODELOPT_MX: LazyLock<Codebook> = LazyLock::new(|| e2m1(Tie::Inner, Minus::NotAbove, None));
/// ModelOpt's NVFP4: NaN is above all bounds, and both zeros decode to +0.0.
static MODELOPT_NV: LazyLock<Codebook> = LazyLock::new(|| {
    let mut book = e2m1(Tie::EvenCode, Minus::Below, Some(7));
    book.values[8] = 0.0;
    book
});

/// How a source computes.
struct How {
    /// The scheme without its rule, and the rule.
    scheme: String,
    arithmetic: Arithmetic,
    /// The library's own cast.
    book: Option<&'static Codebook>,
}

fn how(format: &str, source: &str) -> Option<How> {
    use Arithmetic::{ModelOpt, Own, Plain, TorchAo};
    let four_bits = matches!(format, "mx_e2m1" | "nvfp4");
    let (rule, arithmetic, book): (_, _, Option<&'static Codebook>) = match (format, source) {
        ("nvfp4", "own") => ("", Plain, None),
        ("nvfp4", "torchao_two_level") => ("", TorchAo, Some(&TORCHAO)),
        ("nvfp4", "torchao_single_level") => (":single", TorchAo, Some(&TORCHAO)),
        ("nvfp4", "modelopt") => ("", ModelOpt, Some(&MODELOPT_NV)),
        ("mx_int8", "own_full_range") => (":full", Own, None),
        (_, "own") => ("", Own, None),
        (_, "modelopt") => (":xrceil", ModelOpt, four_bits.then_some(&*MODELOPT_MX)),
        (_, other) => {
            let rule = match other.strip_prefix("torchao_")? {
                "FLOOR" => ":xfloor",
                "CEIL" => ":xceil",
                "EVEN" => ":xeven",
                "RCEIL" => ":xrceil",
                _ => return None,
            };
            (rule, TorchAo, four_bits.then_some(&*TORCHAO))
        }
    };
    let name = match format {
        "mx_e4m3" | "mx_e5m2" => format!("mxfp8_{}", &format[3..]),
        "mx_e2m3" | "mx_e3m2" => format!("mxfp6_{}", &format[3..]),
        "mx_e2m1" => "mxfp4".into(),
        "mx_int8" => "mxint8".into(),
        _ => format.into(),
    };
    Some(How { scheme: name + rule, arithmetic, book })
}

/// Codes of scales and elements, and decoded values.
pub(crate) struct Blocks {
    pub(crate) scales: Vec<u8>,
    pub(crate) elements: Vec<u8>,
    pub(crate) decoded: Vec<f32>,
}

/// As a scheme: fitted, quantized and decoded like any tensor.
fn fitted(tensor: &Tensor, scheme: &Scheme) -> Blocks {
    let level = Level::new();
    let fit = Fit::new(level, tensor, scheme);
    let scales = (0..fit.count()).filter_map(|block| fit.scale_code(block)).collect();
    let quantized = Quantized::of(level, tensor, fit);
    let decoded = quantized.dequantize(level);
    Blocks { scales, elements: quantized.bytes, decoded }
}

/// By the grid of a library, block by block.
pub(crate) fn gridded(values: &[f32], grid: Grid, block: usize) -> Blocks {
    let amax = |values: &[f32]| {
        let finite = values.iter().filter(|x| x.is_finite());
        finite.fold(0.0, |most: f32, x| most.max(x.abs()))
    };
    let grid = grid.under(Above::Largest(amax(values)));
    let (mut scales, mut elements, mut decoded) = (Vec::new(), Vec::new(), Vec::new());
    for values in values.chunks(block) {
        let most = amax(values);
        scales.extend(grid.scale_code(-most, most));
        let (codes, levels) = coded(values, &grid.over(-most, most));
        elements.extend(codes);
        decoded.extend(levels);
    }
    Blocks { scales, elements, decoded }
}

/// The codes of a block and what they decode to.
pub(crate) fn coded(values: &[f32], quantizer: &Quantizer) -> (Vec<u8>, Vec<f32>) {
    let (mut codes, mut decoded) = (vec![0; values.len()], vec![0.0; values.len()]);
    quantize(Level::new(), values, quantizer, &mut codes);
    dequantize(Level::new(), &codes, quantizer, &mut decoded);
    (codes, decoded)
}

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let format = case.text("/format")?;
    let (shape, values) = (case.shape("/inputs/x")?, case.f32s("/inputs/x")?);
    let block = case.whole("/block_size")? as usize;
    let tensor = Tensor::new("x", &shape, values).map_err(|e| format!("{e}"))?;
    let mut differences = Vec::new();
    for source in case.names("/outputs")? {
        let Some(How { scheme, arithmetic, book }) = how(format, source) else {
            return Ok(Outcome::Skipped(format!("{format} of {source}")));
        };
        let scheme: Scheme = scheme.parse().map_err(|e| format!("{e}"))?;
        let ours = match scheme.grid() {
            Grid::Table(_) if arithmetic == Arithmetic::Own && book.is_none() => fitted(&tensor, &scheme),
            Grid::Table(grid) => gridded(
                tensor.values(),
                Grid::Table(TableGrid { arithmetic, book: book.unwrap_or(grid.book), ..grid }),
                block,
            ),
            // With the code -128 the largest scale has a level beyond f32.
            Grid::Own(_) => return Err(format!("{scheme} fits its own scales")),
            Grid::Affine(grid) if source == "own_full_range" => gridded(
                tensor.values(),
                Grid::Affine(AffineGrid { huge_scale: HugeScale::Kept, ..grid }),
                block,
            ),
            Grid::Affine(_) => fitted(&tensor, &scheme),
        };
        differences
            .extend(compare(case, source, &tensor, ours)?.into_iter().map(|how| format!("{source}: {how}")));
    }
    Outcome::of(case.record_only(), &differences)
}

/// How a source's numbers differ from ours.
fn compare(case: &Case, source: &str, tensor: &Tensor, ours: Blocks) -> Result<Vec<String>, String> {
    let at = |name: &str| format!("/outputs/{source}/{name}");
    let Blocks { scales, elements, mut decoded } = ours;
    for (level, x) in decoded.iter_mut().zip(tensor.values()) {
        // Codes of integers have no sign for zero; there, the reading of the OCP text keeps that of the value.
        if *level == 0.0 && case.text("/format")? == "mx_int8" {
            *level = level.copysign(*x);
        }
    }
    let found = [
        same("scale codes", &scales, &case.bytes(&at("scale_codes"))?),
        same("element codes", &elements, &case.bytes(&at("element_codes"))?),
        decodes(case, source, &decoded)?,
        tensor_scale(case, source, tensor)?,
    ];
    Ok(found.into_iter().filter_map(Result::err).collect())
}

fn decodes(case: &Case, source: &str, decoded: &[f32]) -> Result<Result<(), String>, String> {
    let at = |name: &str| format!("/outputs/{source}/{name}");
    if case.has(&at("dequantized_same_as")) {
        return decodes(case, case.text(&at("dequantized_same_as"))?, decoded);
    }
    if case.has(&at("dequantized")) {
        let one_nan = |values: &[f32]| {
            bits(values)
                .into_iter()
                .map(|bits| if f32::from_bits(bits).is_nan() { f32::NAN.to_bits() } else { bits })
                .collect::<Vec<_>>()
        };
        return Ok(same("decoded", &one_nan(decoded), &one_nan(&case.f32s(&at("dequantized"))?)));
    }
    let sum = crc(decoded.iter().map(|x| x.to_le_bytes()));
    Ok(same("CRC of decoded", &[sum.as_str()], &[case.text(&at("dequantized_crc32"))?]))
}

/// The scale of the tensor, where a source has one.
fn tensor_scale(case: &Case, source: &str, tensor: &Tensor) -> Result<Result<(), String>, String> {
    let path = format!("/outputs/{source}/tensor_scale");
    if !case.has(&path) {
        return Ok(Ok(()));
    }
    let scheme: Scheme = "nvfp4".parse().map_err(|e| format!("{e}"))?;
    let zeros = tensor.values().iter().all(|&x| x == 0.0);
    // That of zeros has no meaning: libraries take 0.
    let ours = if zeros && source != "own" {
        0.0
    } else {
        Fit::new(Level::new(), tensor, &scheme).outer().unwrap_or_default()
    };
    Ok(same("tensor scale", &bits(&[ours]), &bits(&[case.f32(&path)?])))
}
