//! Lists of numbers, from bracket to bracket.

use super::around::is_behind;
use super::{CALLS, DEEPEST};
use crate::file::read::decimal::Inexact;

/// A list or a number of it.
pub(super) enum Node {
    Number(f32),
    List(Vec<Node>),
}

/// Reads lists from a place of a text on.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Where the list is abbreviated.
    pub(super) abbreviated: Option<usize>,
    pub(super) counts: Counts,
    /// Whether a number is written in base 16.
    pub(super) hexadecimal: bool,
}

/// How many numbers of a list a note is about, by its kind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) missing: usize,
    pub(super) booleans: usize,
    pub(super) inexact: Inexact,
}

/// The numbers that programs print with their type: `np.float32(1.5)` of NumPy, `tensor(1.5)` of PyTorch.
const SCALARS: [&str; 21] = [
    "float16",
    "float32",
    "float64",
    "longdouble",
    "bfloat16",
    "half",
    "single",
    "double",
    "float",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "int",
    "bool",
    "bool_",
    "tensor",
];

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, abbreviated: None, counts: Counts::default(), hexadecimal: false }
    }

    /// One list, or several as the elements of one.
    pub(super) fn lists(&mut self) -> Option<Node> {
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

    pub(super) fn list(&mut self, depth: usize) -> Option<Node> {
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
        // Where numbers are separated by spaces, a comma between digits may be a decimal mark.
        let (mut commas, mut spaces) = (false, false);
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
                b'a'..=b'z' | b'A'..=b'Z' if let Some(length) = scalar_call(rest) => {
                    self.at += length;
                    self.space();
                    items.push(Node::Number(self.number()?));
                    let arguments = self.rest().find(')').filter(|&end| is_behind(&self.rest()[..end]))?;
                    self.at += arguments + 1;
                }
                _ => items.push(Node::Number(self.number()?)),
            }
            let behind = self.at;
            self.space();
            let rest = self.rest();
            if let Some(next) = rest.strip_prefix(',') {
                self.at += 1;
                commas |= behind + 1 == self.at && next.starts_with(|c: char| c.is_ascii_digit());
            } else {
                spaces |= !rest.starts_with([end, ';']) && matches!(items.last(), Some(Node::Number(_)));
            }
        }
        if commas && spaces {
            return None;
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
        self.counts.missing += usize::from(is_missing(word));
        self.counts.booleans += usize::from(["true", "false"].contains(&&*word.to_ascii_lowercase()));
        self.hexadecimal |= word.contains(['x', 'X']);
        self.counts.inexact.take(word, x);
        self.at += length;
        Some(x)
    }

    fn rest(&self) -> &'a str {
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

/// The length of a call around a number: `np.float32(` of `np.float32(1.5)`.
fn scalar_call(text: &str) -> Option<usize> {
    let end = text.find('(')?;
    SCALARS.contains(&without_module(&text[..end])).then_some(end + 1)
}

/// Whether a word is the type of one number.
pub(super) fn is_scalar(word: &str) -> bool {
    SCALARS.contains(&word)
}

fn without_module(word: &str) -> &str {
    ["np.", "numpy.", "math.", "torch."].iter().find_map(|module| word.strip_prefix(module)).unwrap_or(word)
}

/// Whether a word stands for a missing value; NumPy prints a masked one as `--`.
fn is_missing(word: &str) -> bool {
    ["none", "na", "missing", "--"].contains(&&*word.to_ascii_lowercase())
}

/// The value of a number or of a word for one, as Python, C, Rust and MATLAB write them.
pub(super) fn constant(word: &str) -> Option<f32> {
    if is_missing(word) {
        return Some(f32::NAN);
    }
    let word = word.replace('\u{2212}', "-");
    let (sign, size) = match word.strip_prefix('-') {
        Some(size) => (-1.0, size),
        None => (1.0, word.strip_prefix('+').unwrap_or(&word)),
    };
    let bare = without_module(size);
    let x = match bare.to_ascii_lowercase().as_str() {
        "nan" => f32::NAN,
        "inf" | "infinity" => f32::INFINITY,
        "true" => 1.0,
        "false" => 0.0,
        _ if !bare.starts_with(|c: char| c.is_ascii_digit() || c == '.') => return None,
        lower => {
            let number = ["_f32", "_f64", "f32", "f64", "f", "l", "u"]
                .iter()
                .find_map(|suffix| lower.strip_suffix(suffix));
            if let Some(digits) = lower.strip_prefix("0x") {
                let x = u64::from_str_radix(digits.trim_end_matches(['u', 'l']), 16).ok()? as f32;
                return Some(sign * x);
            }
            let number = number.unwrap_or(lower);
            // Behind a comma it is a group of thousands, as in 1,000; in C it is octal.
            if number.len() > 1 && number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            number.replace('d', "e").parse().ok()?
        }
    };
    Some(if x.is_nan() { x } else { sign * x })
}
