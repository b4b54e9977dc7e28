//! The lab: one tensor, and a frame of numbers and picture data for each request.
//!
//! A frame holds all that the page shows of a state. What did not change since the last request (the report of a
//! scheme, the histogram of a view) is not computed again.

use std::rc::Rc;

use crate::{
    Report, Scheme, Tensor,
    analysis::{Measures, Reporting, Summary, View},
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
    reports: Vec<(Scheme, Rc<Report>)>,
    coming: Option<Reporting>,
    counts: Option<(View, usize, Rc<Counts>)>,
    shown: [Option<(ShownKey, SchemeFrame)>; 2],
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
            reports: Vec::new(),
            coming: None,
            counts: None,
            shown: [None, None],
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
                    self.reports.insert(0, (*scheme, Rc::new(report)));
                    self.reports.truncate(REPORTS_KEPT);
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
        self.reports.iter().any(|(known, _)| known == scheme)
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
        while !self.knows(&scheme) {
            self.prepare(&[scheme; 2]);
        }
        // What was used last is forgotten last.
        let at = self.reports.iter().position(|(known, _)| *known == scheme).unwrap_or_default();
        self.reports[..=at].rotate_right(1);
        Rc::clone(&self.reports[0].1)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lab() -> Lab {
        let mut values: Vec<f32> = (0..96).map(|i| (i as f32 - 48.0) / 16.0).collect();
        values[5] = 30.0;
        values[6] = f32::NAN;
        Lab::new(Tensor::new("t", &[4, 24], values).unwrap())
    }

    fn request(a: &str, b: &str) -> Request {
        Request { schemes: [a, b].map(|s| s.parse().unwrap()), blocks: [0, 0], view: None, bins: 10 }
    }

    #[test]
    fn a_frame_shows_one_block_of_a_group_scheme() {
        let mut lab = lab();
        let frame = lab.frame(&Request { blocks: [9, 9], ..request("int4", "int4:asym:g8") });
        let [a, b] = frame.schemes;
        assert_eq!((a.block, a.block_counts, a.report.blocks), (0, None, 1));
        assert_eq!((b.block, b.report.blocks), (9, 12));
        assert_eq!(b.extent, Extent { rows: 3..4, columns: 0..8 });
        assert_eq!(b.block_counts.unwrap().iter().sum::<u32>(), 8);
        assert_eq!(frame.counts.bins.iter().sum::<u32>(), 95, "NaN is not counted");
    }

    #[test]
    fn a_block_beyond_the_last_is_brought_into_range() {
        let frame = lab().frame(&Request { blocks: [7, 1000], ..request("int4", "int4:row") });
        assert_eq!(frame.schemes.map(|s| s.block), [0, 3]);
    }

    #[test]
    fn clipped_values_of_the_block_are_counted_on_each_side() {
        let frame = lab().frame(&request("int4:clip(-1,1)", "int4"));
        let outside = |low: bool| {
            let values = (0..96).filter(|&i| i != 5 && i != 6).map(|i| (i as f32 - 48.0) / 16.0);
            values.filter(|&x| if low { x < -1.0 } else { x > 1.0 }).count() as u32
        };
        assert_eq!(frame.schemes[0].clipped, (outside(true), outside(false) + 1));
        assert_eq!(frame.schemes[1].clipped, (0, 0));
    }

    #[test]
    fn what_did_not_change_is_not_computed_again() {
        let mut lab = lab();
        let first = lab.frame(&request("int4", "int8"));
        let second = lab.frame(&request("int3", "int8"));
        assert!(Rc::ptr_eq(&first.counts, &second.counts));
        assert!(Rc::ptr_eq(&first.schemes[1].report, &second.schemes[1].report));
        assert_ne!(first.schemes[0].report, second.schemes[0].report);
    }

    #[test]
    fn a_frame_prepared_in_steps_is_the_frame_at_once() {
        let values: Vec<f32> = (0..1 << 16).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        let tensor = Tensor::new("t", &[256, 256], values).unwrap();
        let request = request("int4:g32:mse", "int4:asym:octav");
        let (mut at_once, mut in_steps) = (Lab::new(tensor.clone()), Lab::new(tensor));
        let mut last = 0.0;
        let mut steps = 0;
        while last < 1.0 {
            let done = in_steps.prepare(&request.schemes);
            assert!(done > last, "{done} after {last}");
            (last, steps) = (done, steps + 1);
        }
        assert!(steps > 4);
        let reports = |lab: &mut Lab| lab.frame(&request).schemes.map(|scheme| scheme.report);
        assert_eq!(reports(&mut in_steps), reports(&mut at_once));
    }

    #[test]
    fn the_frame_is_the_same_with_and_without_the_sorted_view() {
        let values: Vec<f32> =
            (0..(1u64 << 20) + 512).map(|i| ((i * 7919) % 100_003) as f32 / 777.0 - 60.0).collect();
        let tensor = Tensor::new("t", &[1, (1 << 20) + 512], values).unwrap();
        let request = Request { view: Some((-50.0, 61.5)), ..request("int4", "int8:asym:clip(-55.5,40)") };
        let mut lab = Lab::new(tensor);
        // One pass each: the picture does not wait for the sorting.
        assert_eq!([lab.prepare(&request.schemes), lab.prepare(&request.schemes)], [0.5, 1.0]);
        let before = lab.frame(&request);
        assert!(lab.sorted().is_none());

        let mut last = 0.0;
        while last < 1.0 {
            let done = lab.sort_step();
            assert!(done > last, "{done} after {last}");
            last = done;
        }
        assert!(lab.sorted().is_some());
        (lab.reports, lab.counts, lab.shown) = (Vec::new(), None, [None, None]);
        let after = lab.frame(&request);
        assert_eq!(before.counts, after.counts);
        for (before, after) in before.schemes.iter().zip(&after.schemes) {
            assert_eq!((before.clipped, before.calibrated), (after.clipped, after.calibrated));
            assert_eq!(before.report.usage, after.report.usage);
            let (a, b) = (before.report.measures, after.report.measures);
            assert!((a.mse / b.mse - 1.0).abs() < 1e-6 && a.clipped == b.clipped, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_large_tensor_is_sorted_first_where_calibration_needs_it() {
        let n = (1 << 20) + 512;
        let mut lab = Lab::new(Tensor::new("t", &[n], (0..n).map(|i| (i % 4099) as f32).collect()).unwrap());
        let schemes = ["int4", "int4:p99"].map(|s| s.parse().unwrap());
        while lab.prepare(&schemes) < 1.0 {}
        assert!(lab.sorted().is_some());
    }

    #[test]
    fn a_tensor_without_finite_values_still_has_a_frame() {
        let mut lab = Lab::new(Tensor::new("t", &[2, 2], vec![f32::NAN; 4]).unwrap());
        let frame = lab.frame(&request("int4:p99", "int4:asym:row"));
        assert_eq!(frame.schemes[0].report.measures.mse, 0.0);
        assert_eq!(frame.schemes[1].calibrated.params.scale, 1.0);
    }
}
