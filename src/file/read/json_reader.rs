//! JSON by the grammar of RFC 8259, read from front to back without a tree of values.
//!
//! ```text
//! object:  begin('{'), then key() and a value for each member, until key() has none
//! list:    begin('['), then item() and a value for each element, until item() has none
//! ```

use std::str::Chars;

/// Why a text cannot be read on, with the byte where it stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// What stands here is not what JSON has here.
    Syntax(usize),
    /// Lists and objects are nested more deeply than is allowed.
    Depth(usize),
}

/// Reads a text value by value.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte that is read next.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to a byte that was read.
    pub(super) fn rewind(&mut self, at: usize) {
        self.at = at;
    }

    /// The next byte that is not a space or a mark of byte order, which texts have where they were joined; it stays unread.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                0xef if bytes[self.at..].starts_with(b"\xef\xbb\xbf") => self.at += 3,
                byte => return Some(*byte),
            }
        }
    }

    /// Reads the bracket that begins an object or a list.
    pub(super) fn begin(&mut self, bracket: u8) -> Result<(), Fault> {
        self.expect(bracket)
    }

    /// The next key of an object, and the colon behind it; `None` at the end of the object.
    pub(super) fn key(&mut self, first: bool) -> Result<Option<String>, Fault> {
        if self.ends(b'}', first)? {
            return Ok(None);
        }
        let key = self.string()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Whether a list has another element, which begins here.
    pub(super) fn item(&mut self, first: bool) -> Result<bool, Fault> {
        Ok(!self.ends(b']', first)?)
    }

    /// Reads a string.
    pub(super) fn string(&mut self) -> Result<String, Fault> {
        if self.peek() != Some(b'"') {
            return Err(Fault::Syntax(self.at));
        }
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        while *bytes.get(end).ok_or(Fault::Syntax(bytes.len()))? != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let string = self.text.get(self.at + 1..end).and_then(unescaped).ok_or(Fault::Syntax(self.at))?;
        self.at = end + 1;
        Ok(string)
    }

    /// The bytes of a number or a word; at least one.
    pub(super) fn word(&mut self) -> Result<&'a str, Fault> {
        self.peek();
        let rest = &self.text.as_bytes()[self.at..];
        let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
        let length = rest.iter().position(|b| !part(b)).unwrap_or(rest.len());
        if length == 0 {
            return Err(Fault::Syntax(self.at));
        }
        self.at += length;
        Ok(&self.text[self.at - length..self.at])
    }

    /// Skips a value with up to `deepest` levels of lists and objects. `NaN` and infinities are values as Python writes them.
    pub(super) fn skip(&mut self, deepest: usize) -> Result<(), Fault> {
        let deeper = |at| deepest.checked_sub(1).ok_or(Fault::Depth(at));
        let mut first = true;
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'{') => {
                let deepest = deeper(self.at)?;
                self.begin(b'{')?;
                while self.key(std::mem::take(&mut first))?.is_some() {
                    self.skip(deepest)?;
                }
                Ok(())
            }
            Some(b'[') => {
                let deepest = deeper(self.at)?;
                self.begin(b'[')?;
                while self.item(std::mem::take(&mut first))? {
                    self.skip(deepest)?;
                }
                Ok(())
            }
            _ => {
                let at = self.at;
                let word = self.word()?;
                let known = matches!(word, "null" | "true" | "false" | "NaN" | "Infinity" | "-Infinity");
                if known || is_number(word) { Ok(()) } else { Err(Fault::Syntax(at)) }
            }
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), Fault> {
        if self.peek() != Some(byte) {
            return Err(Fault::Syntax(self.at));
        }
        self.at += 1;
        Ok(())
    }

    /// Whether the object or list ends here; otherwise reads the comma before all elements but the first.
    fn ends(&mut self, bracket: u8, first: bool) -> Result<bool, Fault> {
        if self.peek() == Some(bracket) {
            self.at += 1;
            return Ok(true);
        }
        if !first {
            self.expect(b',')?;
        }
        Ok(false)
    }
}

/// Whether a word is a number by JSON's grammar, which is narrower than Rust's: no `+1`, `.5`, `1.` or `infinity`.
pub(super) fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = word.split_once(['e', 'E']).map_or((word, None), |(m, e)| (m, Some(e)));
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let whole_ok = digits(whole) && (whole == "0" || !whole.starts_with('0'));
    let exponent_ok = exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)));
    whole_ok && fraction.is_none_or(digits) && exponent_ok
}

/// What stands between the quotes of a string, without its escapes.
fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(escaped(&mut chars)?),
            '\0'..='\x1f' => return None,
            _ => out.push(c),
        }
    }
    Some(out)
}

/// The character that an escape stands for; its backslash is read already.
fn escaped(chars: &mut Chars<'_>) -> Option<char> {
    Some(match chars.next()? {
        c @ ('"' | '\\' | '/') => c,
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => match hex(chars)? {
            // The first half of a pair of UTF-16.
            high @ 0xd800..=0xdbff => {
                let pair = chars.next()? == '\\' && chars.next()? == 'u';
                let low = hex(chars).filter(|low| pair && (0xdc00..=0xdfff).contains(low))?;
                char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))?
            }
            code => char::from_u32(code)?,
        },
        _ => return None,
    })
}

fn hex(chars: &mut Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |number, _| Some(16 * number + chars.next()?.to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// serde_json is the oracle: a string is read as it reads it, or refused where it refuses it.
    #[test]
    fn strings_are_those_of_serde_json() {
        for text in [
            r#""""#,
            r#""a\"b\\\/\b\f\n\r\té""#,
            r#""\u00e9\u4e2d""#,
            r#""\ud83d\ude00""#,
            r#""\ud83d""#,
            r#""\ud83dx""#,
            r#""\ud83d\u0041""#,
            r#""\ude00""#,
            r#""\u12g4""#,
            r#""\x""#,
            r#""\u+123""#,
            "\"a\tb\"",
            "\"a",
            "\"\\",
            "\"\\\"",
            "中",
        ] {
            let mut reader = Reader::new(text);
            assert_eq!(reader.string().ok(), serde_json::from_str::<String>(text).ok(), "{text}");
        }
    }

    #[test]
    fn numbers_are_those_of_serde_json() {
        for word in [
            "0", "-0", "01", "1.", ".5", "1.5e", "1e5", "1E-5", "1e+5", "+1", "-", "1_0", "0x1", "12.50",
            "--1",
        ] {
            assert_eq!(is_number(word), serde_json::from_str::<f64>(word).is_ok(), "{word}");
        }
    }

    #[test]
    fn what_is_skipped_is_what_serde_json_reads() {
        for text in [
            "{}",
            "[]",
            "[1,2]",
            "[1,]",
            "[,1]",
            "{\"a\":1,\"b\":[{}]}",
            "{\"a\":1,}",
            "{\"a\"}",
            "{1:2}",
            "[1 2]",
            "nul",
            "null",
            "[[[[]]]]",
            "{\"a\" : { } }",
            "",
            "]",
        ] {
            let mut reader = Reader::new(text);
            let whole = reader.skip(64).is_ok() && reader.peek().is_none();
            assert_eq!(whole, serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text}");
        }
        assert_eq!(Reader::new("[[[]]]").skip(2), Err(Fault::Depth(2)));
        assert_eq!(Reader::new("[[]]").skip(2), Ok(()));
    }
}
