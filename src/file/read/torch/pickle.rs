//! The part of Python's pickle format that dictionaries of tensors need. Nothing is executed.
//!
//! ```text
//! values      numbers, texts, dictionaries, lists, tuples are plain data
//! GLOBAL      a name of the list in `globals.rs`; any other name ends the reading
//! REDUCE      for such a name: its arguments become a tensor, a tuple or an empty dictionary here; nothing is called
//! BINPERSID   the type and the key of a storage
//! BUILD       attributes of a dictionary, which are left out
//! ```
//! Any other instruction ends the reading, too. Format: <https://github.com/python/cpython/blob/main/Lib/pickletools.py>.

use std::collections::BTreeMap;

use super::globals::{Global, OPCODES};
use super::objects::{Object, Text, Value, View, integer, text_of};
use crate::file::read::sentences::{FileError, excerpt};

/// The largest number of values on the stack. Python writes the entries of a dictionary in batches of a thousand.
const DEEPEST: usize = 1 << 16;
/// Beside these, each object takes some bytes of the pickle.
const FREE_OBJECTS: usize = 1024;
const BYTES_OF_OBJECT: usize = 4;

/// A pickle that was read.
#[derive(Debug)]
pub(super) struct Pickle<'a> {
    bytes: &'a [u8],
    pub(super) objects: Vec<Object>,
    pub(super) root: Value,
}

/// Why it is not read.
#[derive(Debug)]
enum Wrong {
    /// A name that is none of the list.
    Global(String),
    /// An instruction that is none of the list.
    Opcode(u8),
    Damaged,
    Crowded,
}

impl<'a> Pickle<'a> {
    /// Reads a pickle of less than 4 GB.
    ///
    /// # Errors
    /// When it has a name or an instruction that tensors do not need, or is malformed.
    pub(super) fn read(place: &str, bytes: &'a [u8]) -> Result<Self, FileError> {
        let mut machine = Machine {
            bytes,
            at: 0,
            stack: Vec::new(),
            marks: Vec::new(),
            memo: BTreeMap::new(),
            objects: Vec::new(),
        };
        let place = || place.to_string();
        loop {
            let byte = machine.at;
            match machine.step() {
                Ok(None) => {}
                Ok(Some(root)) => return Ok(Self { bytes, objects: machine.objects, root }),
                Err(Wrong::Global(name)) => {
                    return Err(FileError::TorchGlobal { place: place(), name: excerpt(&name) });
                }
                Err(Wrong::Opcode(code)) => {
                    let known = OPCODES.iter().find(|(opcode, _)| *opcode == code);
                    let opcode = known.map_or_else(|| format!("{code:#04x}"), |(_, name)| (*name).into());
                    return Err(FileError::TorchOpcode { place: place(), opcode, byte });
                }
                Err(Wrong::Damaged) => return Err(FileError::TorchDamaged { place: place(), byte }),
                Err(Wrong::Crowded) => return Err(FileError::TorchCrowded { place: place() }),
            }
        }
    }

    /// A text of it.
    pub(super) fn text(&self, text: Text) -> &'a str {
        text_of(self.bytes, text)
    }
}

struct Machine<'a> {
    bytes: &'a [u8],
    at: usize,
    stack: Vec<Value>,
    /// Where in the stack the marks are.
    marks: Vec<usize>,
    memo: BTreeMap<u32, Value>,
    objects: Vec<Object>,
}

