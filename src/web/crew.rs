//! The work of several workers on one tensor: shards out, tasks out, and what was found in.

use js_sys::{Float32Array, Float64Array, Uint32Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{decode, into_error, record, scheme, set};
use crate::{
    analysis::Measured,
    lab::{self, Done, Sharded, Task},
    scheme::Ranges,
};

/// Where a shard lies in its tensor.
#[derive(Debug, Serialize, Deserialize)]
struct ShardRecord {
    of: (usize, usize),
    start: usize,
    rows: usize,
    columns: usize,
}

/// A task, its scheme in canonical notation.
#[derive(Debug, Serialize, Deserialize)]
struct TaskRecord {
    scheme: String,
    measures: bool,
    largest: Option<f32>,
}

/// Where a shard lies: `{of, start, rows, columns}`.
pub(super) fn shard_record(&lab::Shard { of, start, rows, columns }: &lab::Shard) -> JsValue {
    record(&ShardRecord { of, start, rows, columns })
}

/// A task: `{scheme, measures, largest}`.
pub(super) fn task_record(task: &Task) -> JsValue {
    record(&TaskRecord { scheme: task.scheme.to_string(), measures: task.measures, largest: task.largest })
}

/// Gives a lab what shard `nth` found: what [`Shard::step`] returned.
pub(super) fn put(lab: &mut lab::Lab, nth: usize, found: &JsValue) -> Result<(), js_sys::Error> {
    let get = |name: &str| js_sys::Reflect::get(found, &name.into()).unwrap_or_default();
    let about = scheme(&get("scheme").as_string().unwrap_or_default())?;
    if let Ok(numbers) = get("measured").dyn_into::<Float64Array>() {
        let measured = Measured::from_numbers(&numbers.to_vec());
        lab.put_measured(nth, &about, measured.ok_or_else(|| js_sys::Error::new("measures are cut short"))?);
    } else {
        let ends: Float32Array = get("ranges").unchecked_into();
        let remarks: Uint32Array = get("remarks").unchecked_into();
        let codings: Float32Array = get("codings").unchecked_into();
        lab.put_ranges(
            nth,
            &about,
            Ranges::from_numbers(&ends.to_vec(), &remarks.to_vec(), &codings.to_vec()),
        );
    }
    Ok(())
}

/// A worker of a crew: a shard of a tensor and the work on it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Shard {
    sharded: Sharded,
}

#[wasm_bindgen]
impl Shard {
    /// The shard of a record with its values.
    ///
    /// # Errors
    /// When the values are not those of the shard.
    #[wasm_bindgen(constructor)]
    pub fn new(record: JsValue, values: Vec<f32>) -> Result<Self, js_sys::Error> {
        let ShardRecord { of, start, rows, columns } = decode(record)?;
        let shard = lab::Shard { of, start, rows, columns };
        Ok(Self { sharded: Sharded::new(shard, values).map_err(|e| into_error(&e))? })
    }

    /// Begins a task, in place of the last one.
    ///
    /// # Errors
    /// A sentence when the scheme is refused.
    pub fn begin(&mut self, task: JsValue) -> Result<(), js_sys::Error> {
        let TaskRecord { scheme: text, measures, largest } = decode(task)?;
        self.sharded.begin(Task { scheme: scheme(&text)?, measures, largest });
        Ok(())
    }

    /// Goes on for some milliseconds: what was found, `{scheme, ranges, remarks}` or `{scheme, measured}`; true when there is more to
    /// do first, and undefined when there is nothing to do.
    pub fn step(&mut self) -> JsValue {
        let out = js_sys::Object::new();
        let about = match self.sharded.step() {
            Done::Nothing => return JsValue::UNDEFINED,
            Done::Part => return JsValue::TRUE,
            Done::Ranges(scheme, found) => {
                set(&out, "ranges", &Float32Array::from(found.ends().as_slice()));
                set(&out, "codings", &Float32Array::from(found.coding_numbers().as_slice()));
                set(&out, "remarks", &Uint32Array::from(found.remarks().as_slice()));
                scheme
            }
            Done::Measured(scheme, measured) => {
                set(&out, "measured", &Float64Array::from(measured.to_numbers().as_slice()));
                scheme
            }
        };
        set(&out, "scheme", &about.to_string().into());
        out.into()
    }
}
