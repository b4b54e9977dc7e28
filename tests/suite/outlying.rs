//! Rows and columns that stand out in the bundled tensors. `QUANTSCOPE_SAMPLES` names another directory of them.
#![cfg(not(target_arch = "wasm32"))]

use std::{env, fs, path::PathBuf};

use quantscope::{
    analysis::{Outlying, OutlyingLines, OutlyingSearch},
    file::read,
    kernels::Level,
};

fn found(sample: &str) -> [OutlyingLines; 2] {
    let directory = env::var_os("QUANTSCOPE_SAMPLES").map(PathBuf::from);
    let directory = directory.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/www/samples").into());
    let name = format!("{sample}.safetensors");
    let tensor = read::load(&name, &fs::read(directory.join(&name)).unwrap(), None).unwrap().tensor;
    let mut search = OutlyingSearch::new(&tensor);
    loop {
        if let Some(found) = search.step(Level::new(), &tensor) {
            return found;
        }
    }
}

fn line(lines: &OutlyingLines, index: usize) -> Outlying {
    *lines.first.iter().find(|line| line.index == index).unwrap()
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 0.005 * wanted, "{found} is not {wanted}");
}

#[test]
fn channels_of_an_activation_and_the_one_value_that_towers_over_them() {
    let [rows, columns] = found("minilm_act_l0_attn_layernorm");
    assert_eq!((rows.throughout, rows.by_few), (0, 0));
    assert_eq!((columns.throughout, columns.by_few), (8, 1));
    let indices: Vec<usize> = columns.first.iter().map(|line| line.index).collect();
    assert_eq!(indices[..4], [63, 99, 267, 303]);
    // Column 99 is 21 times the median because of its first row alone.
    let towering = line(&columns, 99);
    near(towering.most, 21.24);
    near(towering.rms, 7.34);
    assert_eq!((towering.at, towering.by), (0, 1));
    near(line(&columns, 63).rms, 8.44);
    assert_eq!(line(&columns, 63).by, 0);
}

#[test]
fn output_channels_of_weights() {
    let [rows, columns] = found("minilm_l0_ffn_up_weight");
    assert_eq!((rows.throughout, columns.throughout + columns.by_few), (1, 0));
    near(line(&rows, 88).most, 7.49);
    let [rows, columns] = found("silero_conv4_weight");
    assert_eq!((rows.throughout, rows.first[0].index, rows.first[1].index), (2, 53, 89));
    assert_eq!((columns.throughout, columns.by_few), (0, 1));
    let even = found("minilm_l0_query_weight");
    assert_eq!(even, [OutlyingLines::default(), OutlyingLines::default()]);
}
