export default {
  "id": "exact-zero",
  "title": {
    "en": "Is zero exact?",
    "zh-CN": "零精确吗？"
  },
  "promise": {
    "en": "Know which schemes decode 0.0 to exactly 0.0, and when that matters.",
    "zh-CN": "知道哪些方案能把 0.0 精确解码为 0.0，以及什么时候这很要紧。"
  },
  "minutes": 8,
  "notes": {
    "en": "Texts often say that symmetric scales represent zero badly. Let the class vote on it first, then test it. The correct statement is narrower: a scheme with an integer zero-point inside its range has an exact zero, and a symmetric scheme always has one.",
    "zh-CN":
      "不少资料说对称量化“无法精确表示零”。先让学生投票，再来检验。正确的说法要窄得多：零点是整数、并且落在编码的范围之内，零就精确；而对称量化永远满足这一点。"
  },
  "steps": [
    {
      "headline": {
        "en": "Zero is exact in both: each grid has a level at 0.0.",
        "zh-CN": "两者的零都精确：0.0 处都有一个量化级。"
      },
      "text": {
        "en": "The mark ◆ is the place of 0.0. In both pictures a level stands there: code {grid.a_zero|count} in A, code {grid.b_zero|count} in B.",
        "zh-CN":
          "◆ 标出 0.0 的位置。两幅图里那里都有一个量化级：A 是编码 {grid.a_zero|count}，B 是编码 {grid.b_zero|count}。"
      },
      "state": {
        "data": "values(-1,-0.3,0,0.5,1.5)",
        "a": "int4",
        "b": "int4:asym",
        "view": "grid"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "choice",
        "before": {
          "view": "codes"
        },
        "setup": {
          "en": "Five values, 0.0 among them. A is symmetric and stores 0.0 as code {grid.a_zero|count}. B has a zero-point and stores it as code {grid.b_zero|count}.",
          "zh-CN":
            "五个数值，其中有 0.0。A 是对称的，把 0.0 存成编码 {grid.a_zero|count}；B 带零点，把它存成编码 {grid.b_zero|count}。"
        },
        "ask": {
          "en": "You often read that symmetric quantization cannot represent zero exactly and that a zero-point mends this. Where does 0.0 decode to exactly 0.0?",
          "zh-CN": "常有人写道：对称量化不能精确表示零，零点正是为此而设。在哪一个里，0.0 解码后恰好是 0.0？"
        },
        "options": [
          {
            "text": {
              "en": "Only in A",
              "zh-CN": "只有 A"
            },
            "when": "a.error_at_zero < b.error_at_zero"
          },
          {
            "text": {
              "en": "Only in B",
              "zh-CN": "只有 B"
            },
            "when": "a.error_at_zero > b.error_at_zero"
          },
          {
            "text": {
              "en": "In both",
              "zh-CN": "两个都是"
            },
            "when": "a.error_at_zero == b.error_at_zero"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "In both; the error at zero is {a.error_at_zero} and {b.error_at_zero}. Symmetric: code 0 decodes to 0·s = 0, always. Asymmetric: code z decodes to (z − z)·s = 0, because z is an integer and therefore a code.",
          "zh-CN":
            "两个都是，零处的误差分别为 {a.error_at_zero} 和 {b.error_at_zero}。对称：编码 0 解码为 0·s = 0，永远如此。非对称：编码 z 解码为 (z − z)·s = 0，因为 z 是整数，本身就是一个编码。"
        }
      },
      "claims": ["a.error_at_zero == 0", "b.error_at_zero == 0"]
    },
    {
      "headline": {
        "en": "A real zero-point fits the range, but then 0.0 falls between two levels.",
        "zh-CN": "实数零点与范围完全吻合，但 0.0 落到两个量化级之间。"
      },
      "text": {
        "en": "In A the grid is shifted so that a level stands at ◆. In B it is not: the levels run exactly from {data.min} to {data.max}, and ◆ stands between two of them.",
        "zh-CN":
          "A 的网格作了平移，让一个量化级落在 ◆ 上。B 没有平移：量化级正好从 {data.min} 铺到 {data.max}，◆ 落在两级之间。"
      },
      "state": {
        "data": "values(-0.88,-0.3,0,0.5,1.5)",
        "a": "int4:asym",
        "b": "int4:asym:zfloat",
        "view": "grid"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "choice",
        "before": {
          "b": "int4:asym"
        },
        "setup": {
          "en": "An integer z has a price. Here −α/s is {-data.min / grid.a_scale}, rounded to z = {grid.a_zero|count}. So the whole grid of A and of B is shifted by {grid.a_zero + data.min / grid.a_scale|short} of a step, and its ends miss the smallest and the largest value.",
          "zh-CN":
            "整数 z 也有代价。这里 −α/s 是 {-data.min / grid.a_scale}，取整为 z = {grid.a_zero|count}。因此 A 和 B 的整个网格都平移了 {grid.a_zero + data.min / grid.a_scale|short} 个步长，两端与最小值、最大值都对不齐。"
        },
        "ask": {
          "en": "B now keeps z as a real number (zfloat), and its levels begin exactly at the smallest value. What does 0.0 decode to under B?",
          "zh-CN": "现在 B 保留实数零点（zfloat），量化级正好从最小值开始。在 B 中 0.0 解码为什么？"
        },
        "options": [
          {
            "text": {
              "en": "0.0",
              "zh-CN": "0.0"
            },
            "when": "b.error_at_zero == 0"
          },
          {
            "text": {
              "en": "The nearest level, which is not 0",
              "zh-CN": "最近的量化级，但不是 0"
            },
            "when": "b.error_at_zero > 0"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "To a level {b.error_at_zero} away. In B, z is −α/s unrounded. It is no whole number, so no code decodes to 0.0. In return the smallest and the largest value are exact.",
          "zh-CN":
            "解码到离零 {b.error_at_zero} 的一个量化级。B 的 z 就是未取整的 −α/s，它不是整数，没有哪个编码解码为 0.0。换来的是最小值和最大值都精确。"
        }
      },
      "claims": [
        "a.error_at_zero == 0",
        "b.error_at_zero > 0.05",
        "abs(grid.a_zero - grid.b_zero) > 0.4",
        "b.zeroed == 0"
      ]
    },
    {
      "headline": {
        "en": "Where most values are near zero, an exact zero is worth {a.sqnr_db - b.sqnr_db|db}.",
        "zh-CN": "多数数值接近零时，零精确可使 SQNR 提高 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "Look at the histograms of the errors. Under B the values near zero all decode to {grid.b_alpha}, the lowest level, so nearly all errors have the same sign. Under A these values decode to 0.",
        "zh-CN":
          "看误差的直方图。在 B 中，接近零的数值全都解码为最低的量化级 {grid.b_alpha}，误差几乎都是同一个符号。在 A 中，它们解码为 0。"
      },
      "state": {
        "data": "sample(minilm_act_l0_post_gelu)",
        "a": "int4:asym",
        "b": "int4:asym:zfloat",
        "view": "errors"
      },
      "question": {
        "kind": "choice",
        "before": {
          "view": "grid"
        },
        "setup": {
          "en": "After this GELU most values lie so near zero that int4 gives nearly all of them one code. In A, z is an integer, and a level stands at zero. In B, z is real, and the lowest level is the smallest value, {data.min}.",
          "zh-CN":
            "经过这个 GELU，多数数值离零极近，int4 几乎把它们全编成同一个编码。A 用整数 z，零处有量化级。B 用实数 z，最低的量化级就是最小值 {data.min}。"
        },
        "ask": {
          "en": "Which has the better SQNR?",
          "zh-CN": "哪一个的 SQNR 更好？"
        },
        "options": [
          {
            "text": {
              "en": "A: zero is a level",
              "zh-CN": "A：零处有一个量化级"
            },
            "when": "a.sqnr_db - b.sqnr_db > 0.5"
          },
          {
            "text": {
              "en": "B: the grid fits the range",
              "zh-CN": "B：网格与范围完全吻合"
            },
            "when": "b.sqnr_db - a.sqnr_db > 0.5"
          },
          {
            "text": {
              "en": "Hardly a difference",
              "zh-CN": "几乎没有差别"
            },
            "when": "abs(b.sqnr_db - a.sqnr_db) <= 0.5"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "A, by {a.sqnr_db - b.sqnr_db|db}. The mean error, the bias, is {b.bias} in B and {a.bias} in A. In a sum of a thousand products such a bias adds up instead of canceling.",
          "zh-CN":
            "A，高出 {a.sqnr_db - b.sqnr_db|db}。平均误差，即偏差，B 是 {b.bias}，A 是 {a.bias}。上千个乘积相加时，这种偏差只会累积，不会抵消。"
        }
      },
      "claims": [
        "a.zeroed > 0.95",
        "a.sqnr_db - b.sqnr_db > 1.5",
        "abs(b.bias) > 4 * abs(a.bias)",
        "b.error_at_zero > 0",
        "abs(b.error_at_zero - abs(data.min)) < 0.0001"
      ]
    },
    {
      "headline": {
        "en": "Far from zero, an exact zero leaves codes unused and costs {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "数据远离零时，为了零精确会闲置一些编码，代价 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "With an integer z the range must contain 0, so A covers 0 to {data.max}. The hatched codes stand for values between 0 and {data.min}, where there are none. B covers only the data.",
        "zh-CN":
          "整数 z 要求范围包含 0，所以 A 覆盖 0 到 {data.max}。斜线部分的编码对应 0 到 {data.min}，那里没有数值。B 只覆盖数据的范围。"
      },
      "state": {
        "data": "normal:mean=10",
        "a": "int4:asym",
        "b": "int4:asym:zfloat",
        "view": "codes"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "codes",
        "scheme": "a",
        "before": {
          "a": "int4:asym:zfloat"
        },
        "setup": {
          "en": "These values never come near zero: they run from {data.min} to {data.max}. A and B have a real z, so they cover just this range and use all {a.codes_used|count} codes.",
          "zh-CN":
            "这些数值离零很远，范围 {data.min} 到 {data.max}。A 和 B 都用实数 z，只覆盖这一段，{a.codes_used|count} 个编码全部用到。"
        },
        "ask": {
          "en": "A gets an integer z. For that its range is widened to contain 0: codes 0 to 15 now cover 0 to {data.max}. Which of them occur?",
          "zh-CN": "A 改用整数 z，范围因此扩展到包含 0：编码 0 到 15 现在覆盖 0 到 {data.max}。其中哪些会出现？"
        },
        "reveal": {
          "en": "{a.codes_used|count} of {a.codes_total|count}, from 6 up; B gains {b.sqnr_db - a.sqnr_db|db}. The price: under B, 0.0 decodes to a level {b.error_at_zero} away. That is fine as long as nothing pads or masks this tensor with zeros.",
          "zh-CN":
            "{a.codes_total|count} 个中的 {a.codes_used|count} 个，从 6 开始；B 高出 {b.sqnr_db - a.sqnr_db|db}。B 的代价是 0.0 解码后偏离 {b.error_at_zero}。只要没有谁用零去填充或掩蔽这个张量，就无妨。"
        }
      },
      "claims": [
        "a.codes_used == 10",
        "b.codes_used == 16",
        "b.sqnr_db - a.sqnr_db > 4",
        "b.error_at_zero > 1",
        "data.min / grid.a_scale > 5.5"
      ]
    },
    {
      "headline": {
        "en": "Where the range begins at zero, integer and real z are the same.",
        "zh-CN": "范围从零开始时，整数 z 与实数 z 没有区别。"
      },
      "text": {
        "en": "The output of a ReLU6 begins exactly at {data.min}. Both grids have their lowest level there, and the two pictures are the same.",
        "zh-CN": "ReLU6 的输出恰好从 {data.min} 开始。两个网格最低的量化级都在那里，两幅图完全一样。"
      },
      "state": {
        "data": "sample(effnet_act_b6_relu6)",
        "a": "int4:asym",
        "b": "int4:asym:zfloat",
        "view": "grid"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "choice",
        "before": {
          "b": "int4"
        },
        "setup": {
          "en": "The output of a ReLU6, from {data.min} to {data.max}. A has an integer z. B is symmetric int4.",
          "zh-CN": "ReLU6 的输出，范围 {data.min} 到 {data.max}。A 用整数 z，B 是对称 int4。"
        },
        "ask": {
          "en": "B becomes asymmetric, with a real z. Which of the two has the smaller error?",
          "zh-CN": "B 换成非对称，用实数 z。两者中哪一个的误差更小？"
        },
        "options": [
          {
            "text": {
              "en": "A: integer z",
              "zh-CN": "A：整数 z"
            },
            "when": "a.mse < b.mse"
          },
          {
            "text": {
              "en": "B: real z",
              "zh-CN": "B：实数 z"
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
          "en": "Equal, MSE {b.mse}: with α = 0, z = −α/s is 0 in either case. What matters is where zero lies in the range, not how z is stored.",
          "zh-CN":
            "相等，MSE 都是 {b.mse}：α = 0 时，z = −α/s 怎么取都是 0。关键在于零落在范围的什么位置，而不在于 z 怎么存。"
        }
      },
      "claims": ["a.mse == b.mse", "b.error_at_zero == 0", "data.min == 0"]
    },
    {
      "headline": {
        "en": "What a zero-point gains is range, not an exact zero.",
        "zh-CN": "零点的好处是节省范围，而不是让零精确。"
      },
      "text": {
        "en": "So the claim of step 1 is wrong: a zero-point is not needed for an exact zero. Symmetric and asymmetric int8 both keep zero exactly on these activations (errors {a.error_at_zero} and {b.error_at_zero}). Asymmetric is better by {b.sqnr_db - a.sqnr_db|db}, because it does not waste half of its codes.",
        "zh-CN":
          "所以第 1 步里的说法不成立：不用零点，零也精确。在这组激活上，对称与非对称 int8 的零都精确（误差 {a.error_at_zero} 和 {b.error_at_zero}）。非对称高出 {b.sqnr_db - a.sqnr_db|db}，是因为没有浪费一半的编码。"
      },
      "state": {
        "data": "sample(effnet_act_b6_relu6)",
        "a": "int8",
        "b": "int8:asym",
        "view": "grid"
      },
      "controls": ["b.symmetry"],
      "claims": [
        "a.error_at_zero == 0",
        "b.error_at_zero == 0",
        "b.sqnr_db - a.sqnr_db > 5.5",
        "b.codes_used > 1.7 * a.codes_used"
      ]
    }
  ]
};
