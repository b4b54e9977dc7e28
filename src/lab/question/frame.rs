//! The frame: everything that the page shows of two schemes, whatever the view.

use std::rc::Rc;

use super::{Pending, Question, histogram::counts};
use crate::{
    Report, Scheme,
    analysis::{Spread, View},
    kernels::{Counts, histogram},
    lab::{Bench, Lab},
    quantizer::Quantizer,
    scheme::{
        Blocks, Extent, Fit,
        calibration::{Block, Finding},
        ggml,
    },
};

/// Fewest and most bins of a histogram.
pub(super) const BINS: std::ops::RangeInclusive<usize> = 1..=8192;

/// What does a picture of two schemes show?
#[derive(Debug, Clone, PartialEq)]
pub struct FrameQuestion {
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
    /// The view of the whole data; of one-sided data with the codes that it leaves unused.
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
    /// All grids of the tensor.
    pub fit: Rc<Fit>,
    /// Its measures on the whole tensor.
    pub report: Rc<Report>,
    /// Number of the block whose grid is shown.
    pub block: usize,
    /// Where that block lies.
    pub extent: Extent,
    /// That block's quantizer.
    pub quantizer: Quantizer,
    /// The range that calibration chose for that block, as the grid needs it; the grid of a stored scale may end elsewhere.
    pub range: (f32, f32),
    /// How calibration came to that range.
    pub finding: Finding,
    /// Smallest and largest finite value of that block; zeros where it has none.
    pub extrema: (f32, f32),
    /// Histogram of that block's values over the view, when the scheme has several blocks.
    pub block_counts: Option<Vec<u32>>,
    /// The ranges of all blocks and all decoded values, when the scheme has several blocks.
    pub spread: Option<Rc<Spread>>,
    /// How many of that block's values lie below and above its range.
    pub clipped: (u32, u32),
    /// What a format that fits its own scales stores of that block, and the super-block that holds it.
    pub fitted: Option<(ggml::Coding, ggml::SuperBlock)>,
}

/// What a scheme's part of a frame follows from: scheme, block, view and bins.
type Key = (Scheme, usize, View, usize);

/// What was shown last.
#[derive(Debug, Default)]
struct Shown {
    counts: Option<(View, usize, Rc<Counts>)>,
    schemes: [Option<(Key, SchemeFrame)>; 2],
    /// All blocks at once under schemes whose reports are still to come.
    ahead: [Option<(SpreadKey, Rc<Spread>)>; 2],
}

/// What all blocks at once follow from: scheme, view and bins.
type SpreadKey = (Scheme, View, usize);

fn of_spread((scheme, _, view, bins): Key) -> SpreadKey {
    (scheme, view, bins)
}

impl Question for FrameQuestion {
    type Answer = Frame;

    fn ask(&self, lab: &mut Lab) -> Result<Frame, Pending> {
        let reports = lab.reported(&self.schemes);
        if reports.is_err() && lab.waits() {
            self.go_ahead(lab);
        }
        let [report_a, report_b] = reports?;
        // A report can outlive its fit.
        let [fit_a, fit_b] = lab.fitted(&self.schemes).map_err(|pending| pending.between(0.5, 1.0))?;
        let Lab { bench, kept, .. } = lab;
        let shown: &mut Shown = kept.of();
        let (whole, view, bins) = self.extent(bench, [&fit_a, &fit_b]);
        let counts = shown.counts(bench, view, bins);
        let schemes = [(0, fit_a, report_a), (1, fit_b, report_b)].map(|(i, fit, report)| {
            let key = (self.schemes[i], self.blocks[i], view, bins);
            let last = shown.schemes[i].take();
            let frame = match last {
                Some((known, frame)) if known == key => frame,
                last => {
                    let ahead = shown.ahead[i].take().filter(|(known, _)| *known == of_spread(key));
                    let known = ahead.map(|(_, spread)| spread).or_else(|| known_spread(key, last));
                    let spread = (fit.count() > 1).then(|| known.unwrap_or_else(|| spread(bench, key, &fit)));
                    SchemeFrame { spread, ..scheme_frame(bench, key, fit, report) }
                }
            };
            shown.schemes[i] = Some((key, frame.clone()));
            frame
        });
        Ok(Frame { whole, view, counts, schemes })
    }
}

impl FrameQuestion {
    /// The view of the whole data, the view shown, and its bins.
    fn extent(&self, bench: &Bench, fits: [&Fit; 2]) -> (View, View, usize) {
        let whole = whole_view(bench, fits);
        let view = self.view.map_or(whole, |(lo, hi)| whole.within(lo, hi));
        (whole, view, self.bins.clamp(*BINS.start(), *BINS.end()))
    }

