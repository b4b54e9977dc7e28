export default {
  "id": "scales-of-scales",
  "title": { "en": "Scales of scales", "zh-CN": "缩放因子的缩放因子" },
  "promise": {
    "en": "Weigh what the digits of a scale cost and gain, from MX and NVFP4 to K-quants.",
    "zh-CN": "学会权衡缩放因子自身的精度：从 MX、NVFP4 到 K-quant，各花多少比特，各得多少分贝。"
  },
  "minutes": 11,
  "notes": {
    "en": "In small blocks the scales are a good part of the bits, so they are quantized, too. Each step changes one thing about them: their digits (1 and 3), their rounding (2), their common scale (4), and what is behind them (5). Step 5 is the general rule: a scale needs about as many digits as the codes. In step 6 look for the stretch that stands out in row 35: in the super-block with the largest weight, six bits leave the other seven scales the smallest code. Before step 7 let the class bet, and afterwards ask what a chart of bits and decibels leaves out: which of these a processor can multiply directly.",
    "zh-CN":
      "块小了，缩放因子就占去不少比特，于是缩放因子自己也要量化。每一步只改它的一个方面：有效位数（第 1、3 步）、舍入方向（第 2 步）、公共的缩放因子（第 4 步）、它背后的编码（第 5 步）。第 5 步是一般规律：缩放因子的有效位数应与编码相当。第 6 步请看第 35 行最醒目的一段：在含有最大权重的超块里，6 位只够让另外七个缩放因子取最小的编码。第 7 步之前先让学生下注，之后再问：比特与分贝的图里没有什么？——哪些格式处理器可以直接相乘。"
  },
  "steps": [
    {
      "headline": {
        "en": "A power of two as the scale saves {a.bits_per_value - b.bits_per_value} bits and costs {a.sqnr_db - b.sqnr_db|db}.",
        "zh-CN": "缩放因子只取二的幂：省 {a.bits_per_value - b.bits_per_value} 比特，损失 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "The colors stand for the scales. Those of A differ a little from group to group; B has only a few, each twice the one before. A power of two is only an exponent: 8 bits hold it, and dividing by it only changes exponents. But the largest value of a group then lies anywhere from 4 to 8 times the scale, while the levels end at 6.",
        "zh-CN":
          "颜色表示缩放因子。A 的各组都略有不同；B 只有寥寥几种，一种是另一种的两倍。二的幂只有指数，8 位就够，除以它只改变指数。但这样一来，每组最大的数值可能落在缩放因子的 4 到 8 倍之间的任何地方，而量化级只到 6。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "fp4_e2m1:g32:s16",
        "b": "mxfp4",
        "view": "blocks",
        "map": "scale"
      },
      "question": {
        "kind": "slider",
        "before": { "b": "fp4_e2m1:g32:s16", "map": "values" },
        "setup": {
          "en": "Weights of a transformer. A and B are fp4 in groups of 32; each scale is a 16-bit float. That makes {a.bits_per_value} bits per value and {a.sqnr_db|db}.",
          "zh-CN":
            "某个 Transformer 的权重。A 和 B 都是 32 个一组的 fp4，缩放因子是 16 位浮点数：每值 {a.bits_per_value} 比特，SQNR 为 {a.sqnr_db|db}。"
        },
        "ask": {
          "en": "B becomes MXFP4: the same groups, but each scale is a power of two in 8 bits. How many decibels does that cost?",
          "zh-CN": "B 换成 MXFP4：分组不变，但缩放因子只能是二的幂，占 8 位。这要损失多少分贝？"
        },
        "answer": "a.sqnr_db - b.sqnr_db",
        "unit": "dB",
        "range": [0, 6],
        "reveal": {
          "en": "{a.sqnr_db - b.sqnr_db|db}, for {b.bits_per_value} bits per value instead of {a.bits_per_value}. At 6.02 dB per bit that is about what the saved quarter of a bit is worth.",
          "zh-CN":
            "{a.sqnr_db - b.sqnr_db|db}；每值从 {a.bits_per_value} 比特降到 {b.bits_per_value} 比特。按每比特 6.02 dB 算，省下的四分之一比特大约也就值这么多。"
        }
      },
      "claims": [
        "a.bits_per_value == 4.5",
        "b.bits_per_value == 4.25",
        "a.sqnr_db - b.sqnr_db > 1",
        "a.sqnr_db - b.sqnr_db < 1.5"
      ]
    },
    {
      "headline": {
        "en": "One weight is clipped from {data.max} to 6, and MXFP4 loses {a.sqnr_db - b.sqnr_db|db}.",
        "zh-CN": "一个权重从 {data.max} 截断到 6，MXFP4 就损失 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "The exponent that is rounded down, as the specification proposes, gives this weight’s group the scale 1, whose largest level is 6. The hatched bar is its error. Where the largest values carry little of the power, rounding down does not hurt, because all other values of such a group get finer levels.",
        "zh-CN":
          "按规范的建议把指数向下取整，这个权重所在组的缩放因子就是 1，最大的量化级是 6。斜线条就是它的误差。如果最大的那些数值占的功率不多，向下取整并无害处：这样的组里其余数值反而分得更细。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_down_weight)",
        "a": "mxfp4:xrceil",
        "b": "mxfp4",
        "view": "errors"
      },
      "question": {
        "kind": "choice",
        "before": { "b": "mxfp4:xrceil" },
        "setup": {
          "en": "{data.count|count} weights; the largest is {data.max}, the standard deviation is {data.sd}. A and B are MXFP4. Each scale is the smallest power of two that clips nothing: {a.sqnr_db|db}.",
          "zh-CN":
            "{data.count|count} 个权重，最大的是 {data.max}，标准差是 {data.sd}。A 和 B 都是 MXFP4，每个缩放因子取不造成截断的最小的二的幂：{a.sqnr_db|db}。"
        },
        "ask": {
          "en": "B rounds the exponents of its scales down, as the specification proposes. Some scales become half as large, and the largest weight is clipped. The SQNR …",
          "zh-CN": "B 按规范的建议把缩放因子的指数向下取整。一部分缩放因子减半，最大的那个权重被截断。SQNR……"
        },
        "options": [
          {
            "text": { "en": "rises: many levels are finer", "zh-CN": "上升：许多量化级更细" },
            "when": "b.sqnr_db > a.sqnr_db + 0.5"
          },
          {
            "text": { "en": "hardly changes: it is only one weight", "zh-CN": "几乎不变：只是一个权重" },
            "when": "abs(b.sqnr_db - a.sqnr_db) <= 0.5"
          },
          {
            "text": { "en": "falls by several decibels", "zh-CN": "下降好几个分贝" },
            "when": "a.sqnr_db > b.sqnr_db + 3"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "It falls to {b.sqnr_db|db}. The one weight has {(data.max - 6)^2 / (b.rounding_sse + b.clipping_sse)|percent} of the whole squared error: here the rounding of one scale costs more than the rounding of all elements.",
          "zh-CN":
            "降到 {b.sqnr_db|db}。单是这一个权重就占全部平方误差的 {(data.max - 6)^2 / (b.rounding_sse + b.clipping_sse)|percent}：这里，一个缩放因子的舍入比所有元素的舍入代价还大。"
        }
      },
      "claims": [
        "a.sqnr_db - b.sqnr_db > 4",
        "(data.max - 6)^2 > 0.5 * (b.rounding_sse + b.clipping_sse)",
        "a.bits_per_value == b.bits_per_value"
      ]
    },
    {
      "headline": {
        "en": "With three bits of mantissa in the scale, the same 8 bits gain {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "缩放因子同样占 8 位，其中三位给尾数，就提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "Again the colors stand for the scales. A spends all 8 bits of a scale on its exponent: only powers of two. B, NVFP4, stores an E4M3 float, eight scales in each doubling. Its groups and bits are the same, only the digits of the scales are not.",
        "zh-CN":
          "颜色仍表示缩放因子。A 把 8 位全给了指数，只能是二的幂。B 是 NVFP4，存的是 E4M3 浮点数，每翻一倍有八种缩放因子。两者的分组和比特数相同，不同的只是缩放因子的有效位数。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "fp4_e2m1:g16:spow2",
        "b": "nvfp4",
        "view": "blocks",
        "map": "scale"
      },
      "question": {
        "kind": "slider",
        "before": { "b": "fp4_e2m1:g16:spow2" },
        "setup": {
          "en": "The weights of step 1, now in groups of 16. A and B have powers of two in 8 bits for scales: {a.bits_per_value} bits per value, {a.sqnr_db|db}.",
          "zh-CN":
            "第 1 步的权重，现在 16 个一组。A 和 B 的缩放因子都是二的幂，占 8 位：每值 {a.bits_per_value} 比特，{a.sqnr_db|db}。"
        },
        "ask": {
          "en": "B becomes NVFP4: its 8-bit scales have four bits of exponent and three of mantissa. How many decibels does that gain?",
          "zh-CN": "B 换成 NVFP4：8 位的缩放因子有四位指数、三位尾数。能提高多少分贝？"
        },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 6],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}: the largest value of a group lies near the largest level again, not up to a factor of two below it. But four bits of exponent reach less far; the next step shows what NVFP4 does about that.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}：每组最大的数值又落在最大的量化级附近，而不会只到它的一半。但四位指数的跨度小得多，下一步看 NVFP4 怎样应对。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 1.4",
        "b.sqnr_db - a.sqnr_db < 1.8",
        "abs(b.bits_per_value - a.bits_per_value) < 0.001"
      ]
    },
    {
      "headline": {
        "en": "With a scale for the tensor, small values keep their {b.sqnr_db|db}.",
        "zh-CN": "张量有了自己的缩放因子，数值再小也保持 {b.sqnr_db|db}。"
      },
      "text": {
        "en": "A has nothing but E4M3 scales, and none below its smallest normal number, 2⁻⁶: every block has the same scale now. B has one more, a 32-bit float for the whole tensor, that moves the largest block scale to 448. Go through the frames: B stays at {b.sqnr_db|db}. The price is 32 bits per tensor.",
        "zh-CN":
          "A 只有 E4M3 的缩放因子，最小只到它的最小正规数 2⁻⁶：现在各块的缩放因子全都一样了。B 还有一个缩放因子，整个张量一个 32 位浮点数，把最大的块缩放因子移到 448。逐帧看：B 始终是 {b.sqnr_db|db}。代价是每个张量 32 比特。"
      },
      "state": { "data": "normal:seed=7:sd=0.01", "a": "nvfp4:single", "b": "nvfp4", "view": "blocks", "map": "scale" },
      "question": {
        "kind": "choice",
        "before": { "data": "normal:seed=7" },
        "setup": {
          "en": "Normal data of standard deviation 1. A is NVFP4 with nothing but its block scales: {a.sqnr_db|db}. B also has a scale for the whole tensor: {b.sqnr_db|db}.",
          "zh-CN":
            "标准差为 1 的正态数据。A 是只有块缩放因子的 NVFP4：{a.sqnr_db|db}。B 还有一个整个张量的缩放因子：{b.sqnr_db|db}。"
        },
        "ask": {
          "en": "All values become a hundred times smaller, about as weights are. What does A, without a scale for the tensor, lose?",
          "zh-CN": "所有数值缩小到百分之一，与常见的权重差不多。没有张量缩放因子的 A 会损失多少？"
        },
        "options": [
          { "text": { "en": "Nothing", "zh-CN": "毫无损失" }, "when": "b.sqnr_db - a.sqnr_db < 0.2" },
          {
            "text": { "en": "About one decibel", "zh-CN": "大约一分贝" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 1) < 0.8"
          },
          { "text": { "en": "More than one bit", "zh-CN": "超过 1 比特" }, "when": "b.sqnr_db - a.sqnr_db > 6.02" }
        ],
        "answer": 2,
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}: more than a bit is worth. The blocks would need scales like {grid.b_scale|short}; A stops at {grid.a_scale|short}, where the values fill only the middle of the levels. Still smaller values all become zero, as the frames show.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}，超过 1 比特所值。各块需要的缩放因子像 {grid.b_scale|short} 这样，而 A 最小只有 {grid.a_scale|short}，数值只落在中间几个量化级上。数值再小就全部归零，逐帧可见。"
        }
      },
      "walk": {
        "frames": [
          { "data": "normal:seed=7:sd=0.01" },
          { "data": "normal:seed=7:sd=0.003" },
          { "data": "normal:seed=7:sd=0.001" }
        ],
        "text": {
          "en": "Standard deviation {data.sd|short}. A turns {a.zeroed|percent} of the values into zero and reaches {a.sqnr_db|db}; B reaches {b.sqnr_db|db}.",
          "zh-CN":
            "标准差 {data.sd|short}。A 让 {a.zeroed|percent} 的数值归零，SQNR 为 {a.sqnr_db|db}；B 为 {b.sqnr_db|db}。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 7",
        "b.sqnr_db > 20",
        "grid.a_scale == 2^-6",
        "a.max_abs_error <= 2^-7",
        "b.bits_per_value - a.bits_per_value < 0.001"
      ]
    },
    {
      "headline": {
        "en": "Under int8, {1 - a.mse / b.mse|percent} of the squared error comes from the rounding of the scales.",
        "zh-CN": "int8 的平方误差有 {1 - a.mse / b.mse|percent} 来自缩放因子的舍入。"
      },
      "text": {
        "en": "The curve of B bends: more bits in the codes do not help while the scales stay at four significant bits. Such a scale is off by up to a sixteenth, and so is every level; where it is too small, the largest value is clipped. For three or four bits that is less than the codes lose themselves. Give a scale about as many digits as a code.",
        "zh-CN":
          "B 的曲线弯了下去：缩放因子只有四位有效数字时，编码再多加比特也没有用。这样的缩放因子最多差十六分之一，每个量化级也就差这么多；缩放因子偏小时，最大的数值还会被截断。编码只有三四比特时，这比编码自身的损失小。所以缩放因子的有效位数应与编码相当。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int8:g16:s16",
        "b": "int8:g16:se4m3",
        "view": "sweeps",
        "by": "bits"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "slider",
        "before": { "a": "int4:g16:s16", "b": "int4:g16:se4m3", "view": "grid" },
        "setup": {
          "en": "The weights again, int4 in groups of 16. A has scales of 16 bits; B has E4M3 scales of 8 bits under one scale for the tensor, like NVFP4. That costs B only {a.sqnr_db - b.sqnr_db|db}.",
          "zh-CN":
            "还是这组权重，16 个一组的 int4。A 的缩放因子是 16 位；B 与 NVFP4 一样，用 8 位的 E4M3 缩放因子，再加整个张量的一个。B 只因此损失 {a.sqnr_db - b.sqnr_db|db}。"
        },
        "ask": {
          "en": "With int4, E4M3 scales cost only {a.sqnr_db - b.sqnr_db|db}. Both become int8. How many decibels do the E4M3 scales cost then?",
          "zh-CN":
            "用 int4 时，E4M3 的缩放因子只损失 {a.sqnr_db - b.sqnr_db|db}。两者都换成 int8。这时 E4M3 的缩放因子要损失多少分贝？"
        },
        "answer": "a.sqnr_db - b.sqnr_db",
        "unit": "dB",
        "range": [0, 12],
        "reveal": {
          "en": "{a.sqnr_db - b.sqnr_db|db}: B reaches {b.sqnr_db|db}, A {a.sqnr_db|db} for {a.bits_per_value - b.bits_per_value|short} bits more. Now the scale’s own rounding costs more than that of the elements.",
          "zh-CN":
            "{a.sqnr_db - b.sqnr_db|db}：B 是 {b.sqnr_db|db}，A 只多用 {a.bits_per_value - b.bits_per_value|short} 比特，就达到 {a.sqnr_db|db}。这时缩放因子自身的舍入，比元素的舍入代价更大。"
        }
      },
      "claims": ["a.sqnr_db - b.sqnr_db > 7", "1 - a.mse / b.mse > 0.8", "b.clipped > 0.02"]
    },
    {
      "headline": {
        "en": "At the same bits, super-blocks of 256 gain {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "比特数相同，256 个一组的超块提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "Q4_K quantizes its scales like weights. Eight blocks of 32 form a super-block; each has a 6-bit scale and a 6-bit minimum, and two 16-bit floats scale these. That makes 4 + (8 · 12 + 32)/256 = 4.5 bits, as many as Q4_0 needs for one 16-bit scale per block. The minimum fits the lopsided ranges of small blocks, as a zero-point does in lesson 9.",
        "zh-CN":
          "Q4_K 像量化权重一样量化缩放因子。八个 32 个一组的块组成一个超块；每块有一个 6 位的缩放因子和一个 6 位的最小值，再由两个 16 位浮点数缩放。合计 4 + (8 · 12 + 32)/256 = 4.5 比特，与每块一个 16 位缩放因子的 Q4_0 相同。最小值贴合小块偏向一侧的范围，就像第 9 课的零点。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_down_weight)",
        "a": "q4_0",
        "b": "q4_k",
        "view": "blocks"
      },
      "question": {
        "kind": "slider",
        "before": { "b": "q4_0" },
        "setup": {
          "en": "The weights of step 2. A and B are Q4_0 of GGUF files: blocks of 32, each with a 16-bit scale, {a.bits_per_value} bits per value, {a.sqnr_db|db}.",
          "zh-CN":
            "第 2 步的权重。A 和 B 都是 GGUF 文件的 Q4_0：32 个一块，每块一个 16 位的缩放因子，每值 {a.bits_per_value} 比特，{a.sqnr_db|db}。"
        },
        "ask": {
          "en": "B becomes Q4_K: 6-bit scales and 6-bit minimums under two 16-bit floats for 256 values, at the same 4.5 bits. How many decibels does that gain?",
          "zh-CN":
            "B 换成 Q4_K：6 位的缩放因子和 6 位的最小值，每 256 个数值再共用两个 16 位浮点数，同样是 4.5 比特。能提高多少分贝？"
        },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 6],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}. Six bits are enough for the scale of a block, because its neighbors in the super-block have similar ones. Part of the gain is a search: ggml tries 21 scales for each block and keeps the best.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}。同一超块里各块的缩放因子相近，所以 6 位就够。还有一部分收益来自搜索：ggml 为每块试 21 个缩放因子，留下最好的。"
        }
      },
      "claims": [
        "a.bits_per_value == 4.5",
        "b.bits_per_value == 4.5",
        "b.sqnr_db - a.sqnr_db > 1.5",
        "b.sqnr_db - a.sqnr_db < 2.1"
      ]
    },
    {
      "headline": {
        "en": "At 4.5 bits, Q4_K is {b.sqnr_db - a.sqnr_db|db} ahead of NVFP4 on these weights.",
        "zh-CN": "同为 4.5 比特，在这组权重上 Q4_K 比 NVFP4 高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "Every dot is a scheme: up is better, right is more bits. The chart leaves out what a product costs. Some processors multiply codes of MX and NVFP4 in hardware, and apply the scales afterwards. None does so with Q4_K: a program unpacks its codes and its 6-bit scales first. Its search also takes time. Choose by the machine first, then by the chart.",
        "zh-CN":
          "一个点是一个方案：越高越好，越靠右比特越多。图里没有的是乘法的代价：有的处理器能用硬件直接把 MX 和 NVFP4 的编码相乘，之后再乘缩放因子；Q4_K 没有这样的硬件，要由程序先拆出编码和 6 位的缩放因子。它的搜索也费时间。先看机器，再看图。"
      },
      "state": {
        "data": "sample(minilm_l0_ffn_down_weight)",
        "a": "nvfp4",
        "b": "q4_k",
        "view": "tradeoff",
        "goal": "bits",
        "target": 4.51,
        "list": "mxfp4;mxfp4:xrceil;nvfp4;int4:g32:s16;q4_0;q4_k;nf4:g64:s16;fp4_e2m1:g32:s16;int4:asym:g32:s16"
      },
      "question": {
        "kind": "choice",
        "before": { "a": "int4:g32:s16", "b": "int4:g32:s16", "view": "errors" },
        "setup": {
          "en": "The same weights. A and B are int4 in groups of 32 with 16-bit scales: {a.bits_per_value} bits per value, {a.sqnr_db|db}.",
          "zh-CN":
            "还是这组权重。A 和 B 都是 32 个一组的 int4，缩放因子 16 位：每值 {a.bits_per_value} 比特，{a.sqnr_db|db}。"
        },
        "ask": {
          "en": "A becomes NVFP4 and B Q4_K, all at 4.5 bits. Which of the three has the best SQNR on these weights?",
          "zh-CN": "A 换成 NVFP4，B 换成 Q4_K，都是 4.5 比特。在这组权重上，三者中哪个的 SQNR 最好？"
        },
        "options": [
          {
            "text": { "en": "int4 with 16-bit scales", "zh-CN": "int4 配 16 位缩放因子" },
            "when": "max(a.sqnr_db, b.sqnr_db) < 21.4"
          },
          { "text": { "en": "NVFP4", "zh-CN": "NVFP4" }, "when": "a.sqnr_db > b.sqnr_db" },
          { "text": { "en": "Q4_K", "zh-CN": "Q4_K" }, "when": "b.sqnr_db > max(a.sqnr_db, 21.4)" }
        ],
        "answer": 2,
        "reveal": {
          "en": "Q4_K: {b.sqnr_db|db}, against {a.sqnr_db|db} of NVFP4. With a minimum for each block, its 16 codes cover just the range it has, and a search has chosen the scales. NVFP4 wastes a code on −0, and in groups of 16 uneven levels gain little.",
          "zh-CN":
            "Q4_K：{b.sqnr_db|db}，NVFP4 为 {a.sqnr_db|db}。每块有自己的最小值，16 个编码正好铺满它的范围，缩放因子又是搜索出来的。NVFP4 浪费了 −0 这个编码，而且 16 个一组时，不均匀的量化级好处不大。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 1.5",
        "abs(a.bits_per_value - b.bits_per_value) < 0.001",
        "b.sqnr_db - 21.4 > 2",
        "a.sqnr_db - 21.4 > 0.5"
      ]
    }
  ]
};
