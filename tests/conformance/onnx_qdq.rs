//! QuantizeLinear, DequantizeLinear and DynamicQuantizeLinear of ONNX Runtime: per tensor, along an axis, in blocks.
//!
//! ONNX's reference evaluator converts to 32-bit integers before it saturates, so values beyond 2³¹ steps come out at the wrong
//! end: a known difference, counted beside. Anywhere else it has to agree as well.

use std::num::NonZeroUsize;

use quantscope::{
    kernels::{Level, min_max},
    quantizer::{Beyond, Cast, Division, FloatFormat, NanCode, Rounding},
    scheme::{Above, AffineGrid, HugeScale, Placement, Scales, TinyScale},
};

use crate::{
    arithmetic::{Codes, Spread, bits, codes, params, same},
    case::Case,
    tally::{Details, Outcome},
};

const RUNTIME: &str = "/outputs/onnxruntime";
const EVALUATOR: &str = "/outputs/onnx_reference";

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let quantized_type = case.text("/quantized_type")?;
    if let Some(format) = float8(quantized_type) {
        return quantize_to_float(case, format);
    }
    let codes = codes(quantized_type).ok_or(format!("unknown type {quantized_type}"));
    match case.text("/op")? {
        "QuantizeLinear" => quantize(case, quantized_type, codes?),
        "DequantizeLinear" => dequantize(case, quantized_type, codes?),
        "DynamicQuantizeLinear" => dynamic(case),
        other => Ok(Outcome::Skipped(other.into())),
    }
}

/// A float of eight bits by its name in ONNX.
fn float8(quantized_type: &str) -> Option<FloatFormat> {
    Some(match quantized_type {
        "float8e4m3fn" => FloatFormat::E4M3,
        "float8e5m2" => FloatFormat::E5M2,
        "float8e4m3fnuz" => FloatFormat::E4M3FNUZ,
        "float8e5m2fnuz" => FloatFormat::E5M2FNUZ,
        _ => return None,
    })
}

/// What `x / s` is cast to, as a number: beyond the largest one as the attribute `saturate` says.
fn quantize_to_float(case: &Case, format: FloatFormat) -> Result<Outcome, String> {
    let (op, scale) = (case.text("/op")?, case.f32("/inputs/y_scale")?);
    if op != "QuantizeLinear" || case.integers("/inputs/y_zero_point")? != [0] {
        return Err(format!("{op} to a float, or with a zero-point, is new"));
    }
    let saturates = case.whole("/attributes/saturate")? == 1;
    let beyond = if saturates { Beyond::Saturate } else { Beyond::Special };
    let cast = Cast { beyond, nan: NanCode::Quiet };
    // Whatever a NaN was, only that it is one counts.
    let patterns = |values: Vec<f32>| {
        bits(&values.into_iter().map(|x| if x.is_nan() { f32::NAN } else { x }).collect::<Vec<_>>())
    };
    let ours: Vec<f32> =
        case.f32s("/inputs/x")?.into_iter().map(|x| format.value(format.code(x / scale, cast))).collect();
    let ours = patterns(ours);
    let against = |library: &str| same("y", &ours, &patterns(case.f32s(&format!("{library}/y"))?));
    let differences: Vec<String> =
        [RUNTIME, EVALUATOR].into_iter().filter_map(|l| against(l).err()).collect();
    Outcome::of(case.record_only(), &differences)
}

/// The scales and zero-points of a case, whose names begin as told, and the values that take them.
fn spread(case: &Case, prefix: &str, shape: &[usize], codes: Codes) -> Result<Spread, String> {
    let path = |field: &str| format!("/inputs/{prefix}_{field}");
    let scales = case.f32s(&path("scale"))?;
    let zero_points = if case.has(&path("zero_point")) {
        case.integers(&path("zero_point"))?
    } else {
        vec![0; scales.len()]
    };
    if scales.len() != zero_points.len() {
        return Err(format!("{} scales, {} zero-points", scales.len(), zero_points.len()));
    }
    let params = scales.iter().zip(zero_points).map(|(&s, z)| params(s, z, codes, Division::Exact));
    // The operator's own defaults: axis 1, and no blocks.
    let axis = if case.has("/attributes/axis") { case.whole("/attributes/axis")? } else { 1 };
    let block = if case.has("/attributes/block_size") { case.whole("/attributes/block_size")? } else { 0 };
    let block = NonZeroUsize::new(block as usize);
    Spread::new(params.collect::<Result<_, _>>()?, shape, &case.shape(&path("scale"))?, axis, block)
}

