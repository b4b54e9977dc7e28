export default {
  "id": "choosing",
  "title": { "en": "Choosing", "zh-CN": "如何选择" },
  "minutes": 10,
  "notes": {
    "en": "Steps 1 to 3 test three common recommendations on measured data. Step 5 is for the students: give them ten minutes. More than one scheme reaches the goal. Close with step 6: a number is only a proxy; the task decides.",
    "zh-CN":
      "第 1 至 3 步用实测数据检验三条常见的建议。第 5 步交给学生，给他们十分钟；达标的方案不止一种。最后用第 6 步收尾：指标只是代理，任务说了算。"
  },
  "steps": [
    {
      "text": {
        "en": "Recommendation one, for weights: “go from symmetric to asymmetric first, that is the biggest step”. A does this; B stays symmetric and uses one scale per row instead.",
        "zh-CN": "建议一，针对权重：“先从对称换成非对称，这是最大的优化。”A 照办；B 仍用对称，改为每行一个缩放因子。"
      },
      "state": { "data": "sample(minilm_l0_ffn_down_weight)", "a": "int8:asym", "b": "int8:row", "view": "blocks" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which is better on this matrix?", "zh-CN": "在这个矩阵上哪个更好？" },
        "before": { "a": "int8", "b": "int8" },
        "options": [
          {
            "text": { "en": "A, asymmetric", "zh-CN": "A，非对称" },
            "when": "a.sqnr_db > b.sqnr_db + 1"
          },
          {
            "text": { "en": "B, per row", "zh-CN": "B，按行" },
            "when": "b.sqnr_db > a.sqnr_db + 1"
          },
          {
            "text": { "en": "About equal", "zh-CN": "差不多" },
            "when": "abs(a.sqnr_db - b.sqnr_db) <= 1"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "B, {b.sqnr_db|db} against {a.sqnr_db|db}. Granularity helps against uneven ranges and outliers; asymmetry helps against lopsided ranges. Weights suffer mainly from the former, so start with symmetric scales per row or per group.",
          "zh-CN":
            "B，{b.sqnr_db|db} 对 {a.sqnr_db|db}。粒度应对范围不均与离群值，非对称应对偏向一侧的范围，而权重的问题主要是前者，所以先用对称，按行或按组缩放。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 15", "b.bits_per_value - a.bits_per_value < 0.1"]
    },
    {
      "text": {
        "en": "Recommendation two, for activations: “asymmetric is the default”. This is a GELU output. A is symmetric with one dynamic scale per token. B is asymmetric with one scale.",
        "zh-CN":
          "建议二，针对激活：“默认用非对称。”这是 GELU 的输出。A：对称，每个词元一个动态缩放因子；B：非对称，共用一个缩放因子。"
      },
      "state": { "data": "sample(minilm_act_l0_post_gelu)", "a": "int8:row", "b": "int8:asym", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which is better?", "zh-CN": "哪个更好？" },
        "before": { "a": "int8", "b": "int8" },
        "options": [
          {
            "text": { "en": "A, symmetric per token", "zh-CN": "A，按词元、对称" },
            "when": "a.sqnr_db > b.sqnr_db + 1"
          },
          {
            "text": { "en": "B, asymmetric", "zh-CN": "B，非对称" },
            "when": "b.sqnr_db > a.sqnr_db + 1"
          },
          {
            "text": { "en": "About equal", "zh-CN": "差不多" },
            "when": "abs(a.sqnr_db - b.sqnr_db) <= 1"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "A, by {a.sqnr_db - b.sqnr_db|db}, even on one-sided data. A zero-point gains about one bit at most; a scale per row can gain any number of bits where huge values spoil the common scale. The two add up; see the next step.",
          "zh-CN":
            "A，高出 {a.sqnr_db - b.sqnr_db|db}，即使数据只有一侧。零点至多相当于 1 比特左右；而极大值毁掉公共的缩放因子时，每行一个缩放因子可能值许多比特。两者可以叠加，见下一步。"
        }
      },
      "claims": ["a.sqnr_db - b.sqnr_db > 8", "a.bits_per_value - b.bits_per_value < 0.1"]
    },
    {
      "text": {
        "en": "B combines both and reaches {b.sqnr_db|db}, another {b.sqnr_db - a.sqnr_db|db} more. The picture compares all remedies on this data by their decibels and bits, and the table under it skew, outliers, granularity, storage and cost. Load your own tensor, and all is measured again.",
        "zh-CN":
          "两者并用即 B：{b.sqnr_db|db}，再提高 {b.sqnr_db - a.sqnr_db|db}。图中在这组数据上比较各种对策的分贝数与比特数，下方的表还列出偏斜、离群值、粒度、存储、运算代价。载入你自己的张量，全部会重新测量。"
      },
      "state": {
        "data": "sample(minilm_act_l0_post_gelu)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "comparison"
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 5", "b.sqnr_db > 30"]
    },
    {
      "text": {
        "en": "Now there is a budget on these weights: an SQNR of at least 20 and at most 4.5 bits per value. A and B are two candidates.",
        "zh-CN": "现在加上预算：在这组权重上，SQNR 至少 20，每值至多 4.5 比特。A 和 B 是两个候选。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int4:g64",
        "b": "int4:asym:g64:s16",
        "view": "tradeoff",
        "goal": "sqnr",
        "target": 20
      },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which meets both conditions?", "zh-CN": "哪个同时满足两个条件？" },
        "before": { "a": "int4", "b": "int4" },
        "options": [
          {
            "text": { "en": "Only A", "zh-CN": "只有 A" },
            "when": "min(a.sqnr_db - 20, 4.5 - a.bits_per_value) >= 0"
          },
          {
            "text": { "en": "Only B", "zh-CN": "只有 B" },
            "when": "min(b.sqnr_db - 20, 4.5 - b.bits_per_value) >= 0"
          },
          {
            "text": { "en": "Neither", "zh-CN": "都不满足" },
            "when": "max(min(a.sqnr_db - 20, 4.5 - a.bits_per_value), min(b.sqnr_db - 20, 4.5 - b.bits_per_value)) < 0"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Only B: {b.sqnr_db|db} with {b.bits_per_value} bits; A has {a.sqnr_db|db} with {a.bits_per_value}. 16-bit scales save more bits than the zero-points cost.",
          "zh-CN":
            "只有 B：{b.sqnr_db|db}，{b.bits_per_value} 比特；A 是 {a.sqnr_db|db}，{a.bits_per_value} 比特。缩放因子改用 16 位，省下的比零点用掉的还多。"
        }
      },
      "claims": [
        "a.bits_per_value == 4.5",
        "a.sqnr_db < 20",
        "b.bits_per_value < a.bits_per_value",
        "b.sqnr_db > a.sqnr_db"
      ]
    },
    {
      "text": {
        "en": "Now it is your turn, on a harder matrix: the one with the single huge weight. A shows the best that clipping can do with one symmetric scale: {a.sqnr_db|db}. Start from plain int4; change B.",
        "zh-CN":
          "轮到你了，换一个更难的矩阵：有一个极大权重的那个。A 是只用一个对称缩放因子时截断所能达到的最好结果：{a.sqnr_db|db}。从普通的 int4 出发，修改 B。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_down_weight)",
        "a": "int4:mse",
        "b": "int4",
        "view": "tradeoff",
        "goal": "sqnr",
        "target": 20
      },
      "question": {
        "kind": "challenge",
        "ask": {
          "en": "Reach an SQNR of 20 with at most 4.5 bits per value.",
          "zh-CN": "SQNR 达到 20，每值不超过 4.5 比特。"
        },
        "goals": ["b.sqnr_db >= 20", "b.bits_per_value <= 4.5"],
        "solution": "int4:g64",
        "reveal": {
          "en": "Groups of 64 are enough: the huge weight spoils only its own group. 16-bit scales save bits, even with a zero-point.",
          "zh-CN": "64 个一组就够了：极大的权重只连累自己那一组。用 16 位缩放因子，即使加上零点，比特数仍有富余。"
        }
      },
      "claims": ["b.zeroed > 0.9999", "b.sqnr_db < 2", "a.sqnr_db < 5", "a.clipped > 0", "data.max > 100 * data.sd"]
    },
    {
      "text": {
        "en": "A last warning. A reaches {a.sqnr_db|db} on this convolution, although {a.zeroed|percent} of its weights are zero. SQNR, MSE and the others describe a tensor, not a network: use them to choose candidates, then measure the task.",
        "zh-CN":
          "最后提醒一句。在这个卷积层上，A 达到 {a.sqnr_db|db}，尽管 {a.zeroed|percent} 的权重变成了零。SQNR、MSE 等指标描述的是张量，不是网络：用它们挑出候选，再到任务上去测。"
      },
      "state": { "data": "sample(silero_conv4_weight)", "a": "int8", "b": "int8:row", "view": "grid" },
      "claims": ["a.zeroed > 0.95", "a.sqnr_db > 17", "b.zeroed < 0.15", "b.sqnr_db - a.sqnr_db > 14"]
    }
  ]
};
