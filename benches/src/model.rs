//! What the survey of a model is compared with: fitting and reporting its tensors, which are in memory already.

use std::rc::Rc;

use quantscope::{
    Report, Scheme, Tensor,
    file::read::{self, FileError},
    kernels::Level,
    scheme::Fit,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// The schemes under which the tensors of a model are measured. Their ranges come from the extremes of a block.
const SCHEMES: [&str; 2] = ["int4:g128", "int8:row"];

/// The tensors of a model that its survey measures.
#[wasm_bindgen]
pub struct ModelBench {
    tensors: Vec<Tensor>,
}

impl ModelBench {
    /// The tensors of a file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open(name: &str, bytes: &[u8]) -> Result<Self, FileError> {
        let entries = read::open(name, bytes)?.entries;
        let surveyed = entries.iter().filter(|entry| entry.is_surveyed());
        let tensor = |entry: &read::Entry| Ok(read::load(name, bytes, Some(&entry.name))?.tensor);
        Ok(Self { tensors: surveyed.map(tensor).collect::<Result<_, FileError>>()? })
    }
}

#[wasm_bindgen]
impl ModelBench {
    /// The tensors of a file that can be read.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self::open(name, bytes).expect("a model in one file")
    }

    /// The kernel passes of all tensors under both schemes; a number that depends on all values.
    pub fn passes(&self) -> f64 {
        let schemes = SCHEMES.map(|scheme| scheme.parse::<Scheme>().expect("a scheme"));
        let each = self.tensors.iter().flat_map(|tensor| {
            schemes.iter().map(move |scheme| {
                let fit = Rc::new(Fit::new(Level::new(), tensor, scheme));
                Report::of(Level::new(), tensor, fit).measures.mse
            })
        });
        each.sum()
    }

    /// How many tensors there are.
    pub fn count(&self) -> usize {
        self.tensors.len()
    }

    /// How many values all tensors have.
    pub fn values(&self) -> usize {
        self.tensors.iter().map(|tensor| tensor.values().len()).sum()
    }

    /// How many values the largest tensor has.
    pub fn largest(&self) -> usize {
        self.tensors.iter().map(|tensor| tensor.values().len()).max().unwrap_or_default()
    }

    /// The schemes.
    pub fn schemes() -> Vec<String> {
        SCHEMES.map(String::from).to_vec()
    }
}
