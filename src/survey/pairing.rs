//! Which tensor of another file is the same weight: by the same name, or by the name that llama.cpp's converter gives it.
//!
//! ```text
//! name of Hugging Face = words before the layer, number, tail, ending       model.layers | 0 | self_attn.q_proj | weight
//! name of GGUF         = stack, number, tail of the table, ending           blk          | 0 | attn_q           | weight
//! a tail may stand for one of several, by architecture: the first one that the other file has is meant
//! ```
//! Source of the names: `gguf-py/gguf/tensor_mapping.py` of <https://github.com/ggml-org/llama.cpp>.

use std::collections::{BTreeMap, BTreeSet};

use super::naming::named;

/// Tails of modules in layers, with what GGUF calls them; where it is one of several, the more frequent first.
const IN_LAYERS: &[(&str, &[&str])] = &[
    // Llama, Mistral, Qwen, Gemma, Phi-3, gpt-oss, DeepSeek and other decoders.
    ("self_attn.q_proj", &["attn_q"]),
    ("self_attn.k_proj", &["attn_k"]),
    ("self_attn.v_proj", &["attn_v"]),
    ("self_attn.o_proj", &["attn_output"]),
    ("self_attn.qkv_proj", &["attn_qkv"]),
    ("self_attn.dense", &["attn_output"]),
    ("self_attn.q_norm", &["attn_q_norm"]),
    ("self_attn.k_norm", &["attn_k_norm"]),
    ("self_attn.q_a_proj", &["attn_q_a"]),
    ("self_attn.q_b_proj", &["attn_q_b"]),
    ("self_attn.q_a_layernorm", &["attn_q_a_norm"]),
    ("self_attn.kv_a_proj_with_mqa", &["attn_kv_a_mqa"]),
    ("self_attn.kv_a_layernorm", &["attn_kv_a_norm"]),
    ("self_attn.kv_b_proj", &["attn_kv_b"]),
    ("self_attn.sinks", &["attn_sinks"]),
    ("input_layernorm", &["attn_norm"]),
    ("post_attention_layernorm", &["ffn_norm", "post_attention_norm"]),
    ("pre_feedforward_layernorm", &["ffn_norm"]),
    ("post_feedforward_layernorm", &["post_ffw_norm"]),
    ("mlp.gate_proj", &["ffn_gate"]),
    ("mlp.up_proj", &["ffn_up"]),
    ("mlp.down_proj", &["ffn_down"]),
    ("mlp.gate_up_proj", &["ffn_up"]),
    ("mlp.fc1", &["ffn_up"]),
    ("mlp.fc2", &["ffn_down"]),
    ("mlp.gate", &["ffn_gate_inp"]),
    ("mlp.router", &["ffn_gate_inp"]),
    ("block_sparse_moe.gate", &["ffn_gate_inp"]),
    ("feed_forward.router", &["ffn_gate_inp"]),
    ("mlp.experts.gate_proj", &["ffn_gate_exps"]),
    ("mlp.experts.up_proj", &["ffn_up_exps"]),
    ("mlp.experts.down_proj", &["ffn_down_exps"]),
    ("mlp.experts.gate_up_proj", &["ffn_gate_up_exps"]),
    ("mlp.shared_expert.gate_proj", &["ffn_gate_shexp"]),
    ("mlp.shared_expert.up_proj", &["ffn_up_shexp"]),
    ("mlp.shared_expert.down_proj", &["ffn_down_shexp"]),
    ("mlp.shared_experts.gate_proj", &["ffn_gate_shexp"]),
    ("mlp.shared_experts.up_proj", &["ffn_up_shexp"]),
    ("mlp.shared_experts.down_proj", &["ffn_down_shexp"]),
    ("mlp.shared_expert_gate", &["ffn_gate_inp_shexp"]),
    // GPT-2, Falcon, GPT-NeoX, BLOOM, MPT.
    ("attn.c_attn", &["attn_qkv"]),
    ("attn.c_proj", &["attn_output"]),
    ("mlp.c_fc", &["ffn_up"]),
    ("mlp.c_proj", &["ffn_down"]),
    ("ln_1", &["attn_norm"]),
    ("ln_2", &["ffn_norm"]),
    ("self_attention.query_key_value", &["attn_qkv"]),
    ("attention.query_key_value", &["attn_qkv"]),
    ("self_attention.dense", &["attn_output"]),
    ("attention.dense", &["attn_output"]),
    ("mlp.dense_h_to_4h", &["ffn_up"]),
    ("mlp.dense_4h_to_h", &["ffn_down"]),
    ("attn.Wqkv", &["attn_qkv"]),
    ("attn.out_proj", &["attn_output"]),
    ("ffn.up_proj", &["ffn_up"]),
    ("ffn.down_proj", &["ffn_down"]),
    ("norm_1", &["attn_norm"]),
    ("norm_2", &["ffn_norm"]),
    // Llama by Meta, InternLM2.
    ("attention.wq", &["attn_q"]),
    ("attention.wk", &["attn_k"]),
    ("attention.wv", &["attn_v"]),
    ("attention.wo", &["attn_output"]),
    ("attention.wqkv", &["attn_qkv"]),
    ("attention_norm", &["attn_norm"]),
    ("ffn_norm", &["ffn_norm"]),
    ("feed_forward.w1", &["ffn_gate"]),
    ("feed_forward.w2", &["ffn_down"]),
    ("feed_forward.w3", &["ffn_up"]),
    // BERT, DistilBERT, nomic-bert.
    ("attention.self.query", &["attn_q"]),
    ("attention.self.key", &["attn_k"]),
    ("attention.self.value", &["attn_v"]),
    ("attention.output.dense", &["attn_output"]),
    ("attention.output.LayerNorm", &["attn_output_norm"]),
    ("intermediate.dense", &["ffn_up"]),
    ("output.dense", &["ffn_down"]),
    ("output.LayerNorm", &["layer_output_norm"]),
    ("attention.q_lin", &["attn_q"]),
    ("attention.k_lin", &["attn_k"]),
    ("attention.v_lin", &["attn_v"]),
    ("attention.out_lin", &["attn_output"]),
    ("sa_layer_norm", &["attn_output_norm"]),
    ("ffn.lin1", &["ffn_up"]),
    ("ffn.lin2", &["ffn_down"]),
    ("output_layer_norm", &["layer_output_norm"]),
    ("mlp.fc11", &["ffn_up"]),
    ("mlp.fc12", &["ffn_gate"]),
    ("norm1", &["attn_output_norm"]),
    ("norm2", &["layer_output_norm"]),
    // T5.
    ("layer.0.SelfAttention.q", &["attn_q"]),
    ("layer.0.SelfAttention.k", &["attn_k"]),
    ("layer.0.SelfAttention.v", &["attn_v"]),
    ("layer.0.SelfAttention.o", &["attn_o"]),
    ("layer.0.SelfAttention.relative_attention_bias", &["attn_rel_b"]),
    ("layer.0.layer_norm", &["attn_norm"]),
    ("layer.1.EncDecAttention.q", &["cross_attn_q"]),
    ("layer.1.EncDecAttention.k", &["cross_attn_k"]),
    ("layer.1.EncDecAttention.v", &["cross_attn_v"]),
    ("layer.1.EncDecAttention.o", &["cross_attn_o"]),
    ("layer.1.layer_norm", &["ffn_norm", "cross_attn_norm"]),
    ("layer.2.layer_norm", &["ffn_norm"]),
    ("layer.1.DenseReluDense.wi", &["ffn_up"]),
    ("layer.1.DenseReluDense.wi_0", &["ffn_gate"]),
    ("layer.1.DenseReluDense.wi_1", &["ffn_up"]),
    ("layer.1.DenseReluDense.wo", &["ffn_down"]),
    ("layer.2.DenseReluDense.wi", &["ffn_up"]),
    ("layer.2.DenseReluDense.wi_0", &["ffn_gate"]),
    ("layer.2.DenseReluDense.wi_1", &["ffn_up"]),
    ("layer.2.DenseReluDense.wo", &["ffn_down"]),
];

