//! A plan as options of llama-quantize: a regular expression of names and a type for each tensor that it would quantize.
//!
//! `--tensor-type` searches names by the first expression that matches, and lowers its case
//! (`tools/quantize/quantize.cpp` of <https://github.com/ggml-org/llama.cpp>). Names of Hugging Face are written as those of GGUF.

use std::fmt::Write;

use super::said::{head, in_comment};
use crate::survey::{
    budget::{Candidate, Plan, Planned},
    pairing::gguf_names,
};

/// The command, as a shell reads it.
pub fn llama_quantize(plan: &Plan) -> String {
    let mut text = String::new();
    for line in head(plan) {
        let _ = writeln!(text, "# {}", in_comment(&line));
    }
    let (mut options, mut left_out) = (Vec::new(), Vec::new());
    // Vectors are never quantized, and have no expression.
    for tensor in plan.tensors.iter().filter(|tensor| tensor.shape.len() > 1) {
        match (gguf_name(&tensor.name), gguf_type(tensor)) {
            (Some(name), Some(kind)) => {
                options.push(format!("  --tensor-type '^{}$={kind}' \\", escaped(&name)))
            }
            (None, _) => left_out.push(format!("{}: has no name of GGUF of its own", tensor.name)),
            (_, None) => left_out.push(format!("{}: {} is no type of GGUF", tensor.name, tensor.format)),
        }
    }
    for line in left_out {
        let _ = writeln!(text, "# Left out: {}", in_comment(&line));
    }
    text += "llama-quantize \\\n";
    for option in options {
        text += &option;
        text.push('\n');
    }
    // What no expression matches becomes Q8_0.
    text + "  model-f16.gguf model-planned.gguf Q8_0\n"
}

/// The name in GGUF; None where it has none, or none that an expression in quotes can hold.
fn gguf_name(name: &str) -> Option<String> {
    let own = name.starts_with("blk.") || name.starts_with("enc.") || name.starts_with("dec.");
    let known = ["token_embd.weight", "output.weight", "position_embd.weight", "token_types.weight"];
    let found =
        if own || known.contains(&name) { Some(name.into()) } else { gguf_names(name).into_iter().next() };
    found.filter(|name: &String| {
        name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
    })
}

fn escaped(name: &str) -> String {
    name.replace('.', "\\.")
}

/// ggml's name of a type.
fn gguf_type(tensor: &Planned) -> Option<String> {
    match tensor.format {
        Candidate::Cast(cast) => Some(cast.word().into()),
        Candidate::Keep => match tensor.dtype.as_str() {
            "float32" => Some("f32".into()),
            "float16" => Some("f16".into()),
            "bfloat16" => Some("bf16".into()),
            block if block.starts_with(['Q', 'I', 'T', 'M', 'N']) => Some(block.to_lowercase()),
            _ => None,
        },
        Candidate::Scheme(scheme) => match scheme.format {
            crate::scheme::Format::Ggml(kind) => Some(kind.word().trim_start_matches("ggml_").into()),
            _ => None,
        },
    }
}
