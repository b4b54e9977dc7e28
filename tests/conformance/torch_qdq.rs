//! PyTorch's `fake_quantize_*`, `quantize_*` and `dequantize`, per tensor and per channel.
//!
//! PyTorch multiplies by the reciprocal of the scale: [`Division::Reciprocal`].

use quantscope::quantizer::Division;

use crate::{
    arithmetic::{Codes, Spread, bits, codes, params, same},
    case::Case,
    tally::Outcome,
};

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let x = case.f32s("/inputs/x")?;
    let (spread, quantized) = match case.text("/call")? {
        "torch.fake_quantize_per_tensor_affine" => (per_tensor(case, range(case)?)?, false),
        "torch.fake_quantize_per_channel_affine" => {
            (per_channel(case, range(case)?, ["/inputs/scale", "/inputs/zero_point"])?, false)
        }
        "torch.quantize_per_tensor" => (per_tensor(case, dtype(case)?)?, true),
        "torch.quantize_per_channel" => {
            (per_channel(case, dtype(case)?, ["/inputs/scales", "/inputs/zero_points"])?, true)
        }
        other => return Ok(Outcome::Skipped(other.into())),
    };
    let ours = spread.quantize(&x);
    let levels = ours.clone().and_then(|codes| spread.dequantize(&codes));
    let mut differences = Vec::new();
    if quantized {
        let theirs = case.integers("/outputs/int_repr")?;
        differences.extend(ours.and_then(|ours| same("int_repr", &ours, &theirs)).err());
        // From their codes, so that a difference in those does not hide one in decoding.
        let decoded = spread.dequantize(&theirs).and_then(|ours| same_levels(case, "dequantize", &ours));
        differences.extend(decoded.err());
    } else {
        differences.extend(levels.and_then(|ours| same_levels(case, "y", &ours)).err());
    }
    Outcome::of(case.record_only(), &differences)
}

fn same_levels(case: &Case, output: &str, ours: &[f32]) -> Result<(), String> {
    same(output, &bits(ours), &bits(&case.f32s(&format!("/outputs/{output}"))?))
}

fn range(case: &Case) -> Result<Codes, String> {
    Ok((case.whole("/params/quant_min")? as i32, case.whole("/params/quant_max")? as i32))
}

/// The codes of `qint8` are those of `int8`.
fn dtype(case: &Case) -> Result<Codes, String> {
    let dtype = case.text("/params/dtype")?;
    dtype.strip_prefix('q').and_then(codes).ok_or(format!("unknown dtype {dtype}"))
}

fn per_tensor(case: &Case, codes: Codes) -> Result<Spread, String> {
    let params =
        params(case.f32("/params/scale")?, case.whole("/params/zero_point")?, codes, Division::Reciprocal)?;
    Spread::new(vec![params], &case.shape("/inputs/x")?, &[], 0, None)
}

fn per_channel(case: &Case, codes: Codes, [scales, zero_points]: [&str; 2]) -> Result<Spread, String> {
    let zero_points = case.integers(zero_points)?.into_iter();
    let params = case
        .f32s(scales)?
        .into_iter()
        .zip(zero_points)
        .map(|(s, z)| params(s, z, codes, Division::Reciprocal));
    let axis = case.whole("/params/axis")?;
    Spread::new(
        params.collect::<Result<_, _>>()?,
        &case.shape("/inputs/x")?,
        &case.shape(scales)?,
        axis,
        None,
    )
}
