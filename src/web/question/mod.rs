//! Questions as JavaScript asks them: a record by its kind in, an answer with typed arrays out.
//!
//! A new kind is a file here that turns its record into a question of the lab and the answer into a record, and a line in
//! `Decoded`. If a picture shows the answer, the file also draws it.

pub mod blocks;
pub mod clipping;
pub mod errors;
pub mod excerpt;
pub mod export;
pub mod frame;
pub mod integers;
pub mod measures;
pub mod stream;

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::decode;
use crate::lab::{Lab, Pending};

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

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($record:ty),)*) => {
        /// A question by its kind.
        #[derive(Debug, Deserialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        enum Decoded {
            $($(#[$doc])* $kind($record),)*
        }

        impl Decoded {
            fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
                match self {
                    $(Self::$kind(record) => record.question(),)*
                }
            }
        }
    };
}

kinds! {
    /// The matrix in cells, and the numbers of its blocks.
    Blocks(blocks::Record),
    /// Curves of error against clipping: of A and B, and of both with the other symmetry.
    Clipping(clipping::Record),
    /// A convolution with zero padding.
    Convolution(integers::Record),
    /// The data itself.
    Data(export::DataRecord),
    /// Where errors come from, and how they are distributed.
    Errors(errors::Record),
    /// A few values beside what they decode to.
    Excerpt(excerpt::Record),
    /// Everything that is shown whatever the view.
    Frame(frame::Record),
    /// The measures of one scheme.
    Measures(measures::Record),
    /// A quantized tensor as a file.
    Quantized(export::QuantizedRecord),
    /// The range of every block.
    Ranges(export::RangesRecord),
    /// A stream of batches under four calibrations.
    Stream(stream::Record),
}

/// A question, to be asked until it is answered.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Question {
    question: Box<dyn Ask>,
}

#[wasm_bindgen]
impl Question {
    /// Decodes a question.
    ///
    /// # Errors
    /// A sentence when a scheme is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(record: JsValue) -> Result<Self, js_sys::Error> {
        Ok(Self { question: decode::<Decoded>(record)?.question()? })
    }
}

impl Question {
    /// The answer, or the share of the work that is done as a number below 1.
    pub(super) fn ask(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        Ok(self.question.ask(lab)?.unwrap_or_else(|pending| pending.share().into()))
    }
}
