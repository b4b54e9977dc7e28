export default {
  "id": "photograph",
  "title": { "en": "A photograph", "zh-CN": "一张照片" },
  "promise": {
    "en": "See in a photograph what bits, a zero-point, clipping, groups and rounding do to data.",
    "zh-CN": "在一张照片里亲眼看到：位宽、零点、截断、分组和舍入各对数据做了什么。"
  },
  "minutes": 9,
  "notes": {
    "en": "Let the class look before you speak: every step can be seen from the last row. Step 1: ask where the bands appear first. Step 3: the lower end does not move, because an integer zero-point keeps 0 in the range; otherwise the shadows would be clipped, too. Step 5 reverses lesson 9: there, small groups lost clearly at equal storage. Ask what differs. Step 6 is for discussion: which picture is better, and better for what? A photograph of your own can be dropped on the page.",
    "zh-CN":
      "先让学生看，再讲解：每一步坐在最后一排也看得清。第 1 步先问：断层最早出现在哪里？第 3 步的下端没有移动，因为整数零点要求范围包含 0，否则暗部也会被截断。第 5 步与第 9 课相反：那里存储相同时小组明显吃亏；问学生差别在哪里。第 6 步供讨论：哪张图更好，对什么用途更好？也可以把自己的照片拖到页面上。"
  },
  "steps": [
    {
      "headline": {
        "en": "Each bit fewer halves the gray levels; smooth areas break into bands first.",
        "zh-CN": "每少一位，灰度级减半；平滑的地方最先出现断层。"
      },
      "text": {
        "en": "This photograph is a matrix of {data.count|count} values of luminance, from {data.min} to {data.max}; 0 is black, 1 is white. A decodes int8 and looks like the original. B loses a bit with every frame, about 6.02 dB each. Watch the blurred background: there, neighbors differ by less than a step, and one level meets the next in a visible edge. In the fur the bands hide longest.",
        "zh-CN":
          "这张照片是一个矩阵：{data.count|count} 个亮度值，从 {data.min} 到 {data.max}；0 是黑，1 是白。A 是 int8 的解码结果，看上去与原图无异。B 每一帧少一位，每位约 6.02 dB。请看虚化的背景：那里相邻像素相差不到一个步长，两个灰度级相接处出现明显的边界。毛发里的断层最不容易看出来。"
      },
      "state": { "data": "sample(photo_cat)", "a": "int8:asym", "b": "int6:asym", "view": "blocks", "map": "decoded" },
      "walk": {
        "frames": [
          { "b": "int6:asym" },
          { "b": "int5:asym" },
          { "b": "int4:asym" },
          { "b": "int3:asym" },
          { "b": "int2:asym" }
        ],
        "text": {
          "en": "B has {b.codes_total} gray levels with a step of {grid.b_scale}. SQNR: {b.sqnr_db|db}, {a.sqnr_db - b.sqnr_db|db} below A.",
          "zh-CN":
            "B 有 {b.codes_total} 个灰度级，步长 {grid.b_scale}。SQNR 为 {b.sqnr_db|db}，比 A 低 {a.sqnr_db - b.sqnr_db|db}。"
        }
      },
      "claims": [
        "data.min > 0",
        "data.max < 1",
        "a.codes_total == 4 * b.codes_total",
        "a.sqnr_db - b.sqnr_db > 11",
        "a.sqnr_db - b.sqnr_db < 13"
      ]
    },
    {
      "headline": {
        "en": "With a zero-point, three bits show exactly what four symmetric bits show.",
        "zh-CN": "有了零点，3 位与 4 位对称量化显示的完全一样。"
      },
      "text": {
        "en": "A is int4, symmetric: its codes below zero have nothing to do here. B is int3 with a zero-point: all of its codes lie between black and the brightest pixel.",
        "zh-CN": "A 是 int4，对称：零以下的编码在这里无事可做。B 是带零点的 int3：全部编码都落在黑色与最亮的像素之间。"
      },
      "state": { "data": "sample(photo_cat)", "a": "int4", "b": "int3:asym", "view": "blocks", "map": "decoded" },
      "controls": ["a.symmetry", "b.bits"],
      "question": {
        "kind": "choice",
        "before": { "b": "int3" },
        "setup": {
          "en": "A is int4 and B is int3, both symmetric. Luminance is never negative, so A uses {a.codes_used} of its {a.codes_total} codes and B {b.codes_used} of its {b.codes_total}. B shows the coarser bands.",
          "zh-CN":
            "A 是 int4，B 是 int3，都是对称量化。亮度没有负值，所以 A 的 {a.codes_total} 个编码只用到 {a.codes_used} 个，B 的 {b.codes_total} 个只用到 {b.codes_used} 个。B 的断层更粗。"
        },
        "ask": {
          "en": "B becomes asymmetric and keeps its three bits. Compared with A, its picture is then …",
          "zh-CN": "B 改为非对称，仍是 3 位。与 A 相比，它的画面会……"
        },
        "options": [
          { "text": { "en": "still worse", "zh-CN": "仍然更差" }, "when": "b.mse > 1.001 * a.mse" },
          { "text": { "en": "the same", "zh-CN": "一样" }, "when": "abs(b.mse / a.mse - 1) <= 0.001" },
          { "text": { "en": "better", "zh-CN": "更好" }, "when": "b.mse < 0.999 * a.mse" }
        ],
        "answer": 1,
        "reveal": {
          "en": "The same in every pixel: both have {b.codes_used} levels from 0 to the brightest pixel with a step of {grid.b_scale}, and both reach {b.sqnr_db|db}. On data of one sign, a symmetric grid wastes a whole bit.",
          "zh-CN":
            "每个像素都一样：两者都有 {b.codes_used} 个量化级，从 0 到最亮的像素，步长 {grid.b_scale}，SQNR 都是 {b.sqnr_db|db}。数据只有一种符号时，对称网格白白浪费一位。"
        }
      },
      "claims": ["a.mse == b.mse", "grid.a_scale == grid.b_scale", "a.codes_used == b.codes_used", "b.codes_used == 8"]
    },
    {
      "headline": {
        "en": "Clipped at the 75th percentile, {b.clipped|percent} of the pixels burn out into one gray.",
        "zh-CN": "在第 75 百分位数处截断，{b.clipped|percent} 的像素高光溢出，变成同一种灰。"
      },
      "text": {
        "en": "B gives up the brightest pixels: everything beyond its range becomes its highest level. The bright patches at both edges and the ridge of the nose are now flat, and the whiskers have faded. In return the step falls from {grid.a_scale} to {grid.b_scale}, so the dark and middle grays are finer.",
        "zh-CN":
          "B 舍弃了最亮的像素：超出范围的一律变成最高的量化级。左右两侧的亮斑和鼻梁都成了平板一块，胡须也淡了。换来的是步长从 {grid.a_scale} 降到 {grid.b_scale}，暗部和中间调更细。"
      },
      "state": {
        "data": "sample(photo_cat)",
        "a": "int4:asym",
        "b": "int4:asym:p75",
        "view": "blocks",
        "map": "decoded"
      },
      "controls": ["b.percentile"],
      "question": {
        "kind": "place",
        "before": { "b": "int4:asym" },
        "setup": {
          "en": "A and B are int4, asymmetric, without clipping: {a.codes_used} grays from black to {grid.a_beta}, a step of {grid.a_scale} apart.",
          "zh-CN":
            "A 和 B 都是 int4，非对称，不截断：从黑到 {grid.a_beta} 共 {a.codes_used} 级灰度，相邻两级相差一个步长 {grid.a_scale}。"
        },
        "ask": {
          "en": "B will clip at the 75th percentile. Where will its range end?",
          "zh-CN": "B 将在第 75 百分位数处截断。它的范围会在哪里结束？"
        },
        "answers": ["grid.b_beta"],
        "reveal": {
          "en": "At {grid.b_beta}. The clipped pixels cause nearly all of B’s squared error: {b.clipping_sse|count}, against {b.rounding_sse|count} from rounding. The SQNR falls from {a.sqnr_db|db} to {b.sqnr_db|db}.",
          "zh-CN":
            "在 {grid.b_beta}。B 的平方误差几乎全由被截断的像素造成：截断 {b.clipping_sse|count}，舍入只有 {b.rounding_sse|count}。SQNR 从 {a.sqnr_db|db} 降到 {b.sqnr_db|db}。"
        }
      },
      "claims": [
        "abs(b.clipped - 0.24) < 0.01",
        "b.clipping_sse > 10 * b.rounding_sse",
        "a.sqnr_db - b.sqnr_db > 8",
        "grid.b_alpha == 0",
        "b.rounding_sse < a.rounding_sse / 2"
      ]
    },
    {
      "headline": {
        "en": "The error map shows the price: B’s clipped highlights hold {b.clipping_sse / (b.clipping_sse + b.rounding_sse)|percent} of its squared error.",
        "zh-CN":
          "误差图标出了代价：B 的平方误差有 {b.clipping_sse / (b.clipping_sse + b.rounding_sse)|percent} 集中在被截断的高光处。"
      },
      "text": {
        "en": "Now the map shows the error |x̂ − x| of every pixel, on one color scale. A clips at the 99th percentile, B at the 75th. A’s errors are small everywhere, and nearly all of them are rounding. B’s are smaller still where it does not clip, but everything bright in the photograph stands out.",
        "zh-CN":
          "现在图上是每个像素的误差 |x̂ − x|，A、B 共用一个色标。A 在第 99 百分位数处截断，B 在第 75。A 的误差处处都小，几乎全是舍入误差。B 在不截断的地方误差更小，但照片里明亮的部分在图上一一凸显出来。"
      },
      "state": {
        "data": "sample(photo_cat)",
        "a": "int4:asym:p99",
        "b": "int4:asym:p75",
        "view": "blocks",
        "map": "error"
      },
      "controls": ["b.percentile"],
      "question": {
        "kind": "curve",
        "ask": {
          "en": "Draw the SQNR of int4 against the clipping percentile. How far down may one clip?",
          "zh-CN": "画出 int4 的 SQNR 随截断百分位数变化的曲线。最多可以截到多低？"
        },
        "points": [
          { "label": "p60", "scheme": "int4:asym:p60" },
          { "label": "p70", "scheme": "int4:asym:p70" },
          { "label": "p80", "scheme": "int4:asym:p80" },
          { "label": "p90", "scheme": "int4:asym:p90" },
          { "label": "p95", "scheme": "int4:asym:p95" },
          { "label": "p99", "scheme": "int4:asym:p99" },
          { "label": "max", "scheme": "int4:asym" }
        ],
        "axis": { "en": "percentile", "zh-CN": "百分位数" },
        "range": [10, 40],
        "reveal": {
          "en": "The best of these is p99: with {a.sqnr_db|db} it is a little better than no clipping, and it gives up only {a.clipped|percent} of the pixels. B has a finer step, {grid.b_scale} against {grid.a_scale}, and loses {a.sqnr_db - b.sqnr_db|db}.",
          "zh-CN":
            "其中最好的是 p99：SQNR 为 {a.sqnr_db|db}，比不截断略高，只舍弃 {a.clipped|percent} 的像素。B 的步长更细（{grid.b_scale} 对 {grid.a_scale}），却低了 {a.sqnr_db - b.sqnr_db|db}。"
        }
      },
      "claims": [
        "a.clipped < 0.01",
        "a.sqnr_db > 30.5",
        "a.rounding_sse > 30 * a.clipping_sse",
        "b.clipping_sse / (b.clipping_sse + b.rounding_sse) > 0.9",
        "b.rounding_sse < a.rounding_sse / 2"
      ]
    },
    {
      "headline": {
        "en": "Four grays suffice for 16 pixels, if their range need not contain black.",
        "zh-CN": "只要范围不必包含黑色，16 个像素用四级灰度就够了。"
      },
      "text": {
        "en": "Neighbors are alike: 16 of them span a short range, and four grays inside it are enough. At the eyes and the nose, where one group holds dark and bright pixels, edges fray along the rows; zoom in to see it. Thin lines mark the groups. A scale and a zero-point of 16 bits each bring B to {b.bits_per_value|short} bits per value, as many as A.",
        "zh-CN":
          "相邻像素彼此相近：16 个像素跨度很小，其中放四级灰度就够了。在眼睛和鼻子处，一组里既有暗也有亮，边缘沿行方向显得毛糙；放大可以看清。细线标出各组。缩放因子和零点各占 16 位，B 平均每值 {b.bits_per_value|short} 比特，与 A 相同。"
      },
      "state": {
        "data": "sample(photo_cat)",
        "a": "int4:asym",
        "b": "int2:asym:g16:s16:zfloat",
        "view": "blocks",
        "map": "decoded"
      },
      "controls": ["a.bits", "b.group"],
      "question": {
        "kind": "slider",
        "before": { "b": "int2:asym:g16:s16" },
        "setup": {
          "en": "A has four bits: {a.codes_used} grays for all pixels, {a.sqnr_db|db}. B has two bits, four grays, but a scale for every 16 pixels of a row: {b.sqnr_db|db}. Its brightest gray follows the group; its darkest is always black, for an integer zero-point keeps 0 in the range.",
          "zh-CN":
            "A 是 4 位：所有像素共用 {a.codes_used} 级灰度，{a.sqnr_db|db}。B 是 2 位，四级灰度，但一行里每 16 个像素有自己的缩放因子：{b.sqnr_db|db}。最亮的一级随组而变，最暗的一级总是黑，因为整数零点要求范围包含 0。"
        },
        "ask": {
          "en": "B’s zero-points become real numbers, so every range fits its 16 pixels. What SQNR does B reach?",
          "zh-CN": "B 的零点改为实数，每组的范围恰好贴合自己的 16 个像素。B 的 SQNR 能到多少？"
        },
        "answer": "b.sqnr_db",
        "unit": "dB",
        "range": [15, 35],
        "reveal": {
          "en": "{b.sqnr_db|db}, only {a.sqnr_db - b.sqnr_db|db} below A at the same storage. On the weights of lesson 9, small groups lost far more: there neighbors are not alike, so even a small group has a wide range.",
          "zh-CN":
            "{b.sqnr_db|db}，存储相同，只比 A 低 {a.sqnr_db - b.sqnr_db|db}。第 9 课的权重上，小组输得多得多：那里相邻的值并不相近，组再小，范围也不窄。"
        }
      },
      "claims": [
        "abs(b.bits_per_value - a.bits_per_value) < 0.001",
        "b.bits_per_value == 4",
        "a.sqnr_db - b.sqnr_db > 1",
        "a.sqnr_db - b.sqnr_db < 2",
        "b.sqnr_db > 28"
      ]
    },
    {
      "headline": {
        "en": "Random rounding costs {a.sqnr_db - b.sqnr_db|db} and brings back the shades between the levels.",
        "zh-CN": "随机舍入损失 {a.sqnr_db - b.sqnr_db|db}，却找回了量化级之间的灰调。"
      },
      "text": {
        "en": "B rounds stochastically. Seen from some distance, the background and the cheeks have their shades again: the mean of many pixels is right, because random rounding is right on average. In image processing this is called dithering. Both pictures have the same four grays.",
        "zh-CN":
          "B 采用随机舍入。离远一点看，背景和脸颊的灰调又回来了：随机舍入在平均意义上没有偏差，许多像素的平均值是对的。图像处理中称为抖动（dithering）。两张图用的是同样的四级灰度。"
      },
      "state": {
        "data": "sample(photo_cat)",
        "a": "int2:asym",
        "b": "int2:asym:stochastic",
        "view": "blocks",
        "map": "decoded"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "choice",
        "before": { "b": "int2:asym" },
        "setup": {
          "en": "A and B are int2, asymmetric: {a.codes_used} grays, and each pixel takes the nearest one. Large areas are flat.",
          "zh-CN": "A 和 B 都是 int2，非对称：{a.codes_used} 级灰度，每个像素取最近的一级。大片区域是平的。"
        },
        "ask": {
          "en": "B will round up or down at random; the nearer gray is the likelier. Its SQNR …",
          "zh-CN": "B 将随机向上或向下舍入，离得越近的一级概率越大。它的 SQNR 会……"
        },
        "options": [
          { "text": { "en": "rises", "zh-CN": "上升" }, "when": "b.sqnr_db > a.sqnr_db + 0.5" },
          {
            "text": { "en": "stays about the same", "zh-CN": "大致不变" },
            "when": "abs(b.sqnr_db - a.sqnr_db) <= 0.5"
          },
          { "text": { "en": "falls", "zh-CN": "下降" }, "when": "b.sqnr_db < a.sqnr_db - 0.5" }
        ],
        "answer": 2,
        "reveal": {
          "en": "It falls: the squared error is {b.mse / a.mse} times as large. Yet its mean error is smaller: {b.bias|short} against {a.bias|short}. SQNR judges every pixel by itself; the eye averages neighbors, as a sum of many products does.",
          "zh-CN":
            "下降：平方误差是原来的 {b.mse / a.mse} 倍。但平均误差更小：{b.bias|short} 对 {a.bias|short}。SQNR 逐个像素评判；眼睛会对邻近像素取平均，许多乘积之和也是如此。"
        }
      },
      "claims": [
        "abs(b.mse / a.mse - 2) < 0.1",
        "abs(b.bias) < abs(a.bias) / 5",
        "a.codes_used == b.codes_used",
        "a.codes_used == 4"
      ]
    }
  ]
};
