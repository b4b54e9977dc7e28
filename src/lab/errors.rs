//! Where the errors of both schemes come from and how they are distributed, each made once and in steps.

use std::rc::Rc;

use super::{BINS, Kept, Lab};
use crate::{
    Scheme,
    analysis::{Profiling, View},
    kernels::Profile,
    rounding::Rounding,
};

/// Profiles kept: of both schemes, and of the state before.
const KEPT: usize = 4;

/// What a picture of errors needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorRequest {
    /// A and B.
    pub schemes: [Scheme; 2],
    /// The part of the value axis to show; the whole data when `None`.
    pub view: Option<(f64, f64)>,
    /// Bins of values over the view, and bins of errors.
    pub bins: (usize, usize),
}

/// The errors of A and B.
#[derive(Debug, Clone)]
pub struct ErrorFrame {
    /// Errors are counted from `-reach` to `reach`: half a step of the coarsest block, or a whole one where a value may be
    /// rounded so far, up to the next of 1, 2, 5, 10, …
    pub reach: f64,
    /// A's and B's.
    pub profiles: [Rc<Profile>; 2],
}

/// What a profile follows from.
type Key = (Scheme, View, (usize, usize), f64);

/// The profiles of a lab.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    known: Kept<Key, Profile>,
    coming: Option<(Key, Profiling)>,
}

impl Lab {
    /// Does a part, some milliseconds long, of the work [`Lab::errors`] still needs; the share that is done, 1 when it answers at
    /// once. The schemes' reports are part of it, and for one with one scale for the whole tensor, sorting.
    pub fn prepare_errors(&mut self, request: &ErrorRequest) -> f64 {
        let reported = self.prepare(&request.schemes);
        if reported < 1.0 {
            return reported / 2.0;
        }
        if request.schemes.iter().any(|scheme| self.is_whole(scheme)) && self.sorted().is_none() {
            return (1.0 + self.sort_step()) / 3.0;
        }
        let keys = self.keys(request);
        let Some(&key) = keys.iter().find(|key| !self.profiles.known.has(key)) else { return 1.0 };
        let (scheme, view, (bins, error_bins), reach) = key;
        let mut profiling = match self.profiles.coming.take() {
            Some((coming, profiling)) if coming == key => profiling,
            _ => Profiling::new(scheme, view, bins, reach, error_bins),
        };
        let done = if profiling.step(self.level, &self.tensor, self.sorted()) {
            self.profiles.known.add(key, profiling.into_profile(), KEPT);
            1.0
        } else {
            let done = profiling.progress(&self.tensor);
            self.profiles.coming = Some((key, profiling));
            done
        };
        let profiled = if key == keys[0] { done } else { 1.0 + done };
        // What is left is to find that nothing is.
        (2.0 + profiled / 2.0) / 3.0 * 0.999
    }

    /// The errors of a request.
    pub fn errors(&mut self, request: &ErrorRequest) -> ErrorFrame {
        loop {
            let keys = self.keys(request);
            if let [Some(a), Some(b)] = keys.map(|key| self.profiles.known.find(&key)) {
                return ErrorFrame { reach: keys[0].3, profiles: [a, b] };
            }
            self.prepare_errors(request);
        }
    }

    /// What the profiles of a request follow from, once the reports are there.
    fn keys(&mut self, request: &ErrorRequest) -> [Key; 2] {
        let whole = View::whole(&self.summary);
        let view = request.view.map_or(whole, |(lo, hi)| whole.within(lo, hi));
        let within = |bins: usize| bins.clamp(*BINS.start(), *BINS.end());
        let bins = (within(request.bins.0), within(request.bins.1));
        let farthest = request.schemes.map(|scheme| {
            let steps = match scheme.rounding {
                Rounding::Even | Rounding::Away => 0.5,
                Rounding::Floor | Rounding::Stochastic(_) => 1.0,
            };
            steps * f64::from(self.report(scheme).largest_scale)
        });
        let reach = round_up(farthest[0].max(farthest[1]));
        request.schemes.map(|scheme| (scheme, view, bins, reach))
    }
}

/// The next of 1, 2, 5, 10, … times a power of ten: it stays the same while a slider moves a little.
fn round_up(x: f64) -> f64 {
    let decade = libm::pow(10.0, libm::floor(libm::log10(x)));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * decade);
    // A scale is positive and finite, but its power of ten need not be.
    steps.into_iter().find(|&step| step >= x).unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tensor;

    fn lab() -> Lab {
        let values = (0..40 * 50).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).chain([55.0; 50]);
        Lab::new(Tensor::new("t", &[41, 50], values.collect()).unwrap())
    }

    #[test]
    fn the_errors_add_up_to_the_reports() {
        let mut lab = lab();
        for pair in [
            ["int4", "int4:asym:g16:p90"],
            ["int3:row:stochastic(5)", "int5:p95"],
            ["int8:floor", "int2:col:mse"],
        ] {
            let schemes = pair.map(|scheme| scheme.parse::<Scheme>().unwrap());
            let request = ErrorRequest { schemes, view: Some((-2.0, 3.0)), bins: (40, 21) };
            let frame = lab.errors(&request);
            for (scheme, profile) in schemes.into_iter().zip(&frame.profiles) {
                let measures = lab.measures(scheme);
                for (ours, theirs) in [
                    (profile.rounding.iter().sum::<f64>(), measures.rounding_sse),
                    (profile.clipping.iter().sum(), measures.clipping_sse),
                ] {
                    assert!((ours - theirs).abs() <= 1e-6 * theirs, "{scheme}: {ours} {theirs}");
                }
                assert_eq!(profile.errors.iter().sum::<u64>(), 41 * 50);
                assert_eq!((profile.rounding.len(), profile.errors.len()), (42, 23));
                let outside = profile.errors[0] + profile.errors[22];
                let clipped = (measures.clipped * 41.0 * 50.0).round() as u64;
                assert!(outside <= clipped, "{scheme}: only clipping goes beyond, {outside} {clipped}");
            }
        }
    }

    #[test]
    fn work_goes_in_steps_and_is_kept() {
        let mut lab = lab();
        let schemes = ["int4:g8", "int4"].map(|scheme| scheme.parse().unwrap());
        let request = ErrorRequest { schemes, view: None, bins: (10, 10) };
        let mut shares = vec![lab.prepare_errors(&request)];
        while *shares.last().unwrap() < 1.0 {
            shares.push(lab.prepare_errors(&request));
        }
        assert!(shares.len() > 3 && shares.is_sorted(), "{shares:?}");
        let first = lab.errors(&request);
        let again = lab.errors(&ErrorRequest { schemes: [schemes[1], schemes[0]], ..request });
        assert!(Rc::ptr_eq(&first.profiles[0], &again.profiles[1]));
    }

    #[test]
    fn a_reach_is_a_round_number() {
        for (x, wanted) in [(0.3, 0.5), (0.5, 0.5), (1.01, 2.0), (6.0, 10.0), (7e-12, 1e-11), (1e-45, 1e-45)]
        {
            let found = round_up(x);
            assert!((found / wanted - 1.0).abs() < 1e-9, "{x}: {found}");
        }
    }
}
