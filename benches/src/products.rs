//! Products of matrices of int8 codes in every way there is, as `run.mjs` sees them: by number.

use quantscope::{
    Scheme,
    analysis::integers::{Products, Size, Variant},
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Activations with a zero-point, and weights with one, too: otherwise one of the corrections is of zeros.
const SCHEME: &str = "int8:asym";

/// Square matrices, and all ways to multiply them.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ProductBench {
    products: Products,
}

#[wasm_bindgen]
impl ProductBench {
    /// Two matrices of `side` rows and columns.
    #[wasm_bindgen(constructor)]
    pub fn new(side: usize) -> Self {
        let scheme: Scheme = SCHEME.parse().expect("a scheme");
        let products = Products::new(Size { m: side, k: side, n: side }, [scheme; 2], 1);
        Self { products: products.expect("a size that is accepted") }
    }

    /// The variants' names, in the order of their numbers; the first is what the others are measured against.
    pub fn variants() -> Vec<String> {
        Variant::ALL.map(|variant| variant.name().to_owned()).into()
    }

    /// Whether every variant gives what its definition says.
    pub fn check(&mut self) -> bool {
        self.products.check()
    }

    /// Runs a variant `times` times.
    pub fn run(&mut self, variant: usize, times: u32) {
        for _ in 0..times {
            std::hint::black_box(std::hint::black_box(&mut self.products).run(Variant::ALL[variant]));
        }
    }

    /// Runs a variant's definition `times` times.
    pub fn run_oracle(&mut self, variant: usize, times: u32) {
        for _ in 0..times {
            std::hint::black_box(std::hint::black_box(&mut self.products).define(Variant::ALL[variant]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ProductBench;

    #[test]
    fn every_variant_gives_the_right_answer() {
        assert!(ProductBench::new(37).check());
    }
}
