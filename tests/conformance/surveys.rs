//! Whole models: every tensor under every scheme, the sums over all, which names are the same weight, and what stored files differ by.
//! Within 1e-12, relatively: only the order of sums is free.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use quantscope::{
    Scheme, Tensor,
    file::read,
    kernels::Level,
    survey::{
        Becoming, Compared, Comparing, Partners, Row, Subject, Surveying, Total, Weight, head_size,
        pairing::pairs, restored,
    },
};
use serde_json::{Map, Value};

use crate::{
    case::named,
    tally::{Details, Outcome, Tally},
};

const TOLERANCE: f64 = 1e-12;

/// A model of the reference data.
struct Model {
    folder: PathBuf,
    expected: Value,
    /// The tensors of the sharded checkpoint, by name.
    originals: BTreeMap<String, Tensor>,
}

pub(crate) fn check(tally: &mut Tally) -> Result<(), String> {
    let folder = named("QUANTSCOPE_MODELS", "tests/models").join("models");
    let text = fs::read_to_string(folder.join("expected.json"))
        .map_err(|e| format!("{}: {e}", folder.join("expected.json").display()))?;
    let expected: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    let mut originals = BTreeMap::new();
    for file in texts(&expected["safetensors"]["files"])? {
        for tensor in tensors(&folder.join(file))? {
            originals.insert(tensor.name().to_string(), tensor);
        }
    }
    let model = Model { folder, expected, originals };
    model.schemes(tally)?;
    model.stored(tally)?;
    model.reordered(tally)?;
    model.became(tally)
}

impl Model {
    /// The survey of the sharded checkpoint, tensor by tensor and in all.
    fn schemes(&self, tally: &mut Tally) -> Result<(), String> {
        let section = &self.expected["safetensors"];
        let words: Vec<&String> = object(&section["total"])?.keys().collect();
        let schemes: Vec<Scheme> =
            words.iter().map(|word| word.parse().map_err(|e| format!("{e}"))).collect::<Result<_, _>>()?;
        let mut rows = Vec::new();
        for (name, wanted) in object(&section["tensors"])? {
            let tensor = self.originals.get(name).ok_or(format!("{name} is in no file"))?;
            let row = surveyed(tensor, &schemes)?;
            tally.add(name, close("kurtosis", row.kurtosis, &wanted["kurtosis"], 1e-9));
            for (side, word) in words.iter().enumerate() {
                let measures = row.measures(side).ok_or(format!("{name} {word} is not measured"))?;
                let found = [measures.sqnr_db, measures.mse, measures.max_abs_error];
                tally.add(&format!("{name} {word}"), agree(found, &wanted["schemes"][word.as_str()]));
            }
            rows.push(row);
        }
        let total = Total::of(&rows, schemes.len());
        for (side, word) in total.sides.iter().zip(&words) {
            let found = [side.sqnr_db, side.mse, side.max_abs_error];
            tally.add(&format!("total {word}"), agree(found, &section["total"][word.as_str()]));
        }
        for side in 0..schemes.len() {
            let all: f64 = total.shares.iter().filter_map(|shares| shares[side]).sum();
            assert!((all - 1.0).abs() < 1e-12, "shares add up to {all}");
        }
        Ok(())
    }

    /// The GGUF files against the checkpoint, by names that are paired here.
    fn stored(&self, tally: &mut Tally) -> Result<(), String> {
        for (title, section) in object(&self.expected["gguf"])? {
            let mut found = Vec::new();
            for file in texts(&section["files"])? {
                found.append(&mut tensors(&self.folder.join(file))?);
            }
            let ours: Vec<&str> = self.originals.keys().map(String::as_str).collect();
            let theirs: Vec<&str> = found.iter().map(Tensor::name).collect();
            let partners = pairs(&theirs, &ours);
            let mut all = Comparing::default();
            for (tensor, partner) in found.iter().zip(&partners) {
                let id = format!("{title} {}", tensor.name());
                let wanted = &section["tensors"][tensor.name()];
                let Some(partner) = partner.map(|place| ours[place]) else {
                    tally.add(&id, Err("is paired with nothing".into()));
                    continue;
                };
                let mut comparing = Comparing::default();
                for sums in [&mut comparing, &mut all] {
                    sums.add(self.originals[partner].values(), tensor.values(), tensor.columns());
                }
                let outcome = match wanted["safetensors_name"] == *partner {
                    true => compared(&comparing, wanted),
                    false => Err(format!("is paired with {partner}")),
                };
                tally.add(&id, outcome);
            }
            tally.add(&format!("{title} total"), compared(&all, &section["total"]));
        }
        Ok(())
    }

