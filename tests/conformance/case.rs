//! Reading golden files: a case's fields by their path, tensors in each of their three forms.
//!
//! Every look-up that fails says what it looked for: a required case in an unexpected shape is a failure that can be read.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use safetensors::SafeTensors;
use serde_json::Value;

use crate::{NOT_YET, REQUIRED};

/// The directory that a setting names, or the one in the repository.
pub(crate) fn named(setting: &str, default: &str) -> PathBuf {
    env::var_os(setting).map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(default), PathBuf::from)
}

fn directory() -> PathBuf {
    named("QUANTSCOPE_GOLDEN", "tests/golden")
}

/// Files of the directory that the schema did not have when this suite was written, in order.
pub(crate) fn unknown_files() -> Vec<String> {
    let entries = fs::read_dir(directory()).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".json").map(String::from))
        .filter(|name| !REQUIRED.contains(&name.as_str()) && NOT_YET.iter().all(|(file, _)| file != name))
        .collect();
    names.sort();
    names
}

/// One JSON file, and the files beside it that it names.
pub(crate) struct Golden {
    directory: PathBuf,
    json: Value,
    beside: RefCell<BTreeMap<String, Rc<[u8]>>>,
}

impl Golden {
    /// None when there is no such file.
    pub(crate) fn open(name: &str) -> Result<Option<Self>, String> {
        Self::open_in(directory(), name)
    }

    /// A file of the directory of layers.
    pub(crate) fn layers(name: &str) -> Result<Option<Self>, String> {
        Self::open_in(named("QUANTSCOPE_LAYERS", "tests/layers"), name)
    }

    /// The packed checkpoints in the directory of models.
    pub(crate) fn packed() -> Result<Option<Self>, String> {
        Self::open_in(named("QUANTSCOPE_MODELS", "tests/models").join("packed"), "packed")
    }

    fn open_in(directory: PathBuf, name: &str) -> Result<Option<Self>, String> {
        let path = directory.join(format!("{name}.json"));
        if !path.exists() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let json = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Some(Self { directory, json, beside: RefCell::default() }))
    }

    pub(crate) fn cases(&self) -> Vec<Case<'_>> {
        let cases = self.json["cases"].as_array().into_iter().flatten();
        cases.map(|value| Case { golden: self, value }).collect()
    }

    /// The bytes of a file beside it.
    pub(crate) fn bytes(&self, file: &str) -> Result<Rc<[u8]>, String> {
        if let Some(bytes) = self.beside.borrow().get(file) {
            return Ok(bytes.clone());
        }
        let bytes: Rc<[u8]> = fs::read(self.directory.join(file)).map_err(|e| format!("{file}: {e}"))?.into();
        self.beside.borrow_mut().insert(file.into(), bytes.clone());
        Ok(bytes)
    }

    /// The f64 of a tensor of a file beside it.
    pub(crate) fn f64s(&self, file: &str, key: &str) -> Result<Vec<f64>, String> {
        match self.stored(file, key)?.values {
            Values::F64(values) => Ok(values),
            _ => Err(format!("{key} of {file} is not of f64")),
        }
    }

    /// The f32 of a tensor of a file beside it.
    pub(crate) fn f32s(&self, file: &str, key: &str) -> Result<Vec<f32>, String> {
        match self.stored(file, key)?.values {
            Values::F32(values) => Ok(values),
            _ => Err(format!("{key} of {file} is not of f32")),
        }
    }

    /// The values of a tensor in any of its forms.
    fn tensor(&self, value: &Value) -> Result<Array, String> {
        if let Some(name) = value["shared"].as_str() {
            return self.tensor(self.json["shared"].get(name).ok_or(format!("no shared tensor {name}"))?);
        }
        let dtype = value["dtype"].as_str().ok_or(format!("{value} is no tensor"))?;
        let array = match (value["file"].as_str(), value["key"].as_str()) {
            (Some(file), Some(key)) => self.stored(file, key)?,
            (Some(file), None) => self.npy(file)?,
            (None, _) => inline(value, dtype)?,
        };
        // A scalar has no shape of its own.
        let shape = value.get("shape").map_or(Ok(Vec::new()), whole_numbers)?;
        if array.shape != shape || array.values.len() != shape.iter().product::<usize>() {
            return Err(format!(
                "{} values of shape {:?} where {shape:?} was said",
                array.values.len(),
                array.shape
            ));
        }
        Ok(array)
    }

    fn stored(&self, file: &str, key: &str) -> Result<Array, String> {
        let bytes = self.bytes(file)?;
        let tensors = SafeTensors::deserialize(&bytes).map_err(|e| format!("{file}: {e}"))?;
        let view = tensors.tensor(key).map_err(|e| format!("{file}: {key}: {e}"))?;
        let dtype = view.dtype().to_string().to_lowercase();
        let values =
            Values::read(view.data(), &dtype).ok_or(format!("{file}: {key}: {dtype} is not read"))?;
        Ok(Array { shape: view.shape().to_vec(), values })
    }

    fn npy(&self, file: &str) -> Result<Array, String> {
        let loaded =
            quantscope::file::read::load(file, &self.bytes(file)?, None).map_err(|e| format!("{e}"))?;
        let (shape, values) = (loaded.tensor.shape().to_vec(), loaded.tensor.values().to_vec());
        Ok(Array { shape, values: Values::F32(values) })
    }
}

