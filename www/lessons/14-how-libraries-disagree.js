export default {
  "id": "how-libraries-disagree",
  "title": { "en": "How libraries disagree", "zh-CN": "各个库为何不一致" },
  "promise": {
    "en": "Explain why two libraries give one value different codes, and say when it matters.",
    "zh-CN": "说得清两个库为何给同一个数值不同的编码，也知道何时要紧。"
  },
  "minutes": 11,
  "notes": {
    "en": "Every step has one value that gets two codes; let a student compute both on the board before the guess. Nobody is wrong here: each convention is decoded correctly with the scale and zero-point stored beside the codes. What the page cannot show as a scheme: it always divides, so step 3 imitates the product with 1/s by a scale that is smaller in its last bit; percentiles are exact, while ONNX Runtime and Model Optimizer read theirs from a histogram of 2048 bins; and ggml’s Q8_0 divides by the scale before that scale is rounded to 16 bits.",
    "zh-CN":
      "每一步都有一个数值得到两个编码；先让学生在黑板上把两种都算出来，再作猜测。这里没有谁算错：只要缩放因子和零点与编码存在一起，每种约定都能正确解码。页面无法用方案表示的有：它总是用除法，所以第 3 步用一个末位小一点的缩放因子来模拟乘以 1/s；页面的百分位数是精确的，而 ONNX Runtime 和 Model Optimizer 从 2048 个区间的直方图里读取；ggml 的 Q8_0 先用缩放因子相除，之后才把它舍入到 16 位。"
  },
  "steps": [
    {
      "headline": {
        "en": "Divide the largest value by 7 or by 7.5: 3.6 gets code {(3.6 / grid.a_scale + 3 * 2^51) - 3 * 2^51} or {(3.6 / grid.b_scale + 3 * 2^51) - 3 * 2^51}.",
        "zh-CN":
          "最大值除以 7 还是 7.5：3.6 的编码是 {(3.6 / grid.a_scale + 3 * 2^51) - 3 * 2^51} 或 {(3.6 / grid.b_scale + 3 * 2^51) - 3 * 2^51}。"
      },
      "text": {
        "en": "A divides max|x| by 7. With 8 bits that is 127: the textbook’s formula, also TensorRT’s and that of ONNX Runtime’s quantizer. B divides by 7.5, half of the 15 steps from −8 to 7, as PyTorch’s observers do; with 8 bits, 127.5. The steps are {grid.a_scale} and {grid.b_scale}. So A computes 3.6/s = {3.6 / grid.a_scale|short}, B {3.6 / grid.b_scale|short}.",
        "zh-CN":
          "A 用 max|x| 除以 7；8 位时是 127：教科书的公式，TensorRT 和 ONNX Runtime 的量化工具也是如此。B 除以 7.5，即从 −8 到 7 的 15 步的一半，PyTorch 的 observer 就这样做；8 位时是 127.5。步长分别是 {grid.a_scale} 和 {grid.b_scale}。于是 3.6/s 在 A 里是 {3.6 / grid.a_scale|short}，在 B 里是 {3.6 / grid.b_scale|short}。"
      },
      "state": { "data": "values(-6,-3.6,-2,0,1,3.6,5,7.5)", "a": "int4", "b": "int4:full", "view": "grid" },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "choice",
        "before": { "b": "int4" },
        "setup": {
          "en": "A and B are int4 with s = max|x|/7 = {grid.a_scale}. Each dot is one of {data.count} values. The largest, {data.max}, gets code 7 and is decoded exactly.",
          "zh-CN":
            "A 和 B 都是 int4，s = max|x|/7 = {grid.a_scale}。每个点是 {data.count} 个数值之一。最大的 {data.max} 得到编码 7，解码后分毫不差。"
        },
        "ask": {
          "en": "B will use s = max|x|/7.5 and the codes −8 to 7. What happens to the largest value?",
          "zh-CN": "B 将改用 s = max|x|/7.5，编码 −8 到 7。最大的数值会怎样？"
        },
        "options": [
          { "text": { "en": "It stays exact", "zh-CN": "仍然精确" }, "when": "b.max_abs_error < 0.4 * grid.b_scale" },
          {
            "text": { "en": "It loses half a step", "zh-CN": "损失半个步长" },
            "when": "abs(b.max_abs_error / grid.b_scale - 0.5) < 0.01"
          },
          {
            "text": { "en": "It loses a whole step", "zh-CN": "损失一个步长" },
            "when": "abs(b.max_abs_error / grid.b_scale - 1) < 0.01"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "It loses half a step, {b.max_abs_error}: x/s = 7.5 would round to 8, which is no code, so it becomes 7. In return all other values have a finer grid.",
          "zh-CN":
            "损失半个步长，{b.max_abs_error}：x/s = 7.5 本应舍入到 8，但没有这个编码，只好取 7。换来的是其余数值的网格更细。"
        }
      },
      "claims": [
        "(3.6 / grid.a_scale + 3 * 2^51) - 3 * 2^51 == 3",
        "(3.6 / grid.b_scale + 3 * 2^51) - 3 * 2^51 == 4",
        "data.max / grid.b_scale == 7.5",
        "abs(data.max / grid.a_scale - 7) < 0.00001",
        "b.max_abs_error == 0.5",
        "b.codes_total == 16",
        "a.codes_total == 15"
      ]
    },
    {
      "headline": {
        "en": "Dividing by 8 instead of 7.5 clips the largest value and still gains {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "不除以 7.5 而除以 8，最大的数值被截断，SQNR 却提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "A divides by 7.5, B by 8. The largest value, {data.max}, gets code 7 in both and decodes to {7 * grid.a_scale} or {7 * grid.b_scale}. ggml’s Q4_0 divides by 8, too, but avoids the loss: it takes the value of largest magnitude with its sign and divides by −8, so this value gets code −8 and is not clipped. (In this page’s notation, dividing by 8 is wide with the range factor 7/8.)",
        "zh-CN":
          "A 除以 7.5，B 除以 8。最大的数值 {data.max} 在两者里都得到编码 7，分别解码为 {7 * grid.a_scale} 和 {7 * grid.b_scale}。ggml 的 Q4_0 也除以 8，却避开了这个损失：它取绝对值最大的那个数值，连同符号除以 −8，于是它的编码是 −8，不被截断。（用本页的记法，除以 8 就是 wide 加范围系数 7/8。）"
      },
      "state": { "data": "normal:seed=7", "a": "int4:full", "b": "int4:wide:r0.875", "view": "grid" },
      "controls": ["b.ratio"],
      "question": {
        "kind": "choice",
        "before": { "b": "int4:full" },
        "setup": {
          "en": "These are {data.count|count} normal values. A and B divide max|x| by 7.5: the step is {grid.a_scale}, the SQNR {a.sqnr_db|db}.",
          "zh-CN":
            "{data.count|count} 个正态数值。A 和 B 都用 max|x| 除以 7.5：步长 {grid.a_scale}，SQNR {a.sqnr_db|db}。"
        },
        "ask": {
          "en": "B will divide by 8. Now the largest value would need code 8 and loses a whole step. The SQNR of B …",
          "zh-CN": "B 将除以 8。最大的数值需要编码 8，于是损失整整一个步长。B 的 SQNR 会……"
        },
        "options": [
          { "text": { "en": "falls", "zh-CN": "下降" }, "when": "b.sqnr_db < a.sqnr_db - 0.1" },
          { "text": { "en": "stays the same", "zh-CN": "不变" }, "when": "abs(b.sqnr_db - a.sqnr_db) <= 0.1" },
          { "text": { "en": "rises", "zh-CN": "上升" }, "when": "b.sqnr_db > a.sqnr_db + 0.1" }
        ],
        "answer": 2,
        "reveal": {
          "en": "It rises to {b.sqnr_db|db}. One value loses a step of {grid.b_scale}; all the others get a finer grid. The divisor is a small decision about clipping, as in lesson 6.",
          "zh-CN":
            "上升到 {b.sqnr_db|db}。只有一个数值损失了一个步长 {grid.b_scale}，其余的网格都更细。除以几，其实是一个小小的截断决定，见第 6 课。"
        }
      },
      "claims": [
        "abs(data.max / grid.a_scale - 7.5) < 0.00001",
        "abs(data.max / grid.b_scale - 8) < 0.00001",
        "abs(b.max_abs_error / grid.b_scale - 1) < 0.00001",
        "abs(b.clipped * data.count - 1) < 0.01",
        "b.sqnr_db - a.sqnr_db > 0.5"
      ]
    },
    {
      "headline": {
        "en": "Quotient or product with 1/s: 3.15 becomes {3.15 + data.count * a.bias|short} or {3.15 + data.count * b.bias|short}.",
        "zh-CN":
          "除以 s 还是乘以 1/s：3.15 变成 {3.15 + data.count * a.bias|short} 或 {3.15 + data.count * b.bias|short}。"
      },
      "text": {
        "en": "ONNX Runtime divides, and so does this page: A. PyTorch and bitsandbytes multiply by 1/s. No scheme here multiplies, so B imitates it: its scale is smaller by the last bit of a 32-bit float, and this moves 3.15 across the tie just as the product does. So 3.15, the dot midway between two codes, gets code {((((3.15 + 3 * 2^29) - 3 * 2^29) / grid.a_scale + 3 * 2^30) - 3 * 2^30 + 3 * 2^51) - 3 * 2^51} in A and code {((((3.15 + 3 * 2^29) - 3 * 2^29) / grid.b_scale + 3 * 2^30) - 3 * 2^30 + 3 * 2^51) - 3 * 2^51} in B.",
        "zh-CN":
          "ONNX Runtime 用除法，本页也是，即 A。PyTorch 和 bitsandbytes 乘以 1/s。这里没有哪个方案用乘法，所以让 B 来模拟：它的缩放因子比 A 小 32 位浮点数的一个末位，正好像乘法那样把 3.15 推过中点。于是 3.15，图中两个编码正中的那个点，在 A 里的编码是 {((((3.15 + 3 * 2^29) - 3 * 2^29) / grid.a_scale + 3 * 2^30) - 3 * 2^30 + 3 * 2^51) - 3 * 2^51}，在 B 里是 {((((3.15 + 3 * 2^29) - 3 * 2^29) / grid.b_scale + 3 * 2^30) - 3 * 2^30 + 3 * 2^51) - 3 * 2^51}。"
      },
      "state": {
        "data": "values(-4.2,-2.8,-1.4,0,0.7,2.1,3.15,4.2)",
        "a": "int4:clip(-4.9,4.9)",
        "b": "int4:clip(-4.8999996,4.8999996)",
        "view": "grid"
      },
      "question": {
        "kind": "choice",
        "before": { "b": "int4:clip(-4.9,4.9)" },
        "setup": {
          "en": "A and B are int4 with s = 4.9/7 = {grid.a_scale}. They divide. In 32-bit floats 3.15/s is 4.5, a tie, and takes the even code, 4. All other values lie on levels.",
          "zh-CN":
            "A 和 B 都是 int4，s = 4.9/7 = {grid.a_scale}，都用除法。在 32 位浮点数里 3.15/s 等于 4.5，正好在两个编码的中点，取偶数编码 4。其余数值都落在量化级上。"
        },
        "ask": {
          "en": "Another library computes x·(1/s), which is faster. How many of the {data.count} values get another code?",
          "zh-CN": "另一个库计算 x·(1/s)，这样更快。{data.count} 个数值里有几个编码会变？"
        },
        "options": [
          {
            "text": { "en": "None: it is the same number", "zh-CN": "没有：是同一个数" },
            "when": "abs(data.count * (b.bias - a.bias)) < 0.01"
          },
          {
            "text": { "en": "One", "zh-CN": "一个" },
            "when": "abs(data.count * (b.bias - a.bias) / grid.a_scale - 1) < 0.01"
          },
          {
            "text": { "en": "Several", "zh-CN": "好几个" },
            "when": "data.count * (b.bias - a.bias) / grid.a_scale > 1.5"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "One. 1/s is rounded to 32 bits, then the product is; 3.15·(1/s) exceeds 4.5 by {((((3.15 + 3 * 2^29) - 3 * 2^29) * ((1 / grid.a_scale + 3 * 2^28) - 3 * 2^28) + 3 * 2^30) - 3 * 2^30) - 4.5|short}, so it rounds up. This happens only at ties and next to them, and both errors are half a step: {a.max_abs_error|short} and {b.max_abs_error|short}.",
          "zh-CN":
            "一个。1/s 先舍入到 32 位，乘积再舍入一次；3.15·(1/s) 比 4.5 多出 {((((3.15 + 3 * 2^29) - 3 * 2^29) * ((1 / grid.a_scale + 3 * 2^28) - 3 * 2^28) + 3 * 2^30) - 3 * 2^30) - 4.5|short}，于是向上舍入。这只发生在中点及其紧邻处，两者的误差都是半个步长：{a.max_abs_error|short} 和 {b.max_abs_error|short}。"
        }
      },
      "claims": [
        "((((3.15 + 3 * 2^29) - 3 * 2^29) / grid.a_scale + 3 * 2^30) - 3 * 2^30) == 4.5",
        "((((3.15 + 3 * 2^29) - 3 * 2^29) * ((1 / grid.a_scale + 3 * 2^28) - 3 * 2^28) + 3 * 2^30) - 3 * 2^30) > 4.5",
        "grid.a_scale - grid.b_scale == 2^-24",
        "abs(3.15 + data.count * a.bias - 2.8) < 0.0001",
        "abs(3.15 + data.count * b.bias - 3.5) < 0.0001",
        "b.clipped == 0"
      ]
    },
    {
      "headline": {
        "en": "Ties to even or away from zero: {data.count * (b.bias - a.bias) / grid.a_scale} of {data.count} values get another code.",
        "zh-CN":
          "中点取偶还是远离零：{data.count} 个数值里有 {data.count * (b.bias - a.bias) / grid.a_scale} 个编码不同。"
      },
      "text": {
        "en": "A rounds ties to the even code, as NumPy, PyTorch and ONNX do. B rounds them away from zero, like the function roundf of C: ggml’s Q8_0 does so, and TensorFlow’s quantize op by default. So 0.5 gets code 0 in A and code 1 in B; 1.5 gets code 2 in both.",
        "zh-CN":
          "A 遇到中点时取偶数编码，NumPy、PyTorch、ONNX 都是如此。B 遇到中点时远离零，与 C 语言的 roundf 一样：ggml 的 Q8_0 这样做，TensorFlow 的 quantize 算子默认也是。所以 0.5 在 A 里的编码是 0，在 B 里是 1；1.5 在两者里都是 2。"
      },
      "state": { "data": "values(0.5,1.5,2.5,3.5,4.5,5.5,6.5,7)", "a": "int4", "b": "int4:away", "view": "codes" },
      "question": {
        "kind": "codes",
        "scheme": "b",
        "before": { "b": "int4" },
        "setup": {
          "en": "The values are 0.5, 1.5, 2.5, and so on to 6.5, and 7. The step is {grid.a_scale}, so all but the last are ties. A and B round ties to the even code and use {a.codes_used} codes.",
          "zh-CN":
            "数值是 0.5、1.5、2.5，依此类推到 6.5，再加上 7。步长为 {grid.a_scale}，所以除最后一个外都在两个编码的中点。A 和 B 中点取偶，只用到 {a.codes_used} 个编码。"
        },
        "ask": {
          "en": "B will round ties away from zero. Which codes will it use?",
          "zh-CN": "B 将改为遇到中点时远离零。它会用到哪些编码？"
        },
        "reveal": {
          "en": "The codes 1 to 7. Every tie is off by {b.max_abs_error} either way, and the MSE is {a.mse} in both. But away from zero pushes all one way: the mean error is {b.bias}, against {a.bias}. Ties are rare in measured data and common where values lie on a coarse grid: pixels, sums of codes, scales that are powers of two.",
          "zh-CN":
            "编码 1 到 7。无论哪种方式，每个中点上的数值都差 {b.max_abs_error}，两者的 MSE 都是 {a.mse}。但远离零总往同一侧推：平均误差是 {b.bias}，取偶时是 {a.bias}。实测数据里很少正好落在中点，而数值本来就在粗网格上时很常见：像素、编码之和、二的幂作缩放因子。"
        }
      },
      "claims": [
        "grid.a_scale == 1",
        "a.codes_used == 5",
        "b.codes_used == 7",
        "a.mse == b.mse",
        "data.count * (b.bias - a.bias) == 4",
        "abs(a.bias) < abs(b.bias) / 5"
      ]
    },
    {
      "headline": {
        "en": "“The 99th percentile” clips {a.clipped|percent} of the values in A and {b.clipped|percent} in B.",
        "zh-CN": "同是“第 99 百分位数”，A 截断 {a.clipped|percent} 的数值，B 截断 {b.clipped|percent}。"
      },
      "text": {
        "en": "A cuts at both ends, as this page does: at the 1st and the 99th percentile. B keeps the central part, as ONNX Runtime does; in this page’s notation that is p99.5. The value 2.4 gets code {min(255, (2.4 / grid.a_scale + 3 * 2^51) - 3 * 2^51 + grid.a_zero)} in A, where it is clipped, and code {min(255, (2.4 / grid.b_scale + 3 * 2^51) - 3 * 2^51 + grid.b_zero)} in B. Symmetric schemes take the percentile of |x|, here, in ONNX Runtime and in Model Optimizer.",
        "zh-CN":
          "A 在两端各截一次，本页就是这样：在第 1 和第 99 百分位数处。B 保留中间部分，ONNX Runtime 就是这样；用本页的记法是 p99.5。数值 2.4 在 A 里被截断，编码是 {min(255, (2.4 / grid.a_scale + 3 * 2^51) - 3 * 2^51 + grid.a_zero)}；在 B 里是 {min(255, (2.4 / grid.b_scale + 3 * 2^51) - 3 * 2^51 + grid.b_zero)}。对称方案取 |x| 的百分位数，本页、ONNX Runtime 和 Model Optimizer 都是如此。"
      },
      "state": { "data": "normal:seed=7", "a": "int8:asym:p99", "b": "int8:asym:p99.5", "view": "grid" },
      "controls": ["a.percentile", "b.percentile"],
      "question": {
        "kind": "choice",
        "before": { "a": "int8:asym", "b": "int8:asym" },
        "setup": {
          "en": "A and B are int8 with a zero-point. Their range contains all {data.count|count} values, from {data.min} to {data.max}.",
          "zh-CN": "A 和 B 都是带零点的 int8，范围包含全部 {data.count|count} 个数值，从 {data.min} 到 {data.max}。"
        },
        "ask": {
          "en": "Both are set to the “99th percentile”. A takes the 1st and the 99th as its ends; B keeps the central 99 of every 100 values. Compared with B, A clips …",
          "zh-CN":
            "两者都被要求“第 99 百分位数”。A 以第 1 和第 99 百分位数为两端；B 保留每 100 个里中间的 99 个。与 B 相比，A 截断的数值……"
        },
        "options": [
          {
            "text": { "en": "half as many values", "zh-CN": "是一半" },
            "when": "abs(a.clipped / b.clipped - 0.5) < 0.1"
          },
          { "text": { "en": "as many", "zh-CN": "一样多" }, "when": "abs(a.clipped / b.clipped - 1) < 0.1" },
          { "text": { "en": "twice as many", "zh-CN": "是两倍" }, "when": "abs(a.clipped / b.clipped - 2) < 0.1" }
        ],
        "answer": 2,
        "reveal": {
          "en": "Twice as many: A ends at {grid.a_alpha} and {grid.a_beta}, B at {grid.b_alpha} and {grid.b_beta}. That is no matter of rounding: A reaches {a.sqnr_db|db}, B {b.sqnr_db|db}.",
          "zh-CN":
            "两倍：A 的两端是 {grid.a_alpha} 和 {grid.a_beta}，B 的是 {grid.b_alpha} 和 {grid.b_beta}。这可不是舍入上的小事：A 是 {a.sqnr_db|db}，B 是 {b.sqnr_db|db}。"
        }
      },
      "claims": [
        "abs(a.clipped - 0.02) < 0.0001",
        "abs(b.clipped - 0.01) < 0.0001",
        "b.sqnr_db - a.sqnr_db > 3",
        "grid.a_beta < 2.4",
        "grid.b_beta > 2.4",
        "(2.4 / grid.b_scale + 3 * 2^51) - 3 * 2^51 + grid.b_zero < 255"
      ]
    },
    {
      "headline": {
        "en": "An integer zero-point keeps 0 exact and moves the ends; a real one does the reverse.",
        "zh-CN": "整数零点保住 0，移动两端；实数零点恰好相反。"
      },
      "text": {
        "en": "A rounds z, as ONNX, PyTorch and TensorFlow Lite usually do. B does not: PyTorch’s float_qparams and HQQ have real zero-points, and ggml’s Q4_1 stores the minimum instead, which comes to the same. The step is {grid.a_scale} in both, but z is {grid.a_zero} in A and {grid.b_zero} in B. So the value 1 gets code {(1 / grid.a_scale + 3 * 2^51) - 3 * 2^51 + grid.a_zero} in A and {(1 / grid.b_scale + grid.b_zero + 3 * 2^51) - 3 * 2^51} in B.",
        "zh-CN":
          "A 对 z 取整，ONNX、PyTorch、TensorFlow Lite 通常如此。B 不取整：PyTorch 的 float_qparams 和 HQQ 的零点是实数；ggml 的 Q4_1 存的是最小值，效果相同。两者步长都是 {grid.a_scale}，但 A 的 z 是 {grid.a_zero}，B 的是 {grid.b_zero}。于是数值 1 在 A 里的编码是 {(1 / grid.a_scale + 3 * 2^51) - 3 * 2^51 + grid.a_zero}，在 B 里是 {(1 / grid.b_scale + grid.b_zero + 3 * 2^51) - 3 * 2^51}。"
      },
      "state": { "data": "values(-1,0,0.5,1,1.6,2.3)", "a": "int4:asym", "b": "int4:asym:zfloat", "view": "grid" },
      "question": {
        "kind": "choice",
        "before": { "b": "int4:asym" },
        "setup": {
          "en": "A and B are int4 for values from {data.min} to {data.max}. The zero-point −α/s = {-data.min / grid.a_scale} is rounded to {grid.a_zero}, so that 0 has a code. That moves the grid by nearly half a step: the ends decode to {(0 - grid.a_zero) * grid.a_scale} and {(15 - grid.a_zero) * grid.a_scale}.",
          "zh-CN":
            "A 和 B 都是 int4，数值从 {data.min} 到 {data.max}。零点 −α/s = {-data.min / grid.a_scale} 取整为 {grid.a_zero}，好让 0 有自己的编码。网格因此移动了将近半个步长：两端分别解码为 {(0 - grid.a_zero) * grid.a_scale} 和 {(15 - grid.a_zero) * grid.a_scale}。"
        },
        "ask": {
          "en": "B’s zero-point will stay a real number. What does 0 then decode to?",
          "zh-CN": "B 的零点将保留为实数。这时 0 会解码成什么？"
        },
        "options": [
          { "text": { "en": "0", "zh-CN": "0" }, "when": "b.error_at_zero == 0" },
          {
            "text": { "en": "Something less than half a step away", "zh-CN": "偏离不到半个步长" },
            "when": "abs(b.error_at_zero / grid.b_scale - 0.25) < 0.249"
          },
          {
            "text": { "en": "The next level, a whole step away", "zh-CN": "偏离整整一个步长" },
            "when": "abs(b.error_at_zero / grid.b_scale - 1) < 0.1"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "It is off by {b.error_at_zero}, and now both ends are exact. Where zeros mean something (padding, ReLU, sparse weights), round z, as lessons 4 and 5 show. Elsewhere a real zero-point fits the range better.",
          "zh-CN":
            "偏离 {b.error_at_zero}，而两端现在分毫不差。零有含义的地方（填充、ReLU、稀疏权重），要对 z 取整，见第 4、5 课；其他地方，实数零点更贴合范围。"
        }
      },
      "claims": [
        "a.error_at_zero == 0",
        "b.error_at_zero > 0.4 * grid.b_scale",
        "b.error_at_zero < 0.5 * grid.b_scale",
        "grid.a_zero == 5",
        "(1 / grid.a_scale + 3 * 2^51) - 3 * 2^51 + grid.a_zero == 10",
        "(1 / grid.b_scale + grid.b_zero + 3 * 2^51) - 3 * 2^51 == 9",
        "b.sqnr_db > a.sqnr_db"
      ]
    },
    {
      "headline": {
        "en": "The same choice that costs a little at eight bits gains {b.sqnr_db - a.sqnr_db|db} at two.",
        "zh-CN": "同样的选择，8 位时略有损失，2 位时却提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "With two bits A divides by 1 and has the levels −1, 0 and 1; B divides by 1.5 and has a fourth level, −2. A turns {a.zeroed|percent} of the weights into zeros, B {b.zeroed|percent}. No convention is wrong: codes decode correctly with the scale and zero-point stored beside them. You must know it when you compute codes again, or compare them bit by bit.",
        "zh-CN":
          "2 位时，A 除以 1，只有 −1、0、1 三级；B 除以 1.5，多出第四级 −2。A 使 {a.zeroed|percent} 的权重归零，B 是 {b.zeroed|percent}。没有哪种约定是错的：缩放因子和零点与编码存在一起，就能正确解码。要重新计算编码、或逐位对比时，才必须知道用的是哪一种。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int2:g32", "b": "int2:full:g32", "view": "codes" },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "slider",
        "before": { "a": "int8:g32", "b": "int8:full:g32" },
        "setup": {
          "en": "Does it matter? These are real weights, int8, with groups of 32. A divides by 127, B by 127.5, and B is {a.sqnr_db - b.sqnr_db|db} worse: in every group the largest value is off by half a step.",
          "zh-CN":
            "这要紧吗？真实权重，int8，32 个一组。A 除以 127，B 除以 127.5；B 低 {a.sqnr_db - b.sqnr_db|db}：每组里最大的数值都差半个步长。"
        },
        "ask": {
          "en": "The same with two bits: A divides by 1, B by 1.5. How far is B ahead of A?",
          "zh-CN": "换成 2 位：A 除以 1，B 除以 1.5。B 比 A 高多少？"
        },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-4, 6],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|gain}. When two programs give different codes, ask in this order: which divisor, which percentile, which zero-point, which rounding, quotient or product? Look for a bug only after that.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|gain}。两个程序的编码不同时，依次问：除以几，哪种百分位数，零点怎么取，中点怎么舍入，除法还是乘法？都问过了，再去找错误。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 2.5",
        "a.codes_total == 3",
        "b.codes_total == 4",
        "a.zeroed - b.zeroed > 0.15"
      ]
    }
  ]
};
