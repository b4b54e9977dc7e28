// The scheme as an ONNX graph of QuantizeLinear and DequantizeLinear, run by the reference evaluator. NumPy finds the ranges, as a
// calibrator does beside a graph.

import { blocks, grid, head, input, measures, range, strings } from './numpy-parts.js';

/** @param {import('./index.js').Subject} subject */
export function onnxScript(subject) {
  const { parts, qMin, qMax, columns } = subject;
  const type = parts.symmetry === 'sym' ? 'int8' : 'uint8';
  const whole = type === 'int8' ? [-128, 127] : [0, 255];
  const clips = qMin !== whole[0] || qMax !== whole[1];
  const group = Math.min(parts.group, columns);
  const [shape, attributes, comment] = {
    tensor: ['()', '', 'one scale'],
    row: ['(rows,)', ', axis=0', 'a scale for each row'],
    col: ['(columns,)', ', axis=1', 'a scale for each column'],
    group: ['(rows, -1)', `, axis=1, block_size=${group}`, `a scale for ${group} values of a row`],
  }[parts.granularity];
  const graph = `# The graph: ${comment}. ${clips ? `Codes are stored in 8 bits; Clip keeps to those of the format, ${qMin} to ${qMax}.` : `The codes are all of ${type}.`}
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
value = onnx.helper.make_tensor_value_info
graph = onnx.helper.make_graph(
    nodes,
    "quantscope",
    [value("x", onnx.TensorProto.FLOAT, [rows, columns])],
    [value("codes", onnx.TensorProto.${type.toUpperCase()}, [rows, columns]), value("decoded", onnx.TensorProto.FLOAT, [rows, columns])],
    initializers,
)
model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 21)], ir_version=10)
onnx.checker.check_model(model)

# What is not finite has no code of its own here; it is not measured either.
codes, levels = ReferenceEvaluator(model).run(None, {"x": np.where(np.isfinite(matrix), matrix, np.float32(0))})
quantized = levels.reshape(x.shape)
q, decoded = ${parts.granularity === 'group' ? 'np.nan_to_num(to_blocks(codes.astype(np.float32))).astype(np.int16)' : 'to_blocks(codes).astype(np.int16)'}, to_blocks(levels)`;
  const imports = 'import numpy as np\nimport onnx\nfrom onnx.reference import ReferenceEvaluator';
  const parted = [
    head(subject, 'ONNX', ['Needs onnx 1.16 or newer, for blocks in opset 21.']),
    imports,
    strings(subject),
    input(subject),
    blocks(subject),
    range(subject),
    grid(subject),
    graph,
    measures(subject),
  ];
  return `${parted.join('\n\n')}\n`;
}
