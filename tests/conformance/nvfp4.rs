//! Scales of NVFP4 blocks by the error of their values, on real layers: four over six by three rules and fixed, and the search over all
//! scales.
//!
//! `mse` and `sweep` are the schemes `nvfp4:fs46` and `nvfp4:search`. The other rules are choices of the API.

use quantscope::{
    Quantized, Scheme, Tensor,
    kernels::{Level, dequantize, quantize},
    scheme::{Above, Arithmetic, Fit, Grid, Least, TableGrid},
};

use crate::{
    arithmetic::same,
    case::{Case, Golden},
    error_metrics::crc,
    imatrix::Layers,
    tally::Outcome,
};

const BLOCK: usize = 16;

/// Reads what a case names, and compares.
pub(crate) fn check(layers: &Layers, files: &Golden, case: &Case) -> Result<Outcome, String> {
    let (rule, kind) = (case.text("/rule")?, case.text("/kind")?);
    let (layer, key, rows) = match kind {
        "tensor" => part(case.text("/tensor")?)?,
        "layer" => (case.text("/layer")?, "W", None),
        other => return Ok(Outcome::Skipped(format!("kind {other}"))),
    };
    let file = format!("layers/{layer}.safetensors");
    let (all, columns) = (layers.tensor(&file, key)?, layers.columns(layer)?);
    let values = match rows {
        Some((first, end)) => all[first * columns..end * columns].to_vec(),
        None => all,
    };
    let weights = if rule == "sweep_weighted" { Some(files.f64s(&file, "ex2")?) } else { None };
    let tensor = Tensor::new("x", &[values.len() / columns, columns], values).map_err(|e| format!("{e}"))?;
    let Some(ours) = coded(&tensor, rule, weights.as_deref())? else {
        return Ok(Outcome::Skipped(format!("rule {rule}")));
    };
    let sum = crc(ours.decoded.iter().map(|x| x.to_le_bytes()));
    let mut differences =
        vec![same("CRC of decoded", &[sum.as_str()], &[case.text("/dequantized_crc32")?]).err()];
    let of = if kind == "tensor" {
        differences.push(same("scale codes", &ours.scales, &case.bytes("/scale_codes")?).err());
        differences.push(same("element codes", &ours.elements, &case.bytes("/element_codes")?).err());
        ""
    } else {
        "/weight"
    };
    differences.push(errors(case, of, &tensor, &ours.decoded)?);
    Outcome::of(case.record_only(), &differences.into_iter().flatten().collect::<Vec<_>>())
}

/// Layer, key and rows: all of them, or from the first to the end.
type Part<'a> = (&'a str, &'a str, Option<(usize, usize)>);

/// The part of a name such as `l0_query:W[0:16]`.
fn part(name: &str) -> Result<Part<'_>, String> {
    let parts = || {
        let (layer, rest) = name.split_once(':')?;
        let (key, rows) = rest.split_once('[')?;
        let (first, end) = rows.strip_suffix(']')?.split_once(':')?;
        Some((layer, key, Some((first.parse().ok()?, end.parse().ok()?))))
    };
    parts().ok_or(format!("{name} is no part of a layer"))
}

struct Coded {
    scales: Vec<u8>,
    elements: Vec<u8>,
    decoded: Vec<f32>,
}

/// By a rule; None where it is not known.
fn coded(tensor: &Tensor, rule: &str, weights: Option<&[f64]>) -> Result<Option<Coded>, String> {
    let fixed = |reach| Some((Arithmetic::FourOverSix { reach, largest: 448.0 }, None));
    let best = Arithmetic::FourOverSix { reach: 6.0, largest: 256.0 };
    let (scheme, choice) = match rule {
        "static_6" => ("nvfp4:fs46", fixed(6.0)),
        "static_4" => ("nvfp4:fs46", fixed(4.0)),
        "mse" => ("nvfp4:fs46", None),
        "mae" => ("nvfp4:fs46", Some((best, Some(Least::Magnitudes)))),
        "abs_max" => ("nvfp4:fs46", Some((best, Some(Least::Largest)))),
        "sweep" => ("nvfp4:search", None),
        "sweep_weighted" => ("nvfp4:search", Some((Arithmetic::Own, Some(Least::Squares)))),
        _ => return Ok(None),
    };
    let scheme: Scheme = scheme.parse().map_err(|e| format!("{e}"))?;
    let level = Level::new();
    let Some((arithmetic, least)) = choice else {
        let fit = Fit::new(level, tensor, &scheme);
        let scales = (0..fit.count()).filter_map(|block| fit.scale_code(block)).collect();
        let quantized = Quantized::of(level, tensor, fit);
        let decoded = quantized.dequantize(level);
        return Ok(Some(Coded { scales, elements: quantized.bytes, decoded }));
    };
    let amax = |values: &[f32]| values.iter().fold(0.0, |most: f32, x| most.max(x.abs()));
    let Grid::Table(grid) = scheme.grid() else { return Err("it has no table".into()) };
    let grid = TableGrid { arithmetic, above: Above::Largest(amax(tensor.values())), ..grid };
    let (mut scales, count) = (Vec::new(), tensor.values().len());
    let (mut elements, mut decoded) = (vec![0; count], vec![0.0; count]);
    for (i, values) in tensor.values().chunks(BLOCK).enumerate() {
        let place = i * BLOCK..i * BLOCK + values.len();
        let first = place.start % tensor.columns();
        let own = weights.map(|weights| &weights[first..first + values.len()]);
        let code = match least {
            Some(least) => grid.best_code(values, least, own),
            None => grid.scale_code(amax(values)),
        };
        let code = code.ok_or("no code")?;
        let quantizer = grid.of_code(amax(values), code).into();
        quantize(level, values, &quantizer, &mut elements[place.clone()]);
        dequantize(level, &elements[place.clone()], &quantizer, &mut decoded[place]);
        scales.push(code);
    }
    Ok(Some(Coded { scales, elements, decoded }))
}

/// How errors differ, in f64 but for the order of sums.
fn errors(case: &Case, of: &str, tensor: &Tensor, decoded: &[f32]) -> Result<Option<String>, String> {
    let pairs = || tensor.values().iter().zip(decoded).map(|(&x, &y)| (f64::from(x), f64::from(y)));
    let sse: f64 = pairs().map(|(x, y)| (y - x) * (y - x)).sum();
    let signal: f64 = pairs().map(|(x, _)| x * x).sum();
    let most = pairs().map(|(x, y)| (y - x).abs()).fold(0.0, f64::max);
    let ours = [sse / decoded.len() as f64, 10.0 * (signal / sse).log10(), most];
    for (name, ours) in ["mse", "sqnr_db", "max_abs_error"].into_iter().zip(ours) {
        let theirs = case.number(&format!("{of}/{name}"))?;
        if (ours - theirs).abs() > 1e-9 * theirs.abs() {
            return Ok(Some(format!("{name}: {ours}, expected {theirs}")));
        }
    }
    Ok(None)
}
