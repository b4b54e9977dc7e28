//! What the survey of a model is compared with: fitting and reporting its tensors, which are in memory already.

use std::rc::Rc;

use quantscope::{Report, Scheme, Tensor, kernels::Level, scheme::Fit};
use wasm_bindgen::prelude::wasm_bindgen;

/// The schemes under which the tensors of a model are measured. Their ranges come from the extremes of a block.
pub const SCHEMES: [&str; 2] = ["int4:g128", "int8:row"];

/// A tensor of a model.
#[wasm_bindgen]
pub struct ModelBench {
    tensor: Tensor,
}

#[wasm_bindgen]
impl ModelBench {
    /// A tensor of some rows of equal length.
    #[wasm_bindgen(constructor)]
    pub fn new(rows: usize, values: Vec<f32>) -> Self {
        let columns = values.len() / rows;
        Self { tensor: Tensor::new("tensor", &[rows, columns], values).expect("rows of equal length") }
    }

    /// The kernel passes of both schemes; a number that depends on all values.
    pub fn passes(&self) -> f64 {
        let each = SCHEMES.map(|scheme| {
            let scheme: Scheme = scheme.parse().expect("a scheme");
            let fit = Rc::new(Fit::new(Level::new(), &self.tensor, &scheme));
            Report::of(Level::new(), &self.tensor, fit).measures.mse
        });
        each.iter().sum()
    }

    /// The schemes.
    pub fn schemes() -> Vec<String> {
        SCHEMES.map(String::from).to_vec()
    }
}