    /// Rows in another order, as they are and restored.
    fn reordered(&self, tally: &mut Tally) -> Result<(), String> {
        let section = &self.expected["rope"];
        let file = |key: &str| {
            let name = section[key].as_str().ok_or(format!("rope has no {key}"))?;
            tensors(&self.folder.join(name))
        };
        let (originals, stored) = (file("safetensors")?, file("gguf")?);
        let ours: Vec<&str> = originals.iter().map(Tensor::name).collect();
        let theirs: Vec<&str> = stored.iter().map(Tensor::name).collect();
        for (tensor, partner) in stored.iter().zip(pairs(&theirs, &ours)) {
            let wanted = &section["tensors"][tensor.name()];
            let Some(place) = partner else {
                tally.add(tensor.name(), Err("is paired with nothing".into()));
                continue;
            };
            let original = originals[place].values();
            let rows = tensor.shape()[0];
            let mut naive = Comparing::default();
            naive.add(original, tensor.values(), tensor.columns());
            tally.add(tensor.name(), compared(&naive, &wanted["row_by_row"]));
            let head = head_size(original, tensor.values(), rows, rows);
            let undone = match (head, wanted.get("rows_reordered")) {
                (None, None) => continue,
                (Some(head), Some(wanted)) => {
                    let mut restoring = Comparing::default();
                    restoring.add(original, &restored(tensor.values(), rows, head), tensor.columns());
                    compared(&restoring, wanted)
                }
                (found, _) => Err(format!("heads of {found:?} rows were found")),
            };
            tally.add(&format!("{} restored", tensor.name()), undone);
        }
        Ok(())
    }

    /// What the Llama-like model became: with its rows in order, in bands of rows, and from either file to the other.
    fn became(&self, tally: &mut Tally) -> Result<(), String> {
        let section = &self.expected["rope"];
        let file = |key: &str| {
            let name = section[key].as_str().ok_or(format!("rope has no {key}"))?;
            tensors(&self.folder.join(name))
        };
        let (model, gguf) = (file("safetensors")?, file("gguf")?);
        for (way, ours, theirs) in [("to GGUF", &model, &gguf), ("from GGUF", &gguf, &model)] {
            let partners = Partners::new(&weights(ours), &weights(theirs));
            assert_eq!(partners.left, [0; 0], "{way}");
            for (tensor, partner) in ours.iter().zip(partners.of) {
                let partner = partner.ok_or(format!("{} has no partner", tensor.name()))?;
                let stored = &theirs[partner.place];
                let name = if way == "to GGUF" { stored.name() } else { tensor.name() };
                let wanted = &section["tensors"][name];
                let wanted = wanted.get("rows_reordered").unwrap_or(&wanted["row_by_row"]);
                for held in [tensor.values().len(), 40 * tensor.columns()] {
                    let subject = subject_of(tensor);
                    let mut becoming = Becoming::new(&subject, Some(8.5), partner.interleaved, held);
                    while let Some(rows) = becoming.wants() {
                        let band = rows.start * tensor.columns()..rows.end * tensor.columns();
                        let given = becoming.give(&tensor.values()[band.clone()], &stored.values()[band]);
                        given.map_err(|e| e.to_string())?;
                    }
                    let found = becoming.compared().ok_or("the comparison did not end")?;
                    let outcome =
                        if way == "to GGUF" { agreed(&found, wanted) } else { mirrored(&found, wanted) };
                    tally.add(&format!("{name} {way}, {held} held"), outcome);
                }
            }
        }
        Ok(())
    }
}