/// Modules outside of layers, without the name of the model before them.
const OUTSIDE: &[(&str, &str)] = &[
    ("embed_tokens", "token_embd"),
    ("wte", "token_embd"),
    ("word_embeddings", "token_embd"),
    ("embeddings.word_embeddings", "token_embd"),
    ("tok_embeddings", "token_embd"),
    ("embeddings.tok_embeddings", "token_embd"),
    ("embed_in", "token_embd"),
    ("shared", "token_embd"),
    ("embeddings.token_type_embeddings", "token_types"),
    ("embeddings.LayerNorm", "token_embd_norm"),
    ("word_embeddings_layernorm", "token_embd_norm"),
    ("embeddings.norm", "token_embd_norm"),
    ("emb_ln", "token_embd_norm"),
    ("wpe", "position_embd"),
    ("embeddings.position_embeddings", "position_embd"),
    ("lm_head", "output"),
    ("embed_out", "output"),
    ("output", "output"),
    ("norm", "output_norm"),
    ("ln_f", "output_norm"),
    ("norm_f", "output_norm"),
    ("final_layer_norm", "output_norm"),
    ("encoder.final_layer_norm", "enc.output_norm"),
    ("decoder.final_layer_norm", "dec.output_norm"),
];

/// Names of models before their modules.
const MODELS: &[&str] = &[
    "model.",
    "transformer.",
    "bert.",
    "roberta.",
    "distilbert.",
    "gpt_neox.",
    "language_model.",
    "backbone.",
];

