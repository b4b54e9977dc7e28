//! The presets of the page: canonical notations, and the numbers their sentences claim.
#![cfg(not(target_arch = "wasm32"))]

use std::{collections::BTreeMap, fs};

use quantscope::{
    Report, Tensor,
    analysis::{Measures, Summary},
    data::{DataSpec, generate},
    kernels::Level,
};

/// The table of www/panels/data/presets.js: notations by their id.
fn table() -> BTreeMap<String, String> {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/www/panels/data/presets.js")).unwrap();
    let entry = |line: &str| {
        let (id, data) =
            line.trim().strip_prefix("{ id: '")?.strip_suffix("' },")?.split_once("', data: '")?;
        Some((id.to_string(), data.to_string()))
    };
    text.lines().filter_map(entry).collect()
}

struct Preset {
    tensor: Tensor,
}

impl Preset {
    fn new(id: &str) -> Self {
        match table()[id].parse().unwrap() {
            DataSpec::Generated(generator) => Self { tensor: generate(&generator).unwrap() },
            other => panic!("{other} is not generated"),
        }
    }

    fn under(&self, scheme: &str) -> Measures {
        Report::new(Level::new(), &self.tensor, &scheme.parse().unwrap()).measures
    }

    /// dB that one scheme has more than another.
    fn gain(&self, from: &str, to: &str) -> f64 {
        self.under(to).sqnr_db - self.under(from).sqnr_db
    }

    /// Percent of the values.
    fn share(&self, which: impl Fn(f32) -> bool) -> f64 {
        let values = self.tensor.values();
        100.0 * values.iter().filter(|&&x| which(x)).count() as f64 / values.len() as f64
    }

    fn range(&self) -> (f32, f32) {
        let summary = Summary::new(Level::new(), &self.tensor);
        (summary.min, summary.max)
    }
}

/// Whether a number is what it is rounded to in a sentence.
#[track_caller]
fn rounds(found: f64, said: f64, to: f64) {
    assert!((found - said).abs() <= to / 2.0, "{found} is not {said}");
}

#[test]
fn every_notation_is_canonical() {
    let table = table();
    assert!(table.len() >= 9, "{table:?}");
    for (id, text) in table {
        let spec: DataSpec = text.parse().unwrap();
        assert_eq!(spec.to_string(), text, "{id}");
    }
}

#[test]
fn outliers() {
    let preset = Preset::new("outliers");
    let out = preset.tensor.values().iter().filter(|x| x.abs() == 20.0).count();
    assert_eq!((out, preset.tensor.values().len()), (66, 65_536));
    rounds(100.0 * preset.under("int4").zeroed, 85.0, 1.0);
}

#[test]
fn linear() {
    let preset = Preset::new("linear");
    rounds(preset.under("int8").sqnr_db, 41.0, 1.0);
    rounds(preset.gain("int8", "int8:row"), 2.0, 1.0);
}

#[test]
fn llm() {
    let preset = Preset::new("llm");
    rounds(100.0 * preset.under("int4").zeroed, 99.0, 1.0);
    rounds(preset.gain("int8", "int8:row"), 13.0, 1.0);
}

#[test]
fn relu() {
    let preset = Preset::new("relu");
    assert_eq!(preset.range().0, 0.0);
    rounds(preset.share(|x| x == 0.0), 69.0, 1.0);
    let plain = preset.under("int8");
    assert!(plain.codes_used * 2 < plain.codes_total);
    rounds(preset.gain("int8", "int8:asym"), 6.0, 1.0);
}

#[test]
fn gelu() {
    let preset = Preset::new("gelu");
    rounds(preset.range().0.into(), -0.17, 0.01);
    let plain = preset.under("int8");
    assert!(plain.codes_used * 2 < plain.codes_total);
    rounds(preset.gain("int8", "int8:asym"), 5.5, 0.1);
}

#[test]
fn silu() {
    let preset = Preset::new("silu");
    rounds(preset.range().0.into(), -0.28, 0.01);
    rounds(preset.gain("int8", "int8:asym"), 6.4, 0.1);
    rounds(100.0 * preset.under("int4").zeroed, 66.0, 1.0);
}

#[test]
fn attention() {
    let preset = Preset::new("attention");
    for row in preset.tensor.values().chunks(128) {
        rounds(row.iter().map(|&x| f64::from(x)).sum(), 1.0, 1e-5);
    }
    rounds(100.0 * preset.under("int8").zeroed, 67.0, 1.0);
    rounds(preset.gain("int8", "int8:row"), 9.0, 1.0);
}

#[test]
fn layernorm() {
    let preset = Preset::new("layernorm");
    rounds(preset.gain("int8", "int8:row"), 6.0, 1.0);
    rounds(preset.gain("int8", "int8:col"), 22.0, 1.0);
}

#[test]
fn massive() {
    let preset = Preset::new("massive");
    let out = preset.tensor.values().iter().filter(|&&x| x == 200.0).count();
    assert_eq!((out, preset.tensor.values().len()), (4, 196_608));
    let plain = preset.under("int8");
    assert_eq!((plain.codes_used, plain.codes_total), (8, 255));
    rounds(100.0 * plain.zeroed, 57.0, 1.0);
}
