//! The tensors beside the page are what their index says. `QUANTSCOPE_SAMPLES` names another directory of them.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::reference;
use quantscope::file::read::load;

#[test]
fn every_sample_loads_with_the_shape_and_values_of_the_index() {
    let directory = reference::directory("QUANTSCOPE_SAMPLES", "www/samples");
    let records = reference::records(&directory.join("index.json"));
    assert!(!records.is_empty());
    for record in records {
        let file = record["file"].as_str().expect("every record names its file");
        let bytes = std::fs::read(directory.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        let loaded = load(file, &bytes, None).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(loaded.tensor.shape(), reference::shape(&record["shape"]), "{file}");
        assert!(reference::begins(loaded.tensor.values(), &record["first"]), "{file}");
        assert_eq!(loaded.notes, [], "{file}");
    }
}