fn quantize(case: &Case, quantized_type: &str, codes: Codes) -> Result<Outcome, String> {
    let x = case.f32s("/inputs/x")?;
    let spread = spread(case, "y", &case.shape("/inputs/x")?, codes)?;
    let ours = spread.quantize(&x);
    let against = |library: &str| -> Result<(), String> {
        let ours = ours.clone()?;
        same("y", &ours, &case.integers(&format!("{library}/y"))?)?;
        let packed = format!("{library}/packed_hex");
        if case.has(&packed) { same_text(&pack(&ours, quantized_type)?, case.text(&packed)?) } else { Ok(()) }
    };
    let differences: Vec<String> = against(RUNTIME).err().into_iter().collect();
    if case.record_only() || !differences.is_empty() {
        return Outcome::of(case.record_only(), &differences);
    }
    let evaluator = case.integers(&format!("{EVALUATOR}/y"))?;
    let beyond_i32: Vec<bool> = spread.unclamped(&x).iter().map(|v| v.abs() >= 2f32.powi(31)).collect();
    let mut known = None;
    for ((ours, theirs), beyond) in ours.clone()?.iter().zip(&evaluator).zip(beyond_i32) {
        match (ours == theirs, beyond) {
            (true, _) => {}
            (false, true) => known = Some("ONNX's evaluator overflows beyond 2^31 steps".into()),
            (false, false) => return Err(format!("{ours}, but ONNX's evaluator has {theirs}")),
        }
    }
    Ok(Outcome::Passed(Details { known, ..Details::default() }))
}

fn dequantize(case: &Case, quantized_type: &str, codes: Codes) -> Result<Outcome, String> {
    let x = case.integers("/inputs/x")?;
    let ours = spread(case, "x", &case.shape("/inputs/x")?, codes)?.dequantize(&x);
    let against = |library: &str| -> Result<(), String> {
        same("y", &bits(&ours.clone()?), &bits(&case.f32s(&format!("{library}/y"))?))
    };
    let mut differences: Vec<String> =
        [RUNTIME, EVALUATOR].into_iter().filter_map(|l| against(l).err()).collect();
    if case.has("/inputs/x_packed_hex") {
        differences.extend(same_text(&pack(&x, quantized_type)?, case.text("/inputs/x_packed_hex")?).err());
    }
    Outcome::of(case.record_only(), &differences)
}

/// The range widened to contain 0 gives scale and zero-point. The libraries differ for a tensor of zeros.
fn dynamic(case: &Case) -> Result<Outcome, String> {
    let x = case.f32s("/inputs/x")?;
    let finite: Vec<f32> = x.iter().copied().filter(|x| x.is_finite()).collect();
    let (lo, hi) = min_max(Level::new(), &finite);
    let mut differences = Vec::new();
    for (library, tiny_scale) in
        [(RUNTIME, TinyScale::One { up_to: 0.0 }), (EVALUATOR, TinyScale::OfUnitRange)]
    {
        let grid = AffineGrid {
            q_min: 0,
            q_max: 255,
            placement: Placement::Integer,
            tiny_scale,
            huge_scale: HugeScale::Smaller,
            scales: Scales::F32,
            above: Above::Unknown,
            rounding: Rounding::Even,
            division: Division::Exact,
        };
        let params = grid.over(lo, hi);
        let spread = Spread { params: vec![params], taken: vec![0; x.len()] };
        let scale = case.f32(&format!("{library}/y_scale"))?;
        let zero_point = case.integers(&format!("{library}/y_zero_point"))?;
        let checks = [
            same("y_scale", &bits(&[params.scale]), &bits(&[scale])),
            same("y_zero_point", &[params.zero_point.value() as i64], &zero_point),
            spread.quantize(&x).and_then(|codes| same("y", &codes, &case.integers(&format!("{library}/y"))?)),
        ];
        differences
            .extend(checks.into_iter().filter_map(|check| Some(format!("{library} {}", check.err()?))));
    }
    Outcome::of(case.record_only(), &differences)
}

/// Codes of 2 or 4 bits as ONNX stores them: the first in the lowest bits of a byte. In hexadecimal.
fn pack(codes: &[i64], quantized_type: &str) -> Result<String, String> {
    let per_byte = match quantized_type {
        "int4" | "uint4" => 2,
        "int2" | "uint2" => 4,
        other => return Err(format!("{other} is not packed")),
    };
    let bits = 8 / per_byte;
    let byte = |codes: &[i64]| {
        codes.iter().enumerate().fold(0, |byte, (i, q)| byte | (q & ((1 << bits) - 1)) << (i * bits))
    };
    Ok(codes.chunks(per_byte).map(|codes| format!("{:02x}", byte(codes))).collect())
}

fn same_text(ours: &str, theirs: &str) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("packed: {ours}, expected {theirs}")) }
}
