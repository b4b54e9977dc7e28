//! A plan as a configuration of torchao: a `FqnToConfig` with an entry for each module, as `config_from_dict` reads it.
//!
//! Only weights are quantized. `_comment` is a key that the reader passes over.

use super::{
    said::{head, module, quoted},
    words::{Known, Sharing},
};
use crate::survey::budget::{Candidate, Plan};

/// The configuration, in JSON.
pub fn torchao(plan: &Plan) -> String {
    let mut comments = head(plan);
    let mut entries = Vec::new();
    for tensor in &plan.tensors {
        let Some(module) = module(&tensor.name).filter(|_| tensor.shape.len() > 1) else { continue };
        let entry = match tensor.format {
            Candidate::Scheme(scheme) => config(Known::of(&scheme)).unwrap_or_else(|| {
                comments.push(format!("Left out: {module} as {scheme}, which torchao does not have."));
                "null".into()
            }),
            Candidate::Keep | Candidate::Cast(_) => "null".into(),
        };
        entries.push(format!("      {}: {entry}", quoted(module)));
    }
    format!(
        "{{\n  \"_type\": \"FqnToConfig\",\n  \"_version\": 1,\n  \"_comment\": {},\n  \"_data\": {{\n    \"fqn_to_config\": {{\n{}\n    }}\n  }}\n}}\n",
        quoted(&comments.join(" ")),
        entries.join(",\n")
    )
}

fn config(known: Option<Known>) -> Option<String> {
    let granularity = |sharing| match sharing {
        Sharing::Group(size) => {
            Some(format!(r#"{{"_type": "PerGroup", "_version": 1, "_data": {{"group_size": {size}}}}}"#))
        }
        Sharing::Channel => Some(r#"{"_type": "PerAxis", "_version": 1, "_data": {"axis": 0}}"#.to_string()),
        Sharing::Tensor | Sharing::Tile(..) => None,
    };
    match known? {
        Known::Int { bits, symmetric, sharing, by_error: false } => {
            let mapping = if symmetric { "SYMMETRIC" } else { "ASYMMETRIC" };
            let data = format!(
                r#"{{"weight_dtype": {{"_type": "torch.dtype", "_data": "int{bits}"}}, "granularity": {}, "mapping_type": {{"_type": "MappingType", "_data": "{mapping}"}}}}"#,
                granularity(sharing)?
            );
            Some(format!(r#"{{"_type": "IntxWeightOnlyConfig", "_version": 2, "_data": {data}}}"#))
        }
        Known::Fp8 { sharing } => {
            let granularity = match sharing {
                Sharing::Tensor => r#"{"_type": "PerTensor", "_version": 1, "_data": {}}"#.to_string(),
                Sharing::Channel => r#"{"_type": "PerRow", "_version": 1, "_data": {"dim": -1}}"#.to_string(),
                Sharing::Group(_) => granularity(sharing)?,
                Sharing::Tile(..) => return None,
            };
            Some(format!(
                r#"{{"_type": "Float8WeightOnlyConfig", "_version": 2, "_data": {{"weight_dtype": {{"_type": "torch.dtype", "_data": "float8_e4m3fn"}}, "granularity": {granularity}}}}}"#
            ))
        }
        Known::Nvfp4 => Some(r#"{"_type": "NVFP4WeightOnlyConfig", "_version": 1, "_data": {}}"#.into()),
        Known::Int { .. } | Known::Mxfp4 | Known::Mxfp8 => None,
    }
}
