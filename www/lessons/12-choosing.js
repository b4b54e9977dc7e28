export default {
  "id": "choosing",
  "title": { "en": "Choosing", "zh-CN": "如何选择" },
  "promise": {
    "en": "Test common advice on data, meet a budget, and know what a number leaves out.",
    "zh-CN": "用数据检验常见的建议，满足给定的预算，并知道指标漏掉了什么。"
  },
  "minutes": 14,
  "notes": {
    "en": "Steps 1 to 3 test common recommendations on measured data. Step 5 is for the students: give them ten minutes. Each of its three limits forces one decision: the largest error asks for small groups, the SQNR for more than symmetric int4, the bits for cheap scales. More than one scheme meets all three; no scheme in the list of Trade-off does. Close with step 6: a number is only a proxy; the task decides.",
    "zh-CN":
      "第 1 至 3 步用实测数据检验常见的建议。第 5 步交给学生，给他们十分钟。三个限制各逼出一个决定：最大误差要求小组，SQNR 要求比对称 int4 更好的网格，比特数要求便宜的缩放因子。达标的方案不止一种，但“权衡”视图的列表中一个也没有。最后用第 6 步收尾：指标只是代理，任务说了算。"
  },
  "steps": [
    {
      "headline": {
        "en": "On these weights, scales per row gain {b.sqnr_db - a.sqnr_db|db} more than asymmetry.",
        "zh-CN": "在这组权重上，按行缩放比非对称高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "A is asymmetric: {a.sqnr_db|db}. B is symmetric with one scale per row: {b.sqnr_db|db}. In the map of A the whole matrix suffers from one huge weight; in that of B, only its row. Granularity helps against uneven ranges and outliers; asymmetry helps against lopsided ranges.",
        "zh-CN":
          "A 非对称：{a.sqnr_db|db}。B 对称，每行一个缩放因子：{b.sqnr_db|db}。A 的图中，整个矩阵都被一个极大的权重拖累；B 的图中只有它那一行。粒度应对范围不均与离群值，非对称应对偏向一侧的范围。"
      },
      "state": { "data": "sample(minilm_l0_ffn_down_weight)", "a": "int8:asym", "b": "int8:row", "view": "blocks" },
      "controls": ["a.symmetry", "b.granularity"],
      "question": {
        "kind": "choice",
        "setup": {
          "en": "Weights with one huge value, {data.max}; their standard deviation is {data.sd}. A and B are the same: int8, symmetric, one scale.",
          "zh-CN": "一组权重，有一个极大值 {data.max}，而标准差只有 {data.sd}。A 与 B 相同：int8，对称，一个缩放因子。"
        },
        "ask": {
          "en": "“Go from symmetric to asymmetric first, that is the biggest step.” A does this. B stays symmetric and gets one scale per row. Which is better?",
          "zh-CN": "“先从对称换成非对称，这是最大的优化。”A 照办；B 仍用对称，改为每行一个缩放因子。哪个更好？"
        },
        "before": { "a": "int8", "b": "int8" },
        "options": [
          {
            "text": { "en": "A, asymmetric", "zh-CN": "A，非对称" },
            "when": "a.sqnr_db > b.sqnr_db + 1"
          },
          {
            "text": { "en": "B, one scale per row", "zh-CN": "B，每行一个缩放因子" },
            "when": "b.sqnr_db > a.sqnr_db + 1"
          },
          {
            "text": { "en": "About equal", "zh-CN": "差不多" },
            "when": "abs(a.sqnr_db - b.sqnr_db) <= 1"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "B, by {b.sqnr_db - a.sqnr_db|db}. Weights suffer mainly from uneven ranges and outliers, so start with symmetric scales per row or per group.",
          "zh-CN":
            "B，高出 {b.sqnr_db - a.sqnr_db|db}。权重的问题主要是范围不均与离群值，所以先用对称，按行或按组缩放。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 15", "b.bits_per_value - a.bits_per_value < 0.1", "data.max > 100 * data.sd"]
    },
    {
      "headline": {
        "en": "Even on one-sided activations, scales per token beat a zero-point by {a.sqnr_db - b.sqnr_db|db}.",
        "zh-CN": "即使激活偏在一侧，按词元缩放也比零点高 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "A is symmetric with a dynamic scale for each token, {a.sqnr_db|db}; B is asymmetric with one scale, {b.sqnr_db|db}. In the map of A only the first token, with the huge value, has large errors. A zero-point gains about one bit at most; a scale per token can gain many bits where one token spoils the common scale.",
        "zh-CN":
          "A 对称，每个词元一个动态缩放因子：{a.sqnr_db|db}；B 非对称，共用一个缩放因子：{b.sqnr_db|db}。A 的图中只有含极大值的第一个词元误差大。零点至多值 1 比特左右；而某个词元毁掉公共的缩放因子时，按词元缩放可能值许多比特。"
      },
      "state": {
        "data": "sample(minilm_act_l0_post_gelu)",
        "a": "int8:row",
        "b": "int8:asym",
        "view": "blocks",
        "blocka": 63
      },
      "controls": ["a.granularity", "b.symmetry"],
      "question": {
        "kind": "choice",
        "setup": {
          "en": "The output of a GELU, from {data.min} to {data.max}; each row is a token. A and B are the same: int8, symmetric, one scale.",
          "zh-CN": "GELU 的输出，从 {data.min} 到 {data.max}，每一行是一个词元。A 与 B 相同：int8，对称，一个缩放因子。"
        },
        "ask": {
          "en": "“For activations, asymmetric is the default.” B does this. A stays symmetric and gets a dynamic scale for each token. Which is better?",
          "zh-CN": "“激活默认用非对称。”B 照办；A 仍用对称，改为每个词元一个动态缩放因子。哪个更好？"
        },
        "before": { "a": "int8", "b": "int8", "blocka": 0 },
        "options": [
          {
            "text": { "en": "A, symmetric per token", "zh-CN": "A，对称、按词元" },
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
          "en": "A, by {a.sqnr_db - b.sqnr_db|db}. But one need not choose between the two: see the next step.",
          "zh-CN": "A，高出 {a.sqnr_db - b.sqnr_db|db}。不过两者不必二选一，见下一步。"
        }
      },
      "claims": ["a.sqnr_db - b.sqnr_db > 8", "a.bits_per_value - b.bits_per_value < 0.1"]
    },
    {
      "headline": {
        "en": "The gains add up: a zero-point per token brings {b.sqnr_db - a.sqnr_db|db} more.",
        "zh-CN": "收益可以叠加：每个词元再加一个零点，又提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "The picture compares all remedies on this data: up is better, right is more expensive. B combines two and reaches {b.sqnr_db|db}. Groups would gain even more, for more bits and more work in each product. Clipping at a percentile makes it worse. With your own tensor, all of this is measured for it.",
        "zh-CN":
          "图中在这组数据上比较各种对策：越高越好，越靠右代价越大。B 两者并用，达到 {b.sqnr_db|db}。分组还能更高，但要更多比特，做乘法时也更费事。按百分位数截断反而更差。换成你自己的张量，全部会重新测量。"
      },
      "state": {
        "data": "sample(minilm_act_l0_post_gelu)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "comparison"
      },
      "controls": ["b.symmetry"],
      "question": {
        "kind": "slider",
        "setup": {
          "en": "The same output of a GELU. A and B are the same: int8, symmetric, a dynamic scale for each token.",
          "zh-CN": "还是 GELU 的输出。A 与 B 相同：int8，对称，每个词元一个动态缩放因子。"
        },
        "ask": {
          "en": "B becomes asymmetric as well. How many decibels does that add?",
          "zh-CN": "现在 B 再改为非对称。还能提高多少分贝？"
        },
        "before": { "b": "int8:row", "view": "errors" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-2, 16],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}. The two remedies help against different faults: one against uneven tokens, the other against lopsided values.",
          "zh-CN": "{b.sqnr_db - a.sqnr_db|db}。两种对策各治一种毛病：一种针对词元之间不均，一种针对数值偏在一侧。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 5", "b.sqnr_db > 30"]
    },
    {
      "headline": {
        "en": "16-bit scales save more bits than the zero-points cost.",
        "zh-CN": "缩放因子改用 16 位，省下的比特比零点用掉的还多。"
      },
      "text": {
        "en": "A has plain groups of 64: {a.sqnr_db|db} with {a.bits_per_value} bits, below the line. B adds zero-points and stores its scales in 16 bits: {b.sqnr_db|db} with {b.bits_per_value} bits. It lies above the line and to the left of A: better and smaller.",
        "zh-CN":
          "A 是普通的 64 个一组：{a.sqnr_db|db}，{a.bits_per_value} 比特，在线以下。B 加上零点，缩放因子改存 16 位：{b.sqnr_db|db}，{b.bits_per_value} 比特。它在线以上、A 的左侧：更好，也更小。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int4:g64",
        "b": "int4:asym:g64:s16",
        "view": "tradeoff",
        "goal": "sqnr",
        "target": 20,
        "list":
          "int4:row;int4:g128;int4:g64;int4:g32;int4:g128:s16;int4:g64:s16;int4:g32:s16;int4:asym:g64;int4:asym:g64:s16;int5:row"
      },
      "controls": ["b.group"],
      "question": {
        "kind": "choice",
        "setup": {
          "en": "Now weights with a budget for the SQNR and the bits. A and B are plain int4 with one scale: {a.sqnr_db|db}, far too little.",
          "zh-CN":
            "现在给权重定下预算：SQNR 和比特数都有限制。A 与 B 都是普通的 int4，一个缩放因子：{a.sqnr_db|db}，远远不够。"
        },
        "ask": {
          "en": "At least 20 decibels, at most 4.5 bits per value. A gets groups of 64 with 32-bit scales; B the same groups with zero-points and 16-bit scales. Which meets the budget?",
          "zh-CN":
            "SQNR 至少 20 分贝，每值至多 4.5 比特。两者都改为 64 个一组：A 的缩放因子 32 位；B 带零点，缩放因子 16 位。哪个满足预算？"
        },
        "before": { "a": "int4", "b": "int4", "view": "grid" },
        "options": [
          {
            "text": { "en": "Only A", "zh-CN": "只有 A" },
            "when":
              "min(min(a.sqnr_db - 20, 4.5 - a.bits_per_value), -min(b.sqnr_db - 20, 4.5 - b.bits_per_value)) >= 0"
          },
          {
            "text": { "en": "Only B", "zh-CN": "只有 B" },
            "when":
              "min(min(b.sqnr_db - 20, 4.5 - b.bits_per_value), -min(a.sqnr_db - 20, 4.5 - a.bits_per_value)) >= 0"
          },
          {
            "text": { "en": "Both", "zh-CN": "都满足" },
            "when": "min(min(a.sqnr_db - 20, 4.5 - a.bits_per_value), min(b.sqnr_db - 20, 4.5 - b.bits_per_value)) >= 0"
          },
          {
            "text": { "en": "Neither", "zh-CN": "都不满足" },
            "when": "max(min(a.sqnr_db - 20, 4.5 - a.bits_per_value), min(b.sqnr_db - 20, 4.5 - b.bits_per_value)) < 0"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Only B. A has just 4 + 32/64 bits but misses the SQNR; B has 4 + 16/64 + 4/64 bits and reaches it.",
          "zh-CN": "只有 B。A 恰好 4 + 32/64 比特，SQNR 却不够；B 是 4 + 16/64 + 4/64 比特，SQNR 达标。"
        }
      },
      "claims": [
        "a.bits_per_value == 4.5",
        "a.sqnr_db < 20",
        "b.sqnr_db > 20",
        "b.bits_per_value == 4.3125",
        "b.bits_per_value < a.bits_per_value",
        "b.sqnr_db > a.sqnr_db"
      ]
    },
    {
      "headline": {
        "en": "One huge weight and three limits: now it is your turn.",
        "zh-CN": "一个极大的权重，三个限制：轮到你了。"
      },
      "text": {
        "en": "Back to the matrix with the huge weight, {data.max}. A, clipped for the least squared error, cuts it off: {a.sqnr_db|db}. B, plain int4, keeps it and loses nearly all others. Change B. No scheme of the list meets all three limits. A hint: scales can be cheaper still than 16 bits.",
        "zh-CN":
          "回到有极大权重的那个矩阵，它是 {data.max}。A 按平方误差最小来截断，截掉的正是它：{a.sqnr_db|db}。B 是普通的 int4，保住了它，其余的却几乎全部归零。请修改 B。列表中没有一个方案同时满足三个限制。提示：缩放因子还可以比 16 位更便宜。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_down_weight)",
        "a": "int4:mse",
        "b": "int4",
        "view": "tradeoff",
        "goal": "sqnr",
        "target": 22
      },
      "controls": ["b.notation"],
      "question": {
        "kind": "challenge",
        "ask": {
          "en": "Reach an SQNR of at least 22 decibels with at most 4.4 bits per value, and let no weight change by more than 0.05.",
          "zh-CN": "SQNR 至少 22 分贝，每值至多 4.4 比特，而且每个权重的误差都不超过 0.05。"
        },
        "goals": ["b.sqnr_db >= 22", "b.bits_per_value <= 4.4", "b.max_abs_error <= 0.05"],
        "solution": "int4:asym:g32:se4m3",
        "reveal": {
          "en": "Your B: {b.sqnr_db|db}, {b.bits_per_value} bits per value, largest error {b.max_abs_error|short}; {b.zeroed|percent} of its weights become 0. The huge weight ruins its own group, so the largest error depends on the neighbors in it. Small groups have few; cheap scales pay for small groups.",
          "zh-CN":
            "你的 B：{b.sqnr_db|db}，每值 {b.bits_per_value} 比特，最大误差 {b.max_abs_error|short}，{b.zeroed|percent} 的权重归零。极大的权重毁掉自己那一组，最大误差就看组里有哪些邻居。组越小，邻居越少；缩放因子便宜，才用得起小组。"
        }
      },
      "claims": [
        "b.zeroed > 0.9999",
        "b.sqnr_db < 2",
        "a.sqnr_db < 5",
        "a.clipped > 0",
        "a.max_abs_error > 7",
        "data.max > 100 * data.sd"
      ]
    },
    {
      "headline": {
        "en": "{a.zeroed|percent} of A’s weights are zero, and still it reaches {a.sqnr_db|db}.",
        "zh-CN": "A 有 {a.zeroed|percent} 的权重变成了零，SQNR 却还有 {a.sqnr_db|db}。"
      },
      "text": {
        "en": "One weight, {data.max}, holds most of the power of this convolution, and A keeps it. The rest hardly counts in the SQNR, but it may be what the network needs. SQNR and MSE describe a tensor, not a network: use them to choose candidates, then measure the task.",
        "zh-CN":
          "这个卷积层的功率大部分集中在一个权重上，即 {data.max}，而 A 保住了它。其余的在 SQNR 中几乎不算数，却可能正是网络所需要的。SQNR、MSE 描述的是张量，不是网络：用它们挑出候选，再到任务上去测。"
      },
      "state": { "data": "sample(silero_conv4_weight)", "a": "int8", "b": "int8:row", "view": "grid" },
      "controls": ["a.bits"],
      "question": {
        "kind": "choice",
        "setup": {
          "en": "A last warning. These are the weights of a convolution. A and B are the same: int8, symmetric, one scale per row. {b.zeroed|percent} of the weights become 0.",
          "zh-CN":
            "最后提醒一句。这是一个卷积层的权重。A 与 B 相同：int8，对称，每行一个缩放因子，{b.zeroed|percent} 的权重归零。"
        },
        "ask": {
          "en": "A now gets one scale for all and still has a fair SQNR. How many of its weights become 0?",
          "zh-CN": "现在 A 改为全部共用一个缩放因子，SQNR 仍然说得过去。它有多少权重归零？"
        },
        "before": { "a": "int8:row" },
        "options": [
          {
            "text": { "en": "About as many as before", "zh-CN": "与之前差不多" },
            "when": "abs(a.zeroed - b.zeroed) < 0.1"
          },
          {
            "text": { "en": "About half", "zh-CN": "一半左右" },
            "when": "abs(a.zeroed - 0.5) <= 0.2"
          },
          {
            "text": { "en": "Nearly all", "zh-CN": "几乎全部" },
            "when": "a.zeroed > 0.9"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "{a.zeroed|percent}. Its step of {grid.a_scale|short} is longer than the standard deviation of the weights, {data.sd|short}.",
          "zh-CN": "{a.zeroed|percent}。它的步长 {grid.a_scale|short}，比权重的标准差 {data.sd|short} 还大。"
        }
      },
      "claims": [
        "a.zeroed > 0.95",
        "a.sqnr_db > 17",
        "b.zeroed < 0.15",
        "b.sqnr_db - a.sqnr_db > 14",
        "grid.a_scale > data.sd",
        "data.max ^ 2 > 0.8 * data.count * data.sd ^ 2"
      ]
    }
  ]
};
