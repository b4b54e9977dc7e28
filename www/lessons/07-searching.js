export default {
  "id": "searching",
  "title": { "en": "Searching the scale", "zh-CN": "搜索缩放因子" },
  "minutes": 8,
  "notes": {
    "en": "Four calibrators are four answers to “what is a good range?”: least squared error (mse, octav), a model of the distribution (aciq), a similar histogram (kl). Keep asking which question each one answers. Steps 3 to 6 are the cases where a popular choice fails.",
    "zh-CN":
      "四种校准方法是对“什么是好范围”的四种回答：平方误差最小（mse、octav）、用分布模型推算（aciq）、直方图相似（kl）。不断追问每种方法回答的是哪个问题。第 3 至 6 步是常用方法失灵的例子。"
  },
  "steps": [
    {
      "text": {
        "en": "The curve shows the error for every threshold. A searches for its lowest point (mse); B (octav) comes close to it in a few iterations. On a normal distribution under int4, they differ by {abs(a.sqnr_db - b.sqnr_db)|db}.",
        "zh-CN":
          "曲线给出每个阈值下的误差。A 搜索最低点（mse），B 用 OCTAV 的几步迭代逼近它。对 int4 下的正态分布，两者只差 {abs(a.sqnr_db - b.sqnr_db)|db}。"
      },
      "state": { "data": "normal:seed=7", "a": "int4:mse", "b": "int4:octav", "view": "sweeps" },
      "claims": ["a.sqnr_db >= b.sqnr_db", "a.sqnr_db - b.sqnr_db < 0.1"]
    },
    {
      "text": {
        "en": "KL asks something else: which clipped histogram is most like the original one? B uses KL; A is mse again.",
        "zh-CN": "KL 问的是另一个问题：截断之后，哪个直方图与原来的最像？B 用它，A 仍是 mse。"
      },
      "state": { "data": "normal:seed=7", "a": "int4:mse", "b": "int4:kl", "view": "sweeps" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Under int4, KL clips …", "zh-CN": "int4 下，KL 截断得……" },
        "before": { "b": "int4" },
        "options": [
          {
            "text": { "en": "more than mse", "zh-CN": "比 mse 多" },
            "when": "b.clipped > 1.2 * a.clipped"
          },
          {
            "text": { "en": "about as much", "zh-CN": "差不多" },
            "when": "abs(b.clipped - a.clipped) <= 0.2 * a.clipped"
          },
          {
            "text": { "en": "less than mse", "zh-CN": "比 mse 少" },
            "when": "b.clipped < 0.8 * a.clipped"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "Less: {b.clipped|percent} of the values against {a.clipped|percent}, and its SQNR is {a.sqnr_db - b.sqnr_db|db} lower. A histogram with a full tail looks more alike. That is not an error of KL; it just minimizes something else.",
          "zh-CN":
            "更少：{b.clipped|percent} 对 {a.clipped|percent}，SQNR 低 {a.sqnr_db - b.sqnr_db|db}。保留完整尾部的直方图看起来更像原来的。这不是 KL 出错，它最小化的本来就是别的东西。"
        }
      },
      "claims": ["a.clipped > 10 * b.clipped", "a.sqnr_db - b.sqnr_db > 2"]
    },
    {
      "text": {
        "en": "ACIQ does not search: it measures the spread, assumes a normal or a Laplace distribution, and looks up the best threshold. This data has heavier tails than both (Student’s t, three degrees of freedom). A: no clipping.",
        "zh-CN":
          "ACIQ 不搜索：它测出离散程度，假定是正态或拉普拉斯分布，直接查出最优阈值。这组数据的尾部比两者都重（三自由度的 t 分布）。A 不截断。"
      },
      "state": { "data": "student", "a": "int8", "b": "int8:aciq", "view": "sweeps" },
      "question": {
        "kind": "choice",
        "ask": {
          "en": "Compared with no clipping at all, ACIQ with int8 …",
          "zh-CN": "与完全不截断相比，int8 下的 ACIQ……"
        },
        "before": { "b": "int8" },
        "options": [
          {
            "text": { "en": "gains", "zh-CN": "更好" },
            "when": "b.sqnr_db > a.sqnr_db + 0.5"
          },
          {
            "text": { "en": "is about equal", "zh-CN": "差不多" },
            "when": "abs(b.sqnr_db - a.sqnr_db) <= 0.5"
          },
          {
            "text": { "en": "loses", "zh-CN": "更差" },
            "when": "b.sqnr_db < a.sqnr_db - 0.5"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "It loses {a.sqnr_db - b.sqnr_db|db}: it clips {b.clipped|percent} of the values, and in this tail they lie far out. A formula is only as good as its model of the data.",
          "zh-CN":
            "低 {a.sqnr_db - b.sqnr_db|db}：它截断了 {b.clipped|percent} 的数值，而在这样的尾部，它们离得很远。解析公式只和它对数据的假设一样可靠。"
        }
      },
      "claims": ["a.sqnr_db - b.sqnr_db > 8", "b.clipping_sse > 100 * b.rounding_sse"]
    },
    {
      "text": {
        "en": "Here are a thousand class probabilities. Almost all are near 0, and a few hold all the mass; the largest is {data.max}. A: mse, B: KL.",
        "zh-CN": "一千个类别概率：绝大多数接近 0，质量集中在少数几个上，最大的是 {data.max}。A 用 mse，B 用 KL。"
      },
      "state": { "data": "sample(effnet_act_class_probs)", "a": "int8:mse", "b": "int8:kl", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which do you expect to be far better by SQNR?", "zh-CN": "按 SQNR，哪一个会好得多？" },
        "before": { "a": "int8", "b": "int8" },
        "options": [
          {
            "text": { "en": "A: mse", "zh-CN": "A：mse" },
            "when": "a.sqnr_db - b.sqnr_db > 3"
          },
          {
            "text": { "en": "B: KL", "zh-CN": "B：KL" },
            "when": "b.sqnr_db - a.sqnr_db > 3"
          },
          {
            "text": { "en": "Neither", "zh-CN": "不相上下" },
            "when": "abs(a.sqnr_db - b.sqnr_db) <= 3"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "A, {a.sqnr_db|db}: it clips nothing. B clips {b.clipped * data.count|count} values, exactly the classes that matter, and reaches only {b.sqnr_db|db}. When a few values carry the meaning, the shape of the histogram is the wrong thing to keep.",
          "zh-CN":
            "A，{a.sqnr_db|db}：它什么也不截断。B 截断了 {b.clipped * data.count|count} 个数值，恰恰是要紧的那几个类别，只剩 {b.sqnr_db|db}。当意义集中在少数数值上时，保住直方图的形状是抓错了重点。"
        }
      },
      "claims": ["a.clipped == 0", "b.sqnr_db < 2", "a.sqnr_db - b.sqnr_db > 35", "b.clipped * data.count < 5"]
    },
    {
      "text": {
        "en": "A percentile needs enough values. Here there are {data.count|count}; B clips at the 99.9th percentile.",
        "zh-CN": "谈百分位数，首先要有足够多的数值。这里只有 {data.count|count} 个，B 截断到第 99.9 百分位数。"
      },
      "state": { "data": "normal:n=100:seed=7", "a": "int8", "b": "int8:p99.9", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "How many of the values does B clip?", "zh-CN": "B 截断几个数值？" },
        "before": { "b": "int8" },
        "options": [
          {
            "text": { "en": "None: a tenth of a value is not a value", "zh-CN": "零个：十分之一个数值不算数" },
            "when": "b.clipped == 0"
          },
          {
            "text": { "en": "One", "zh-CN": "一个" },
            "when": "abs(b.clipped * data.count - 1) < 0.01"
          },
          {
            "text": { "en": "Two, one on each side", "zh-CN": "两个，两侧各一" },
            "when": "abs(b.clipped * data.count - 2) < 0.01"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "One, or {b.clipped|percent} of them: the percentile is interpolated between the two largest values, so the largest is always clipped. That costs {a.sqnr_db - b.sqnr_db|db}. With few calibration samples, use the maximum or a search.",
          "zh-CN":
            "一个，占 {b.clipped|percent}：百分位数是在最大的两个数值之间插值得到的，所以最大的那个必被截断，代价是 {a.sqnr_db - b.sqnr_db|db}。校准样本少时，用最大值，或者搜索。"
        }
      },
      "claims": ["abs(b.clipped - 0.01) < 0.00001", "a.sqnr_db - b.sqnr_db > 3", "data.count == 100"]
    },
    {
      "text": {
        "en": "With fifty values, one of them an outlier, the 99th percentile lowers the SQNR from {a.sqnr_db|db} to {b.sqnr_db|db}. The rule: with fewer than 1/(1 − p) values (p as a fraction), a percentile is only another name for “a bit less than the maximum”.",
        "zh-CN":
          "五十个数值，其中一个离群值，截断到第 99 百分位数：SQNR 从 {a.sqnr_db|db} 跌到 {b.sqnr_db|db}。规则：把 p 写成小数，数值少于 1/(1 − p) 个时，百分位数不过是“比最大值小一点”的另一种叫法。"
      },
      "state": { "data": "normal:n=50:seed=7:outliers=0.02x20", "a": "int8", "b": "int8:p99", "view": "errors" },
      "claims": ["a.sqnr_db - b.sqnr_db > 25", "abs(b.clipped * data.count - 1) < 0.01"]
    }
  ]
};
