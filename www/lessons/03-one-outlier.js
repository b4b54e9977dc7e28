export default {
  "id": "one-outlier",
  "title": {
    "en": "One outlier, everyone pays",
    "zh-CN": "一个离群值，人人受累"
  },
  "promise": {
    "en": "Recognize what a single outlier does to all other values, and why SQNR alone may hide it.",
    "zh-CN": "看出单个离群值如何拖累其余所有数值，以及为什么只看 SQNR 可能发现不了。"
  },
  "minutes": 9,
  "notes": {
    "en": "Before the first guess ask what the scale depends on; the answer “the largest magnitude only” is the lesson. Steps 3 and 4 surprise even practitioners: SQNR rises while nearly everything is lost. Go through the frames of step 4 slowly and read the MSE aloud, so that students do not rely on one number.",
    "zh-CN":
      "第一次猜测之前先问：缩放因子取决于什么？答案“只取决于最大绝对值”就是这一课的主旨。第 3、4 步连从业者也常感意外：几乎一切都丢了，SQNR 反而上升。第 4 步逐帧慢放，把 MSE 念出来，免得学生只看一个指标。"
  },
  "steps": [
    {
      "headline": {
        "en": "Seven outliers stretch the range, and every other value pays.",
        "zh-CN": "七个离群值拉长了范围，其余数值都要受累。"
      },
      "text": {
        "en": "The range now reaches from {data.min} to {data.max}, so the step of int8 is {grid.a_scale} for every value. Nothing is clipped, but only {a.codes_used|count} of the {a.codes_total|count} codes of A occur: most of the range is empty.",
        "zh-CN":
          "范围现在是 {data.min} 到 {data.max}，int8 的步长对所有数值都是 {grid.a_scale}。没有任何截断，但 A 的 {a.codes_total|count} 个编码只出现了 {a.codes_used|count} 个：大部分范围是空的。"
      },
      "state": {
        "data": "normal:seed=7:outliers=0.0001x20",
        "a": "int8",
        "b": "int6",
        "view": "grid"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "slider",
        "before": {
          "data": "normal:seed=7"
        },
        "setup": {
          "en": "{data.count|count} values of a normal distribution. The largest magnitude, {max(abs(data.min), abs(data.max))}, is about five standard deviations. It alone sets the scale: s = max|x|/127 = {grid.a_scale} for A, int8. A reaches {a.sqnr_db|db}; B, int6, {b.sqnr_db|db}.",
          "zh-CN":
            "正态分布的 {data.count|count} 个数值。最大绝对值 {max(abs(data.min), abs(data.max))} 约为五个标准差，缩放因子由它一个决定：A 是 int8，s = max|x|/127 = {grid.a_scale}。A 达到 {a.sqnr_db|db}；B 是 int6，{b.sqnr_db|db}。"
        },
        "ask": {
          "en": "Seven values are moved out to ±20 standard deviations; the others stay. What SQNR does A, int8, still reach?",
          "zh-CN": "把七个数值移到 ±20 个标准差处，其余不变。A（int8）的 SQNR 还剩多少？"
        },
        "answer": "a.sqnr_db",
        "unit": "dB",
        "range": [0, 45],
        "reveal": {
          "en": "{a.sqnr_db|db}: int8 is now about where int6 was before. A range four times as long means a step four times as coarse for every value: two bits are lost.",
          "zh-CN":
            "{a.sqnr_db|db}：int8 现在大约只相当于之前的 int6。范围变成四倍长，所有数值的步长也都变成四倍：损失 2 比特。"
        }
      },
      "claims": [
        "a.clipped == 0",
        "a.sqnr_db < 28",
        "abs(a.sqnr_db - 26.6) < 0.5",
        "a.codes_used < 60",
        "abs(data.max / 4.994 - 4) < 0.1"
      ]
    },
    {
      "headline": {
        "en": "Under int4, {b.zeroed|percent} of the values become zero.",
        "zh-CN": "int4 让 {b.zeroed|percent} 的数值归零。"
      },
      "text": {
        "en": "The {b.codes_total|count} levels of B have to reach the outliers, so its step is {grid.b_scale}. Most values are closer to zero than half of that. SQNR falls to {b.sqnr_db|db}.",
        "zh-CN":
          "B 的 {b.codes_total|count} 个量化级要一直铺到离群值，步长是 {grid.b_scale}。多数数值离零不到半个步长。SQNR 降到 {b.sqnr_db|db}。"
      },
      "state": {
        "data": "normal:seed=7:outliers=0.0001x20",
        "a": "int8",
        "b": "int4",
        "view": "grid"
      },
      "controls": ["b.bits"],
      "question": {
        "kind": "place",
        "before": {
          "b": "int8"
        },
        "setup": {
          "en": "The same data, outliers at ±20. A and B are both int8, with a step of {grid.b_scale}.",
          "zh-CN": "同样的数据，离群值在 ±20。A 和 B 都是 int8，步长 {grid.b_scale}。"
        },
        "ask": {
          "en": "B becomes int4: its codes run from −7 to 7, and 7 still has to reach 20. Shade the values that B turns into zero.",
          "zh-CN": "B 换成 int4：编码从 −7 到 7，编码 7 仍要够到 20。请涂出在 B 中会归零的数值。"
        },
        "answers": ["-grid.b_scale / 2", "grid.b_scale / 2"],
        "reveal": {
          "en": "Half a step on either side of zero, from {-grid.b_scale / 2} to {grid.b_scale / 2}. {b.zeroed|percent} of the values lie there.",
          "zh-CN":
            "零的两侧各半个步长，从 {-grid.b_scale / 2} 到 {grid.b_scale / 2}。{b.zeroed|percent} 的数值都在这里面。"
        }
      },
      "claims": ["b.zeroed > 0.8", "b.sqnr_db < 3", "abs(grid.b_scale - 20 / 7) < 0.0001", "a.zeroed < 0.1"]
    },
    {
      "headline": {
        "en": "int4 zeroes {b.zeroed|percent} of the values, yet its SQNR is {b.sqnr_db|db}.",
        "zh-CN": "int4 让 {b.zeroed|percent} 的数值归零，SQNR 却有 {b.sqnr_db|db}。"
      },
      "text": {
        "en": "The outliers lie at ±{data.max|count}, so one step of int4 is {grid.b_scale}. Every value but the seven outliers gets code 0.",
        "zh-CN": "离群值在 ±{data.max|count}，int4 的一个步长是 {grid.b_scale}。除了七个离群值，所有数值都得到编码 0。"
      },
      "state": {
        "data": "normal:seed=7:outliers=0.0001x200",
        "a": "int8",
        "b": "int4",
        "view": "grid"
      },
      "question": {
        "kind": "choice",
        "before": {
          "data": "normal:seed=7:outliers=0.0001x20"
        },
        "setup": {
          "en": "The outliers lie at ±{data.max|count}. int4, B, reaches {b.sqnr_db|db} and turns {b.zeroed|percent} of the values into zero.",
          "zh-CN": "离群值在 ±{data.max|count}。B 是 int4，只有 {b.sqnr_db|db}，{b.zeroed|percent} 的数值归零。"
        },
        "ask": {
          "en": "The outliers move ten times further out, to ±200. The SQNR of int4 is then …",
          "zh-CN": "离群值再远十倍，到 ±200。这时 int4 的 SQNR……"
        },
        "options": [
          {
            "text": {
              "en": "about the same",
              "zh-CN": "差不多"
            },
            "when": "abs(b.sqnr_db - 2.3) < 1"
          },
          {
            "text": {
              "en": "negative",
              "zh-CN": "变成负的"
            },
            "when": "b.sqnr_db < 0"
          },
          {
            "text": {
              "en": "clearly higher",
              "zh-CN": "明显更高"
            },
            "when": "b.sqnr_db > 5"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "{b.sqnr_db|db}. The outliers now hold most of the signal’s power, and they are kept well. With outliers, SQNR alone looks too good: look also at the MSE ({b.mse}) and at the share of zeroed values.",
          "zh-CN":
            "{b.sqnr_db|db}。信号功率如今大半来自离群值，而它们保留得很好。对带离群值的数据，单看 SQNR 会过于乐观；还要看 MSE（{b.mse}）和归零比例。"
        }
      },
      "claims": ["b.zeroed > 0.999", "b.sqnr_db > 7", "b.mse > 0.99", "a.sqnr_db < 15", "b.codes_used == 3"]
    },
    {
      "headline": {
        "en": "As outliers move out, the SQNR of int4 falls, then rises although nothing is saved.",
        "zh-CN": "离群值外移，int4 的 SQNR 先降后升，却什么也没有挽回。"
      },
      "text": {
        "en": "Move the outliers out, frame by frame. At first the step of int4 grows and with it the MSE, so SQNR falls. Once all other values are zero, the MSE stays near their power, which is about 1. The power of the outliers goes on growing, so SQNR rises again.",
        "zh-CN":
          "逐帧把离群值往外移。起初 int4 的步长变大，MSE 随之上升，SQNR 下降。等到其余数值全部归零，MSE 就停在它们的功率附近，约为 1；而离群值的功率还在增长，SQNR 于是又回升。"
      },
      "state": {
        "data": "normal:seed=7:outliers=0.0001x5",
        "a": "int8",
        "b": "int4",
        "view": "grid"
      },
      "walk": {
        "frames": [
          {
            "data": "normal:seed=7:outliers=0.0001x5"
          },
          {
            "data": "normal:seed=7:outliers=0.0001x10"
          },
          {
            "data": "normal:seed=7:outliers=0.0001x20"
          },
          {
            "data": "normal:seed=7:outliers=0.0001x40"
          },
          {
            "data": "normal:seed=7:outliers=0.0001x80"
          },
          {
            "data": "normal:seed=7:outliers=0.0001x160"
          }
        ],
        "text": {
          "en": "Outliers at ±{data.max|count}: int4 zeroes {b.zeroed|percent} of the values. Its MSE is {b.mse}, its SQNR {b.sqnr_db|db}. int8 reaches {a.sqnr_db|db}.",
          "zh-CN":
            "离群值在 ±{data.max|count}：int4 让 {b.zeroed|percent} 的数值归零，MSE 为 {b.mse}，SQNR 为 {b.sqnr_db|db}。int8 为 {a.sqnr_db|db}。"
        }
      },
      "claims": ["b.sqnr_db > 13", "a.sqnr_db > 38", "b.zeroed < 0.3"]
    },
    {
      "headline": {
        "en": "In a real matrix, one large weight leaves int4 with {b.codes_used|count} codes.",
        "zh-CN": "真实矩阵里，一个大权重让 int4 只剩 {b.codes_used|count} 个编码。"
      },
      "text": {
        "en": "Of {data.count|count} weights int8 turns {a.zeroed|percent} into zero and uses {a.codes_used|count} codes; some signal is left, {a.sqnr_db|db}. int4 keeps the outlier and nothing else: {b.sqnr_db|db}.",
        "zh-CN":
          "{data.count|count} 个权重中，int8 有 {a.zeroed|percent} 归零，用到 {a.codes_used|count} 个编码，还留有一些信号：{a.sqnr_db|db}。int4 除了那个离群值什么也没留下：{b.sqnr_db|db}。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_down_weight)",
        "a": "int8",
        "b": "int4",
        "view": "codes"
      },
      "controls": ["b.bits"],
      "question": {
        "kind": "codes",
        "scheme": "b",
        "before": {
          "b": "int8"
        },
        "setup": {
          "en": "A matrix of MiniLM: one weight is {data.max}, the standard deviation is {data.sd}. A and B are int8 with one scale for the whole matrix; {a.codes_used|count} of {a.codes_total|count} codes occur.",
          "zh-CN":
            "MiniLM 的一个矩阵：有一个权重是 {data.max}，而标准差只有 {data.sd}。A 和 B 都是 int8，整个矩阵共用一个缩放因子；{a.codes_total|count} 个编码只出现了 {a.codes_used|count} 个。"
        },
        "ask": {
          "en": "B becomes int4, with codes −7 to 7. Which of them occur?",
          "zh-CN": "B 换成 int4，编码从 −7 到 7。其中哪些会出现？"
        },
        "reveal": {
          "en": "Two: 7 for the outlier, 0 for all other weights. Half a step is {grid.b_scale / 2}, and no other weight reaches that.",
          "zh-CN": "两个：离群值得到 7，其余权重全是 0。半个步长是 {grid.b_scale / 2}，其他权重的绝对值都达不到。"
        }
      },
      "claims": [
        "data.max > 100 * data.sd",
        "a.codes_used < 15",
        "a.zeroed > 0.5",
        "a.sqnr_db > 9",
        "b.codes_used == 2",
        "b.zeroed > 0.9999",
        "abs(data.min) < grid.b_scale / 2"
      ]
    },
    {
      "headline": {
        "en": "Clipping the outlier costs more than it saves: {b.sqnr_db|db} against {a.sqnr_db|db}.",
        "zh-CN": "截断离群值得不偿失：{b.sqnr_db|db} 对 {a.sqnr_db|db}。"
      },
      "text": {
        "en": "A keeps the outlier: its step is {grid.a_scale}. B gives it up: its range ends at ±{grid.b_beta}, its step is {grid.b_scale|short}. All bars below the axis share one scale: the squared error of B is a single hatched bar.",
        "zh-CN":
          "A 保留离群值，步长 {grid.a_scale}。B 舍弃它，范围只到 ±{grid.b_beta}，步长 {grid.b_scale|short}。两幅图轴线下方的刻度相同：B 的平方误差集中在一根斜线条上。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_down_weight)",
        "a": "int8:asym",
        "b": "int8:p99.9",
        "view": "errors"
      },
      "controls": ["b.percentile"],
      "question": {
        "kind": "choice",
        "before": {
          "a": "int8",
          "b": "int8"
        },
        "setup": {
          "en": "A and B are both symmetric int8 and reach {a.sqnr_db|db}. The outlier lies on the right side only.",
          "zh-CN": "A 和 B 都是对称 int8，SQNR 为 {a.sqnr_db|db}。离群值只在右侧。"
        },
        "ask": {
          "en": "A gets a zero-point, which halves its step. B follows the usual advice for outliers and clips at the 99.9th percentile. Which has the better SQNR?",
          "zh-CN": "A 加上零点，步长减半。B 按对付离群值的常见建议，在第 99.9 百分位数处截断。哪一个的 SQNR 更好？"
        },
        "options": [
          {
            "text": {
              "en": "A, the zero-point",
              "zh-CN": "A，零点"
            },
            "when": "a.sqnr_db > b.sqnr_db"
          },
          {
            "text": {
              "en": "B, clipping",
              "zh-CN": "B，截断"
            },
            "when": "b.sqnr_db > a.sqnr_db"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "A: {a.sqnr_db|db} against {b.sqnr_db|db}. Clipping makes the rounding error negligible ({b.rounding_sse}), but it costs {b.clipping_sse}, nearly all at one weight. By SQNR that is worse than doing nothing. Lesson 6 returns to clipping.",
          "zh-CN":
            "A：{a.sqnr_db|db} 对 {b.sqnr_db|db}。截断把舍入误差压到可以忽略（{b.rounding_sse}），代价 {b.clipping_sse} 却几乎全落在一个权重上。按 SQNR，还不如什么都不做。第 6 课再谈截断。"
        }
      },
      "claims": [
        "a.sqnr_db - b.sqnr_db > 8",
        "b.clipping_sse > 1000 * b.rounding_sse",
        "b.sqnr_db < 6",
        "a.sqnr_db > 14"
      ]
    },
    {
      "headline": {
        "en": "With one scale per row, only the row of the outlier suffers.",
        "zh-CN": "每行一个缩放因子，受累的只有离群值所在的那一行。"
      },
      "text": {
        "en": "The more a cell stands out, the larger its error. In A every value pays for the outlier; in B only its row does. SQNR rises from {a.sqnr_db|db} to {b.sqnr_db|db}, for {b.bits_per_value - a.bits_per_value|short} more bits per value.",
        "zh-CN":
          "格子越醒目，误差越大。A 中所有数值都受离群值拖累；B 中只有它所在的一行。SQNR 从 {a.sqnr_db|db} 升到 {b.sqnr_db|db}，每值只多用 {b.bits_per_value - a.bits_per_value|short} 比特。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_down_weight)",
        "a": "int8",
        "b": "int8:row",
        "view": "blocks"
      },
      "controls": ["b.granularity"],
      "claims": ["b.sqnr_db - a.sqnr_db > 20", "b.bits_per_value - a.bits_per_value < 0.1", "b.zeroed < 0.03"]
    }
  ]
};