fn weights(tensors: &[Tensor]) -> Vec<Weight<'_>> {
    tensors.iter().map(|tensor| Weight { name: tensor.name(), shape: tensor.shape() }).collect()
}

fn subject_of(tensor: &Tensor) -> Subject {
    Subject {
        name: tensor.name().into(),
        shape: tensor.shape().to_vec(),
        dtype: "bfloat16".into(),
        bits_per_value: 16.0,
        importance: None,
    }
}

fn surveyed(tensor: &Tensor, schemes: &[Scheme]) -> Result<Row, String> {
    let mut surveying = Surveying::new(Level::new(), subject_of(tensor), schemes, usize::MAX);
    surveying.give(tensor.clone()).map_err(|e| e.to_string())?;
    while !surveying.step() {}
    surveying.row().ok_or_else(|| "the survey did not end".into())
}

/// All tensors of a file.
fn tensors(path: &Path) -> Result<Vec<Tensor>, String> {
    let said = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let bytes = fs::read(path).map_err(|e| said(&e))?;
    let name = path.file_name().unwrap().to_string_lossy();
    let listing = read::open(&name, &bytes).map_err(|e| said(&e))?;
    let one = |entry: &read::Entry| read::load(&name, &bytes, Some(&entry.name)).map(|loaded| loaded.tensor);
    listing.entries.iter().map(one).collect::<Result<_, _>>().map_err(|e| said(&e))
}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {
    value.as_object().ok_or_else(|| format!("{value} is no object"))
}

fn texts(value: &Value) -> Result<Vec<&str>, String> {
    let list = value.as_array().ok_or_else(|| format!("{value} is no list"))?;
    list.iter().map(|text| text.as_str().ok_or_else(|| format!("{text} is no text"))).collect()
}

fn compared(comparing: &Comparing, wanted: &Value) -> Result<Outcome, String> {
    agreed(&comparing.compared(None), wanted)
}

fn agreed(found: &Compared, wanted: &Value) -> Result<Outcome, String> {
    agree([found.sqnr_db, found.mse, found.max_abs_error], wanted)
}

/// The same error, held against the stored values instead of the original ones.
fn mirrored(found: &Compared, wanted: &Value) -> Result<Outcome, String> {
    close("mse", Some(found.mse), &wanted["mse"], TOLERANCE)?;
    close("max_abs_error", Some(found.max_abs_error), &wanted["max_abs_error"], TOLERANCE)
}

/// SQNR, MSE and largest error against those expected; the SQNR without error is null there.
fn agree([sqnr_db, mse, max_abs_error]: [f64; 3], wanted: &Value) -> Result<Outcome, String> {
    close("sqnr_db", Some(sqnr_db).filter(|sqnr| sqnr.is_finite()), &wanted["sqnr_db"], TOLERANCE)?;
    close("mse", Some(mse), &wanted["mse"], TOLERANCE)?;
    close("max_abs_error", Some(max_abs_error), &wanted["max_abs_error"], TOLERANCE)
}

fn close(what: &'static str, found: Option<f64>, wanted: &Value, tolerance: f64) -> Result<Outcome, String> {
    let off = match (found, wanted.as_f64()) {
        (None, None) if wanted.is_null() => 0.0,
        (Some(found), Some(wanted)) if found == wanted => 0.0,
        (Some(found), Some(wanted)) => (found - wanted).abs() / wanted.abs(),
        _ => f64::INFINITY,
    };
    match off <= tolerance {
        true => Ok(Outcome::Passed(Details { off: Some((what, off)), ..Details::default() })),
        false => Err(format!("{what} is {found:?} where {wanted} is expected")),
    }
}
