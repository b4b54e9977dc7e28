export default {
  "id": "clipping",
  "title": { "en": "Clipping", "zh-CN": "截断" },
  "promise": {
    "en": "See when giving up the largest values pays, and when it destroys the tensor.",
    "zh-CN": "看清舍弃最大的数值何时划算，何时会毁掉整个张量。"
  },
  "minutes": 11,
  "notes": {
    "en": "This is the core of the course. Every step shows the same trade-off: a smaller range lowers the rounding error and raises the clipping error. In step 2, go through the frames and read both numbers aloud. In steps 3 to 5 the same advice, “clip at 99.9”, destroys one tensor, saves another and harms that one under int8. Step 7 is for the students: give them five minutes. Students should leave with a question, not with a number: where is the sum of both errors smallest?",
    "zh-CN":
      "这是全课程的核心。每一步都是同一个权衡：范围缩小，舍入误差下降，截断误差上升。第 2 步逐帧走一遍，把两个数都念出来。第 3 至 5 步中，同一条建议“截断到 99.9”毁掉了一个张量，挽救了另一个，到了 int8 又损害它。第 7 步交给学生自己做，给五分钟。不要让学生带走一个数字，而要带走一个问题：两种误差之和在哪里最小？"
  },
  "steps": [
    {
      "headline": {
        "en": "Clipping {b.clipped|percent} of the values gains {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "截断 {b.clipped|percent} 的数值，SQNR 提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "A keeps every value, B has the best int4 range. The squared rounding errors fall from {a.rounding_sse|count} to {b.rounding_sse|count}, because the step is finer for all values. The clipped values add {b.clipping_sse|count}. Even at the best limit, clipping is the smaller part of the error.",
        "zh-CN":
          "A 保留全部数值，B 取 int4 的最优范围。步长对所有数值都变细了，舍入误差平方和从 {a.rounding_sse|count} 降到 {b.rounding_sse|count}；被截断的数值只增加 {b.clipping_sse|count}。即使在最优处，截断也只占误差的小头。"
      },
      "state": { "data": "normal:seed=7", "a": "int4", "b": "int4:mse", "view": "grid" },
      "controls": ["b.percentile"],
      "question": {
        "kind": "place",
        "before": { "b": "int4" },
        "setup": {
          "en": "A normal distribution; A and B are int4 and cover the whole range. They reach {a.sqnr_db|db}. The outer levels serve only a handful of values.",
          "zh-CN": "正态分布；A、B 都是 int4，都用全部范围，SQNR 为 {a.sqnr_db|db}。外侧的量化级只为极少数数值而设。"
        },
        "ask": {
          "en": "B will give up some of these values and clip on both sides. Where must its upper limit lie for the least squared error?",
          "zh-CN": "B 将舍弃一部分数值，两侧对称截断。上限放在哪里，误差平方和最小？"
        },
        "answers": ["grid.b_beta"],
        "reveal": {
          "en": "At {grid.b_beta}, half of the way to the largest value. A limit that looks safe, at three standard deviations or more, keeps the step too coarse.",
          "zh-CN": "在 {grid.b_beta}，约为最大值的一半。三个标准差以上的上限看着保险，步长却太粗。"
        }
      },
      "claims": [
        "b.clipped > 0.01",
        "b.clipped < 0.02",
        "b.sqnr_db - a.sqnr_db > 5",
        "b.rounding_sse < a.rounding_sse / 3",
        "b.clipping_sse < b.rounding_sse",
        "abs(grid.b_beta / data.max - 0.5) < 0.02",
        "grid.b_beta < 3 * data.sd"
      ]
    },
    {
      "headline": {
        "en": "Smaller percentile: less rounding error, more clipping error, and in between a lowest sum.",
        "zh-CN": "百分位数越小，舍入误差越小、截断误差越大，两者之和在中间最低。"
      },
      "text": {
        "en": "A percentile says how many of the values stay unclipped: p99 clips one in a hundred. The curve has the error at every percentile; its gray part is rounding, its hatched part clipping. Go through the frames and follow A along the curve. B marks the lowest point.",
        "zh-CN":
          "百分位数说的是多少数值不被截断：p99 截断百分之一的数值。曲线给出每个百分位数下的误差，灰色部分是舍入，斜线部分是截断。逐帧前进，看 A 沿曲线移动。B 标出最低点。"
      },
      "state": { "data": "normal:seed=7", "a": "int4", "b": "int4:mse", "view": "sweeps", "by": "percentile" },
      "walk": {
        "frames": [
          { "a": "int4" },
          { "a": "int4:p99.99" },
          { "a": "int4:p99.9" },
          { "a": "int4:p99.5" },
          { "a": "int4:p99" },
          { "a": "int4:p98" },
          { "a": "int4:p95" },
          { "a": "int4:p90" }
        ],
        "text": {
          "en": "A clips {a.clipped|percent} of the values. MSE: rounding {a.rounding_sse / data.count}, clipping {a.clipping_sse / data.count}, together {a.mse}. SQNR {a.sqnr_db|db}; the best is {b.sqnr_db|db}.",
          "zh-CN":
            "A 截断 {a.clipped|percent} 的数值。MSE：舍入 {a.rounding_sse / data.count}，截断 {a.clipping_sse / data.count}，合计 {a.mse}。SQNR 为 {a.sqnr_db|db}，最优是 {b.sqnr_db|db}。"
        }
      },
      "claims": ["a.clipping_sse == 0", "b.sqnr_db - a.sqnr_db > 5", "abs(b.clipped - 0.014) < 0.001"]
    },
    {
      "headline": {
        "en": "Clip the one weight that has most of the power, and the signal is gone.",
        "zh-CN": "截断功率最集中的那一个权重，信号就没了。"
      },
      "text": {
        "en": "B clips {b.clipped * data.count|count} of {data.count|count} weights, the largest among them. That one weight has {data.max^2 / (data.count * (data.sd^2 + data.mean^2))|percent} of the power of the tensor. The rounding error of B is negligible, and that does not help.",
        "zh-CN":
          "B 截断了 {data.count|count} 个权重中的 {b.clipped * data.count|count} 个，最大的就在其中。仅它一个就占张量功率的 {data.max^2 / (data.count * (data.sd^2 + data.mean^2))|percent}。B 的舍入误差微不足道，却于事无补。"
      },
      "state": { "data": "sample(silero_conv4_weight)", "a": "int8", "b": "int8:p99.9", "view": "errors" },
      "controls": ["b.percentile"],
      "question": {
        "kind": "choice",
        "before": { "b": "int8" },
        "setup": {
          "en": "A convolution of a speech detector. One weight is {data.max}; the standard deviation is {data.sd}. A and B are int8 with the whole range and reach {a.sqnr_db|db}.",
          "zh-CN":
            "一个语音检测网络的卷积层。有一个权重是 {data.max}，标准差只有 {data.sd}。A、B 都是 int8，用全部范围，SQNR 为 {a.sqnr_db|db}。"
        },
        "ask": {
          "en": "A rule of thumb says: clip at the 99.9th percentile. B will do so. What does it reach?",
          "zh-CN": "经验法则说：截断到第 99.9 百分位数。B 照办，能达到多少？"
        },
        "options": [
          {
            "text": { "en": "More than A", "zh-CN": "比 A 高" },
            "when": "b.sqnr_db > a.sqnr_db"
          },
          {
            "text": { "en": "Somewhat less than A", "zh-CN": "比 A 略低" },
            "when": "abs(a.sqnr_db - b.sqnr_db - 4) < 4"
          },
          {
            "text": { "en": "Practically nothing", "zh-CN": "几乎什么也不剩" },
            "when": "b.sqnr_db < 2"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "{b.sqnr_db|db}. But keeping that weight is no remedy: A turns {a.zeroed|percent} of all weights into zeros. No single scale works for this tensor. Scales per row do; see lesson 8.",
          "zh-CN":
            "{b.sqnr_db|db}。可是保留它也不是办法：A 使 {a.zeroed|percent} 的权重归零。单个缩放因子救不了这个张量，要每行一个，见第 8 课。"
        }
      },
      "claims": [
        "a.sqnr_db - b.sqnr_db > 15",
        "b.sqnr_db < 1",
        "b.clipping_sse > 1000 * b.rounding_sse",
        "a.zeroed > 0.95",
        "data.max^2 / (data.count * (data.sd^2 + data.mean^2)) > 0.5"
      ]
    },
    {
      "headline": {
        "en": "On another tensor the same percentile turns {a.sqnr_db|db} into {b.sqnr_db|db}.",
        "zh-CN": "换一个张量，同样的百分位数使 SQNR 从 {a.sqnr_db|db} 升到 {b.sqnr_db|db}。"
      },
      "text": {
        "en": "In A, {a.zeroed|percent} of the weights become zero; in B, {b.zeroed|percent}. B clips {b.clipped * data.count|count} of {data.count|count} weights. Here the power lies in the many small weights, so it pays to give up a few large ones.",
        "zh-CN":
          "A 使 {a.zeroed|percent} 的权重归零，B 是 {b.zeroed|percent}。B 截断了 {data.count|count} 个权重中的 {b.clipped * data.count|count} 个。这里的功率在大量的小权重上，舍弃几个大的很划算。"
      },
      "state": { "data": "sample(minilm_l0_ffn_up_weight)", "a": "int4", "b": "int4:p99.9", "view": "errors" },
      "controls": ["b.percentile"],
      "question": {
        "kind": "slider",
        "before": { "b": "int4" },
        "setup": {
          "en": "Another matrix with long tails: the largest weight is {data.max}, the standard deviation {data.sd}. A and B are int4 with the whole range.",
          "zh-CN": "另一个长尾的矩阵：最大的权重是 {data.max}，标准差是 {data.sd}。A、B 都是 int4，用全部范围。"
        },
        "ask": {
          "en": "The same rule: B will clip at the 99.9th percentile. By how many dB does its SQNR change?",
          "zh-CN": "同样的法则：B 截断到第 99.9 百分位数。它的 SQNR 变化多少 dB？"
        },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-20, 20],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|gain}. The clipped values are only {b.clipping_sse / (b.clipping_sse + b.rounding_sse)|percent} of the error that is left.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|gain}。剩下的误差里，截断只占 {b.clipping_sse / (b.clipping_sse + b.rounding_sse)|percent}。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 12",
        "a.zeroed > 0.85",
        "b.zeroed < 0.3",
        "b.clipping_sse < b.rounding_sse",
        "data.max > 20 * data.sd"
      ]
    },
    {
      "headline": {
        "en": "With eight bits, the same percentile on the same tensor loses {a.sqnr_db - b.sqnr_db|db}.",
        "zh-CN": "换成 8 位，同一张量、同一百分位数反而损失 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "Both are int8 now; B clips at p99.9 as before. Rounding is small ({b.rounding_sse|short}), but the clipped values ({b.clipping_sse|short}), the hatched bars, cost as much as before: now they are nearly the whole error. A clips nothing, and its error is smaller.",
        "zh-CN":
          "现在都是 int8，B 仍截断到 p99.9。舍入误差很小（{b.rounding_sse|short}），但被截断的数值（{b.clipping_sse|short}，即斜线条）代价与之前相同，如今几乎是全部误差。A 什么也不截断，误差更小。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_up_weight)",
        "a": "int8",
        "b": "int8:p99.9",
        "view": "errors"
      },
      "controls": ["b.percentile"],
      "question": {
        "kind": "curve",
        "before": { "a": "int4", "b": "int4:p99.9" },
        "setup": {
          "en": "The same tensor and the same schemes: A is int4 with the whole range, B is clipped at p99.9. Of the squared error of B, {b.clipping_sse + b.rounding_sse|short}, only {b.clipping_sse|short} comes from clipped values.",
          "zh-CN":
            "还是这个张量、这两个方案：A 是 int4，用全部范围，B 截断到 p99.9。B 的误差平方和是 {b.clipping_sse + b.rounding_sse|short}，其中被截断的数值只占 {b.clipping_sse|short}。"
        },
        "ask": {
          "en": "Both become int8. Draw the SQNR of int8 at these percentiles.",
          "zh-CN": "两者都换成 int8。画出 int8 在这些百分位数下的 SQNR。"
        },
        "points": [
          { "label": "p95", "scheme": "int8:p95" },
          { "label": "p99", "scheme": "int8:p99" },
          { "label": "p99.9", "scheme": "int8:p99.9" },
          { "label": "p99.99", "scheme": "int8:p99.99" },
          { "label": "p99.999", "scheme": "int8:p99.999" },
          { "label": "max", "scheme": "int8" }
        ],
        "axis": { "en": "percentile of |x|", "zh-CN": "|x| 的百分位数" },
        "range": [0, 40],
        "reveal": {
          "en": "From max to the left it rises only as far as p99.999 and then falls: p99.9 reaches {b.sqnr_db|db}. The right limit depends on the number of bits: the finer the step, the less there is to gain from clipping. No percentile is right for all.",
          "zh-CN":
            "从 max 往左，只在 p99.999 处升高，随后一路下降：p99.9 只有 {b.sqnr_db|db}。合适的上限取决于位数：步长越细，截断能换来的越少。没有普遍适用的百分位数。"
        }
      },
      "claims": ["a.sqnr_db - b.sqnr_db > 5", "b.clipping_sse > 100 * b.rounding_sse"]
    },
    {
      "headline": {
        "en": "A search clips only {b.clipped|percent} of the weights and gains {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "搜索的结果只截断 {b.clipped|percent} 的权重，提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "Search instead of assuming: B is the range of least squared error, with {b.clipped * data.count|count} weights of {data.count|count} clipped. The curve is steep towards small ranges and flat towards large ones. When in doubt, clip too little.",
        "zh-CN":
          "与其假定，不如搜索：B 是误差平方和最小的范围，{data.count|count} 个权重只截断 {b.clipped * data.count|count} 个。看曲线：范围偏小一侧陡，偏大一侧缓。拿不准时，宁可少截断。"
      },
      "state": { "data": "sample(minilm_l0_ffn_up_weight)", "a": "int8", "b": "int8:mse", "view": "sweeps" },
      "controls": ["b.bits"],
      "claims": ["b.clipped < 0.0001", "b.clipped > 0", "b.sqnr_db - a.sqnr_db > 1.5"]
    },
    {
      "headline": {
        "en": "The least squared error is not all: A turns {data.max} into {grid.a_beta}.",
        "zh-CN": "误差平方和最小并不是一切：A 把 {data.max} 变成了 {grid.a_beta}。"
      },
      "text": {
        "en": "A Laplace distribution. A has the range of least squared error, {a.sqnr_db|db}, but changes its largest value by {a.max_abs_error|short}. B keeps the whole range: nothing is off by more than half a step, yet it reaches only {b.sqnr_db|db}. Where single values matter, the limit must lie further out than the search puts it. Drag the limits of B, or move its clipping.",
        "zh-CN":
          "拉普拉斯分布。A 取误差平方和最小的范围，{a.sqnr_db|db}，却把最大的数值改变了 {a.max_abs_error|short}。B 用全部范围，误差都不超过半个步长，可 SQNR 只有 {b.sqnr_db|db}。如果个别数值也要紧，上限就要比搜索给出的更靠外。拖动 B 的上下限，或移动它的截断滑块。"
      },
      "state": { "data": "laplace:seed=7", "a": "int4:mse", "b": "int4", "view": "grid" },
      "controls": ["b.percentile"],
      "question": {
        "kind": "challenge",
        "ask": {
          "en": "Keep B at int4 with one scale: at most 4.01 bits per value, all 15 codes used. Reach an SQNR of at least 13.3 decibels, and let no value change by more than 4.",
          "zh-CN":
            "B 仍用 int4 和单个缩放因子：每值不超过 4.01 比特，15 个编码全部用到。SQNR 至少 13.3 分贝，而且任何数值的改变都不超过 4。"
        },
        "goals": ["b.sqnr_db >= 13.3", "b.max_abs_error <= 4", "b.codes_used == 15", "b.bits_per_value <= 4.01"],
        "solution": "int4:p99.95",
        "reveal": {
          "en": "Your B clips {b.clipped * data.count|count} values and reaches {b.sqnr_db|db}; no value changes by more than {b.max_abs_error|short}. The squared error of A is smaller, but A gives up the largest value for it. Which range is best depends on the aim, so name the aim first.",
          "zh-CN":
            "你的 B 截断了 {b.clipped * data.count|count} 个数值，SQNR 为 {b.sqnr_db|db}，任何数值的改变都不超过 {b.max_abs_error|short}。A 的误差平方和更小，却牺牲了最大的数值。哪个范围最好，取决于目标；所以先说清目标。"
        }
      },
      "claims": [
        "a.max_abs_error > 5",
        "a.sqnr_db - b.sqnr_db > 6",
        "b.clipped == 0",
        "b.max_abs_error <= grid.b_scale / 2"
      ]
    }
  ]
};