/// The names that GGUF may have for a tensor of Hugging Face's name, the likeliest first; none where it has none of its own, as experts that are
/// stored one by one.
pub fn gguf_names(name: &str) -> Vec<String> {
    let Some((module, ending)) =
        name.rsplit_once('.').filter(|(_, ending)| ["weight", "bias"].contains(ending))
    else {
        // Vectors of gpt-oss and merged experts are parameters without an ending.
        return gguf_modules(name).into_iter().map(|module| format!("{module}.weight")).collect();
    };
    gguf_modules(module).into_iter().map(|module| format!("{module}.{ending}")).collect()
}

fn gguf_modules(module: &str) -> Vec<String> {
    let facts = named(module);
    let Some(layer) = facts.layer else {
        let mut rest = module;
        while let Some(inside) = MODELS.iter().find_map(|model| rest.strip_prefix(model)) {
            rest = inside;
        }
        let found = OUTSIDE.iter().filter(|(known, _)| *known == rest || *known == module);
        return found.map(|(_, gguf)| (*gguf).to_string()).collect();
    };
    let number = format!(".{layer}.");
    let Some((before, tail)) = module.split_once(&number) else { return Vec::new() };
    // T5 has two stacks under these names; BERT's only one has none.
    let stack = match (before, tail.starts_with("layer.")) {
        ("encoder.block", true) => "enc.",
        ("decoder.block", true) => "dec.",
        _ if !["", "encoder"].contains(&facts.stack) => return Vec::new(),
        _ => "",
    };
    let known = IN_LAYERS.iter().find(|(known, _)| *known == tail);
    let names = known.map_or(&[][..], |(_, names)| names);
    names.iter().map(|gguf| format!("{stack}blk.{layer}.{gguf}")).collect()
}

/// Whether names are those of GGUF.
pub(super) fn are_gguf(names: &[&str]) -> bool {
    names
        .iter()
        .any(|name| name.starts_with("blk.") || name.starts_with("enc.blk.") || name.starts_with("dec.blk."))
}

