//! Lists of numbers as programs print them and as sources have them: `array([[1., 2.], [3., 4.]])` of NumPy,
//! `tensor([1., 2.], device='cuda:0')` of PyTorch, `[[1. 2.]\n [3. 4.]]`, `{1.f, 2.f}` of C, `c(1, 2)` of R, `[1 2; 3 4]` of MATLAB.
//!
//! ```text
//! text:   before list+ behind; before and behind have no number but in brackets or behind =
//! list:   [ items ] | { items } | ( items ), items by commas, spaces and, for rows, semicolons
//! several lists, one behind the other, are the elements of one
//! ```
//! A list whose middle the program left out, as `...`, is refused: its values are not there.

mod around;
mod parser;
mod r;

use super::listing::{Entry, Loaded, MAX_FILE_VALUES};
use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, Note, shown};
use super::text::{Lines, decoded};
use crate::tensor::Tensor;
use crate::wide::narrowed;
use around::{ends_masked, is_before, is_behind, is_list_or_call, is_signed, length_before};
use parser::{Counts, Node, Parser};

/// The deepest nesting, and the longest text before and behind the lists in bytes.
const DEEPEST: usize = 64;
const LONGEST_AROUND: usize = 400;
/// So many brackets are tried of which no list, or a long one, follows.
const MOST_LONG: usize = 4;
/// What may stand before a list in round brackets, which are also those of a call.
const CALLS: [&str; 8] = ["", "c", "tensor", "array", "Array", "list", "tuple", "vector"];

/// A list that was read.
#[derive(Debug)]
pub(super) struct Nested {
    shape: Vec<u64>,
    values: Vec<f32>,
    counts: Counts,
}

