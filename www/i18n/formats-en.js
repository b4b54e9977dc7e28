export default {
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
  "option.levels":
    "Levels of your own: 2 to 256 numbers in rising order. A value halfway between two takes the lower one.",
  "option.mxfp4":
    "OCP MXFP4: 4-bit floats (E2M1) in blocks of 32 that share a power of two, 4.25 bits per value. Many accelerators compute with it; gpt-oss is stored in it.",
  "option.mxfp6_e2m3": "OCP MXFP6: 6-bit floats (E2M3) in blocks of 32 that share a power of two, 6.25 bits per value.",
  "option.mxfp6_e3m2":
    "OCP MXFP6: 6-bit floats (E3M2) in blocks of 32 that share a power of two, 6.25 bits per value. They reach further than those of E2M3 and are coarser.",
  "option.mxfp8_e4m3":
    "OCP MXFP8: 8-bit floats (E4M3) in blocks of 32 that share a power of two, 8.25 bits per value. Models are trained in it.",
  "option.mxfp8_e5m2":
    "OCP MXFP8: 8-bit floats (E5M2) in blocks of 32 that share a power of two, 8.25 bits per value. They reach further than those of E4M3 and are coarser.",
  "option.mxint8": "OCP MXINT8: 8-bit integers in blocks of 32 that share a power of two, 8.25 bits per value.",
  "option.nf4":
    "NormalFloat: 16 levels at quantiles of a normal distribution, as bitsandbytes has them for QLoRA. They lie closest together near zero.",
  "option.nvfp4":
    "NVIDIA's NVFP4: 4-bit floats (E2M1) in blocks of 16 with an E4M3 scale each, under one 32-bit scale for the whole tensor. 4.5 bits per value.",
  "ui.format.bits_value": "{bits} bits per value",
  "ui.format.find": "Find a format",
  "ui.format.none": "No format matches these words.",
  "ui.format.pictures": "Each line is a level. All formats are drawn to one scale, on which the largest level is 1.",
  "ui.formats.float": "Floating point",
  "ui.formats.gguf": "GGUF",
  "ui.formats.int": "Integers",
  "ui.formats.mx": "MX and NVFP4",
  "ui.formats.table": "Tables of levels",
  "ui.own-levels": "Levels of {letter}",
  "ui.own-levels.e2m1": "E2M1",
  "ui.own-levels.nf4": "nf4",
  "ui.own-levels.powers": "powers of two",
  "ui.own-levels.start": "start from",
  "ui.own-levels.ternary": "ternary"
};
