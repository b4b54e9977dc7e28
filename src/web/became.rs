//! What a model's tensors became, for JavaScript: which tensor of a second file is whose partner, and their comparison.

use js_sys::{Array, Object};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    decode,
    file::{File, Reading, range_record},
    into_error, into_note, record, set,
};
use crate::{
    file::read::Entry,
    survey::{self, BAND, Interleaved, Partner, Partners, Weight},
};

/// `{name, shape}`.
#[derive(Debug, Deserialize)]
struct WeightRecord {
    name: String,
    shape: Vec<f64>,
}

/// The partners of a model's weights among those of a second file, and the places of what is left there:
/// `{of: [{place, interleaved, unlike}|null], left: [place]}`.
///
/// # Errors
/// When a list has anything but weights.
#[wasm_bindgen]
pub fn partners(ours: JsValue, theirs: JsValue) -> Result<JsValue, js_sys::Error> {
    let lists = [decode::<Vec<WeightRecord>>(ours)?, decode(theirs)?];
    let shapes = lists.each_ref().map(|list| {
        let shape = |weight: &WeightRecord| weight.shape.iter().map(|&d| d as usize).collect();
        list.iter().map(shape).collect::<Vec<Vec<usize>>>()
    });
    let weights = |nth: usize| -> Vec<Weight<'_>> {
        let named = lists[nth].iter().zip(&shapes[nth]);
        named.map(|(WeightRecord { name, .. }, shape)| Weight { name, shape }).collect()
    };
    let Partners { of, left } = Partners::new(&weights(0), &weights(1));
    let one = |partner: &Option<Partner>| partner.as_ref().map_or(JsValue::NULL, partner_record);
    let out = Object::new();
    set(&out, "of", &of.iter().map(one).collect::<Array>());
    set(&out, "left", &record(&left));
    Ok(out.into())
}

fn partner_record(partner: &Partner) -> JsValue {
    let out = Object::new();
    set(&out, "place", &(partner.place as f64).into());
    set(&out, "interleaved", &partner.interleaved.map_or(JsValue::NULL, |order| order.word().into()));
    set(&out, "unlike", &partner.unlike.as_ref().map_or(JsValue::NULL, into_note));
    out.into()
}

#[wasm_bindgen]
impl File {
    /// Begins the comparison of a tensor with its partner in a second file. `interleaved` says which of both may have its rows in GGUF's order.
    ///
    /// # Errors
    /// When there is no such tensor.
    pub fn becoming(
        &self,
        tensor: &str,
        other: &File,
        partner: &str,
        interleaved: Option<String>,
    ) -> Result<Becoming, js_sys::Error> {
        self.comparison(tensor, (other, partner), interleaved, None)
    }

    /// The same; errors are weighed by an importance matrix, if that has one of the tensor's name.
    ///
    /// # Errors
    /// Those of [`File::becoming`].
    pub fn becoming_weighed(
        &self,
        tensor: &str,
        other: &File,
        partner: &str,
        interleaved: Option<String>,
        beside: &File,
    ) -> Result<Becoming, js_sys::Error> {
        self.comparison(tensor, (other, partner), interleaved, Some(beside))
    }
}

impl File {
    fn comparison(
        &self,
        tensor: &str,
        (other, partner): (&File, &str),
        interleaved: Option<String>,
        beside: Option<&File>,
    ) -> Result<Becoming, js_sys::Error> {
        let subject = self.subject(tensor, beside)?;
        let entries = &other.open()?.listing().entries;
        let bits = entries.iter().find(|entry| entry.name == partner).and_then(Entry::bits_per_value);
        let interleaved = interleaved.and_then(|word| Interleaved::of_word(&word));
        Ok(Becoming(survey::Becoming::new(&subject, bits, interleaved, BAND)))
    }
}

/// The comparison of a tensor with what it became, in the making.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Becoming(survey::Becoming);

#[wasm_bindgen]
impl Becoming {
    /// The rows to read next in both files; nothing when none are wanted any more.
    pub fn wants(&self) -> JsValue {
        let range = |rows: std::ops::Range<usize>| range_record(rows.start as u64..rows.end as u64);
        self.0.wants().map_or(JsValue::UNDEFINED, range)
    }

    /// Takes readings of these rows.
    ///
    /// # Errors
    /// A sentence when a file ended before their values did.
    pub fn take(&mut self, original: Reading, stored: Reading) -> Result<(), js_sys::Error> {
        let values = |reading: Reading| -> Result<Vec<f32>, js_sys::Error> {
            Ok(reading.0.finish().map_err(|e| into_error(&e))?.tensor.into_numbers())
        };
        self.0.give(&values(original)?, &values(stored)?).map_err(|e| into_error(&e))
    }

    /// How much is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.0.progress()
    }

    /// `{measures, signal, left_out}`, when no rows are wanted any more.
    pub fn compared(&self) -> JsValue {
        let Some(found) = self.0.compared() else { return JsValue::UNDEFINED };
        // What asks for a grid is flattened into the record, which serde writes as a map.
        let serializer = serde_wasm_bindgen::Serializer::new()
            .serialize_missing_as_null(true)
            .serialize_maps_as_objects(true);
        let out = Object::new();
        set(&out, "measures", &found.serialize(&serializer).unwrap_or(JsValue::UNDEFINED));
        set(&out, "signal", &found.signal.into());
        set(&out, "left_out", &(found.left_out as f64).into());
        out.into()
    }
}
