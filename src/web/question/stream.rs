//! A stream of batches under four calibrations: the question, its answer and its picture.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Ask, Asked, Decode};
use crate::{
    analysis::stream::{Course, Ends},
    figure::{self, StreamFigure},
    lab::{
        Lab,
        question::stream::{Stream, StreamQuestion},
    },
    quantizer::Quantizer,
    web::{
        draw::{apart, paint},
        scheme, set,
    },
};

/// Which stream is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    scheme: String,
    /// Rows of a batch.
    batch: f64,
    /// So many batches the first calibration sees.
    first: f64,
    /// The constant of the moving average.
    average: f64,
    /// How much rows are made to grow; nothing to let the data decide.
    drift: Option<f64>,
}

/// The calibrations, as the page names them.
const NAMES: [&str; 4] = ["first", "all", "average", "dynamic"];

/// What was asked, as the answer repeats it, and the question.
#[derive(Debug)]
struct Asking {
    record: Record,
    question: StreamQuestion,
}

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        // A number that is none becomes the least.
        let (rows, first) = (self.batch as usize, self.first as usize);
        let question = StreamQuestion {
            scheme: scheme(&self.scheme)?,
            rows,
            first,
            constant: self.average,
            drift: self.drift,
        };
        Ok(Box::new(Asking { record: self, question }))
    }
}

impl Ask for Asking {
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(&self.question).map(|stream| self.record.answer(&stream)))
    }
}

impl Record {
    /// `{kind, scheme, batch, first, average, drift, rows, count, seen, grown, steady, ends, counted, counts, courses}`: what was
    /// asked for; rows of a batch, how many batches there are, how many the first calibration saw, how much the rows are made
    /// to grow, and whether they are steady as they are; the range of the bins and the histogram of each batch; of each course its
    /// numbers in one array, as `www/views/stream/index.js` takes them apart, and the measures of the whole stream.
    fn answer(&self, stream: &Stream) -> JsValue {
        let out = js_sys::Object::new();
        set(&out, "kind", &"stream".into());
        set(&out, "scheme", &self.scheme.as_str().into());
        for (name, number) in [
            ("batch", self.batch),
            ("first", self.first),
            ("average", self.average),
            ("rows", stream.batches.rows() as f64),
            ("count", stream.batches.count() as f64),
            ("seen", stream.first as f64),
            ("grown", stream.batches.drift()),
        ] {
            set(&out, name, &number.into());
        }
        set(&out, "drift", &self.drift.map_or(JsValue::NULL, JsValue::from));
        set(&out, "steady", &stream.steady.into());
        let (lo, hi) = stream.counts.range;
        set(&out, "counted", &js_sys::Array::of2(&lo.into(), &hi.into()));
        set(&out, "counts", &js_sys::Uint32Array::from(stream.counts.counts.as_slice()));
        set(&out, "ends", &js_sys::Float64Array::from(ends(&stream.ends).as_slice()));
        let courses = js_sys::Object::new();
        for (name, course) in NAMES.iter().zip(&stream.courses) {
            set(&courses, name, &course_record(course));
        }
        set(&out, "courses", &courses);
        out.into()
    }
}

/// All smallest values, then all largest; NaN for a batch without any.
fn ends(ends: &[Ends]) -> Vec<f64> {
    let side =
        |of: fn((f32, f32)) -> f32| ends.iter().map(move |ends| ends.map_or(f64::NAN, |e| of(e).into()));
    side(|ends| ends.0).chain(side(|ends| ends.1)).collect()
}

/// `{numbers, sqnr_db, clipped, batches_clipped}`.
fn course_record(course: &Course) -> JsValue {
    let column =
        |of: fn(&Quantizer) -> f32| course.quantizers.iter().map(move |quantizer| f64::from(of(quantizer)));
    let numbers: Vec<f64> = column(|quantizer| quantizer.range().0)
        .chain(column(|quantizer| quantizer.range().1))
        .chain(column(Quantizer::scale))
        .chain(course.sqnr_db.iter().copied())
        .chain(course.clipped.iter().copied())
        .collect();
    let out = js_sys::Object::new();
    set(&out, "numbers", &js_sys::Float64Array::from(numbers.as_slice()));
    set(&out, "sqnr_db", &course.total_sqnr_db.into());
    set(&out, "clipped", &course.total_clipped.into());
    set(&out, "batches_clipped", &(course.batches_clipped() as f64).into());
    out.into()
}

/// Draws the Stream picture, and says where its plots are. The arrays are those of the answer: ends and histograms of the batches,
/// and the numbers of each course in their order.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of this picture.
#[wasm_bindgen]
pub fn draw_stream(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    ends: &[f64],
    counts: &[u32],
    courses: Vec<js_sys::Float64Array>,
) -> Result<JsValue, js_sys::Error> {
    let count = ends.len() / 2;
    let courses: Vec<Vec<f64>> = courses.iter().map(js_sys::Float64Array::to_vec).collect();
    paint(canvas, picture, |area, mut figure: StreamFigure<'_>, theme| {
        figure.ends = apart(ends, count);
        figure.counts = counts;
        for (course, numbers) in figure.courses.iter_mut().zip(&courses) {
            [course.alpha, course.beta, _, course.sqnr_db, course.clipped] = apart(numbers, count);
        }
        figure::draw_stream(area, &figure, theme)
    })
}
