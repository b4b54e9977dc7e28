export default {
  "sample.effnet_act_b11_depthwise_preact": "EfficientNet activation: before ReLU6",
  "sample.effnet_act_b11_depthwise_preact.shows":
    "Skewed, from −9.3 to 28, and channel ranges differ more than tenfold: one scale per row gains 19 dB at int8.",
  "sample.effnet_act_b6_relu6": "EfficientNet activation: ReLU6",
  "sample.effnet_act_b6_relu6.shows": "One-sided: exact zeros, a ceiling at 6, and channels that are never active.",
  "sample.effnet_act_class_probs": "EfficientNet activation: class probabilities",
  "sample.effnet_act_class_probs.shows":
    "Softmax over 1000 classes: a handful of values hold almost all of the mass, so int8 sets 99% of the values to zero and the SQNR is still 39.2 dB.",
  "sample.effnet_act_logits": "EfficientNet activation: logits",
  "sample.effnet_act_logits.shows":
    "1000 class scores, where a few high scores set the range: groups of 32 gain nearly 10 dB at int8 and int4.",
  "sample.effnet_b0_depthwise_weight": "EfficientNet weight: depthwise, block 0",
  "sample.effnet_b0_depthwise_weight.shows":
    "The largest channel is 10 times the median, and 4 of 32 are nearly dead once the batch norm is folded in.",
  "sample.effnet_b1_expand_weight": "EfficientNet weight: 1×1 expand, block 1",
  "sample.effnet_b1_expand_weight.shows":
    "The largest channel is 13 times the median, and one is dead: one scale per row gains 14 dB at int8.",
  "sample.effnet_b5_project_weight": "EfficientNet weight: 1×1 project, block 5",
  "sample.effnet_b5_project_weight.shows":
    "A control: channels of similar range, kurtosis 4, so finer scales gain little.",
  "sample.effnet_b7_depthwise_weight": "EfficientNet weight: depthwise",
  "sample.effnet_b7_depthwise_weight.shows":
    "One channel reaches 21, the median channel 1.2: a case for one scale per row.",
  "sample.effnet_stem_conv_weight": "EfficientNet weight: first convolution",
  "sample.effnet_stem_conv_weight.shows":
    "Channel ranges differ by many orders of magnitude: the largest is 17.6, most are near 1, and 4 of 32 are dead once the batch norm is folded in.",
  "sample.minilm_act_l0_attention_probs": "MiniLM activation: attention probabilities",
  "sample.minilm_act_l0_attention_probs.shows":
    "Softmax output from 0 to 1, never negative: asymmetric codes gain 6 dB, and at int8 with one symmetric scale 18% of the values become zero.",
  "sample.minilm_act_l0_attn_layernorm": "MiniLM activation: after LayerNorm",
  "sample.minilm_act_l0_attn_layernorm.shows":
    "One value of 28.5 (token 0, channel 99) sets the range for all; a few channels (63, 267, 303) are 5 to 8 times as large as most in every token: one scale per row isolates only the value, one scale per column isolates both.",
  "sample.minilm_act_l0_ffn_residual": "MiniLM activation: residual stream",
  "sample.minilm_act_l0_ffn_residual.shows":
    "One massive activation of 219 (token 0, channel 99) where the standard deviation is 1.6: with one int8 scale 80% of the values become zero.",
  "sample.minilm_act_l0_post_gelu": "MiniLM activation: after GELU",
  "sample.minilm_act_l0_post_gelu.shows":
    "One-sided, from −0.17 to 24.1: symmetric int8 leaves nearly half of its codes unused, and asymmetric gains 5.5 dB.",
  "sample.minilm_act_l1_query_control": "MiniLM activation: query",
  "sample.minilm_act_l1_query_control.shows":
    "A control: nearly Gaussian (kurtosis 3.45), so finer scales gain little.",
  "sample.minilm_act_sentence_embeddings": "MiniLM activation: sentence embeddings",
  "sample.minilm_act_sentence_embeddings.shows":
    "A control: 16 unit vectors of nearly Gaussian values (kurtosis 3.08), usually compared by cosine similarity.",
  "sample.minilm_l0_ffn_down_weight": "MiniLM weight: feed-forward down",
  "sample.minilm_l0_ffn_down_weight.shows":
    "One weight of 7.91 where the standard deviation is 0.054: at int4 with one symmetric scale it is the only value that does not become zero.",
  "sample.minilm_l0_ffn_up_weight": "MiniLM weight: feed-forward up",
  "sample.minilm_l0_ffn_up_weight.shows":
    "One output channel has 7.5 times the median range: one scale per row gains a lot.",
  "sample.minilm_l0_key_weight": "MiniLM weight: key",
  "sample.minilm_l0_key_weight.shows":
    "The partner of the query weight: four attention heads, row ranges that differ 3.4 times, no extreme outlier.",
  "sample.minilm_l0_query_weight": "MiniLM weight: query",
  "sample.minilm_l0_query_weight.shows": "A control: four attention heads, rows of similar range, no extreme outlier.",
  "sample.minilm_l4_value_weight": "MiniLM weight: value, layer 4",
  "sample.minilm_l4_value_weight.shows":
    "A mild outlier column (96, 2.5 times the median range), and values stored as BF16 with only eight significant bits.",
  "sample.minilm_layernorm_gains": "MiniLM weight: LayerNorm gains",
  "sample.minilm_layernorm_gains.shows":
    "Nearly all positive, with a few channels far from the rest: asymmetric codes gain 6 dB; usually kept in floating point.",
  "sample.minilm_position_embeddings": "MiniLM weight: position embeddings",
  "sample.minilm_position_embeddings.shows":
    "One value of 1.87 (position 0, channel 99) where the standard deviation is 0.024: one scale per row gains 19 dB at int8.",
  "sample.minilm_word_embeddings_64_191": "MiniLM weight: word embeddings",
  "sample.minilm_word_embeddings_64_191.shows":
    "Unused tokens next to the special ones in rows 36 to 39: [CLS] (row 37) reaches 1.05 in channel 99 where the standard deviation is 0.025.",
  "sample.photo_cat": "Photograph: a cat",
  "sample.photo_cat.shows":
    "The brightness of 288 × 448 pixels, from 0 (black) to 1 (white): the Blocks view shows the picture as A and B decode it, so bits, groups and clipping can be seen.",
  "sample.ppocr_act_cls_relu_3": "PP-OCR activation: ReLU",
  "sample.ppocr_act_cls_relu_3.shows": "Plain ReLU without an upper bound: 36% exact zeros and a long tail up to 14.6.",
  "sample.ppocr_act_det_hardswish_59": "PP-OCR activation: hard-swish",
  "sample.ppocr_act_det_hardswish_59.shows":
    "From −0.375 to 198, and channel ranges differ 50 times: with one symmetric int4 scale 98% of the values become zero.",
  "sample.ppocr_act_det_text_probability": "PP-OCR activation: text probability",
  "sample.ppocr_act_det_text_probability.shows":
    "Sigmoid output with two peaks, at 0 (87% exact zeros) and at 1: even int4 with one scale reaches 42.5 dB.",
  "sample.ppocr_det_depthwise_412_weight": "PP-OCR weight: 5×5 depthwise",
  "sample.ppocr_det_depthwise_412_weight.shows":
    "One channel reaches 45, 37 times the median: a handful of weights set the range, and one scale per row gains 21 dB at int8.",
  "sample.ppocr_det_pointwise_403_weight": "PP-OCR weight: 1×1 convolution",
  "sample.ppocr_det_pointwise_403_weight.shows":
    "Heavy tails (kurtosis about 400): at int8, clipping at the 99.9th percentile costs 14 dB, and one scale per row gains 17 dB.",
  "sample.silero_act_conv1_relu_over_time": "Silero VAD activation: conv 1 over time",
  "sample.silero_act_conv1_relu_over_time.shows":
    "One row per frame: the maximum is 2.8 in quiet, 16 in loud speech and 66 in a burst of noise, so no static scale fits them all well.",
  "sample.silero_act_lstm_cell_over_time": "Silero VAD activation: LSTM cell state over time",
  "sample.silero_act_lstm_cell_over_time.shows":
    "Unbounded: the range of a frame drifts from 0.7 to 26, and 8 of 128 units exceed 10; one scale per column fits better than one per row.",
  "sample.silero_act_lstm_gates_over_time": "Silero VAD activation: LSTM gates over time",
  "sample.silero_act_lstm_gates_over_time.shows":
    "Before the gates: long tails to ±43, though sigmoid and tanh are flat beyond ±6, where 12% of the values lie.",
  "sample.silero_act_lstm_hidden_over_time": "Silero VAD activation: LSTM hidden state over time",
  "sample.silero_act_lstm_hidden_over_time.shows":
    "A control: from −1 to 1 with a range that is stable over time, so a static scale is fine.",
  "sample.silero_act_spectrum_over_time": "Silero VAD activation: spectrum over time",
  "sample.silero_act_spectrum_over_time.shows":
    "The range of a frame grows more than 1000 times from silence to loud sound: a static scale from the quiet part clips the loud one, and a static scale from the loud part erases the quiet one.",
  "sample.silero_conv4_weight": "Silero VAD weight: conv 4",
  "sample.silero_conv4_weight.shows":
    "One weight of 54.9 where the standard deviation is 0.38: it holds nearly all of the power, so clipping it destroys the SQNR.",
  "sample.silero_lstm_input_weight": "Silero VAD weight: LSTM input",
  "sample.silero_lstm_input_weight.shows":
    "Four gates of 128 rows each; the largest row is 3.6 times the median: one scale per row gains 10 dB at int8."
};
