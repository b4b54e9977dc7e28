// Values on their way between a test and a page, as JSON. A driver's own JSON loses NaN, infinities, −0, undefined and typed arrays.

/**
 * The two directions; the text of this function also runs in the page, so it names nothing outside of itself.
 * @returns {{encode: (value: any) => any, decode: (code: any) => any}}
 */
export function codec() {
  const ARRAYS = [
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
  ];
  /** What JSON cannot say, by its name. @type {Record<string, any>} */
  const NAMED = { undefined: undefined, NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity, '-0': -0 };

  /** @param {any} value @param {any[]} around the objects that contain it @returns {any} */
  function encode(value, around = []) {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { named: Object.is(value, -0) ? '-0' : `${value}` };
    // A window, a node or a circle has no value of its own.
    const nodes = typeof Node === 'undefined' ? [] : [Node, Window];
    const opaque = typeof value !== 'object' || nodes.some((kind) => value instanceof kind) || around.includes(value);
    if (opaque) return { named: 'undefined' };
    const inside = [...around, value];
    const kind = ARRAYS.find((name) => value.constructor?.name === name);
    if (kind) return { kind, list: [...value].map((each) => encode(each)) };
    if (Array.isArray(value)) return { list: value.map((each) => encode(each, inside)) };
    return { record: Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encode(each, inside)])) };
  }

  /** @param {any} code @returns {any} */
  function decode(code) {
    if (code === null || typeof code !== 'object') return code;
    if ('named' in code) return NAMED[code.named];
    if ('record' in code)
      return Object.fromEntries(Object.entries(code.record).map(([key, each]) => [key, decode(each)]));
    const list = code.list.map(decode);
    return code.kind ? /** @type {any} */ (globalThis)[code.kind].from(list) : list;
  }
  return { encode: (value) => encode(value), decode };
}
