export default {
  "id": "one-value",
  "title": { "en": "One value, one grid", "zh-CN": "一个数值，一个网格" },
  "minutes": 7,
  "notes": {
    "en": "Have the class say the four operations aloud with each value: scale, round, clamp, decode. Students often mistake the code for the value, so ask “code or level?” whenever someone names a number. Step 6 introduces the 6.02 dB rule; every later lesson uses it.",
    "zh-CN":
      "每举一个数，都让学生把四步念一遍：缩放、舍入、钳位、解码。最常见的混淆是把编码当成数值，提到任何数字时都可追问一句：“这是编码还是量化级？”第 6 步引出“每比特 6.02 dB”的规则，后面各课都会用到。"
  },
  "steps": [
    {
      "text": {
        "en": "Here are five values on the real line. int4 keeps only {a.codes_total|count} levels, the marks of A. The largest magnitude, {max(abs(data.min), abs(data.max))}, takes the outermost code 7, so one step is the scale s = {max(abs(data.min), abs(data.max)) / 7}. B, int8, has {b.codes_total|count} levels over the same range.",
        "zh-CN":
          "实轴上有五个数值。int4 只有 {a.codes_total|count} 个量化级，即 A 的刻度。绝对值最大的 {max(abs(data.min), abs(data.max))} 占用最外侧的编码 7，所以步长，也就是缩放因子，是 s = {max(abs(data.min), abs(data.max)) / 7}。B 用 int8，同样的范围内有 {b.codes_total|count} 个量化级。"
      },
      "state": { "data": "values(-1.5,-0.65,0.1,1.234,2.8)", "a": "int4", "b": "int8", "view": "grid" },
      "claims": ["a.codes_total == 15", "b.codes_total == 255", "a.clipped == 0", "b.max_abs_error < a.max_abs_error"]
    },
    {
      "text": {
        "en": "Follow x = 1.234. Scale: x/s = {1.234 / (data.max / 7)}. Only codes are stored, so the next step must give a whole number.",
        "zh-CN": "跟踪 x = 1.234。先缩放：x/s = {1.234 / (data.max / 7)}。存下来的只能是编码，所以接着要把它变成整数。"
      },
      "state": { "data": "values(-1.5,-0.65,0.1,1.234,2.8)", "a": "int4", "b": "int8", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which code does 1.234 get?", "zh-CN": "1.234 得到哪个编码？" },
        "options": [
          {
            "text": { "en": "2", "zh-CN": "2" },
            "when": "abs(1.234 / (data.max / 7) - 2) <= 0.5"
          },
          {
            "text": { "en": "3", "zh-CN": "3" },
            "when": "abs(1.234 / (data.max / 7) - 3) <= 0.5"
          },
          {
            "text": { "en": "4", "zh-CN": "4" },
            "when": "abs(1.234 / (data.max / 7) - 4) <= 0.5"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "3, the nearest: q = round(x/s). Decoding goes back to the real line: x̂ = 3·s = {3 * data.max / 7}. The error e = x̂ − x is {3 * data.max / 7 - 1.234}.",
          "zh-CN":
            "取最近的整数 3：q = round(x/s)。解码再回到实轴：x̂ = 3·s = {3 * data.max / 7}，误差 e = x̂ − x 为 {3 * data.max / 7 - 1.234}。"
        }
      },
      "claims": ["abs(3 * data.max / 7 - 1.234) <= data.max / 14", "a.max_abs_error <= data.max / 14"]
    },
    {
      "text": {
        "en": "Rounding moves a value by at most half a step. In A, half a step is {data.max / 14}; the largest error is {a.max_abs_error}. B has one bit fewer.",
        "zh-CN":
          "舍入最多把数值移动半个步长。A 的半个步长是 {data.max / 14}，实际最大误差是 {a.max_abs_error}。B 少 1 比特。"
      },
      "state": { "data": "values(-1.5,-0.65,0.1,1.234,2.8)", "a": "int4", "b": "int3", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "One bit fewer: the step …", "zh-CN": "少 1 比特，步长会……" },
        "before": { "b": "int4" },
        "options": [
          {
            "text": { "en": "grows, but does not double", "zh-CN": "变大，但不到两倍" },
            "when": "(a.codes_total - 1) / (b.codes_total - 1) < 2"
          },
          {
            "text": { "en": "doubles exactly", "zh-CN": "正好变成两倍" },
            "when": "(a.codes_total - 1) / (b.codes_total - 1) == 2"
          },
          {
            "text": { "en": "more than doubles", "zh-CN": "变成两倍多" },
            "when": "(a.codes_total - 1) / (b.codes_total - 1) > 2"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "It grows by a factor of {(a.codes_total - 1) / (b.codes_total - 1)}. A narrow symmetric grid has an odd number of levels, {a.codes_total|count} and {b.codes_total|count}: the range is divided by 7 and by 3, not by 8 and by 4.",
          "zh-CN":
            "变成 {(a.codes_total - 1) / (b.codes_total - 1)} 倍。对称量化的编码取 ±7 与 ±3，量化级的个数是奇数，即 {a.codes_total|count} 个和 {b.codes_total|count} 个：最大值除以 7 和 3，而不是 8 和 4。"
        }
      },
      "claims": ["a.max_abs_error <= data.max / 14", "b.max_abs_error <= data.max / 6", "b.mse > a.mse"]
    },
    {
      "text": {
        "en": "0.1 lies well inside the range, yet A loses it: it is less than half a step from zero, so it gets code 0 and decodes to 0. This is rounding, not clipping. {a.zeroed|percent} of the values are zeroed under A, {b.zeroed|percent} under B.",
        "zh-CN":
          "0.1 明明在范围之内，在 A 中却消失了：它离零不到半个步长，得到编码 0，解码为 0。这不是截断，是舍入。A 有 {a.zeroed|percent} 的数值归零，B 有 {b.zeroed|percent}。"
      },
      "state": { "data": "values(-1.5,-0.65,0.1,1.234,2.8)", "a": "int4", "b": "int8", "view": "grid" },
      "claims": ["a.zeroed > 0", "a.clipped == 0", "b.zeroed == 0"]
    },
    {
      "text": {
        "en": "The range can be smaller than the data. B covers only −2 to 2, so its step is finer, but one value, {data.max}, now lies outside.",
        "zh-CN": "范围可以取得比数据小：B 只覆盖 −2 到 2，步长因而更小。但有一个数值 {data.max} 落到了范围之外。"
      },
      "state": { "data": "values(-1.5,-0.65,0.1,1.234,2.8)", "a": "int4", "b": "int4:clip(-2,2)", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "What does the value outside decode to?", "zh-CN": "范围之外的这个数值会变成什么？" },
        "before": { "b": "int4" },
        "options": [
          {
            "text": {
              "en": "A level further out, just past its place",
              "zh-CN": "更靠外的一个量化级，略超过它原来的位置"
            },
            "when": "b.max_abs_error < 0.2"
          },
          {
            "text": { "en": "The outermost level, 2", "zh-CN": "最外侧的量化级 2" },
            "when": "abs(b.max_abs_error - (data.max - 2)) < 0.00001"
          },
          {
            "text": { "en": "It wraps around to a negative level", "zh-CN": "溢出回绕，变成负的量化级" },
            "when": "b.max_abs_error > data.max"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Codes are clamped: it gets 7 and decodes to 2, with an error of {b.max_abs_error}. The other values gain: their squared rounding errors sum to {b.rounding_sse} instead of {a.rounding_sse}. But clipping alone adds {b.clipping_sse}.",
          "zh-CN":
            "编码会被钳位：它得到 7，解码为 2，误差 {b.max_abs_error}。其余数值受益：舍入误差平方和从 {a.rounding_sse} 降到 {b.rounding_sse}；但仅截断一项就带来 {b.clipping_sse}。"
        }
      },
      "claims": [
        "b.clipped > a.clipped",
        "b.rounding_sse < a.rounding_sse",
        "b.clipping_sse > a.rounding_sse",
        "b.sqnr_db < a.sqnr_db"
      ]
    },
    {
      "text": {
        "en": "Now there are many values, spread evenly. SQNR compares the power of the data with the power of the error. One more bit halves the step, and that gains 6.02 dB. A is int4, B int8.",
        "zh-CN":
          "现在换成大量均匀分布的数值。SQNR 是数据功率与误差功率之比。每多 1 比特，步长减半，SQNR 提高 6.02 dB。A 是 int4，B 是 int8。"
      },
      "state": { "data": "uniform", "a": "int4", "b": "int8", "view": "errors" },
      "question": {
        "kind": "slider",
        "ask": { "en": "How much higher is the SQNR of B?", "zh-CN": "B 的 SQNR 比 A 高多少？" },
        "before": { "b": "int4" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 48],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, a little more than 4 × 6.02 dB: the number of steps rises from 14 to 254, more than sixteenfold. RMSE/s is {b.rmse_per_scale}; theory says 1/√12 = 0.2887 for errors spread evenly over a step.",
          "zh-CN":
            "高 {b.sqnr_db - a.sqnr_db|db}，比 4 × 6.02 dB 略多：步数从 14 增加到 254，不止 16 倍。RMSE/s 为 {b.rmse_per_scale}；误差在一个步长内均匀分布时，理论值是 1/√12 = 0.2887。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 4 * 6.02",
        "abs(b.sqnr_db - a.sqnr_db - 20 * log10((b.codes_total - 1) / (a.codes_total - 1))) < 0.2",
        "abs(b.rmse_per_scale - 1 / sqrt(12)) < 0.005"
      ]
    }
  ]
};
