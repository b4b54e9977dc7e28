export default {
  "id": "static-dynamic",
  "title": { "en": "Static or dynamic", "zh-CN": "静态还是动态" },
  "promise": {
    "en": "See when a scale must follow the data, and what following costs.",
    "zh-CN": "看清什么时候缩放因子必须跟着数据走，跟着走又要付出什么。"
  },
  "minutes": 10,
  "notes": {
    "en": "Rows are moments in time, so “one scale per row” is a dynamic scale, and “one scale” is a static one, calibrated on everything, even the future. That is the most favorable static case. In steps 5 and 6 calibration sees only the past: either the first batches once, or, for the moving average, each batch just before it is quantized, as in PyTorch’s FakeQuantize. Step 6 goes through the averaging constants 0.01, 0.03, 0.1, 0.3 and 1; the picture names each.",
    "zh-CN":
      "这里的行是时刻，所以“每行一个缩放因子”就是动态量化，“共用一个”则是用全部数据（包括未来）校准的静态量化，是静态最有利的情形。第 5、6 步的校准只能看到过去：前几批只看一次；滑动平均与 PyTorch 的 FakeQuantize 相同，先计入一批，再量化它。第 6 步依次演示平均常数 0.01、0.03、0.1、0.3、1，图中标有当前的常数。"
  },
  "steps": [
    {
      "headline": {
        "en": "A scale for each moment gains {b.sqnr_db - a.sqnr_db|db} over one static scale.",
        "zh-CN": "每个时刻一个缩放因子，比一个静态的高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "Colors show the error of each value. A’s only step is set by the loudest moment, so quiet moments are hit as well. B computes a scale for each moment from its own values: in the quiet rows hardly any error is left. The bars on the right show the largest value of each row.",
        "zh-CN":
          "颜色表示每个数值的误差。A 只有一个步长，由最响的时刻决定，安静的时刻跟着受累。B 在每个时刻用当时的数值现算一个缩放因子：安静的行几乎没有误差。右侧的黑条是每行的最大值。"
      },
      "state": {
        "data": "sample(silero_act_spectrum_over_time)",
        "a": "int8:asym",
        "b": "int8:asym:row",
        "view": "blocks"
      },
      "controls": ["b.granularity"],
      "question": {
        "kind": "slider",
        "setup": {
          "en": "A spectrum over time: each row is a moment, from silence to loud sound. A and B are the same: int8, asymmetric, with one static scale for all moments.",
          "zh-CN":
            "一段声音的频谱，每一行是一个时刻，从静默到响亮。A 与 B 相同：int8，非对称，所有时刻共用一个静态的缩放因子。"
        },
        "ask": {
          "en": "B now computes a new scale at each moment: a dynamic scale. How many decibels does it gain?",
          "zh-CN": "现在 B 改为每个时刻现算一个缩放因子，即动态量化。B 能提高多少分贝？"
        },
        "before": { "b": "int8:asym" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 30],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}. The zeroed share says more: under the static scale {a.zeroed|percent} of all values become 0, under the dynamic one {b.zeroed|percent}.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}。归零比例更能说明问题：静态有 {a.zeroed|percent} 的数值归零，动态只有 {b.zeroed|percent}。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 9", "a.zeroed > 0.7", "b.zeroed < 0.1"]
    },
    {
      "headline": {
        "en": "What lies below half a static step is lost: {a.zeroed|percent} of these values.",
        "zh-CN": "小于半个静态步长的数值全部丢失：占 {a.zeroed|percent}。"
      },
      "text": {
        "en": "A static step is as long as the loudest moment demands. At a quiet moment every value may lie below half of it, and all of that moment becomes 0, however well it could be heard. A dynamic scale loses only what is small beside its own moment: {b.zeroed|percent} of the values.",
        "zh-CN":
          "静态步长由最响的时刻决定。安静的时刻，所有数值可能都不到它的一半，整个时刻就全部归零，哪怕其中有清楚的声音。动态缩放因子只丢掉与当时相比微小的数值：{b.zeroed|percent}。"
      },
      "state": {
        "data": "sample(silero_act_spectrum_over_time)",
        "a": "int4:asym",
        "b": "int4:asym:row",
        "view": "grid"
      },
      "controls": ["a.bits"],
      "question": {
        "kind": "place",
        "setup": {
          "en": "The same spectrum as a histogram, from 0 to {data.max}. A and B are the same: int8, asymmetric, with one static scale.",
          "zh-CN": "同一频谱的直方图，从 0 到 {data.max}。A 与 B 相同：int8，非对称，一个静态缩放因子。"
        },
        "ask": {
          "en": "Both now get 4 bits, and B a scale for each moment. A spreads 16 levels over the whole range. Place a line: every value to the left of it becomes 0 in A.",
          "zh-CN":
            "现在两者都只有 4 比特，B 还改为每个时刻一个缩放因子。A 在整个范围上有 16 个量化级。放一条线：它左边的数值在 A 中都归零。"
        },
        "before": { "a": "int8:asym", "b": "int8:asym" },
        "answers": ["grid.a_scale / 2"],
        "reveal": {
          "en": "Half a step: {data.max|short} / 15 / 2 = {grid.a_scale / 2|short}. To the left of it lie {a.zeroed|percent} of all values.",
          "zh-CN":
            "半个步长：{data.max|short} / 15 / 2 = {grid.a_scale / 2|short}。它左边有 {a.zeroed|percent} 的数值。"
        }
      },
      "claims": ["a.zeroed > 0.9", "b.zeroed < 0.4", "grid.a_scale / 2 > 0.03 * data.max", "data.min >= 0"]
    },
    {
      "headline": {
        "en": "Calibrated on the quiet beginning, A clips {a.clipped|percent} and keeps {a.sqnr_db|db}.",
        "zh-CN": "只用安静的开头校准：A 截断了 {a.clipped|percent}，SQNR 只剩 {a.sqnr_db|db}。"
      },
      "text": {
        "en": "A’s range ends at 2.8. Everything beyond is clipped: few values, but they are the loud ones, and in the squared error they outweigh all others. Calibrated on everything, B reaches {b.sqnr_db|db}. Calibration data must contain the extremes.",
        "zh-CN":
          "A 的范围到 2.8 为止，超出的一律截断。个数虽少，却正是响亮的那些，平方误差几乎全在它们身上。B 用全部数据校准，达到 {b.sqnr_db|db}。校准数据必须包含极端情形。"
      },
      "state": {
        "data": "sample(silero_act_conv1_relu_over_time)",
        "a": "int8:asym:clip(0,2.8)",
        "b": "int8:asym",
        "view": "errors"
      },
      "controls": ["a.percentile"],
      "question": {
        "kind": "choice",
        "setup": {
          "en": "A layer of the same network, after a ReLU. In the loudest noise its values reach {data.max}. A and B are the same: int8, asymmetric, with one static scale calibrated on everything.",
          "zh-CN":
            "同一网络中的一层，在 ReLU 之后，噪声最响时达到 {data.max}。A 与 B 相同：int8，非对称，用全部数据校准的一个静态缩放因子。"
        },
        "ask": {
          "en": "A is now calibrated on the quiet beginning only: its range ends at 2.8. It clips few values, three or four in a hundred. Its SQNR becomes …",
          "zh-CN": "现在 A 只用安静的开头校准，范围到 2.8 为止。被截断的不多，每百个里三四个。A 的 SQNR 会……"
        },
        "before": { "a": "int8:asym" },
        "options": [
          {
            "text": { "en": "about as good as that of B", "zh-CN": "与 B 差不多" },
            "when": "b.sqnr_db - a.sqnr_db < 3"
          },
          {
            "text": { "en": "some 10 dB lower", "zh-CN": "低 10 dB 左右" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 10) < 5"
          },
          {
            "text": { "en": "close to 0 dB", "zh-CN": "接近 0 dB" },
            "when": "a.sqnr_db < 3"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "{a.sqnr_db|db}, {b.sqnr_db - a.sqnr_db|db} below B. A longer range would cost some rounding error; a range that ends too early costs the signal itself.",
          "zh-CN":
            "{a.sqnr_db|db}，比 B 低 {b.sqnr_db - a.sqnr_db|db}。范围大一些，只多一点舍入误差；范围太小，丢的是信号本身。"
        }
      },
      "claims": ["a.clipped < 0.04", "a.clipped > 0.03", "a.sqnr_db < 2", "b.sqnr_db > 30", "b.clipped == 0"]
    },
    {
      "headline": {
        "en": "Where the range is bounded and steady, a dynamic scale gains only {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "范围有界而稳定时，动态缩放因子只提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "The hidden state of an LSTM always lies between −1 and 1, and in most rows some unit comes close to that. Only at the quiet beginning are B’s errors clearly smaller than A’s. A static scale costs nothing at run time. “LSTMs need dynamic quantization” holds only for some of their tensors.",
        "zh-CN":
          "LSTM 的隐状态总在 −1 与 1 之间，而且大多数行都有单元接近这个界，所以只有在安静的开头，B 的误差才明显比 A 小。静态缩放因子在运行时不花代价。“LSTM 需要动态量化”只对它的部分张量成立。"
      },
      "state": { "data": "sample(silero_act_lstm_hidden_over_time)", "a": "int8", "b": "int8:row", "view": "blocks" },
      "controls": ["b.granularity"],
      "question": {
        "kind": "choice",
        "setup": {
          "en": "The hidden state of the LSTM in the same network, over time. A and B are the same: int8, symmetric, with one static scale.",
          "zh-CN": "同一网络中 LSTM 的隐状态随时间的变化。A 与 B 相同：int8，对称，一个静态缩放因子。"
        },
        "ask": {
          "en": "B now gets a dynamic scale. How much does it gain this time?",
          "zh-CN": "现在 B 改用动态缩放因子。这次能提高多少？"
        },
        "before": { "b": "int8" },
        "options": [
          {
            "text": { "en": "About 10 dB again", "zh-CN": "同样 10 dB 左右" },
            "when": "b.sqnr_db - a.sqnr_db > 6"
          },
          {
            "text": { "en": "About 1 dB", "zh-CN": "1 dB 左右" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 1) < 1"
          },
          {
            "text": { "en": "Nothing: it loses", "zh-CN": "没有，反而更差" },
            "when": "b.sqnr_db < a.sqnr_db"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}. Its values lie between {data.min} and {data.max}: the range is known before any data comes.",
          "zh-CN": "{b.sqnr_db - a.sqnr_db|db}。数值在 {data.min} 与 {data.max} 之间：不看数据也知道范围。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db < 1.5", "b.sqnr_db - a.sqnr_db > 0.5", "data.min >= -1", "data.max <= 1"]
    },
    {
      "headline": {
        "en": "Over {stream.count|count} batches, a range fixed on the first ones clips {stream.first_clipped|percent} of the values.",
        "zh-CN": "用前几批定死的范围，在全部 {stream.count|count} 批里截断了 {stream.first_clipped|percent} 的数值。"
      },
      "text": {
        "en": "Each row arrives as a batch. The four bars on top are the four ranges for one late batch; hatched parts are clipped. The range from the first 8 batches never grows. The moving average follows, but late: it clips a little in {stream.average_batches_clipped|count} of {stream.count|count} batches. The dynamic scale sees each batch before it quantizes it, so it clips nothing. Press Play.",
        "zh-CN":
          "每一行作为一批依次到来。上方四条是靠后某一批的四种范围，斜线部分被截断。前 8 批得出的范围再也不会变大。滑动平均会跟上，但总是慢一拍：{stream.count|count} 批中有 {stream.average_batches_clipped|count} 批有少量截断。动态缩放因子先看过一批再量化，什么也不截断。按“播放”看看。"
      },
      "state": {
        "data": "sample(silero_act_lstm_cell_over_time)",
        "a": "int8",
        "b": "int8:row",
        "view": "stream",
        "time": 240
      },
      "question": {
        "kind": "choice",
        "setup": {
          "en": "The cell state of the same LSTM is not bounded: it drifts up to {max(abs(data.min), abs(data.max))} in magnitude. A has one scale for everything, B one for each row.",
          "zh-CN":
            "同一个 LSTM 的细胞状态没有界，绝对值逐渐漂移到 {max(abs(data.min), abs(data.max))}。A 全部共用一个缩放因子，B 每行一个。"
        },
        "ask": {
          "en": "Now the rows arrive one by one, as batches of a stream. Which scale clips the most values?",
          "zh-CN": "现在各行像数据流一样逐批到来。哪一种缩放因子截断的数值最多？"
        },
        "before": { "view": "blocks" },
        "options": [
          {
            "text": { "en": "One calibrated on the first 8 batches", "zh-CN": "用前 8 批校准的" },
            "when": "stream.first_clipped > max(stream.average_clipped, stream.dynamic_clipped)"
          },
          {
            "text": { "en": "A moving average of the ranges so far", "zh-CN": "对已有范围做滑动平均的" },
            "when": "stream.average_clipped > max(stream.first_clipped, stream.dynamic_clipped)"
          },
          {
            "text": { "en": "A dynamic one, computed from each batch", "zh-CN": "每批现算的，即动态的" },
            "when": "stream.dynamic_clipped > max(stream.first_clipped, stream.average_clipped)"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "Calibrated on the first batches: {stream.first_clipped|percent} of all values. The moving average clips {stream.average_clipped|percent}, the dynamic scale none.",
          "zh-CN":
            "用前几批校准的：截断了 {stream.first_clipped|percent}。滑动平均截断 {stream.average_clipped|percent}，动态的一个也不截断。"
        }
      },
      "claims": [
        "stream.first_clipped > 0.03",
        "stream.average_clipped > 0.02",
        "stream.first_clipped > stream.average_clipped",
        "stream.average_batches_clipped > 0.9 * stream.count",
        "stream.dynamic_clipped == 0",
        "stream.all_clipped == 0",
        "stream.average_sqnr_db > stream.first_sqnr_db"
      ]
    },
    {
      "headline": {
        "en": "The faster a moving average follows, the less it clips.",
        "zh-CN": "滑动平均跟得越快，截断越少。"
      },
      "text": {
        "en": "Each batch moves the averaged range by a fixed part of the gap to its own: one hundredth at PyTorch’s default constant, 0.01. Go through larger constants. At 1 nothing is averaged, and the scale is dynamic. A dynamic scale needs one more pass over each batch before the first code can be written; over calibration on everything it gains {stream.dynamic_sqnr_db - stream.all_sqnr_db|db}: most at the quiet beginning, nothing where the range is widest.",
        "zh-CN":
          "每来一批，平均范围就向这一批的范围靠近一步，步幅是差距的固定比例：PyTorch 默认的常数是 0.01，即百分之一。逐帧增大常数，到 1 时不再平均，就成了动态。动态的代价：写出第一个编码之前，每批要先多扫描一遍。与用全部数据校准相比，它提高 {stream.dynamic_sqnr_db - stream.all_sqnr_db|db}：安静的开头提高最多，范围最宽处一点也没有。"
      },
      "state": {
        "data": "sample(silero_act_lstm_cell_over_time)",
        "a": "int8",
        "b": "int8:row",
        "view": "stream",
        "time": 240,
        "average": 0.01
      },
      "walk": {
        "frames": [{ "average": 0.01 }, { "average": 0.03 }, { "average": 0.1 }, { "average": 0.3 }, { "average": 1 }],
        "text": {
          "en": "This moving average clips {stream.average_clipped|percent} of all values, in {stream.average_batches_clipped|count} of {stream.count|count} batches, and reaches {stream.average_sqnr_db|db}. Calibrated on all batches: {stream.all_sqnr_db|db}. Dynamic: {stream.dynamic_sqnr_db|db}.",
          "zh-CN":
            "这时滑动平均截断全部数值的 {stream.average_clipped|percent}，{stream.count|count} 批中有 {stream.average_batches_clipped|count} 批，SQNR 为 {stream.average_sqnr_db|db}。用全部数据校准：{stream.all_sqnr_db|db}。动态：{stream.dynamic_sqnr_db|db}。"
        }
      },
      "claims": [
        "stream.dynamic_sqnr_db - stream.all_sqnr_db > 5",
        "stream.dynamic_sqnr_db - stream.average_sqnr_db > 20",
        "abs(stream.dynamic_sqnr_db - b.sqnr_db) < 1e-6",
        "abs(stream.all_sqnr_db - a.sqnr_db) < 1e-6"
      ]
    },
    {
      "headline": {
        "en": "Even a dynamic symmetric scale leaves half its codes unused on one-sided data.",
        "zh-CN": "数据偏在一侧时，对称缩放即使是动态的，也有一半编码闲着。"
      },
      "text": {
        "en": "“Dynamic symmetric is simple and good enough.” Here both schemes are dynamic. A spectrum has no negative values, so A’s negative codes are never used, at no moment. B’s range starts at 0: all of its codes lie where the values are. It gains {b.sqnr_db - a.sqnr_db|db}, about one bit.",
        "zh-CN":
          "“动态对称简单，也够用了。”这里两者都是动态的。频谱没有负值，A 的负编码在任何时刻都用不上。B 的范围从 0 开始，全部编码都落在有数值的一侧，提高 {b.sqnr_db - a.sqnr_db|db}，约合 1 比特。"
      },
      "state": {
        "data": "sample(silero_act_spectrum_over_time)",
        "a": "int4:row",
        "b": "int4:asym:row",
        "view": "codes"
      },
      "controls": ["a.bits", "b.bits"],
      "question": {
        "kind": "codes",
        "setup": {
          "en": "The spectrum again. A is symmetric, B asymmetric, both int4 with a dynamic scale for each moment. A’s codes reach from −7 to 7.",
          "zh-CN": "回到频谱。A 对称，B 非对称，都是 int4，每个时刻一个动态缩放因子。A 的编码从 −7 到 7。"
        },
        "ask": {
          "en": "Over all moments, which codes will A use? Mark them.",
          "zh-CN": "把所有时刻加起来，A 会用到哪些编码？请标出来。"
        },
        "before": { "view": "blocks" },
        "scheme": "a",
        "reveal": {
          "en": "Only 0 to 7: {a.codes_used|count} of 15 codes. B uses {b.codes_used|count} of 16.",
          "zh-CN": "只用 0 到 7：15 个编码中的 {a.codes_used|count} 个。B 用到 16 个中的 {b.codes_used|count} 个。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 5",
        "b.sqnr_db - a.sqnr_db < 7",
        "data.min >= 0",
        "a.codes_used == 8",
        "b.codes_used == 16"
      ]
    }
  ]
};
