//! The part of a tensor that is convolved: a small image, whatever the tensor is.

use crate::Tensor;

/// Most rows and columns of the part: as many as can be told apart in seven pictures beside one another.
const SIDE: usize = 24;
/// Fewer rows or columns than a filter has would be nothing but border.
const LEAST: usize = 3;

/// Which part it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// One of the images that the last two axes make: the one whose finite values lie farthest apart, counted from 0.
    Plane {
        /// Its number.
        plane: usize,
        /// How many there are.
        planes: usize,
    },
    /// Of rows × columns.
    Matrix,
    /// The values in their order, line after line: there are too few rows or columns to be an image.
    Folded,
}

impl Section {
    /// The part of `tensor` that is an image, and that image: the upper left corner of it where it is large.
    pub fn of(tensor: &Tensor) -> (Self, Tensor) {
        let (values, (rows, columns)) = (tensor.values(), (tensor.rows(), tensor.columns()));
        let image = |rows: usize, columns: usize| rows.min(columns) >= LEAST;
        match *tensor.shape() {
            [_, .., height, width] if tensor.shape().len() > 2 && image(height, width) => {
                let planes = values.chunks_exact(height * width);
                let plane = farthest(planes.clone());
                let values = &values[plane * height * width..][..height * width];
                (Self::Plane { plane, planes: planes.len() }, corner(values, height, width))
            }
            _ if image(rows, columns) => (Self::Matrix, corner(values, rows, columns)),
            _ => {
                let columns = values.len().isqrt().clamp(1, SIDE);
                (Self::Folded, corner(values, values.len() / columns, columns))
            }
        }
    }
}

/// The number of the first part whose finite values lie farthest apart; 0 when none has any.
fn farthest<'a>(parts: impl Iterator<Item = &'a [f32]>) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (i, part) in parts.enumerate() {
        let ends =
            part.iter().filter(|x| x.is_finite()).fold((f64::INFINITY, f64::NEG_INFINITY), |ends, &x| {
                (ends.0.min(f64::from(x)), ends.1.max(f64::from(x)))
            });
        if ends.1 - ends.0 > best.1 {
            best = (i, ends.1 - ends.0);
        }
    }
    best.0
}

fn corner(values: &[f32], rows: usize, columns: usize) -> Tensor {
    let (down, across) = (rows.min(SIDE), columns.min(SIDE));
    let lines = values.chunks_exact(columns).take(down);
    let values = lines.flat_map(|line| &line[..across]).copied().collect();
    Tensor::new("image", &[down, across], values).expect("at least one value, and as many as counted")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tensor(shape: &[usize]) -> Tensor {
        let n: usize = shape.iter().product();
        Tensor::new("t", shape, (0..n).map(|i| i as f32).collect()).unwrap()
    }

    fn size(tensor: &Tensor) -> (usize, usize) {
        (tensor.rows(), tensor.columns())
    }

    #[test]
    fn every_tensor_has_an_image() {
        for (shape, section, rows, columns) in [
            (&[][..], Section::Folded, 1, 1),
            (&[2], Section::Folded, 2, 1),
            (&[4096], Section::Folded, 24, 24),
            (&[10, 1, 1], Section::Folded, 3, 3),
            (&[100, 2], Section::Folded, 14, 14),
            (&[64, 128], Section::Matrix, 24, 24),
            (&[5, 7], Section::Matrix, 5, 7),
            (&[9, 4, 1], Section::Matrix, 9, 4),
            (&[2, 7, 7], Section::Plane { plane: 0, planes: 2 }, 7, 7),
            (&[2, 3, 30, 40], Section::Plane { plane: 0, planes: 6 }, 24, 24),
        ] {
            let (found, image) = Section::of(&tensor(shape));
            assert_eq!((found, size(&image)), (section, (rows, columns)), "{shape:?}");
        }
    }

    #[test]
    fn it_is_the_upper_left_corner_line_by_line() {
        let (_, image) = Section::of(&tensor(&[30, 40]));
        assert_eq!((image.values()[23], image.values()[24]), (23.0, 40.0));
    }

    #[test]
    fn of_several_planes_the_one_is_taken_whose_values_lie_farthest_apart() {
        let mut values = vec![f32::NAN; 9];
        values.extend([1.0; 9]);
        values.extend([1.0, -3e38, 3e38, 1.0, f32::INFINITY, 1.0, 1.0, 1.0, 1.0]);
        values.extend([7.0; 9]);
        let (section, image) = Section::of(&Tensor::new("t", &[4, 3, 3], values).unwrap());
        assert_eq!(section, Section::Plane { plane: 2, planes: 4 });
        assert_eq!(image.values()[1], -3e38);
    }
}
