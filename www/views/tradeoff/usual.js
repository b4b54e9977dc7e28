// The schemes that are surveyed unless a list is given, and those that people know by a name.

/** Bits of codes, symmetry, and what shares a scale. */
const BITS = [2, 3, 4, 5, 6, 8];
const SYMMETRIES = ['', ':asym'];
const BLOCKS = [':row', ':g128', ':g32'];
/** Floats of eight and six bits, under one scale and one per row. */
const FLOATS = ['fp8_e4m3', 'fp6_e2m3', 'fp6_e3m2'];
/** Formats of four bits with uneven levels, in groups as those of the integers. */
const FOURS = ['fp4_e2m1', 'nf4'];
/** Groups of formats, in the list of the notation's words, that bring their own blocks. */
const OF_BLOCKS = ['mx', 'gguf'];
/** Blocks are clipped only up to so many bits: more codes leave little rounding error to save. */
const CLIPPED_BLOCKS = 4;

/** @typedef {{name: string, scheme: string, note?: string}} Known note: whose note says what differs, if it is not its own; `exact` where the scheme is the format */

/**
 * Schemes that people know by a name, which the text `known.NAME` gives. A note says what the format of that name does differently. All store the scales that the name implies, whatever the list does.
 * @type {readonly Known[]}
 */
export const KNOWN = Object.freeze([
  { name: 'mxfp4', scheme: 'mxfp4', note: 'exact' },
  { name: 'nvfp4', scheme: 'nvfp4', note: 'exact' },
  { name: 'q4_0', scheme: 'q4_0', note: 'exact' },
  { name: 'q4_k', scheme: 'q4_k', note: 'exact' },
  { name: 'gptq', scheme: 'int4:asym:g128:s16' },
  { name: 'qlora', scheme: 'nf4:g64:snested8', note: 'nf4' },
  { name: 'nf4', scheme: 'nf4:g64' },
  { name: 'q6_k', scheme: 'q6_k', note: 'exact' },
  { name: 'mxfp8', scheme: 'mxfp8_e4m3', note: 'exact' },
  { name: 'q8_0', scheme: 'q8_0', note: 'exact' },
  { name: 'w8', scheme: 'int8:row:s16' },
]);

/** The key of what differs from the format of that name. @param {Known} known */
export const noteKey = ({ name, note = name }) => `known.${note}.note`;

/** What is known of a scheme by name. @param {string} scheme canonical */
export function knownOf(scheme) {
  return KNOWN.find((known) => known.scheme === scheme) ?? null;
}

/**
 * The usual schemes: bits × symmetry × what shares a scale, each with the range of all values and clipped; floats and tables; and the known ones. A single
 * scale of the whole tensor costs nothing, so it always has 32 bits. Formats that bring their own blocks are all among them.
 * @param {string} scales bits of the scales of rows and groups: 16 or 32
 * @param {readonly {name: string, group?: string}[]} formats the words of the notation
 * @returns {readonly string[]}
 */
export function usualList(scales, formats) {
  const stored = scales === '16' ? ':s16' : '';
  const list = BITS.flatMap((bits) =>
    SYMMETRIES.flatMap((symmetry) => {
      const format = `int${bits}${symmetry}`;
      const clippings = bits <= CLIPPED_BLOCKS ? ['', ':mse'] : [''];
      return [
        ...['', ':mse', ':p99.9'].map((clipping) => `${format}${clipping}`),
        ...BLOCKS.flatMap((block) => clippings.map((clipping) => `${format}${block}${clipping}${stored}`)),
      ];
    }),
  );
  const floats = FLOATS.flatMap((float) => [float, `${float}:row${stored}`]);
  const fours = FOURS.map((format) => `${format}:g32${stored}`);
  const blocks = formats.filter(({ group = '' }) => OF_BLOCKS.includes(group)).map(({ name }) => name);
  return [...new Set([...list, ...floats, ...fours, ...blocks, ...KNOWN.map(({ scheme }) => scheme)])];
}
