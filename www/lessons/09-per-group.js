export default {
  "id": "per-group",
  "title": { "en": "One scale per group", "zh-CN": "每组一个缩放因子" },
  "promise": {
    "en": "Weigh what a group size gains against what its scales cost.",
    "zh-CN": "学会权衡组大小：能提高多少分贝，缩放因子又占多少比特。"
  },
  "minutes": 10,
  "notes": {
    "en": "Keep two columns on the board: SQNR and bits per value. A group size is never better in itself; it is better at a price. Step 3 is the turning point: at equal storage, small groups of int4 lose against plain int8 by a wide margin. Step 4 plays the group sizes one after the other; ask before each whether A or B is the better deal.",
    "zh-CN":
      "黑板上始终并列两栏：SQNR 与每值比特数。组的大小本身无所谓好坏，只有在某个代价下才谈得上。第 3 步是转折点：存储相同时，int4 配小组远远不如普通的 int8。第 4 步逐一演示各种组大小，每走一步之前先问学生：A 与 B 哪个更合算？"
  },
  "steps": [
    {
      "headline": {
        "en": "Groups of 64 gain {b.sqnr_db - a.sqnr_db|db} for {b.bits_per_value - a.bits_per_value|short} bits per value.",
        "zh-CN":
          "64 个一组：每值多花 {b.bits_per_value - a.bits_per_value|short} 比特，提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "Groups cut a row into pieces. In B, every 64 consecutive weights have a scale of their own; the thin lines separate them. One large weight now sets the step of its own group, not of the whole row. B’s errors are smaller everywhere, even in the band of rows that stands out, where the weights are largest.",
        "zh-CN":
          "分组就是把一行再切开。B 中每 64 个相邻权重有自己的缩放因子，细线是组的边界。一个大权重现在只决定自己这一组的步长，不再影响整行。B 的误差处处更小，图中最醒目的那几十行（权重最大）也不例外。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int4:row", "b": "int4:g64", "view": "blocks" },
      "controls": ["b.group"],
      "question": {
        "kind": "slider",
        "setup": {
          "en": "These are weights of a transformer, {data.count / 128|count} in each row. A and B are the same: int4, and every row has one 32-bit scale. That makes {a.bits_per_value} bits per value.",
          "zh-CN":
            "某个 Transformer 的权重，每行 {data.count / 128|count} 个。A 与 B 相同：int4，每行一个 32 位的缩放因子，平均每值 {a.bits_per_value} 比特。"
        },
        "ask": {
          "en": "B now gets a scale for every 64 weights. How many bits per value does it store?",
          "zh-CN": "现在 B 改为每 64 个权重一个缩放因子。B 平均每值存多少比特？"
        },
        "before": { "b": "int4:row" },
        "answer": "b.bits_per_value",
        "unit": "bits",
        "range": [4, 6],
        "reveal": {
          "en": "4 + 32/64 = {b.bits_per_value}. For that price the SQNR rises from {a.sqnr_db|db} to {b.sqnr_db|db}.",
          "zh-CN": "4 + 32/64 = {b.bits_per_value}。付出这个代价，SQNR 从 {a.sqnr_db|db} 升到 {b.sqnr_db|db}。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 1.5", "b.bits_per_value == 4.5", "a.bits_per_value < 4.1"]
    },
    {
      "headline": {
        "en": "From 64 to 16, each halving gains about one decibel and doubles the number of scales.",
        "zh-CN": "从 64 到 16，组大小每减半，SQNR 提高约一分贝，缩放因子的个数翻倍。"
      },
      "text": {
        "en": "The curve is steepest between one scale for the whole tensor and one per row: rows differ most. From there on, each halving gains a little more than the one before. B’s groups are a quarter of A’s: {b.sqnr_db - a.sqnr_db|db} for {b.bits_per_value - a.bits_per_value} bits per value. The bits stand under the group sizes.",
        "zh-CN":
          "整个张量一个缩放因子与每行一个之间，曲线最陡：行与行的差别最大。此后组大小每减半一次，SQNR 的提高都比前一次略多。B 的组是 A 的四分之一：每值多花 {b.bits_per_value - a.bits_per_value} 比特，换来 {b.sqnr_db - a.sqnr_db|db}。横轴上组大小的下方就是每值比特数。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int4:g64",
        "b": "int4:g16",
        "view": "sweeps",
        "by": "group"
      },
      "controls": ["b.group"],
      "question": {
        "kind": "curve",
        "setup": {
          "en": "The same weights. A and B are the same: int4 in groups of 64. They reach {a.sqnr_db|db}.",
          "zh-CN": "还是这组权重。A 与 B 相同：int4，64 个一组，SQNR 为 {a.sqnr_db|db}。"
        },
        "ask": {
          "en": "Draw the SQNR against the group size, from groups of eight to one scale for the whole tensor.",
          "zh-CN": "画出 SQNR 随组大小的变化：从 8 个一组，到整个张量共用一个缩放因子。"
        },
        "before": { "a": "int4:g64", "b": "int4:g64", "view": "blocks" },
        "points": [
          { "label": "8", "scheme": "int4:g8" },
          { "label": "16", "scheme": "int4:g16" },
          { "label": "32", "scheme": "int4:g32" },
          { "label": "64", "scheme": "int4:g64" },
          { "label": "128", "scheme": "int4:g128" },
          { "label": "256", "scheme": "int4:g256" },
          { "label": { "en": "row", "zh-CN": "行" }, "scheme": "int4:row" },
          { "label": { "en": "tensor", "zh-CN": "张量" }, "scheme": "int4" }
        ],
        "axis": { "en": "group size", "zh-CN": "组大小" },
        "range": [10, 30],
        "reveal": {
          "en": "From A to B, two halvings, {b.sqnr_db - a.sqnr_db|db}. Spent on codes instead, the same {b.bits_per_value - a.bits_per_value} bits would gain 1.5 × 6.02 dB.",
          "zh-CN":
            "从 A 到 B，减半两次，提高 {b.sqnr_db - a.sqnr_db|db}。同样的 {b.bits_per_value - a.bits_per_value} 比特若用在编码上，可提高 1.5 × 6.02 dB。"
        }
      },
      "claims": [
        "b.bits_per_value == 6",
        "b.bits_per_value - a.bits_per_value == 1.5",
        "b.sqnr_db - a.sqnr_db > 1.8",
        "b.sqnr_db - a.sqnr_db < 2.4"
      ]
    },
    {
      "headline": {
        "en": "At equal storage, int8 per row beats int4 in groups of eight by {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "存储相同，按行的 int8 比 8 个一组的 int4 高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "Every dot is a scheme. A stores {a.bits_per_value} bits per value, B {b.bits_per_value}. Smaller groups of int4 lead far to the right and only a little up. Each bit more in the codes, with one scale per row, leads steeply up.",
        "zh-CN":
          "一个点是一个方案。A 每值 {a.bits_per_value} 比特，B 每值 {b.bits_per_value} 比特。int4 的组越小，点越往右走，却只升高一点；而每行一个缩放因子，编码每多 1 比特，点就陡然上升。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int4:g8",
        "b": "int8:row",
        "view": "tradeoff",
        "goal": "bits",
        "target": 8.1,
        "list": "int4:row;int4:g128;int4:g64;int4:g32;int4:g16;int4:g8;int5:row;int6:row;int7:row;int8:row"
      },
      "controls": ["b.bits"],
      "question": {
        "kind": "slider",
        "setup": {
          "en": "A and B are the same: int4 in groups of eight. Each group adds 32/8 bits per value for its scale, so half of the {a.bits_per_value} bits are scales.",
          "zh-CN":
            "A 与 B 相同：int4，8 个一组。缩放因子每值要占 32/8 比特，{a.bits_per_value} 比特里有一半是缩放因子。"
        },
        "ask": {
          "en": "B now spends its bits on codes: int8 with one scale per row. How many decibels does it gain?",
          "zh-CN": "现在 B 把比特花在编码上：int8，每行一个缩放因子。B 能提高多少分贝？"
        },
        "before": { "b": "int4:g8", "view": "errors" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-10, 30],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, for practically the same bits. Finer granularity helps against uneven ranges; it does not replace bits.",
          "zh-CN": "{b.sqnr_db - a.sqnr_db|db}，比特数几乎没变。细粒度能应对范围不均，但不能代替比特。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 19",
        "a.bits_per_value == 8",
        "abs(a.bits_per_value - b.bits_per_value) < 0.1"
      ]
    },
    {
      "headline": {
        "en": "With 32-bit scales, groups of 32 already cost one whole bit per value.",
        "zh-CN": "缩放因子为 32 位时，32 个一组就已经每值多花整整 1 比特。"
      },
      "text": {
        "en": "When do smaller groups stop paying off? Go through the frames. B stays where it is: int5 with one scale per row. A’s groups shrink from 128 to 8. At 32 both have about the same bits, and B is far better. Further on, A costs more than B.",
        "zh-CN":
          "组小到什么时候就不再划算？逐帧看。B 不动：int5，每行一个缩放因子。A 的组从 128 个逐步减到 8 个。到 32 个时，两者比特数差不多，B 却好得多；再往后，A 的代价超过 B。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int4:g128",
        "b": "int5:row",
        "view": "tradeoff",
        "goal": "bits",
        "target": 5.1,
        "list": "int4:row;int4:g128;int4:g64;int4:g32;int4:g16;int4:g8;int5:row;int6:row;int7:row;int8:row"
      },
      "walk": {
        "frames": [
          { "a": "int4:g128" },
          { "a": "int4:g64" },
          { "a": "int4:g32" },
          { "a": "int4:g16" },
          { "a": "int4:g8" }
        ],
        "text": {
          "en": "A: {a.sqnr_db|db} with {a.bits_per_value} bits per value. B: {b.sqnr_db|db} with {b.bits_per_value}.",
          "zh-CN": "A：{a.sqnr_db|db}，每值 {a.bits_per_value} 比特。B：{b.sqnr_db|db}，每值 {b.bits_per_value} 比特。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 5", "a.bits_per_value == 4.25", "b.bits_per_value < 5.1", "b.sqnr_db > 24"]
    },
    {
      "headline": {
        "en": "16-bit scales save {a.bits_per_value - b.bits_per_value} bits per value and cost next to nothing.",
        "zh-CN": "缩放因子改存 16 位，每值省 {a.bits_per_value - b.bits_per_value} 比特，几乎没有损失。"
      },
      "text": {
        "en": "So make the scales cheaper. B stores each scale in 16 bits and stands straight to the left of A: the same SQNR, fewer bits. With such scales, groups of 32 are a good choice again; many formats for language models do just this.",
        "zh-CN":
          "那就让缩放因子便宜些。B 的缩放因子只存 16 位，它的点在 A 的正左方：SQNR 相同，比特更少。这样 32 个一组又变得合算，许多大语言模型的格式正是这样做的。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int4:g32",
        "b": "int4:g32:s16",
        "view": "tradeoff",
        "goal": "bits",
        "target": 4.6,
        "list":
          "int4:row;int4:g128;int4:g64;int4:g32;int4:g16;int4:row:s16;int4:g128:s16;int4:g64:s16;int4:g32:s16;int4:g16:s16;int5:row"
      },
      "controls": ["b.group"],
      "question": {
        "kind": "choice",
        "setup": {
          "en": "A and B are the same: int4 in groups of 32, with scales of 32 bits.",
          "zh-CN": "A 与 B 相同：int4，32 个一组，缩放因子 32 位。"
        },
        "ask": {
          "en": "B now stores its scales as 16-bit floats. How much SQNR does that cost?",
          "zh-CN": "现在 B 的缩放因子改用 16 位浮点数存储。SQNR 会降低多少？"
        },
        "before": { "b": "int4:g32", "view": "errors" },
        "options": [
          {
            "text": { "en": "Next to nothing", "zh-CN": "几乎不变" },
            "when": "a.sqnr_db - b.sqnr_db < 0.1"
          },
          {
            "text": { "en": "A few tenths of a decibel", "zh-CN": "零点几 dB" },
            "when": "abs(a.sqnr_db - b.sqnr_db - 0.5) <= 0.4"
          },
          {
            "text": { "en": "More than 1 dB", "zh-CN": "超过 1 dB" },
            "when": "a.sqnr_db - b.sqnr_db > 1"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "Only {abs(a.sqnr_db - b.sqnr_db)|db}. A 16-bit float has 11 significant bits, so a scale is off by at most one part in two thousand; that moves no value by a noticeable part of a step.",
          "zh-CN":
            "只有 {abs(a.sqnr_db - b.sqnr_db)|db}。16 位浮点数有 11 位有效数字，缩放因子至多差两千分之一，由此产生的偏移与步长相比微不足道。"
        }
      },
      "claims": ["abs(a.sqnr_db - b.sqnr_db) < 0.01", "a.bits_per_value - b.bits_per_value == 0.5"]
    },
    {
      "headline": {
        "en": "Even on data without any structure, groups of 32 gain {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "即使数据毫无结构，32 个一组也能提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "The colors now stand for the scales. Rows and groups differ only by chance. Still, in each row only one of B’s eight groups, the one with the row’s largest value, keeps A’s scale. The other seven have smaller scales, so finer steps.",
        "zh-CN":
          "现在颜色表示缩放因子。各行各组之间只有偶然的差别。但 B 的每行八组中，只有含该行最大值的那一组缩放因子与 A 相同，其余七组都更小，步长也就更细。"
      },
      "state": { "data": "normal:seed=7", "a": "int4:row", "b": "int4:g32", "view": "blocks", "map": "scale" },
      "controls": ["b.group"],
      "question": {
        "kind": "choice",
        "setup": {
          "en": "Independent normal values, the same distribution in every row and column. A and B are the same: int4 with one scale for each row of {sqrt(data.count)|count}.",
          "zh-CN":
            "相互独立的正态随机数，各行各列分布相同。A 与 B 相同：int4，每行 {sqrt(data.count)|count} 个数值，共用一个缩放因子。"
        },
        "ask": {
          "en": "B now gets groups of 32. Does that help on data without structure?",
          "zh-CN": "现在 B 改为 32 个一组。数据毫无结构，分组有用吗？"
        },
        "before": { "b": "int4:row", "map": "values" },
        "options": [
          {
            "text": { "en": "No, there is nothing to adapt to", "zh-CN": "没用，没有什么可适应的" },
            "when": "b.sqnr_db - a.sqnr_db < 0.3"
          },
          {
            "text": { "en": "A little, less than 1 dB", "zh-CN": "有一点，不到 1 dB" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 0.65) <= 0.35"
          },
          {
            "text": { "en": "Yes, more than 1 dB", "zh-CN": "有用，超过 1 dB" },
            "when": "b.sqnr_db - a.sqnr_db > 1"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "Yes, {b.sqnr_db - a.sqnr_db|db}: the largest of 32 values is usually smaller than the largest of 256. On real weights, part of the gain of groups is just this effect.",
          "zh-CN":
            "有用，{b.sqnr_db - a.sqnr_db|db}：32 个数值里的最大值，通常小于 256 个里的最大值。分组在真实权重上的收益，有一部分就来自这个效应。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 2", "b.sqnr_db - a.sqnr_db < 3"]
    },
    {
      "headline": {
        "en": "In small groups, a zero-point gains {b.sqnr_db - a.sqnr_db|db} for {b.bits_per_value - a.bits_per_value} bits per value.",
        "zh-CN":
          "组较小时，零点每值只占 {b.bits_per_value - a.bits_per_value} 比特，却能提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "The whole tensor is balanced around zero; 64 of its values seldom are. B’s zero-points fit each group’s range from its smallest to its largest value, so its steps are shorter. One zero-point for the whole tensor gains much less on these weights.",
        "zh-CN":
          "整个张量两侧均衡，其中的 64 个数值却很少如此。B 有零点，每组的范围恰好从最小值到最大值，步长因此更短。若整个张量只有一个零点，在同样这组权重上收益就小得多。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int4:g64", "b": "int4:asym:g64", "view": "errors" },
      "controls": ["b.symmetry"],
      "question": {
        "kind": "slider",
        "setup": {
          "en": "The weights again. A and B are the same: int4, symmetric, in groups of 64.",
          "zh-CN": "回到那组权重。A 与 B 相同：int4，对称，64 个一组。"
        },
        "ask": {
          "en": "B becomes asymmetric: each group also stores a zero-point of 4 bits. How many decibels does it gain?",
          "zh-CN": "现在 B 改为非对称，每组再存一个 4 位的零点。B 能提高多少分贝？"
        },
        "before": { "b": "int4:g64" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 4],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}: more than halving the groups gains, for {b.bits_per_value - a.bits_per_value} bits per value instead of half a bit.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}，比组大小减半还多；而代价是每值 {b.bits_per_value - a.bits_per_value} 比特，不是半个比特。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 1.3",
        "b.sqnr_db - a.sqnr_db < 1.6",
        "b.bits_per_value - a.bits_per_value == 0.0625"
      ]
    }
  ]
};
