export default {
  "id": "half-the-codes",
  "title": {
    "en": "Half the codes unused",
    "zh-CN": "一半的编码闲着"
  },
  "promise": {
    "en": "See why a symmetric grid wastes one bit on one-sided data, and what a zero-point gains.",
    "zh-CN": "看清对称量化为什么在单侧数据上白费 1 比特，以及零点能挽回多少。"
  },
  "minutes": 7,
  "notes": {
    "en": "Let everyone write down a number before each reveal. The strongest moment is step 4: int7 with a zero-point gives the very same numbers as symmetric int8. Step 6 keeps the class from concluding that asymmetric is always better.",
    "zh-CN":
      "每次揭晓之前让每个人写下自己的猜测。最有说服力的是第 4 步：带零点的 int7 与对称 int8 的数值完全一样。第 6 步提醒学生不要得出“非对称总是更好”的结论。"
  },
  "steps": [
    {
      "headline": {
        "en": "After a ReLU, a symmetric grid never uses its negative codes.",
        "zh-CN": "经过 ReLU，对称量化的负编码全部闲置。"
      },
      "text": {
        "en": "After the ReLU no value is negative: the smallest is {data.min}, the largest {data.max}. Symmetric int4, A, still spreads its {a.codes_total|count} levels evenly on both sides of zero. B has the same number of bits and a zero-point.",
        "zh-CN":
          "经过 ReLU 没有负值：最小值是 {data.min}，最大值是 {data.max}。A 是对称 int4，仍把 {a.codes_total|count} 个量化级均匀铺在零的两侧。B 的比特数相同，但带零点。"
      },
      "state": {
        "data": "relu:mean=-0.5",
        "a": "int4",
        "b": "int4:asym",
        "view": "codes"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "codes",
        "scheme": "a",
        "before": {
          "data": "normal:mean=-0.5",
          "b": "int4"
        },
        "setup": {
          "en": "Activations before a ReLU, from {data.min} to {data.max}. A and B are symmetric int4; {a.codes_used|count} of their {a.codes_total|count} codes occur.",
          "zh-CN":
            "ReLU 之前的激活，范围 {data.min} 到 {data.max}。A 和 B 都是对称 int4，{a.codes_total|count} 个编码中出现了 {a.codes_used|count} 个。"
        },
        "ask": {
          "en": "A ReLU now makes every negative value 0; the scale is computed again, and B gets a zero-point. Which codes of A, −7 to 7, occur then?",
          "zh-CN": "现在 ReLU 把负值都变成 0，缩放因子重新确定，B 还加上零点。这时 A 的编码 −7 到 7 中会出现哪些？"
        },
        "reveal": {
          "en": "{a.codes_used|count} of {a.codes_total|count}: 0 to 7. Every negative code is unused. B uses {b.codes_used|count} of its {b.codes_total|count}.",
          "zh-CN":
            "{a.codes_total|count} 个中的 {a.codes_used|count} 个：0 到 7，负编码全部闲置。B 的 {b.codes_total|count} 个编码用到了 {b.codes_used|count} 个。"
        }
      },
      "claims": ["data.min == 0", "a.codes_used == 8", "b.codes_used == b.codes_total"]
    },
    {
      "headline": {
        "en": "An asymmetric grid covers only the data, so its step is less than half as large.",
        "zh-CN": "非对称量化只覆盖数据的范围，步长不到对称的一半。"
      },
      "text": {
        "en": "B covers the range of the data and nothing else: s = (β − α)/(2^b − 1) = {(data.max - data.min) / 15} instead of {data.max / 7}. Its codes run from 0 to 15. The zero-point z = round(−α/s), marked ◆, is the code that decodes to 0.0. Here α = 0, so z = 0.",
        "zh-CN":
          "B 只覆盖数据占据的范围：s = (β − α)/(2^b − 1) = {(data.max - data.min) / 15}，而不是 {data.max / 7}。编码从 0 到 15。零点 z = round(−α/s) 是解码为 0.0 的编码，用 ◆ 标出；这里 α = 0，所以 z = 0。"
      },
      "state": {
        "data": "relu:mean=-0.5",
        "a": "int4",
        "b": "int4:asym",
        "view": "grid"
      },
      "controls": ["b.symmetry"],
      "claims": [
        "data.max / 7 > 2 * (data.max - data.min) / 15",
        "b.max_abs_error < 0.5 * a.max_abs_error",
        "b.error_at_zero == 0",
        "grid.b_zero == 0"
      ]
    },
    {
      "headline": {
        "en": "With 8 bits, the zero-point gains {b.sqnr_db - a.sqnr_db|db}: one bit.",
        "zh-CN": "8 比特时，零点提高 {b.sqnr_db - a.sqnr_db|db}，相当于 1 比特。"
      },
      "text": {
        "en": "The step of B is about half that of A, {grid.b_scale} against {grid.a_scale}, and so is its typical error: the RMSE is {b.rmse} against {a.rmse}.",
        "zh-CN":
          "B 的步长约为 A 的一半，{grid.b_scale} 对 {grid.a_scale}；典型误差也是一半，RMSE 为 {b.rmse} 对 {a.rmse}。"
      },
      "state": {
        "data": "relu:mean=-0.5",
        "a": "int8",
        "b": "int8:asym",
        "view": "errors"
      },
      "controls": ["b.symmetry"],
      "question": {
        "kind": "slider",
        "before": {
          "b": "int8"
        },
        "setup": {
          "en": "The same activations with 8 bits. A and B are both symmetric; their step is {grid.a_scale}.",
          "zh-CN": "同样的激活，改用 8 比特。A 和 B 都是对称量化，步长 {grid.a_scale}。"
        },
        "ask": {
          "en": "B gets a zero-point. How much does its SQNR rise?",
          "zh-CN": "给 B 加上零点，SQNR 提高多少？"
        },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 15],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}. Theory: 20·log₁₀(255/127) = {20 * log10(255 / 127)|db}. That is one bit.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}。理论值是 20·log₁₀(255/127) = {20 * log10(255 / 127)|db}，相当于 1 比特。"
        }
      },
      "claims": ["abs(b.sqnr_db - a.sqnr_db - 20 * log10(255 / 127)) < 0.1", "abs(a.rmse / b.rmse - 2) < 0.05"]
    },
    {
      "headline": {
        "en": "Seven bits with a zero-point equal eight bits without.",
        "zh-CN": "带零点的 7 比特等于不带零点的 8 比特。"
      },
      "text": {
        "en": "B has half as many codes as A, yet both use {b.codes_used|count}. The picture of B is the right half of the picture of A: the same levels with the same values.",
        "zh-CN":
          "B 的编码只有 A 的一半，两者用到的却都是 {b.codes_used|count} 个。B 的图就是 A 的右半边：量化级相同，落在其中的数值也相同。"
      },
      "state": {
        "data": "relu:mean=-0.5",
        "a": "int8",
        "b": "int7:asym",
        "view": "codes"
      },
      "controls": ["b.bits"],
      "question": {
        "kind": "choice",
        "before": {
          "b": "int8"
        },
        "setup": {
          "en": "A and B are both symmetric int8. The hatched codes are unused.",
          "zh-CN": "A 和 B 都是对称 int8。斜线部分的编码没有用到。"
        },
        "ask": {
          "en": "B becomes int7 with a zero-point: one bit fewer. Which error is smaller?",
          "zh-CN": "B 换成带零点的 int7，少 1 比特。哪一个误差更小？"
        },
        "options": [
          {
            "text": {
              "en": "A: int8",
              "zh-CN": "A：int8"
            },
            "when": "a.mse < b.mse"
          },
          {
            "text": {
              "en": "B: int7 with a zero-point",
              "zh-CN": "B：带零点的 int7"
            },
            "when": "b.mse < a.mse"
          },
          {
            "text": {
              "en": "They are equal",
              "zh-CN": "两者相等"
            },
            "when": "a.mse == b.mse"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "Equal to the last digit: the MSE is {a.mse} and {b.mse}. From 0 to the maximum both have 127 steps. The sign bit of symmetric int8 carries no information here.",
          "zh-CN":
            "分毫不差：MSE 分别是 {a.mse} 和 {b.mse}。从 0 到最大值，两者都是 127 个步长。对称 int8 的符号位在这里不携带任何信息。"
        }
      },
      "claims": ["a.mse == b.mse", "a.codes_used == b.codes_used", "a.bits_per_value - b.bits_per_value > 0.99"]
    },
    {
      "headline": {
        "en": "A real activation: the zero-point gains {b.sqnr_db - a.sqnr_db|db}, but one value remains a problem.",
        "zh-CN": "真实的激活：零点提高 {b.sqnr_db - a.sqnr_db|db}，但还有一个数值是问题。"
      },
      "text": {
        "en": "The output of a GELU in MiniLM, from {data.min} to {data.max}. B reaches {b.sqnr_db|db} and uses {b.codes_used|count} of {b.codes_total|count} codes. Skew was not the only problem: a single value, far to the right, stretches the range. The next lesson is about it.",
        "zh-CN":
          "MiniLM 中一个 GELU 的输出，范围 {data.min} 到 {data.max}。B 达到 {b.sqnr_db|db}，{b.codes_total|count} 个编码只用了 {b.codes_used|count} 个。问题不只在偏斜：最右边的单个数值把范围拉长了。下一课就讲它。"
      },
      "state": {
        "data": "sample(minilm_act_l0_post_gelu)",
        "a": "int8",
        "b": "int8:asym",
        "view": "grid"
      },
      "controls": ["b.symmetry"],
      "claims": [
        "b.sqnr_db - a.sqnr_db > 5",
        "b.sqnr_db - a.sqnr_db < 6.02",
        "b.codes_used < 0.25 * b.codes_total",
        "data.max > 100 * abs(data.min)",
        "data.max > 50 * data.sd"
      ]
    },
    {
      "headline": {
        "en": "On weights, which lie on both sides of zero, the zero-point gains {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "权重分布在零的两侧，零点只提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "The weights of a query projection run from {data.min} to {data.max}, about equally far on both sides. The two pictures are almost the same: there is hardly any unused range to save.",
        "zh-CN":
          "这组 query 投影的权重范围是 {data.min} 到 {data.max}，两侧几乎一样远。两幅图几乎相同：没有多少闲置的范围可省。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int8",
        "b": "int8:asym",
        "view": "errors"
      },
      "controls": ["b.symmetry"],
      "question": {
        "kind": "choice",
        "before": {
          "b": "int8"
        },
        "setup": {
          "en": "Weights of a query projection, from {data.min} to {data.max}. A and B are both symmetric int8.",
          "zh-CN": "一组 query 投影的权重，范围 {data.min} 到 {data.max}。A 和 B 都是对称 int8。"
        },
        "ask": {
          "en": "B gets a zero-point. What does it gain on these weights?",
          "zh-CN": "给 B 加上零点，在这组权重上能提高多少？"
        },
        "options": [
          {
            "text": {
              "en": "About one bit again",
              "zh-CN": "同样约 1 比特"
            },
            "when": "b.sqnr_db - a.sqnr_db > 5"
          },
          {
            "text": {
              "en": "A fraction of a dB",
              "zh-CN": "零点几 dB"
            },
            "when": "abs(b.sqnr_db - a.sqnr_db - 0.5) < 0.5"
          },
          {
            "text": {
              "en": "It makes the result worse",
              "zh-CN": "反而变差"
            },
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
