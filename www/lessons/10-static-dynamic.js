export default {
  "id": "static-dynamic",
  "title": { "en": "Static or dynamic", "zh-CN": "静态还是动态" },
  "minutes": 7,
  "notes": {
    "en": "Rows are moments in time, so “one scale per row” is a dynamic scale, and “one scale” is a static one, calibrated on everything, even the future. That is the most favorable static case. In steps 4 and 5 calibration sees only the past: either the first batches once, or, for the moving average, each batch just before it is quantized, as in PyTorch’s FakeQuantize.",
    "zh-CN":
      "这里的行是时刻，所以“每行一个缩放因子”就是动态量化，“共用一个”则是用全部数据（包括未来）校准的静态量化，是静态最有利的情形。第 4、5 步的校准只能看到过去：前几批只看一次；滑动平均与 PyTorch 的 FakeQuantize 相同，先计入一批，再量化它。"
  },
  "steps": [
    {
      "text": {
        "en": "This is a spectrum over time, from silence to loud sound; each row is a moment. A has one static range for everything. B has a dynamic scale, computed for each moment.",
        "zh-CN":
          "一段声音的频谱，从静默到响亮，每一行是一个时刻。A：整段用一个静态范围。B：每个时刻现算一个缩放因子，即动态。"
      },
      "state": {
        "data": "sample(silero_act_spectrum_over_time)",
        "a": "int8:asym",
        "b": "int8:asym:row",
        "view": "blocks"
      },
      "question": {
        "kind": "slider",
        "ask": { "en": "How much does the dynamic scale gain?", "zh-CN": "动态缩放因子能提高多少？" },
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
      "text": {
        "en": "This is a layer of the same network, with values up to {data.max} in the loudest noise. A is calibrated on the quiet beginning, up to 2.8. Larger values are clipped.",
        "zh-CN": "同一网络中的一层，噪声最响时达到 {data.max}。A 只在开头安静的部分校准，范围到 2.8，超出的一律截断。"
      },
      "state": {
        "data": "sample(silero_act_conv1_relu_over_time)",
        "a": "int8:asym:clip(0,2.8)",
        "b": "int8:asym",
        "view": "errors"
      },
      "question": {
        "kind": "choice",
        "ask": {
          "en": "Only a few values in a hundred are clipped. The SQNR of A is …",
          "zh-CN": "每百个数值里只有几个被截断。A 的 SQNR……"
        },
        "before": { "a": "int8:asym" },
        "options": [
          {
            "text": { "en": "close to that of B", "zh-CN": "与 B 接近" },
            "when": "b.sqnr_db - a.sqnr_db < 3"
          },
          {
            "text": { "en": "some 10 dB lower", "zh-CN": "低十个 dB 左右" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 10) < 5"
          },
          {
            "text": { "en": "next to nothing", "zh-CN": "几乎为零" },
            "when": "a.sqnr_db < 3"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "{a.sqnr_db|db}, with {a.clipped|percent} clipped; calibrated on everything it is {b.sqnr_db|db}. The clipped values are the loud ones, and they carry the signal. Calibration data must contain the extremes.",
          "zh-CN":
            "{a.sqnr_db|db}，而被截断的只有 {a.clipped|percent}；若在全部数据上校准，则是 {b.sqnr_db|db}。被截断的正是响亮的那些，信号就在其中。校准数据必须包含极端情形。"
        }
      },
      "claims": ["a.clipped < 0.05", "a.sqnr_db < 2", "b.sqnr_db > 30", "b.clipped == 0"]
    },
    {
      "text": {
        "en": "The hidden state of its LSTM is bounded: always between −1 and 1.",
        "zh-CN": "它的 LSTM 隐状态是有界的，总在 −1 与 1 之间。"
      },
      "state": { "data": "sample(silero_act_lstm_hidden_over_time)", "a": "int8", "b": "int8:row", "view": "blocks" },
      "question": {
        "kind": "choice",
        "ask": { "en": "How much does a dynamic scale gain here?", "zh-CN": "这里动态缩放因子能提高多少？" },
        "before": { "b": "int8" },
        "options": [
          {
            "text": { "en": "About 10 dB again", "zh-CN": "同样十个 dB 左右" },
            "when": "b.sqnr_db - a.sqnr_db > 6"
          },
          {
            "text": { "en": "About 1 dB", "zh-CN": "一个 dB 左右" },
            "when": "abs(b.sqnr_db - a.sqnr_db - 1) < 1"
          },
          {
            "text": { "en": "Nothing: it loses", "zh-CN": "没有，反而更差" },
            "when": "b.sqnr_db < a.sqnr_db"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}. Where a range is known and stable, a static scale is nearly as good and costs nothing at run time. “LSTMs need dynamic quantization” holds only for some of their tensors.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}。范围已知而稳定时，静态缩放因子同样好，运行时又不花代价。“LSTM 需要动态量化”只对它的部分张量成立。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db < 1.5", "b.sqnr_db - a.sqnr_db > 0.5", "data.min >= -1", "data.max <= 1"]
    },
    {
      "text": {
        "en": "The cell state of the same LSTM is not bounded: it drifts up to {max(abs(data.min), abs(data.max))}. Now each row is a batch, and there are four ways to get a scale: calibration on the first 8 batches, calibration on all of them, a moving average, and a dynamic scale.",
        "zh-CN":
          "同一个 LSTM 的单元状态没有界，逐渐漂移到 {max(abs(data.min), abs(data.max))}。现在每一行是一批，缩放因子有四种来历：用前 8 批校准、用全部校准、滑动平均、动态。"
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
        "ask": {
          "en": "Over the whole stream, which clips the most values?",
          "zh-CN": "就整个数据流而言，谁截断的数值最多？"
        },
        "before": { "view": "blocks" },
        "options": [
          {
            "text": { "en": "Calibrated on the first batches", "zh-CN": "用前几批校准的" },
            "when": "stream.first_clipped > max(stream.average_clipped, stream.dynamic_clipped)"
          },
          {
            "text": { "en": "The moving average", "zh-CN": "滑动平均" },
            "when": "stream.average_clipped > max(stream.first_clipped, stream.dynamic_clipped)"
          },
          {
            "text": { "en": "The dynamic scale", "zh-CN": "动态的" },
            "when": "stream.dynamic_clipped > max(stream.first_clipped, stream.average_clipped)"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "The one that only saw the beginning: {stream.first_clipped|percent}, because its range never grows. The moving average follows with a delay and clips meanwhile: {stream.average_clipped|percent}, a little in {stream.average_batches_clipped|count} of {stream.count|count} batches. A dynamic scale cannot clip, because it sees each batch before it quantizes it. Play the stream and try a larger constant.",
          "zh-CN":
            "只见过开头的那一个：{stream.first_clipped|percent}，因为它的范围永远不会变大。滑动平均会跟上，但有延迟，延迟期间照样截断：{stream.average_clipped|percent}，{stream.count|count} 批中有 {stream.average_batches_clipped|count} 批有少量截断。动态的不会截断，因为量化之前它先看过这一批。播放看看，再试试更大的常数。"
        }
      },
      "claims": [
        "stream.first_clipped > 0.03",
        "stream.average_clipped > 0.02",
        "stream.average_batches_clipped > 0.9 * stream.count",
        "stream.dynamic_clipped == 0",
        "stream.all_clipped == 0",
        "stream.dynamic_sqnr_db > stream.all_sqnr_db",
        "stream.all_sqnr_db > stream.average_sqnr_db",
        "stream.average_sqnr_db > stream.first_sqnr_db"
      ]
    },
    {
      "text": {
        "en": "A dynamic scale costs one more pass over the data, for the minimum and maximum, before the first code can be written. Here it gains {stream.dynamic_sqnr_db - stream.all_sqnr_db|db} over one scale calibrated on everything, and {stream.dynamic_sqnr_db - stream.average_sqnr_db|db} over the moving average. Compare the curves: it gains most at the quiet beginning and nothing where the range is widest.",
        "zh-CN":
          "动态的代价：写出第一个编码之前，要先扫描一遍数据，求最小值和最大值。与用全部数据校准的一个缩放因子相比，它在这里值 {stream.dynamic_sqnr_db - stream.all_sqnr_db|db}；与滑动平均相比，值 {stream.dynamic_sqnr_db - stream.average_sqnr_db|db}。对照曲线看：安静的开头最值，范围最宽的地方一点也不值。"
      },
      "state": { "data": "sample(silero_act_lstm_cell_over_time)", "a": "int8", "b": "int8:row", "view": "stream" },
      "claims": [
        "stream.dynamic_sqnr_db - stream.all_sqnr_db > 5",
        "stream.dynamic_sqnr_db - stream.average_sqnr_db > 20",
        "abs(stream.dynamic_sqnr_db - b.sqnr_db) < 1e-6",
        "abs(stream.all_sqnr_db - a.sqnr_db) < 1e-6"
      ]
    },
    {
      "text": {
        "en": "“Dynamic symmetric is simple and good enough.” On the spectrum both schemes are dynamic, A symmetric, B asymmetric. B is better by {b.sqnr_db - a.sqnr_db|db}: a spectrum has no negative values, and half of A’s codes are unused at every moment.",
        "zh-CN":
          "“动态对称简单，也够用了。”在频谱上，两者都是动态的，A 对称，B 非对称。B 好 {b.sqnr_db - a.sqnr_db|db}：频谱没有负值，A 在每一个时刻都有一半的编码闲着。"
      },
      "state": {
        "data": "sample(silero_act_spectrum_over_time)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "codes"
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 5", "data.min >= 0", "a.codes_used == 128", "b.codes_used == 256"]
    }
  ]
};
