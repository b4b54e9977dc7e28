//! Names of tensors as they stand in files of many architectures.

use super::*;

fn check(stack: &str, layer: Option<u32>, names: &[(&str, Role)]) {
    for &(name, role) in names {
        let found = named(name);
        assert_eq!((found.role, found.layer, found.stack), (role, layer, stack), "{name}");
    }
}

#[test]
fn decoders_of_hugging_face() {
    // Llama, Mistral, Qwen2, Qwen3, Gemma 2, OLMo.
    check(
        "",
        Some(17),
        &[
            ("model.layers.17.self_attn.q_proj.weight", Q),
            ("model.layers.17.self_attn.k_proj.weight", K),
            ("model.layers.17.self_attn.v_proj.weight", V),
            ("model.layers.17.self_attn.o_proj.weight", O),
            ("model.layers.17.self_attn.q_proj.bias", Bias),
            ("model.layers.17.self_attn.q_norm.weight", Norm),
            ("model.layers.17.mlp.gate_proj.weight", Gate),
            ("model.layers.17.mlp.up_proj.weight", Up),
            ("model.layers.17.mlp.down_proj.weight", Down),
            ("model.layers.17.input_layernorm.weight", Norm),
            ("model.layers.17.post_attention_layernorm.weight", Norm),
            ("model.layers.17.pre_feedforward_layernorm.weight", Norm),
            // Phi-3 and GLM-4; Phi-2; Falcon; GPT-NeoX; BLOOM.
            ("model.layers.17.self_attn.qkv_proj.weight", Qkv),
            ("model.layers.17.mlp.gate_up_proj.weight", GateUp),
            ("model.layers.17.self_attn.dense.weight", O),
            ("model.layers.17.mlp.fc1.weight", Up),
            ("model.layers.17.mlp.fc2.weight", Down),
            ("transformer.h.17.self_attention.query_key_value.weight", Qkv),
            ("transformer.h.17.self_attention.dense.weight", O),
            ("transformer.h.17.mlp.dense_h_to_4h.weight", Up),
            ("transformer.h.17.mlp.dense_4h_to_h.bias", Bias),
            ("gpt_neox.layers.17.attention.dense.weight", O),
            ("gpt_neox.layers.17.post_attention_layernorm.bias", Norm),
            ("h.17.mlp.dense_4h_to_h.weight", Down),
            // GPT-2, GPT-J, MPT, InternLM2, Llama by Meta.
            ("transformer.h.17.attn.c_attn.weight", Qkv),
            ("h.17.attn.c_proj.weight", O),
            ("transformer.h.17.mlp.c_fc.weight", Up),
            ("transformer.h.17.mlp.c_proj.weight", Down),
            ("transformer.h.17.ln_1.weight", Norm),
            ("transformer.h.17.mlp.fc_in.weight", Up),
            ("transformer.blocks.17.attn.Wqkv.weight", Qkv),
            ("transformer.blocks.17.norm_1.weight", Norm),
            ("model.layers.17.attention.wqkv.weight", Qkv),
            ("model.layers.17.feed_forward.w2.weight", Down),
            ("layers.17.attention.wo.weight", O),
            ("layers.17.feed_forward.w1.weight", Gate),
            ("layers.17.attention_norm.weight", Norm),
        ],
    );
    check(
        "",
        None,
        &[
            ("model.embed_tokens.weight", Embedding),
            ("lm_head.weight", Head),
            ("model.norm.weight", Norm),
            ("transformer.wte.weight", Embedding),
            ("wpe.weight", Position),
            ("transformer.ln_f.bias", Norm),
            ("transformer.word_embeddings.weight", Embedding),
            ("word_embeddings_layernorm.weight", Norm),
            ("gpt_neox.embed_in.weight", Embedding),
            ("embed_out.weight", Head),
            ("tok_embeddings.weight", Embedding),
            ("output.weight", Head),
            ("transformer.output_layer.weight", Head),
            ("score.weight", Head),
        ],
    );
}