/// A tensor that was read.
pub(crate) struct Array {
    pub(crate) shape: Vec<usize>,
    values: Values,
}

enum Values {
    F32(Vec<f32>),
    F64(Vec<f64>),
    Whole(Vec<i64>),
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::F32(v) => v.len(),
            Self::F64(v) => v.len(),
            Self::Whole(v) => v.len(),
        }
    }

    /// Little-endian `bytes` of a dtype; None when the dtype is none that required files hold.
    fn read(bytes: &[u8], dtype: &str) -> Option<Self> {
        let two = || bytes.as_chunks().0.iter();
        let four = || bytes.as_chunks().0.iter();
        Some(match dtype {
            "f32" => Self::F32(four().map(|&b| f32::from_le_bytes(b)).collect()),
            "f64" => Self::F64(bytes.as_chunks().0.iter().map(|&b| f64::from_le_bytes(b)).collect()),
            "i8" => Self::Whole(bytes.iter().map(|&b| i64::from(b as i8)).collect()),
            "u8" => Self::Whole(bytes.iter().map(|&b| i64::from(b)).collect()),
            "i16" => Self::Whole(two().map(|&b| i64::from(i16::from_le_bytes(b))).collect()),
            "u16" => Self::Whole(two().map(|&b| i64::from(u16::from_le_bytes(b))).collect()),
            "i32" => Self::Whole(four().map(|&b| i64::from(i32::from_le_bytes(b))).collect()),
            "u32" => Self::Whole(four().map(|&b| i64::from(u32::from_le_bytes(b))).collect()),
            _ => return None,
        })
    }
}

/// A tensor or a scalar written out. Where there are bit patterns, they are what counts.
fn inline(value: &Value, dtype: &str) -> Result<Array, String> {
    let shape = value.get("shape").map_or(Ok(Vec::new()), whole_numbers)?;
    let data = || match (value["data"].as_array(), value.get("value")) {
        (Some(data), _) => Ok(data.iter().collect::<Vec<_>>()),
        (None, Some(one)) => Ok(vec![one]),
        (None, None) => Err(format!("{value} holds no values")),
    };
    let values = match (dtype, value["bits"].as_str()) {
        ("f32", Some(bits)) => {
            let (patterns, rest) = bits.as_bytes().as_chunks::<8>();
            let pattern = |p: &[u8; 8]| u32::from_str_radix(str::from_utf8(p).ok()?, 16).ok();
            let values = patterns.iter().map(|p| pattern(p).map(f32::from_bits)).collect::<Option<_>>();
            Values::F32(values.filter(|_| rest.is_empty()).ok_or(format!("{bits} are no bits of f32"))?)
        }
        ("f32", None) => {
            Values::F32(data()?.into_iter().map(|v| Ok(number(v)? as f32)).collect::<Result<_, String>>()?)
        }
        ("f64", _) => Values::F64(data()?.into_iter().map(number).collect::<Result<_, _>>()?),
        _ => Values::Whole(data()?.into_iter().map(whole_number).collect::<Result<_, _>>()?),
    };
    Ok(Array { shape, values })
}

/// A float as golden writes it: a number, or the name of a non-finite one.
fn number(value: &Value) -> Result<f64, String> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).ok_or(format!("{value} is no number"))
}

fn whole_number(value: &Value) -> Result<i64, String> {
    value.as_i64().ok_or(format!("{value} is no whole number"))
}

fn whole_numbers(value: &Value) -> Result<Vec<usize>, String> {
    serde_json::from_value(value.clone()).map_err(|_| format!("{value} is no list of sizes"))
}

/// One case. Fields are named by their path in it, as in `/inputs/x`.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    golden: &'a Golden,
    value: &'a Value,
}

