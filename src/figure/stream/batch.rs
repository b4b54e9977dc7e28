//! One batch: its histogram, and above it the four ranges as brackets on the same axis.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::strip::range_scale;
use super::{StreamCourse, StreamFigure, Stroke, strokes};
use crate::figure::Scale;
use crate::figure::pen::{Drawn, Failure, Pen, PixelBox, Script, solid};
use crate::figure::plot::{Plot, PlotAxis, PlotMap, ROW};
use crate::figure::sizes::Sizes;
use crate::figure::text;
use crate::figure::theme::Theme;

/// The height of a bracket with its text as a share of the room, and its limits in units.
const BRACKET: f64 = 0.115;
const BRACKET_LIMITS: (f64, f64) = (29.0, 44.0);
/// Half the height of the ends of a bracket, and of the extent of the batch, in units.
const END: f64 = 6.0;
const EXTENT: f64 = 4.0;
/// The lines of the hatching, in units.
const HATCH: f64 = 4.0;
/// The right ends of the columns behind the name: range, SQNR, clipped share; in units.
const COLUMNS: [f64; 3] = [140.0, 265.0, 385.0];
/// The same in a narrow picture, from its right edge.
const COLUMNS_NARROW: [f64; 3] = [174.0, 108.0, 0.0];
/// A histogram has about so many bins for the cube root of its values: somewhat more than by the rule of Rice (1944), which is 2.
const RICE: f64 = 2.4;

/// The batch that is shown.
pub(super) struct Batch<'a, 'b, DB: DrawingBackend> {
    figure: &'b StreamFigure<'a>,
    plot: Plot<'b, DB>,
    /// Its place among the batches.
    t: usize,
    /// Its histogram, in bins of a width that suits it.
    counts: Vec<u32>,
}

impl<'a, 'b, DB: DrawingBackend> Batch<'a, 'b, DB> {
    /// Draws it inside `outer` and says where the histogram is.
    pub(super) fn draw(
        pen: &'b Pen<'b, DB>,
        theme: &'b Theme,
        sizes: Sizes,
        outer: PixelBox,
        figure: &'b StreamFigure<'a>,
    ) -> Result<PlotMap, Failure<DB>> {
        let limits = BRACKET_LIMITS;
        let each = (f64::from(outer.height()) * BRACKET / sizes.unit).clamp(limits.0, limits.1);
        let below = PixelBox { top: outer.top + 4 * sizes.px(each), ..outer };
        let t = figure.time.min(figure.count().saturating_sub(1));
        let bins = (figure.counts.len() / figure.count().max(1)).max(1);
        let batches = || figure.counts.chunks_exact(bins).map(suited);
        // One axis for all batches, so that it stands still while time goes on.
        let most = batches().flatten().max().unwrap_or(0);
        let x = PlotAxis::new(range_scale(figure), "");
        let y = PlotAxis::counts(f64::from(most), true, 4, &figure.titles[0]);
        let plot = Plot::new(pen, theme, sizes, below, x, y);
        let batch = Self { figure, plot, t, counts: batches().nth(t).unwrap_or_default() };
        batch.plot.axes()?;
        batch.guides()?;
        batch.bars()?;
        for i in 0..4 {
            let top = outer.top + i as i32 * sizes.px(each);
            batch.text(i, top + sizes.px(ROW / 2.0))?;
            batch.bracket(i, top + (sizes.px(ROW) + sizes.px(each)) / 2)?;
        }
        Ok(batch.plot.map())
    }

    /// The range of a calibration for this batch.
    fn range(&self, i: usize) -> Option<(f64, f64)> {
        let course = &self.figure.courses[i];
        let range = course.alpha.get(self.t).copied().zip(course.beta.get(self.t).copied());
        range.filter(|(lo, hi)| lo.is_finite() && hi.is_finite())
    }

    /// A faint line from each end of a range through the histogram.
    fn guides(&self) -> Drawn<DB> {
        let Plot { sizes, pen, area, .. } = self.plot;
        for (i, Stroke { color, .. }) in strokes(self.plot.theme).into_iter().enumerate() {
            let Some((lo, hi)) = self.range(i) else { continue };
            for x in [lo, hi].map(|end| self.plot.px(end)) {
                let line = [(x, area.top), (x, area.bottom)];
                pen.dashes(&line, 0.5 * sizes.unit, sizes.hair.unsigned_abs(), color.mix(0.6))?;
            }
        }
        Ok(())
    }

    /// The histogram. A bin with one value can be seen.
    fn bars(&self) -> Drawn<DB> {
        let hair = self.plot.sizes.hair;
        let scale = Scale::Linear(self.figure.counted);
        let edge = |bin: usize| self.plot.px(scale.value(bin as f64 / self.counts.len().max(1) as f64));
        for (bin, &count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let (left, right) = (edge(bin), edge(bin + 1));
            let top = self.plot.py(count.into()).min(self.plot.area.bottom - 2 * hair);
            let bar = PixelBox::new(left, top, right.max(left + 2 * hair), self.plot.area.bottom);
            self.plot.pen.fill(bar, solid(self.plot.theme.data))?;
        }
        Ok(())
    }

