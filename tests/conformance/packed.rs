//! Checkpoints as quantization tools write them, decoded to the weights they stand for: equal in every value to the reference decodings,
//! but for the sign of a zero.

use std::collections::BTreeSet;

use serde_json::Value;

use quantscope::{
    Quantized, Report, Scheme, Tensor,
    file::read::{Entry, Loaded, load_model, open_model},
    kernels::Level,
};

use crate::{
    case::{Case, Golden},
    error_metrics::crc,
    tally::Outcome,
};

/// Reads every weight of a checkpoint.
pub(crate) fn check(files: &Golden, case: &Case) -> Result<Outcome, String> {
    let id = case.id();
    let parts: Vec<(String, Vec<u8>)> = texts(case.get("/files")?)?
        .into_iter()
        .map(|name| Ok((name.into(), files.bytes(&format!("{id}/{name}"))?.to_vec())))
        .collect::<Result<_, String>>()?;
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    let listing = open_model(id, &parts).map_err(|error| format!("it does not open: {error}"))?;
    let entries = &listing.entries;
    let mut differences = Vec::new();
    for tensor in array(case.get("/tensors")?)? {
        let name = text(tensor, "name")?;
        if let Err(how) = weight(files, case, &parts, entries, tensor) {
            differences.push(format!("{name}: {how}"));
        }
    }
    for other in array(case.get("/other_tensors")?)? {
        let name = text(other, "name")?;
        if !entries.iter().any(|entry| entry.name == name && entry.readable && entry.part_of.is_none()) {
            differences.push(format!("{name} is not listed as it is stored"));
        }
    }
    Outcome::of(case.record_only(), &differences)
}

/// Compares one weight.
fn weight(
    files: &Golden,
    case: &Case,
    parts: &[(&str, &[u8])],
    entries: &[Entry],
    tensor: &Value,
) -> Result<(), String> {
    let name = text(tensor, "name")?;
    let entry = entries.iter().find(|entry| entry.name == name).ok_or("it is not listed")?;
    let Loaded { tensor: ours, .. } =
        load_model(case.id(), parts, Some(name)).map_err(|error| error.to_string())?;
    let shape: Vec<u64> = array(&tensor["shape"])?.iter().filter_map(Value::as_u64).collect();
    if entry.shape != shape || ours.shape().iter().map(|&d| d as u64).collect::<Vec<_>>() != shape {
        return Err(format!("shape {:?}, expected {shape:?}", entry.shape));
    }
    if tensor["stored"] == true {
        let theirs = files.f32s(case.text("/dequantized")?, name)?;
        let differs =
            ours.values().iter().zip(&theirs).position(|(a, b)| a != b && !(a.is_nan() && b.is_nan()));
        if let Some(at) = differs {
            return Err(format!("value {at} is {}, expected {}", ours.values()[at], theirs[at]));
        }
    }
    // −0 counts as +0.
    let sum = crc(ours.values().iter().map(|x| (x + 0.0).to_le_bytes()));
    if sum != text(tensor, "crc32")? {
        return Err(format!(
            "CRC {sum}, expected {}; it begins with {:?}",
            tensor["crc32"],
            &ours.values()[..6]
        ));
    }
    // What it is made of is folded into it.
    let folded: BTreeSet<&str> =
        entries.iter().filter(|it| it.part_of.as_deref() == Some(name)).map(|it| it.name.as_str()).collect();
    let from: BTreeSet<&str> = texts(&tensor["from"])?.into_iter().filter(|part| *part != name).collect();
    if folded != from {
        return Err(format!("made of {folded:?}, expected {from:?}"));
    }
    let bits = own_grid(&ours)?;
    if entry.bits_per_value() != Some(bits) {
        return Err(format!("{bits} bits per value, listed are {:?}", entry.bits_per_value()));
    }
    Ok(())
}

/// Checks that the grid a weight is stored on decodes it to itself; what the file stores of it in bits per value.
pub(crate) fn own_grid(weight: &Tensor) -> Result<f64, String> {
    let (level, scheme) = (Level::new(), "stored".parse::<Scheme>().map_err(|error| error.to_string())?);
    scheme.check_for(weight).map_err(|error| error.to_string())?;
    let decoded = Quantized::new(level, weight, &scheme).dequantize(level);
    let differs = decoded.iter().zip(weight.values()).position(|(a, b)| a != b && b.is_finite());
    if let Some(at) = differs {
        return Err(format!(
            "its own grid decodes value {at} to {}, not {}",
            decoded[at],
            weight.values()[at]
        ));
    }
    let measures = Report::new(level, weight, &scheme).measures;
    if measures.max_abs_error != 0.0 || measures.clipped != 0.0 {
        return Err(format!("its own grid has the error {}", measures.max_abs_error));
    }
    Ok(measures.bits_per_value)
}

fn array(value: &Value) -> Result<&Vec<Value>, String> {
    value.as_array().ok_or_else(|| format!("{value} is no list"))
}

fn texts(value: &Value) -> Result<Vec<&str>, String> {
    array(value)?.iter().map(|item| item.as_str().ok_or_else(|| format!("{item} is no text"))).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str, String> {
    value[key].as_str().ok_or_else(|| format!("no {key} in {value}"))
}
