export default {
  "id": "per-channel",
  "title": { "en": "One scale per channel", "zh-CN": "每个通道一个缩放因子" },
  "minutes": 8,
  "notes": {
    "en": "Rows are output channels here. Let the class look at the map of blocks before naming a number. Step 2 corrects “per-channel scales are practically free”; steps 6 and 7 show that for activations the better axis depends on the data, and that only one of the two axes is cheap in a matrix product.",
    "zh-CN":
      "这里的行就是输出通道。先让学生看块的分布图，再报数字。第 2 步纠正“按通道几乎不花代价”的说法；第 6、7 步说明：对激活而言，哪个轴更好取决于数据，而且在矩阵乘法中只有一个轴的代价低。"
  },
  "steps": [
    {
      "text": {
        "en": "This is a depthwise convolution: {data.count / 9|count} channels of nine weights each. One channel reaches {max(abs(data.min), abs(data.max))}, the median channel about 1. A: one scale for all. B: one for each row.",
        "zh-CN":
          "一个逐通道卷积（depthwise）：{data.count / 9|count} 个通道，每个九个权重。有一个通道达到 {max(abs(data.min), abs(data.max))}，而一般的通道只到 1 左右。A：全体共用一个缩放因子；B：每行一个。"
      },
      "state": { "data": "sample(effnet_b7_depthwise_weight)", "a": "int8", "b": "int8:row", "view": "blocks" },
      "question": {
        "kind": "slider",
        "ask": { "en": "How much do scales per row gain?", "zh-CN": "按行缩放能提高多少？" },
        "before": { "b": "int8" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 40],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, as much as three to four bits. With one scale, only {a.codes_used|count} codes occurred.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}，相当于 3 到 4 比特。共用一个缩放因子时，只有 {a.codes_used|count} 个编码出现。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 20",
        "a.codes_used < 60",
        "b.codes_used == 255",
        "max(abs(data.min), abs(data.max)) > 20"
      ]
    },
    {
      "text": {
        "en": "“Per-channel scales cost practically nothing.” Here each row stores a 32-bit scale for nine weights of eight bits.",
        "zh-CN": "“按通道缩放几乎没有代价。”这里每行九个 8 位的权重，要存一个 32 位的缩放因子。"
      },
      "state": { "data": "sample(effnet_b7_depthwise_weight)", "a": "int8", "b": "int8:row", "view": "tradeoff" },
      "question": {
        "kind": "slider",
        "ask": { "en": "How many bits per value does B store?", "zh-CN": "B 平均每值存多少比特？" },
        "before": { "view": "blocks" },
        "answer": "b.bits_per_value",
        "unit": "bits",
        "range": [7, 16],
        "reveal": {
          "en": "8 + 32/9 = {b.bits_per_value}. With nine weights per row, scales are far from free; with hundreds, as in the next step, they nearly are. So count the bits.",
          "zh-CN":
            "8 + 32/9 = {b.bits_per_value}。一行只有九个数值时远非免费；一行几百个时才接近免费。下一步就是。要算过才知道。"
        }
      },
      "claims": ["b.bits_per_value > 11", "abs(b.bits_per_value - (8 + 32 / 9)) < 0.01", "a.bits_per_value < 8.01"]
    },
    {
      "text": {
        "en": "This is a linear layer with rows of 384 weights; one row is much larger than the rest. Under int4, one scale reaches {a.sqnr_db|db}; one scale per row reaches {b.sqnr_db|db}, for {b.bits_per_value - a.bits_per_value|short} more bits per value.",
        "zh-CN":
          "一个线性层：每行 384 个权重，其中一行的幅度远大于其余各行。int4 下共用一个缩放因子只剩 {a.sqnr_db|db}，每行一个则有 {b.sqnr_db|db}，每值只多用 {b.bits_per_value - a.bits_per_value|short} 比特。"
      },
      "state": { "data": "sample(minilm_l0_ffn_up_weight)", "a": "int4", "b": "int4:row", "view": "blocks" },
      "claims": ["b.sqnr_db - a.sqnr_db > 14", "b.bits_per_value - a.bits_per_value < 0.1", "a.sqnr_db < 2"]
    },
    {
      "text": {
        "en": "With one scale per row, does a zero-point per row still help the weights? This is a well-behaved matrix under int8.",
        "zh-CN": "已经每行一个缩放因子了，再给权重每行加一个零点，还有用吗？这是一个表现正常的矩阵，int8。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int8:row", "b": "int8:asym:row", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "The zero-point gains …", "zh-CN": "零点能提高……" },
        "before": { "b": "int8:row" },
        "options": [
          {
            "text": { "en": "less than 1 dB", "zh-CN": "不到一个 dB" },
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
          "en": "{b.sqnr_db - a.sqnr_db|db}. The advice “per-channel and asymmetric for weights” combines two things of very unequal value: most of the gain comes from the granularity.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}。“权重用按通道的非对称量化”这条建议把两件收益悬殊的事说在了一起：收益大半来自粒度。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 0.3", "b.sqnr_db - a.sqnr_db < 1", "b.bits_per_value > a.bits_per_value"]
    },
    {
      "text": {
        "en": "There is an exception: rows of nine weights are seldom balanced. On the depthwise convolution, the same zero-point gains {b.sqnr_db - a.sqnr_db|db}. The fewer values share a scale, the more lopsided they tend to be.",
        "zh-CN":
          "例外：一行只有九个权重时，很少两侧均衡。在刚才的逐通道卷积上，同样的零点提高 {b.sqnr_db - a.sqnr_db|db}。共用一个缩放因子的数值越少，越容易偏向一侧。"
      },
      "state": {
        "data": "sample(effnet_b7_depthwise_weight)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "blocks"
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 3", "b.bits_per_value - a.bits_per_value > 0.8"]
    },
    {
      "text": {
        "en": "Now activations: rows are tokens, columns are channels, and three channels are twenty times larger in every token. A has one scale per token, B one scale per channel.",
        "zh-CN":
          "激活：行是词元（token），列是通道，有三个通道在每个词元里都大二十倍。A：每个词元一个缩放因子；B：每个通道一个。"
      },
      "state": { "data": "normal:256x768:channels=3x20", "a": "int8:row", "b": "int8:col", "view": "blocks" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which isolates the large channels?", "zh-CN": "哪一个能隔离这些大通道？" },
        "before": { "a": "int8", "b": "int8" },
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
          "en": "B, by {b.sqnr_db - a.sqnr_db|db}: every token contains the large channels. But a per-channel scale varies along the sum of the matrix product and cannot be factored out of it. Methods such as SmoothQuant therefore move it into the weights beforehand.",
          "zh-CN":
            "B，高出 {b.sqnr_db - a.sqnr_db|db}：每个词元都含有这几个大通道。但按通道的缩放因子沿着矩阵乘法的求和方向变化，无法提到求和号外面，于是人们事先把它并入权重（SmoothQuant）。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 14", "b.clipped == 0"]
    },
    {
      "text": {
        "en": "This is a real residual stream. One value in the first token is {data.max}; its channel is small elsewhere.",
        "zh-CN": "真实的残差流：第一个词元里有一个数值高达 {data.max}，而它所在的通道在别处并不大。"
      },
      "state": { "data": "sample(minilm_act_l0_ffn_residual)", "a": "int8:row", "b": "int8:col", "view": "blocks" },
      "question": {
        "kind": "choice",
        "ask": {
          "en": "Per token (A) or per channel (B): which has the better SQNR?",
          "zh-CN": "按词元（A）还是按通道（B），哪个 SQNR 更好？"
        },
        "before": { "a": "int8", "b": "int8" },
        "options": [
          {
            "text": { "en": "A", "zh-CN": "A" },
            "when": "a.sqnr_db > b.sqnr_db"
          },
          {
            "text": { "en": "B", "zh-CN": "B" },
            "when": "b.sqnr_db > a.sqnr_db"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "A, {a.sqnr_db|db} against {b.sqnr_db|db}, and for fewer bits. A single huge value spoils one row or one column, depending on the axis; a large channel spoils every row. Look at the map before you choose the axis.",
          "zh-CN":
            "A，{a.sqnr_db|db} 对 {b.sqnr_db|db}，所用比特还更少。单个极大值无论如何只毁掉一行或一列；而大通道会毁掉每一行。选轴之前，先看分布图。"
        }
      },
      "claims": ["a.sqnr_db > b.sqnr_db", "a.sqnr_db - b.sqnr_db < 1", "a.bits_per_value < b.bits_per_value"]
    }
  ]
};
