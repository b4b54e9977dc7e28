export default {
  "id": "per-group",
  "title": { "en": "One scale per group", "zh-CN": "每组一个缩放因子" },
  "minutes": 8,
  "notes": {
    "en": "Keep two columns on the board: SQNR and bits per value. A group size is never better in itself; it is better at a price. Step 3 is the turning point: at equal storage, small groups of int4 lose against plain int8 by a wide margin.",
    "zh-CN":
      "黑板上始终并列两栏：SQNR 与每值比特数。组的大小本身无所谓好坏，只有在某个代价下才谈得上。第 3 步是转折点：存储相同时，int4 配小组远远不如普通的 int8。"
  },
  "steps": [
    {
      "text": {
        "en": "Groups divide a row: B gives every 64 consecutive weights a scale of their own. SQNR: {a.sqnr_db|db} per row, {b.sqnr_db|db} per group. Bits per value: {a.bits_per_value} and {b.bits_per_value}.",
        "zh-CN":
          "分组就是把一行再切开：B 让每 64 个相邻权重有自己的缩放因子。SQNR：按行 {a.sqnr_db|db}，按组 {b.sqnr_db|db}。每值比特数：{a.bits_per_value} 与 {b.bits_per_value}。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int4:row", "b": "int4:g64", "view": "blocks" },
      "claims": ["b.sqnr_db - a.sqnr_db > 1.5", "b.bits_per_value == 4.5", "a.bits_per_value < 4.1"]
    },
    {
      "text": {
        "en": "In groups of 64, the scale costs 32/64 bits per value. B has groups of 16.",
        "zh-CN": "64 个一组，每值要为缩放因子付出 32/64 比特。B 是 16 个一组。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int4:g64",
        "b": "int4:g16",
        "view": "sweeps",
        "by": "group"
      },
      "question": {
        "kind": "slider",
        "ask": { "en": "How many bits per value does B store?", "zh-CN": "B 平均每值存多少比特？" },
        "before": { "b": "int4:g64", "view": "blocks" },
        "answer": "b.bits_per_value",
        "unit": "bits",
        "range": [4, 8],
        "reveal": {
          "en": "4 + 32/16 = {b.bits_per_value}: one and a half bits more than A, for {b.sqnr_db - a.sqnr_db|db}. Spent on codes, one and a half bits would gain 1.5 × 6.02 dB. Each halving of the group doubles the price and gains about one dB.",
          "zh-CN":
            "4 + 32/16 = {b.bits_per_value}：比 A 多 1.5 比特，换来 {b.sqnr_db - a.sqnr_db|db}。这 1.5 比特若用在编码上，可提高 1.5 × 6.02 dB。组的大小每减半，代价翻倍，收益约一个 dB。"
        }
      },
      "claims": ["b.bits_per_value == 6", "b.sqnr_db - a.sqnr_db > 2", "b.sqnr_db - a.sqnr_db < 2.5"]
    },
    {
      "text": {
        "en": "Now groups of eight: A stores 4 + 32/8 bits per value. B spends about as much on codes: int8 with one scale per row.",
        "zh-CN": "再小到八个一组：A 每值要 4 + 32/8 比特。B 把差不多的比特花在编码上：int8，每行一个缩放因子。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int4:g8", "b": "int8:row", "view": "tradeoff" },
      "question": {
        "kind": "slider",
        "ask": { "en": "How much better is B?", "zh-CN": "B 好多少？" },
        "before": { "a": "int4", "b": "int4" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-10, 30],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, at practically the same storage: {a.bits_per_value} and {b.bits_per_value} bits. Finer granularity helps against uneven ranges; it does not replace bits.",
          "zh-CN":
            "存储几乎相同（{a.bits_per_value} 与 {b.bits_per_value} 比特），好 {b.sqnr_db - a.sqnr_db|db}。细粒度能应对范围不均，但不能代替比特。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 19", "abs(a.bits_per_value - b.bits_per_value) < 0.1"]
    },
    {
      "text": {
        "en": "When does it stop paying off? A: int4 in groups of 32, {a.bits_per_value} bits. B: int5 with one scale per row, {b.bits_per_value} bits, {b.sqnr_db - a.sqnr_db|db} better. From here on, one more bit is the better choice: 32-bit scales make small groups expensive.",
        "zh-CN":
          "什么时候不再划算？A：int4，32 个一组，{a.bits_per_value} 比特。B：int5，每行一个缩放因子，{b.bits_per_value} 比特，却好 {b.sqnr_db - a.sqnr_db|db}。从这里往下，不如多加 1 比特：32 位的缩放因子使小组代价太高。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int4:g32", "b": "int5:row", "view": "tradeoff" },
      "claims": ["b.sqnr_db - a.sqnr_db > 3.5", "b.bits_per_value - a.bits_per_value < 0.1"]
    },
    {
      "text": {
        "en": "So make the scales cheaper: B stores them as 16-bit floats.",
        "zh-CN": "那就让缩放因子便宜些：B 用 16 位浮点数存它们。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int4:g32", "b": "int4:g32:s16", "view": "errors" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Halving the bits of the scales costs …", "zh-CN": "缩放因子的比特数减半，代价是……" },
        "before": { "b": "int4:g32" },
        "options": [
          {
            "text": { "en": "next to nothing", "zh-CN": "几乎没有" },
            "when": "a.sqnr_db - b.sqnr_db < 0.1"
          },
          {
            "text": { "en": "a few tenths of a dB", "zh-CN": "零点几 dB" },
            "when": "abs(a.sqnr_db - b.sqnr_db - 0.5) <= 0.4"
          },
          {
            "text": { "en": "more than 1 dB", "zh-CN": "超过一个 dB" },
            "when": "a.sqnr_db - b.sqnr_db > 1"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "Only {abs(a.sqnr_db - b.sqnr_db)|db}, and it saves {a.bits_per_value - b.bits_per_value} bits per value. A scale that is off by one part in two thousand moves no value by a noticeable part of a step.",
          "zh-CN":
            "只有 {abs(a.sqnr_db - b.sqnr_db)|db}，每值却省下 {a.bits_per_value - b.bits_per_value} 比特。缩放因子差两千分之一，造成的移动与步长相比微不足道。"
        }
      },
      "claims": ["abs(a.sqnr_db - b.sqnr_db) < 0.01", "a.bits_per_value - b.bits_per_value == 0.5"]
    },
    {
      "text": {
        "en": "This data has no structure at all: independent normal values, the same in every row and group. A has one scale per row, B groups of 32.",
        "zh-CN": "完全没有结构的数据：独立的正态数值，各行各组都一样。B 是 32 个一组，A 每行一个缩放因子。"
      },
      "state": { "data": "normal:seed=7", "a": "int4:row", "b": "int4:g32", "view": "blocks" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Do groups help here?", "zh-CN": "这里分组有用吗？" },
        "before": { "b": "int4:row" },
        "options": [
          {
            "text": { "en": "No, there is nothing to adapt to", "zh-CN": "没用，没有什么可适应的" },
            "when": "b.sqnr_db - a.sqnr_db < 0.5"
          },
          {
            "text": { "en": "Yes", "zh-CN": "有用" },
            "when": "b.sqnr_db - a.sqnr_db > 1"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Yes, {b.sqnr_db - a.sqnr_db|db}: the largest of 32 values is smaller than the largest of 256. On real weights, part of the gain of groups is just this effect.",
          "zh-CN":
            "有用，{b.sqnr_db - a.sqnr_db|db}：32 个数值里的最大值，小于 256 个里的最大值。分组在真实权重上的收益，有一部分不过如此。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 2", "b.sqnr_db - a.sqnr_db < 3"]
    },
    {
      "text": {
        "en": "Small groups are seldom balanced around zero, so the zero-point helps again: it gains {b.sqnr_db - a.sqnr_db|db} for {b.bits_per_value - a.bits_per_value} bits per value. With one scale for the whole tensor, in lesson 2, it gained only a fraction of that on these same weights.",
        "zh-CN":
          "小组里的数值很少两侧均衡，零点于是又有了用处：花 {b.bits_per_value - a.bits_per_value} 比特，提高 {b.sqnr_db - a.sqnr_db|db}。第 2 课里整个张量共用一个缩放因子，同样这组权重，零点只有它的一小部分收益。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int4:g64", "b": "int4:asym:g64", "view": "errors" },
      "claims": ["b.sqnr_db - a.sqnr_db > 1.3", "b.bits_per_value - a.bits_per_value == 0.0625"]
    }
  ]
};