    /// While only the crew measures: makes what needs no report.
    fn go_ahead(&self, lab: &mut Lab) {
        let Some([fit_a, fit_b]) = lab.shelves.known_fits(&self.schemes) else { return };
        let Lab { bench, kept, .. } = lab;
        let shown: &mut Shown = kept.of();
        let (_, view, bins) = self.extent(bench, [&fit_a, &fit_b]);
        for (i, fit) in [fit_a, fit_b].iter().enumerate() {
            let key = (self.schemes[i], self.blocks[i], view, bins);
            let is_known = |known: &SpreadKey| *known == of_spread(key);
            let shown_last = shown.schemes[i].as_ref().is_some_and(|(known, _)| is_known(&of_spread(*known)));
            let ahead = shown.ahead[i].as_ref().is_some_and(|(known, _)| is_known(known));
            if fit.count() > 1 && !shown_last && !ahead {
                shown.ahead[i] = Some((of_spread(key), spread(bench, key, fit)));
            }
        }
    }
}

/// The view of the whole data under both schemes.
pub(super) fn whole_view(bench: &Bench, fits: [&Fit; 2]) -> View {
    let summary = &bench.summary;
    fits.iter().fold(View::whole(summary), |view, fit| view.with_levels(summary, fit.farthest_levels()))
}

fn scheme_frame(bench: &Bench, (_, block, view, bins): Key, fit: Rc<Fit>, report: Rc<Report>) -> SchemeFrame {
    let blocks = Blocks::of(&bench.tensor, fit.map());
    let block = block.min(fit.count() - 1);
    let (extent, quantizer) = (fit.map().extent(block), fit.quantizer(block));
    let fitted = fit.super_block(bench.level, &bench.tensor, block);
    let (choice, extrema, block_counts, clipped);
    if let Some(sorted) = bench.sorted().filter(|_| fit.count() == 1) {
        let all = Block::of_sorted(bench.level, sorted);
        (choice, extrema, block_counts) = (fit.choice(0, &all), all.extrema(), None);
        clipped = outside(&quantizer, |lo, hi| {
            let (below, above) = sorted.outside(lo, hi);
            (below as u32, above as u32)
        });
    } else {
        let values = blocks.values(block);
        let own = Block::new(bench.level, &values);
        let histogram = |lo, hi, bins| histogram(bench.level, &values, lo, hi, bins);
        (choice, extrema) = (fit.choice(block, &own), own.extrema());
        block_counts = (fit.count() > 1).then(|| histogram(view.lo(), view.hi(), bins).bins);
        clipped = outside(&quantizer, |lo, hi| {
            let counts = histogram(lo.into(), hi.into(), 1);
            (counts.below, counts.above)
        });
    }
    let range = fit.widened((choice.lo, choice.hi));
    SchemeFrame {
        fit,
        report,
        block,
        extent,
        quantizer,
        range,
        finding: choice.finding,
        extrema,
        block_counts,
        spread: None,
        clipped,
        fitted,
    }
}

/// All blocks at once, as they were shown last, where only the block shown is another.
fn known_spread(key: Key, last: Option<(Key, SchemeFrame)>) -> Option<Rc<Spread>> {
    last.filter(|(known, _)| of_spread(*known) == of_spread(key)).and_then(|(_, frame)| frame.spread)
}

/// All blocks at once.
fn spread(bench: &Bench, (_, _, view, bins): Key, fit: &Fit) -> Rc<Spread> {
    Rc::new(Spread::new(bench.level, &bench.tensor, fit, view, bins))
}

impl Shown {
    /// The histogram of all values over a view; the last one is kept.
    fn counts(&mut self, bench: &Bench, view: View, bins: usize) -> Rc<Counts> {
        if let Some((known_view, known_bins, counts)) = &self.counts
            && (*known_view, *known_bins) == (view, bins)
        {
            return Rc::clone(counts);
        }
        let counts = Rc::new(counts(bench, (view.lo(), view.hi()), bins));
        self.counts = Some((view, bins, Rc::clone(&counts)));
        counts
    }
}

/// How many values `count` finds outside the range of a quantizer.
fn outside<N: Default>(quantizer: &Quantizer, count: impl FnOnce(f32, f32) -> (N, N)) -> (N, N) {
    let (alpha, beta) = quantizer.range();
    // A block of zeros has an empty range, and nothing outside.
    if alpha == beta { Default::default() } else { count(alpha, beta) }
}