impl<'a> Machine<'a> {
    /// Follows one instruction; the value of the pickle, if it was the last.
    fn step(&mut self) -> Result<Option<Value>, Wrong> {
        let code = self.number::<1>()? as u8;
        match code {
            // PROTO
            0x80 => drop(self.number::<1>()?),
            b'.' => return self.pop().map(Some),
            b'(' if self.marks.len() < DEEPEST => self.marks.push(self.stack.len()),
            b'N' | 0x88 | 0x89 => self.push(Value::Other)?,
            // BINFLOAT
            b'G' => {
                self.number::<8>()?;
                self.push(Value::Other)?;
            }
            b'K' => self.integer::<1>()?,
            b'M' => self.integer::<2>()?,
            b'J' => {
                let int = self.number::<4>()? as u32;
                self.push(Value::Int(int.cast_signed().into()))?;
            }
            // LONG1
            0x8a => {
                let length = self.number::<1>()? as usize;
                let int = integer(self.take(length)?).ok_or(Wrong::Damaged)?;
                self.push(Value::Int(int))?;
            }
            // BINUNICODE
            b'X' => {
                let length = self.number::<4>()? as u32;
                let start = self.at as u32;
                std::str::from_utf8(self.take(length as usize)?).map_err(|_| Wrong::Damaged)?;
                self.push(Value::Text(Text { start, length }))?;
            }
            b'c' => {
                let (module, name) = (self.line()?, self.line()?);
                let global =
                    Global::of(module, name).ok_or_else(|| Wrong::Global(format!("{module}.{name}")))?;
                self.push(Value::Global(global))?;
            }
            b'}' => self.make(Object::Dict(Vec::new()))?,
            b']' => self.make(Object::List(Vec::new()))?,
            b')' => self.make(Object::Tuple(Vec::new()))?,
            0x85..=0x87 => {
                let count = usize::from(code - 0x84);
                let parts = self.top(count)?;
                self.make(Object::Tuple(parts))?;
            }
            b't' => {
                let parts = self.marked()?;
                self.make(Object::Tuple(parts))?;
            }
            b'a' => {
                let parts = self.top(1)?;
                self.extend(parts)?;
            }
            b'e' => {
                let parts = self.marked()?;
                self.extend(parts)?;
            }
            b's' => {
                let parts = self.top(2)?;
                self.set(&parts)?;
            }
            b'u' => {
                let parts = self.marked()?;
                self.set(&parts)?;
            }
            // BINPUT and LONG_BINPUT, BINGET and LONG_BINGET
            b'q' | b'r' => {
                let place = self.place(code == b'r')?;
                let top = *self.stack.last().ok_or(Wrong::Damaged)?;
                self.memo.insert(place, top);
            }
            b'h' | b'j' => {
                let place = self.place(code == b'j')?;
                let value = *self.memo.get(&place).ok_or(Wrong::Damaged)?;
                self.push(value)?;
            }
            b'Q' => self.storage()?,
            b'R' => self.reduce()?,
            b'b' => {
                self.pop()?;
                let top = self.stack.last().copied();
                let Some(Value::Object(index)) = top else { return Err(Wrong::Opcode(code)) };
                if !matches!(self.objects[index as usize], Object::Dict(_)) {
                    return Err(Wrong::Opcode(code));
                }
            }
            b'(' => return Err(Wrong::Crowded),
            _ => return Err(Wrong::Opcode(code)),
        }
        Ok(None)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], Wrong> {
        let found = self.bytes[self.at..].get(..count).ok_or(Wrong::Damaged)?;
        self.at += count;
        Ok(found)
    }

    /// A number of `N` bytes, the least significant first.
    fn number<const N: usize>(&mut self) -> Result<u64, Wrong> {
        Ok(self.take(N)?.iter().rev().fold(0, |n, &byte| n << 8 | u64::from(byte)))
    }

    fn integer<const N: usize>(&mut self) -> Result<(), Wrong> {
        let int = self.number::<N>()? as i64;
        self.push(Value::Int(int))
    }

    fn place(&mut self, is_long: bool) -> Result<u32, Wrong> {
        Ok(if is_long { self.number::<4>()? } else { self.number::<1>()? } as u32)
    }

