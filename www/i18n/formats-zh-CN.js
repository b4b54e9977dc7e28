export default {
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
  "option.int": "每个值变成一个指定位宽的整数。",
  "option.int2": "只有三个量化级：缩放因子的 −1、0、1 倍，即三值权重，如 BitNet。",
  "option.int3": "7 个等距量化级。只用于权重，按小组缩放：3 位的 GPTQ、ggml 的 Q3_K。",
  "option.int4": "15 个等距量化级。大语言模型权重的常用格式，按组缩放：GPTQ、AWQ。",
  "option.int5": "31 个等距量化级。ggml 的 Q5 系列的元素是 5 位。",
  "option.int6": "63 个等距量化级。ggml 的 Q6_K 的元素是 6 位。",
  "option.int7": "127 个等距量化级。8 位乘积的累加会溢出时，ONNX Runtime 用它（reduce_range）。",
  "option.int8": "255 个等距量化级。多数硬件直接支持其乘法，权重和激活最常用。",
  "option.iq4_nl": "ggml 的 IQ4_NL 的量化级：从 −127 到 113 的 16 个不等距整数，零附近更密；其中没有 0。",
  "option.levels": "自定义量化级：2 到 256 个从小到大的数。恰在两级正中的值取较低的一级。",
  "option.nf4": "NormalFloat：16 个量化级取正态分布的分位点，与 bitsandbytes 一致，用于 QLoRA；零附近最密。",
  "ui.format.bits_value": "每值 {bits} 比特",
  "ui.format.find": "查找格式",
  "ui.format.none": "没有符合的格式。",
  "ui.format.pictures": "每条竖线是一个量化级。所有格式按同一比例绘制，最大的量化级为 1。",
  "ui.formats.float": "浮点",
  "ui.formats.gguf": "GGUF",
  "ui.formats.int": "整数",
  "ui.formats.mx": "MX 与 NVFP4",
  "ui.formats.table": "量化级表",
  "ui.own-levels": "{letter} 的量化级",
  "ui.own-levels.e2m1": "E2M1",
  "ui.own-levels.nf4": "nf4",
  "ui.own-levels.powers": "2 的幂",
  "ui.own-levels.start": "示例",
  "ui.own-levels.ternary": "三值"
};