    /// The extent of the batch, hatched where it is clipped, and the bracket of a range over it.
    fn bracket(&self, i: usize, y: i32) -> Drawn<DB> {
        let Plot { sizes, pen, theme, .. } = self.plot;
        let Some((alpha, beta)) = self.range(i).map(|(lo, hi)| (self.plot.px(lo), self.plot.px(hi))) else {
            return Ok(());
        };
        let [lo, hi] = self.figure.ends.map(|ends| ends.get(self.t).copied().unwrap_or(f64::NAN));
        if lo.is_finite() && hi.is_finite() {
            let (lo, hi) = (self.plot.px(lo), self.plot.px(hi));
            let half = sizes.px(EXTENT);
            let part = |left: i32, right: i32| PixelBox::new(left, y - half, right, y + half);
            pen.fill(part(lo.max(alpha), hi.min(beta)), solid(theme.data_pale))?;
            for outside in [part(lo, hi.min(alpha)), part(lo.max(beta), hi)] {
                pen.fill(outside, theme.data.mix(0.12))?;
                pen.hatch(outside, sizes.px(HATCH).max(2), sizes.hair.unsigned_abs(), solid(theme.data))?;
            }
        }
        let Stroke { color, width, dash } = strokes(theme)[i];
        let (wide, line) = (sizes.px(width).max(1), solid(color));
        let beta = beta.max(alpha + 1);
        match dash {
            0.0 => pen.stroke([(alpha, y), (beta, y)], wide.unsigned_abs(), line)?,
            _ => pen.dashes(&[(alpha, y), (beta, y)], sizes.unit * dash, wide.unsigned_abs(), line)?,
        }
        let (end, thick) = (sizes.px(END), sizes.px(2.0).max(1));
        for x in [alpha, beta - thick] {
            pen.fill(PixelBox::new(x, y - end, x + thick, y + end), line)?;
        }
        Ok(())
    }

    /// The name of a calibration, and what it does to this batch.
    fn text(&self, i: usize, y: i32) -> Drawn<DB> {
        let Plot { sizes, pen, theme, area, .. } = self.plot;
        let names = self.figure.courses.each_ref().map(|c| if sizes.narrow { &c.label } else { &c.name });
        let course = &self.figure.courses[i];
        let right = area.right + sizes.px(4.0);
        let widths = names.map(|name| text::width(name, sizes.font, true));
        let (own, widest) = (widths[i], widths.into_iter().max().unwrap_or(0));
        let ends = match sizes.narrow {
            true => COLUMNS_NARROW.map(|units| right - sizes.px(units)),
            false => COLUMNS.map(|units| area.left + widest + sizes.px(units)),
        };
        let bold = |color| Script { bold: true, ..self.plot.script(color, HPos::Left) };
        pen.write(names[i], (area.left, y), bold(strokes(theme)[i].color))?;
        let clips = course.clipped.get(self.t).is_some_and(|&share| share > 0.0);
        // The best range of this batch is bold.
        let reached = |course: &StreamCourse<'_>| course.sqnr_db.get(self.t).copied().unwrap_or(f64::NAN);
        let best =
            self.figure.courses.iter().map(reached).fold(f64::NEG_INFINITY, f64::max) <= reached(course);
        // From the right: what has no room beside the name is left out.
        let [range, sqnr, clipped] = course.says.each_ref().map(AsRef::as_ref);
        let sqnr = if sizes.narrow { sqnr.to_owned() } else { format!("{} {sqnr}", self.figure.measure) };
        let mut room = i32::MAX;
        for (says, end, important, bold) in [
            (clipped, ends[2], clips, false),
            (sqnr.as_str(), ends[1], true, best),
            (range, ends[0], false, false),
        ] {
            let start = end - text::width(says, sizes.font, bold);
            if end > room || start < area.left + own + sizes.px(6.0) {
                continue;
            }
            room = start;
            let color = if important { theme.ink } else { theme.muted };
            pen.write(says, (end, y), Script { bold, ..self.plot.script(color, HPos::Right) })?;
        }
        Ok(())
    }
}

/// A histogram with bins joined by twos, fours, …, so that the middle nine tenths of its values lie in about as many as suits their
/// number. Outliers do not make bins wide.
fn suited(counts: &[u32]) -> Vec<u32> {
    let total: u64 = counts.iter().copied().map(u64::from).sum();
    let mut below = 0;
    let sums = counts.iter().map(|&count| {
        below += u64::from(count);
        below
    });
    // Bins up to which at least one value in twenty has been counted, and not yet nineteen.
    let middle = sums.filter(|&sum| 20 * sum > total && 20 * sum < 19 * total).count() + 1;
    let wanted = RICE * libm::cbrt(total as f64);
    let mut join = 1;
    while total > 0 && middle as f64 >= 2.0 * join as f64 * wanted && join < counts.len() {
        join *= 2;
    }
    counts.chunks(join).map(|bins| bins.iter().sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_suit_the_number_of_values_and_outliers_do_not_matter() {
        let even = |each: u32| [each; 512];
        assert_eq!(suited(&even(0)).len(), 512);
        // 512 values in 512 bins: about 32 of them.
        assert_eq!(suited(&even(1)), [16; 32]);
        // 512 000 values: about 160 bins are wanted, and halves are joined while there are twice as many.
        assert_eq!(suited(&even(1000)), [2000; 256]);
        let mut narrow = [0; 512];
        narrow[100..110].fill(20);
        assert_eq!(suited(&narrow).len(), 512);
        narrow[511] = 1;
        assert_eq!(suited(&narrow).len(), 512);
    }
}
