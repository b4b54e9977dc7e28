//! What goes out as files: a quantized tensor, the ranges of its blocks, the data.

use std::rc::Rc;

use super::{Pending, Question};
use crate::{
    Scheme,
    analysis::Quantizing,
    file::write::{Array, Elements, QuantizedFile, Target, npy},
    lab::{Bench, Lab, Shelf, Work},
    scheme::Fit,
};

/// What is the quantized tensor as a file?
#[derive(Debug, Clone, PartialEq)]
pub struct QuantizedFileQuestion {
    /// How it is quantized.
    pub scheme: Scheme,
    /// Which kind of file.
    pub target: Target,
    /// The notation of the data, which the file names.
    pub data: String,
}

/// The files of a lab: the one in the making. One that is done is given away.
#[derive(Debug)]
struct Files(Shelf<Scheme, Quantizing>);

impl Default for Files {
    fn default() -> Self {
        Self(Shelf::new(1))
    }
}

impl Work for Quantizing {
    type Output = crate::Quantized;

    fn step(&mut self, on: &Bench) -> Option<crate::Quantized> {
        Self::step(self, on.level, &on.tensor)
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Question for QuantizedFileQuestion {
    /// None where the container has no layout for the scheme.
    type Answer = Option<Vec<u8>>;

    fn ask(&self, lab: &mut Lab) -> Result<Option<Vec<u8>>, Pending> {
        let [fit] = lab.fitted(&[self.scheme]).map_err(|pending| pending.between(0.0, 0.5))?;
        let Lab { bench, kept, .. } = lab;
        let Files(shelf) = kept.of();
        shelf.advance(&self.scheme, bench, || Quantizing::new(fit, &bench.tensor));
        let pending = Pending::of(shelf.progress(&self.scheme, bench)).between(0.5, 1.0);
        let quantized = shelf.find(&self.scheme).ok_or(pending)?;
        // Codes are large, and asked for once.
        *shelf = Shelf::new(1);
        Ok(QuantizedFile { tensor: &bench.tensor, quantized: &quantized, data: &self.data }
            .write(self.target))
    }
}

/// Which containers have a layout for the tensor under this scheme, and what they call it?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ContainersQuestion(pub Scheme);

impl Question for ContainersQuestion {
    type Answer = Vec<(Target, &'static str)>;

    fn ask(&self, lab: &mut Lab) -> Result<Self::Answer, Pending> {
        let layout = |target: Target| Some((target, target.layout(&self.0, &lab.bench.tensor)?));
        Ok(Target::ALL.into_iter().filter_map(layout).collect())
    }
}

/// What are all grids of the tensor under this scheme?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitQuestion(pub Scheme);

impl Question for FitQuestion {
    type Answer = Rc<Fit>;

    fn ask(&self, lab: &mut Lab) -> Result<Rc<Fit>, Pending> {
        let [fit] = lab.fitted(&[self.0])?;
        Ok(fit)
    }
}

impl Lab {
    /// The numbers of the tensor, in row-major order.
    pub fn numbers(&self) -> &[f32] {
        self.bench.tensor.values()
    }

    /// The tensor as a `.npy` file.
    pub fn npy(&self) -> Vec<u8> {
        let tensor = &self.bench.tensor;
        let elements = Elements::F32(tensor.values().into());
        npy(&Array { name: tensor.name(), shape: tensor.shape().to_vec(), elements })
    }
}
