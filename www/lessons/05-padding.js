export default {
  "id": "padding",
  "title": { "en": "Padding and bias", "zh-CN": "填充与偏置" },
  "promise": {
    "en": "Know what an integer convolution must put into its border, and how it stores its bias.",
    "zh-CN": "知道整数卷积该用什么填充边界、偏置该怎样存储。"
  },
  "minutes": 7,
  "notes": {
    "en": "People really make this mistake: a convolution kernel fills its border with byte 0. Before the error maps appear, ask the class where in the picture the error will show. In step 4, point at a corner, at an edge and inside, and switch the window from one method to another; then choose another filter. Step 5 separates two things that are often mixed up: how many bits a bias has, and how fine its step is.",
    "zh-CN":
      "这是实际中常犯的错误：卷积的实现用字节 0 去填充边界。误差图出现之前，让学生先说出错误会出现在画面的什么位置。第 4 步依次指向角、边和内部，并切换窗口所属的方式，再换一个卷积核。第 5 步把常被混为一谈的两件事分开：偏置有多少位，它的步长有多细。"
  },
  "steps": [
    {
      "headline": {
        "en": "An asymmetric kernel pads with its zero-point z, the code that decodes to 0.0.",
        "zh-CN": "非对称的实现要用零点 z 填充：只有它解码为 0.0。"
      },
      "text": {
        "en": "A convolution with padding surrounds its input with zeros: real zeros, 0.0. In an integer kernel, the input consists of codes. This activation runs from {data.min} to {data.max}; A is symmetric, B asymmetric.",
        "zh-CN":
          "带填充的卷积在输入四周补零，补的是真正的 0.0。而在整数卷积的实现里，输入是编码。这组激活的范围是 {data.min} 到 {data.max}；A 是对称的，B 是非对称的。"
      },
      "state": { "data": "sample(effnet_act_b11_depthwise_preact)", "a": "int8", "b": "int8:asym", "view": "grid" },
      "controls": ["b.symmetry"],
      "question": {
        "kind": "choice",
        "ask": {
          "en": "Around its input a convolution pads with 0.0. Which code must B write there?",
          "zh-CN": "卷积在输入四周填充 0.0。B 应当往那里写哪个编码？"
        },
        "options": [
          {
            "text": { "en": "Code 0", "zh-CN": "编码 0" },
            "when": "data.min == 0"
          },
          {
            "text": { "en": "The zero-point z", "zh-CN": "零点 z" },
            "when": "data.min < 0"
          },
          {
            "text": { "en": "The middle code, 128", "zh-CN": "中间的编码 128" },
            "when": "data.min == -data.max"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "z = round(−α/s) = {grid.b_zero|count}. Code 0 decodes to the lower end of the range: a frame of strongly negative values around every picture.",
          "zh-CN": "z = round(−α/s) = {grid.b_zero|count}。编码 0 解码为范围的下端：等于给每张图镶上一圈很大的负值。"
        }
      },
      "claims": ["data.min < 0", "b.error_at_zero == 0", "grid.b_zero > 20", "b.sqnr_db - a.sqnr_db > 3"]
    },
    {
      "headline": {
        "en": "A symmetric kernel pads with code 0, and that is exact.",
        "zh-CN": "对称的实现用编码 0 填充，没有误差。"
      },
      "text": {
        "en": "What about A, the symmetric scheme? Some texts say that it does not work well with padding.",
        "zh-CN": "那么对称的 A 呢？有资料说它对零填充不友好。"
      },
      "state": { "data": "sample(effnet_act_b11_depthwise_preact)", "a": "int8", "b": "int8:asym", "view": "grid" },
      "controls": ["a.bits"],
      "question": {
        "kind": "choice",
        "ask": {
          "en": "And the symmetric A: what must it write around its input for 0.0?",
          "zh-CN": "那么对称的 A 呢？要在输入四周填充 0.0，它应当写什么？"
        },
        "options": [
          {
            "text": {
              "en": "The code nearest to 0.0, and then a correction",
              "zh-CN": "最接近 0.0 的编码，然后再加修正"
            },
            "when": "a.error_at_zero > 0"
          },
          {
            "text": { "en": "Code 0, without any correction", "zh-CN": "编码 0，不用任何修正" },
            "when": "a.error_at_zero == 0"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Code 0 decodes to 0·s: the error is {a.error_at_zero}. With z = 0 there is nothing to forget. It is the asymmetric kernel that needs care: the texts have it the wrong way round.",
          "zh-CN":
            "编码 0 解码为 0·s，误差为 {a.error_at_zero}。z = 0 时不会因为忘记零点而出错：需要小心的是非对称的实现。那种说法正好说反了。"
        }
      },
      "claims": ["a.error_at_zero == 0", "b.error_at_zero == 0"]
    },
    {
      "headline": {
        "en": "Padding with code 0 spoils the border, one value wide, and nothing else.",
        "zh-CN": "误用编码 0 填充，只毁掉宽度为一的边界。"
      },
      "text": {
        "en": "The same small convolution in four ways: with real numbers, with symmetric integers, with asymmetric integers padded with z, and with asymmetric integers padded with code 0. Below the outputs are their errors, on one color scale. Point at an output to see its window.",
        "zh-CN":
          "同一个小卷积，四种算法：实数；对称整数；非对称整数、用 z 填充；非对称整数、用编码 0 填充。输出的下方是各自的误差，共用一个颜色刻度。指向一个输出，就能看到它的窗口。"
      },
      "state": { "data": "sample(effnet_act_b11_depthwise_preact)", "a": "int8", "b": "int8:asym", "view": "integers" },
      "controls": ["b.bits"],
      "question": {
        "kind": "choice",
        "before": { "view": "grid" },
        "setup": {
          "en": "A is symmetric, B asymmetric; in both, one code stands for exactly 0.0. A 3 × 3 convolution reads the codes of B. Its padding is one value wide and has to stand for 0.0.",
          "zh-CN":
            "A 是对称的，B 是非对称的；两者都有一个编码恰好代表 0.0。现在用 3 × 3 的卷积核处理 B 的编码，填充宽度为 1，填充值应当代表 0.0。"
        },
        "ask": {
          "en": "A 3 × 3 convolution of the codes of B pads by mistake with code 0 instead of z. Where is its output wrong?",
          "zh-CN": "对 B 的编码做 3 × 3 卷积，误用编码 0 而不是 z 填充。输出错在哪里？"
        },
        "options": [
          {
            "text": { "en": "Everywhere", "zh-CN": "处处都错" }
          },
          {
            "text": { "en": "Along the border, one value wide", "zh-CN": "沿边界一圈，宽度为一" }
          },
          {
            "text": { "en": "At the four corners only", "zh-CN": "只有四个角" }
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Only windows that touch the padding read the wrong value. Over a large picture the average hides the error, so the bug can pass an accuracy test. And every further padded layer carries the wrong frame one value further in.",
          "zh-CN":
            "只有碰到填充的窗口才读到错误的值。对整张大图求平均时误差被掩盖，所以这个错误有可能逃过精度测试。而每多一层带填充的卷积，错误就再向里扩一格。"
        }
      },
      "claims": [
        "padding.mistaken_border_rmse > 10 * padding.asymmetric_border_rmse",
        "padding.mistaken_inner_rmse == padding.asymmetric_inner_rmse",
        "padding.symmetric_border_rmse < padding.mistaken_border_rmse / 10"
      ]
    },
    {
      "headline": {
        "en": "To an edge filter, the wrong padding looks like a strong edge around the picture.",
        "zh-CN": "在边缘检测核看来，错误的填充就是图像四周一圈很强的边缘。"
      },
      "text": {
        "en": "The same mistake on a small scene, with a filter that answers to edges. Padded with code 0, the whole border lights up, as strongly as the real edges. Padded with z, or symmetric, the output looks like that of real numbers. Point at a corner: its window shows the codes and what the padding decodes to.",
        "zh-CN":
          "在一幅小图上重复同样的错误，这次的卷积核对边缘有响应。用编码 0 填充时，整圈边界都亮起来，和真正的边缘一样强。用 z 填充，或者用对称量化，输出与实数的结果看不出差别。指向一个角：窗口里列出各个编码，以及填充值解码后是多少。"
      },
      "state": {
        "data": "sample(effnet_act_b11_depthwise_preact)",
        "a": "int8",
        "b": "int8:asym",
        "view": "integers",
        "image": "scene",
        "filter": "edge"
      },
      "controls": ["b.bits"],
      "claims": [
        "padding.symmetric_border_rmse < padding.mistaken_border_rmse / 10",
        "padding.asymmetric_border_rmse < padding.mistaken_border_rmse / 10",
        "padding.mistaken_inner_rmse == padding.asymmetric_inner_rmse"
      ]
    },
    {
      "headline": {
        "en": "A bias takes the unit of the sums, sx·sw; its 32 bits are for range.",
        "zh-CN": "偏置与乘积之和同单位 sx·sw；32 位是为了范围。"
      },
      "text": {
        "en": "The table has one channel per filter. The bias is added to sums of products, so it needs their unit: the scale sx·sw and zero-point 0. Stored like this it is off by at most half of sx·sw. Beside it is the same bias in eight bits, with one scale for the four.",
        "zh-CN":
          "表中每个卷积核是一个通道。偏置要加到乘积之和上，必须与它们同单位：缩放因子 sx·sw，零点 0。这样存储，误差至多是 sx·sw 的一半。旁边是同一个偏置只存 8 位的结果，四个偏置共用一个缩放因子。"
      },
      "state": {
        "data": "sample(effnet_act_b11_depthwise_preact)",
        "a": "int8",
        "b": "int8:asym",
        "view": "integers",
        "integers": "bias"
      },
      "question": {
        "kind": "choice",
        "before": { "integers": "padding" },
        "setup": {
          "en": "Convolutions with the codes of A and of B. Their sums of products have the unit sx·sw, the scale of the input times that of the weights. Each output channel also adds a bias, stored as a 32-bit integer in that unit.",
          "zh-CN":
            "用 A 和 B 的编码做卷积。乘积之和的单位是 sx·sw，即输入与权重的缩放因子之积。每个输出通道还要加一个偏置，它以这个单位存成 32 位整数。"
        },
        "ask": {
          "en": "A bias is usually stored with 32 bits. With eight bits, like a weight, its largest error would be …",
          "zh-CN": "偏置通常存 32 位。假如像权重那样只存 8 位，最大误差会……"
        },
        "options": [
          {
            "text": { "en": "about the same", "zh-CN": "差不多" },
            "when": "bias.narrow_error < 2 * bias.wide_error"
          },
          {
            "text": { "en": "about ten times as large", "zh-CN": "大十倍左右" },
            "when": "abs(log10(bias.narrow_error / bias.wide_error) - 1) < 0.3"
          },
          {
            "text": { "en": "millions of times as large", "zh-CN": "大几百万倍" },
            "when": "bias.narrow_error > 1000000 * bias.wide_error"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "About ten times, and it enters every output of the channel. It is not 2²⁴ times: the 32 bits do not make the step finer, for the sums fix it. They give room for codes far beyond ±127, as the table shows.",
          "zh-CN":
            "大十倍左右，并且加进该通道的每一个输出。并没有大 2²⁴ 倍：步长由乘积之和决定，32 位并不使它更细，只是容得下远超 ±127 的编码，见表。"
        }
      },
      "claims": ["bias.narrow_error > 5 * bias.wide_error", "bias.narrow_error < 20 * bias.wide_error"]
    },
    {
      "headline": {
        "en": "Small biases: int32 is off by more than int8, and is still right.",
        "zh-CN": "偏置很小时，int32 的误差反而更大，但仍应选它。"
      },
      "text": {
        "en": "Look at the int32 codes: some have one digit, so the biases are rounded coarsely. The int8 codes share a scale of their own, made for these biases alone. Yet an integer kernel adds codes: an int8 bias must first be brought to the unit of the sums, and that rounds it to the same step.",
        "zh-CN":
          "看 int32 的编码：有的只有一位数，偏置被舍入得很粗。int8 的编码则有专为这几个偏置而定的缩放因子。然而整数的实现相加的是编码：int8 偏置必须先换算到乘积之和的单位，又会舍入到同样的步长。"
      },
      "state": {
        "data": "normal:seed=7:outliers=0.001x20",
        "a": "int8",
        "b": "int8:asym",
        "view": "integers",
        "integers": "bias"
      },
      "question": {
        "kind": "choice",
        "before": { "integers": "padding" },
        "setup": {
          "en": "Other data: normal values with a few outliers. The outliers make the scale of the input coarse, and with it sx·sw, the step of the sums. The biases of the four channels are small; some are only a few times sx·sw.",
          "zh-CN":
            "换一组数据：正态分布，带少数离群值。离群值使输入的缩放因子变粗，乘积之和的步长 sx·sw 也随之变粗。四个通道的偏置都很小，有的只是 sx·sw 的几倍。"
        },
        "ask": {
          "en": "With which type is the largest error of these small biases smaller?",
          "zh-CN": "这些很小的偏置存成哪种类型，最大误差更小？"
        },
        "options": [
          {
            "text": { "en": "int32, as before", "zh-CN": "int32，和前面一样" },
            "when": "bias.wide_error < bias.narrow_error / 2"
          },
          {
            "text": { "en": "int8", "zh-CN": "int8" },
            "when": "bias.narrow_error < bias.wide_error / 2"
          },
          {
            "text": { "en": "Neither: about equal", "zh-CN": "差不多" },
            "when": "abs(log2(bias.narrow_error / bias.wide_error)) <= 1"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "int8, by far, and still int32 is the right choice. Its error is at most half a step of the sums, and nothing that is added to them can be finer.",
          "zh-CN": "int8，而且小得多；但仍应选 int32。它的误差至多是乘积之和的半个步长，加到其中的任何数都不可能更细。"
        }
      },
      "claims": ["bias.wide_error > 5 * bias.narrow_error"]
    }
  ]
};
