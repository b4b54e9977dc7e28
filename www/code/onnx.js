// The scheme as an ONNX graph of QuantizeLinear and DequantizeLinear, run by the reference evaluator. NumPy finds the ranges, as a
// calibrator does beside a graph.

import { blocks, grid, head, input, measures, range, strings } from './numpy-parts.js';
import { codeRanks, inBlocks, tableGrid, tableLevels } from './numpy-table.js';

/** @typedef {import('./index.js').Subject} Subject */
/** @typedef {{type: string, opset: number, ir: number}} FloatType */

const EIGHT = Object.freeze({ opset: 21, ir: 10 });

/** ONNX's types with the levels of an element format, and from which opset QuantizeLinear takes them in blocks. @type {Readonly<Record<string, FloatType>>} */
const FLOAT_TYPES = Object.freeze({
  fp8_e4m3: { type: 'FLOAT8E4M3FN', ...EIGHT },
  fp8_e5m2: { type: 'FLOAT8E5M2', ...EIGHT },
  fp8_e4m3fnuz: { type: 'FLOAT8E4M3FNUZ', ...EIGHT },
  fp8_e5m2fnuz: { type: 'FLOAT8E5M2FNUZ', ...EIGHT },
  fp4_e2m1: { type: 'FLOAT4E2M1', opset: 23, ir: 11 },
});

/** The elements of block formats that have such a type. @type {Readonly<Record<string, string>>} */
const ELEMENTS = Object.freeze({
  mxfp8_e4m3: 'fp8_e4m3',
  mxfp8_e5m2: 'fp8_e5m2',
  mxfp4: 'fp4_e2m1',
  nvfp4: 'fp4_e2m1',
});

/** The type with the levels of a format or of the elements in its blocks; undefined where there is none. @param {Subject['parts']} parts @returns {FloatType|undefined} */
export function floatTypeOf({ format }) {
  const element = ELEMENTS[format] ?? format;
  return Object.hasOwn(FLOAT_TYPES, element) ? FLOAT_TYPES[element] : undefined;
}

/** @param {Subject} subject */
export function onnxScript(subject) {
  const { table, parts } = subject;
  const float = floatTypeOf(parts);
  const parted = [
    head(subject, 'ONNX', [
      float
        ? `Needs onnx 1.19 or newer, whose evaluator has codes of ${float.type.toLowerCase()}.`
        : 'Needs onnx 1.16 or newer, for blocks in opset 21.',
    ]),
    'import numpy as np\nimport onnx\nfrom onnx.reference import ReferenceEvaluator',
    strings(subject),
    input(subject),
    blocks(subject),
    range(subject),
    ...(table && float
      ? [tableLevels(table), tableGrid(subject, table), floatGraph(subject, table, float)]
      : [grid(subject), integerGraph(subject)]),
    measures(subject),
  ];
  return `${parted.join('\n\n')}\n`;
}

/** The shape of scales, the attributes of both nodes, and what a comment says of them. @param {Subject} subject */
function placed({ parts, columns }) {
  const group = Math.min(parts.group, columns);
  return {
    tensor: ['()', '', 'one scale'],
    row: ['(rows,)', ', axis=0', 'a scale for each row'],
    col: ['(columns,)', ', axis=1', 'a scale for each column'],
    // Tiles are refused.
    tile: ['', '', ''],
    group: ['(rows, -1)', `, axis=1, block_size=${group}`, `a scale for ${group} values of a row`],
  }[parts.granularity];
}

/** A model of nodes and initializers. @param {string} codes the type of the codes @param {number} opset @param {number} ir @param {string} decoded */
function model(codes, opset, ir, decoded) {
  return `value = onnx.helper.make_tensor_value_info
graph = onnx.helper.make_graph(
    nodes,
    "quantscope",
    [value("x", onnx.TensorProto.FLOAT, [rows, columns])],
    [value("codes", onnx.TensorProto.${codes}, [rows, columns]), value("decoded", onnx.TensorProto.FLOAT, [rows, columns])],
    initializers,
)
model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", ${opset})], ir_version=${ir})
onnx.checker.check_model(model)

# What is not finite has no code of its own here; it is not measured either.
${decoded} = ReferenceEvaluator(model).run(None, {"x": np.where(np.isfinite(matrix), matrix, np.float32(0))})`;
}

/** @param {Subject} subject @param {import('../engine/records.js').Table} table @param {FloatType} float */
function floatGraph(subject, table, { type, opset, ir }) {
  const [shape, attributes, comment] = placed(subject);
  return `# The graph: ${comment}. The type of the zero-point, which is 0, is that of the codes.
scale_of = scale.reshape(${shape})
zeros = np.zeros(scale_of.size)
initializers = [
    onnx.numpy_helper.from_array(scale_of, "scale"),
    onnx.helper.make_tensor("zero_point", onnx.TensorProto.${type}, scale_of.shape, zeros),
]
node = onnx.helper.make_node
nodes = [
    node("QuantizeLinear", ["x", "scale", "zero_point"], ["codes"]${attributes}),
    node("DequantizeLinear", ["codes", "scale", "zero_point"], ["decoded"]${attributes}),
]
${model(type, opset, ir, 'coded, dequantized')}
quantized = dequantized.reshape(x.shape)
${codeRanks(table)}
rank = ${inBlocks(subject, 'rank_of[coded.view(np.uint8)]')}
decoded = to_blocks(dequantized)`;
}

/** @param {Subject} subject */
function integerGraph(subject) {
  const { parts, qMin, qMax } = subject;
  const type = parts.symmetry === 'sym' ? 'int8' : 'uint8';
  const whole = type === 'int8' ? [-128, 127] : [0, 255];
  const clips = qMin !== whole[0] || qMax !== whole[1];
  const [shape, attributes, comment] = placed(subject);
  return `# The graph: ${comment}. ${clips ? `Codes are stored in 8 bits; Clip keeps to those of the format, ${qMin} to ${qMax}.` : `The codes are all of ${type}.`}
constant = lambda name, array: onnx.numpy_helper.from_array(np.asarray(array), name)
initializers = [
    constant("scale", scale.reshape(${shape})),
    constant("zero_point", zero_point.astype(np.${type}).reshape(${shape})),${clips ? `\n    constant("q_min", np.${type}(${qMin})),\n    constant("q_max", np.${type}(${qMax})),` : ''}
]
node = onnx.helper.make_node
nodes = [
    node("QuantizeLinear", ["x", "scale", "zero_point"], ["${clips ? 'saturated' : 'codes'}"]${attributes}),${clips ? '\n    node("Clip", ["saturated", "q_min", "q_max"], ["codes"]),' : ''}
    node("DequantizeLinear", ["codes", "scale", "zero_point"], ["decoded"]${attributes}),
]
${model(type.toUpperCase(), 21, 10, 'codes, levels')}
quantized = levels.reshape(x.shape)
q, decoded = ${inBlocks(subject, 'codes')}, to_blocks(levels)`;
}
