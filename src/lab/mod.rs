//! The lab: one tensor, and a frame of numbers and picture data for each request.
//!
//! A frame holds all that the page shows of a state. What did not change since the last request (the report of a
//! scheme, the histogram of a view) is not computed again.

mod blocks;
mod convolution;
mod curves;
mod errors;
mod export;
mod kept;
mod stream;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use blocks::Maps;
pub use blocks::{BlocksTold, Matrix, MatrixRequest, Quantity};
pub use convolution::{ConvolutionRequest, Convolved};
pub use curves::CurveRequest;
use curves::Curves;
use errors::Profiles;
pub use errors::{ErrorFrame, ErrorRequest};
use export::Exports;
use kept::Kept;
use stream::Streams;
pub use stream::{StreamFrame, StreamRequest};

use crate::{
    Report, Scheme, Tensor,
    analysis::{Measures, Reporting, Summary, View, integers::Section},
    kernels::{Counts, Level, histogram},
    params::Params,
    scheme::{Blocks, Calibrated, Calibration, Extent, Granularity, calibration::Block},
    sorted::{Sorted, Sorting},
};

/// Fewest and most bins of a histogram.
const BINS: std::ops::RangeInclusive<usize> = 1..=8192;
/// Up to so many values, the sorted view is there before anyone waits for it.
const SORTED_AT_ONCE: usize = 1 << 20;
/// Reports kept: both schemes, and both of the state before, so that stepping back is free.
const REPORTS_KEPT: usize = 4;

/// What a picture of two schemes needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// A and B.
    pub schemes: [Scheme; 2],
    /// The block whose grid is shown, for A and B; brought into range.
    pub blocks: [usize; 2],
    /// The part of the value axis to show; the whole data when `None`.
    pub view: Option<(f64, f64)>,
    /// Bins of the histogram over the view; brought into 1 to 8192.
    pub bins: usize,
}

/// Everything shown of one state.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The view of the whole data.
    pub whole: View,
    /// The view shown: the requested one, brought into range.
    pub view: View,
    /// Histogram of all finite values over the view.
    pub counts: Rc<Counts>,
    /// A and B.
    pub schemes: [SchemeFrame; 2],
}

/// What is shown of one scheme.
#[derive(Debug, Clone)]
pub struct SchemeFrame {
    /// The scheme.
    pub scheme: Scheme,
    /// Its measures on the whole tensor.
    pub report: Rc<Report>,
    /// Number of the block whose grid is shown.
    pub block: usize,
    /// Where that block lies.
    pub extent: Extent,
    /// That block's parameters, and how calibration came to them.
    pub calibrated: Calibrated,
    /// Histogram of that block's values over the view, when the scheme has several blocks.
    pub block_counts: Option<Vec<u32>>,
    /// How many of that block's values lie below and above its range.
    pub clipped: (u32, u32),
}

/// A tensor under study.
#[derive(Debug)]
pub struct Lab {
    level: Level,
    tensor: Tensor,
    summary: Summary,
    order: Order,
    reports: Kept<Scheme, Report>,
    coming: Option<Reporting>,
    counts: Option<(View, usize, Rc<Counts>)>,
    shown: [Option<(ShownKey, SchemeFrame)>; 2],
    curves: Curves,
    maps: Maps,
    profiles: Profiles,
    /// The part of the tensor that is convolved.
    section: Option<Rc<(Section, Tensor)>>,
    exports: Exports,
    streams: Streams,
}

/// The sorted view of the tensor, or what there is of it.
#[derive(Debug)]
enum Order {
    Coming(Sorting),
    Stands(Sorted),
}

/// What a scheme's part of a frame follows from: scheme, block, view and bins.
type ShownKey = (Scheme, usize, View, usize);

impl Lab {
    /// A lab for `tensor`.
    pub fn new(tensor: Tensor) -> Self {
        let level = Level::new();
        let summary = Summary::new(level, &tensor);
        Self {
            level,
            tensor,
            summary,
            order: Order::Coming(Sorting::new()),
            reports: Kept::default(),
            coming: None,
            counts: None,
            shown: [None, None],
            curves: Curves::default(),
            maps: Maps::default(),
            profiles: Profiles::default(),
            exports: Exports::default(),
            section: None,
            streams: Streams::default(),
        }
    }

    /// The tensor.
    pub fn tensor(&self) -> &Tensor {
        &self.tensor
    }

    /// The tensor's size and spread.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Does a part, some milliseconds long, of the work a frame of `schemes` still needs; the share that is done, 1 when
    /// [`Lab::frame`] answers at once. Another pair of schemes may be asked for in between.
    ///
    /// Schemes with one scale for the whole tensor are answered from the sorted view, which is made first. Except where that
    /// lasts and one pass over the data answers as well: then the picture comes before it, and [`Lab::sort_step`] makes the
    /// view in idle time.
    pub fn prepare(&mut self, schemes: &[Scheme; 2]) -> f64 {
        let Some(scheme) = schemes.iter().find(|scheme| !self.knows(scheme)) else { return 1.0 };
        let sorts = schemes.iter().any(|scheme| self.wants_order(scheme));
        if self.sorted().is_none() && sorts {
            self.sort_step();
        } else {
            let mut reporting = match self.coming.take() {
                Some(coming) if coming.scheme() == scheme => coming,
                _ => Reporting::new(*scheme),
            };
            match reporting.step(self.level, &self.tensor, self.sorted()) {
                Some(report) => {
                    self.reports.add(*scheme, report, REPORTS_KEPT);
                }
                None => self.coming = Some(reporting),
            }
        }
        let known = schemes.iter().filter(|scheme| self.knows(scheme)).count() as f64;
        let coming = self.coming.as_ref().filter(|coming| schemes.contains(coming.scheme()));
        let done = known + coming.map_or(0.0, |coming| coming.progress(&self.tensor));
        if sorts { (done + self.sort_progress()) / 3.0 } else { done / 2.0 }
    }

