//! golden/error_metrics.json, every case, through the crate's public API: codes, scales, zero-points and decoded
//! values bit for bit (by CRC-32), measures within 1e-12 relative.
//!
//! `QUANTSCOPE_GOLDEN` names another directory of the same layout.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(not(target_arch = "wasm32"))]

use std::{env, fs, path::PathBuf};

use quantscope::{Quantized, Report, Scheme, Tensor, kernels::Level};
use safetensors::SafeTensors;
use serde_json::Value;

fn directory() -> PathBuf {
    env::var_os("QUANTSCOPE_GOLDEN")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden")), PathBuf::from)
}

fn tensor(file: &SafeTensors, key: &str) -> Tensor {
    let view = file.tensor(key).unwrap_or_else(|e| panic!("{key}: {e}"));
    let values = view.data().as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)).collect();
    Tensor::new(key, view.shape(), values).unwrap()
}

/// The case's words in our notation.
fn scheme(case: &Value) -> Scheme {
    let symmetry = match case["scheme"].as_str().unwrap() {
        "symmetric" => "wide",
        "symmetric_narrow" => "narrow",
        "asymmetric" => "asym",
        other => panic!("unknown scheme {other}"),
    };
    let granularity = match case["granularity"].as_str().unwrap() {
        "tensor" => "tensor".into(),
        "channel" => "row".into(),
        group => group.replace("group", "g"),
    };
    format!("int{}:{symmetry}:{granularity}:p{}", case["bits"], case["clip"]).parse().unwrap()
}

fn crc<const N: usize>(bytes: impl Iterator<Item = [u8; N]>) -> String {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&bytes.flatten().collect::<Vec<u8>>());
    format!("{:08x}", hasher.finalize())
}

/// A float as golden writes it: a number, or the name of a non-finite one.
fn number(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).unwrap_or_else(|| panic!("{value} is no number"))
}

fn failures(case: &Value, x: &Tensor) -> Vec<String> {
    let scheme = scheme(case);
    let level = Level::new();
    let quantized = Quantized::new(level, x, &scheme);
    let decoded = quantized.dequantize(Level::new(), x, &scheme);
    let measures = Report::new(level, x, &scheme).measures;

    let mut failures = Vec::new();
    let mut equal = |what: &str, ours: String| {
        if case[what] != ours {
            failures.push(format!("{what}: {ours}, expected {}", case[what]));
        }
    };
    equal("codes_crc32", crc(quantized.codes().map(i16::to_le_bytes)));
    equal("scales_crc32", crc(quantized.params.iter().map(|p| p.scale.to_le_bytes())));
    equal(
        "zero_points_crc32",
        crc(quantized.params.iter().map(|p| (p.zero_point.value() as i32).to_le_bytes())),
    );
    equal("dequantized_crc32", crc(decoded.iter().map(|x| x.to_le_bytes())));
    equal("first_scale_bits", format!("{:08x}", quantized.params[0].scale.to_bits()));
    if case["n_scales"] != quantized.params.len() {
        failures.push(format!("n_scales: {}", quantized.params.len()));
    }
    for (what, ours) in [
        ("mse", measures.mse),
        ("sqnr_db", measures.sqnr_db),
        ("cosine", measures.cosine),
        ("max_abs_error", measures.max_abs_error),
    ] {
        let expected = number(&case[what]);
        let close = (ours - expected).abs() <= 1e-12 * expected.abs();
        if !(close || ours == expected || ours.is_nan() && expected.is_nan()) {
            failures.push(format!("{what}: {ours:e}, expected {expected:e}"));
        }
    }
    failures
}

#[test]
fn error_metrics() {
    let text = fs::read_to_string(directory().join("error_metrics.json")).unwrap();
    let golden: Value = serde_json::from_str(&text).unwrap();
    let bytes = fs::read(directory().join("error_metrics.safetensors")).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();

    let cases = golden["cases"].as_array().unwrap();
    assert!(!cases.is_empty());
    let mut failed = 0;
    for case in cases {
        let failures = failures(case, &tensor(&tensors, case["x"].as_str().unwrap()));
        if !failures.is_empty() {
            failed += 1;
            println!("{}: {}", case["id"], failures.join("; "));
        }
    }
    println!("error_metrics: {} passed, {failed} failed, 0 skipped", cases.len() - failed);
    assert_eq!(failed, 0);
}
