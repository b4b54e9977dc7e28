export default {
  "sample.effnet_act_b11_depthwise_preact": "EfficientNet 激活：ReLU6 之前",
  "sample.effnet_act_b11_depthwise_preact.shows":
    "分布偏斜，从 −9.3 到 28，各通道范围相差十倍以上：int8 按行缩放可提高 19 dB。",
  "sample.effnet_act_b6_relu6": "EfficientNet 激活：ReLU6",
  "sample.effnet_act_b6_relu6.shows": "单侧数据：恰好为零的值，上限 6，有些通道从不激活。",
  "sample.effnet_act_class_probs": "EfficientNet 激活：类别概率",
  "sample.effnet_act_class_probs.shows":
    "1000 类的 softmax：概率几乎全集中在少数几个值上，int8 把 99% 的值变成零，SQNR 却仍有 39.2 dB。",
  "sample.effnet_act_logits": "EfficientNet 激活：logits",
  "sample.effnet_act_logits.shows":
    "1000 个类别得分，决定范围的正是少数最高分：每 32 个一组，int8 和 int4 都可提高近 10 dB。",
  "sample.effnet_b0_depthwise_weight": "EfficientNet 权重：逐通道卷积，第 0 块",
  "sample.effnet_b0_depthwise_weight.shows":
    "最大的通道是中位数的 10 倍；批归一化折叠之后，32 个通道中有 4 个几乎失效。",
  "sample.effnet_b1_expand_weight": "EfficientNet 权重：1×1 升维卷积，第 1 块",
  "sample.effnet_b1_expand_weight.shows": "最大的通道是中位数的 13 倍，另有一个失效：int8 按行缩放可提高 14 dB。",
  "sample.effnet_b5_project_weight": "EfficientNet 权重：1×1 降维卷积，第 5 块",
  "sample.effnet_b5_project_weight.shows": "对照：各通道范围相近，峰度为 4，缩放再细收益也不大。",
  "sample.effnet_b7_depthwise_weight": "EfficientNet 权重：逐通道卷积",
  "sample.effnet_b7_depthwise_weight.shows": "有一个通道达到 21，而通道中位数是 1.2：适合每行一个缩放因子。",
  "sample.effnet_stem_conv_weight": "EfficientNet 权重：首层卷积",
  "sample.effnet_stem_conv_weight.shows":
    "各通道范围相差许多个数量级：最大 17.6，多数接近 1；批归一化折叠之后，32 个通道中有 4 个失效。",
  "sample.minilm_act_l0_attention_probs": "MiniLM 激活：注意力概率",
  "sample.minilm_act_l0_attention_probs.shows":
    "softmax 输出，介于 0 与 1 之间，没有负值：非对称可提高 6 dB；对称 int8 只用一个缩放因子时，18% 的值变成零。",
  "sample.minilm_act_l0_attn_layernorm": "MiniLM 激活：LayerNorm 之后",
  "sample.minilm_act_l0_attn_layernorm.shows":
    "一个 28.5 的数值（第 0 个词元、第 99 通道）决定了整个范围；少数通道（63、267、303）在每个词元中都是多数通道的 5 到 8 倍：按行缩放只能隔开前者，按列两者都能隔开。",
  "sample.minilm_act_l0_ffn_residual": "MiniLM 激活：残差流",
  "sample.minilm_act_l0_ffn_residual.shows":
    "一个 219 的巨大激活（第 0 个词元、第 99 通道），标准差却只有 1.6：int8 只用一个缩放因子时，80% 的值变成零。",
  "sample.minilm_act_l0_post_gelu": "MiniLM 激活：GELU 之后",
  "sample.minilm_act_l0_post_gelu.shows":
    "单侧数据，从 −0.17 到 24.1：对称 int8 有近一半编码用不上，改用非对称可提高 5.5 dB。",
  "sample.minilm_act_l1_query_control": "MiniLM 激活：查询",
  "sample.minilm_act_l1_query_control.shows": "对照：接近高斯分布（峰度 3.45），缩放再细收益也不大。",
  "sample.minilm_act_sentence_embeddings": "MiniLM 激活：句向量",
  "sample.minilm_act_sentence_embeddings.shows":
    "对照：16 个单位向量，取值接近高斯分布（峰度 3.08），通常用余弦相似度比较。",
  "sample.minilm_l0_ffn_down_weight": "MiniLM 权重：前馈下投影",
  "sample.minilm_l0_ffn_down_weight.shows":
    "一个 7.91 的权重，标准差却只有 0.054：对称 int4 只用一个缩放因子时，只剩它不为零。",
  "sample.minilm_l0_ffn_up_weight": "MiniLM 权重：前馈上投影",
  "sample.minilm_l0_ffn_up_weight.shows": "有一个输出通道的范围是中位数的 7.5 倍：每行一个缩放因子收益很大。",
  "sample.minilm_l0_key_weight": "MiniLM 权重：键投影",
  "sample.minilm_l0_key_weight.shows": "与查询投影配对：四个注意力头，各行范围最多相差 3.4 倍，没有极端离群值。",
  "sample.minilm_l0_query_weight": "MiniLM 权重：查询投影",
  "sample.minilm_l0_query_weight.shows": "对照：四个注意力头，各行范围相近，没有极端离群值。",
  "sample.minilm_l4_value_weight": "MiniLM 权重：值投影，第 4 层",
  "sample.minilm_l4_value_weight.shows":
    "有一个轻度离群列（第 96 列，范围是中位数的 2.5 倍）；数值以 BF16 存储，只有 8 位有效位。",
  "sample.minilm_layernorm_gains": "MiniLM 权重：LayerNorm 增益",
  "sample.minilm_layernorm_gains.shows": "几乎全为正值，少数通道远离其余：非对称可提高 6 dB；实践中通常保留浮点。",
  "sample.minilm_position_embeddings": "MiniLM 权重：位置嵌入",
  "sample.minilm_position_embeddings.shows":
    "一个 1.87 的数值（位置 0、第 99 通道），标准差却只有 0.024：int8 按行缩放可提高 19 dB。",
  "sample.minilm_word_embeddings_64_191": "MiniLM 权重：词嵌入",
  "sample.minilm_word_embeddings_64_191.shows":
    "未使用的词元与第 36 至 39 行的特殊词元并列：[CLS]（第 37 行）在第 99 通道达到 1.05，标准差却只有 0.025。",
  "sample.photo_cat": "照片：猫",
  "sample.photo_cat.shows":
    "288 × 448 个像素的亮度，从 0（黑）到 1（白）：“分块”视图把它显示为 A 与 B 解码后的样子，位宽、分组与截断的影响一目了然。",
  "sample.ppocr_act_cls_relu_3": "PP-OCR 激活：ReLU",
  "sample.ppocr_act_cls_relu_3.shows": "普通 ReLU，上方无界：36% 的值恰好为零，长尾直到 14.6。",
  "sample.ppocr_act_det_hardswish_59": "PP-OCR 激活：hard-swish",
  "sample.ppocr_act_det_hardswish_59.shows":
    "从 −0.375 到 198，各通道范围最多相差 50 倍：对称 int4 只用一个缩放因子时，98% 的值变成零。",
  "sample.ppocr_act_det_text_probability": "PP-OCR 激活：文本概率图",
  "sample.ppocr_act_det_text_probability.shows":
    "sigmoid 输出，有两个峰：0（87% 恰好为零）和 1；int4 即使只用一个缩放因子也有 42.5 dB。",
  "sample.ppocr_det_depthwise_412_weight": "PP-OCR 权重：5×5 逐通道卷积",
  "sample.ppocr_det_depthwise_412_weight.shows":
    "有一个通道达到 45，是中位数的 37 倍：少数几个权重决定了范围，int8 按行缩放可提高 21 dB。",
  "sample.ppocr_det_pointwise_403_weight": "PP-OCR 权重：1×1 卷积",
  "sample.ppocr_det_pointwise_403_weight.shows":
    "重尾分布（峰度约 400）：int8 时，按第 99.9 百分位数截断损失 14 dB，按行缩放则提高 17 dB。",
  "sample.silero_act_conv1_relu_over_time": "Silero VAD 激活：卷积 1 随时间",
  "sample.silero_act_conv1_relu_over_time.shows":
    "每行一帧：安静时最大 2.8，大声说话时 16，突发噪声时 66，一个静态缩放因子难以兼顾。",
  "sample.silero_act_lstm_cell_over_time": "Silero VAD 激活：LSTM 细胞状态随时间",
  "sample.silero_act_lstm_cell_over_time.shows":
    "没有上界：每帧的范围从 0.7 漂移到 26，128 个单元中有 8 个超过 10；按列缩放比按行更合适。",
  "sample.silero_act_lstm_gates_over_time": "Silero VAD 激活：LSTM 门控随时间",
  "sample.silero_act_lstm_gates_over_time.shows":
    "门控激活函数之前的值：长尾直到 ±43，而 12% 的值在 ±6 以外，那里的 sigmoid 和 tanh 已经平坦。",
  "sample.silero_act_lstm_hidden_over_time": "Silero VAD 激活：LSTM 隐藏状态随时间",
  "sample.silero_act_lstm_hidden_over_time.shows": "对照：介于 −1 与 1 之间，范围随时间稳定，静态缩放因子就够用。",
  "sample.silero_act_spectrum_over_time": "Silero VAD 激活：频谱随时间",
  "sample.silero_act_spectrum_over_time.shows":
    "从静音到响亮，每帧的范围增大一千倍以上：按安静部分定静态缩放因子会截断响亮部分，按响亮部分定则会抹掉安静部分。",
  "sample.silero_conv4_weight": "Silero VAD 权重：卷积 4",
  "sample.silero_conv4_weight.shows": "一个 54.9 的权重，标准差却只有 0.38：它几乎占了全部功率，截断它就会毁掉 SQNR。",
  "sample.silero_lstm_input_weight": "Silero VAD 权重：LSTM 输入",
  "sample.silero_lstm_input_weight.shows": "四个门各 128 行；最大的一行是中位数的 3.6 倍：int8 按行缩放可提高 10 dB。"
};
