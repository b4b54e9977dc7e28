//! What goes out as files: the data, a quantized tensor, the ranges of its blocks. Each made in steps.

use super::Lab;
use crate::{
    Scheme,
    analysis::{Calibrating, Quantizing},
    file::write::{Array, Elements, QuantizedFile, Target, npy},
};

/// What is being made, and what was made last; asked for once, it is forgotten.
#[derive(Debug, Default)]
pub(super) struct Exports {
    quantizing: Option<Quantizing>,
    calibrating: Option<Calibrating>,
    /// A file under its scheme, its kind and the notation of the data.
    file: Option<(FileKey, Vec<u8>)>,
    ranges: Option<(Scheme, Vec<(f32, f32)>)>,
}

type FileKey = (Scheme, Target, String);

impl Lab {
    /// Does a part, some milliseconds long, of the work [`Lab::quantized_file`] still needs; the share that is done, 1 when it
    /// answers at once.
    pub fn prepare_quantized_file(&mut self, scheme: &Scheme, target: Target, data: &str) -> f64 {
        let key = (*scheme, target, data.to_owned());
        if self.exports.file.as_ref().is_some_and(|(known, _)| *known == key) {
            return 1.0;
        }
        // Whether a range follows from the sorted view must not differ from what is shown.
        let reported = self.prepare(&[*scheme; 2]);
        if reported < 1.0 {
            return reported / 2.0;
        }
        let mut quantizing = match self.exports.quantizing.take() {
            Some(coming) if coming.scheme() == scheme => coming,
            _ => Quantizing::new(*scheme),
        };
        if let Some(quantized) = quantizing.step(self.level, &self.tensor, self.sorted()) {
            let file = QuantizedFile { tensor: &self.tensor, scheme, quantized: &quantized, data };
            self.exports.file = Some((key, file.write(target)));
            return 1.0;
        }
        let done = quantizing.progress(&self.tensor);
        self.exports.quantizing = Some(quantizing);
        // Writing is left to do.
        (1.0 + done * 0.99) / 2.0
    }

    /// The tensor quantized by `scheme` as a file; `data` is the notation of the data, which the file tells.
    pub fn quantized_file(&mut self, scheme: &Scheme, target: Target, data: &str) -> Vec<u8> {
        loop {
            match self.exports.file.take() {
                Some(((known, kind, text), file))
                    if (known, kind, text.as_str()) == (*scheme, target, data) =>
                {
                    return file;
                }
                _ => self.prepare_quantized_file(scheme, target, data),
            };
        }
    }

    /// Does a part, some milliseconds long, of the work [`Lab::ranges`] still needs; the share that is done.
    pub fn prepare_ranges(&mut self, scheme: &Scheme) -> f64 {
        if self.exports.ranges.as_ref().is_some_and(|(known, _)| known == scheme) {
            return 1.0;
        }
        let reported = self.prepare(&[*scheme; 2]);
        if reported < 1.0 {
            return reported / 2.0;
        }
        let mut calibrating = match self.exports.calibrating.take() {
            Some(coming) if coming.scheme() == scheme => coming,
            _ => Calibrating::new(*scheme),
        };
        if let Some(ranges) = calibrating.step(self.level, &self.tensor, self.sorted()) {
            self.exports.ranges = Some((*scheme, ranges.to_vec()));
            return 1.0;
        }
        let done = calibrating.progress(&self.tensor);
        self.exports.calibrating = Some(calibrating);
        (1.0 + done) / 2.0
    }

    /// The range calibration chose for every block, as the grid got it: before it was made symmetric or widened to contain 0.
    pub fn ranges(&mut self, scheme: &Scheme) -> Vec<(f32, f32)> {
        loop {
            match self.exports.ranges.take() {
                Some((known, ranges)) if known == *scheme => return ranges,
                _ => self.prepare_ranges(scheme),
            };
        }
    }

    /// The numbers of the tensor, in row-major order.
    pub fn numbers(&self) -> &[f32] {
        self.tensor.values()
    }

    /// The tensor as a `.npy` file.
    pub fn npy(&self) -> Vec<u8> {
        let tensor = &self.tensor;
        let elements = Elements::F32(tensor.values().into());
        npy(&Array { name: tensor.name(), shape: tensor.shape().to_vec(), elements })
    }
}
