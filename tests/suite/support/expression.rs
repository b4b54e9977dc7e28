//! The expressions of the lessons, as www/lessons/expression.js reads them.

/// What a name such as `a.sqnr_db` stands for.
pub(crate) type Scope<'a> = &'a dyn Fn(&str) -> Option<f64>;

/// What an expression comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Number(f64),
    Holds(bool),
}

struct Cursor<'a> {
    words: &'a [String],
    scope: Scope<'a>,
    /// The names met, with their values.
    met: Vec<(String, f64)>,
}

/// The value of an expression, and of the names in it.
pub(crate) fn evaluate(text: &str, scope: Scope<'_>) -> Result<(Value, Vec<(String, f64)>), String> {
    let words = tokens(text)?;
    let mut cursor = Cursor { words: &words, scope, met: Vec::new() };
    let left = cursor.sum()?;
    let value = match cursor.take(&["<", "<=", ">", ">=", "=="]) {
        None => Value::Number(left),
        Some(comparison) => {
            let right = cursor.sum()?;
            Value::Holds(match comparison {
                "<" => left < right,
                "<=" => left <= right,
                ">" => left > right,
                ">=" => left >= right,
                _ => left == right,
            })
        }
    };
    match cursor.words.first() {
        None => Ok((value, cursor.met)),
        Some(word) => Err(format!("what is {word}?")),
    }
}

fn tokens(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let two = ["<=", ">=", "=="].iter().any(|two| rest.starts_with(two));
        let length = match first {
            '0'..='9' => number_length(rest),
            'a'..='z' => {
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len())
            }
            _ if two => 2,
            '-' | '+' | '*' | '/' | '^' | '(' | ')' | '<' | '>' | ',' => 1,
            _ => return Err(format!("cannot read {rest}")),
        };
        words.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Ok(words)
}

/// Length of `12`, `1.5` or `1e-3` at the start of a text.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| from + text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    if text[end..].starts_with('.') && digits(end + 1) > end + 1 {
        end = digits(end + 1);
    }
    if text[end..].starts_with('e') {
        let sign = usize::from(text[end + 1..].starts_with(['+', '-']));
        let exponent = digits(end + 1 + sign);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    end
}

impl<'a> Cursor<'a> {
    fn take(&mut self, accepted: &[&str]) -> Option<&'a str> {
        let word = self.words.first().filter(|word| accepted.contains(&word.as_str()))?;
        self.words = &self.words[1..];
        Some(word)
    }

    fn sum(&mut self) -> Result<f64, String> {
        let mut value = self.product()?;
        while let Some(sign) = self.take(&["+", "-"]) {
            let next = self.product()?;
            value = if sign == "+" { value + next } else { value - next };
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<f64, String> {
        let mut value = self.signed()?;
        while let Some(sign) = self.take(&["*", "/"]) {
            let next = self.signed()?;
            value = if sign == "*" { value * next } else { value / next };
        }
        Ok(value)
    }

    fn signed(&mut self) -> Result<f64, String> {
        if self.take(&["-"]).is_some() {
            return Ok(-self.signed()?);
        }
        let base = self.atom()?;
        Ok(if self.take(&["^"]).is_some() { base.powf(self.signed()?) } else { base })
    }

    fn atom(&mut self) -> Result<f64, String> {
        let (word, rest) = self.words.split_first().ok_or("it ends too early")?;
        self.words = rest;
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return word.parse().map_err(|_| format!("{word} is no number"));
        }
        if word == "(" {
            let value = self.sum()?;
            return self.close(value);
        }
        if let Some(value) = (self.scope)(word) {
            self.met.push((word.clone(), value));
            return Ok(value);
        }
        self.take(&["("]).ok_or_else(|| format!("there is no {word}"))?;
        let mut values = vec![self.sum()?];
        while self.take(&[","]).is_some() {
            values.push(self.sum()?);
        }
        let value = match (word.as_str(), &values[..]) {
            ("abs", [x]) => x.abs(),
            ("log2", [x]) => x.log2(),
            ("log10", [x]) => x.log10(),
            ("sqrt", [x]) => x.sqrt(),
            ("min", values) => values.iter().copied().fold(f64::INFINITY, f64::min),
            ("max", values) => values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            _ => return Err(format!("there is no {word} of {} values", values.len())),
        };
        self.close(value)
    }

    fn close(&mut self, value: f64) -> Result<f64, String> {
        self.take(&[")"]).map(|_| value).ok_or_else(|| "a parenthesis is not closed".to_owned())
    }
}
