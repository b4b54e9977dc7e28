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

use super::listing::{Entry, Loaded, MAX_FILE_VALUES};
use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, shown};
use super::text::{Lines, decoded};
use crate::tensor::Tensor;
use crate::wide::narrowed;
use around::{is_before, is_behind, is_list_or_call};

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
}

impl Nested {
    /// Reads a text; `None` if it is no such list.
    ///
    /// # Errors
    /// When the text is not UTF-8, when the list is abbreviated, and when its lists have different lengths.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Option<Self>, Stop> {
        let text = narrowed(decoded(file, pieces)?.0);
        let text = &*text;
        let around = text.len().min(LONGEST_AROUND);
        let mut long = 0;
        let begins =
            text.as_bytes()[..around].iter().enumerate().filter(|(_, b)| matches!(b, b'[' | b'{' | b'('));
        for (at, _) in begins {
            if !is_before(&text[..at]) {
                continue;
            }
            if text.as_bytes()[at] == b'(' && !is_list_or_call(text, at) {
                continue;
            }
            let mut parser = Parser { text, at, abbreviated: None };
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
            if !is_behind(&text[parser.at..]) {
                continue;
            }
            let mut nested = Self { shape: Vec::new(), values: Vec::new() };
            if !nested.take(&root, 0) {
                return Err(FileError::NestedRagged { file: file.into() }.into());
            }
            if nested.values.is_empty() {
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
        Ok(Loaded { tensor, notes: Vec::new() })
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

enum Node {
    Number(f32),
    List(Vec<Node>),
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Where the list is abbreviated.
    abbreviated: Option<usize>,
}

impl Parser<'_> {
    /// One list, or several as the elements of one.
    fn lists(&mut self) -> Option<Node> {
        let bracket = self.rest().as_bytes().first().copied();
        let mut lists = vec![self.list(0)?];
        loop {
            let end = self.at;
            self.space();
            let comma = self.rest().starts_with(',');
            if comma {
                self.at += 1;
                self.space();
            }
            let apart = comma || self.text[end..self.at].contains(['\n', '\r']);
            if !apart || self.rest().as_bytes().first().copied() != bracket {
                self.at = end;
                break;
            }
            lists.push(self.list(1)?);
        }
        if lists.len() == 1 { lists.pop() } else { Some(Node::List(lists)) }
    }

    fn list(&mut self, depth: usize) -> Option<Node> {
        let end = match self.rest().as_bytes().first()? {
            b'[' => ']',
            b'{' => '}',
            _ => ')',
        };
        if depth == DEEPEST {
            return None;
        }
        self.at += 1;
        let (mut items, mut rows) = (Vec::new(), Vec::new());
        loop {
            self.space();
            let rest = self.rest();
            if rest.starts_with(end) {
                self.at += 1;
                break;
            }
            match rest.as_bytes().first()? {
                b'[' | b'{' | b'(' => items.push(self.list(depth + 1)?),
                b'a'..=b'z' | b'A'..=b'Z' if let Some(length) = call(rest) => {
                    self.at += length;
                    items.push(self.list(depth + 1)?);
                    let arguments = self.rest().find(')').filter(|&end| is_behind(&self.rest()[..end]))?;
                    self.at += arguments + 1;
                }
                b';' => {
                    self.at += 1;
                    rows.push(Node::List(std::mem::take(&mut items)));
                    continue;
                }
                _ => items.push(Node::Number(self.number()?)),
            }
            self.space();
            if self.rest().starts_with(',') {
                self.at += 1;
            }
        }
        if rows.is_empty() {
            return Some(Node::List(items));
        }
        if !items.is_empty() {
            rows.push(Node::List(items));
        }
        Some(Node::List(rows))
    }

    /// A number with the suffix that a source may give it, or a word for one.
    fn number(&mut self) -> Option<f32> {
        let rest = self.rest();
        if rest.starts_with("...") || rest.starts_with('\u{2026}') {
            self.abbreviated = Some(self.at);
            return None;
        }
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_' | '\u{2212}');
        let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        let x = constant(word)?;
        self.at += length;
        Some(x)
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Passes over spaces and comments.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let spaces = rest.len() - rest.trim_start().len();
            let rest = &rest[spaces..];
            let comment = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find(['\n', '\r']).unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                0
            };
            self.at += spaces + comment;
            if comment == 0 {
                return;
            }
        }
    }
}

/// The length of a call in a list whose first argument is a list: `array(` of `[array([1, 2]), array([3, 4])]`.
fn call(text: &str) -> Option<usize> {
    let word = text.find('(').filter(|&end| CALLS.contains(&&text[..end]))?;
    let begin = text.len() - text[word + 1..].trim_start().len();
    text[begin..].starts_with(['[', '{', '(']).then_some(begin)
}

/// The value of a number or of a word for one, as Python, C, Rust and MATLAB write them.
fn constant(word: &str) -> Option<f32> {
    let word = word.replace('\u{2212}', "-");
    let (sign, size) = match word.strip_prefix('-') {
        Some(size) => (-1.0, size),
        None => (1.0, word.strip_prefix('+').unwrap_or(&word)),
    };
    let bare = ["np.", "numpy.", "math.", "torch."]
        .iter()
        .find_map(|module| size.strip_prefix(module))
        .unwrap_or(size);
    let x = match bare.to_ascii_lowercase().as_str() {
        "nan" | "none" | "na" | "missing" => f32::NAN,
        "inf" | "infinity" => f32::INFINITY,
        "true" => 1.0,
        "false" => 0.0,
        _ if !bare.starts_with(|c: char| c.is_ascii_digit() || c == '.') => return None,
        lower => {
            let number = ["_f32", "_f64", "f32", "f64", "f", "l", "u"]
                .iter()
                .find_map(|suffix| lower.strip_suffix(suffix));
            number.unwrap_or(lower).replace('d', "e").parse().ok()?
        }
    };
    Some(if x.is_nan() { x } else { sign * x })
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
        ] {
            assert_eq!(read(text).unwrap(), Some((vec![values.len() as u64], values)), "{text}");
        }
        assert!(read("array([nan])").unwrap().unwrap().1[0].is_nan());
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
