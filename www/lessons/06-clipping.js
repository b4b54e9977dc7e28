export default {
  "id": "clipping",
  "title": { "en": "Clipping", "zh-CN": "截断" },
  "minutes": 9,
  "notes": {
    "en": "This is the core of the course. Every step shows the same trade-off: a smaller range lowers the rounding error and raises the clipping error. In steps 4 to 6 the same advice, “clip at 99.9”, destroys one tensor, saves another and harms a third. Students should leave with a question, not with a number: where is the sum of both errors smallest?",
    "zh-CN":
      "这是全课程的核心。每一步都是同一个权衡：范围缩小，舍入误差下降，截断误差上升。第 4 至 6 步展示同一条建议“截断到 99.9”依次毁掉、挽救和损害一个张量。不要让学生带走一个数字，而要带走一个问题：两种误差之和在哪里最小？"
  },
  "steps": [
    {
      "text": {
        "en": "This is a normal distribution under int4. With the whole range, A reaches {a.sqnr_db|db}. Its outer levels serve only a handful of values. Suppose we give these values up and clip at the 99th percentile of |x|.",
        "zh-CN":
          "正态分布，int4。A 用全部范围，达到 {a.sqnr_db|db}，外侧的量化级只为极少数数值而设。假如舍弃它们，在 |x| 的第 99 百分位数处截断呢？"
      },
      "state": { "data": "normal:seed=7", "a": "int4", "b": "int4:p99", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "The SQNR …", "zh-CN": "SQNR 会……" },
        "before": { "b": "int4" },
        "options": [
          {
            "text": { "en": "falls: values are lost", "zh-CN": "下降：有数值丢失了" },
            "when": "b.sqnr_db < a.sqnr_db - 1"
          },
          {
            "text": { "en": "stays about the same", "zh-CN": "大致不变" },
            "when": "abs(b.sqnr_db - a.sqnr_db) <= 1"
          },
          {
            "text": { "en": "rises", "zh-CN": "上升" },
            "when": "b.sqnr_db > a.sqnr_db + 1"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "It rises by {b.sqnr_db - a.sqnr_db|db}. The squared rounding errors fall from {a.rounding_sse|count} to {b.rounding_sse|count}; the clipped values add {b.clipping_sse|count}.",
          "zh-CN":
            "上升 {b.sqnr_db - a.sqnr_db|db}。舍入误差平方和从 {a.rounding_sse|count} 降到 {b.rounding_sse|count}，截断误差只增加 {b.clipping_sse|count}。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 4.5",
        "b.rounding_sse < a.rounding_sse / 3",
        "b.clipping_sse < b.rounding_sse",
        "abs(b.clipped - 0.01) < 0.0001"
      ]
    },
    {
      "text": {
        "en": "Two percentiles, 99.9 for A and 95 for B, give nearly the same SQNR: {a.sqnr_db|db} and {b.sqnr_db|db}. But the errors are of different kinds. A: rounding {a.rounding_sse|count}, clipping {a.clipping_sse|count}. B: rounding {b.rounding_sse|count}, clipping {b.clipping_sse|count}. The best percentile lies between them.",
        "zh-CN":
          "两个百分位数：A 取 99.9，B 取 95，SQNR 几乎相同：{a.sqnr_db|db} 与 {b.sqnr_db|db}。但误差成分不同。A：舍入 {a.rounding_sse|count}，截断 {a.clipping_sse|count}；B：舍入 {b.rounding_sse|count}，截断 {b.clipping_sse|count}。最优点在两者之间。"
      },
      "state": { "data": "normal:seed=7", "a": "int4:p99.9", "b": "int4:p95", "view": "sweeps", "by": "percentile" },
      "claims": [
        "abs(a.sqnr_db - b.sqnr_db) < 0.3",
        "a.rounding_sse > 100 * a.clipping_sse",
        "b.clipping_sse > 2 * b.rounding_sse"
      ]
    },
    {
      "text": {
        "en": "The sum of both errors has a lowest point; the calibrator mse finds it. A uses it; B keeps the whole range.",
        "zh-CN": "两种误差之和有一个最低点，校准方法 mse 就是去找它。A 取这一点，B 用全部范围。"
      },
      "state": { "data": "normal:seed=7", "a": "int4:mse", "b": "int4", "view": "sweeps" },
      "question": {
        "kind": "slider",
        "ask": {
          "en": "What share of the values does the best int4 range clip?",
          "zh-CN": "int4 的最优范围截断多大比例的数值？"
        },
        "before": { "a": "int4", "view": "grid" },
        "answer": "100 * a.clipped",
        "unit": "%",
        "range": [0, 8],
        "reveal": {
          "en": "{a.clipped|percent}, and that gains {a.sqnr_db - b.sqnr_db|db}. Even there clipping is the smaller part of the error: {a.clipping_sse|count} against {a.rounding_sse|count}.",
          "zh-CN":
            "{a.clipped|percent}，由此提高 {a.sqnr_db - b.sqnr_db|db}。即使在最优点，截断也只占误差的小头：{a.clipping_sse|count} 对 {a.rounding_sse|count}。"
        }
      },
      "claims": ["a.clipped > 0.01", "a.clipped < 0.02", "a.sqnr_db - b.sqnr_db > 5", "a.clipping_sse < a.rounding_sse"]
    },
    {
      "text": {
        "en": "This is a convolution of a speech detector. One weight is {data.max}; the standard deviation is {data.sd}. A rule of thumb says: clip at the 99.9th percentile.",
        "zh-CN":
          "一个语音检测网络的卷积层。有一个权重是 {data.max}，标准差只有 {data.sd}。经验法则说：截断到第 99.9 百分位数。"
      },
      "state": { "data": "sample(silero_conv4_weight)", "a": "int8", "b": "int8:p99.9", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "What does B, clipped, reach?", "zh-CN": "截断之后的 B 能达到多少？" },
        "before": { "b": "int8" },
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
          "en": "{b.sqnr_db|db}, against {a.sqnr_db|db}. That one weight holds nearly all the power of the tensor; clipping it loses the signal. But keeping it turns {a.zeroed|percent} of all weights into zeros. No single scale works for this tensor; see lesson 8.",
          "zh-CN":
            "{b.sqnr_db|db}，而 A 是 {a.sqnr_db|db}。张量的功率几乎全在那一个权重上，截断它就等于丢掉信号。可保留它又使 {a.zeroed|percent} 的权重归零。单个缩放因子救不了这个张量，见第 8 课。"
        }
      },
      "claims": [
        "a.sqnr_db - b.sqnr_db > 15",
        "b.sqnr_db < 1",
        "b.clipping_sse > 1000 * b.rounding_sse",
        "a.zeroed > 0.95"
      ]
    },
    {
      "text": {
        "en": "This is another matrix with long tails, under int4. Here many values hold the power, not one. Apply the same rule: clip at 99.9.",
        "zh-CN": "另一个长尾的矩阵，int4。这里的功率在多数数值上，而不在某一个上。同样的法则：截断到 99.9。"
      },
      "state": { "data": "sample(minilm_l0_ffn_up_weight)", "a": "int4", "b": "int4:p99.9", "view": "errors" },
      "question": {
        "kind": "slider",
        "ask": { "en": "By how many dB does clipping change the SQNR?", "zh-CN": "截断使 SQNR 变化多少？" },
        "before": { "b": "int4" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-20, 20],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|gain}. Without clipping, {a.zeroed|percent} of the weights become zero; with clipping, {b.zeroed|percent}.",
          "zh-CN": "{b.sqnr_db - a.sqnr_db|gain}。不截断时 {a.zeroed|percent} 的权重归零，截断后是 {b.zeroed|percent}。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 12", "a.zeroed > 0.85", "b.zeroed < 0.3"]
    },
    {
      "text": {
        "en": "Now the same tensor and the same percentile, but int8 instead of int4.",
        "zh-CN": "还是这个张量、这个百分位数，只是 int4 换成 int8。"
      },
      "state": { "data": "sample(minilm_l0_ffn_up_weight)", "a": "int8", "b": "int8:p99.9", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Now clipping at 99.9 …", "zh-CN": "现在截断到 99.9 会……" },
        "before": { "b": "int8" },
        "options": [
          {
            "text": { "en": "gains again", "zh-CN": "同样有收益" },
            "when": "b.sqnr_db > a.sqnr_db + 1"
          },
          {
            "text": { "en": "makes no difference", "zh-CN": "没有差别" },
            "when": "abs(b.sqnr_db - a.sqnr_db) <= 1"
          },
          {
            "text": { "en": "loses", "zh-CN": "有损失" },
            "when": "b.sqnr_db < a.sqnr_db - 1"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "It loses {a.sqnr_db - b.sqnr_db|db}. With eight bits rounding is small ({b.rounding_sse|short}), and the same clipped values ({b.clipping_sse|short}) are now nearly the whole error. The right threshold depends on the number of bits, so no percentile is right for all.",
          "zh-CN":
            "损失 {a.sqnr_db - b.sqnr_db|db}。8 位的舍入误差很小（{b.rounding_sse|short}），同样那些被截断的数值（{b.clipping_sse|short}）便几乎成了全部误差。合适的阈值取决于位宽，没有普遍适用的百分位数。"
        }
      },
      "claims": ["a.sqnr_db - b.sqnr_db > 5", "b.clipping_sse > 100 * b.rounding_sse"]
    },
    {
      "text": {
        "en": "Search instead of assuming: the best int8 range clips only {b.clipped|percent} of the weights and gains {b.sqnr_db - a.sqnr_db|db}. Look at the curve: it is steep towards small ranges and flat towards large ones. When in doubt, clip too little.",
        "zh-CN":
          "与其假定，不如搜索：对它最优的 int8 范围只截断 {b.clipped|percent} 的权重，提高 {b.sqnr_db - a.sqnr_db|db}。看曲线：范围偏小一侧陡，偏大一侧缓。拿不准时，宁可少截断。"
      },
      "state": { "data": "sample(minilm_l0_ffn_up_weight)", "a": "int8", "b": "int8:mse", "view": "sweeps" },
      "claims": ["b.clipped < 0.0001", "b.clipped > 0", "b.sqnr_db - a.sqnr_db > 1.5"]
    }
  ]
};
