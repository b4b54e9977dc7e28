//! A plan as a recipe of llm-compressor: a `QuantizationModifier` with a group for each format, which lists its modules by name.
//!
//! Fields: `QuantizationScheme` and `QuantizationArgs` of compressed-tensors. Its symmetric integers are those of `full` in this notation.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    said::{head, in_comment, module, quoted},
    words::{Known, Sharing},
};
use crate::survey::budget::{Candidate, Plan};

/// The recipe, in YAML.
pub fn llm_compressor(plan: &Plan) -> String {
    let mut text = String::new();
    for line in head(plan) {
        let _ = writeln!(text, "# {}", in_comment(&line));
    }
    let (mut groups, mut ignored) = (BTreeMap::<String, (String, Vec<&str>)>::new(), Vec::new());
    for tensor in &plan.tensors {
        let Some(module) = module(&tensor.name).filter(|_| tensor.shape.len() > 1) else { continue };
        let Candidate::Scheme(scheme) = tensor.format else {
            ignored.push(module);
            continue;
        };
        match weights(Known::of(&scheme)) {
            Some(weights) => {
                let word = scheme.to_string();
                let (_, modules) = groups.entry(word).or_insert_with(|| (weights, Vec::new()));
                modules.push(module);
            }
            None => {
                let _ = writeln!(
                    text,
                    "# Left out: {} as {scheme}, which llm-compressor does not have",
                    in_comment(module)
                );
                ignored.push(module);
            }
        }
    }
    text += "quant_stage:\n  quant_modifiers:\n    QuantizationModifier:\n";
    list(&mut text, "      ", "ignore", &ignored);
    text += if groups.is_empty() { "      config_groups: {}\n" } else { "      config_groups:\n" };
    for (nth, (word, (weights, modules))) in groups.iter().enumerate() {
        let _ = writeln!(text, "        # {word}\n        group_{nth}:\n          weights: {weights}");
        list(&mut text, "          ", "targets", modules);
    }
    text
}

fn list(text: &mut String, indent: &str, key: &str, items: &[&str]) {
    if items.is_empty() {
        let _ = writeln!(text, "{indent}{key}: []");
        return;
    }
    let _ = writeln!(text, "{indent}{key}:");
    for item in items {
        let _ = writeln!(text, "{indent}  - {}", quoted(item));
    }
}

/// `QuantizationArgs` of a scheme.
fn weights(known: Option<Known>) -> Option<String> {
    let strategy = |sharing| match sharing {
        Sharing::Tensor => "strategy: tensor".into(),
        Sharing::Channel => "strategy: channel".into(),
        Sharing::Group(size) => format!("strategy: group, group_size: {size}"),
        Sharing::Tile(rows, columns) => format!("strategy: block, block_structure: [{rows}, {columns}]"),
    };
    Some(match known? {
        Known::Int { bits, symmetric, sharing, by_error } => {
            let observer = if by_error { ", observer: mse" } else { "" };
            format!("{{num_bits: {bits}, type: int, symmetric: {symmetric}, dynamic: false, {}{observer}}}", strategy(sharing))
        }
        Known::Fp8 { sharing } => {
            format!("{{num_bits: 8, type: float, symmetric: true, dynamic: false, {}}}", strategy(sharing))
        }
        Known::Nvfp4 => "{num_bits: 4, type: float, symmetric: true, dynamic: false, strategy: tensor_group, group_size: 16, \
                         scale_dtype: torch.float8_e4m3fn, zp_dtype: torch.float8_e4m3fn}"
            .into(),
        Known::Mxfp4 => "{num_bits: 4, type: float, symmetric: true, dynamic: false, strategy: group, group_size: 32, \
                         scale_dtype: torch.uint8, zp_dtype: torch.uint8}"
            .into(),
        Known::Mxfp8 => "{num_bits: 8, type: float, symmetric: true, dynamic: false, strategy: group, group_size: 32, \
                         scale_dtype: torch.uint8, zp_dtype: torch.uint8}"
            .into(),
    })
}
