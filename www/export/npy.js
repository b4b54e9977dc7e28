// A `.npy` file of ranges, which a script reads: two columns of 32-bit floats. Tensors are written by the crate (src/file/write).

/** @param {Float32Array} ranges lower and upper ends in turn */
export function rangesFile(ranges) {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${ranges.length / 2}, 2), }`;
  // Magic, version and length take 10 bytes; the numbers begin at a multiple of 64.
  const length = Math.ceil((header.length + 11) / 64) * 64 - 10;
  const start = [0x93, ...ascii('NUMPY'), 1, 0, length & 255, length >> 8, ...ascii(`${header.padEnd(length - 1)}\n`)];
  const bytes = new Uint8Array(start.length + 4 * ranges.length);
  bytes.set(start);
  const view = new DataView(bytes.buffer, start.length);
  ranges.forEach((end, i) => view.setFloat32(4 * i, end, true));
  return bytes;
}

/** @param {string} text */
const ascii = (text) => Array.from(text, (mark) => mark.charCodeAt(0));
