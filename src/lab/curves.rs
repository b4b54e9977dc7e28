//! Curves of error against clipping, each made once and in steps.

use std::rc::Rc;

use super::{Kept, Lab};
use crate::{
    Scheme,
    analysis::{BlockSweep, Curve, Spacing, Sweep},
    scheme::{Blocks, Calibration},
    sorted::Sorted,
};

/// Curves kept: of both schemes in both symmetries, and of the state before. Fewer than a view asks for at once, or just as
/// many, would push out what is asked for next.
const KEPT: usize = 8;

/// Which curve of error against clipping is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurveRequest {
    /// The scheme; its own calibration does not matter.
    pub scheme: Scheme,
    /// The block whose values are asked about, where the scheme has several; brought into range. None asks about all of them
    /// together, which is always by percentile: each block has a range of its own.
    pub block: Option<usize>,
    /// What the points differ in.
    pub spacing: Spacing,
    /// How many points; brought to three at least.
    pub points: usize,
    /// Whether calibrators are wanted on it; a curve that has them answers either way.
    pub marked: bool,
}

/// The curves of a lab.
#[derive(Debug, Default)]
pub(super) struct Curves {
    known: Kept<CurveRequest, Curve>,
    coming: Option<Coming>,
}

/// A curve in the making.
#[derive(Debug)]
struct Coming {
    request: CurveRequest,
    work: Work,
}

#[derive(Debug)]
enum Work {
    /// From the lab's sorted view.
    Tensor(Sweep),
    /// From one block's own.
    Block(Sweep, Sorted),
    /// Block by block.
    Blocks(BlockSweep),
}

impl Lab {
    /// Does a part, some milliseconds long, of the work [`Lab::curve`] still needs; the share that is done, 1 when it answers at
    /// once. For a scheme with one scale for the whole tensor, sorting is part of it; the values of one block are sorted in
    /// one go.
    pub fn prepare_curve(&mut self, request: &CurveRequest) -> f64 {
        let request = &self.canonical(request);
        let [plain, marked] = answers(request);
        if self.curves.known.has(&plain) || self.curves.known.has(&marked) {
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
        let curve = match (&mut coming.work, self.sorted()) {
            (Work::Tensor(sweep), Some(sorted)) => sweep.step(self.level, sorted),
            (Work::Tensor(_), None) => None,
            (Work::Block(sweep, sorted), _) => sweep.step(self.level, sorted),
            (Work::Blocks(sweep), _) => sweep.step(self.level, &self.tensor),
        };
        if let Some(curve) = curve {
            self.curves.known.add(*request, curve, KEPT);
            return 1.0;
        }
        let done = match &coming.work {
            Work::Tensor(sweep) => (1.0 + sweep.progress()) / 2.0,
            Work::Block(sweep, _) => sweep.progress(),
            Work::Blocks(sweep) => sweep.progress(&self.tensor),
        };
        self.curves.coming = Some(coming);
        done
    }

    /// How many values a curve is about.
    pub fn curve_count(&self, request: &CurveRequest) -> usize {
        let blocks = Blocks::new(&self.tensor, request.scheme.granularity);
        match request.block {
            Some(block) => blocks.values(block.min(blocks.count() - 1)).len(),
            None => self.tensor.values().len() - self.tensor.non_finite().total(),
        }
    }

    /// The curve of a request and where calibrators lie on it.
    pub fn curve(&mut self, request: &CurveRequest) -> Rc<Curve> {
        let request = &self.canonical(request);
        loop {
            let [plain, marked] = answers(request);
            let known = &mut self.curves.known;
            if let Some(curve) = known.find(&plain).or_else(|| known.find(&marked)) {
                return curve;
            }
            self.prepare_curve(request);
        }
    }

    /// The request with what does not matter left out, so that equal curves have equal requests.
    fn canonical(&self, request: &CurveRequest) -> CurveRequest {
        let scheme = Scheme { calibration: Calibration::default(), ..request.scheme };
        let last = Blocks::new(&self.tensor, scheme.granularity).count() - 1;
        match request.block {
            _ if last == 0 => CurveRequest { scheme, block: None, ..*request },
            Some(block) => CurveRequest { scheme, block: Some(block.min(last)), ..*request },
            None => CurveRequest { scheme, spacing: Spacing::Percentile, ..*request },
        }
    }

    fn begin_curve(&self, request: &CurveRequest, whole: bool) -> Coming {
        let &CurveRequest { scheme, block, spacing, points, marked } = request;
        let sweep = || {
            let sweep = Sweep::new(scheme, spacing, points);
            if marked { sweep } else { sweep.unmarked() }
        };
        let work = match block {
            _ if whole => Work::Tensor(sweep()),
            None => {
                let sweep = BlockSweep::new(scheme, points);
                Work::Blocks(if marked { sweep } else { sweep.unmarked() })
            }
            Some(block) => {
                let values = Blocks::new(&self.tensor, scheme.granularity).values(block);
                Work::Block(sweep(), Sorted::new(&values))
            }
        };
        Coming { request: *request, work }
    }
}

/// The requests whose curves answer one: itself, and the same with marks.
fn answers(request: &CurveRequest) -> [CurveRequest; 2] {
    [*request, CurveRequest { marked: true, ..*request }]
}
