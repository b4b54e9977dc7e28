//! `sample(NAME)` and `file(NAME)`: data that are stored somewhere, and the options of reading them.

use super::{DataError, DataSpec, Options};
use crate::source::elements::Element;
use crate::source::generator::point;
use crate::source::raw::Raw;

pub(super) fn sample(rest: &str, refused: impl Fn() -> DataError) -> Result<DataSpec, DataError> {
    let (name, options) = rest.rsplit_once(')').ok_or_else(&refused)?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if name.is_empty() || !name.bytes().all(plain) {
        return Err(refused());
    }
    let stored = Stored::parse(options, "sample(…)", false, refused)?;
    Ok(DataSpec::Sample { name: name.into(), options: stored.options() })
}

pub(super) fn file(rest: &str, refused: impl Fn() -> DataError) -> Result<DataSpec, DataError> {
    // Names may have brackets in them, options have none: the last one ends the name.
    let (inside, options) = rest.rsplit_once(')').ok_or_else(&refused)?;
    let (name, tensor) = inside.split_once('/').map_or((inside, None), |(n, t)| (n, Some(t.into())));
    if name.is_empty() {
        return Err(refused());
    }
    let stored = Stored::parse(options, "file(…)", true, refused)?;
    let read = stored.options();
    let raw = match (stored.element, stored.shape, &tensor) {
        (None, None, _) => None,
        (Some(element), Some(shape), None) => Some(Raw { element, shape }),
        _ => return Err(DataError::Raw { given: options.into() }),
    };
    Ok(DataSpec::File { name: name.into(), tensor, raw, options: read })
}

/// Most axes a tensor has, as in numpy.
const AXES: u32 = 64;

/// What may stand behind a sample or a file.
#[derive(Default)]
struct Stored {
    axis: Option<u32>,
    point: Option<f32>,
    element: Option<Element>,
    shape: Option<Vec<u64>>,
}

impl Stored {
    fn options(&self) -> Options {
        Options { axis: self.axis.unwrap_or(0), point: self.point }
    }

    /// `raw` allows dtype and shape. What does not even begin as options do is refused with the whole.
    fn parse(
        options: &str,
        kind: &str,
        raw: bool,
        refused: impl Fn() -> DataError,
    ) -> Result<Self, DataError> {
        let mut stored = Self::default();
        if options.is_empty() {
            return Ok(stored);
        }
        let options = options.strip_prefix(':').ok_or_else(refused)?;
        for option in options.split(':') {
            let element = Element::ALL.into_iter().find(|element| raw && element.short() == option);
            let (twice, name) = if let Some(given) = option.strip_prefix("axis=") {
                let number = given.parse().ok().filter(|&axis| axis < AXES);
                let axis = number.ok_or_else(|| DataError::Axis { given: given.into() })?;
                (stored.axis.replace(axis).is_some(), "axis")
            } else if let Some(given) = option.strip_prefix("point=") {
                (stored.point.replace(point(given)?).is_some(), "point")
            } else if element.is_some() {
                (std::mem::replace(&mut stored.element, element).is_some(), "dtype")
            } else if let Some(shape) = Raw::dimensions(option).filter(|_| raw) {
                (stored.shape.replace(shape).is_some(), "RxC")
            } else {
                let accepted = if raw { accepted_of_files() } else { "axis=K, point=X".into() };
                return Err(DataError::Option { option: option.into(), kind: kind.into(), accepted });
            };
            if twice {
                return Err(DataError::Duplicate { option: option.into(), name: name.into() });
            }
        }
        Ok(stored)
    }
}

fn accepted_of_files() -> String {
    let elements = Element::ALL.map(Element::short).join(", ");
    format!("axis=K, point=X; {elements} with RxC or n=N")
}
