//! A stream of batches under four calibrations.

use serde::Deserialize;
use wasm_bindgen::JsValue;

use crate::{
    analysis::stream::{Course, Ends},
    lab::{Lab, StreamRequest},
    params::Params,
    web::{scheme, set},
};

/// Which stream is asked for.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Request {
    scheme: String,
    /// Rows of a batch.
    batch: f64,
    /// So many batches the first calibration sees.
    first: f64,
    /// The constant of the moving average.
    average: f64,
}

/// The calibrations, as the page names them.
const NAMES: [&str; 4] = ["first", "all", "average", "dynamic"];

impl Request {
    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        Ok(lab.prepare_stream(&self.request()?))
    }

    /// `{kind, scheme, batch, first, average, rows, count, seen, ends, courses}`: what was asked for; rows of a batch and how many
    /// batches there are, and the first calibration saw; of each course its numbers in one array, as `www/views/stream/courses.js`
    /// takes them apart, and what the whole stream comes to.
    pub(super) fn answer(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        let request = self.request()?;
        let frame = lab.stream(&request);
        let out = js_sys::Object::new();
        set(&out, "kind", &"stream".into());
        set(&out, "scheme", &self.scheme.as_str().into());
        for (name, number) in [
            ("batch", self.batch),
            ("first", self.first),
            ("average", self.average),
            ("rows", frame.batches.rows() as f64),
            ("count", frame.batches.count() as f64),
            ("seen", frame.first as f64),
        ] {
            set(&out, name, &number.into());
        }
        set(&out, "ends", &js_sys::Float64Array::from(ends(&frame.ends).as_slice()));
        let courses = js_sys::Object::new();
        for (name, course) in NAMES.iter().zip(&frame.courses) {
            set(&courses, name, &course_record(course));
        }
        set(&out, "courses", &courses);
        Ok(out.into())
    }

    fn request(&self) -> Result<StreamRequest, js_sys::Error> {
        // A number that is none becomes the least.
        let (rows, first) = (self.batch as usize, self.first as usize);
        Ok(StreamRequest { scheme: scheme(&self.scheme)?, rows, first, constant: self.average })
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
    let column = |of: fn(&Params) -> f32| course.params.iter().map(move |params| f64::from(of(params)));
    let numbers: Vec<f64> = column(|p| p.alpha)
        .chain(column(|p| p.beta))
        .chain(column(|p| p.scale))
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
