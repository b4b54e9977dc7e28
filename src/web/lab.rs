//! The lab as JavaScript holds it: data in by steps or from a file, answers to questions out.

use std::sync::Arc;

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    crew::{put, shard_record, task_record},
    data_parts::DataParts,
    decode,
    file::ReadRecord,
    into_error,
    question::Question,
    record,
    records::DataRecord,
    stored::grid_of,
};
use crate::{
    Tensor,
    data::{DataSpec, Generation},
    scheme::{self, SchemeError},
};

/// One tensor under study, and the one being made. The old data stays until the new is there.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Lab {
    current: Option<Current>,
    coming: Option<(DataSpec, Generation)>,
}

#[derive(Debug)]
struct Current {
    spec: DataSpec,
    lab: crate::lab::Lab,
}

#[wasm_bindgen]
impl Lab {
    /// A lab without data.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts to make the data a notation describes; `step` goes on.
    ///
    /// # Errors
    /// A sentence when the notation is refused.
    pub fn begin(&mut self, data: &str) -> Result<(), js_sys::Error> {
        self.coming = None;
        let spec: DataSpec = data.parse().map_err(|e| into_error(&e))?;
        match &spec {
            DataSpec::Generated(generator) => {
                let generation = Generation::new(generator).map_err(|e| into_error(&e))?;
                self.coming = Some((spec, generation));
            }
            DataSpec::Values(literal) => {
                let tensor = literal.tensor().map_err(|e| into_error(&e))?;
                self.hold(spec, tensor);
            }
            DataSpec::Sample { .. } | DataSpec::File { .. } | DataSpec::Url { .. } => {
                return Err(js_sys::Error::new("stored data comes by take()"));
            }
        }
        Ok(())
    }

    /// Goes on for a few milliseconds; the share that is done, 1 when the new data is in force.
    pub fn step(&mut self) -> f64 {
        let Some((spec, mut generation)) = self.coming.take() else { return 1.0 };
        if generation.step() {
            let done = generation.progress();
            self.coming = Some((spec, generation));
            return done;
        }
        self.hold(spec, generation.finish());
        1.0
    }

    /// Takes a tensor as the data: one that [`Reading::tensor`](super::file::Reading::tensor) gave, with its values and, where it has one, the
    /// importance of each column.
    ///
    /// # Errors
    /// A sentence when the notation is refused, or when the values are not those of the shape.
    pub fn take(
        &mut self,
        data: &str,
        tensor: JsValue,
        values: Vec<f32>,
        importance: Option<Vec<f32>>,
    ) -> Result<(), js_sys::Error> {
        let spec: DataSpec = data.parse().map_err(|e| into_error(&e))?;
        let grid = js_sys::Reflect::get(&tensor, &"stored".into()).ok().and_then(|grid| grid_of(&grid));
        let ReadRecord { name, shape, photograph } = decode(tensor)?;
        let tensor =
            Tensor::new(name, &shape, values).map_err(|e| into_error(&e))?.with_importance(importance);
        let tensor = tensor.with_stored(grid.map(Arc::new));
        self.hold(spec, if photograph { tensor.as_photograph() } else { tensor });
        Ok(())
    }

    /// The answer to a question; or, after some milliseconds of the work that it still needs, the share of that work that is done
    /// as a number below 1.
    ///
    /// # Errors
    /// A sentence when there can be no answer.
    pub fn ask(&mut self, question: &Question) -> Result<JsValue, js_sys::Error> {
        match &mut self.current {
            Some(current) if question.needs_stored() && !scheme::is_stored(current.lab.tensor()) => {
                Err(into_error(&SchemeError::Stored {}))
            }
            Some(current) => question.ask(&mut current.lab),
            None => Err(js_sys::Error::new("ask() before any data")),
        }
    }

    /// Whether a crew would have work, and there is none.
    pub fn wants_crew(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.lab.wants_crew())
    }

    /// Deals the tensor to a crew: to so many workers, this one included. Returns where the shards of the others lie, number 1 first.
    pub fn deal(&mut self, workers: usize) -> Vec<JsValue> {
        let Some(Current { lab, .. }) = &mut self.current else { return Vec::new() };
        let shards = lab.shards(workers);
        let records = shards.iter().skip(1).map(shard_record).collect();
        lab.with_crew(shards);
        records
    }

    /// Copies the values of shard `nth` of the last dealing to an array of their number.
    pub fn copy_shard(&self, nth: usize, values: &js_sys::Float32Array) {
        if let Some(numbers) = self.current.as_ref().and_then(|current| current.lab.numbers_of(nth)) {
            values.copy_from(numbers);
        }
    }

    /// Goes on without a crew.
    pub fn alone(&mut self) {
        if let Some(current) = &mut self.current {
            current.lab.with_crew(Vec::new());
        }
    }

    /// What the crew has to do from now on; undefined when that is nothing new.
    pub fn task(&mut self) -> JsValue {
        let task = self.current.as_mut().and_then(|current| current.lab.task());
        task.map_or(JsValue::UNDEFINED, |task| task_record(&task))
    }

    /// Whether the question asked last waits for the crew alone.
    pub fn waits(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.lab.waits())
    }

    /// Takes what a shard found.
    ///
    /// # Errors
    /// When that is not what a shard returned.
    pub fn put(&mut self, shard: usize, found: JsValue) -> Result<(), js_sys::Error> {
        self.current.as_mut().map_or(Ok(()), |current| put(&mut current.lab, shard, &found))
    }

    /// What there is to say of the data that is held; undefined before any.
    pub fn data(&self) -> JsValue {
        self.current.as_ref().map_or(JsValue::UNDEFINED, Current::record)
    }

    /// Sorts some of the data, which makes what comes quicker; the share that is done. For idle time.
    pub fn sort_step(&mut self) -> f64 {
        self.current.as_mut().map_or(1.0, |current| current.lab.sort_step())
    }
}

impl Lab {
    fn hold(&mut self, spec: DataSpec, tensor: Tensor) {
        // Free what was held first: two large tensors need not fit side by side.
        self.current = None;
        self.current = Some(Current { spec, lab: crate::lab::Lab::new(tensor) });
    }
}

impl Current {
    fn record(&self) -> JsValue {
        let (tensor, summary) = (self.lab.tensor(), self.lab.summary());
        let other = tensor.non_finite();
        record(&DataRecord {
            text: &self.spec.to_string(),
            parts: DataParts::from(&self.spec),
            name: tensor.name(),
            shape: tensor.shape(),
            rows: tensor.rows(),
            columns: tensor.columns(),
            count: tensor.rows() * tensor.columns(),
            nan: other.nan,
            positive: other.positive,
            negative: other.negative,
            min: summary.min,
            max: summary.max,
            mean: summary.mean,
            sd: summary.sd,
            stored: tensor.stored().filter(|_| scheme::is_stored(tensor)).map(|grid| &*grid.layout),
        })
    }
}
