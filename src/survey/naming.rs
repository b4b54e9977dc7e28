//! The role and the layer of a tensor, from its name alone. docs/models.md has the rules in words.
//!
//! ```text
//! segments = the name in lower case, cut at dots and slashes, without words of storage (weight, qweight, scales, …)
//! layer    = the first whole number behind a word for blocks (layers, h, blk, …)
//! stack    = encoder, decoder, vision or audio, by a word before the layer
//! role     = that of the last segment with one: norms by their spelling, all others by the table below
//! ```

use serde::{Serialize, Serializer};

use self::Role::*;

/// What a tensor does in its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A table of vectors for tokens, token types or patches.
    Embedding,
    /// Vectors or biases of positions.
    Position,
    /// Projection to queries.
    Q,
    /// Projection to keys.
    K,
    /// Projection to values.
    V,
    /// One projection to keys and values, or to what both are made of.
    Kv,
    /// One projection to queries, keys and values.
    Qkv,
    /// The projection behind attention.
    O,
    /// The gate of a feed-forward layer.
    Gate,
    /// The first projection of a feed-forward layer.
    Up,
    /// Gate and first projection in one.
    GateUp,
    /// The last projection of a feed-forward layer.
    Down,
    /// As [`Role::Gate`], of experts.
    ExpertGate,
    /// As [`Role::Up`], of experts.
    ExpertUp,
    /// As [`Role::GateUp`], of experts.
    ExpertGateUp,
    /// As [`Role::Down`], of experts.
    ExpertDown,
    /// What chooses experts.
    Router,
    /// The last projection, to tokens or classes.
    Head,
    /// Weight or bias of a normalization.
    Norm,
    /// Bias of anything else.
    Bias,
    /// A convolution.
    Conv,
    /// No rule fits.
    Other,
}

impl Role {
    /// Every role, in the order of a model.
    pub const ALL: [Self; 22] = [
        Embedding,
        Position,
        Q,
        K,
        V,
        Kv,
        Qkv,
        O,
        Gate,
        Up,
        GateUp,
        Down,
        ExpertGate,
        ExpertUp,
        ExpertGateUp,
        ExpertDown,
        Router,
        Head,
        Norm,
        Bias,
        Conv,
        Other,
    ];

    /// Its word in tables, exports and keys of texts.
    pub fn word(self) -> &'static str {
        match self {
            Embedding => "embedding",
            Position => "position",
            Q => "q",
            K => "k",
            V => "v",
            Kv => "kv",
            Qkv => "qkv",
            O => "o",
            Gate => "gate",
            Up => "up",
            GateUp => "gate_up",
            Down => "down",
            ExpertGate => "expert_gate",
            ExpertUp => "expert_up",
            ExpertGateUp => "expert_gate_up",
            ExpertDown => "expert_down",
            Router => "router",
            Head => "head",
            Norm => "norm",
            Bias => "bias",
            Conv => "conv",
            Other => "other",
        }
    }

    /// The role among experts.
    fn of_experts(self) -> Self {
        match self {
            Gate => ExpertGate,
            Up => ExpertUp,
            GateUp => ExpertGateUp,
            Down => ExpertDown,
            other => other,
        }
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Named {
    /// What the tensor does.
    pub role: Role,
    /// The number of its layer, from 0; none outside of layers.
    pub layer: Option<u32>,
    /// The part of the model with layers of its own: `encoder`, `decoder`, `vision` or `audio`; empty where there is only one.
    pub stack: &'static str,
}

/// Words that say how a weight is stored, and wrappers around it.
const STORAGE: &[&str] = &[
    "weight",
    "qweight",
    "qzeros",
    "scales",
    "g_idx",
    "weight_packed",
    "weight_scale",
    "weight_scale_2",
    "weight_scale_inv",
    "weight_global_scale",
    "weight_zero_point",
    "weight_shape",
    "weight_g_idx",
    "input_scale",
    "input_global_scale",
    "absmax",
    "quant_map",
    "nested_absmax",
    "nested_quant_map",
    "quant_state",
    "bitsandbytes__nf4",
    "bitsandbytes__fp4",
    "scb",
    "weight_format",
    "biases",
    "base_layer",
    "linear",
    "kernel",
];

/// Endings of a segment that say the same, as in gpt-oss.
const STORED_ENDINGS: [&str; 4] = ["_blocks", "_scales", "_packed", "_zeros"];

/// Words behind which the number of a layer stands.
const BLOCKS: [&str; 13] = [
    "layers",
    "layer",
    "h",
    "blk",
    "blocks",
    "block",
    "resblocks",
    "decoder_layer",
    "encoder_layer",
    "encoder",
    "transformer_encoder",
    "decoder_layers",
    "encoder_layers",
];

/// Reads a name, of Hugging Face or of GGUF.
pub fn named(name: &str) -> Named {
    let lower = name.to_lowercase();
    let segments: Vec<&str> = lower.split(['.', '/']).filter(|segment| !segment.is_empty()).collect();
    let number = |at: usize| segments[at].parse().ok().filter(|_| BLOCKS.contains(&segments[at - 1]));
    let layer = (1..segments.len()).find_map(|at| Some((at, number(at)?)));
    let (before, inside) = match layer {
        Some((at, _)) => (&segments[..at], &segments[at + 1..]),
        None => (&segments[..], &segments[..]),
    };
    Named { role: role(inside, layer.is_some()), layer: layer.map(|(_, layer)| layer), stack: stack(before) }
}

/// The stack that words before a layer name.
fn stack(before: &[&str]) -> &'static str {
    let has = |words: &[&str]| before.iter().any(|segment| words.iter().any(|word| segment.contains(word)));
    match before {
        _ if has(&["vision", "visual"]) || before.first() == Some(&"v") => "vision",
        _ if has(&["audio"]) || before.first() == Some(&"a") => "audio",
        _ if before.iter().any(|word| ["decoder", "dec"].contains(word)) => "decoder",
        _ if before.iter().any(|word| ["encoder", "enc"].contains(word)) => "encoder",
        _ => "",
    }
}

