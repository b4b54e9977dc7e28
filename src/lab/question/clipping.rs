//! Curves of error against clipping.

use std::rc::Rc;

use super::{Pending, Question};
use crate::{
    Scheme,
    analysis::{BlockSweep, Curve, Spacing, Sweep, marked},
    lab::{Bench, Lab, Shelf, Work},
    scheme::{Blocks, Calibration, Fit},
    sorted::Sorted,
};

/// Curves kept: of both schemes in both symmetries, and of the state before.
const KEPT: usize = 8;

/// What is the curve of error against clipping?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurveQuestion {
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
#[derive(Debug)]
struct Curves(Shelf<CurveQuestion, CurveWork>);

impl Default for Curves {
    fn default() -> Self {
        Self(Shelf::new(KEPT))
    }
}

/// A curve in the making.
#[derive(Debug)]
enum CurveWork {
    /// From the sorted view of the tensor.
    Tensor(Sweep),
    /// From that of one block.
    Block(Sweep, Sorted),
    /// Block by block.
    Blocks(BlockSweep),
}

impl Work for CurveWork {
    type Output = Curve;

    fn step(&mut self, on: &Bench) -> Option<Curve> {
        match self {
            Self::Tensor(sweep) => sweep.step(on.level, on.sorted()?),
            Self::Block(sweep, sorted) => sweep.step(on.level, sorted),
            Self::Blocks(sweep) => sweep.step(on.level, &on.tensor),
        }
    }

    fn progress(&self, on: &Bench) -> f64 {
        match self {
            Self::Tensor(sweep) | Self::Block(sweep, _) => sweep.progress(),
            Self::Blocks(sweep) => sweep.progress(&on.tensor),
        }
    }
}

/// A curve, and how many values it is about.
#[derive(Debug, Clone)]
pub struct Curved {
    /// The curve and where calibrators lie on it.
    pub curve: Rc<Curve>,
    /// How many values it is about.
    pub count: usize,
}

impl Question for CurveQuestion {
    type Answer = Curved;

    /// For a scheme with one scale for the whole tensor, sorting is part of the work; the values of one block are sorted in one
    /// go.
    fn ask(&self, lab: &mut Lab) -> Result<Curved, Pending> {
        let question = self.canonical(lab);
        let answers = [question, Self { marked: true, ..question }];
        if !answers.iter().any(|answer| lab.kept.of::<Curves>().0.has(answer)) {
            question.go_on(lab)?;
        }
        let Lab { bench, kept, .. } = lab;
        let Curves(shelf) = kept.of();
        let known = answers.iter().find_map(|answer| shelf.find(answer));
        let pending = Pending::of(shelf.progress(&question, bench)).between(0.5, 1.0);
        Ok(Curved { curve: known.ok_or(pending)?, count: self.count(bench) })
    }
}

impl CurveQuestion {
    /// The question with what does not matter left out, so that equal curves have equal questions.
    fn canonical(&self, lab: &Lab) -> Self {
        let scheme = Scheme { calibration: Calibration::default(), ..self.scheme };
        let last = lab.bench.map(&scheme).count() - 1;
        match self.block {
            _ if last == 0 => Self { scheme, block: None, ..*self },
            Some(block) => Self { scheme, block: Some(block.min(last)), ..*self },
            None => Self { scheme, spacing: Spacing::Percentile, ..*self },
        }
    }

    /// How many values the curve is about.
    fn count(&self, bench: &Bench) -> usize {
        let blocks = Blocks::new(&bench.tensor, self.scheme.granularity);
        match self.block {
            Some(block) => blocks.values(block.min(blocks.count() - 1)).len(),
            None => bench.tensor.values().len() - bench.tensor.non_finite().total(),
        }
    }

    /// Some milliseconds of the work on the curve, or on what it needs.
    fn go_on(self, lab: &mut Lab) -> Result<(), Pending> {
        let Self { scheme, block, spacing, points, .. } = self;
        let whole = lab.bench.is_whole(&scheme);
        if whole && lab.bench.sorted().is_none() {
            return Err(Pending::of(lab.bench.sort()).between(0.0, 0.25));
        }
        // One block is marked by what its calibrators choose for it alone; all blocks, by their fits.
        let fits = if self.marked && block.is_none() { marks(lab, scheme)? } else { Vec::new() };
        let sweep = |range: &dyn Fn(usize) -> Option<(f32, f32)>| {
            let marks = marked(scheme).enumerate().map(|(i, scheme)| (scheme.calibration, range(i)));
            let sweep = Sweep::new(scheme, spacing, points);
            if self.marked { sweep.marking(marks.collect()) } else { sweep }
        };
        let Lab { bench, kept, .. } = lab;
        let Curves(shelf) = kept.of();
        shelf.advance(&self, bench, || match block {
            _ if whole => CurveWork::Tensor(sweep(&|i| fits.get(i).map(|fit| fit.ranges()[0]))),
            None => CurveWork::Blocks(BlockSweep::new(scheme, points, fits)),
            Some(block) => {
                let values = Blocks::new(&bench.tensor, scheme.granularity).values(block);
                CurveWork::Block(sweep(&|_| None), Sorted::new(&values))
            }
        });
        Ok(())
    }
}

/// The fits of a scheme with each calibrator that is marked.
fn marks(lab: &mut Lab, scheme: Scheme) -> Result<Vec<Rc<Fit>>, Pending> {
    let schemes: Vec<Scheme> = marked(scheme).collect();
    let mut fits = Vec::with_capacity(schemes.len());
    for (i, &scheme) in schemes.iter().enumerate() {
        let share = |part: f64| 0.25 + (i as f64 + part) / schemes.len() as f64 / 4.0;
        let [fit] = lab.fitted(&[scheme]).map_err(|pending| pending.between(share(0.0), share(1.0)))?;
        fits.push(fit);
    }
    Ok(fits)
}