#[test]
fn experts() {
    check(
        "",
        Some(3),
        &[
            // Mixtral; Qwen2-MoE and Qwen3-MoE; DeepSeek-V3; gpt-oss; Llama 4; their GGUF names.
            ("model.layers.3.block_sparse_moe.gate.weight", Router),
            ("model.layers.3.block_sparse_moe.experts.7.w1.weight", ExpertGate),
            ("model.layers.3.block_sparse_moe.experts.7.w2.weight", ExpertDown),
            ("model.layers.3.block_sparse_moe.experts.7.w3.weight", ExpertUp),
            ("model.layers.3.mlp.gate.weight", Router),
            ("model.layers.3.mlp.experts.59.gate_proj.weight", ExpertGate),
            ("model.layers.3.mlp.experts.59.down_proj.weight", ExpertDown),
            ("model.layers.3.mlp.shared_expert.up_proj.weight", Up),
            ("model.layers.3.mlp.shared_expert_gate.weight", Router),
            ("model.layers.3.mlp.shared_experts.down_proj.weight", Down),
            ("model.layers.3.mlp.gate.e_score_correction_bias", Bias),
            ("model.layers.3.self_attn.q_a_proj.weight", Q),
            ("model.layers.3.self_attn.q_a_layernorm.weight", Norm),
            ("model.layers.3.self_attn.kv_a_proj_with_mqa.weight", Kv),
            ("model.layers.3.self_attn.kv_b_proj.weight_scale_inv", Kv),
            ("model.layers.3.mlp.router.weight", Router),
            ("model.layers.3.mlp.router.bias", Bias),
            ("model.layers.3.mlp.experts.gate_up_proj", ExpertGateUp),
            ("model.layers.3.mlp.experts.gate_up_proj_blocks", ExpertGateUp),
            ("model.layers.3.mlp.experts.down_proj_scales", ExpertDown),
            ("model.layers.3.mlp.experts.gate_up_proj_bias", Bias),
            ("model.layers.3.self_attn.sinks", Other),
            ("model.layers.3.feed_forward.experts.gate_up_proj", ExpertGateUp),
            ("model.layers.3.feed_forward.router.weight", Router),
            ("model.layers.3.feed_forward.shared_expert.gate_proj.weight", Gate),
            ("blk.3.ffn_gate_inp.weight", Router),
            ("blk.3.ffn_gate_exps.weight", ExpertGate),
            ("blk.3.ffn_up_exps.weight", ExpertUp),
            ("blk.3.ffn_down_exps.weight", ExpertDown),
            ("blk.3.ffn_down_exps.bias", Bias),
            ("blk.3.ffn_down_shexp.weight", Down),
            ("blk.3.exp_probs_b.bias", Bias),
            ("blk.3.attn_sinks.weight", Other),
            ("blk.3.attn_kv_a_mqa.weight", Kv),
            ("blk.3.attn_q_a_norm.weight", Norm),
        ],
    );
}

#[test]
fn gguf() {
    check(
        "",
        Some(0),
        &[
            ("blk.0.attn_q.weight", Q),
            ("blk.0.attn_k.bias", Bias),
            ("blk.0.attn_v.weight", V),
            ("blk.0.attn_qkv.weight", Qkv),
            ("blk.0.attn_output.weight", O),
            ("blk.0.attn_output_norm.bias", Norm),
            ("blk.0.attn_norm.weight", Norm),
            ("blk.0.ffn_gate.weight", Gate),
            ("blk.0.ffn_up.weight", Up),
            ("blk.0.ffn_down.weight", Down),
            ("blk.0.ffn_norm.weight", Norm),
            ("blk.0.layer_output_norm.weight", Norm),
            ("blk.0.post_ffw_norm.weight", Norm),
            ("blk.0.ssm_in.weight", Other),
            ("blk.0.ssm_conv1d.weight", Other),
        ],
    );
    check(
        "",
        None,
        &[
            ("token_embd.weight", Embedding),
            ("token_embd_norm.weight", Norm),
            ("token_types.weight", Embedding),
            ("position_embd.weight", Position),
            ("output.weight", Head),
            ("output_norm.weight", Norm),
            ("rope_freqs.weight", Position),
        ],
    );
    check("encoder", Some(1), &[("enc.blk.1.attn_q.weight", Q), ("enc.blk.1.attn_rel_b.weight", Position)]);
    check("decoder", Some(1), &[("dec.blk.1.cross_attn_o.weight", O), ("dec.blk.1.cross_attn_k.weight", K)]);
    check(
        "vision",
        Some(2),
        &[("v.blk.2.attn_out.weight", O), ("v.blk.2.ffn_down.weight", Down), ("v.blk.2.ln1.weight", Norm)],
    );
    check("vision", None, &[("v.patch_embd.weight", Embedding), ("v.position_embd.weight", Position)]);
}

