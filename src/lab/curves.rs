//! Curves of error against clipping, each made once and in steps.

use std::rc::Rc;

use super::Lab;
use crate::{
    Scheme,
    analysis::{Curve, Spacing, Sweep},
    scheme::{Blocks, Calibration},
    sorted::Sorted,
};

/// Curves kept: of both schemes, and of the state before.
const KEPT: usize = 4;

/// Which curve of error against clipping is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurveRequest {
    /// The scheme; its own calibration does not matter.
    pub scheme: Scheme,
    /// The block whose values are asked about, where the scheme has several; brought into range.
    pub block: usize,
    /// What the points differ in.
    pub spacing: Spacing,
    /// How many points; brought to three at least.
    pub points: usize,
}

/// The curves of a lab.
#[derive(Debug, Default)]
pub(super) struct Curves {
    known: Vec<(CurveRequest, Rc<Curve>)>,
    coming: Option<Coming>,
}

/// A curve in the making, and the values of its block where that is not the whole tensor.
#[derive(Debug)]
struct Coming {
    request: CurveRequest,
    sweep: Sweep,
    block: Option<Sorted>,
}

impl Lab {
    /// Does a part, some milliseconds long, of the work [`Lab::curve`] still needs; the share that is done, 1 when it answers at
    /// once. For a scheme with one scale for the whole tensor, sorting is part of it; the values of one block are sorted in
    /// one go.
    pub fn prepare_curve(&mut self, request: &CurveRequest) -> f64 {
        let request = &self.canonical(request);
        if self.known_curve(request).is_some() {
            return 1.0;
        }
        let whole = self.is_whole(&request.scheme);
        if whole && self.sorted().is_none() {
            return self.sort_step() / 2.0;
        }
        let mut coming = match self.curves.coming.take() {
            Some(coming) if coming.request == *request => coming,
            _ => self.begin_curve(request, whole),
        };
        let Some(sorted) = coming.block.as_ref().or(self.sorted()) else { return 0.0 };
        if let Some(curve) = coming.sweep.step(self.level, sorted) {
            self.curves.known.insert(0, (*request, Rc::new(curve)));
            self.curves.known.truncate(KEPT);
            return 1.0;
        }
        let done = coming.sweep.progress();
        self.curves.coming = Some(coming);
        if whole { (1.0 + done) / 2.0 } else { done }
    }

    /// The curve of a request and where calibrators lie on it.
    pub fn curve(&mut self, request: &CurveRequest) -> Rc<Curve> {
        let request = &self.canonical(request);
        loop {
            if let Some(at) = self.known_curve(request) {
                // What was used last is forgotten last.
                self.curves.known[..=at].rotate_right(1);
                return Rc::clone(&self.curves.known[0].1);
            }
            self.prepare_curve(request);
        }
    }

    /// The request with what does not matter left out, so that equal curves have equal requests.
    fn canonical(&self, request: &CurveRequest) -> CurveRequest {
        let scheme = Scheme { calibration: Calibration::default(), ..request.scheme };
        let last = Blocks::new(&self.tensor, scheme.granularity).count() - 1;
        CurveRequest { scheme, block: request.block.min(last), ..*request }
    }

    fn known_curve(&self, request: &CurveRequest) -> Option<usize> {
        self.curves.known.iter().position(|(known, _)| known == request)
    }

    fn begin_curve(&self, request: &CurveRequest, whole: bool) -> Coming {
        let &CurveRequest { scheme, block, spacing, points } = request;
        let blocks = Blocks::new(&self.tensor, scheme.granularity);
        let block = (!whole).then(|| Sorted::new(&blocks.values(block)));
        Coming { request: *request, sweep: Sweep::new(scheme, spacing, points), block }
    }
}
