// How the scales of a scheme are stored: a block format fixes that, but for its rule.

/** @typedef {import('../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {Exclude<SchemeParts['scales'] | SchemeParts['rule'], 'two'>} Storage */

/** Whether a scheme is a block format, whose blocks and storage of scales are its specification's. @param {Pick<SchemeParts, 'format'>} parts */
export const isSpecified = ({ format }) => /^(mx|nvfp4)/.test(format);

/** @param {Pick<SchemeParts, 'format' | 'rule' | 'scales'>} parts @returns {Storage} */
export function storageOf({ format, rule, scales }) {
  if (!isSpecified({ format })) return scales;
  return rule === 'two' ? 'se4m3' : rule;
}

/** Whether scales are powers of two by a rule of the MX formats. @param {Storage} storage */
export const isE8m0 = (storage) => storage.startsWith('x');
