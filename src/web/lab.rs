//! The lab as JavaScript holds it: data in by steps or from a file, frames out.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    data_parts::DataParts,
    decode,
    file::Reading,
    into_error, into_note,
    part::PartRequest,
    record,
    records::{DataRecord, FrameRequest, SchemeRecord},
    scheme, set,
};
use crate::{
    Tensor,
    data::{DataSpec, Generation},
    lab::{Request, SchemeFrame},
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
            DataSpec::Sample { .. } | DataSpec::File { .. } => {
                return Err(js_sys::Error::new("samples and files come by take()"));
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

    /// Takes the tensor that was read as the data; what there is to say about it comes back as notes.
    ///
    /// # Errors
    /// A sentence when the notation is refused, when the file ended before its values did, or when there is no such axis.
    pub fn take(&mut self, data: &str, reading: Reading) -> Result<Vec<JsValue>, js_sys::Error> {
        let spec: DataSpec = data.parse().map_err(|e| into_error(&e))?;
        let loaded = spec.options().apply(reading.finish()?).map_err(|e| into_error(&e))?;
        self.hold(spec, loaded.tensor);
        Ok(loaded.notes.iter().map(into_note).collect())
    }

    /// Does a part of the work the frame of a request still needs; the share that is done, 1 when `frame` answers at once.
    ///
    /// # Errors
    /// A sentence when a scheme is refused.
    pub fn prepare(&mut self, a: &str, b: &str) -> Result<f64, js_sys::Error> {
        let schemes = [scheme(a)?, scheme(b)?];
        Ok(self.current.as_mut().map_or(1.0, |current| current.lab.prepare(&schemes)))
    }

    /// The measures of a scheme; at once when `prepare` of that scheme has returned 1.
    ///
    /// # Errors
    /// A sentence when the scheme is refused, or when there is no data yet.
    pub fn measures(&mut self, text: &str) -> Result<JsValue, js_sys::Error> {
        let scheme = scheme(text)?;
        match &mut self.current {
            Some(current) => Ok(record(&current.lab.measures(scheme))),
            None => Err(js_sys::Error::new("measures() before any data")),
        }
    }

    /// Does a share of the work of what a view needs beside the frame; the share that is done, 1 when `part` answers at once.
    ///
    /// # Errors
    /// A sentence when a scheme is refused.
    pub fn prepare_part(&mut self, part: JsValue) -> Result<f64, js_sys::Error> {
        let part: PartRequest = decode(part)?;
        self.current.as_mut().map_or(Ok(1.0), |current| part.prepare(&mut current.lab))
    }

    /// What a view needs beside the frame.
    ///
    /// # Errors
    /// A sentence when a scheme is refused, or when there is no data yet.
    pub fn part(&mut self, part: JsValue) -> Result<JsValue, js_sys::Error> {
        let part: PartRequest = decode(part)?;
        match &mut self.current {
            Some(current) => part.answer(&mut current.lab),
            None => Err(js_sys::Error::new("part() before any data")),
        }
    }

    /// Sorts some of the data, which makes what comes quicker; the share that is done. For idle time.
    pub fn sort_step(&mut self) -> f64 {
        self.current.as_mut().map_or(1.0, |current| current.lab.sort_step())
    }

    /// The frame of a request.
    ///
    /// # Errors
    /// A sentence when a scheme is refused, or when there is no data yet.
    pub fn frame(&mut self, request: JsValue) -> Result<JsValue, js_sys::Error> {
        let FrameRequest { a, b, view, bins, block_a, block_b } = decode(request)?;
        let request = Request {
            schemes: [scheme(&a)?, scheme(&b)?],
            blocks: [block_a as usize, block_b as usize],
            view,
            bins: bins as usize,
        };
        let Some(current) = &mut self.current else {
            return Err(js_sys::Error::new("frame() before any data"));
        };
        let frame = current.lab.frame(&request);

        let out = js_sys::Object::new();
        set(&out, "data", &current.record());
        set(&out, "whole", &record(&(frame.whole.lo(), frame.whole.hi())));
        set(&out, "view", &record(&(frame.view.lo(), frame.view.hi())));
        set(&out, "counts", &js_sys::Uint32Array::from(frame.counts.bins.as_slice()));
        set(&out, "below", &frame.counts.below.into());
        set(&out, "above", &frame.counts.above.into());
        for (name, scheme) in ["a", "b"].iter().zip(&frame.schemes) {
            set(&out, name, &scheme_record(scheme));
        }
        Ok(out.into())
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
        })
    }
}

fn scheme_record(frame: &SchemeFrame) -> JsValue {
    let out = js_sys::Object::from(record(&SchemeRecord::from(frame)));
    set(&out, "levels", &js_sys::Float32Array::from(frame.calibrated.params.levels().as_slice()));
    let usage: Vec<f64> = frame.report.usage.iter().map(|&count| count as f64).collect();
    set(&out, "usage", &js_sys::Float64Array::from(usage.as_slice()));
    if let Some(counts) = &frame.block_counts {
        set(&out, "block_counts", &js_sys::Uint32Array::from(counts.as_slice()));
    }
    out.into()
}
