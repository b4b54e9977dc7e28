//! What stands under the axis of the sweep picture: the labels of the stops, their costs, names of groups, and the title.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;

use super::super::pen::{Drawn, Script};
use super::super::plot::{Plot, ROW};
use super::super::role::Role;
use super::super::sizes::Sizes;
use super::super::text::{self, Text};
use super::{Picture, SweepFigure, stop_scale};

/// How many rows of labels stops in groups have where not all labels find room, how many where they do, and how many stops a row has
/// room for.
const LABEL_ROWS: usize = 3;
const MOST_ROWS: usize = 6;
const LABELS_IN_ROW: usize = 6;
/// Space between two labels of a row, and what the labels of the y axis take of the width, in units.
const BETWEEN: f64 = 6.0;
const BESIDE: f64 = 70.0;

/// A row of costs and its scheme; no scheme if all costs are equal.
pub(super) type CostRow<'a> = (Option<Role>, &'a [Text<'a>]);

pub(super) fn cost_rows<'a>(figure: &'a SweepFigure<'_>) -> Vec<CostRow<'a>> {
    let curves: Vec<_> = figure.curves.iter().filter(|curve| !curve.costs.is_empty()).collect();
    match curves.as_slice() {
        [first, rest @ ..] if rest.iter().all(|curve| curve.costs == first.costs) => {
            vec![(None, &first.costs)]
        }
        all => all.iter().map(|curve| (Some(curve.role), curve.costs.as_slice())).collect(),
    }
}

/// The rows that the labels of the stops take in turn, in a picture of this width: as many as all of them need, if that is not too many.
pub(super) fn label_rows(figure: &SweepFigure<'_>, sizes: Sizes, width: i32) -> usize {
    if figure.groups.is_empty() {
        return 1;
    }
    let stops = &figure.stops;
    let (lo, hi) = stop_scale(figure).ends();
    let unit = f64::from(width - sizes.px(BESIDE)) / (hi - lo);
    let wide = |i: usize| f64::from(sizes.text_width(&stops[i].1) + sizes.px(BETWEEN));
    let fit = |rows: usize| {
        (rows..stops.len()).all(|i| {
            let before = i - rows;
            (stops[i].0 - stops[before].0) * unit >= (wide(i) + wide(before)) / 2.0
        })
    };
    let least = stops.len().div_ceil(LABELS_IN_ROW).clamp(1, LABEL_ROWS);
    (least..=MOST_ROWS).find(|&rows| fit(rows)).unwrap_or(least)
}

/// All rows under the axis but that of its title.
pub(super) fn rows(figure: &SweepFigure<'_>, labels: usize, costs: &[CostRow<'_>]) -> usize {
    labels + costs.len() + usize::from(!figure.groups.is_empty())
}

impl<DB: DrawingBackend> Picture<'_, DB> {
    /// Writes the labels of the stops, their costs, and the title of the axis. Every row shows the same stops, as many as fit.
    pub(super) fn under_axis(&self, costs: &[CostRow<'_>]) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let stops = &self.figure.stops;
        let row = |i: usize| area.bottom + sizes.px(7.0 + ROW * (i as f64 + 0.5));
        let shown = self.shown(costs);
        let labels = self.labels;
        for &i in &shown {
            let x = self.label_at(costs, i).0;
            let chosen = self.figure.curves.iter().any(|curve| curve.chosen == Some(i));
            let color = if chosen { theme.ink } else { theme.muted };
            let at = (x, row(i % labels));
            self.plot.pen.write(&stops[i].1, at, self.plot.script(color, HPos::Center))?;
            for (at, (role, costs)) in costs.iter().enumerate() {
                let color = role.map_or(color, |role| role.accent(theme).text);
                let cost = costs.get(i).map_or("", |cost| cost);
                self.plot.pen.write(cost, (x, row(labels + at)), self.plot.script(color, HPos::Center))?;
            }
        }
        for (at, (role, _)) in costs.iter().enumerate() {
            let Some(role) = role else { continue };
            let letter = if *role == Role::A { "A" } else { "B" };
            let script = Script { bold: true, ..self.plot.script(role.accent(theme).text, HPos::Right) };
            self.plot.pen.write(letter, (area.left - sizes.px(5.0), row(labels + at)), script)?;
        }
        self.group_names(row(labels + costs.len()))?;
        let title = text::fitted(&self.figure.titles[0], sizes.font, false, area.width());
        let at = ((area.left + area.right) / 2, row(rows(self.figure, labels, costs)));
        self.plot.pen.write(&title, at, self.plot.script(theme.muted, HPos::Center))
    }

    /// The stops whose labels and costs do not touch one another. The current and the last ones come first.
    fn shown(&self, costs: &[CostRow<'_>]) -> Vec<usize> {
        let n = self.figure.stops.len();
        let chosen = self.figure.curves.iter().filter_map(|curve| curve.chosen).filter(|&i| i < n);
        let labels = self.labels;
        let mut shown: Vec<usize> = Vec::new();
        for i in chosen.chain((0..n).rev().take(2)).chain(0..n) {
            let span = |i: usize| {
                let (x, half) = self.label_at(costs, i);
                (x - half, x + half)
            };
            let (left, right) = span(i);
            let free = |&other: &usize| {
                let in_other_row = other % labels != i % labels;
                in_other_row || right <= span(other).0 || span(other).1 <= left
            };
            if shown.iter().all(free) {
                shown.push(i);
            }
        }
        shown
    }

    /// The middle of a stop's label, and half of the width of its texts. A label stays within the picture.
    fn label_at(&self, costs: &[CostRow<'_>], stop: usize) -> (i32, i32) {
        let (sizes, area) = (self.plot.sizes, self.plot.area);
        let (place, label) = &self.figure.stops[stop];
        let costs = costs.iter().map(|(_, costs)| costs.get(stop).map_or("", |cost| cost));
        let texts = costs.chain([label.as_ref()]);
        let half = (texts.map(|text| sizes.text_width(text)).max().unwrap_or(0) + sizes.px(BETWEEN)) / 2;
        let last = (area.right + sizes.px(8.0) - half).max(half);
        (self.plot.px(*place).clamp(half, last), half)
    }

    /// Writes the names of groups that do not touch the one before.
    fn group_names(&self, y: i32) -> Drawn<DB> {
        let sizes = self.plot.sizes;
        let script = Script { bold: true, ..self.plot.script(self.plot.theme.muted, HPos::Center) };
        let mut taken = i32::MIN;
        for (place, name) in &self.figure.groups {
            let (x, half) = (self.plot.px(*place), text::width(name, sizes.font, true) / 2);
            if x - half <= taken {
                continue;
            }
            taken = x + half + sizes.px(6.0);
            self.plot.pen.write(name, (x, y), script)?;
        }
        Ok(())
    }
}