    fn line(&mut self) -> Result<&'a str, Wrong> {
        let end = self.bytes[self.at..].iter().position(|&b| b == b'\n').ok_or(Wrong::Damaged)?;
        let line = self.take(end)?;
        self.at += 1;
        std::str::from_utf8(line).map_err(|_| Wrong::Damaged)
    }

    fn push(&mut self, value: Value) -> Result<(), Wrong> {
        if self.stack.len() >= DEEPEST {
            return Err(Wrong::Crowded);
        }
        self.stack.push(value);
        Ok(())
    }

    fn pop(&mut self) -> Result<Value, Wrong> {
        // What lies below a mark belongs to what the mark begins.
        let least = self.marks.last().copied().unwrap_or(0);
        if self.stack.len() <= least {
            return Err(Wrong::Damaged);
        }
        self.stack.pop().ok_or(Wrong::Damaged)
    }

    /// Takes the last `count` values.
    fn top(&mut self, count: usize) -> Result<Vec<Value>, Wrong> {
        let least = self.marks.last().copied().unwrap_or(0);
        let from = self.stack.len().checked_sub(count).filter(|&from| from >= least).ok_or(Wrong::Damaged)?;
        Ok(self.stack.split_off(from))
    }

    /// Takes the values behind the last mark.
    fn marked(&mut self) -> Result<Vec<Value>, Wrong> {
        let mark = self.marks.pop().ok_or(Wrong::Damaged)?;
        let parts = self.stack.get(mark..).ok_or(Wrong::Damaged)?.to_vec();
        self.stack.truncate(mark);
        Ok(parts)
    }

    fn make(&mut self, object: Object) -> Result<(), Wrong> {
        if self.objects.len() >= FREE_OBJECTS + self.bytes.len() / BYTES_OF_OBJECT {
            return Err(Wrong::Crowded);
        }
        let index = self.objects.len() as u32;
        self.objects.push(object);
        self.push(Value::Object(index))
    }

    fn extend(&mut self, parts: Vec<Value>) -> Result<(), Wrong> {
        match self.last()? {
            Object::List(list) => list.extend(parts),
            _ => return Err(Wrong::Damaged),
        }
        Ok(())
    }

    fn set(&mut self, parts: &[Value]) -> Result<(), Wrong> {
        let (pairs, rest) = parts.as_chunks::<2>();
        match self.last()? {
            Object::Dict(entries) if rest.is_empty() => entries.extend(pairs.iter().map(|&[k, v]| (k, v))),
            _ => return Err(Wrong::Damaged),
        }
        Ok(())
    }

    /// The object on top of the stack.
    fn last(&mut self) -> Result<&mut Object, Wrong> {
        match self.stack.last() {
            Some(Value::Object(index)) => Ok(&mut self.objects[*index as usize]),
            _ => Err(Wrong::Damaged),
        }
    }

    fn tuple(&self, value: Option<&Value>) -> Result<&[Value], Wrong> {
        match value {
            Some(Value::Object(index)) => match &self.objects[*index as usize] {
                Object::Tuple(parts) => Ok(parts),
                _ => Err(Wrong::Damaged),
            },
            _ => Err(Wrong::Damaged),
        }
    }

    /// `('storage', type, key, device, length)`
    fn storage(&mut self) -> Result<(), Wrong> {
        let parts = self.pop()?;
        let storage = match self.tuple(Some(&parts))? {
            [Value::Text(word), Value::Global(kind), Value::Text(key), ..]
                if text_of(self.bytes, *word) == "storage" =>
            {
                match kind {
                    Global::Type(kind) => Object::Storage(Some(*kind), *key),
                    Global::Bytes => Object::Storage(None, *key),
                    _ => return Err(Wrong::Damaged),
                }
            }
            _ => return Err(Wrong::Damaged),
        };
        self.make(storage)
    }

    fn reduce(&mut self) -> Result<(), Wrong> {
        let (arguments, called) = (self.pop()?, self.pop()?);
        let given = self.tuple(Some(&arguments))?;
        match called {
            Value::Global(Global::Tensor) => {
                let view = self.view(given, None)?;
                self.make(Object::Tensor(view.into()))
            }
            Value::Global(Global::TensorOfBytes) => {
                let Some(Value::Global(Global::Type(kind))) = given.get(6) else {
                    return Err(Wrong::Damaged);
                };
                let view = self.view(given, Some(*kind))?;
                self.make(Object::Tensor(view.into()))
            }
            Value::Global(Global::Parameter) => {
                let value = *given.first().ok_or(Wrong::Damaged)?;
                self.push(value)
            }
            Value::Global(Global::Size) => {
                self.tuple(given.first())?;
                let value = given[0];
                self.push(value)
            }
            Value::Global(Global::OrderedDict) if given.is_empty() => self.make(Object::Dict(Vec::new())),
            _ => Err(Wrong::Damaged),
        }
    }

    /// `(storage, offset, shape, strides, …)`
    fn view(&self, given: &[Value], kind: Option<u8>) -> Result<View, Wrong> {
        let [Value::Object(storage), Value::Int(offset), shape, strides, ..] = given else {
            return Err(Wrong::Damaged);
        };
        let Object::Storage(stored, key) = self.objects[*storage as usize] else {
            return Err(Wrong::Damaged);
        };
        let numbers = |value: &Value| -> Result<Vec<u64>, Wrong> {
            let number = |value: &Value| match value {
                Value::Int(int) => u64::try_from(*int).map_err(|_| Wrong::Damaged),
                _ => Err(Wrong::Damaged),
            };
            self.tuple(Some(value))?.iter().map(number).collect()
        };
        let (shape, strides) = (numbers(shape)?, numbers(strides)?);
        let offset = u64::try_from(*offset).map_err(|_| Wrong::Damaged)?;
        let kind = kind.or(stored).filter(|_| shape.len() == strides.len()).ok_or(Wrong::Damaged)?;
        Ok(View { kind, storage: key, offset, shape, strides })
    }
}
