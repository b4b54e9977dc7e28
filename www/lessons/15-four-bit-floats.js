export default {
  "id": "four-bit-floats",
  "title": { "en": "Floating point in four bits", "zh-CN": "四比特的浮点数" },
  "promise": {
    "en": "See what the uneven levels of a float gain and lose, and when fp4 beats int4.",
    "zh-CN": "看清浮点数不均匀的量化级得在哪里、失在哪里，什么时候 fp4 胜过 int4。"
  },
  "minutes": 11,
  "notes": {
    "en": "One sentence carries the lesson: the error of an integer is the same everywhere, that of a float grows with the value. Write it on the board after step 2 and let the class derive the rest from it. Step 3 shows what it gains, step 4 what is left of it with two bits of exponent. Steps 6 and 7 belong together: they answer “int4 or fp4?”, and the answer depends on the data and on the size of the blocks.",
    "zh-CN":
      "一句话贯穿全课：整数的误差处处一样大，浮点数的误差随数值增大。第 2 步之后写在黑板上，其余让学生自己推出来。第 3 步看它的好处，第 4 步看指数只剩两位时好处还剩多少。第 6、7 步是一对，回答“用 int4 还是 fp4”：取决于数据，也取决于块的大小。"
  },
  "steps": [
    {
      "headline": {
        "en": "The levels of fp4 lie close together near zero and far apart at the ends.",
        "zh-CN": "fp4 的量化级在零附近密，在两端疏。"
      },
      "text": {
        "en": "E2M1 has a sign, two bits of exponent and one bit of mantissa. From 1 on, each doubling holds two levels: 1 and 1.5, 2 and 3, 4 and 6. So the gaps double, too. int4 has just as many levels, {a.codes_total|count}, but all of them are {grid.a_scale} apart.",
        "zh-CN":
          "E2M1 有一位符号、两位指数、一位尾数。从 1 开始，每翻一倍有两个量化级：1 和 1.5，2 和 3，4 和 6，间隔也随之翻倍。int4 的量化级一样多，也是 {a.codes_total|count} 个，但间隔都是 {grid.a_scale}。"
      },
      "state": {
        "data": "values(-6,-5.5,-5,-4.5,-4,-3.5,-3,-2.5,-2,-1.5,-1,-0.5,0,0.5,1,1.5,2,2.5,3,3.5,4,4.5,5,5.5,6)",
        "a": "int4",
        "b": "fp4_e2m1",
        "view": "grid"
      },
      "question": {
        "kind": "place",
        "before": { "b": "int4" },
        "setup": {
          "en": "The values run from −6 to 6 in steps of 0.5. A and B are int4: {a.codes_total|count} levels, each {grid.a_scale} from the next.",
          "zh-CN":
            "数值从 −6 到 6，每隔 0.5 取一个。A 和 B 都是 int4：{a.codes_total|count} 个量化级，间隔 {grid.a_scale}。"
        },
        "ask": {
          "en": "B becomes the 4-bit float E2M1. Its levels are 0, 0.5, 1, 1.5, 2, 3, 4 and 6, and the same with a minus. Shade the values that will become 4.",
          "zh-CN":
            "B 换成四比特的浮点数 E2M1，量化级是 0、0.5、1、1.5、2、3、4、6 和它们的相反数。请涂出会变成 4 的数值。"
        },
        "answers": ["3.5 * grid.b_scale", "5 * grid.b_scale"],
        "reveal": {
          "en": "From {3.5 * grid.b_scale} to {5 * grid.b_scale}: halfway to its neighbors 3 and 6. The level 0.5 takes only values from 0.25 to 0.75. A value exactly halfway goes to the level whose mantissa bit is 0, so both ends become 4.",
          "zh-CN":
            "从 {3.5 * grid.b_scale} 到 {5 * grid.b_scale}：到相邻的 3 和 6 各一半。而 0.5 只管 0.25 到 0.75。正好在中点的数值归尾数位为 0 的那一级，所以两头都变成 4。"
        }
      },
      "claims": [
        "grid.b_scale == 1",
        "a.codes_total == 15",
        "b.codes_total == 15",
        "b.max_abs_error == 1",
        "abs(a.max_abs_error / grid.a_scale - 0.5) < 0.0001"
      ]
    },
    {
      "headline": {
        "en": "The error of a float grows with the value; that of an integer does not.",
        "zh-CN": "浮点数的误差随数值增大，整数的误差处处一样。"
      },
      "text": {
        "en": "Below each axis stands the squared error. That of int4 is even: no value is off by more than {a.max_abs_error}. That of fp4 grows towards the ends, where values are off by up to {b.max_abs_error}. Relative to the value it is the other way round: above its level 1, fp4 is never off by more than a fifth of the value.",
        "zh-CN":
          "坐标轴下方是平方误差。int4 各处均匀：任何数值的误差都不超过 {a.max_abs_error}。fp4 越往两端越大，最多差 {b.max_abs_error}。相对误差恰好反过来：在量化级 1 以上，fp4 的误差从不超过数值的五分之一。"
      },
      "state": { "data": "uniform:seed=7", "a": "int4", "b": "fp4_e2m1", "view": "errors" },
      "question": {
        "kind": "choice",
        "before": { "b": "int4", "view": "grid" },
        "setup": {
          "en": "Values spread evenly from {data.min} to {data.max}. A and B are int4 and reach {a.sqnr_db|db}.",
          "zh-CN": "数值均匀分布在 {data.min} 到 {data.max} 之间。A 和 B 都是 int4，SQNR 为 {a.sqnr_db|db}。"
        },
        "ask": {
          "en": "B becomes fp4. Which then has the better SQNR on these values?",
          "zh-CN": "B 换成 fp4。在这组数值上，哪一个的 SQNR 更好？"
        },
        "options": [
          { "text": { "en": "A, int4", "zh-CN": "A，int4" }, "when": "a.sqnr_db > b.sqnr_db + 1" },
          { "text": { "en": "B, fp4", "zh-CN": "B，fp4" }, "when": "b.sqnr_db > a.sqnr_db + 1" },
          {
            "text": { "en": "About equal", "zh-CN": "差不多" },
            "when": "abs(a.sqnr_db - b.sqnr_db) <= 1"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "int4, by {a.sqnr_db - b.sqnr_db|db}. No part of the range has more values than another, so even levels are right. The float spends most of its levels near zero, and there is nothing special there.",
          "zh-CN":
            "int4，高 {a.sqnr_db - b.sqnr_db|db}。范围内各处的数值一样多，所以均匀的量化级最合适。浮点数把大部分量化级放在零附近，而那里的数值并不更多。"
        }
      },
      "claims": [
        "a.sqnr_db - b.sqnr_db > 3",
        "abs(a.max_abs_error / grid.a_scale - 0.5) < 0.001",
        "abs(b.max_abs_error / grid.b_scale - 1) < 0.001"
      ]
    },
    {
      "headline": {
        "en": "Outliers cost int8 more and more; the MSE of fp8 stays at {b.mse}.",
        "zh-CN": "离群值越远，int8 损失越大；fp8 的 MSE 始终是 {b.mse}。"
      },
      "text": {
        "en": "int8 has to spread its levels evenly up to the outliers. fp8 has eight levels in each doubling, wherever the largest value lies: only the few outliers get coarse steps, and most values keep the ones they had. Move the outliers out, frame by frame: the MSE of fp8 stays at {b.mse}.",
        "zh-CN":
          "int8 的量化级必须均匀铺到离群值。fp8 不管最大值在哪里，每翻一倍都有八个量化级：步长变粗的只有那几个离群值，绝大多数数值的步长照旧。逐帧把离群值往外移：fp8 的 MSE 始终是 {b.mse}。"
      },
      "state": { "data": "normal:seed=7:outliers=0.0001x20", "a": "int8", "b": "fp8_e4m3", "view": "grid" },
      "question": {
        "kind": "choice",
        "before": { "data": "normal:seed=7:outliers=0.0001x5" },
        "setup": {
          "en": "Normal data; the seven largest values lie at ±{data.max|count}. A is int8 and reaches {a.sqnr_db|db}. B is fp8 with four bits of exponent and three of mantissa (E4M3): {b.sqnr_db|db}.",
          "zh-CN":
            "正态数据，最大的七个数值在 ±{data.max|count}。A 是 int8，达到 {a.sqnr_db|db}。B 是 fp8，四位指数、三位尾数（E4M3）：{b.sqnr_db|db}。"
        },
        "ask": {
          "en": "The seven largest values move out to ±20, as in lesson 3, and int8 loses about two bits, 2 × 6.02 dB. What does fp8 lose?",
          "zh-CN": "像第 3 课那样，把最大的七个数值移到 ±20，int8 损失约 2 比特，即 2 × 6.02 dB。fp8 损失多少？"
        },
        "options": [
          { "text": { "en": "As much", "zh-CN": "一样多" }, "when": "b.sqnr_db < 21" },
          { "text": { "en": "About half as much", "zh-CN": "大约一半" }, "when": "abs(b.sqnr_db - 25.5) < 2" },
          { "text": { "en": "Nothing", "zh-CN": "毫无损失" }, "when": "b.sqnr_db > 31.5" }
        ],
        "answer": 2,
        "reveal": {
          "en": "Nothing: {b.sqnr_db|db}, while int8 falls to {a.sqnr_db|db}. Without outliers int8 was better; its error depends on the largest value, that of a float on each value itself.",
          "zh-CN":
            "毫无损失：{b.sqnr_db|db}，而 int8 降到 {a.sqnr_db|db}。没有离群值时 int8 更好；整数的误差取决于最大的数值，浮点数的误差取决于各个数值本身。"
        }
      },
      "walk": {
        "frames": [
          { "data": "normal:seed=7:outliers=0.0001x20" },
          { "data": "normal:seed=7:outliers=0.0001x80" },
          { "data": "normal:seed=7:outliers=0.0001x320" }
        ],
        "text": {
          "en": "Outliers at ±{data.max|count}. int8: MSE {a.mse}, and {a.zeroed|percent} of the values become zero. fp8: MSE {b.mse}, zeros {b.zeroed|percent}.",
          "zh-CN":
            "离群值在 ±{data.max|count}。int8：MSE 为 {a.mse}，{a.zeroed|percent} 的数值归零。fp8：MSE 为 {b.mse}，归零 {b.zeroed|percent}。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 4",
        "b.sqnr_db > 31.5",
        "abs(b.mse / 0.0006978 - 1) < 0.001",
        "a.mse > 15 * 0.0001295"
      ]
    },
    {
      "headline": {
        "en": "In groups of 32, an outlier spoils at most 31 others.",
        "zh-CN": "32 个一组，一个离群值至多连累另外 31 个数值。"
      },
      "text": {
        "en": "The more a cell stands out, the larger its error. With one scale, A, every value pays. In B only the groups with an outlier do: the short strokes. That is why four-bit floats come in small blocks: the MX formats share a scale among 32 values, NVFP4 among 16. With 8 bits a scale costs 8/32 or 8/16 of a bit per value.",
        "zh-CN":
          "格子越醒目，误差越大。A 只有一个缩放因子，所有数值都受累；B 中只有含离群值的组受累，就是那些醒目的短线。所以四比特的浮点数总是配小块：MX 格式 32 个数值共用一个缩放因子，NVFP4 是 16 个。缩放因子占 8 位时，每值多花 8/32 或 8/16 比特。"
      },
      "state": {
        "data": "normal:seed=7:outliers=0.001x20",
        "a": "fp4_e2m1",
        "b": "fp4_e2m1:g32:s16",
        "view": "blocks"
      },
      "controls": ["b.group"],
      "question": {
        "kind": "slider",
        "before": { "b": "fp4_e2m1" },
        "setup": {
          "en": "One value in a thousand lies at ±20. A and B are fp4 with one scale. What saved fp8 was its reach: from its smallest level to its largest is a factor of 229376. Two bits of exponent reach from 0.5 to 6, a factor of 12. Whatever is less than a twenty-fourth of the largest value becomes 0.",
          "zh-CN":
            "每千个数值有一个在 ±20。A 和 B 都是只有一个缩放因子的 fp4。fp8 靠的是跨度大：最大与最小的量化级相差 229376 倍。两位指数只够从 0.5 到 6，12 倍。绝对值不到最大值二十四分之一的数值都归零。"
        },
        "ask": {
          "en": "With one scale, fp4 turns {b.zeroed|percent} of the values into zero. B gets a scale for every 32 values. What share becomes zero then?",
          "zh-CN":
            "只有一个缩放因子时，fp4 让 {b.zeroed|percent} 的数值归零。B 改为每 32 个数值一个。这时归零的比例是多少？"
        },
        "answer": "100 * b.zeroed",
        "unit": "%",
        "range": [0, 60],
        "reveal": {
          "en": "{b.zeroed|percent}, and the SQNR rises from {a.sqnr_db|db} to {b.sqnr_db|db}. Most groups have no outlier, and the largest of 32 usual values is not far from the others.",
          "zh-CN":
            "{b.zeroed|percent}；SQNR 从 {a.sqnr_db|db} 升到 {b.sqnr_db|db}。大多数组里没有离群值，而 32 个普通数值里最大的那个，与其余的相差不远。"
        }
      },
      "claims": ["a.zeroed > 0.59", "b.zeroed < 0.1", "b.sqnr_db - a.sqnr_db > 11", "b.bits_per_value == 4.5"]
    },
    {
      "headline": {
        "en": "fp4 spends a code on −0; a level in its place gains {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "fp4 把一个编码给了 −0；换成一个量化级，提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "The new level, 5, halves the widest gap on the positive side. Research does this under the name RaZeR. Other formats avoid the second zero: the table NF4 has only one, and in the FNUZ floats of eight bits this code means “not a number”. Symmetric int4 also leaves one of its codes unused, −8.",
        "zh-CN":
          "新的量化级 5 把正半轴最宽的间隔分成两半。研究中的 RaZeR 就是这样做的。别的格式干脆不要第二个零：NF4 的表里只有一个零，八比特的 FNUZ 浮点数用这个编码表示“非数”。对称 int4 也空着一个编码，−8。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "fp4_e2m1:g16:s16",
        "b": "levels(-6,-4,-3,-2,-1.5,-1,-0.5,0,0.5,1,1.5,2,3,4,5,6):g16:s16",
        "view": "grid",
        "x": "-0.17,0.17"
      },
      "question": {
        "kind": "slider",
        "before": { "b": "fp4_e2m1:g16:s16", "view": "codes" },
        "setup": {
          "en": "Weights of a transformer; A and B are fp4 in groups of 16. Four bits make 16 codes, but there are only {a.codes_total|count} levels: the axis names codes 0 and 8 at one level. The bits of code 8 are a minus and a zero, −0. It decodes to 0 like code 0, and a product with it adds nothing.",
          "zh-CN":
            "某个 Transformer 的权重；A 和 B 都是 16 个一组的 fp4。四个比特有 16 个编码，量化级却只有 {a.codes_total|count} 个：横轴上编码 0 和 8 标在同一级。编码 8 的各位是一个负号加零，即 −0，解码出来与编码 0 一样是 0，乘积里也毫无贡献。"
        },
        "ask": {
          "en": "Code 8 of fp4 means −0 and has no level of its own. B gives it one: 5, between 4 and 6. How many decibels does that gain?",
          "zh-CN": "fp4 的编码 8 表示 −0，没有自己的量化级。B 给它一个：5，位于 4 和 6 之间。能提高多少分贝？"
        },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 3],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, for no bit at all. From 15 even levels to 16 would be worth {20 * log10(b.codes_total / a.codes_total)|db}; the level 5 gains more, because every group’s largest values lie where fp4 is coarsest.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}，不多花一个比特。均匀的量化级从 15 个增加到 16 个，值 {20 * log10(b.codes_total / a.codes_total)|db}；量化级 5 提高得更多，因为每组最大的那些数值正落在 fp4 最疏的地方。"
        }
      },
      "claims": [
        "a.codes_total == 15",
        "b.codes_total == 16",
        "b.sqnr_db - a.sqnr_db > 20 * log10(b.codes_total / a.codes_total) + 0.2",
        "b.bits_per_value == a.bits_per_value"
      ]
    },
    {
      "headline": {
        "en": "On normal data in groups of 16, int4 is {a.sqnr_db - b.sqnr_db|db} ahead of fp4.",
        "zh-CN": "正态数据 16 个一组时，int4 比 fp4 高 {a.sqnr_db - b.sqnr_db|db}。"
      },
      "text": {
        "en": "The curves cross. On the right, one scale for all: the largest value is far beyond the others, and the dense levels of fp4 near zero pay off. On the left, the largest of a few values is not far out: many values lie where fp4 is coarse. At each group size both have the same bits.",
        "zh-CN":
          "两条曲线相交。右端共用一个缩放因子：最大值远在其余数值之外，fp4 在零附近密集的量化级很划算。左端每组只有几个数值，最大的那个并不远，许多数值落在 fp4 稀疏的地方。每种组大小下，两者的比特数都相同。"
      },
      "state": {
        "data": "normal:seed=7",
        "a": "int4:g16:s16",
        "b": "fp4_e2m1:g16:s16",
        "view": "sweeps",
        "by": "group"
      },
      "controls": ["a.group", "b.group"],
      "question": {
        "kind": "choice",
        "before": { "a": "int4", "b": "fp4_e2m1", "view": "grid" },
        "setup": {
          "en": "Normal data without outliers. A is int4, B is fp4, each with one scale. fp4 is better: {b.sqnr_db|db} against {a.sqnr_db|db}.",
          "zh-CN":
            "没有离群值的正态数据。A 是 int4，B 是 fp4，各有一个缩放因子。fp4 更好：{b.sqnr_db|db} 对 {a.sqnr_db|db}。"
        },
        "ask": {
          "en": "With one scale, fp4 is {b.sqnr_db - a.sqnr_db|db} better than int4. Both get groups of 16. Which is better then?",
          "zh-CN": "只有一个缩放因子时，fp4 比 int4 高 {b.sqnr_db - a.sqnr_db|db}。两者都改为 16 个一组，这时哪个更好？"
        },
        "options": [
          {
            "text": { "en": "Still fp4, by about as much", "zh-CN": "还是 fp4，差距差不多" },
            "when": "b.sqnr_db - a.sqnr_db > 2.5"
          },
          {
            "text": { "en": "Still fp4, but by less", "zh-CN": "还是 fp4，但差距变小" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 1.25) <= 1.25"
          },
          { "text": { "en": "int4", "zh-CN": "int4" }, "when": "a.sqnr_db > b.sqnr_db" }
        ],
        "answer": 2,
        "reveal": {
          "en": "int4: {a.sqnr_db|db} against {b.sqnr_db|db}. The smaller the groups, the more evenly their values fill the range, and there int4 wins, as in step 2.",
          "zh-CN":
            "int4：{a.sqnr_db|db} 对 {b.sqnr_db|db}。组越小，组内的数值就越均匀地填满范围，而那正是 int4 的强项，见第 2 步。"
        }
      },
      "claims": ["a.sqnr_db - b.sqnr_db > 0.8", "a.bits_per_value == b.bits_per_value", "b.zeroed < a.zeroed"]
    },
    {
      "headline": {
        "en": "With heavy tails, fp4 is ahead of int4 in groups of 16, too.",
        "zh-CN": "尾部重时，即使 16 个一组，也是 fp4 领先。"
      },
      "text": {
        "en": "Rare large values stretch the range even of small groups, so the curves no longer cross. Real tensors lie on both sides. Go through the frames: Student’s t, a Laplace distribution, weights of a transformer, and activations behind its GELU. Which format is better is not a property of the format alone: measure your own data.",
        "zh-CN":
          "罕见的大数值把小组的范围也拉长，曲线不再相交。真实的张量两种都有。逐帧看：t 分布、拉普拉斯分布、某个 Transformer 的权重，以及它 GELU 之后的激活。哪种格式更好，不只取决于格式本身：请测量你自己的数据。"
      },
      "state": {
        "data": "student:seed=7",
        "a": "int4:g16:s16",
        "b": "fp4_e2m1:g16:s16",
        "view": "sweeps",
        "by": "group"
      },
      "question": {
        "kind": "slider",
        "before": { "data": "normal:seed=7" },
        "setup": {
          "en": "Normal data again, in groups of 16: int4 reaches {a.sqnr_db|db}, fp4 {b.sqnr_db|db}.",
          "zh-CN": "还是正态数据，16 个一组：int4 达到 {a.sqnr_db|db}，fp4 为 {b.sqnr_db|db}。"
        },
        "ask": {
          "en": "The data become heavy-tailed (Student’s t, three degrees of freedom). How far is fp4 ahead of int4 then? Below zero means that int4 stays ahead.",
          "zh-CN": "数据换成尾部很重的（三自由度的 t 分布）。这时 fp4 比 int4 高多少？负数表示 int4 仍然更好。"
        },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-4, 4],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|gain}: fp4 {b.sqnr_db|db}, int4 {a.sqnr_db|db}. The largest value lies {max(abs(data.min), abs(data.max)) / data.sd|count} standard deviations out.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|gain}：fp4 为 {b.sqnr_db|db}，int4 为 {a.sqnr_db|db}。最大的数值远在 {max(abs(data.min), abs(data.max)) / data.sd|count} 个标准差处。"
        }
      },
      "walk": {
        "frames": [
          { "data": "student:seed=7" },
          { "data": "laplace:seed=7" },
          { "data": "sample(minilm_l0_query_weight)" },
          { "data": "sample(minilm_act_l0_post_gelu)" }
        ],
        "text": {
          "en": "int4 {a.sqnr_db|db}, fp4 {b.sqnr_db|db}: {b.sqnr_db - a.sqnr_db|gain} for fp4. The largest value lies {max(abs(data.min), abs(data.max)) / data.sd|short} standard deviations out.",
          "zh-CN":
            "int4 为 {a.sqnr_db|db}，fp4 为 {b.sqnr_db|db}：fp4 相差 {b.sqnr_db - a.sqnr_db|gain}。最大的数值在 {max(abs(data.min), abs(data.max)) / data.sd|short} 个标准差处。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 1.8", "a.bits_per_value == b.bits_per_value"]
    }
  ]
};
