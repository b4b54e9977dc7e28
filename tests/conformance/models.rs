//! Two small models: BF16 shards with their index, F32 of one layer, and GGUF files of many types, one of them split. Every tensor is
//! read through the file or the model that it is in.
//!
//! Values agree to the last bit, by their CRC; sums may be added up in another order.

use std::{collections::BTreeMap, fs, path::PathBuf};

use quantscope::file::read::{Loaded, load_model, open_model};
use serde_json::Value;

use crate::{
    case::named,
    packed::own_grid,
    tally::{Details, Outcome, Tally},
};

/// How much a sum in another order may differ, relatively.
const SUMS: f64 = 1e-12;

/// Reads every tensor of `expected.json`, and prints what came of it.
pub(crate) fn run() {
    let mut tally = Tally::new("models");
    match Models::open() {
        Ok(models) => models.check(&mut tally),
        Err(error) => tally.fail(&error),
    }
    tally.finish();
}

/// The directory of both models.
struct Models {
    directory: PathBuf,
    expected: Value,
}

/// The files of one model, in memory.
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn parts(&self) -> Vec<(&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (&**name, &**bytes)).collect()
    }

    fn load(&self, tensor: &str) -> Result<Loaded, String> {
        load_model(&self.0[0].0, &self.parts(), Some(tensor)).map_err(|e| e.to_string())
    }
}

impl Models {
    fn open() -> Result<Self, String> {
        let directory = named("QUANTSCOPE_MODELS", "tests/models").join("models");
        let path = directory.join("expected.json");
        let text = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let expected = serde_json::from_slice(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self { directory, expected })
    }

    fn files(&self, names: &[&str]) -> Result<Files, String> {
        let read = |name: &&str| {
            let bytes = fs::read(self.directory.join(name)).map_err(|e| format!("{name}: {e}"))?;
            Ok(((*name).into(), bytes))
        };
        names.iter().map(read).collect::<Result<_, String>>().map(Files)
    }

    fn check(&self, tally: &mut Tally) {
        let shards = &self.expected["safetensors"];
        let index = shards["index"].as_str().unwrap_or_default();
        let names: Vec<&str> = [index].into_iter().chain(texts(&shards["files"])).collect();
        match self.files(&names) {
            Ok(files) => {
                self.tensors(tally, index, &files, shards, |loaded, _, expected| {
                    statistics(loaded, expected)
                });
                self.all_ggufs(tally, &files);
            }
            Err(error) => tally.fail(&error),
        }
        let f32 = &self.expected["f32"];
        let file = f32["file"].as_str().unwrap_or_default();
        match self.files(&[file]) {
            Ok(files) => {
                self.tensors(tally, file, &files, f32, |loaded, _, expected| statistics(loaded, expected));
            }
            Err(error) => tally.fail(&error),
        }
    }

    /// Each GGUF against the shards it was made of.
    fn all_ggufs(&self, tally: &mut Tally, shards: &Files) {
        let mut originals = BTreeMap::new();
        for tensor in self.expected["safetensors"]["tensors"].as_object().into_iter().flat_map(|it| it.keys())
        {
            if let Ok(loaded) = shards.load(tensor) {
                originals.insert(tensor.as_str(), loaded.tensor.values().to_vec());
            }
        }
        for (name, gguf) in self.expected["gguf"].as_object().into_iter().flatten() {
            let names: Vec<&str> = texts(&gguf["files"]).collect();
            match self.files(&names) {
                Ok(files) => self.tensors(tally, name, &files, gguf, |loaded, dtype, expected| {
                    let wanted = expected["type"].as_str().unwrap_or_default();
                    let ours = if wanted == "F32" || wanted == "F16" {
                        wanted.replace('F', "float")
                    } else {
                        wanted.into()
                    };
                    if dtype != ours {
                        return Err(format!("type {dtype} where {wanted} was said"));
                    }
                    if wanted != "F32" && wanted != "F16" {
                        own_grid(&loaded.tensor)?;
                    }
                    let original = expected["safetensors_name"].as_str().and_then(|name| originals.get(name));
                    values(loaded, expected, original.ok_or("without an original")?)
                }),
                Err(error) => tally.fail(&error),
            }
        }
    }

