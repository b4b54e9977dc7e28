//! Products of codes for the page to take apart and to time.

use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{into_error, record, records::QuantizerRecord, scheme};
use crate::{
    analysis::integers::{self, Size, Spread, Timed, Variant, timed},
    quantizer::Quantizer,
};

/// Quantized activations and weights, and room for their product.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Products {
    products: integers::Products,
}

#[derive(Serialize)]
struct TermsRecord {
    product: i32,
    row_sum: i32,
    column_sum: i32,
    depth: usize,
    za: i32,
    zw: i32,
    terms: [i32; 4],
    sum: i32,
    value: f64,
    real: f64,
    defined: i32,
}

#[derive(Serialize)]
struct FactorsRecord {
    activations: QuantizerRecord,
    weights: QuantizerRecord,
}

#[wasm_bindgen]
impl Products {
    /// Draws and quantizes `m` rows of `k` activations and `k` rows of `n` weights.
    ///
    /// # Errors
    /// A sentence when a scheme or the size is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(
        m: u32,
        k: u32,
        n: u32,
        activations: &str,
        weights: &str,
        seed: u32,
    ) -> Result<Self, js_sys::Error> {
        let size = Size { m: m as usize, k: k as usize, n: n as usize };
        let schemes = [scheme(activations)?, scheme(weights)?];
        let products = integers::Products::new(size, schemes, seed).map_err(|e| into_error(&e))?;
        Ok(Self { products })
    }

    /// The names of the variants, in the order in which the page lists them.
    pub fn variants() -> Vec<String> {
        Variant::ALL.map(|variant| variant.name().to_owned()).into()
    }

    /// Computes the product once in one way; a checksum. Nothing else happens, so that it can be timed.
    ///
    /// # Errors
    /// When there is no such variant.
    pub fn run(&mut self, variant: &str) -> Result<i32, js_sys::Error> {
        Ok(self.products.run(named(variant)?))
    }

    /// The four terms of one element, and their sum.
    ///
    /// # Errors
    /// When there is no such element.
    pub fn terms(&self, row: u32, column: u32) -> Result<JsValue, js_sys::Error> {
        let terms = self.products.terms(row as usize, column as usize);
        let terms = terms.ok_or_else(|| js_sys::Error::new("no such element"))?;
        Ok(record(&TermsRecord {
            product: terms.product,
            row_sum: terms.row_sum,
            column_sum: terms.column_sum,
            depth: terms.depth,
            za: terms.zeros.a,
            zw: terms.zeros.w,
            terms: terms.terms(),
            sum: terms.sum(),
            value: terms.value,
            real: terms.real,
            defined: terms.defined,
        }))
    }

    /// The parameters of both factors.
    pub fn factors(&self) -> JsValue {
        let [activations, weights] = self.products.coded().map(|coded| Quantizer::from(coded.params).into());
        record(&FactorsRecord { activations, weights })
    }

    /// Whether a variant gives what its definition says, to the last bit.
    ///
    /// # Errors
    /// When there is no such variant.
    pub fn agrees(&mut self, variant: &str) -> Result<bool, js_sys::Error> {
        Ok(self.products.agrees(named(variant)?))
    }
}

fn named(variant: &str) -> Result<Variant, js_sys::Error> {
    Variant::named(variant).ok_or_else(|| js_sys::Error::new("no such variant"))
}

#[derive(Serialize)]
struct SpreadRecord {
    min: f64,
    lower: f64,
    median: f64,
    upper: f64,
    max: f64,
}

impl From<Spread> for SpreadRecord {
    fn from(Spread { min, lower, median, upper, max }: Spread) -> Self {
        Self { min, lower, median, upper, max }
    }
}

#[derive(Serialize)]
struct TimedRecord {
    time: SpreadRecord,
    ratio: SpreadRecord,
}

/// What the times of variants, one after the other in every round, come to: quartiles of each variant's times and of their
/// ratios to the first variant's.
#[wasm_bindgen]
pub fn spreads(times: &[f64], variants: u32) -> JsValue {
    let records = timed(times, variants as usize)
        .into_iter()
        .map(|Timed { time, ratio }| TimedRecord { time: time.into(), ratio: ratio.into() });
    record(&records.collect::<Vec<_>>())
}
