export default {
  "id": "one-outlier",
  "title": { "en": "One outlier, everyone pays", "zh-CN": "一个离群值，人人受累" },
  "minutes": 7,
  "notes": {
    "en": "Before step 2 ask what the scale depends on; the answer “the largest value only” is the lesson. Step 3 surprises even practitioners: SQNR rises while nearly everything is lost. Take time to explain why, so that students do not rely on one number.",
    "zh-CN":
      "第 2 步之前先问：缩放因子取决于什么？答案“只取决于最大的那个值”就是这一课的主旨。第 3 步连从业者也常感意外：几乎一切都丢了，SQNR 反而上升。值得花时间讲清原因，免得学生只看一个指标。"
  },
  "steps": [
    {
      "text": {
        "en": "This is a normal distribution. The largest of {data.count|count} values is {max(abs(data.min), abs(data.max))}, about five standard deviations. It sets the scale: s = max|x|/127. int8 reaches {a.sqnr_db|db}, int4 {b.sqnr_db|db}.",
        "zh-CN":
          "正态分布：{data.count|count} 个数值里绝对值最大的是 {max(abs(data.min), abs(data.max))}，约五个标准差。缩放因子由它决定：s = max|x|/127。int8 达到 {a.sqnr_db|db}，int4 达到 {b.sqnr_db|db}。"
      },
      "state": { "data": "normal:seed=7", "a": "int8", "b": "int4", "view": "grid" },
      "claims": ["a.sqnr_db > 38", "b.sqnr_db > 13", "abs(max(abs(data.min), abs(data.max)) / data.sd - 5) < 0.3"]
    },
    {
      "text": {
        "en": "Now one value in ten thousand is moved out to twenty standard deviations. Nothing else changes.",
        "zh-CN": "现在把万分之一的数值移到二十个标准差处，其余不变。"
      },
      "state": { "data": "normal:seed=7:outliers=0.0001x20", "a": "int8", "b": "int4", "view": "grid" },
      "question": {
        "kind": "slider",
        "ask": { "en": "What SQNR does A (int8) still reach?", "zh-CN": "A（int8）的 SQNR 还剩多少？" },
        "before": { "data": "normal:seed=7" },
        "answer": "a.sqnr_db",
        "unit": "dB",
        "range": [0, 45],
        "reveal": {
          "en": "{a.sqnr_db|db}. Nothing is clipped: a longer range means a coarser step for every value. Only {a.codes_used|count} codes of int8 occur. Under int4 {b.zeroed|percent} of the values become zero.",
          "zh-CN":
            "{a.sqnr_db|db}。没有任何截断：范围变长，所有数值的步长都变大。int8 只有 {a.codes_used|count} 个编码出现；int4 有 {b.zeroed|percent} 的数值归零。"
        }
      },
      "claims": ["a.clipped == 0", "a.sqnr_db < 28", "b.zeroed > 0.8", "b.sqnr_db < 3", "a.codes_used < 60"]
    },
    {
      "text": {
        "en": "The same outliers, ten times further out: two hundred standard deviations. B is int4 and now loses practically all other values.",
        "zh-CN": "同样的离群值，再远十倍：两百个标准差。B 是 int4，其余数值几乎全部丢失。"
      },
      "state": { "data": "normal:seed=7:outliers=0.0001x200", "a": "int8", "b": "int4", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": {
          "en": "The SQNR of int4 was close to 2 in the previous step. Now it is …",
          "zh-CN": "上一步 int4 的 SQNR 接近 2，现在它……"
        },
        "before": { "data": "normal:seed=7:outliers=0.0001x20" },
        "options": [
          {
            "text": { "en": "about the same", "zh-CN": "差不多" },
            "when": "abs(b.sqnr_db - 2.3) < 1"
          },
          {
            "text": { "en": "negative", "zh-CN": "变成负的" },
            "when": "b.sqnr_db < 0"
          },
          {
            "text": { "en": "clearly higher", "zh-CN": "明显更高" },
            "when": "b.sqnr_db > 5"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "{b.sqnr_db|db}, though {b.zeroed|percent} of the values decode to zero. The outliers now hold most of the signal’s power, and they are kept well. With outliers, SQNR alone looks too good, so also look at the MSE ({b.mse}) and the zeroed share.",
          "zh-CN":
            "{b.sqnr_db|db}，尽管 {b.zeroed|percent} 的数值解码为零。信号功率如今大半来自离群值本身，而它们保留得很好。对带离群值的数据，单看 SQNR 会过于乐观；还要看 MSE（{b.mse}）和归零比例。"
        }
      },
      "claims": ["b.zeroed > 0.999", "b.sqnr_db > 7", "b.mse > 0.99", "a.sqnr_db < 15"]
    },
    {
      "text": {
        "en": "This is a real matrix of MiniLM: one weight is {data.max}, the standard deviation is {data.sd}. A is int8 with one scale for the whole matrix.",
        "zh-CN":
          "MiniLM 的一个真实矩阵：有一个权重是 {data.max}，而标准差只有 {data.sd}。A 是 int8，整个矩阵共用一个缩放因子。"
      },
      "state": { "data": "sample(minilm_l0_ffn_down_weight)", "a": "int8", "b": "int4", "view": "codes" },
      "question": {
        "kind": "slider",
        "ask": { "en": "How many of the 255 codes of int8 occur?", "zh-CN": "int8 的 255 个编码有多少个出现？" },
        "before": { "view": "grid" },
        "answer": "a.codes_used",
        "unit": "codes",
        "range": [0, 100],
        "reveal": {
          "en": "{a.codes_used|count}, for {data.count|count} weights; {a.zeroed|percent} become zero. Some signal survives, {a.sqnr_db|db}. Under int4 only {b.codes_used|count} codes occur: zero, and the outlier.",
          "zh-CN":
            "{data.count|count} 个权重只用了 {a.codes_used|count} 个编码，{a.zeroed|percent} 归零，但还留有一些信号：{a.sqnr_db|db}。int4 只出现 {b.codes_used|count} 个编码：零，和那个离群值。"
        }
      },
      "claims": [
        "data.max > 100 * data.sd",
        "a.codes_used < 15",
        "a.zeroed > 0.5",
        "a.sqnr_db > 9",
        "b.codes_used == 2",
        "b.zeroed > 0.9999"
      ]
    },
    {
      "text": {
        "en": "The outlier lies on one side, so a zero-point halves the step. The usual advice is to clip at the 99.9th percentile and to give up the outlier. A is asymmetric, B clips.",
        "zh-CN":
          "离群值只在一侧，加上零点可以让步长减半。而常见的建议是：在第 99.9 百分位数处截断，舍弃离群值。A 用非对称，B 用截断。"
      },
      "state": { "data": "sample(minilm_l0_ffn_down_weight)", "a": "int8:asym", "b": "int8:p99.9", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which has the better SQNR?", "zh-CN": "哪一个的 SQNR 更好？" },
        "before": { "a": "int8", "b": "int8" },
        "options": [
          {
            "text": { "en": "A, the zero-point", "zh-CN": "A，零点" },
            "when": "a.sqnr_db > b.sqnr_db"
          },
          {
            "text": { "en": "B, clipping", "zh-CN": "B，截断" },
            "when": "b.sqnr_db > a.sqnr_db"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "A: {a.sqnr_db|db} against {b.sqnr_db|db}. Clipping makes the rounding error negligible ({b.rounding_sse}), but it costs {b.clipping_sse} at one weight. By SQNR, that is worse than doing nothing. Lesson 6 returns to clipping.",
          "zh-CN":
            "A：{a.sqnr_db|db} 对 {b.sqnr_db|db}。截断把舍入误差压到可以忽略（{b.rounding_sse}），代价却全落在那一个权重上（{b.clipping_sse}）。按 SQNR，还不如什么都不做。第 6 课再谈截断。"
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
      "text": {
        "en": "The right remedy is one scale per row. Then only the row of the outlier suffers. SQNR rises from {a.sqnr_db|db} to {b.sqnr_db|db}, for {b.bits_per_value - a.bits_per_value|short} more bits per value.",
        "zh-CN":
          "对症的办法：每行一个缩放因子。这样受累的只有离群值所在的那一行。SQNR 从 {a.sqnr_db|db} 升到 {b.sqnr_db|db}，每值只多用 {b.bits_per_value - a.bits_per_value|short} 比特。"
      },
      "state": { "data": "sample(minilm_l0_ffn_down_weight)", "a": "int8", "b": "int8:row", "view": "blocks" },
      "claims": ["b.sqnr_db - a.sqnr_db > 20", "b.bits_per_value - a.bits_per_value < 0.1", "b.zeroed < 0.03"]
    }
  ]
};