    /// Every tensor that is expected of some files, and none beside them.
    fn tensors(
        &self,
        tally: &mut Tally,
        name: &str,
        files: &Files,
        expected: &Value,
        check: impl Fn(&Loaded, &str, &Value) -> Result<(), String>,
    ) {
        let listing = match open_model(name, &files.parts()) {
            Ok(listing) => listing,
            Err(error) => return tally.fail(&format!("{name}: {error}")),
        };
        for note in &listing.notes {
            tally.fail(&format!("{name}: {note}"));
        }
        let tensors = expected["tensors"].as_object();
        for entry in &listing.entries {
            if tensors.is_none_or(|tensors| !tensors.contains_key(&entry.name)) {
                tally.fail(&format!("{name}: {} is not expected", entry.name));
            }
        }
        for (tensor, expected) in tensors.into_iter().flatten() {
            let outcome = files.load(tensor).and_then(|loaded| {
                let entry = listing.entries.iter().find(|entry| entry.name == *tensor);
                let entry = entry.ok_or("it is not listed")?;
                if let Some(file) = expected["file"].as_str()
                    && listing.parts[entry.part] != file
                {
                    return Err(format!("it is in {} and not in {file}", listing.parts[entry.part]));
                }
                if Value::from(loaded.tensor.shape()) != expected["shape"] {
                    return Err(format!("shape {:?}", loaded.tensor.shape()));
                }
                check(&loaded, &entry.dtype, expected)?;
                Ok(Outcome::Passed(Details::default()))
            });
            tally.add(&format!("{name}/{tensor}"), outcome);
        }
    }
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// Number, range, mean and spread of a tensor's values.
fn statistics(Loaded { tensor, .. }: &Loaded, expected: &Value) -> Result<(), String> {
    let values: Vec<f64> = tensor.values().iter().map(|&x| x.into()).collect();
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let moment = |k| values.iter().map(|x| (x - mean).powi(k)).sum::<f64>() / n;
    let sd = moment(2).sqrt();
    if expected["count"] != values.len() {
        return Err(format!("{} values", values.len()));
    }
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for (what, ours, free) in [
        ("min", least, 0.0),
        ("max", most, 0.0),
        // The mean may be near 0, where values cancel.
        ("mean", mean, sd * SUMS),
        ("sd", sd, sd * SUMS),
        ("kurtosis", moment(4) / sd.powi(4), moment(4) / sd.powi(4) * SUMS),
    ] {
        near(what, ours, &expected[what], free)?;
    }
    Ok(())
}

/// The values themselves, and their error against what they were made of.
fn values(Loaded { tensor, .. }: &Loaded, expected: &Value, original: &[f32]) -> Result<(), String> {
    let values = tensor.values();
    // A zero may have either sign.
    let bytes: Vec<u8> = values.iter().flat_map(|&x| (x + 0.0).to_le_bytes()).collect();
    let crc = format!("{:08x}", crc32fast::hash(&bytes));
    if expected["crc32"] != *crc {
        return Err(format!("CRC {crc}"));
    }
    for (ours, theirs) in values.iter().zip(expected["first"].as_array().into_iter().flatten()) {
        near("one of the first values", (*ours).into(), theirs, 0.0)?;
    }
    if values.len() != original.len() {
        return Err(format!("{} values of {}", values.len(), original.len()));
    }
    let errors: Vec<f64> = values.iter().zip(original).map(|(&x, &y)| f64::from(x) - f64::from(y)).collect();
    let squares = |all: &mut dyn Iterator<Item = f64>| all.map(|x| x * x).sum::<f64>();
    let noise = squares(&mut errors.iter().copied());
    let signal = squares(&mut original.iter().map(|&x| x.into()));
    near("mse", noise / errors.len() as f64, &expected["mse"], noise / errors.len() as f64 * SUMS)?;
    let most = errors.iter().fold(0.0f64, |most, e| most.max(e.abs()));
    near("max_abs_error", most, &expected["max_abs_error"], 0.0)?;
    match expected["sqnr_db"].is_null() {
        true if noise == 0.0 => Ok(()),
        true => Err(format!("an error of {noise} where none was said")),
        false => near("sqnr_db", 10.0 * (signal / noise).log10(), &expected["sqnr_db"], 100.0 * SUMS),
    }
}

fn near(what: &str, ours: f64, theirs: &Value, free: f64) -> Result<(), String> {
    let close = theirs.as_f64().is_some_and(|theirs| (ours - theirs).abs() <= free);
    if close { Ok(()) } else { Err(format!("{what} {ours} where {theirs} was said")) }
}