/// The role by the segments behind the number of a layer, or by all of a name without one.
fn role(segments: &[&str], in_layer: bool) -> Role {
    let cut = |segment: &&str| -> String {
        let ending = STORED_ENDINGS.iter().find_map(|ending| segment.strip_suffix(ending));
        ending.unwrap_or(segment).into()
    };
    let path: Vec<String> = segments.iter().filter(|segment| !STORAGE.contains(segment)).map(cut).collect();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let around = Around::new(&path, in_layer);
    if path.iter().any(|segment| is_norm(segment)) {
        return Norm;
    }
    let last = path.last().copied().unwrap_or_default();
    if last.ends_with("bias")
        && !last.contains("relative_attention")
        && last != "relative_position_bias_table"
    {
        return Bias;
    }
    let found = (0..path.len()).rev().find_map(|at| around.role(&path, at)).unwrap_or(Other);
    if around.experts { found.of_experts() } else { found }
}

/// Whether a segment names a normalization, by its spelling.
fn is_norm(segment: &str) -> bool {
    let numbered = |stem: &str| {
        segment
            .strip_prefix(stem)
            .is_some_and(|rest| rest.trim_matches('_').bytes().all(|b| b.is_ascii_digit()))
    };
    segment.contains("norm")
        || segment.starts_with("ln_")
        || segment.ends_with("_ln")
        || numbered("ln")
        || numbered("bn")
}

/// What the other segments say about where a tensor stands.
struct Around {
    attention: bool,
    experts: bool,
    /// A layer of a state-space model, whose projections have the names of attention.
    mamba: bool,
    in_layer: bool,
}

impl Around {
    fn new(path: &[&str], in_layer: bool) -> Self {
        let has = |words: &[&str]| path.iter().any(|segment| words.iter().any(|word| segment.contains(word)));
        let experts = path.iter().any(|segment| *segment == "experts" || segment.ends_with("_exps"));
        Self {
            attention: has(&["attn", "attention"]),
            experts,
            mamba: has(&["mamba", "ssm", "linear_attn"]),
            in_layer,
        }
    }

