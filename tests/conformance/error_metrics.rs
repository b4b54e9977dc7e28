//! Codes, scales, zero-points and decoded values of every integer scheme bit for bit (by CRC-32, and by their arrays where
//! those are stored), and measures within 1e-12, relatively.

use quantscope::{Quantized, Report, Scheme, Tensor, kernels::Level, quantizer::Quantizer};

use crate::{
    arithmetic::{bits, same},
    case::{Case, Keyed},
    tally::{Details, Outcome},
};

const FILE: &str = "error_metrics.safetensors";
/// numpy sums in another order.
const TOLERANCE: f64 = 1e-12;

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let Keyed::Floats(shape, x) = case.keyed(FILE, "/x")? else { return Err("x is not of f32".into()) };
    let tensor = Tensor::new("x", &shape, x).map_err(|e| format!("{e}"))?;
    let scheme = scheme(case)?;
    let level = Level::new();
    let quantized = Quantized::new(level, &tensor, &scheme);
    let codes: Vec<i16> = quantized.codes().collect();
    let quantizers: Vec<Quantizer> =
        (0..quantized.fit.count()).map(|index| quantized.fit.quantizer(index)).collect();
    let scales: Vec<f32> = quantizers.iter().map(Quantizer::scale).collect();
    let zero_points: Vec<i32> = quantizers.iter().map(|q| q.zero_point() as i32).collect();
    let decoded = quantized.dequantize(level);

    same("n_scales", &[scales.len() as i64], &[case.whole("/n_scales")?])?;
    for (what, ours) in [
        ("codes_crc32", crc(codes.iter().map(|q| q.to_le_bytes()))),
        ("scales_crc32", crc(scales.iter().map(|s| s.to_le_bytes()))),
        ("zero_points_crc32", crc(zero_points.iter().map(|z| z.to_le_bytes()))),
        ("dequantized_crc32", crc(decoded.iter().map(|x| x.to_le_bytes()))),
        ("first_scale_bits", format!("{:08x}", scales[0].to_bits())),
    ] {
        same(what, &[ours.as_str()], &[case.text(&format!("/{what}"))?])?;
    }
    same("first_zero_point", &[i64::from(zero_points[0])], &[case.whole("/first_zero_point")?])?;
    stored(case, "/codes_key", &codes.iter().map(|&q| q.into()).collect::<Vec<_>>())?;
    stored(case, "/zero_points_key", &zero_points.iter().map(|&z| z.into()).collect::<Vec<_>>())?;
    if case.has("/scales_key") {
        let Keyed::Floats(_, theirs) = case.keyed(FILE, "/scales_key")? else {
            return Err("scales are not of f32".into());
        };
        same("scales", &bits(&scales), &bits(&theirs))?;
    }

    let measures = Report::new(level, &tensor, &scheme).measures;
    let mut most: f64 = 0.0;
    for (what, ours) in [
        ("mse", measures.mse),
        ("sqnr_db", measures.sqnr_db),
        ("cosine", measures.cosine),
        ("max_abs_error", measures.max_abs_error),
    ] {
        let theirs = case.number(&format!("/{what}"))?;
        if ours == theirs || ours.is_nan() && theirs.is_nan() {
            continue;
        }
        let off = (ours - theirs).abs() / theirs.abs();
        if off.is_nan() || off > TOLERANCE {
            return Err(format!("{what}: {ours:e}, expected {theirs:e}"));
        }
        most = most.max(off);
    }
    Ok(Outcome::Passed(Details { off: Some(("a measure", most)), ..Details::default() }))
}

/// The case's words in our notation.
fn scheme(case: &Case) -> Result<Scheme, String> {
    let symmetry = match case.text("/scheme")? {
        "symmetric" => "wide",
        "symmetric_narrow" => "narrow",
        "asymmetric" => "asym",
        other => return Err(format!("unknown scheme {other}")),
    };
    let granularity = match case.text("/granularity")? {
        "tensor" => "tensor".into(),
        "channel" => "row".into(),
        group => group.replace("group", "g"),
    };
    let notation = format!("int{}:{symmetry}:{granularity}:p{}", case.whole("/bits")?, case.number("/clip")?);
    notation.parse().map_err(|e| format!("{notation}: {e}"))
}

/// Holds integers to the stored array whose key stands at `path`, where one is stored.
fn stored(case: &Case, path: &str, ours: &[i64]) -> Result<(), String> {
    if !case.has(path) {
        return Ok(());
    }
    match case.keyed(FILE, path)? {
        Keyed::Integers(theirs) => same(path, ours, &theirs),
        Keyed::Floats(..) => Err(format!("{path} is not of whole numbers")),
    }
}

pub(crate) fn crc<const N: usize>(bytes: impl Iterator<Item = [u8; N]>) -> String {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&bytes.flatten().collect::<Vec<u8>>());
    format!("{:08x}", hasher.finalize())
}
