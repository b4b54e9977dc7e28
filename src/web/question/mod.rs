//! Questions as JavaScript asks them: a record by its kind in, an answer with typed arrays out.
//!
//! A new kind is a file here that turns its record into a question of the lab and the answer into a record, and a line in
//! the list of kinds. If a picture shows the answer, the file also draws it.

pub mod blocks;
pub mod clipping;
pub mod errors;
pub mod excerpt;
pub mod export;
pub mod frame;
pub mod histogram;
pub mod integers;
pub mod measures;
pub mod stream;

use js_sys::Reflect;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::decode;
use crate::{
    Scheme,
    lab::{Lab, Pending},
    scheme::Format,
};

/// The answer, the share of the work that is done, or why there is no answer.
type Asked = Result<Result<JsValue, Pending>, js_sys::Error>;

/// A question that was decoded, its notations parsed once.
trait Ask: std::fmt::Debug {
    fn ask(&self, lab: &mut Lab) -> Asked;
}

/// A record that a question is decoded from.
trait Decode {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error>;
}

/// Decodes a record of one type.
fn decoded<R: Decode + DeserializeOwned>(record: JsValue) -> Result<Box<dyn Ask>, js_sys::Error> {
    decode::<R>(record)?.question()
}

macro_rules! kinds {
    ($($kind:literal => $record:ty,)*) => {
        /// How the record of each kind is decoded. The functions stand in a table because a first visit needs only the one of the
        /// frame: functions that are called by their name would be made one with their caller.
        static KINDS: &[(&str, fn(JsValue) -> Result<Box<dyn Ask>, js_sys::Error>)] =
            &[$(($kind, decoded::<$record>),)*];
    };
}

kinds! {
    // The matrix in cells, and the numbers of its blocks.
    "blocks" => blocks::Record,
    // Curves of error against clipping: of A and B, and of both with the other symmetry.
    "clipping" => clipping::Record,
    // The containers that have a layout for a scheme.
    "containers" => export::ContainersRecord,
    // A convolution with zero padding.
    "convolution" => integers::Record,
    // The data itself.
    "data" => export::DataRecord,
    // Where errors come from, and how they are distributed.
    "errors" => errors::Record,
    // A few values beside what they decode to.
    "excerpt" => excerpt::Record,
    // Everything that is shown whatever the view.
    "frame" => frame::Record,
    // The histogram of the data over given bins.
    "histogram" => histogram::Record,
    // The measures of one scheme.
    "measures" => measures::Record,
    // A quantized tensor as a file.
    "quantized" => export::QuantizedRecord,
    // The range of every block.
    "ranges" => export::RangesRecord,
    // A stream of batches under four calibrations.
    "stream" => stream::Record,
}

/// A question, to be asked until it is answered.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Question {
    question: Box<dyn Ask>,
    needs_stored: bool,
}

#[wasm_bindgen]
impl Question {
    /// Decodes a question.
    ///
    /// # Errors
    /// A sentence when a scheme is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(record: JsValue) -> Result<Self, js_sys::Error> {
        let get = |key: &str| Reflect::get(&record, &key.into()).ok().and_then(|value| value.as_string());
        let kind = get("kind").unwrap_or_default();
        let needs_stored = ["a", "b", "scheme"].into_iter().filter_map(get).any(|text| is_stored(&text));
        let Some((_, decoded)) = KINDS.iter().find(|(known, _)| *known == kind) else {
            return Err(js_sys::Error::new(&format!("“{kind}” is no kind of question")));
        };
        Ok(Self { question: decoded(record)?, needs_stored })
    }
}

/// Whether a notation asks for the grid that a file stores the data on.
fn is_stored(text: &str) -> bool {
    text.parse::<Scheme>().is_ok_and(|scheme| matches!(scheme.format, Format::Stored(_)))
}

impl Question {
    /// Whether only data with a grid of a file can answer it.
    pub(super) fn needs_stored(&self) -> bool {
        self.needs_stored
    }

    /// The answer, or the share of the work that is done as a number below 1.
    pub(super) fn ask(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        Ok(self.question.ask(lab)?.unwrap_or_else(|pending| pending.share().into()))
    }
}
