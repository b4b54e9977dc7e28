export default {
  "id": "cost-of-asymmetry",
  "title": { "en": "What asymmetry costs", "zh-CN": "非对称的代价" },
  "promise": {
    "en": "Know which zero-points cost time when a network runs, and measure how much.",
    "zh-CN": "分清哪些零点在网络运行时要花时间，并亲手测出花多少。"
  },
  "minutes": 9,
  "notes": {
    "en": "Write the product on the board and expand it before step 1. The question is which of the four terms depend on the input, because only those cost time when the network runs. In step 5 do not name a ratio of times in advance; let the class write down guesses, measure, and look at the spread. On a busy machine the spread is larger than the difference: that is an answer, too.",
    "zh-CN":
      "第 1 步之前，先在黑板上写出乘积并展开。关键在于：四项之中哪些依赖输入？只有这些才在网络运行时花时间。第 5 步不要事先报出耗时的比值，先让学生写下猜测，再当场测量，并留意离散程度。机器忙的时候，离散程度会大于差别：这本身也是答案。"
  },
  "steps": [
    {
      "headline": {
        "en": "Of the four terms, only zw·Σqa must be summed again for every input.",
        "zh-CN": "四项之中，只有 zw·Σqa 要对每个输入重新求和。"
      },
      "text": {
        "en": "The table has the four terms of one product in numbers. All are 32-bit integers, and their sum is exactly the product of the shifted codes. The last column says when each term is known. Tick zw = 0: two terms vanish, among them the expensive one. Then tick za = 0 instead: the expensive one stays.",
        "zh-CN":
          "表中是一个内积的四项，代入了具体数字。每一项都是 32 位整数，加起来恰好等于减去零点之后的内积。最后一列说明每一项何时可知。勾选 zw = 0：有两项消失，代价高的那一项就在其中。改为勾选 za = 0：代价高的那一项还在。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "integers",
        "integers": "product"
      },
      "question": {
        "kind": "choice",
        "setup": {
          "en": "Weights in int8: A has no zero-points, B has one per row. Where activations and weights both have zero-points, a product has four terms.",
          "zh-CN": "int8 的权重：A 不带零点，B 每行一个。激活与权重都带零点时，内积有四项。"
        },
        "ask": {
          "en": "Σ(qa − za)(qw − zw) = Σqa·qw − zw·Σqa − za·Σqw + n·za·zw. With symmetric weights, as in A, zw = 0. What remains besides Σqa·qw?",
          "zh-CN":
            "Σ(qa − za)(qw − zw) = Σqa·qw − zw·Σqa − za·Σqw + n·za·zw。权重取对称，像 A 那样，zw = 0。除 Σqa·qw 之外还剩什么？"
        },
        "before": { "view": "grid" },
        "options": [
          {
            "text": { "en": "Nothing", "zh-CN": "什么也不剩" }
          },
          {
            "text": { "en": "za·Σqw, which the weights alone decide", "zh-CN": "za·Σqw，由权重就能算好" }
          },
          {
            "text": { "en": "zw·Σqa, which needs every input", "zh-CN": "zw·Σqa，每个输入都要算" }
          },
          {
            "text": { "en": "za·Σqw and n·za·zw", "zh-CN": "za·Σqw 与 n·za·zw" }
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "Only za·Σqw. Σqw is summed once, and with a static za the term goes into the bias. So with symmetric weights, asymmetric activations cost nothing at run time. What costs time is zw·Σqa: a sum over every new input.",
          "zh-CN":
            "只剩 za·Σqw。Σqw 只需算一次；za 若是静态的，这一项就直接并入偏置。所以权重对称时，激活用非对称在运行时不花代价。花时间的是 zw·Σqa：每来一个输入都要重新求和。"
        }
      },
      "claims": [
        "product.sum == product.defined",
        "product.za > 0",
        "product.zw > 0",
        "a.error_at_zero == 0",
        "b.error_at_zero == 0"
      ]
    },
    {
      "headline": {
        "en": "The zero-points of int8 weights gain only {b.sqnr_db - a.sqnr_db|db}.",
        "zh-CN": "int8 权重的零点只提高 {b.sqnr_db - a.sqnr_db|db}。"
      },
      "text": {
        "en": "The two pictures look nearly the same: within a row, these weights reach about as far down as up, and of its 256 codes a symmetric grid leaves out just one. Symmetric int8 weights are the usual choice, for good reason.",
        "zh-CN":
          "两张图几乎看不出差别：每一行里，这些权重正负两侧差不多；256 个编码，对称网格也只少用一个。int8 权重通常选对称，是有道理的。"
      },
      "state": { "data": "sample(minilm_l0_query_weight)", "a": "int8:row", "b": "int8:asym:row", "view": "errors" },
      "controls": ["b.symmetry"],
      "question": {
        "kind": "slider",
        "setup": {
          "en": "So the zero-points of weights must earn their cost. A and B are the same: int8, symmetric, one scale per row.",
          "zh-CN": "所以要问：权重的零点值不值这个代价。A 与 B 相同：int8，对称，每行一个缩放因子。"
        },
        "ask": {
          "en": "B now gets a zero-point for each row. How many decibels does it gain?",
          "zh-CN": "现在 B 每行加一个零点。能提高多少分贝？"
        },
        "before": { "b": "int8:row" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-2, 6],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, about a tenth of a bit, for the one correction that must be computed for every input.",
          "zh-CN": "{b.sqnr_db - a.sqnr_db|db}，约合十分之一比特；代价却是唯一一项每个输入都得现算的修正。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 0.3",
        "b.sqnr_db - a.sqnr_db < 1",
        "abs((b.sqnr_db - a.sqnr_db) / 6.02 - 0.1) < 0.02"
      ]
    },
    {
      "headline": {
        "en": "On this GELU output, a static zero-point gains {b.sqnr_db - a.sqnr_db|db} at no run-time cost.",
        "zh-CN": "在 GELU 的输出上，静态零点提高 {b.sqnr_db - a.sqnr_db|db}，运行时不花代价。"
      },
      "text": {
        "en": "The values reach from {data.min} to {data.max}. Nearly half of A’s levels lie below all values and are never used; B’s range ends where the data ends. With symmetric weights, za·Σqw goes into the bias. TensorFlow Lite’s int8 specification, for example, combines symmetric weights with asymmetric activations.",
        "zh-CN":
          "数值从 {data.min} 到 {data.max}。A 将近一半的量化级低于所有数值，从来用不上；B 的范围则与数据一致。权重对称时，za·Σqw 并入偏置。例如 TensorFlow Lite 的 int8 规范就是这样组合的：权重对称，激活非对称。"
      },
      "state": { "data": "sample(minilm_act_l0_post_gelu)", "a": "int8", "b": "int8:asym", "view": "grid" },
      "controls": ["b.symmetry"],
      "question": {
        "kind": "slider",
        "setup": {
          "en": "Now activations: the output of a GELU. A and B are the same: int8, symmetric, one static scale.",
          "zh-CN": "再看激活：GELU 的输出。A 与 B 相同：int8，对称，一个静态缩放因子。"
        },
        "ask": {
          "en": "B now gets a static zero-point. How many decibels does it gain?",
          "zh-CN": "现在 B 加一个静态零点。能提高多少分贝？"
        },
        "before": { "b": "int8" },
        "answer": "b.sqnr_db - a.sqnr_db",
        "unit": "dB",
        "range": [-2, 20],
        "reveal": {
          "en": "{b.sqnr_db - a.sqnr_db|db}, nearly a whole bit, because the values lie almost all on one side.",
          "zh-CN": "{b.sqnr_db - a.sqnr_db|db}，将近 1 比特，因为数值几乎都在一侧。"
        }
      },
      "claims": [
        "b.sqnr_db - a.sqnr_db > 5",
        "b.sqnr_db - a.sqnr_db < 6.02",
        "b.codes_used > a.codes_used",
        "data.max > 100 * abs(data.min)"
      ]
    },
    {
      "headline": {
        "en": "The sums need n² additions; the product itself needs n³ multiplications.",
        "zh-CN": "这些和只要 n² 次加法，乘积本身却要 n³ 次乘法。"
      },
      "text": {
        "en": "How expensive is the expensive term? Take two matrices of n × n codes. The product has n² elements, each a sum of n products: n³ multiplications. To these the zero-points of the weights add zw·Σqa, in every element.",
        "zh-CN":
          "代价高的那一项到底多高？取两个 n × n 的编码矩阵。乘积有 n² 个元素，每个是 n 个乘积之和，共 n³ 次乘法。权重的零点还要给每个元素加上 zw·Σqa。"
      },
      "state": {
        "data": "sample(minilm_l0_query_weight)",
        "a": "int8:row",
        "b": "int8:asym:row",
        "view": "integers",
        "integers": "product"
      },
      "question": {
        "kind": "choice",
        "ask": {
          "en": "How many additions do all the sums Σqa of this product need?",
          "zh-CN": "整个乘积用到的所有 Σqa，一共要多少次加法？"
        },
        "options": [
          {
            "text": { "en": "About n", "zh-CN": "约 n 次" }
          },
          {
            "text": { "en": "About n²", "zh-CN": "约 n² 次" }
          },
          {
            "text": { "en": "About n³, as many as the product", "zh-CN": "约 n³ 次，与乘积一样多" }
          }
        ],
        "answer": 1,
        "reveal": {
          "en": "n². Σqa belongs to a row of the input: n codes in each of n rows. All n elements of a row of the product share it. The larger the matrix, the smaller the share of the correction. Change the row and the column to see which sum changes.",
          "zh-CN":
            "n² 次。Σqa 只属于输入的一行：共 n 行，每行 n 个编码；乘积同一行的 n 个元素共用一个和。矩阵越大，修正所占的比例越小。改一改行号与列号，看哪个和会变。"
        }
      },
      "claims": ["product.sum == product.defined", "product.zw > 0"]
    },
    {
      "headline": {
        "en": "“The overhead is small on modern hardware.” Measure it on this machine.",
        "zh-CN": "“在现代硬件上开销很小。”就在这台机器上测一测。"
      },
      "text": {
        "en": "Write down your guess: how many times longer with all the sums than without zero-points? Then press Start. Four methods are timed in turn, in many rounds; dots are rounds, the bar their spread. Then choose 64 × 64 and 512 × 512. Subtracting the zero-point from each code, the last method, is what the four terms avoid.",
        "zh-CN":
          "先写下你的猜测：要算所有的和时，耗时是不带零点的几倍？再按“开始”。四种算法轮流计时，反复多轮；一个点是一轮，灰条是离散程度。然后换成 64 × 64 与 512 × 512 再测。最后一种算法对每个编码逐一减去零点，四项展开正是为了避免它。"
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
