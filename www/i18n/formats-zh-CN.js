export default {
  "option.fitted": "该格式用自带的搜索确定每个块的缩放因子。",
  "option.fitted_minimum": "该格式用自带的搜索确定每个块的缩放因子和最小值。",
  "option.fp4_bnb": "bitsandbytes 的 FP4：15 个自有的量化级，不同于 E2M1。与该库一致，很小的正值取零的第二个编码。",
  "option.fp4_e2m1":
    "4 位浮点数：1 个符号位、2 个指数位、1 个尾数位。15 个量化级在零附近更密；两个零是同一个量化级。MXFP4 和 NVFP4 的元素。",
  "option.fp6_e2m3": "6 位浮点数：1 个符号位、2 个指数位、3 个尾数位。63 个量化级，最大 ±7.5。MX 格式的一种元素。",
  "option.fp6_e3m2":
    "6 位浮点数：1 个符号位、3 个指数位、2 个尾数位。63 个量化级，最大 ±28，比 E2M3 范围更大、也更粗。MX 格式的一种元素。",
  "option.fp8_e4m3":
    "8 位浮点数：1 个符号位、4 个指数位、3 个尾数位。253 个量化级，最大 ±448；有两个编码是 NaN。权重和激活最常用的 FP8。",
  "option.fp8_e4m3fnuz": "只有一个零的 E4M3：255 个量化级，最大 ±240，−0 的编码是 NaN。AMD MI300 的 FP8。",
  "option.fp8_e5m2":
    "8 位浮点数：1 个符号位、5 个指数位、2 个尾数位。247 个量化级，最大 ±57344，比 E4M3 范围更大、也更粗；部分编码是无穷大和 NaN。常用于梯度的 FP8。",
  "option.fp8_e5m2fnuz":
    "只有一个零、没有无穷大的 E5M2：255 个量化级，最大 ±57344，−0 的编码是 NaN。AMD MI300 的 FP8。",
  "option.ggml_iq4_nl": "ggml 的 IQ4_NL：16 个不等距量化级，每 32 个值一个由搜索得到的 16 位缩放因子。",
  "option.ggml_mxfp4": "ggml 计算的 MXFP4：4 位浮点数（E2M1），每 32 个值共用一个 2 的幂，每个值取最近的量化级。",
  "option.ggml_nvfp4": "ggml 存储的 NVFP4：4 位浮点数（E2M1），每 16 个值一个 8 位缩放因子，没有整个张量的缩放因子。",
  "option.int": "每个值变成一个指定位宽的整数。",
  "option.int2": "只有三个量化级：缩放因子的 −1、0、1 倍，即三值权重，如 BitNet。",
  "option.int3": "7 个等距量化级。只用于权重，按小组缩放：3 位的 GPTQ、ggml 的 Q3_K。",
  "option.int4": "15 个等距量化级。大语言模型权重的常用格式，按组缩放：GPTQ、AWQ。",
  "option.int5": "31 个等距量化级。ggml 的 Q5 系列的元素是 5 位。",
  "option.int6": "63 个等距量化级。ggml 的 Q6_K 的元素是 6 位。",
  "option.int7": "127 个等距量化级。8 位乘积的累加会溢出时，ONNX Runtime 用它（reduce_range）。",
  "option.int8": "255 个等距量化级。多数硬件直接支持其乘法，权重和激活最常用。",
  "option.iq4_nl": "ggml 的 IQ4_NL 的量化级：从 −127 到 113 的 16 个不等距整数，零附近更密；其中没有 0。",
  "option.iq4_xs":
    "ggml 的 IQ4_XS：量化级与 IQ4_NL 相同，每块 32 个值；各块的 6 位缩放因子在 256 个值的超块内共用一个 16 位缩放因子。",
  "option.levels": "自定义量化级：2 到 256 个从小到大的数。恰在两级正中的值取较低的一级。",
  "option.mxfp4": "OCP MXFP4：4 位浮点数（E2M1），每 32 个值共用一个 2 的幂。许多加速器支持；gpt-oss 即以此存储。",
  "option.mxfp6_e2m3": "OCP MXFP6：6 位浮点数（E2M3），每 32 个值共用一个 2 的幂。",
  "option.mxfp6_e3m2": "OCP MXFP6：6 位浮点数（E3M2），每 32 个值共用一个 2 的幂；比 E2M3 范围更大、也更粗。",
  "option.mxfp8_e4m3": "OCP MXFP8：8 位浮点数（E4M3），每 32 个值共用一个 2 的幂。已用于训练模型。",
  "option.mxfp8_e5m2": "OCP MXFP8：8 位浮点数（E5M2），每 32 个值共用一个 2 的幂；比 E4M3 范围更大、也更粗。",
  "option.mxint8": "OCP MXINT8：8 位整数，每 32 个值共用一个 2 的幂。",
  "option.nf4": "NormalFloat：16 个量化级取正态分布的分位点，与 bitsandbytes 一致，用于 QLoRA；零附近最密。",
  "option.nvfp4":
    "NVIDIA 的 NVFP4：4 位浮点数（E2M1），每 16 个值一个 E4M3 缩放因子，默认整个张量再共用一个 32 位缩放因子。",
  "option.plain_block": "一个块把其中各值的编码和它的缩放因子存放在一起。",
  "option.plain_block_minimum": "一个块把其中各值的编码和它的缩放因子、最小值存放在一起。",
  "option.q2_k":
    "ggml 的 Q2_K：2 位整数，每块 16 个值；各块的 4 位缩放因子和最小值在 256 个值的超块内共用两个 16 位缩放因子。",
  "option.q3_k": "ggml 的 Q3_K：3 位整数，每块 16 个值；各块的 6 位缩放因子在 256 个值的超块内共用一个 16 位缩放因子。",
  "option.q4_0":
    "ggml 的 Q4_0：4 位整数，每 32 个值一个 16 位缩放因子，由绝对值最大的值决定。llama.cpp 最简单的 4 位格式。",
  "option.q4_1":
    "ggml 的 Q4_1：4 位整数，每 32 个值一个 16 位缩放因子和一个 16 位最小值。块内数值偏在零的一侧时优于 Q4_0。",
  "option.q4_k":
    "ggml 的 Q4_K：4 位整数，每块 32 个值；各块的 6 位缩放因子和最小值在 256 个值的超块内共用两个 16 位缩放因子。Q4_K_M 模型的大部分权重都用它。",
  "option.q5_0": "ggml 的 Q5_0：与 Q4_0 相同，但用 5 位整数。行长不足以使用 Q4_K 时，llama.cpp 用它代替。",
  "option.q5_1": "ggml 的 Q5_1：与 Q4_1 相同，但用 5 位整数。",
  "option.q5_k": "ggml 的 Q5_K：与 Q4_K 相同，但用 5 位整数。",
  "option.q6_k":
    "ggml 的 Q6_K：6 位整数，每块 16 个值；各块的 8 位缩放因子在 256 个值的超块内共用一个 16 位缩放因子。用于受损最大的张量。",
  "option.q8_0": "ggml 的 Q8_0：8 位整数，每 32 个值一个 16 位缩放因子。几乎没有损失，llama.cpp 用它做乘法。",
  "option.ruled": "每个块的缩放因子由块内最大的幅值决定。",
  "option.ruled_minimum": "每个块的缩放因子和最小值由块内的最小值和最大值决定。",
  "option.stored": "文件存放该权重时所用的网格：使用它自带的缩放因子和零点。数据就是其编码解码出的值，因此没有误差。",
  "option.stored_bits": "文件为该权重存放的全部内容，包括所有缩放因子和零点。",
  "option.stored_block": "块的缩放因子和零点取自文件，不做校准。",
  "option.super_block": "一个超块把其中各值的编码和全部缩放因子存放在一起。",
  "option.tq1_0":
    "ggml 的 TQ1_0：−1、0、1 三个数，每 256 个值一个 16 位缩放因子，每字节存五个数。用于以三值权重训练的模型，如 BitNet。",
  "option.tq2_0": "ggml 的 TQ2_0：−1、0、1 三个数，每 256 个值一个 16 位缩放因子，每个数占 2 比特。读取比 TQ1_0 快。",
  "ui.format.bits_value": "每值 {bits} 比特",
  "ui.format.find": "查找格式",
  "ui.format.none": "没有符合的格式。",
  "ui.format.pictures": "每条竖线是一个量化级。所有格式按同一比例绘制，最大的量化级为 1。",
  "ui.formats.float": "浮点",
  "ui.formats.gguf": "GGUF",
  "ui.formats.int": "整数",
  "ui.formats.mx": "MX 与 NVFP4",
  "ui.formats.stored": "来自文件",
  "ui.formats.table": "量化级表",
  "ui.own-levels": "{letter} 的量化级",
  "ui.own-levels.e2m1": "E2M1",
  "ui.own-levels.nf4": "nf4",
  "ui.own-levels.powers": "2 的幂",
  "ui.own-levels.start": "示例",
  "ui.own-levels.ternary": "三值"
};
