//! Ranges found by calibrators. To the last bit: numpy's percentiles, the winner of the squared-error search, and Model
//! Optimizer's histogram with its percentiles and its entropy search, which is our `kl`. Mean squared errors: within 1e-9,
//! relatively. Other programs' thresholds are printed beside ours.

use quantscope::{
    Scheme,
    kernels::Level,
    scheme::calibration::{Block, MagnitudeHistogram, mse_scan, percentile, percentile_f32},
};

use crate::{
    arithmetic::{bits, same},
    case::Case,
    tally::{Comparison, Details, Outcome},
};

/// How far a mean squared error may be from numpy's, relatively: sums are taken in another order.
const MSE_TOLERANCE: f64 = 1e-9;

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let x = case.f32s("/inputs/x")?;
    match case.text("/method")? {
        "numpy_percentile" => percentiles(case, &x),
        "own_mse_search" => mse_search(case, &x),
        "modelopt_histogram" => histogram(case, &x),
        "onnxruntime_percentile" => runtime_percentile(case, &x),
        "onnxruntime_entropy" => {
            let theirs = case.f32("/outputs/high")?.max(-case.f32("/outputs/low")?);
            Ok(Outcome::Compared(vec![beside("threshold", theirs, &x, "int8:kl".into())?]))
        }
        "modelopt_mse_calibrator" => {
            let scheme = format!("int{}:mse", case.whole("/params/num_bits")?);
            Ok(Outcome::Compared(vec![beside("amax", case.f32("/outputs/amax")?, &x, scheme)?]))
        }
        other => Ok(Outcome::Skipped(other.into())),
    }
}

/// `numpy.percentile`, of the values and of their magnitudes, in f64 and in f32 arithmetic.
fn percentiles(case: &Case, x: &[f32]) -> Result<Outcome, String> {
    let magnitudes: Vec<f32> = x.iter().map(|x| x.abs()).collect();
    for (variant, values) in [("x", x), ("abs_x", &magnitudes)] {
        for i in 0..case.count("/params/p")? {
            let p = case.number(&format!("/params/p/{i}"))?;
            let output = |dtype: &str| format!("/outputs/{variant}_{dtype}/{i}");
            let (ours, theirs) = (percentile(&mut values.to_vec(), p), case.f64(&output("f64"))?);
            same(&format!("{variant} {p} in f64"), &[ours], &[theirs])?;
            let (ours, theirs) = (percentile_f32(&mut values.to_vec(), p), case.f32(&output("f32"))?);
            same(&format!("{variant} {p} in f32"), &[ours], &[theirs])?;
        }
    }
    Ok(Outcome::Passed(Details::default()))
}

/// The first of 200 ranges that has the least squared error, and the error of each.
fn mse_search(case: &Case, x: &[f32]) -> Result<Outcome, String> {
    let scheme: Scheme = parse(&format!("int{}", case.whole("/params/bits")?))?;
    let sse = mse_scan(&scheme.grid(), &Block::new(Level::new(), x));
    let ours: Vec<f64> = sse.iter().map(|sse| sse / x.len() as f64).collect();
    let theirs = case.f64s("/outputs/mse")?;
    if ours.len() != theirs.len() || case.whole("/params/candidates")? != ours.len() as i64 {
        return Err(format!("{} candidates, we have {}", theirs.len(), ours.len()));
    }
    let best = (1..ours.len()).fold(0, |best, i| if ours[i] < ours[best] { i } else { best });
    same("best_i", &[best as i64 + 1], &[case.whole("/outputs/best_i")?])?;
    let amax = x.iter().fold(0f32, |most, x| most.max(x.abs()));
    let threshold = f64::from(amax) * (best + 1) as f64 / ours.len() as f64;
    same("threshold", &[threshold], &[case.f64("/outputs/threshold")?])?;
    let best_mse = case.f64("/outputs/best_mse")?;
    let mut most: f64 = 0.0;
    for (&ours, &theirs) in ours.iter().zip(&theirs).chain([(&ours[best], &best_mse)]) {
        let off = if ours == theirs { 0.0 } else { (ours - theirs).abs() / theirs };
        if off.is_nan() || off > MSE_TOLERANCE {
            return Err(format!("a mean squared error: {ours:e}, expected {theirs:e}"));
        }
        most = most.max(off);
    }
    let off = Some(("a mean squared error of own_mse_search", most));
    Ok(Outcome::Passed(Details { off, ..Details::default() }))
}

/// Model Optimizer's `HistogramCalibrator`: its bins, and the thresholds it takes from them.
fn histogram(case: &Case, x: &[f32]) -> Result<Outcome, String> {
    let (num_bits, unsigned) = (case.whole("/params/num_bits")?, case.yes("/params/unsigned")?);
    for (param, ours) in [("num_bins", 2048), ("start_bin", 128), ("stride", 1)] {
        same(param, &[ours], &[case.whole(&format!("/params/{param}"))?])?;
    }
    let histogram = MagnitudeHistogram::new(x.iter().map(|x| x.abs()));
    let counts: Vec<i64> = histogram.counts().iter().map(|&count| count as i64).collect();
    same("hist", &counts, &case.integers("/outputs/hist")?)?;
    let edges: Vec<f32> = (0..=counts.len()).map(|bin| histogram.edge(bin)).collect();
    same("bin_edges", &bits(&edges), &bits(&case.f32s("/outputs/bin_edges")?))?;

    let cut = histogram.entropy(1 << (num_bits - 1 + i64::from(unsigned))).ok_or("all values are zero")?;
    let scheme = if unsigned { format!("int{num_bits}:asym:mse") } else { format!("int{num_bits}:mse") };
    let mut compared = Vec::new();
    for output in case.names("/outputs")? {
        let theirs = || case.f32(&format!("/outputs/{output}"));
        if output == "entropy" {
            same(output, &[histogram.edge(cut.bin)], &[theirs()?])?;
        } else if let Some(p) = output.strip_prefix("percentile_") {
            let p = p.parse().map_err(|_| format!("percentile {p}"))?;
            same(output, &[histogram.percentile(p)], &[theirs()?])?;
        } else if let "mse_as_shipped" | "mse_corrected" = output {
            compared.push(beside(output, theirs()?, x, scheme.clone())?);
        } else if !["hist", "bin_edges"].contains(&output) {
            return Err(format!("unknown output {output}"));
        }
    }
    Ok(Outcome::Passed(Details { beside: compared, ..Details::default() }))
}

/// ONNX Runtime's percentile of a histogram; without symmetry it clips half of the share on each side.
fn runtime_percentile(case: &Case, x: &[f32]) -> Result<Outcome, String> {
    let p = case.number("/params/percentile")?;
    let (low, high) = (case.f32("/outputs/low")?, case.f32("/outputs/high")?);
    let compared = if case.yes("/params/symmetric")? {
        beside("threshold", high.max(-low), x, format!("int8:p{p}"))?
    } else {
        beside("high", high, x, format!("int8:asym:p{}", (100.0 + p) / 2.0))?
    };
    Ok(Outcome::Compared(vec![compared]))
}

/// Their threshold, and the upper end of the range that a scheme of ours chooses.
fn beside(output: &str, theirs: f32, x: &[f32], scheme: String) -> Result<Comparison, String> {
    let ours = parse(&scheme)?.calibrate(0, &Block::new(Level::new(), x)).range().1;
    Ok(Comparison { output: output.into(), theirs: theirs.into(), scheme, ours: ours.into() })
}

fn parse(scheme: &str) -> Result<Scheme, String> {
    scheme.parse().map_err(|e| format!("{scheme}: {e}"))
}
