export default {
  "id": "cost-of-asymmetry",
  "title": { "en": "What asymmetry costs", "zh-CN": "非对称的代价" },
  "minutes": 6,
  "notes": {
    "en": "Write the product on the board and expand it before step 1. The question is which of the four terms depend on the input, because only those cost time when the network runs. Do not name a ratio of times in advance; measure it in class and look at the spread.",
    "zh-CN":
      "第 1 步之前，先在黑板上写出乘积并展开。关键在于：四项之中哪些依赖输入？只有这些才在网络运行时花时间。不要事先报出耗时的比值，当场测量，并留意多次测量的离散程度。"
  },
  "steps": [
    {
      "text": {
        "en": "A product of integers with zero-points has four terms: Σ(qa − za)(qw − zw) = Σqa·qw − zw·Σqa − za·Σqw + n·za·zw. Here are weights: A has no zero-points, B one per row.",
        "zh-CN":
          "带零点的整数内积有四项：Σ(qa − za)(qw − zw) = Σqa·qw − zw·Σqa − za·Σqw + n·za·zw。这里看权重：A 不带零点，B 每行一个。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int8:row", "b": "int8:asym:row", "view": "grid" },
      "question": {
        "kind": "choice",
        "ask": {
          "en": "The weights become symmetric, zw = 0. Which terms remain besides Σqa·qw?",
          "zh-CN": "权重改为对称，zw = 0。除 Σqa·qw 之外还剩哪些项？"
        },
        "options": [
          {
            "text": { "en": "None", "zh-CN": "没有" }
          },
          {
            "text": { "en": "za·Σqw, which is known beforehand", "zh-CN": "za·Σqw，可以事先算好" }
          },
          {
            "text": { "en": "zw·Σqa, which needs every input", "zh-CN": "zw·Σqa，每次输入都要算" }
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Only za·Σqw. It depends only on the weights, so it is summed once and, if za is static, put into the bias. At run time, asymmetric activations cost nothing if the weights are symmetric. The expensive term is zw·Σqa, a sum over every new input.",
          "zh-CN":
            "只剩 za·Σqw。它只依赖权重，可以事先求和；za 若是静态的，就直接并入偏置：只要权重对称，激活用非对称在运行时不花任何代价。代价高的是 zw·Σqa，每来一个输入都要重新求和。"
        }
      },
      "claims": ["a.error_at_zero == 0", "b.error_at_zero == 0", "b.bits_per_value > a.bits_per_value"]
    },
    {
      "text": {
        "en": "So how much are the zero-points of weights worth? This is int8 with one scale per row.",
        "zh-CN": "所以要问的是：权重的零点值多少？int8，每行一个缩放因子。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int8:row", "b": "int8:asym:row", "view": "errors" },
      "question": {
        "kind": "slider",
        "ask": { "en": "How much do they gain?", "zh-CN": "它们能提高多少？" },
        "before": { "b": "int8:row" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-3, 6],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, for the one correction that must be computed for every input. Symmetric int8 weights are the usual choice, for good reason.",
          "zh-CN":
            "{b.sqnr_db - a.sqnr_db|db}，换来的却是唯一一项每个输入都得现算的修正。int8 权重通常选对称，是有道理的。"
        }
      },
      "claims": ["b.sqnr_db - a.sqnr_db > 0.3", "b.sqnr_db - a.sqnr_db < 1"]
    },
    {
      "text": {
        "en": "What about the zero-points of activations? They cost nothing at run time, and on this output of a GELU they gain {b.sqnr_db - a.sqnr_db|db}. TensorFlow Lite’s int8 specification, for example, combines symmetric weights with asymmetric activations.",
        "zh-CN":
          "那么运行时不花代价的激活零点呢？在这个 GELU 的输出上，它值 {b.sqnr_db - a.sqnr_db|db}。权重对称、激活非对称：例如 TensorFlow Lite 的 int8 规范选的正是这个组合。"
      },
      "state": { "data": "sample(minilm_act_l0_post_gelu)", "a": "int8", "b": "int8:asym", "view": "grid" },
      "claims": ["b.sqnr_db - a.sqnr_db > 5", "b.codes_used > a.codes_used"]
    },
    {
      "text": {
        "en": "The four terms of one product, with numbers. Each is computed in 32-bit integers; their sum is exactly the product of the shifted codes. Change either zero-point to 0 and see which terms vanish.",
        "zh-CN":
          "一个内积的四项，代入具体数字。每一项都用 32 位整数计算，加起来恰好等于减去零点之后的内积。把任意一个零点改成 0，看哪些项消失。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "integers",
        "integers": "product"
      },
      "claims": ["product.sum == product.defined"]
    },
    {
      "text": {
        "en": "“The overhead is small on modern hardware.” Do not just believe it; measure it: the same matrix product with and without zero-points, on this machine, in many runs. Write down your guess, then press Start. Repeat it with a smaller matrix: the correction is a sum over n, the product n times m.",
        "zh-CN":
          "“在现代硬件上开销很小。”先别信，测一测：同一个矩阵乘法，带零点与不带零点，就在这台机器上，多次运行。先写下你的猜测，再按“开始”。然后换小一点的矩阵再测：修正项是长度为 n 的求和，而乘法要做 n 乘 m 次。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "integers",
        "integers": "product"
      },
      "claims": ["product.za > 0", "product.zw > 0"]
    }
  ]
};