    /// The role that segment `at` gives; none where it is a word without one.
    fn role(&self, path: &[&str], at: usize) -> Option<Role> {
        let before = |back: usize| at.checked_sub(back).map_or("", |place| path[place]);
        if self.mamba {
            return None;
        }
        let segment = path[at].strip_prefix("cross_").unwrap_or(path[at]);
        let segment = segment.strip_suffix("_exps").or(segment.strip_suffix("_shexp")).unwrap_or(segment);
        Some(match segment {
            "q_proj" | "q" | "query" | "wq" | "q_lin" | "attn_q" | "to_q" | "query_proj" | "q_a_proj"
            | "q_b_proj" | "attn_q_a" | "attn_q_b" => Q,
            "k_proj" | "k" | "key" | "wk" | "k_lin" | "attn_k" | "to_k" | "key_proj" => K,
            "v_proj" | "v" | "value" | "wv" | "v_lin" | "attn_v" | "to_v" | "value_proj" => V,
            "kv_a_proj_with_mqa" | "kv_b_proj" | "kv_proj" | "attn_kv_a_mqa" | "attn_kv_b" | "attn_k_b"
            | "attn_v_b" | "wkv" | "to_kv" | "kv" => Kv,
            "qkv" | "qkv_proj" | "c_attn" | "wqkv" | "query_key_value" | "attn_qkv" | "to_qkv"
            | "in_proj_weight" | "w_pack" => Qkv,
            "o_proj" | "o" | "attn_output" | "out_lin" | "attn_o" | "attn_out" | "to_out" => O,
            "out_proj" if self.in_layer => O,
            "wo" => {
                if self.attention {
                    O
                } else {
                    Down
                }
            }
            "c_proj" => {
                if self.attention {
                    O
                } else {
                    Down
                }
            }
            "proj" if self.attention => O,
            "dense" => match before(1) {
                "intermediate" => Up,
                "output" if self.attention => O,
                "output" if self.in_layer => Down,
                _ if self.attention => O,
                _ => return None,
            },
            "gate_proj" | "ffn_gate" | "w1" | "wi_0" | "linear_1" | "fc12" | "c_fc_0" | "gated_layers_w" => {
                Gate
            }
            "up_proj" | "ffn_up" | "w3" | "wi_1" | "wi" | "fc1" | "c_fc" | "c_fc_1" | "dense_h_to_4h"
            | "lin1" | "fc_in" | "fc11" | "linear_3" | "gated_layers_v" => Up,
            "gate_up_proj" | "gate_up" | "w12" | "ffn_gate_up" | "gated_layers" => GateUp,
            "down_proj" | "ffn_down" | "w2" | "fc2" | "dense_4h_to_h" | "lin2" | "fc_out" | "down_layer" => {
                Down
            }
            "0" if before(1) == "mlp" => Up,
            "2" if before(1) == "mlp" => Down,
            "gate" | "router" | "wg" | "ffn_gate_inp" | "shared_expert_gate" | "primary_router" => Router,
            "embed_tokens"
            | "wte"
            | "word_embeddings"
            | "token_embd"
            | "tok_embeddings"
            | "token_type_embeddings"
            | "token_types"
            | "patch_embeddings"
            | "patch_embedding"
            | "patch_embed"
            | "patch_embd"
            | "embed_in"
            | "token_embedding"
            | "per_layer_token_embd"
            | "embed_tokens_per_layer"
            | "class_embedding"
            | "cls_token"
            | "class_embd"
            | "word_embedding" => Embedding,
            "shared" | "embedding" if !self.in_layer => Embedding,
            "wpe"
            | "position_embeddings"
            | "position_embd"
            | "embed_positions"
            | "pos_embed"
            | "position_embedding"
            | "positional_embedding"
            | "relative_attention_bias"
            | "attn_rel_b"
            | "inv_freq"
            | "rope_freqs"
            | "relative_position_bias_table"
            | "pos_embd"
            | "freqs" => Position,
            "lm_head" | "embed_out" | "classifier" | "score" | "qa_outputs" | "output_layer" | "cls" => Head,
            "output" | "head" if !self.in_layer => Head,
            other if other.strip_prefix("conv").is_some_and(|rest| !rest.starts_with("ert")) => Conv,
            _ => return None,
        })
    }
}

#[cfg(test)]
#[path = "naming_tests.rs"]
mod tests;
