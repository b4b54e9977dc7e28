export default {
  "option.fitted": "The format searches for the scale of each block by itself.",
  "option.fitted_minimum": "The format searches for the scale and the minimum of each block by itself.",
  "option.fp4_bnb":
    "The FP4 of bitsandbytes: 15 levels of its own, which are not those of E2M1. Small positive values take the second code for zero, as in the library.",
  "option.fp4_e2m1":
    "A 4-bit float: sign, two exponent bits, one mantissa bit. Its 15 levels lie closer together near zero; its two zeros are one level. The element of MXFP4 and NVFP4.",
  "option.fp6_e2m3":
    "A 6-bit float: sign, two exponent bits, three mantissa bits. 63 levels up to ±7.5. An element of the MX formats.",
  "option.fp6_e3m2":
    "A 6-bit float: sign, three exponent bits, two mantissa bits. 63 levels up to ±28 reach further than those of E2M3 and are coarser. An element of the MX formats.",
  "option.fp8_e4m3":
    "An 8-bit float: sign, four exponent bits, three mantissa bits. 253 levels up to ±448; two codes are NaN. The usual FP8 of weights and activations.",
  "option.fp8_e4m3fnuz":
    "E4M3 with a single zero: its 255 levels reach ±240, and the code of −0 is NaN. The FP8 of AMD's MI300.",
  "option.fp8_e5m2":
    "An 8-bit float: sign, five exponent bits, two mantissa bits. 247 levels up to ±57344 reach further than those of E4M3 and are coarser. Some codes are infinities and NaN. The FP8 of gradients.",
  "option.fp8_e5m2fnuz":
    "E5M2 with a single zero and without infinities: 255 levels up to ±57344, and the code of −0 is NaN. The FP8 of AMD's MI300.",
  "option.ggml_iq4_nl": "ggml's IQ4_NL: 16 uneven levels in blocks of 32 under one 16-bit scale, which a search finds.",
  "option.ggml_mxfp4":
    "MXFP4 as ggml computes it: 4-bit floats (E2M1) in blocks of 32 that share a power of two; each value takes the nearest level.",
  "option.ggml_nvfp4":
    "NVFP4 as ggml stores it: 4-bit floats (E2M1) in blocks of 16 with an 8-bit scale each, and no scale of the tensor.",
  "option.int": "Each value becomes an integer with this many bits.",
  "option.int2": "The three levels −1, 0 and 1 times the scale: ternary weights, as in BitNet.",
  "option.int3": "7 evenly spaced levels. Weights only, in small groups: GPTQ at 3 bits, ggml's Q3_K.",
  "option.int4":
    "15 evenly spaced levels. The usual format for the weights of language models, in groups: GPTQ and AWQ.",
  "option.int5": "31 evenly spaced levels. The elements of ggml's Q5 formats have 5 bits.",
  "option.int6": "63 evenly spaced levels. The elements of ggml's Q6_K have 6 bits.",
  "option.int7":
    "127 evenly spaced levels. ONNX Runtime uses them (reduce_range) where sums of 8-bit products would overflow.",
  "option.int8":
    "255 evenly spaced levels. What most hardware multiplies: the usual format of weights and activations.",
  "option.iq4_nl":
    "The levels of ggml's IQ4_NL: 16 uneven integers from −127 to 113 that lie closer together near zero. 0 is none of them.",
  "option.iq4_xs":
    "ggml's IQ4_XS: the levels of IQ4_NL in blocks of 32. Their 6-bit scales share one 16-bit scale in a super-block of 256.",
  "option.levels":
    "Levels of your own: 2 to 256 numbers in rising order. A value halfway between two takes the lower one.",
  "option.mxfp4":
    "OCP MXFP4: 4-bit floats (E2M1) in blocks of 32 that share a power of two. Many accelerators compute with it; gpt-oss is stored in it.",
  "option.mxfp6_e2m3": "OCP MXFP6: 6-bit floats (E2M3) in blocks of 32 that share a power of two.",
  "option.mxfp6_e3m2":
    "OCP MXFP6: 6-bit floats (E3M2) in blocks of 32 that share a power of two. They reach further than those of E2M3 and are coarser.",
  "option.mxfp8_e4m3":
    "OCP MXFP8: 8-bit floats (E4M3) in blocks of 32 that share a power of two. Models are trained in it.",
  "option.mxfp8_e5m2":
    "OCP MXFP8: 8-bit floats (E5M2) in blocks of 32 that share a power of two. They reach further than those of E4M3 and are coarser.",
  "option.mxint8": "OCP MXINT8: 8-bit integers in blocks of 32 that share a power of two.",
  "option.nf4":
    "NormalFloat: 16 levels at quantiles of a normal distribution, as bitsandbytes has them for QLoRA. They lie closest together near zero.",
  "option.nvfp4":
    "NVIDIA's NVFP4: 4-bit floats (E2M1) in blocks of 16 with an E4M3 scale each, by default under one 32-bit scale for the whole tensor.",
  "option.plain_block": "A block stores the codes of its values together with its scale.",
  "option.plain_block_minimum": "A block stores the codes of its values together with its scale and its minimum.",
  "option.q2_k":
    "ggml's Q2_K: 2-bit integers in blocks of 16. Their 4-bit scales and minimums share two 16-bit scales in a super-block of 256.",
  "option.q3_k":
    "ggml's Q3_K: 3-bit integers in blocks of 16. Their 6-bit scales share one 16-bit scale in a super-block of 256.",
  "option.q4_0":
    "ggml's Q4_0: 4-bit integers in blocks of 32 under one 16-bit scale, which the value of largest magnitude sets. The simplest 4-bit format of llama.cpp.",
  "option.q4_1":
    "ggml's Q4_1: 4-bit integers in blocks of 32 with a 16-bit scale and a 16-bit minimum. Better than Q4_0 where a block lies on one side of zero.",
  "option.q4_k":
    "ggml's Q4_K: 4-bit integers in blocks of 32. Their 6-bit scales and minimums share two 16-bit scales in a super-block of 256. Most weights of a Q4_K_M model.",
  "option.q5_0": "ggml's Q5_0: as Q4_0 with 5-bit integers. llama.cpp takes it where a row is too short for Q4_K.",
  "option.q5_1": "ggml's Q5_1: as Q4_1 with 5-bit integers.",
  "option.q5_k": "ggml's Q5_K: as Q4_K with 5-bit integers.",
  "option.q6_k":
    "ggml's Q6_K: 6-bit integers in blocks of 16. Their 8-bit scales share one 16-bit scale in a super-block of 256. For the tensors that suffer most.",
  "option.q8_0":
    "ggml's Q8_0: 8-bit integers in blocks of 32 under one 16-bit scale. Hardly any loss; llama.cpp multiplies with it.",
  "option.ruled": "The scale of each block follows from its largest magnitude.",
  "option.ruled_minimum": "The scale and the minimum of each block follow from its smallest and its largest value.",
  "option.stored":
    "The grid that the file stores this weight on: its own scales and zero-points. The data are what its codes decode to, so there is no error.",
  "option.stored_bits": "What the file stores for the weight, with all scales and zero-points.",
  "option.stored_block": "Scale and zero-point of the block stand in the file; nothing is calibrated.",
  "option.super_block": "A super-block stores the codes of its values together with all their scales.",
  "option.tq1_0":
    "ggml's TQ1_0: the numbers −1, 0 and 1 under one 16-bit scale for 256 values, five numbers in a byte. For models trained with ternary weights, as BitNet.",
  "option.tq2_0":
    "ggml's TQ2_0: the numbers −1, 0 and 1 under one 16-bit scale for 256 values, in two bits each. Faster to read than TQ1_0.",
  "ui.format.bits_value": "{bits} bits per value",
  "ui.format.find": "Find a format",
  "ui.format.none": "No format matches these words.",
  "ui.format.pictures": "Each line is a level. All formats are drawn to one scale, on which the largest level is 1.",
  "ui.formats.float": "Floating point",
  "ui.formats.gguf": "GGUF",
  "ui.formats.int": "Integers",
  "ui.formats.mx": "MX and NVFP4",
  "ui.formats.stored": "From the file",
  "ui.formats.table": "Tables of levels",
  "ui.own-levels": "Levels of {letter}",
  "ui.own-levels.e2m1": "E2M1",
  "ui.own-levels.nf4": "nf4",
  "ui.own-levels.powers": "powers of two",
  "ui.own-levels.start": "start from",
  "ui.own-levels.ternary": "ternary"
};
