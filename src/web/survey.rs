//! The rows of a model's survey for JavaScript: it reads the rows of a tensor that are wanted, and they become the row of a table here.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{
    file::{File, Reading, range_record},
    into_error, into_note, measures_record, set,
};
use crate::{
    Scheme,
    file::read::{Entry, Importance, MAX_FILE_VALUES},
    kernels::Level,
    survey::{
        Cast, Row, Side, Subject, Surveying,
        budget::{Candidate, CandidateError},
        pairing::gguf_names,
    },
};
use serde::Serialize;

#[wasm_bindgen]
impl File {
    /// Begins to read some rows of a tensor, however large it is.
    ///
    /// # Errors
    /// A sentence when there are no such rows, or when they cannot be read apart from others.
    pub fn read_rows(&self, tensor: &str, start: f64, end: f64) -> Result<Reading, js_sys::Error> {
        let rows = start as u64..end as u64;
        let reading = self.open()?.read_rows(tensor, rows).map_err(|e| into_error(&e))?;
        Ok(Reading(reading))
    }

    /// Begins the row of a tensor under schemes; `bf16` and `f16` among them are casts.
    ///
    /// # Errors
    /// A sentence when there is no such tensor, or when a scheme is refused.
    pub fn survey(&self, tensor: &str, schemes: Vec<String>) -> Result<TensorSurvey, js_sys::Error> {
        self.surveying(tensor, &schemes, None)
    }

    /// The same; errors are weighed by an importance matrix, if that has one of the tensor's name.
    ///
    /// # Errors
    /// Those of [`File::survey`].
    pub fn survey_weighed(
        &self,
        tensor: &str,
        schemes: Vec<String>,
        beside: &File,
    ) -> Result<TensorSurvey, js_sys::Error> {
        self.surveying(tensor, &schemes, Some(beside))
    }
}

impl File {
    /// A tensor to survey, with its importance by the matrix `beside`.
    pub(super) fn subject(&self, tensor: &str, beside: Option<&File>) -> Result<Subject, js_sys::Error> {
        let entries = &self.open()?.listing().entries;
        let entry = entries.iter().find(|entry| entry.name == tensor);
        let entry = entry.ok_or_else(|| js_sys::Error::new("no such tensor"))?;
        let Entry { name, shape, dtype, .. } = entry;
        let shape: Vec<usize> = shape.iter().map(|&d| d as usize).collect();
        let importance = match beside {
            Some(beside) => Importance::named(beside.open()?.importance(), &names_of(name), &shape),
            None => None,
        };
        let bits_per_value = entry.kept_bits_per_value();
        let (name, dtype, importance) = (name.clone(), dtype.clone(), importance.map(<[f32]>::to_vec));
        Ok(Subject { name, shape, dtype, bits_per_value, importance })
    }

    fn surveying(
        &self,
        tensor: &str,
        schemes: &[String],
        beside: Option<&File>,
    ) -> Result<TensorSurvey, js_sys::Error> {
        let subject = self.subject(tensor, beside)?;
        let (mut asked, mut casts): (Vec<Scheme>, bool) = (Vec::new(), false);
        for text in schemes {
            match text.parse() {
                Ok(Candidate::Scheme(scheme)) => asked.push(scheme),
                Ok(Candidate::Cast(_)) => casts = true,
                Ok(Candidate::Keep) => {}
                // No candidate of a budget, but A or B may be this: the row then says why that is not measured.
                Err(CandidateError::Stored {}) => asked.push(text.parse().map_err(|e| into_error(&e))?),
                Err(e) => return Err(into_error(&e)),
            }
        }
        let apart = self.open()?.has_rows_apart(tensor);
        let held = Surveying::held(&subject, &asked, MAX_FILE_VALUES, apart);
        let surveying = Surveying::new(Level::new(), subject, &asked, held);
        Ok(TensorSurvey(if casts { surveying.with_casts() } else { surveying }))
    }
}

/// The row of a tensor in the making.
#[wasm_bindgen]
#[derive(Debug)]
pub struct TensorSurvey(Surveying);

#[wasm_bindgen]
impl TensorSurvey {
    /// The rows to read next; nothing when none are wanted any more.
    pub fn wants(&self) -> JsValue {
        let range = |rows: std::ops::Range<usize>| range_record(rows.start as u64..rows.end as u64);
        self.0.wants().map_or(JsValue::UNDEFINED, range)
    }

    /// Takes a reading of these rows.
    ///
    /// # Errors
    /// A sentence when the file ended before their values did.
    pub fn take(&mut self, reading: Reading) -> Result<(), js_sys::Error> {
        let rows = reading.0.finish().map_err(|e| into_error(&e))?.tensor;
        self.0.give(rows).map_err(|e| into_error(&e))
    }

    /// Goes on for some milliseconds; whether it is done with the rows it took.
    pub fn step(&mut self) -> bool {
        self.0.step()
    }

    /// How much is done, 0 to 1, as far as can be foreseen.
    pub fn progress(&self) -> f64 {
        self.0.progress()
    }

    /// The row, when no rows are wanted any more.
    pub fn row(&self) -> JsValue {
        self.0.row().map_or(JsValue::UNDEFINED, |row| row_record(&row).into())
    }
}

/// The names that an importance matrix may have for a tensor: its own, and those of GGUF.
fn names_of(name: &str) -> Vec<String> {
    [vec![name.to_string()], gguf_names(name)].concat()
}

/// A row with its sides by scheme, each with its measures or with why there are none. The side of a cast has its Σe².
fn row_record(row: &Row) -> Object {
    // Role and layer are flattened into the record, which serde writes as a map.
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    let out: Object = row.serialize(&serializer).unwrap_or(JsValue::UNDEFINED).unchecked_into();
    let side = |Side { scheme, measures }: &Side| {
        let side = Object::new();
        let (measures, problem) = match measures {
            Ok(measures) => (measures_record(measures), JsValue::NULL),
            Err(why) => (JsValue::NULL, into_note(why)),
        };
        set(&side, "scheme", &scheme.to_string().into());
        set(&side, "measures", &measures);
        set(&side, "problem", &problem);
        side
    };
    let sides: Array = row.sides.iter().map(side).collect();
    for (cast, sse) in Cast::ALL.into_iter().zip(row.casts.into_iter().flatten()) {
        let side = Object::new();
        set(&side, "scheme", &cast.word().into());
        set(&side, "measures", &JsValue::NULL);
        set(&side, "problem", &JsValue::NULL);
        set(&side, "sse", &sse.into());
        sides.push(&side);
    }
    set(&out, "sides", &sides);
    out
}
