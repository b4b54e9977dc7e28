// The options of a scheme's notation, slot by slot, the default first: what the controls offer and what the help
// lists. Each has one sentence in the catalogues, `option.NAME`.

/**
 * A slot's label, and its options by their names in the parts of a scheme, with their notation.
 * @type {readonly {label: string, options: Readonly<Record<string, string>>}[]}
 */
export const SLOTS = [
  { label: 'ui.bits', options: { int: 'int2 … int8' } },
  { label: 'ui.symmetry', options: { sym: 'sym', asym: 'asym' } },
  { label: 'ui.granularity', options: { tensor: 'tensor', row: 'row', col: 'col', group: 'gN' } },
  {
    label: 'ui.calibration',
    options: {
      max: 'max',
      percentile: 'pP',
      mse: 'mse',
      kl: 'kl',
      aciq: 'aciq',
      octav: 'octav',
      deviations: 'sdK',
      clip: 'clip(LO,HI)',
    },
  },
  { label: 'ui.codes', options: { narrow: 'narrow', wide: 'wide', full: 'full' } },
  { label: 'ui.zero', options: { zint: 'zint', zfloat: 'zfloat' } },
  { label: 'ui.rounding', options: { even: 'even', away: 'away', floor: 'floor', stochastic: 'stochastic(S)' } },
  { label: 'ui.scales', options: { s32: 's32', s16: 's16', sbf16: 'sbf16', spow2: 'spow2', se4m3: 'se4m3' } },
];

/** The names of a slot's options. @param {string} label */
export function namesOf(label) {
  return Object.keys(SLOTS.find((slot) => slot.label === label)?.options ?? {});
}
