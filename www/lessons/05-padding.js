export default {
  "id": "padding",
  "title": { "en": "Padding and bias", "zh-CN": "填充与偏置" },
  "minutes": 6,
  "notes": {
    "en": "People really make this mistake: a convolution kernel fills its border with byte 0. Before the error maps appear, ask the class where in the picture the error will show. In step 3, point at a corner, at an edge and inside, and switch the window from one method to another. Then try the filter “edge”.",
    "zh-CN":
      "这是实际中常犯的错误：卷积的实现用字节 0 去填充边界。误差图出现之前，让学生先说出错误会出现在画面的什么位置。第 3 步依次指向角、边和内部，并切换窗口所属的方式；再换成“边缘”卷积核试试。"
  },
  "steps": [
    {
      "text": {
        "en": "A convolution with padding surrounds its input with zeros: real zeros, 0.0. In an integer kernel, the input consists of codes. This activation runs from {data.min} to {data.max}; B is asymmetric.",
        "zh-CN":
          "带填充的卷积在输入四周补零，补的是真正的 0.0。而在整数卷积的实现里，输入是编码。这组激活的范围是 {data.min} 到 {data.max}，B 是非对称的。"
      },
      "state": { "data": "sample(effnet_act_b11_depthwise_preact)", "a": "int8", "b": "int8:asym", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which code must B put into the border?", "zh-CN": "B 应当用哪个编码填充边界？" },
        "options": [
          {
            "text": { "en": "Code 0", "zh-CN": "编码 0" },
            "when": "data.min == 0"
          },
          {
            "text": { "en": "The zero-point z", "zh-CN": "零点 z" },
            "when": "data.min < 0"
          },
          {
            "text": { "en": "The middle code, 128", "zh-CN": "中间的编码 128" },
            "when": "data.min == -data.max"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "z = round(−α/s) = {-data.min / (data.max - data.min) * 255|count}, the code that decodes to 0.0. Code 0 decodes to α, about {data.min}: a frame of strongly negative values around every picture.",
          "zh-CN":
            "z = round(−α/s) = {-data.min / (data.max - data.min) * 255|count}，只有它解码为 0.0。编码 0 解码为 α，约 {data.min}：等于给每张图镶上一圈很大的负值。"
        }
      },
      "claims": [
        "data.min < 0",
        "b.error_at_zero == 0",
        "-data.min / (data.max - data.min) * 255 > 20",
        "b.sqnr_db - a.sqnr_db > 3"
      ]
    },
    {
      "text": {
        "en": "A kernel gets the codes of B and fills the border with code 0 instead of z. The filter is 3 × 3, and the padding is one value wide.",
        "zh-CN": "一个卷积的实现拿到 B 的编码，却用编码 0 而不是 z 填充边界。卷积核 3 × 3，填充宽度为 1。"
      },
      "state": { "data": "sample(effnet_act_b11_depthwise_preact)", "a": "int8", "b": "int8:asym", "view": "integers" },
      "question": {
        "kind": "choice",
        "before": { "view": "grid" },
        "ask": { "en": "Where is its output wrong?", "zh-CN": "它的输出错在哪里？" },
        "options": [
          {
            "text": { "en": "Everywhere", "zh-CN": "处处都错" }
          },
          {
            "text": { "en": "Along the border, one value wide", "zh-CN": "沿边界一圈，宽度为一" }
          },
          {
            "text": { "en": "At the four corners only", "zh-CN": "只有四个角" }
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Along the border: only windows that touch the padding see the wrong value. The average over a large picture hides the error, so the bug can pass an accuracy test. In a deep network, the wrong frame grows by one value with every layer.",
          "zh-CN":
            "沿边界一圈：只有碰到填充的窗口才读到错误的值。对整张大图求平均时它被掩盖，所以这个错误有可能逃过精度测试。网络每深一层，这圈错误就再宽一格。"
        }
      },
      "claims": [
        "padding.mistaken_border_rmse > 10 * padding.asymmetric_border_rmse",
        "padding.mistaken_inner_rmse == padding.asymmetric_inner_rmse"
      ]
    },
    {
      "text": {
        "en": "The same small convolution in four ways: with real numbers, with symmetric integers, with asymmetric integers padded with z, and with asymmetric integers padded with code 0. Next to them are their errors, on one color scale. Point at a corner: its window shows the codes and what the padding decodes to.",
        "zh-CN":
          "同一个小卷积，四种算法：实数；对称整数；非对称整数、用 z 填充；用编码 0 填充。误差图与输出并列，共用一个颜色刻度。指向一个角：窗口里列出各个编码，并说明填充值代表什么。"
      },
      "state": { "data": "sample(effnet_act_b11_depthwise_preact)", "a": "int8", "b": "int8:asym", "view": "integers" },
      "claims": [
        "padding.symmetric_border_rmse < padding.mistaken_border_rmse / 10",
        "padding.asymmetric_border_rmse < padding.mistaken_border_rmse / 10"
      ]
    },
    {
      "text": {
        "en": "What about A, the symmetric scheme? Some say that it does not work well with padding.",
        "zh-CN": "那么对称的 A 呢？有人说它对零填充不友好。"
      },
      "state": { "data": "sample(effnet_act_b11_depthwise_preact)", "a": "int8", "b": "int8:asym", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "What must A put into the border?", "zh-CN": "A 应当用什么填充边界？" },
        "options": [
          {
            "text": { "en": "Code 0; it decodes to exactly 0", "zh-CN": "编码 0，它恰好解码为 0" },
            "when": "a.error_at_zero == 0"
          },
          {
            "text": { "en": "A corrected value; code 0 is a little off", "zh-CN": "一个修正值，编码 0 略有偏差" },
            "when": "a.error_at_zero > 0"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "Code 0, with an error of {a.error_at_zero}. With z = 0 there is nothing to forget; the asymmetric kernel is the one that needs care. The claim is the wrong way round.",
          "zh-CN":
            "编码 0，误差为 {a.error_at_zero}。z = 0 时没有什么可以忘记：需要小心的恰恰是非对称的实现。那个说法正好说反了。"
        }
      },
      "claims": ["a.error_at_zero == 0", "b.error_at_zero == 0"]
    },
    {
      "text": {
        "en": "The bias is added to sums of products, so it needs their unit: it is stored as a 32-bit integer with the scale s_x·s_w and zero-point 0. If it had eight bits like a weight, its rounding error would enter every output of the channel. Compare the two.",
        "zh-CN":
          "偏置要加到乘积之和上，必须与它们同单位：以 s_x·s_w 为缩放因子、零点为 0，存成 32 位整数。若像权重那样只存八位，它的舍入误差会加到该通道的每一个输出上：比较两者。"
      },
      "state": {
        "data": "sample(effnet_act_b11_depthwise_preact)",
        "a": "int8",
        "b": "int8:asym",
        "view": "integers",
        "integers": "bias"
      },
      "claims": ["bias.narrow_error > 5 * bias.wide_error"]
    }
  ]
};
