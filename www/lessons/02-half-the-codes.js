export default {
  "id": "half-the-codes",
  "title": { "en": "Half the codes unused", "zh-CN": "一半的编码闲着" },
  "minutes": 6,
  "notes": {
    "en": "Let everyone write down a number before each reveal. The strongest moment is step 4: int7 with a zero-point gives the very same numbers as symmetric int8. Step 6 keeps the class from concluding that asymmetric is always better.",
    "zh-CN":
      "每次揭晓之前让每个人写下自己的猜测。最有说服力的是第 4 步：带零点的 int7 与对称 int8 的数值完全一样。第 6 步提醒学生不要得出“非对称总是更好”的结论。"
  },
  "steps": [
    {
      "text": {
        "en": "The output of a ReLU: no value is negative, the smallest is {data.min}, the largest {data.max}. Symmetric int8 spreads its {a.codes_total|count} levels evenly from −{data.max} to {data.max}.",
        "zh-CN":
          "ReLU 的输出没有负值，最小值是 {data.min}，最大值是 {data.max}。对称 int8 把 {a.codes_total|count} 个量化级均匀铺在 −{data.max} 到 {data.max} 之间。"
      },
      "state": { "data": "relu:mean=-0.5", "a": "int8", "b": "int8:asym", "view": "codes" },
      "question": {
        "kind": "slider",
        "ask": { "en": "How many of the codes of A occur at all?", "zh-CN": "A 的编码有多少个真正出现过？" },
        "before": { "b": "int8", "view": "grid" },
        "answer": "a.codes_used",
        "unit": "codes",
        "range": [0, 255],
        "reveal": {
          "en": "{a.codes_used|count}: every negative code is unused. B, with a zero-point, uses {b.codes_used|count} of {b.codes_total|count}.",
          "zh-CN":
            "{a.codes_used|count} 个：负的编码全部闲置。B 带零点，{b.codes_total|count} 个编码用到了 {b.codes_used|count} 个。"
        }
      },
      "claims": ["data.min == 0", "a.codes_used * 2 < a.codes_total", "b.codes_used > 0.85 * b.codes_total"]
    },
    {
      "text": {
        "en": "An asymmetric grid covers only the range of the data: s = (β − α)/(2^b − 1) = {(data.max - data.min) / 255}, instead of {data.max / 127}. The zero-point z = round(−α/s) is the code that decodes to 0.0; here α = 0, so z = 0.",
        "zh-CN":
          "非对称量化只覆盖数据真正占据的范围：s = (β − α)/(2^b − 1) = {(data.max - data.min) / 255}，而之前是 {data.max / 127}。零点 z = round(−α/s) 是解码为 0.0 的那个编码；这里 α = 0，所以 z = 0。"
      },
      "state": { "data": "relu:mean=-0.5", "a": "int8", "b": "int8:asym", "view": "grid" },
      "claims": [
        "data.max / 127 > 2 * (data.max - data.min) / 255",
        "b.max_abs_error < 0.51 * a.max_abs_error",
        "b.error_at_zero == 0"
      ]
    },
    {
      "text": {
        "en": "The step of B is half that of A, so its errors are half as large on average.",
        "zh-CN": "B 的步长是 A 的一半，误差平均也小一半。"
      },
      "state": { "data": "relu:mean=-0.5", "a": "int8", "b": "int8:asym", "view": "errors" },
      "question": {
        "kind": "slider",
        "ask": { "en": "What does the zero-point gain in SQNR?", "zh-CN": "零点让 SQNR 提高多少？" },
        "before": { "b": "int8" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 15],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}. Theory: 20·log₁₀(255/127) = {20 * log10(255 / 127)|db}. That is one bit.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}。理论值是 20·log₁₀(255/127) = {20 * log10(255 / 127)|db}，正好相当于 1 比特。"
        }
      },
      "claims": ["abs(b.sqnr_db - a.sqnr_db - 20 * log10(255 / 127)) < 0.1", "abs(a.rmse / b.rmse - 2) < 0.05"]
    },
    {
      "text": {
        "en": "If the zero-point is worth one bit, seven bits with a zero-point should equal eight bits without one.",
        "zh-CN": "既然零点相当于 1 比特，那么带零点的 7 位应当与不带零点的 8 位相当。"
      },
      "state": { "data": "relu:mean=-0.5", "a": "int8", "b": "int7:asym", "view": "codes" },
      "question": {
        "kind": "choice",
        "ask": {
          "en": "int8 against int7:asym: which error is smaller?",
          "zh-CN": "int8 与 int7:asym，哪个误差更小？"
        },
        "before": { "b": "int8" },
        "options": [
          {
            "text": { "en": "int8", "zh-CN": "int8" },
            "when": "a.mse < b.mse"
          },
          {
            "text": { "en": "int7:asym", "zh-CN": "int7:asym" },
            "when": "b.mse < a.mse"
          },
          {
            "text": { "en": "They are equal", "zh-CN": "两者相等" },
            "when": "a.mse == b.mse"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "Equal to the last digit: MSE {a.mse} and {b.mse}, {a.codes_used|count} codes used by both. From 0 to the maximum both have 127 steps. The sign bit of symmetric int8 carries no information here.",
          "zh-CN":
            "分毫不差：MSE 分别是 {a.mse} 和 {b.mse}，用到的编码都是 {a.codes_used|count} 个。从 0 到最大值，两者都是 127 个步长。对称 int8 的符号位在这里不携带任何信息。"
        }
      },
      "claims": ["a.mse == b.mse", "a.codes_used == b.codes_used", "a.bits_per_value - b.bits_per_value > 0.99"]
    },
    {
      "text": {
        "en": "Here is a real activation: the output of a GELU in MiniLM, from {data.min} to {data.max}. A zero-point gains {b.sqnr_db - a.sqnr_db|db}. Yet B still reaches only {b.sqnr_db|db} and uses {b.codes_used|count} of {b.codes_total|count} codes: skew is not the only problem. The other one is a single huge value; the next lesson is about it.",
        "zh-CN":
          "来看真实数据：MiniLM 中一个 GELU 的输出，范围是 {data.min} 到 {data.max}。加上零点提高 {b.sqnr_db - a.sqnr_db|db}。但 B 也只有 {b.sqnr_db|db}，{b.codes_total|count} 个编码只用了 {b.codes_used|count} 个：问题不只在偏斜，还在一个特别大的数值，留待下一课。"
      },
      "state": { "data": "sample(minilm_act_l0_post_gelu)", "a": "int8", "b": "int8:asym", "view": "grid" },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 5",
        "b.sqnr_db - a.sqnr_db < 6.02",
        "b.codes_used < 0.25 * b.codes_total",
        "data.max > 100 * abs(data.min)",
        "data.max > 50 * data.sd"
      ]
    },
    {
      "text": {
        "en": "Weights are different. These weights of a query projection run from {data.min} to {data.max}, about equally far on both sides.",
        "zh-CN": "权重则是另一回事：这组 query 投影的权重范围是 {data.min} 到 {data.max}，两侧几乎一样远。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int8", "b": "int8:asym", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "What does a zero-point gain on them?", "zh-CN": "零点在这里能提高多少？" },
        "before": { "b": "int8" },
        "options": [
          {
            "text": { "en": "About one bit again", "zh-CN": "同样约 1 比特" },
            "when": "b.sqnr_db - a.sqnr_db > 5"
          },
          {
            "text": { "en": "A fraction of a dB", "zh-CN": "零点几 dB" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 0.5) < 0.5"
          },
          {
            "text": { "en": "It makes the result worse", "zh-CN": "反而变差" },
            "when": "b.sqnr_db < a.sqnr_db"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}. Asymmetry helps only as far as the range is lopsided. “Asymmetric first, in most cases” is advice for skewed activations, not for weights like these.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}。范围越偏向一侧，非对称的收益才越大。“多数情况首选非对称”适用于偏斜的激活，不适用于这样的权重。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db < 0.5", "b.bits_per_value > a.bits_per_value"]
    }
  ]
};
