//! Integer arithmetic: a convolution padded rightly and wrongly, and products of codes for the page to time.

use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{decode, into_error, record, records::ParamsRecord, scheme, set};
use crate::{
    Tensor,
    analysis::integers::{self, Coded, Convolution, Deviation, Integers, Padding, Size, Variant},
    source::{DataSpec, generate},
};

/// What is asked of a convolution: data notations, or the names of what is built in, and schemes.
#[derive(Deserialize)]
struct ConvolutionRequest {
    image: String,
    filter: String,
    symmetric: String,
    asymmetric: String,
    weights: String,
}

#[derive(Serialize)]
struct DeviationRecord {
    count: usize,
    max_abs_error: f64,
    rmse: f64,
}

impl From<Deviation> for DeviationRecord {
    fn from(Deviation { count, max_abs_error, rmse }: Deviation) -> Self {
        Self { count, max_abs_error, rmse }
    }
}

/// An image convolved with a filter in real numbers, in symmetric integers, and in asymmetric ones padded with the zero-point
/// and with the code 0.
///
/// # Errors
/// A sentence when data or a scheme is refused, or cannot be computed with.
#[wasm_bindgen]
pub fn convolve(request: JsValue) -> Result<JsValue, js_sys::Error> {
    let request: ConvolutionRequest = decode(request)?;
    let image = match request.image.as_str() {
        "scene" => integers::scene(),
        data => tensor(data)?,
    };
    let filter = integers::filter(&request.filter).map_or_else(|| tensor(&request.filter), Ok)?;
    let weights = scheme(&request.weights)?;
    let convolution = Convolution::new(image, filter).map_err(|e| into_error(&e))?;

    let out = js_sys::Object::new();
    set(&out, "rows", &convolution.size().0.into());
    set(&out, "columns", &convolution.size().1.into());
    set(&out, "image", &js_sys::Float32Array::from(convolution.image()));
    set(&out, "filter", &js_sys::Float32Array::from(convolution.filter()));
    set(&out, "real", &js_sys::Float32Array::from(convolution.real()));
    for (name, text, padding) in [
        ("symmetric", &request.symmetric, Padding::ZeroPoint),
        ("asymmetric", &request.asymmetric, Padding::ZeroPoint),
        ("mistaken", &request.asymmetric, Padding::CodeZero),
    ] {
        let result =
            convolution.in_integers(&scheme(text)?, &weights, padding).map_err(|e| into_error(&e))?;
        set(&out, name, &integers_record(&result));
    }
    Ok(out.into())
}

/// Data that needs no file.
fn tensor(text: &str) -> Result<Tensor, js_sys::Error> {
    let spec: DataSpec = text.parse().map_err(|e| into_error(&e))?;
    match spec {
        DataSpec::Generated(generator) => generate(&generator).map_err(|e| into_error(&e)),
        DataSpec::Values(literal) => literal.tensor().map_err(|e| into_error(&e)),
        DataSpec::Sample { .. } | DataSpec::File { .. } => {
            Err(js_sys::Error::new("only data that needs no file can be convolved"))
        }
    }
}

fn integers_record(result: &Integers) -> JsValue {
    let out = js_sys::Object::new();
    set(&out, "image", &coded_record(&result.image));
    set(&out, "filter", &coded_record(&result.filter));
    set(&out, "padding", &result.padding.into());
    set(&out, "pads_with", &result.image.params.decode(result.padding).into());
    set(&out, "sums", &js_sys::Int32Array::from(result.sums.as_slice()));
    set(&out, "values", &js_sys::Float32Array::from(result.values.as_slice()));
    set(&out, "errors", &js_sys::Float32Array::from(result.errors.as_slice()));
    set(&out, "border", &record(&DeviationRecord::from(result.border)));
    set(&out, "inner", &record(&DeviationRecord::from(result.inner)));
    out.into()
}

fn coded_record(coded: &Coded) -> JsValue {
    let out = js_sys::Object::new();
    let codes: Vec<i16> = coded.codes().collect();
    set(&out, "codes", &js_sys::Int16Array::from(codes.as_slice()));
    set(&out, "params", &record(&ParamsRecord::from(coded.params)));
    out.into()
}

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
}

#[derive(Serialize)]
struct FactorsRecord {
    activations: ParamsRecord,
    weights: ParamsRecord,
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

    /// The variants' names, in the order they are told of.
    pub fn variants() -> Vec<String> {
        Variant::ALL.map(|variant| variant.name().to_owned()).into()
    }

    /// Computes the product once in one way; a checksum. Nothing else happens, so that it can be timed.
    ///
    /// # Errors
    /// When there is no such variant.
    pub fn run(&mut self, variant: &str) -> Result<i32, js_sys::Error> {
        let variant = Variant::named(variant).ok_or_else(|| js_sys::Error::new("no such variant"))?;
        Ok(self.products.run(variant))
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
        }))
    }

    /// The parameters of both factors.
    pub fn factors(&self) -> JsValue {
        let [activations, weights] = self.products.coded().map(|coded| coded.params.into());
        record(&FactorsRecord { activations, weights })
    }

    /// Whether every variant gives what its definition says, to the last bit.
    pub fn check(&mut self) -> bool {
        self.products.check()
    }
}