    /// Does a part, some milliseconds long, of the sorting; the share that is done, 1 when the sorted view stands. From then on a
    /// scheme with one scale for the whole tensor is answered without a pass over the data.
    pub fn sort_step(&mut self) -> f64 {
        if let Order::Coming(sorting) = &mut self.order
            && let Some(sorted) = sorting.step(self.tensor.values())
        {
            self.order = Order::Stands(sorted);
        }
        self.sort_progress()
    }

    fn sort_progress(&self) -> f64 {
        match &self.order {
            Order::Coming(sorting) => sorting.progress(self.tensor.values().len()),
            Order::Stands(_) => 1.0,
        }
    }

    fn sorted(&self) -> Option<&Sorted> {
        match &self.order {
            Order::Coming(_) => None,
            Order::Stands(sorted) => Some(sorted),
        }
    }

    /// Whether `scheme` is answered from the sorted view, made for it if need be.
    fn wants_order(&self, scheme: &Scheme) -> bool {
        let one_pass = matches!(scheme.calibration, Calibration::Max | Calibration::Clip { .. });
        let lasts = self.tensor.values().len() > SORTED_AT_ONCE && self.sorted().is_none();
        self.is_whole(scheme) && !(lasts && one_pass)
    }

    /// Whether all values share one scale.
    fn is_whole(&self, scheme: &Scheme) -> bool {
        Blocks::new(&self.tensor, scheme.granularity).count() == 1
    }

    fn knows(&self, scheme: &Scheme) -> bool {
        self.reports.has(scheme)
    }

    /// Everything to show for `request`.
    pub fn frame(&mut self, request: &Request) -> Frame {
        let whole = View::whole(&self.summary);
        let view = request.view.map_or(whole, |(lo, hi)| whole.within(lo, hi));
        let bins = request.bins.clamp(*BINS.start(), *BINS.end());
        let counts = self.counts(view, bins);
        let schemes = [0, 1].map(|i| {
            let key = (request.schemes[i], request.blocks[i], view, bins);
            let known = self.shown[i].take().filter(|(known, _)| *known == key);
            let shown = known.map_or_else(|| self.scheme_frame(key), |(_, shown)| shown);
            self.shown[i] = Some((key, shown.clone()));
            shown
        });
        Frame { whole, view, counts, schemes }
    }

    fn scheme_frame(&mut self, (scheme, block, view, bins): ShownKey) -> SchemeFrame {
        let report = self.report(scheme);
        let blocks = Blocks::new(&self.tensor, scheme.granularity);
        let block = block.min(blocks.count() - 1);
        let shown = SchemeFrame {
            scheme,
            block,
            extent: blocks.extent(block),
            calibrated: report.first,
            block_counts: None,
            clipped: (0, 0),
            report,
        };
        let whole = self.sorted().filter(|_| blocks.count() == 1);
        if let Some(sorted) = whole {
            let (below, above) = outside(&shown.calibrated.params, |lo, hi| sorted.outside(lo, hi));
            return SchemeFrame { clipped: (below as u32, above as u32), ..shown };
        }
        let values = blocks.values(block);
        let calibrated = match block {
            0 => shown.calibrated,
            _ => scheme.calibrate(block, &Block::new(self.level, &values)),
        };
        let histogram = |lo, hi, bins| histogram(self.level, &values, lo, hi, bins);
        let several = blocks.count() > 1;
        SchemeFrame {
            calibrated,
            block_counts: several.then(|| histogram(view.lo(), view.hi(), bins).bins),
            clipped: outside(&calibrated.params, |lo, hi| {
                let counts = histogram(lo.into(), hi.into(), 1);
                (counts.below, counts.above)
            }),
            ..shown
        }
    }

    /// The measures of `scheme`; at once when [`Lab::prepare`] has prepared it.
    pub fn measures(&mut self, scheme: Scheme) -> Measures {
        self.report(scheme).measures
    }

    fn report(&mut self, scheme: Scheme) -> Rc<Report> {
        loop {
            if let Some(report) = self.reports.find(&scheme) {
                return report;
            }
            self.prepare(&[scheme; 2]);
        }
    }

    fn counts(&mut self, view: View, bins: usize) -> Rc<Counts> {
        if let Some((known_view, known_bins, counts)) = &self.counts
            && (*known_view, *known_bins) == (view, bins)
        {
            return Rc::clone(counts);
        }
        let counts = Rc::new(match self.sorted() {
            Some(sorted) => sorted.histogram(view.lo(), view.hi(), bins),
            None => {
                let values = Blocks::new(&self.tensor, Granularity::Tensor).values(0);
                histogram(self.level, &values, view.lo(), view.hi(), bins)
            }
        });
        self.counts = Some((view, bins, Rc::clone(&counts)));
        counts
    }
}

/// How many values `count` finds outside the range of `params`.
fn outside<N: Default>(params: &Params, count: impl FnOnce(f32, f32) -> (N, N)) -> (N, N) {
    // A block of zeros has an empty range, and nothing outside.
    if params.alpha == params.beta { Default::default() } else { count(params.alpha, params.beta) }
}