/// For each of `ours`, the place among `theirs` of the tensor that is the same weight. Names are those of whole files or models.
pub fn pairs(ours: &[&str], theirs: &[&str]) -> Vec<Option<usize>> {
    let places: BTreeMap<&str, usize> =
        theirs.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let mut found: Vec<Option<usize>> = ours.iter().map(|name| places.get(name).copied()).collect();
    match (are_gguf(ours), are_gguf(theirs)) {
        (false, true) => translate(ours, &places, &mut found),
        (true, false) => {
            for (own, place) in pairs(theirs, ours).into_iter().zip(0..) {
                if let Some(own) = own {
                    found[own].get_or_insert(place);
                }
            }
        }
        _ => {}
    }
    found
}

/// Finds the names of GGUF that `ours` have. A name that can only mean one tensor goes before one that may mean several.
fn translate(ours: &[&str], places: &BTreeMap<&str, usize>, found: &mut [Option<usize>]) {
    let mut open: Vec<(usize, Vec<String>)> =
        (0..ours.len()).filter(|&own| found[own].is_none()).map(|own| (own, gguf_names(ours[own]))).collect();
    open.sort_by_key(|(_, names)| names.len());
    let mut taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
    for (own, names) in open {
        let free = names.iter().filter_map(|name| places.get(&**name)).find(|place| !taken.contains(place));
        found[own] = free.copied();
        taken.extend(free);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_llama_and_bert() {
        for (name, gguf) in [
            ("model.layers.0.self_attn.q_proj.weight", "blk.0.attn_q.weight"),
            ("model.layers.31.mlp.down_proj.weight", "blk.31.ffn_down.weight"),
            ("model.embed_tokens.weight", "token_embd.weight"),
            ("model.norm.weight", "output_norm.weight"),
            ("lm_head.weight", "output.weight"),
            ("encoder.layer.0.output.dense.weight", "blk.0.ffn_down.weight"),
            ("bert.encoder.layer.11.attention.self.key.bias", "blk.11.attn_k.bias"),
            ("embeddings.LayerNorm.weight", "token_embd_norm.weight"),
            ("transformer.h.2.mlp.c_proj.weight", "blk.2.ffn_down.weight"),
            ("transformer.wpe.weight", "position_embd.weight"),
            ("decoder.block.3.layer.1.EncDecAttention.k.weight", "dec.blk.3.cross_attn_k.weight"),
            (
                "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                "enc.blk.0.attn_rel_b.weight",
            ),
            ("model.layers.1.self_attn.sinks", "blk.1.attn_sinks.weight"),
        ] {
            assert_eq!(gguf_names(name).first().map(String::as_str), Some(gguf), "{name}");
        }
        for name in [
            "model.layers.0.block_sparse_moe.experts.3.w1.weight",
            "pooler.dense.weight",
            "",
            "x",
            "vision_model.encoder.layers.0.mlp.fc1.weight",
        ] {
            assert_eq!(gguf_names(name), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn a_tail_of_two_meanings_is_the_one_that_the_other_file_has() {
        let llama =
            ["model.layers.0.input_layernorm.weight", "model.layers.0.post_attention_layernorm.weight"];
        assert_eq!(pairs(&llama, &["blk.0.ffn_norm.weight", "blk.0.attn_norm.weight"]), [Some(1), Some(0)]);
        let gemma = [
            "model.layers.0.post_attention_layernorm.weight",
            "model.layers.0.pre_feedforward_layernorm.weight",
        ];
        let gguf = ["blk.0.ffn_norm.weight", "blk.0.post_attention_norm.weight"];
        assert_eq!(pairs(&gemma, &gguf), [Some(1), Some(0)]);
        assert_eq!(pairs(&gguf, &gemma), [Some(1), Some(0)]);
    }

    #[test]
    fn files_of_one_naming_pair_by_the_same_name() {
        assert_eq!(pairs(&["a", "b", "c"], &["c", "a"]), [Some(1), None, Some(0)]);
        assert_eq!(pairs(&["blk.0.attn_q.weight"], &["blk.0.attn_q.weight"]), [Some(0)]);
        assert_eq!(pairs(&[], &["a"]), []);
    }
}
