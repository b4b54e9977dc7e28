export default {
  "id": "exact-zero",
  "title": { "en": "Is zero exact?", "zh-CN": "零精确吗？" },
  "minutes": 7,
  "notes": {
    "en": "Texts often say that symmetric scales represent zero badly. Let the class vote on it first, then test it. The correct statement is narrower: a scheme with an integer zero-point inside its range has an exact zero, and a symmetric scheme always has one.",
    "zh-CN":
      "不少资料说对称量化“无法精确表示零”。先让学生投票，再来检验。正确的说法要窄得多：零点是整数、并且落在编码的范围之内，零就精确；而对称量化永远满足这一点。"
  },
  "steps": [
    {
      "text": {
        "en": "You often read that symmetric quantization cannot represent zero exactly and that a zero-point fixes this. A is symmetric, B asymmetric; 0.0 is among the values.",
        "zh-CN": "常有人写道：对称量化不能精确表示零，零点正是为此而设。A 是对称的，B 是非对称的，数据里有 0.0。"
      },
      "state": { "data": "values(-1,-0.3,0,0.5,1.5)", "a": "int4", "b": "int4:asym", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Where does 0.0 decode to exactly 0.0?", "zh-CN": "在哪一个里，0.0 解码后恰好是 0.0？" },
        "options": [
          {
            "text": { "en": "Only in A", "zh-CN": "只有 A" },
            "when": "a.error_at_zero < b.error_at_zero"
          },
          {
            "text": { "en": "Only in B", "zh-CN": "只有 B" },
            "when": "a.error_at_zero > b.error_at_zero"
          },
          {
            "text": { "en": "In both", "zh-CN": "两个都是" },
            "when": "a.error_at_zero == b.error_at_zero"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "In both; the error at zero is {a.error_at_zero} and {b.error_at_zero}. Symmetric: code 0 decodes to 0·s = 0, always. Asymmetric: code z decodes to (z − z)·s = 0, because z is an integer.",
          "zh-CN":
            "两个都是，零处的误差分别为 {a.error_at_zero} 和 {b.error_at_zero}。对称：编码 0 解码为 0·s = 0，永远如此。非对称：编码 z 解码为 (z − z)·s = 0，因为 z 是整数。"
        }
      },
      "claims": ["a.error_at_zero == 0", "b.error_at_zero == 0"]
    },
    {
      "text": {
        "en": "An integer z has a price: the grid shifts by up to half a step to put a level on zero. B keeps z as a real number (zfloat), so its grid fits the range exactly.",
        "zh-CN":
          "取整的 z 也有代价：为了让某个量化级正好落在零上，整个网格要平移最多半个步长。B 保留实数零点（zfloat），网格与范围完全吻合。"
      },
      "state": { "data": "normal:seed=7", "a": "int4:asym", "b": "int4:asym:zfloat", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "What does 0.0 decode to under B?", "zh-CN": "在 B 中 0.0 解码为什么？" },
        "before": { "b": "int4:asym" },
        "options": [
          {
            "text": { "en": "0.0", "zh-CN": "0.0" },
            "when": "b.error_at_zero == 0"
          },
          {
            "text": { "en": "The nearest level, which is not 0", "zh-CN": "最近的量化级，但不是 0" },
            "when": "b.error_at_zero > 0"
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "It decodes to a level {b.error_at_zero} away. Yet the SQNR changes by only {b.sqnr_db - a.sqnr_db|gain}: hardly any value of a normal distribution is exactly zero, and nothing here relies on zero.",
          "zh-CN":
            "离零 {b.error_at_zero} 的一个量化级。然而 SQNR 只变化 {b.sqnr_db - a.sqnr_db|gain}：正态分布里几乎没有恰好为零的数值，也没有谁依赖零。"
        }
      },
      "claims": ["a.error_at_zero == 0", "b.error_at_zero > 0.01", "abs(b.sqnr_db - a.sqnr_db) < 0.1", "b.zeroed == 0"]
    },
    {
      "text": {
        "en": "Here zero matters: after this GELU most values lie so near zero that int4 gives nearly all of them one code. A: integer z; B: real z.",
        "zh-CN":
          "这里零就要紧了：经过这个 GELU，多数数值离零极近，int4 几乎把它们全编成同一个编码。A 用整数 z，B 用实数 z。"
      },
      "state": {
        "data": "sample(minilm_act_l0_post_gelu)",
        "a": "int4:asym",
        "b": "int4:asym:zfloat",
        "view": "errors"
      },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which has the better SQNR?", "zh-CN": "哪一个的 SQNR 更好？" },
        "before": { "view": "grid" },
        "options": [
          {
            "text": { "en": "A: zero is a level", "zh-CN": "A：零是量化级" },
            "when": "a.sqnr_db - b.sqnr_db > 0.5"
          },
          {
            "text": { "en": "B: the grid fits the range", "zh-CN": "B：网格与范围完全吻合" },
            "when": "b.sqnr_db - a.sqnr_db > 0.5"
          },
          {
            "text": { "en": "Hardly a difference", "zh-CN": "几乎没有差别" },
            "when": "abs(b.sqnr_db - a.sqnr_db) <= 0.5"
          }
        ],
        "answer": 0,
        "reveal": {
          "en": "A, by {a.sqnr_db - b.sqnr_db|db}. Under B all those values get the same wrong level, {b.error_at_zero} off zero: a bias of {b.bias} against {a.bias}. In a sum of a thousand products, such an error adds up instead of canceling.",
          "zh-CN":
            "A，高出 {a.sqnr_db - b.sqnr_db|db}。在 B 中，这些数值都得到同一个偏离零 {b.error_at_zero} 的量化级，偏差为 {b.bias}，而 A 是 {a.bias}。上千个乘积相加时，这种误差只会累积，不会抵消。"
        }
      },
      "claims": [
        "a.zeroed > 0.95",
        "a.sqnr_db - b.sqnr_db > 1.5",
        "abs(b.bias) > 4 * abs(a.bias)",
        "b.error_at_zero > 0"
      ]
    },
    {
      "text": {
        "en": "This data never comes near zero: its mean is 10, and it runs from {data.min} to {data.max}. An asymmetric scheme widens the range to contain 0, so the codes between 0 and the data stay unused. zfloat does not widen the range.",
        "zh-CN":
          "数据远离零：均值 10，范围 {data.min} 到 {data.max}。非对称量化会把范围扩展到包含 0，于是 0 与数据之间的编码全部闲置。zfloat 不作扩展。"
      },
      "state": { "data": "normal:mean=10", "a": "int4:asym", "b": "int4:asym:zfloat", "view": "codes" },
      "question": {
        "kind": "slider",
        "ask": { "en": "What does B gain?", "zh-CN": "B 能提高多少？" },
        "before": { "b": "int4:asym" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [0, 15],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}: {b.codes_used|count} codes used instead of {a.codes_used|count}. The price: 0.0 now decodes to a level {b.error_at_zero} away. That is fine as long as nothing pads or masks this tensor with zeros.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}：用到的编码从 {a.codes_used|count} 个变成 {b.codes_used|count} 个。代价是 0.0 解码后偏离 {b.error_at_zero}。只要没有谁用零去填充或掩蔽这个张量，就无妨。"
        }
      },
      "claims": ["a.codes_used < 12", "b.codes_used == 16", "b.sqnr_db - a.sqnr_db > 4", "b.error_at_zero > 1"]
    },
    {
      "text": {
        "en": "This is a ReLU6 output: its range begins exactly at 0. Compare integer z and real z once more.",
        "zh-CN": "ReLU6 的输出，范围恰好从 0 开始。再比一次整数 z 与实数 z。"
      },
      "state": { "data": "sample(effnet_act_b6_relu6)", "a": "int4:asym", "b": "int4:asym:zfloat", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": { "en": "Which is better?", "zh-CN": "哪一个更好？" },
        "before": { "a": "int4", "b": "int4" },
        "options": [
          {
            "text": { "en": "Integer z", "zh-CN": "整数 z" },
            "when": "a.mse < b.mse"
          },
          {
            "text": { "en": "Real z", "zh-CN": "实数 z" },
            "when": "b.mse < a.mse"
          },
          {
            "text": { "en": "They are equal", "zh-CN": "两者相等" },
            "when": "a.mse == b.mse"
          }
        ],
        "answer": 2,
        "reveal": {
          "en": "Equal, MSE {a.mse}: with α = 0, z = −α/s is 0 in either case. What matters is where zero lies in the range, not how z is stored.",
          "zh-CN":
            "相等，MSE 都是 {a.mse}：α = 0 时，z = −α/s 怎么取都是 0。关键在于零落在范围的什么位置，而不在于 z 怎么存。"
        }
      },
      "claims": ["a.mse == b.mse", "b.error_at_zero == 0", "data.min == 0"]
    },
    {
      "text": {
        "en": "So the claim is wrong as it stands. Symmetric and asymmetric int8 both keep zero exactly on this data (errors {a.error_at_zero} and {b.error_at_zero}). Asymmetric is better by {b.sqnr_db - a.sqnr_db|db}, because it does not waste half of its codes. That is the reason to use it; an exact zero is not.",
        "zh-CN":
          "所以那个说法原样是不成立的。在这组数据上，对称与非对称 int8 的零都精确（误差 {a.error_at_zero} 和 {b.error_at_zero}）。非对称高出 {b.sqnr_db - a.sqnr_db|db}，是因为没有浪费一半的编码。要讲理由，这才是理由，与零是否精确无关。"
      },
      "state": { "data": "sample(effnet_act_b6_relu6)", "a": "int8", "b": "int8:asym", "view": "grid" },
      "claims": [
        "a.error_at_zero == 0",
        "b.error_at_zero == 0",
        "b.sqnr_db - a.sqnr_db > 5.5",
        "b.codes_used > 1.7 * a.codes_used"
      ]
    }
  ]
};
