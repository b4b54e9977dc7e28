//! What a model's `config.json` and the files beside it say of its quantization.
//!
//! ```text
//! config.json               quantization_config, or its own quantization (MLX) or compression_config (older compressed-tensors)
//! quantize_config.json      all of it (GPTQ, AWQ)
//! hf_quant_config.json      quantization (Model Optimizer)
//! quantization_config.json  all of it
//! ```
//! The files are kept as they are, because each library has its own words. What a library needs of them it looks up in
//! [`Config::sections`], in the file that describes it best first.

use crate::file::read::json_reader::Fault;
use crate::file::read::json_value::Value;

/// The names of such files, the one that counts most first.
pub(in crate::file::read) const FILES: [&str; 4] =
    ["config.json", "quantize_config.json", "hf_quant_config.json", "quantization_config.json"];

/// The members of `config.json` and `hf_quant_config.json` that say how weights are stored.
const SECTIONS: [&str; 3] = ["quantization_config", "quantization", "compression_config"];

/// The files of a model that say how it is quantized; none of a model that has none.
#[derive(Debug, Default)]
pub(in crate::file::read) struct Config {
    /// Each file's name and content, in the order of [`FILES`].
    files: Vec<(String, Value)>,
}

/// What one file says of the quantization.
#[derive(Debug, Clone, Copy)]
pub(in crate::file::read) struct Section<'a> {
    /// The name of the file, for sentences.
    pub(in crate::file::read) file: &'a str,
    pub(in crate::file::read) value: &'a Value,
}

impl Config {
    /// Takes the text of a file.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub(in crate::file::read) fn read(&mut self, file: &str, text: &str) -> Result<(), String> {
        let value = Value::read(text).map_err(|fault| match fault {
            Fault::Syntax(at) => format!("byte {at}"),
            Fault::Depth(at) => format!("too many lists and objects in each other at byte {at}"),
        })?;
        self.add(file, value);
        Ok(())
    }

    fn add(&mut self, file: &str, value: Value) {
        let rank = |name: &str| FILES.iter().position(|known| *known == name).unwrap_or(FILES.len());
        let at = self.files.partition_point(|(name, _)| rank(name) <= rank(file));
        self.files.insert(at, (file.into(), value));
    }

    /// What the files say of the quantization, one after the other.
    pub(in crate::file::read) fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        self.files.iter().filter_map(|(file, value)| {
            let inner = SECTIONS.iter().find_map(|name| value.get(name).filter(|it| it.is_object()));
            // What config.json says beside it is about the architecture.
            let value = inner.or_else(|| (file != FILES[0]).then_some(value))?;
            Some(Section { file, value })
        })
    }

    /// The first of the sections that has a member at `path`, and that member.
    pub(in crate::file::read) fn find(&self, path: &[&str]) -> Option<(&str, &Value)> {
        self.sections().find_map(|Section { file, value }| Some((file, value.at(path)?)))
    }

    /// The library that wrote the model: `gptq`, `awq`, `compressed-tensors`, `bitsandbytes`, `fp8`, `mxfp4`, …
    pub(in crate::file::read) fn method(&self) -> Option<&str> {
        self.find(&["quant_method"])?.1.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found_in_every_file_in_their_order() {
        let mut config = Config::default();
        config.add("quantize_config.json", Value::read(r#"{"bits": 4, "quant_method": "gptq"}"#).unwrap());
        config.add("config.json", Value::read(r#"{"bits": 9, "quantization_config": {"bits": 3}}"#).unwrap());
        config
            .add("hf_quant_config.json", Value::read(r#"{"quantization": {"quant_algo": "FP8"}}"#).unwrap());
        let files: Vec<&str> = config.sections().map(|section| section.file).collect();
        assert_eq!(files, ["config.json", "quantize_config.json", "hf_quant_config.json"]);
        let (file, bits) = config.find(&["bits"]).unwrap();
        assert_eq!((file, bits.whole()), ("config.json", Some(3)));
        assert_eq!(config.method(), Some("gptq"));
        assert!(config.find(&["bits", "of"]).is_none());
    }

    #[test]
    fn a_config_without_quantization_says_nothing() {
        let mut config = Config::default();
        config.add("config.json", Value::read(r#"{"hidden_size": 64}"#).unwrap());
        assert_eq!(config.sections().count(), 0);
        assert_eq!(config.method(), None);
    }
}