impl<'a> Case<'a> {
    pub(crate) fn id(&self) -> &'a str {
        self.value["id"].as_str().unwrap_or("a case without id")
    }

    pub(crate) fn record_only(&self) -> bool {
        self.value["record_only"] == true
    }

    /// The field at `path`, unless it is absent or null.
    fn find(&self, path: &str) -> Option<&'a Value> {
        self.value.pointer(path).filter(|value| !value.is_null())
    }

    pub(crate) fn get(&self, path: &str) -> Result<&'a Value, String> {
        self.find(path).ok_or(format!("{path} is missing"))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    pub(crate) fn text(&self, path: &str) -> Result<&'a str, String> {
        self.get(path)?.as_str().ok_or(format!("{path} is no text"))
    }

    /// The names of the fields of the object at `path`.
    pub(crate) fn names(&self, path: &str) -> Result<Vec<&'a str>, String> {
        let object = self.get(path)?.as_object().ok_or(format!("{path} is no object"))?;
        Ok(object.keys().map(String::as_str).collect())
    }

    pub(crate) fn whole(&self, path: &str) -> Result<i64, String> {
        whole_number(self.get(path)?).map_err(|e| format!("{path}: {e}"))
    }

    pub(crate) fn yes(&self, path: &str) -> Result<bool, String> {
        self.get(path)?.as_bool().ok_or(format!("{path} is neither true nor false"))
    }

    pub(crate) fn number(&self, path: &str) -> Result<f64, String> {
        number(self.get(path)?).map_err(|e| format!("{path}: {e}"))
    }

    /// How many elements the list at `path` has.
    pub(crate) fn count(&self, path: &str) -> Result<usize, String> {
        self.get(path)?.as_array().map(Vec::len).ok_or(format!("{path} is no list"))
    }

    fn array(&self, path: &str) -> Result<Array, String> {
        self.golden.tensor(self.get(path)?).map_err(|e| format!("{path}: {e}"))
    }

    /// A list of whole numbers that is no tensor.
    pub(crate) fn counts(&self, path: &str) -> Result<Vec<usize>, String> {
        whole_numbers(self.get(path)?)
    }

    pub(crate) fn shape(&self, path: &str) -> Result<Vec<usize>, String> {
        Ok(self.array(path)?.shape)
    }

    pub(crate) fn f32s(&self, path: &str) -> Result<Vec<f32>, String> {
        match self.array(path)?.values {
            Values::F32(values) => Ok(values),
            _ => Err(format!("{path} is not of f32")),
        }
    }

    /// Bytes: hex digits at `path` with `_hex` behind it, or a tensor of u8 at `path`.
    pub(crate) fn bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        let hex = format!("{path}_hex");
        if !self.has(&hex) {
            return Ok(self.integers(path)?.into_iter().map(|byte| byte as u8).collect());
        }
        let digits = self.text(&hex)?;
        let byte = |i: usize| u8::from_str_radix(digits.get(2 * i..2 * i + 2).unwrap_or_default(), 16);
        (0..digits.len() / 2).map(byte).collect::<Result<_, _>>().map_err(|e| format!("{hex}: {e}"))
    }

    pub(crate) fn f32(&self, path: &str) -> Result<f32, String> {
        let values = self.f32s(path)?;
        if let [one] = values[..] { Ok(one) } else { Err(format!("{path} holds {} values", values.len())) }
    }

    pub(crate) fn f64s(&self, path: &str) -> Result<Vec<f64>, String> {
        match self.array(path)?.values {
            Values::F64(values) => Ok(values),
            _ => Err(format!("{path} is not of f64")),
        }
    }

    pub(crate) fn f64(&self, path: &str) -> Result<f64, String> {
        let values = self.f64s(path)?;
        if let [one] = values[..] { Ok(one) } else { Err(format!("{path} holds {} values", values.len())) }
    }

    pub(crate) fn integers(&self, path: &str) -> Result<Vec<i64>, String> {
        match self.array(path)?.values {
            Values::Whole(values) => Ok(values),
            _ => Err(format!("{path} is not of whole numbers")),
        }
    }

    /// The tensor whose key in the file `file` is the text at `path`.
    pub(crate) fn keyed(&self, file: &str, path: &str) -> Result<Keyed, String> {
        let Array { shape, values } = self.golden.stored(file, self.text(path)?)?;
        Ok(match values {
            Values::F32(values) => Keyed::Floats(shape, values),
            Values::Whole(values) => Keyed::Integers(values),
            Values::F64(_) => return Err(format!("{path}: f64 was not expected")),
        })
    }
}

/// A tensor named by its key alone.
pub(crate) enum Keyed {
    Floats(Vec<usize>, Vec<f32>),
    Integers(Vec<i64>),
}