impl Nested {
    /// Reads a text; `None` if it is no such list.
    ///
    /// # Errors
    /// When the text is not UTF-8, when the list is abbreviated, and when its lists have different lengths.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Option<Self>, Stop> {
        let text = narrowed(decoded(file, pieces)?.0);
        let text = &*text;
        if let Some(printed) = r::printed(text) {
            return Ok(Some(printed));
        }
        let around = text.len().min(LONGEST_AROUND);
        let mut long = 0;
        let begins =
            text.as_bytes()[..around].iter().enumerate().filter(|(_, b)| matches!(b, b'[' | b'{' | b'('));
        for (at, _) in begins {
            let (before, length) = length_before(&text[..at]);
            if !is_before(before) {
                continue;
            }
            if text.as_bytes()[at] == b'(' && !is_list_or_call(text, at) {
                continue;
            }
            let mut parser = Parser::new(text, at);
            let Some(root) = parser.lists() else {
                if let Some(byte) = parser.abbreviated {
                    let line = Lines::new(text).line(byte);
                    return Err(FileError::Abbreviated { file: file.into(), line }.into());
                }
                long += usize::from(parser.at - at > LONGEST_AROUND);
                if long == MOST_LONG {
                    break;
                }
                continue;
            };
            let behind = &text[parser.at..];
            let around_r = r::Call::around(before);
            if parser.hexadecimal && is_signed(before) {
                continue;
            }
            if !(around_r.is_some() || is_behind(behind) || ends_masked(before, behind)) {
                continue;
            }
            let mut nested = Self { shape: Vec::new(), values: Vec::new(), counts: parser.counts };
            if !nested.take(&root, 0) {
                return Err(FileError::NestedRagged { file: file.into() }.into());
            }
            let shaped = around_r.is_none_or(|call| call.shape(behind, &mut nested).is_some());
            let counted = length.is_none_or(|length| nested.shape.first() == Some(&length));
            if nested.values.is_empty() || !shaped || !counted {
                continue;
            }
            return Ok(Some(nested));
        }
        Ok(None)
    }

    pub(super) fn entry(&self, name: &str) -> Entry {
        Entry {
            name: name.into(),
            shape: self.shape.clone(),
            dtype: "text".into(),
            count: self.values.len() as u64,
            readable: true,
            part: 0,
            part_of: None,
            stored_bits: None,
        }
    }

    /// # Errors
    /// When there are too many values.
    pub(super) fn loaded(&self, name: &str) -> Result<Loaded, FileError> {
        let (count, limit) = (self.values.len() as u64, MAX_FILE_VALUES as u64);
        if count > limit {
            return Err(FileError::TooLarge { place: name.into(), count, limit });
        }
        let shape: Vec<usize> = self.shape.iter().map(|&d| d as usize).collect();
        let short =
            |_| FileError::Short { place: name.into(), shape: shown(&self.shape), found: self.values.len() };
        let tensor = Tensor::new(name, &shape, self.values.clone()).map_err(short)?;
        let Counts { missing, booleans, inexact } = self.counts;
        let some = |count: usize, note: fn(usize) -> Note| (count > 0).then(|| note(count));
        let notes = [
            some(booleans, |count| Note::Booleans { count }),
            some(missing, |count| Note::Missing { count }),
        ];
        Ok(Loaded { tensor, notes: notes.into_iter().flatten().chain(inexact.notes()).collect() })
    }

    /// Appends the values of a node; whether all lists of a depth have one length, and all numbers one depth.
    fn take(&mut self, node: &Node, depth: usize) -> bool {
        match node {
            Node::Number(x) => {
                self.values.push(*x);
                depth == self.shape.len()
            }
            Node::List(items) => {
                if self.values.is_empty() && self.shape.len() == depth {
                    self.shape.push(items.len() as u64);
                }
                self.shape.get(depth) == Some(&(items.len() as u64))
                    && items.iter().all(|item| self.take(item, depth + 1))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shape and values.
    type Read = Option<(Vec<u64>, Vec<f32>)>;

    fn read(text: &str) -> Result<Read, String> {
        let pieces = Pieces::whole(text.as_bytes());
        match Nested::read("p.txt", &pieces) {
            Ok(nested) => Ok(nested.map(|nested| (nested.shape, nested.values))),
            Err(Stop::Refused(error)) => Err(error.to_string()),
            Err(Stop::Missing(_)) => Err("missing".into()),
        }
    }

    #[test]
    fn what_programs_print_is_read() {
        let square = Some((vec![2, 2], vec![1.0, 2.0, 3.0, 4.0]));
        for text in [
            "array([[1., 2.],\n       [3., 4.]], dtype=float32)",
            "tensor([[1., 2.],\n        [3., 4.]], device='cuda:0', dtype=torch.float16)",
            "Parameter containing:\ntensor([[1., 2.],\n        [3., 4.]], requires_grad=True)",
            "[[1. 2.]\n [3. 4.]]",
            "[1. 2.]\n[3. 4.]\n",
            "[1, 2],\n[3, 4],\n",
            "float w[2][2] = {{1.f, 2.f}, {3.0f, 4e0f}};",
            "static const float w[] = {\n  {1.f, 2.f}, // first\n  {3.f, /* last */ 4.f},\n};",
            "<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\narray([[1., 2.],\n       [3., 4.]], dtype=float32)>",
            "Out[3]: \narray([[1, 2],\n       [3, 4]])",
            "[1 2; 3 4]",
            "x = [1, 2; 3, 4];",
            "((1, 2), (3, 4))",
            "[array([1, 2]), array([3, 4], dtype=int8)]",
            "\u{ff3b}1\u{ff0c}2\u{ff3d}\n\u{ff3b}3\u{ff0c}4\u{ff3d}",
            "Array([[1., 2.], [3., 4.]], dtype=float32)",
            "[[np.float32(1.0), np.float32(2.0)], [np.float32(3.0), np.float32(4.0)]]",
            "<tf.Variable 'w:0' shape=(2, 2) dtype=float32, numpy=\narray([[1., 2.],\n       [3., 4.]], dtype=float32)>",
            "let w: [[f32; 2]; 2] = [[1.0, 2.0], [3.0, 4.0]];",
            "&[[1.0f32, 2.0], [3.0, 4.0]]",
            "std::array<std::array<float, 2>, 2> w{{1, 2}, {3, 4}}",
            "structure(c(1, 3, 2, 4), dim = c(2L, 2L))",
            "structure(c(1, 3, 2, 4), .Dim = c(2L, 2L), .Dimnames = list(NULL, c(\"a\", \"b\")))",
            "w <- matrix(c(1, 3, 2, 4), nrow = 2)",
            "matrix(c(1, 3, 2, 4), 2, 2)",
            "matrix(c(1, 2, 3, 4), ncol = 2, byrow = TRUE)",
            "array(c(1, 3, 2, 4), dim = c(2, 2))",
        ] {
            assert_eq!(read(text).unwrap(), square, "{text}");
        }
        for (text, values) in [
            ("{1.f, 2.f}", vec![1.0, 2.0]),
            ("c(1, 2.5)", vec![1.0, 2.5]),
            ("tensor(1.5)", vec![1.5]),
            ("tensor([ 1.0000e+00, -inf], grad_fn=<AddBackward0>)", vec![1.0, f32::NEG_INFINITY]),
            ("vec![1.0f32, 2_f32]", vec![1.0, 2.0]),
            ("[ 1.5 -2.5]", vec![1.5, -2.5]),
            ("unsigned char g[] = {\n  0x1c, 0xFF\n};\nunsigned int g_len = sizeof(g);", vec![28.0, 255.0]),
            ("#ifndef W_H\n#define W_H 3\nstatic const int8_t w[2] = {1, -3};\n#endif", vec![1.0, -3.0]),
            ("/* layer 1, 3 x 3 */\nfloat w[] = {1, 2}; // 2 values", vec![1.0, 2.0]),
            ("np.float32(1.5)", vec![1.5]),
            ("[tensor(1.5000), tensor(-2., device='cuda:0')]", vec![1.5, -2.0]),
            ("x <- c(1, 2)", vec![1.0, 2.0]),
            ("structure(c(1, 2), names = c(\"a\", \"b\"))", vec![1.0, 2.0]),
            (" [1] 1.5 2.5\n [3] -3.5\n", vec![1.5, 2.5, -3.5]),
            ("[1] TRUE FALSE", vec![1.0, 0.0]),
            ("Float32Array(2) [ 1, 2.5 ]", vec![1.0, 2.5]),
            ("(2) [1, 2.5]", vec![1.0, 2.5]),
            ("let v: [f32; 2] = [1.0, 2.0];", vec![1.0, 2.0]),
            ("std::array<float, 2> v{1.0f, 2.0f};", vec![1.0, 2.0]),
            ("masked_array(data=[1, 2],\n  mask=[False, False],\n  fill_value=999999)", vec![1.0, 2.0]),
            (
                "masked_array(data=[1.5, 2.0],\n             mask=False,\n       fill_value=1e+20)",
                vec![1.5, 2.0],
            ),
        ] {
            assert_eq!(read(text).unwrap(), Some((vec![values.len() as u64], values)), "{text}");
        }
        let masked =
            "masked_array(data=[1.5, --],\n  mask=[False,  True],\n  fill_value=1e+20,\n  dtype=float32)";
        for text in ["array([1, nan])", masked, "[1] 1 NA", "[1, None]"] {
            let (shape, values) = read(text).unwrap().unwrap();
            assert!(shape == [2] && values[1].is_nan(), "{text}");
        }
    }

    #[test]
    fn words_that_became_numbers_are_told() {
        let pieces = |text: &'static str| Pieces::whole(text.as_bytes());
        for (text, note) in [
            ("[1, None, NA]", Note::Missing { count: 2 }),
            ("[True False]", Note::Booleans { count: 2 }),
            ("{1e40f, 1}", Note::Overflowed { count: 1 }),
        ] {
            let nested = Nested::read("p.txt", &pieces(text)).ok().flatten().unwrap();
            assert_eq!(nested.loaded("p.txt").unwrap().notes, [note], "{text}");
        }
    }

    #[test]
    fn what_is_left_out_or_changed_is_not_read() {
        assert!(read("array([0., 1., ..., 8., 9.])").unwrap_err().contains("line 1"));
        assert!(read("[[1 2]\n [3]]").unwrap_err().contains("p.txt"));
        for text in [
            "[ppm],[degC]\n1.5,20\n",
            "price (1),qty (2)\n1,2\n",
            "tensor(1e5 *\n [1., 2.])",
            "np.array([[1, 2], [3, 4]]).T",
            "[1, 2] * 3",
            "[1, 2], 3",
            "3, [1, 2]",
            "tensor([1., 2.]), tensor([3., 4.])",
            "[1] [2, 3]",
            "[2] 1 2",
            "[1] 1 2\n[4] 3",
            "[1,000, 2,000]",
            "[1,5 2,5]",
            "(3) [1, 2]",
            "int8_t w[] = {0xff, 1};",
            "matrix(c(1, 2, 3), nrow = 2)",
            "matrix(c(1, 2) * 2, nrow = 2)",
            "f(data=[1, 2], mask=[True])",
            "x - c(1, 2)",
            "[1,,2]",
            "[1, 2",
            "[1+2j]",
            "[1] x",
            "a,b\n1,2",
        ] {
            assert_eq!(read(text).unwrap(), None, "{text}");
        }
    }
}
