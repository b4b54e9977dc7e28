export default {
  "id": "per-channel",
  "title": { "en": "One scale per channel", "zh-CN": "每个通道一个缩放因子" },
  "promise": {
    "en": "Choose what shares a scale, the whole tensor, rows or columns, and count what it costs.",
    "zh-CN": "会选哪些数值共用一个缩放因子（整个张量、行或列），并算得清代价。"
  },
  "minutes": 9,
  "notes": {
    "en": "Rows are output channels here. Let the class look at the map of blocks before naming a number. Step 2 corrects “per-channel scales are practically free”: write 8 + 32/9 on the board. Steps 6 and 7 show that for activations the better axis depends on the data, and that only one of the two axes is cheap in a matrix product.",
    "zh-CN":
      "这里的行就是输出通道。先让学生看块的分布图，再报数字。第 2 步纠正“按通道几乎不花代价”的说法，可在黑板上写下 8 + 32/9。第 6、7 步说明：对激活而言，哪个轴更好取决于数据，而且在矩阵乘法中只有一个轴的代价低。"
  },
  "steps": [
    {
      "headline": {
        "en": "One large channel: A uses {a.codes_used|count} of {a.codes_total|count} codes, B {b.codes_used|count} of {b.codes_total|count}.",
        "zh-CN":
          "一个大通道：A 的 {a.codes_total|count} 个编码只用到 {a.codes_used|count} 个，B 的 {b.codes_total|count} 个只用到 {b.codes_used|count} 个。"
      },
      "text": {
        "en": "One value sets the scale of all. In A (int5), its code stands alone at the left end, and {a.zeroed|percent} of the weights become 0. More bits do not change this: B (int8) leaves most of its codes unused as well.",
        "zh-CN":
          "一个数值决定了全体的缩放因子。A（int5）中它的编码独自在最左端，而 {a.zeroed|percent} 的权重归零。增加位数改变不了这一点：B（int8）同样有大半编码闲着。"
      },
      "state": { "data": "sample(effnet_b7_depthwise_weight)", "a": "int5", "b": "int8", "view": "codes" },
      "controls": ["b.granularity"],
      "question": {
        "kind": "codes",
        "scheme": "a",
        "before": { "view": "blocks", "map": "values" },
        "setup": {
          "en": "A depthwise convolution: {data.count / 9|count} channels, one a row, of nine weights each. The weight of largest magnitude is {data.min}; the standard deviation is {data.sd}. A is int5, B int8, each with one scale for all.",
          "zh-CN":
            "一个逐通道卷积（depthwise）：{data.count / 9|count} 个通道，每行一个，各有九个权重。绝对值最大的权重是 {data.min}，标准差是 {data.sd}。A 是 int5，B 是 int8，都是全体共用一个缩放因子。"
        },
        "ask": {
          "en": "The step of A is {grid.a_scale}. Which of its codes, −15 to 15, will occur?",
          "zh-CN": "A 的步长是 {grid.a_scale}。从 −15 到 15 的编码里，哪些会出现？"
        },
        "reveal": {
          "en": "Only {a.codes_used|count}: code −15 for the one large weight, and the codes from −3 to 3 for the other {data.count - 1|count}.",
          "zh-CN":
            "只有 {a.codes_used|count} 个：−15 给了那一个大权重，其余 {data.count - 1|count} 个权重挤在 −3 到 3 里。"
        }
      },
      "claims": [
        "a.codes_used == 8",
        "a.zeroed > 0.7",
        "b.codes_used < b.codes_total / 2",
        "abs(data.min / grid.a_scale + 15) < 0.01",
        "data.max / grid.a_scale < 3.5"
      ]
    },
    {
      "headline": {
        "en": "Scales per row gain {b.sqnr_db - a.sqnr_db|db}, for {b.bits_per_value - a.bits_per_value} more bits per value.",
        "zh-CN":
          "每行一个缩放因子，提高 {b.sqnr_db - a.sqnr_db|db}，每值多用 {b.bits_per_value - a.bits_per_value} 比特。"
      },
      "text": {
        "en": "Every row of B has a step of its own, so the large channel spoils only itself. In the picture, up is better and right is more expensive. The price depends on how scales are stored: with 16 bits each instead of 32, the same rows would take 8 + 16/9 bits per value.",
        "zh-CN":
          "B 的每一行有自己的步长，大通道只影响它自己。图中越靠上误差越小，越靠右比特越多。代价取决于缩放因子怎么存：若不用 32 位而用 16 位，同样按行只需每值 8 + 16/9 比特。"
      },
      "state": {
        "data": "sample(effnet_b7_depthwise_weight)",
        "a": "int8",
        "b": "int8:row",
        "view": "tradeoff",
        "goal": "sqnr",
        "target": 40,
        "list": "int4;int5;int6;int7;int8;int4:row;int5:row;int6:row;int7:row;int8:row;int8:row:s16"
      },
      "controls": ["b.bits"],
      "question": {
        "kind": "slider",
        "before": { "b": "int8", "view": "blocks" },
        "setup": {
          "en": "The same convolution; A and B are int8 with one scale for all. The map shows the error of every weight. “Per-channel scales cost practically nothing”, one often reads.",
          "zh-CN":
            "还是这个卷积，A、B 都是 int8，全体共用一个缩放因子。图中是每个权重的误差。常有人说：“按通道缩放几乎没有代价。”"
        },
        "ask": {
          "en": "B gets one scale per row: 32 bits for every nine weights. How many bits per value does it store in all?",
          "zh-CN": "B 改为每行一个缩放因子：每九个权重存一个 32 位的。平均每值一共存多少比特？"
        },
        "answer": "b.bits_per_value",
        "unit": "bits",
        "range": [8, 20],
        "reveal": {
          "en": "8 + 32/9 = {b.bits_per_value}. With nine weights per row, scales are far from free; with hundreds, as in the next step, they nearly are. So count the bits.",
          "zh-CN":
            "8 + 32/9 = {b.bits_per_value}。一行只有九个权重时远非免费；一行几百个时才接近免费，下一步就是。要算过才知道。"
        }
      },
      "claims": [
        "b.bits_per_value > 11",
        "abs(b.bits_per_value - (8 + 32 / 9)) < 0.01",
        "a.bits_per_value < 8.01",
        "b.sqnr_db - a.sqnr_db > 20"
      ]
    },
    {
      "headline": {
        "en": "With long rows, scales per row gain {b.sqnr_db - a.sqnr_db|db} almost for free.",
        "zh-CN": "行长时，按行缩放几乎免费，提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "B costs {b.bits_per_value - a.bits_per_value|short} more bits per value, because 384 weights share a scale. The weights that become zero fall from {a.zeroed|percent} to {b.zeroed|percent}. Now only the one large row of B stands out in the map of errors; before, every row paid for it.",
        "zh-CN":
          "384 个权重共用一个缩放因子，所以 B 每值只多用 {b.bits_per_value - a.bits_per_value|short} 比特。归零的权重从 {a.zeroed|percent} 降到 {b.zeroed|percent}。误差图上 B 只剩那一个大行突出，而在 A 里，每一行都为它付出代价。"
      },
      "state": { "data": "sample(minilm_l0_ffn_up_weight)", "a": "int4", "b": "int4:row", "view": "blocks" },
      "controls": ["a.bits", "b.granularity"],
      "question": {
        "kind": "slider",
        "before": { "b": "int4" },
        "setup": {
          "en": "A linear layer with rows of 384 weights. One row is far larger than the rest; it has the largest weight, {data.max}. A and B are int4 with one scale for all and reach {a.sqnr_db|db}.",
          "zh-CN":
            "一个线性层，每行 384 个权重。有一行的幅度远大于其余各行，最大的权重 {data.max} 就在其中。A、B 都是 int4，全体共用一个缩放因子，SQNR 为 {a.sqnr_db|db}。"
        },
        "ask": {
          "en": "B gets one scale per row. How many dB does it gain?",
          "zh-CN": "B 改为每行一个缩放因子。SQNR 提高多少 dB？"
        },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 20],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, as much as two to three further bits, for less than a tenth of a bit.",
          "zh-CN": "{b.sqnr_db - a.sqnr_db|db}，相当于多用 2 到 3 比特，代价却不到十分之一比特。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 2 * 6.02",
        "b.sqnr_db - a.sqnr_db < 3 * 6.02",
        "b.bits_per_value - a.bits_per_value < 0.1",
        "a.sqnr_db < 2",
        "data.count == 256 * 384"
      ]
    },
    {
      "headline": {
        "en": "On top of scales per row, a zero-point gains these weights only {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "已经按行缩放时，再加零点只提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "B has a zero-point per row, too. The advice “per-channel and asymmetric for weights” joins two things of very unequal value: most of the gain comes from the granularity. Rows of hundreds of weights reach about equally far on both sides, so there is little for a zero-point to save.",
        "zh-CN":
          "B 每行还多一个零点。“权重用按通道的非对称量化”这条建议，把两件收益悬殊的事说在了一起：收益大半来自粒度。几百个权重的一行，两侧伸展得差不多远，零点没有多少可省。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int8:row", "b": "int8:asym:row", "view": "errors" },
      "controls": ["b.symmetry"],
      "question": {
        "kind": "choice",
        "before": { "b": "int8:row" },
        "setup": {
          "en": "A well-behaved matrix: its weights run from {data.min} to {data.max}. A and B are int8 with one scale per row and reach {a.sqnr_db|db}.",
          "zh-CN":
            "一个表现正常的矩阵，权重从 {data.min} 到 {data.max}。A、B 都是 int8，每行一个缩放因子，SQNR 为 {a.sqnr_db|db}。"
        },
        "ask": { "en": "B gets a zero-point per row as well. It gains …", "zh-CN": "B 每行再加一个零点，能提高……" },
        "options": [
          {
            "text": { "en": "less than 1 dB", "zh-CN": "不到 1 dB" },
            "when": "b.sqnr_db - a.sqnr_db < 1"
          },
          {
            "text": { "en": "about half a bit", "zh-CN": "约半比特" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 3) < 1"
          },
          {
            "text": { "en": "about one bit", "zh-CN": "约 1 比特" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 6) < 1"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, for {b.bits_per_value - a.bits_per_value|short} more bits per value. One bit would be 6.02 dB.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}，每值多用 {b.bits_per_value - a.bits_per_value|short} 比特。1 比特值 6.02 dB。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 0.3", "b.sqnr_db - a.sqnr_db < 1", "b.bits_per_value > a.bits_per_value"]
    },
    {
      "headline": {
        "en": "In rows of nine weights, the same zero-point gains {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "一行只有九个权重时，同样的零点提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "There is an exception: rows of nine weights are seldom balanced. This is the depthwise convolution of step 1. A has one scale per row; B has a zero-point per row as well, for {b.bits_per_value - a.bits_per_value|short} more bits per value. The fewer values share a scale, the more lopsided they tend to be.",
        "zh-CN":
          "例外：一行只有九个权重时，两侧很少均衡。这是第 1 步的逐通道卷积，A 每行一个缩放因子，B 每行再加一个零点，每值多用 {b.bits_per_value - a.bits_per_value|short} 比特。共用一个缩放因子的数值越少，越容易偏向一侧。"
      },
      "state": {
        "data": "sample(effnet_b7_depthwise_weight)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "blocks"
      },
      "controls": ["b.symmetry"],
      "claims": [
        "b.sqnr_db - a.sqnr_db > 3",
        "b.bits_per_value - a.bits_per_value > 0.8",
        "b.bits_per_value - a.bits_per_value < 1"
      ]
    },
    {
      "headline": {
        "en": "Large channels in every token: scales per channel beat scales per token by {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "每个词元都有大通道时，按通道比按词元高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "A has a scale per token (row), B a scale per channel (column). Every row contains the large channels, so every step of A is coarse. In B, only the three channels have coarse steps. But a scale per channel varies along the sum of the matrix product and cannot be factored out of it.",
        "zh-CN":
          "A 每个词元（行）一个缩放因子，B 每个通道（列）一个。每一行都含有大通道，所以 A 的步长处处都粗；B 只有那三个通道的步长粗。但按通道的缩放因子沿着矩阵乘法的求和方向变化，无法提到求和号外面。"
      },
      "state": { "data": "normal:256x768:channels=3x20", "a": "int8:row", "b": "int8:col", "view": "blocks" },
      "controls": ["a.granularity", "b.granularity"],
      "question": {
        "kind": "choice",
        "before": { "a": "int8", "b": "int8" },
        "setup": {
          "en": "Now activations: rows are tokens, columns are channels. Three channels, marked above the map, are twenty times larger in every token. A and B are int8 with one scale for all and reach {a.sqnr_db|db}.",
          "zh-CN":
            "现在是激活：行是词元（token），列是通道。图上方标出的三个通道，在每个词元里都大二十倍。A、B 都是 int8，全体共用一个缩放因子，SQNR 为 {a.sqnr_db|db}。"
        },
        "ask": {
          "en": "A gets one scale per token, B one per channel. Which isolates the large channels?",
          "zh-CN": "A 改为每个词元一个缩放因子，B 改为每个通道一个。哪一个能隔离这些大通道？"
        },
        "options": [
          {
            "text": { "en": "A, per token", "zh-CN": "A，按词元" },
            "when": "a.sqnr_db > b.sqnr_db + 3"
          },
          {
            "text": { "en": "B, per channel", "zh-CN": "B，按通道" },
            "when": "b.sqnr_db > a.sqnr_db + 3"
          },
          {
            "text": { "en": "Both alike", "zh-CN": "两者一样" },
            "when": "abs(a.sqnr_db - b.sqnr_db) <= 3"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "B: {b.sqnr_db|db} against {a.sqnr_db|db}. Because an integer matrix product cannot use such scales, methods like SmoothQuant move them into the weights beforehand.",
          "zh-CN":
            "B：{b.sqnr_db|db} 对 {a.sqnr_db|db}。整数矩阵乘法用不了这样的缩放因子，SmoothQuant 等方法便事先把它并入权重。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 14", "b.clipped == 0", "a.zeroed > 5 * b.zeroed"]
    },
    {
      "headline": {
        "en": "One huge value spoils a row or a column, whichever shares its scale.",
        "zh-CN": "一个极大值，毁掉的是与它同用一个缩放因子的那一行或那一列。"
      },
      "text": {
        "en": "Most of the error of A lies in the first token, nearly all of that of B in one channel. They come out alike: {a.sqnr_db|db} and {b.sqnr_db|db}. A large channel spoils every row; a single huge value spoils one row or one column. Look at the map before you choose the axis.",
        "zh-CN":
          "A 的误差大半在第一个词元里，B 的几乎都在一个通道里。两者不相上下：{a.sqnr_db|db} 与 {b.sqnr_db|db}。大通道会毁掉每一行；单个极大值只毁掉一行或一列。选轴之前，先看分布图。"
      },
      "state": {
        "data": "sample(minilm_act_l0_ffn_residual)",
        "a": "int8:row",
        "b": "int8:col",
        "view": "blocks",
        "blocka": 63
      },
      "controls": ["a.granularity", "b.granularity"],
      "question": {
        "kind": "choice",
        "before": { "a": "int8", "b": "int8", "blocka": 0 },
        "setup": {
          "en": "A real residual stream. One value in the first token is {data.max}; its channel is small elsewhere. A and B are int8 with one scale for all: {a.sqnr_db|db}, and {a.zeroed|percent} of the values become zero.",
          "zh-CN":
            "真实的残差流：第一个词元里有一个数值高达 {data.max}，而它所在的通道在别处并不大。A、B 都是 int8，全体共用一个缩放因子：{a.sqnr_db|db}，{a.zeroed|percent} 的数值归零。"
        },
        "ask": {
          "en": "A gets one scale per token, B one per channel, as before. Which is better by SQNR?",
          "zh-CN": "和刚才一样，A 改为按词元，B 改为按通道。按 SQNR 哪个更好？"
        },
        "options": [
          {
            "text": { "en": "A, by more than one bit", "zh-CN": "A，高出不止 1 比特" },
            "when": "a.sqnr_db > b.sqnr_db + 6.02"
          },
          {
            "text": { "en": "B, by more than one bit", "zh-CN": "B，高出不止 1 比特" },
            "when": "b.sqnr_db > a.sqnr_db + 6.02"
          },
          {
            "text": { "en": "They are close", "zh-CN": "相差不大" },
            "when": "abs(a.sqnr_db - b.sqnr_db) <= 6.02"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "A is ahead by only {a.sqnr_db - b.sqnr_db|db}, and it needs fewer bits: {a.bits_per_value} against {b.bits_per_value} per value. Its scales also fit the matrix product, so here the choice is easy.",
          "zh-CN":
            "A 只高出 {a.sqnr_db - b.sqnr_db|db}，所用比特还更少：每值 {a.bits_per_value} 对 {b.bits_per_value}。它的缩放因子又适合矩阵乘法，这里不难选。"
        }
      },
      "claims": ["a.sqnr_db > b.sqnr_db", "a.sqnr_db - b.sqnr_db < 1", "a.bits_per_value < b.bits_per_value"]
    }
  ]
};
