export default {
  "id": "searching",
  "title": { "en": "Searching the scale", "zh-CN": "搜索缩放因子" },
  "promise": {
    "en": "Know what each calibrator looks for, and on which data it fails.",
    "zh-CN": "知道每种校准方法在找什么，在什么数据上会失灵。"
  },
  "minutes": 9,
  "notes": {
    "en": "Steps 1 and 2 are the search itself: go through the frames and let the class say when to stop. In step 2 the error seems to say “stop” at the very first frame. Four calibrators are four answers to “what is a good range?”: least squared error (mse, octav), a model of the distribution (aciq), a similar histogram (kl). Keep asking which question each one answers. Steps 3 to 7 are the cases where a popular choice fails.",
    "zh-CN":
      "第 1、2 步就是搜索本身：逐帧前进，让学生说该停在哪里；第 2 步从误差看，第一帧就像该停了。四种校准方法是对“什么是好范围”的几种回答：平方误差最小（mse、octav）、用分布模型推算（aciq）、直方图相似（kl）。不断追问每种方法回答的是哪个问题。第 3 至 7 步是常用方法失灵的例子。"
  },
  "steps": [
    {
      "headline": {
        "en": "A search tries one range after another; the best reaches {b.sqnr_db|db}.",
        "zh-CN": "搜索逐个尝试范围，最好的一个达到 {b.sqnr_db|db}。"
      },
      "text": {
        "en": "To find the best scale, try some. A starts with the whole range; each frame keeps a smaller part of it and measures the squared error. The calibrator mse (B) does the same with two hundred parts, and then more finely around the best of them. Which frame would you keep?",
        "zh-CN":
          "要找最好的缩放因子，就一个个试。A 从全部范围开始，每一帧只保留更小的一部分，再量一次平方误差。校准方法 mse（B）也是这样做：先试两百个比例，再在最好的一个附近细找。你会留下哪一帧？"
      },
      "state": { "data": "normal:seed=7", "a": "int4", "b": "int4:mse", "view": "sweeps" },
      "walk": {
        "frames": [
          { "a": "int4" },
          { "a": "int4:r0.9" },
          { "a": "int4:r0.8" },
          { "a": "int4:r0.7" },
          { "a": "int4:r0.6" },
          { "a": "int4:r0.55" },
          { "a": "int4:r0.5" },
          { "a": "int4:r0.45" },
          { "a": "int4:r0.4" },
          { "a": "int4:r0.35" },
          { "a": "int4:r0.3" }
        ],
        "text": {
          "en": "A keeps {grid.a_beta / max(abs(data.min), abs(data.max))|percent} of the range and clips {a.clipped|percent} of the values. MSE {a.mse}, SQNR {a.sqnr_db|db}. The best, B, keeps {grid.b_beta / max(abs(data.min), abs(data.max))|percent} and reaches {b.sqnr_db|db}.",
          "zh-CN":
            "A 保留 {grid.a_beta / max(abs(data.min), abs(data.max))|percent} 的范围，截断 {a.clipped|percent} 的数值。MSE 为 {a.mse}，SQNR 为 {a.sqnr_db|db}。最好的 B 保留 {grid.b_beta / max(abs(data.min), abs(data.max))|percent}，达到 {b.sqnr_db|db}。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 5", "a.clipped == 0", "abs(grid.b_beta / data.max - 0.5) < 0.05"]
    },
    {
      "headline": {
        "en": "With one far outlier, the way to the best range leads over a hill.",
        "zh-CN": "有一个很远的离群值时，通往最优范围的路要先翻过一座山。"
      },
      "text": {
        "en": "One of {data.count|count} values is {data.min}. A smaller range clips it, and yet all the others still become 0: the error rises at first. A search that only goes downhill from the whole range would stop at once. So mse tries ranges all over. B (octav) comes from the other side: it starts at the mean of |x| and computes its next limit by formula until the limit no longer changes.",
        "zh-CN":
          "{data.count|count} 个数值中有一个是 {data.min}。范围一缩小就截断了它，而其余数值仍然全部归零，误差先升后降。若从全部范围出发、只往误差更小处走，一步也走不动。所以 mse 把各处的范围都试一遍。B（octav）从另一侧来：从 |x| 的均值出发，用公式算下一个上限，直到不再变动。"
      },
      "state": { "data": "normal:seed=7:outliers=0.00002x150", "a": "int4", "b": "int4:octav", "view": "sweeps" },
      "walk": {
        "frames": [
          { "a": "int4" },
          { "a": "int4:r0.8" },
          { "a": "int4:r0.6" },
          { "a": "int4:r0.4" },
          { "a": "int4:r0.3" },
          { "a": "int4:r0.2" },
          { "a": "int4:r0.1" },
          { "a": "int4:r0.05" },
          { "a": "int4:r0.03" },
          { "a": "int4:r0.02" },
          { "a": "int4:r0.01" }
        ],
        "text": {
          "en": "A keeps {grid.a_beta / max(abs(data.min), abs(data.max))|percent} of the range; {a.zeroed|percent} of the values become 0. MSE {a.mse}, SQNR {a.sqnr_db|db}. B ends at {grid.b_beta / max(abs(data.min), abs(data.max))|percent} with MSE {b.mse}.",
          "zh-CN":
            "A 保留 {grid.a_beta / max(abs(data.min), abs(data.max))|percent} 的范围，{a.zeroed|percent} 的数值归零。MSE 为 {a.mse}，SQNR 为 {a.sqnr_db|db}。B 停在 {grid.b_beta / max(abs(data.min), abs(data.max))|percent}，MSE 为 {b.mse}。"
        }
      },
      "claims": [
        "a.zeroed * data.count == data.count - 1",
        "a.sqnr_db < 2",
        "b.sqnr_db - a.sqnr_db > 4",
        "grid.b_beta < 0.03 * abs(data.min)"
      ]
    },
    {
      "headline": {
        "en": "KL keeps the shape of the histogram and loses {a.sqnr_db - b.sqnr_db|db} against mse.",
        "zh-CN": "KL 保住的是直方图的形状，SQNR 比 mse 低 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "A is mse, B is kl. KL clips {b.clipped|percent} of the values where mse clips {a.clipped|percent}. A histogram with its tail looks more like the original, and what lies in the tail counts by number, not by distance. That is no error of KL: it minimizes something else.",
        "zh-CN":
          "A 用 mse，B 用 kl。KL 只截断 {b.clipped|percent} 的数值，mse 截断 {a.clipped|percent}。保留尾部的直方图更像原来的；尾部的数值按个数计，不按远近计。这不是 KL 出错，它最小化的本来就是别的东西。"
      },
      "state": { "data": "normal:seed=7", "a": "int4:mse", "b": "int4:kl", "view": "grid" },
      "controls": ["b.bits"],
      "question": {
        "kind": "place",
        "before": { "b": "int4" },
        "setup": {
          "en": "A has the range of least squared error, {grid.a_alpha} to {grid.a_beta}. B still has the whole range.",
          "zh-CN": "A 取平方误差最小的范围，{grid.a_alpha} 到 {grid.a_beta}。B 仍用全部范围。"
        },
        "ask": {
          "en": "B will use KL: of all clipped histograms, the one most like the original. Where will its upper limit lie?",
          "zh-CN": "B 将改用 KL：在截断后的各个直方图中，取最像原来的那个。它的上限会在哪里？"
        },
        "answers": ["grid.b_beta"],
        "reveal": {
          "en": "At {grid.b_beta}: further out than the limit of mse by a factor of {grid.b_beta / grid.a_beta}.",
          "zh-CN": "在 {grid.b_beta}，是 mse 上限的 {grid.b_beta / grid.a_beta} 倍。"
        }
      },
      "claims": ["a.clipped > 10 * b.clipped", "a.sqnr_db - b.sqnr_db > 2", "grid.b_beta > 1.3 * grid.a_beta"]
    },
    {
      "headline": {
        "en": "A formula for the wrong distribution (aciq) loses {a.sqnr_db - b.sqnr_db|db} against no clipping.",
        "zh-CN": "分布假设不对时，aciq 比不截断还低 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "A is int8 with the whole range. B uses aciq, which takes this data for a normal or a Laplace distribution and puts its limit at {grid.b_beta}. The tail is heavier than either: {b.clipped * data.count|count} values lie outside, as far out as {max(abs(data.min), abs(data.max))}. The markers show where mse and octav put the limit.",
        "zh-CN":
          "A 是用全部范围的 int8。B 用 aciq：它把数据当成正态或拉普拉斯分布，上限定在 {grid.b_beta}。实际的尾部比两者都重：有 {b.clipped * data.count|count} 个数值在外面，最远达 {max(abs(data.min), abs(data.max))}。图上还标出了 mse 与 octav 的上限。"
      },
      "state": { "data": "student", "a": "int8", "b": "int8:aciq", "view": "sweeps" },
      "controls": ["b.bits"],
      "question": {
        "kind": "choice",
        "before": { "b": "int8", "view": "grid" },
        "setup": {
          "en": "Data with heavier tails than a normal or a Laplace distribution (Student’s t, three degrees of freedom). A and B are int8 with the whole range: {a.sqnr_db|db}. ACIQ does not search. It measures the spread, assumes the nearer of these two distributions, and computes the best limit for it.",
          "zh-CN":
            "尾部比正态和拉普拉斯分布都重的数据（三自由度的 t 分布）。A、B 都是用全部范围的 int8：{a.sqnr_db|db}。ACIQ 不搜索：它测出离散程度，在正态与拉普拉斯中取较接近的一种，算出对它最优的上限。"
        },
        "ask": {
          "en": "B will use ACIQ. Compared with no clipping at all, it …",
          "zh-CN": "B 将改用 ACIQ。与完全不截断相比，它……"
        },
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
          "en": "It loses {a.sqnr_db - b.sqnr_db|db}. It clips only {b.clipped|percent} of the values, but they are {b.clipping_sse / (b.clipping_sse + b.rounding_sse)|percent} of the squared error. A formula is only as good as its model of the data.",
          "zh-CN":
            "低 {a.sqnr_db - b.sqnr_db|db}。它只截断了 {b.clipped|percent} 的数值，它们却占平方误差的 {b.clipping_sse / (b.clipping_sse + b.rounding_sse)|percent}。解析公式只和它对数据的假设一样可靠。"
        }
      },
      "claims": ["a.sqnr_db - b.sqnr_db > 8", "b.clipping_sse > 100 * b.rounding_sse", "b.clipped < 0.002"]
    },
    {
      "headline": {
        "en": "KL clips the {b.clipped * data.count|count} largest probabilities and keeps {b.sqnr_db|db}; mse keeps {a.sqnr_db|db}.",
        "zh-CN": "KL 截断最大的 {b.clipped * data.count|count} 个概率，只剩 {b.sqnr_db|db}；mse 有 {a.sqnr_db|db}。"
      },
      "text": {
        "en": "A (mse) found no better range than the whole one and clips nothing. B (kl) clips exactly the classes that matter: their bars below the axis are nearly all of its error. When a few values carry the meaning, the shape of the histogram is the wrong thing to keep.",
        "zh-CN":
          "A（mse）没有找到比全部范围更好的，什么也不截断。B（kl）截断的恰恰是要紧的那几个类别：轴下方它们的几根条，几乎就是全部误差。当意义集中在少数数值上时，保住直方图的形状是抓错了重点。"
      },
      "state": { "data": "sample(effnet_act_class_probs)", "a": "int8:mse", "b": "int8:kl", "view": "errors" },
      "question": {
        "kind": "choice",
        "before": { "a": "int8", "b": "int8" },
        "setup": {
          "en": "{data.count|count} class probabilities of a classifier. Almost all are near 0, and a few hold all the mass; the largest is {data.max}. A and B are int8 with the whole range.",
          "zh-CN":
            "一个分类网络输出的 {data.count|count} 个类别概率：绝大多数接近 0，质量集中在少数几个上，最大的是 {data.max}。A、B 都是用全部范围的 int8。"
        },
        "ask": {
          "en": "A will use mse, B will use KL. Which is far better by SQNR?",
          "zh-CN": "A 将改用 mse，B 将改用 KL。按 SQNR，哪一个会好得多？"
        },
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
            "text": { "en": "Neither: about equal", "zh-CN": "不相上下" },
            "when": "abs(a.sqnr_db - b.sqnr_db) <= 3"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "A, by {a.sqnr_db - b.sqnr_db|db}. In a histogram of {data.count|count} values, {b.clipped * data.count|count} hardly count; in the squared error of B they are everything.",
          "zh-CN":
            "A，高出 {a.sqnr_db - b.sqnr_db|db}。在 {data.count|count} 个数值的直方图里，{b.clipped * data.count|count} 个几乎不算数；在 B 的平方误差里，它们就是全部。"
        }
      },
      "claims": [
        "a.clipped == 0",
        "b.sqnr_db < 2",
        "a.sqnr_db - b.sqnr_db > 35",
        "b.clipped * data.count < 5",
        "b.clipping_sse > 100 * b.rounding_sse"
      ]
    },
    {
      "headline": {
        "en": "With {data.count|count} values, p99.9 clips one of them and loses {a.sqnr_db - b.sqnr_db|db}.",
        "zh-CN": "只有 {data.count|count} 个数值时，p99.9 截断其中一个，损失 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "A percentile is interpolated between two values: with so few, between the two largest magnitudes. So the largest is always clipped, {b.clipped|percent} of the data and not a tenth of that. With few values for calibration, use the maximum or a search.",
        "zh-CN":
          "百分位数是在两个数值之间插值得到的；数值这么少，就是在绝对值最大的两个之间。所以最大的那个必被截断，占 {b.clipped|percent}，而不是它的十分之一。校准样本少时，用最大值，或者搜索。"
      },
      "state": { "data": "normal:n=100:seed=7", "a": "int8", "b": "int8:p99.9", "view": "grid" },
      "controls": ["b.percentile"],
      "question": {
        "kind": "choice",
        "before": { "b": "int8" },
        "setup": {
          "en": "A percentile needs enough values. Here there are {data.count|count}; every dot is one of them. A and B are int8 with the whole range.",
          "zh-CN":
            "谈百分位数，首先要有足够多的数值。这里只有 {data.count|count} 个，每个点就是一个。A、B 都是用全部范围的 int8。"
        },
        "ask": {
          "en": "B will clip at the 99.9th percentile of |x|. How many of the values will it clip?",
          "zh-CN": "B 将截断到 |x| 的第 99.9 百分位数。它会截断几个数值？"
        },
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
          "en": "One. The limit lies at ±{grid.b_beta}, between the two largest magnitudes. That costs {a.sqnr_db - b.sqnr_db|db}.",
          "zh-CN": "一个。范围到 ±{grid.b_beta} 为止，位于绝对值最大的两个数值之间，代价是 {a.sqnr_db - b.sqnr_db|db}。"
        }
      },
      "claims": [
        "abs(b.clipped - 0.01) < 0.00001",
        "a.sqnr_db - b.sqnr_db > 3",
        "data.count == 100",
        "grid.b_beta < max(abs(data.min), abs(data.max))"
      ]
    },
    {
      "headline": {
        "en": "One outlier among fifty values: the percentile lands in the gap, {a.sqnr_db - b.sqnr_db|db} are lost.",
        "zh-CN": "五十个数值里一个离群值：百分位数落在空隙里，损失 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "The limit of B lies where there is no data. It clips one value, the outlier, and for the rest it does not even halve the step. The rule: with fewer than 1/(1 − p) values (p as a fraction), a percentile always clips the largest one, however much it matters.",
        "zh-CN":
          "B 的上限落在没有数据的地方：它只截断了离群值这一个，其余数值的步长却连一半都没缩到。规则：把 p 写成小数，数值少于 1/(1 − p) 个时，百分位数必然截断最大的一个，不管它有多要紧。"
      },
      "state": { "data": "normal:n=50:seed=7:outliers=0.02x20", "a": "int8", "b": "int8:p99", "view": "grid" },
      "controls": ["b.percentile"],
      "question": {
        "kind": "place",
        "before": { "b": "int8" },
        "setup": {
          "en": "{data.count|count} values, and one of them is an outlier, {data.max}. The others lie within ±{-data.min}. A and B are int8 with the whole range: {a.sqnr_db|db}.",
          "zh-CN":
            "{data.count|count} 个数值，其中一个是离群值 {data.max}，其余都在 ±{-data.min} 之内。A、B 都是用全部范围的 int8：{a.sqnr_db|db}。"
        },
        "ask": {
          "en": "B will clip at the 99th percentile of |x|. Where will its upper limit lie?",
          "zh-CN": "B 将截断到 |x| 的第 99 百分位数。它的上限会在哪里？"
        },
        "answers": ["grid.b_beta"],
        "reveal": {
          "en": "At {grid.b_beta}, half of the way from the second largest magnitude to the outlier. SQNR falls to {b.sqnr_db|db}.",
          "zh-CN": "在 {grid.b_beta}，差不多在第二大的绝对值与离群值的正中间。SQNR 跌到 {b.sqnr_db|db}。"
        }
      },
      "claims": [
        "a.sqnr_db - b.sqnr_db > 25",
        "abs(b.clipped * data.count - 1) < 0.01",
        "grid.a_scale < 2 * grid.b_scale",
        "abs((grid.b_beta + data.min) / (data.max + data.min) - 0.5) < 0.02"
      ]
    }
  ]
};