#[test]
fn encoders_and_both() {
    // BERT and its kin carry no other stack; T5 and Whisper have two.
    for prefix in ["encoder.layer.1.", "bert.encoder.layer.1.", "roberta.encoder.layer.1."] {
        for (tail, role) in [
            ("attention.self.query.weight", Q),
            ("attention.self.key.bias", Bias),
            ("attention.self.value.weight", V),
            ("attention.output.dense.weight", O),
            ("attention.output.LayerNorm.weight", Norm),
            ("intermediate.dense.weight", Up),
            ("output.dense.weight", Down),
            ("output.LayerNorm.bias", Norm),
        ] {
            check("encoder", Some(1), &[(&format!("{prefix}{tail}"), role)]);
        }
    }
    check(
        "",
        None,
        &[
            ("embeddings.word_embeddings.weight", Embedding),
            ("bert.embeddings.token_type_embeddings.weight", Embedding),
            ("embeddings.position_embeddings.weight", Position),
            ("embeddings.LayerNorm.weight", Norm),
            ("pooler.dense.weight", Other),
            ("classifier.weight", Head),
            ("shared.weight", Embedding),
        ],
    );
    check(
        "",
        Some(1),
        &[
            ("distilbert.transformer.layer.1.attention.q_lin.weight", Q),
            ("distilbert.transformer.layer.1.attention.out_lin.weight", O),
            ("distilbert.transformer.layer.1.ffn.lin1.weight", Up),
            ("distilbert.transformer.layer.1.sa_layer_norm.weight", Norm),
            ("layers.1.attn.Wo.weight", O),
            ("layers.1.mlp.Wo.weight", Down),
        ],
    );
    check(
        "encoder",
        Some(4),
        &[
            ("encoder.block.4.layer.0.SelfAttention.q.weight", Q),
            ("encoder.block.4.layer.0.SelfAttention.o.weight", O),
            ("encoder.block.4.layer.0.SelfAttention.relative_attention_bias.weight", Position),
            ("encoder.block.4.layer.0.layer_norm.weight", Norm),
            ("encoder.block.4.layer.1.DenseReluDense.wi_0.weight", Gate),
            ("encoder.block.4.layer.1.DenseReluDense.wi.weight", Up),
            ("encoder.block.4.layer.1.DenseReluDense.wo.weight", Down),
            ("model.encoder.layers.4.self_attn.out_proj.weight", O),
            ("model.encoder.layers.4.fc1.weight", Up),
            ("encoder.blocks.4.mlp.0.weight", Up),
            ("encoder.blocks.4.mlp.2.weight", Down),
            ("encoder.blocks.4.attn.query.weight", Q),
            ("encoder.blocks.4.attn_ln.weight", Norm),
        ],
    );
    check(
        "decoder",
        Some(4),
        &[
            ("decoder.block.4.layer.1.EncDecAttention.k.weight", K),
            ("model.decoder.layers.4.encoder_attn.v_proj.weight", V),
            ("model.decoder.layers.4.encoder_attn_layer_norm.bias", Norm),
        ],
    );
    check(
        "encoder",
        None,
        &[
            ("model.encoder.conv1.weight", Conv),
            ("model.encoder.embed_positions.weight", Position),
            ("encoder.final_layer_norm.weight", Norm),
        ],
    );
    check(
        "decoder",
        None,
        &[("model.decoder.embed_tokens.weight", Embedding), ("proj_out.decoder.weight", Other)],
    );
}

#[test]
fn images() {
    check(
        "encoder",
        Some(9),
        &[
            ("vit.encoder.layer.9.attention.attention.query.weight", Q),
            ("vit.encoder.layer.9.attention.output.dense.weight", O),
            ("vit.encoder.layer.9.layernorm_before.weight", Norm),
            ("vit.encoder.layer.9.output.dense.weight", Down),
        ],
    );
    check(
        "",
        Some(9),
        &[
            ("blocks.9.attn.qkv.weight", Qkv),
            ("blocks.9.attn.proj.weight", O),
            ("blocks.9.mlp.fc2.weight", Down),
            ("blocks.9.norm1.weight", Norm),
        ],
    );
    check(
        "vision",
        Some(9),
        &[
            ("vision_model.encoder.layers.9.self_attn.k_proj.weight", K),
            ("visual.transformer.resblocks.9.attn.in_proj_weight", Qkv),
            ("visual.transformer.resblocks.9.ln_1.weight", Norm),
            ("model.vision_tower.vision_model.encoder.layers.9.mlp.fc1.weight", Up),
        ],
    );
    check(
        "",
        None,
        &[
            ("cls_token", Embedding),
            ("pos_embed", Position),
            ("patch_embed.proj.weight", Embedding),
            ("head.weight", Head),
            ("conv1.weight", Conv),
            ("bn1.running_mean", Norm),
            ("fc.weight", Other),
        ],
    );
}

#[test]
fn parts_of_packed_weights_have_the_role_of_their_weight() {
    check(
        "",
        Some(5),
        &[
            ("model.layers.5.self_attn.q_proj.qweight", Q),
            ("model.layers.5.self_attn.q_proj.g_idx", Q),
            ("model.layers.5.mlp.down_proj.weight_packed", Down),
            ("model.layers.5.mlp.down_proj.weight.absmax", Down),
            ("model.layers.5.mlp.down_proj.weight.quant_state.bitsandbytes__nf4", Down),
            ("model.layers.5.mlp.up_proj.SCB", Up),
        ],
    );
}

#[test]
fn any_text_is_a_name() {
    for name in
        ["", ".", "...", "0", "layers.", "layers.99999999999999999999.q", "\u{130}.weight", "é/ü", "h.0"]
    {
        named(name);
    }
    assert_eq!(named("h.99999999999999999999.attn.q").layer, None);
    assert_eq!(named("onnx::MatMul_123"), Named { role: Other, layer: None, stack: "" });
}

#[test]
fn every_role_has_a_word_of_its_own() {
    let mut words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Role::ALL.len());
}
