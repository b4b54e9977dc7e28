export default {
  "id": "one-value",
  "title": {
    "en": "One value, one grid",
    "zh-CN": "一个数值，一个网格"
  },
  "promise": {
    "en": "Quantize a value by hand: scale, round, clamp, decode. And say what one more bit is worth.",
    "zh-CN": "手算一个数值的量化：缩放、舍入、钳位、解码，并说出每多 1 比特值多少 dB。"
  },
  "minutes": 8,
  "notes": {
    "en": "Have the class say the four operations aloud with each value: scale, round, clamp, decode. Students often mistake the code for the value, so ask “code or level?” whenever someone names a number. In step 2 let them use pencil and paper. The bits per value of the table look large (3 + 32/5 for int3), because five values share one 32-bit scale. Step 6 introduces the 6.02 dB rule; every later lesson uses it.",
    "zh-CN":
      "每举一个数，都让学生把四步念一遍：缩放、舍入、钳位、解码。最常见的混淆是把编码当成数值，提到任何数字时都可追问一句：“这是编码还是量化级？”第 2 步请学生动笔算。表中的每值比特数显得很大（int3 是 3 + 32/5），因为五个数值共用一个 32 位的缩放因子。第 6 步引出“每比特 6.02 dB”的规则，后面各课都会用到。"
  },
  "steps": [
    {
      "headline": {
        "en": "A grid has few levels, and every value moves to the nearest one.",
        "zh-CN": "网格只有几个量化级，每个数值都移到最近的一个。"
      },
      "text": {
        "en": "The dots are five values. int3 can store only {a.codes_total|count} numbers: the levels of A. The largest magnitude, {max(abs(data.min), abs(data.max))}, takes the outermost code 3, so one step, the scale, is s = {max(abs(data.min), abs(data.max)) / 3}. Each value is stored as the code of the nearest level. B, int8, has {b.codes_total|count} levels over the same range.",
        "zh-CN":
          "图上的点是五个数值。int3 只能存 {a.codes_total|count} 个数，也就是 A 的量化级。绝对值最大的 {max(abs(data.min), abs(data.max))} 占用最外侧的编码 3，所以步长，也就是缩放因子，是 s = {max(abs(data.min), abs(data.max)) / 3}。每个数值存成最近的量化级的编码。B 用 int8，同样的范围内有 {b.codes_total|count} 个量化级。"
      },
      "state": {
        "data": "values(-2.7,-0.65,0.1,1.234,2.8)",
        "a": "int3",
        "b": "int8",
        "view": "grid"
      },
      "controls": ["a.bits"],
      "claims": ["a.codes_total == 7", "b.codes_total == 255", "a.clipped == 0", "b.max_abs_error < a.max_abs_error"]
    },
    {
      "headline": {
        "en": "Divide by s = {grid.a_scale}, round, and store the code.",
        "zh-CN": "除以 s = {grid.a_scale}，舍入，存下编码。"
      },
      "text": {
        "en": "A is now int4, with {a.codes_total|count} levels. Encoding takes three operations: scale (x/s), round to a whole number, clamp to −7 … 7. Decoding takes one: x̂ = q·s. Only the codes q and the scale s are stored.",
        "zh-CN":
          "A 现在是 int4，有 {a.codes_total|count} 个量化级。编码分三步：缩放（x/s）、舍入到整数、钳位到 −7 … 7。解码只有一步：x̂ = q·s。存下来的只有编码 q 和缩放因子 s。"
      },
      "state": {
        "data": "values(-2.7,-0.65,0.1,1.234,2.8)",
        "a": "int4",
        "b": "int8",
        "view": "grid"
      },
      "question": {
        "kind": "codes",
        "scheme": "a",
        "before": {
          "a": "int3"
        },
        "setup": {
          "en": "A is int3 with the scale s = {grid.a_scale}: the five values get the codes −3, −1, 0, 1 and 3. B is int8.",
          "zh-CN": "A 是 int3，缩放因子 s = {grid.a_scale}：五个数值得到编码 −3、−1、0、1 和 3。B 是 int8。"
        },
        "ask": {
          "en": "A becomes int4: codes −7 to 7, and s = {data.max / 7}. Divide −2.7, −0.65, 0.1, 1.234 and 2.8 by s and round. Which codes will be used?",
          "zh-CN":
            "A 换成 int4：编码从 −7 到 7，s = {data.max / 7}。把 −2.7、−0.65、0.1、1.234 和 2.8 分别除以 s 再舍入，会用到哪些编码？"
        },
        "reveal": {
          "en": "x/s is {-2.7 / grid.a_scale}, {-0.65 / grid.a_scale}, {0.1 / grid.a_scale} and {1.234 / grid.a_scale}; the largest value gives exactly 7. Rounded: −7, −2, 0, 3 and 7. So 1.234 comes back as x̂ = 3·s = {3 * grid.a_scale}. Its error e = x̂ − x is {3 * grid.a_scale - 1.234}.",
          "zh-CN":
            "x/s 依次是 {-2.7 / grid.a_scale}、{-0.65 / grid.a_scale}、{0.1 / grid.a_scale} 和 {1.234 / grid.a_scale}，最大的数值正好得到 7。舍入后是 −7、−2、0、3 和 7。于是 1.234 解码为 x̂ = 3·s = {3 * grid.a_scale}，误差 e = x̂ − x 为 {3 * grid.a_scale - 1.234}。"
        }
      },
      "claims": [
        "a.codes_used == 5",
        "abs(1.234 / grid.a_scale - 3) <= 0.5",
        "abs(-0.65 / grid.a_scale + 2) <= 0.5",
        "abs(-2.7 / grid.a_scale + 7) <= 0.5",
        "a.max_abs_error <= data.max / 14"
      ]
    },
    {
      "headline": {
        "en": "Rounding moves a value by at most half a step.",
        "zh-CN": "舍入最多把数值移动半个步长。"
      },
      "text": {
        "en": "Half a step is {grid.a_scale / 2} in A and {grid.b_scale / 2} in B. The largest errors are {a.max_abs_error} and {b.max_abs_error}: no value lies further than half a step from a level.",
        "zh-CN":
          "A 的半个步长是 {grid.a_scale / 2}，B 的是 {grid.b_scale / 2}。实际的最大误差是 {a.max_abs_error} 和 {b.max_abs_error}：没有哪个数值离量化级超过半个步长。"
      },
      "state": {
        "data": "values(-2.7,-0.65,0.1,1.234,2.8)",
        "a": "int4",
        "b": "int5",
        "view": "grid"
      },
      "controls": ["b.bits"],
      "question": {
        "kind": "choice",
        "before": {
          "b": "int4"
        },
        "setup": {
          "en": "A and B are both int4, with a step of {grid.a_scale}.",
          "zh-CN": "A 和 B 都是 int4，步长 {grid.a_scale}。"
        },
        "ask": {
          "en": "B gets one bit more: int5. Its step becomes …",
          "zh-CN": "B 增加 1 比特，换成 int5。它的步长变为原来的……"
        },
        "options": [
          {
            "text": {
              "en": "a little more than half",
              "zh-CN": "一半多一点"
            },
            "when": "grid.b_scale / grid.a_scale > 0.501"
          },
          {
            "text": {
              "en": "exactly half",
              "zh-CN": "正好一半"
            },
            "when": "abs(grid.b_scale / grid.a_scale - 0.5) <= 0.001"
          },
          {
            "text": {
              "en": "a little less than half",
              "zh-CN": "不到一半"
            },
            "when": "grid.b_scale / grid.a_scale < 0.499"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "It shrinks to {grid.b_scale / grid.a_scale} of what it was. The codes of a symmetric grid run from −7 to 7 and from −15 to 15. So the largest magnitude is divided by 7 and by 15, not by 8 and by 16.",
          "zh-CN":
            "缩小到原来的 {grid.b_scale / grid.a_scale}。对称量化的编码分别是 −7 到 7 和 −15 到 15，所以最大绝对值除以的是 7 和 15，而不是 8 和 16。"
        }
      },
      "claims": [
        "a.max_abs_error <= grid.a_scale / 2",
        "b.max_abs_error <= grid.b_scale / 2",
        "b.mse < a.mse",
        "b.codes_total - 1 > 2 * (a.codes_total - 1)"
      ]
    },
    {
      "headline": {
        "en": "A value closer to zero than half a step becomes zero.",
        "zh-CN": "离零不到半个步长的数值会归零。"
      },
      "text": {
        "en": "0.1 lies well inside the range, yet A loses it: it is closer to zero than half a step ({grid.a_scale / 2}), so it gets code 0 and decodes to 0. This is rounding, not clipping. A zeroes {a.zeroed|percent} of the values: this one of five. B, with a step of {grid.b_scale|short}, keeps it.",
        "zh-CN":
          "0.1 明明在范围之内，在 A 中却丢了：它离零不到半个步长（{grid.a_scale / 2}），得到编码 0，解码为 0。这是舍入，不是截断。A 的归零比例是 {a.zeroed|percent}，就是五个里的这一个。B 的步长是 {grid.b_scale|short}，把它保住了。"
      },
      "state": {
        "data": "values(-2.7,-0.65,0.1,1.234,2.8)",
        "a": "int4",
        "b": "int8",
        "view": "grid"
      },
      "controls": ["a.bits"],
      "claims": ["a.zeroed > 0", "a.clipped == 0", "b.zeroed == 0", "0.1 < grid.a_scale / 2", "0.1 > grid.b_scale / 2"]
    },
    {
      "headline": {
        "en": "Values outside the range are clipped: they decode to its outermost levels.",
        "zh-CN": "范围之外的数值被截断：解码为最外侧的量化级。"
      },
      "text": {
        "en": "The range may be smaller than the data. B has a finer step, {grid.b_scale} instead of {grid.a_scale}, for the values inside. The hatched parts lie outside: {b.clipped|percent} of the values are clipped, two of five.",
        "zh-CN":
          "范围可以取得比数据小。范围之内的数值有更小的步长：B 是 {grid.b_scale}，A 是 {grid.a_scale}。斜线部分在范围之外：{b.clipped|percent} 的数值被截断，即五个里的两个。"
      },
      "state": {
        "data": "values(-2.7,-0.65,0.1,1.234,2.8)",
        "a": "int4",
        "b": "int4:clip(-2,2)",
        "view": "grid"
      },
      "controls": ["b.percentile"],
      "question": {
        "kind": "choice",
        "before": {
          "b": "int4"
        },
        "setup": {
          "en": "A and B are both int4. Their range reaches to the largest magnitude, {data.max}.",
          "zh-CN": "A 和 B 都是 int4，范围一直取到最大绝对值 {data.max}。"
        },
        "ask": {
          "en": "B now covers only −2 to 2. Its step is finer, but −2.7 and 2.8 lie outside. What do these two decode to?",
          "zh-CN": "现在 B 只覆盖 −2 到 2。步长变小了，但 −2.7 和 2.8 落到范围之外。这两个数值会解码为什么？"
        },
        "options": [
          {
            "text": {
              "en": "Levels further out, near −2.7 and 2.8",
              "zh-CN": "更靠外的量化级，接近 −2.7 和 2.8"
            },
            "when": "b.max_abs_error < 0.2"
          },
          {
            "text": {
              "en": "The outermost levels, −2 and 2",
              "zh-CN": "最外侧的量化级 −2 和 2"
            },
            "when": "abs(b.max_abs_error - (data.max - 2)) < 0.00001"
          },
          {
            "text": {
              "en": "They wrap around to the opposite sign",
              "zh-CN": "溢出回绕，符号相反"
            },
            "when": "b.max_abs_error > data.max"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Codes are clamped: they get −7 and 7 and decode to −2 and 2. The larger error is {b.max_abs_error}. Rounding costs less than before: its squared errors sum to {b.rounding_sse} instead of {a.rounding_sse}. But clipping adds {b.clipping_sse}.",
          "zh-CN":
            "编码会被钳位：它们得到 −7 和 7，解码为 −2 和 2，较大的误差是 {b.max_abs_error}。舍入的代价变小了：误差平方和从 {a.rounding_sse} 降到 {b.rounding_sse}；但截断又带来 {b.clipping_sse}。"
        }
      },
      "claims": [
        "b.clipped > a.clipped",
        "b.rounding_sse < a.rounding_sse",
        "b.clipping_sse > a.rounding_sse",
        "b.sqnr_db < a.sqnr_db",
        "grid.b_scale < grid.a_scale"
      ]
    },
    {
      "headline": {
        "en": "Here every further bit gains at least 6.02 dB of SQNR.",
        "zh-CN": "这里每多 1 比特，SQNR 至少提高 6.02 dB。"
      },
      "text": {
        "en": "SQNR is the power of the data over the power of the error. Halving the step gains 6.02 dB. From A, int4, to B, int8, the SQNR rises by {b.sqnr_db - a.sqnr_db|db}, a little more than 4 × 6.02 dB: the steps in the range grow from 14 to 254, more than sixteenfold.",
        "zh-CN":
          "SQNR 是数据功率与误差功率之比。步长减半，SQNR 提高 6.02 dB。从 A（int4）到 B（int8）提高 {b.sqnr_db - a.sqnr_db|db}，比 4 × 6.02 dB 略多：范围内的步数从 14 增加到 254，不止 16 倍。"
      },
      "state": {
        "data": "uniform",
        "a": "int4",
        "b": "int8",
        "view": "sweeps",
        "by": "bits"
      },
      "controls": ["a.bits"],
      "question": {
        "kind": "curve",
        "before": {
          "a": "int2",
          "view": "grid"
        },
        "setup": {
          "en": "{data.count|count} values, spread evenly. A is int2 and has only {a.codes_total|count} levels. SQNR compares the power of the data with the power of the error; A reaches {a.sqnr_db|db}. B is int8.",
          "zh-CN":
            "{data.count|count} 个均匀分布的数值。A 是 int2，只有 {a.codes_total|count} 个量化级。SQNR 是数据功率与误差功率之比，A 为 {a.sqnr_db|db}。B 是 int8。"
        },
        "ask": {
          "en": "Draw the SQNR of the symmetric grids from 2 to 8 bits. Each bit makes the step somewhat less than half as large.",
          "zh-CN": "画出 2 到 8 比特对称量化的 SQNR。每多 1 比特，步长都缩小到不足一半。"
        },
        "points": [
          {
            "label": "2",
            "scheme": "int2"
          },
          {
            "label": "3",
            "scheme": "int3"
          },
          {
            "label": "4",
            "scheme": "int4"
          },
          {
            "label": "5",
            "scheme": "int5"
          },
          {
            "label": "6",
            "scheme": "int6"
          },
          {
            "label": "7",
            "scheme": "int7"
          },
          {
            "label": "8",
            "scheme": "int8"
          }
        ],
        "axis": {
          "en": "bits",
          "zh-CN": "比特数"
        },
        "range": [0, 60],
        "reveal": {
          "en": "Almost a straight line from 4 bits on; below that it is steeper: from 3 to 7 levels the step shrinks to a third. In B, RMSE/s is {b.rmse_per_scale}; theory says 1/√12 = 0.2887 for errors spread evenly over a step.",
          "zh-CN":
            "4 比特以上几乎是一条直线；再往下更陡：从 3 级到 7 级，步长缩小到三分之一。B 的 RMSE/s 为 {b.rmse_per_scale}；误差在一个步长内均匀分布时，理论值是 1/√12 = 0.2887。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 4 * 6.02",
        "b.sqnr_db - a.sqnr_db < 4 * 6.5",
        "abs(b.sqnr_db - a.sqnr_db - 20 * log10((b.codes_total - 1) / (a.codes_total - 1))) < 0.2",
        "abs(b.rmse_per_scale - 1 / sqrt(12)) < 0.005"
      ]
    }
  ]
};
