// onnxruntime-web as a peer: QuantizeLinear, alone and with DequantizeLinear behind it, on its wasm backend with one thread.
//
// A session's run takes a typed array in and gives one out, which it copies both ways: that is how a page has to use it,
// so it counts. Graph optimization is left at its default, "all".

const FLOAT = 1;
const INT8 = 3;
const OPSET = 13;

/** onnxruntime-web, which only benches/ installs: a name the type checker does not follow. */
const PACKAGE = 'onnxruntime-web/wasm';

/**
 * Sessions of both models; each returns the data of its output.
 * @param {number} scale
 */
export async function peers(scale) {
  const ort = await import(PACKAGE);
  ort.env.wasm.numThreads = 1;
  /** @param {boolean} decode */
  const session = async (decode) => {
    const created = await ort.InferenceSession.create(model(scale, decode), { executionProviders: ['wasm'] });
    /** @param {Float32Array} values */
    return async (values) => {
      const { y } = await created.run({ x: new ort.Tensor('float32', values, [values.length]) });
      return y.data;
    };
  };
  return { version: ort.env.versions.web, quantize: await session(false), fakeQuantize: await session(true) };
}

/**
 * An ONNX model in protobuf's wire format. Field numbers are those of onnx.proto.
 * @param {number} scale
 * @param {boolean} decode
 */
function model(scale, decode) {
  const parameters = ['scale', 'zero'];
  const quantize = node('QuantizeLinear', ['x', ...parameters], decode ? 'q' : 'y');
  const dequantize = node('DequantizeLinear', ['q', ...parameters], 'y');
  const raw = new Uint8Array(new Float32Array([scale]).buffer);
  const graph = [
    bytes(1, quantize),
    ...(decode ? [bytes(1, dequantize)] : []),
    bytes(2, text('graph')),
    bytes(5, [varint(2, FLOAT), bytes(8, text('scale')), bytes(9, raw)].flat()),
    bytes(5, [varint(2, INT8), bytes(8, text('zero')), bytes(9, [0])].flat()),
    bytes(11, value('x', FLOAT)),
    bytes(12, value('y', decode ? FLOAT : INT8)),
  ];
  const opset = [bytes(1, []), varint(2, OPSET)].flat();
  return new Uint8Array([varint(1, 8), bytes(7, graph.flat()), bytes(8, opset)].flat());
}

/**
 * @param {string} operator
 * @param {string[]} inputs
 * @param {string} output
 */
function node(operator, inputs, output) {
  return [...inputs.map((name) => bytes(1, text(name))), bytes(2, text(output)), bytes(4, text(operator))].flat();
}

/**
 * The declaration of a tensor with one dimension, of any length.
 * @param {string} name
 * @param {number} type
 */
function value(name, type) {
  const dimension = bytes(1, bytes(2, text('n')));
  const tensor = [varint(1, type), bytes(2, dimension)].flat();
  return [bytes(1, text(name)), bytes(2, bytes(1, tensor))].flat();
}

/** @param {string} string */
function text(string) {
  return new TextEncoder().encode(string);
}

/**
 * A field of bytes.
 * @param {number} field
 * @param {Iterable<number>} content
 * @returns {number[]}
 */
function bytes(field, content) {
  const all = [...content];
  return [(field << 3) | 2, ...base128(all.length), ...all];
}

/**
 * A field that is a number.
 * @param {number} field
 * @param {number} number
 */
function varint(field, number) {
  return [field << 3, ...base128(number)];
}

/**
 * @param {number} number
 * @returns {number[]}
 */
function base128(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...base128(number >> 7)];
}
